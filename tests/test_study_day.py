"""The study day turns at four on the wall clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.errors import LalaflashError
from lalaflash.review.study_day import moment, study_day

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [ZoneInfo(name) for name in ("UTC", "Europe/Helsinki", "America/New_York", "Asia/Kathmandu", "Pacific/Apia")]


def at(*wall_clock: int, zone: ZoneInfo = BERLIN, fold: int = 0) -> int:
    return round(datetime(*wall_clock, tzinfo=zone, fold=fold).timestamp() * 1000)  # type: ignore[arg-type, misc]


def day_of(*wall_clock: int, zone: ZoneInfo = BERLIN) -> date:
    return date.fromordinal(study_day(at(*wall_clock, zone=zone), zone))


def test_the_day_turns_at_four() -> None:
    assert day_of(2026, 5, 2, 3, 59, 59) == date(2026, 5, 1)
    assert day_of(2026, 5, 2, 4, 0, 0) == date(2026, 5, 2)
    assert day_of(2026, 5, 2, 23, 59) == date(2026, 5, 2)


def test_the_day_turns_at_four_on_the_days_that_clocks_are_changed() -> None:
    assert day_of(2026, 3, 29, 1, 59) == day_of(2026, 3, 29, 3, 59) == date(2026, 3, 28)
    assert day_of(2026, 3, 29, 4, 0) == date(2026, 3, 29)
    both = [study_day(at(2026, 10, 25, 2, 30, fold=fold), BERLIN) for fold in (0, 1)]
    assert both == [date(2026, 10, 24).toordinal()] * 2
    assert day_of(2026, 10, 25, 4, 0) == date(2026, 10, 25)


def test_an_instant_has_the_day_of_the_zone_that_the_learner_is_in() -> None:
    instant = at(2026, 5, 2, 6, 0)  # midnight in New York
    assert study_day(instant, BERLIN) == date(2026, 5, 2).toordinal()
    assert study_day(instant, ZoneInfo("America/New_York")) == date(2026, 5, 1).toordinal()


def test_without_a_zone_it_is_that_of_the_computer() -> None:
    instant = at(2026, 5, 2, 12, 0)
    local = datetime.fromtimestamp(instant / 1000).astimezone()
    assert study_day(instant, None) == study_day(instant, local.tzinfo)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)), st.sampled_from(ZONES), st.integers(0, 86_400_000))
def test_time_that_passes_never_takes_the_day_back(start: datetime, zone: ZoneInfo, later: int) -> None:
    at_ms = round(start.replace(tzinfo=UTC).timestamp() * 1000)
    assert 0 <= study_day(at_ms + later, zone) - study_day(at_ms, zone) <= 2


@given(st.dates(date(1990, 1, 1), date(2037, 1, 1)), st.sampled_from(ZONES))
def test_every_day_has_a_noon_of_its_own(day: date, zone: ZoneInfo) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    if noon.astimezone(UTC).astimezone(zone).date() == day:  # Samoa had no 30 December 2011
        assert study_day(round(noon.timestamp() * 1000), zone) == day.toordinal()


@pytest.mark.parametrize("at_ms", [-1, -(10**15), 10**15, 10**30])
def test_a_clock_that_cannot_be_right_is_told_in_one_line(at_ms: int) -> None:
    with pytest.raises(LalaflashError, match="clock") as caught:
        moment(at_ms, UTC)
    assert "\n" not in str(caught.value)


def test_a_moment_keeps_the_instant() -> None:
    instant = at(2026, 5, 2, 12, 0)
    assert moment(instant, BERLIN) == (instant, date(2026, 5, 2).toordinal())
    assert timedelta(milliseconds=instant) > timedelta(0)
