"""Figures: the database counts what counting by hand gives."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_helpers import Clock, Desk, act, answer, card, fill_catalogue, note, record

from lalaflash.review.agenda import Wanted
from lalaflash.review.courses import courses
from lalaflash.review.figures import FORECAST_DAYS, DayTotal, DueOn, Figures, Group, Retention
from lalaflash.review.fold import steps
from lalaflash.review.leeches import LEECH_LAPSES
from lalaflash.review.state import MATURE_DAYS, EventKind, Phase
from lalaflash.review.stats import decks, figures, leeches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTES = [note(index, tags=("film", f"film::{index % 2}")) for index in range(4)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    fill_catalogue(tmp_path / "catalogue.db", NOTES).__exit__()
    desk = Desk(tmp_path, Clock())
    yield desk
    desk.close()


def count(desk: Desk) -> Figures:
    desk.plan()  # links what is new
    return figures(desk.progress.database, desk.clock.day)


def test_without_answers_everything_is_new(desk: Desk) -> None:
    found = count(desk)
    assert found.decks == (Group("deck", 4, *[0] * 9),)
    assert found.decks[0].new == 4
    assert [(group.name, group.cards) for group in found.tags] == [("film", 4), ("film::0", 2), ("film::1", 2)]
    assert found.today.answers == 0
    assert (found.course.days, found.hardest) == ((), ())
    assert sum(due.cards for due in found.course.forecast) == 0


def test_a_day_is_summed_up_by_what_its_answers_were(desk: Desk) -> None:
    record(desk.progress, answer(card(0), 4, desk.clock()))
    record(desk.progress, answer(card(1), 4, desk.clock()))
    desk.clock.pass_days(1)
    for index, quality in ((0, 2), (0, 5), (1, 4), (2, 4)):
        record(desk.progress, answer(card(index), quality, desk.clock()))
    entry = record(desk.progress, answer(card(3), 5, desk.clock())).entry
    desk.progress.undo([entry], now_ms=1)
    found = count(desk)
    assert found.today == DayTotal(desk.clock.day, new=1, reviews=2, recalled=1, drilled=1, crammed=0, taken_ms=4_000)
    assert [day.answers for day in found.course.days] == [2, 4]


def test_the_forecast_counts_the_overdue_today_and_the_buried_tomorrow(desk: Desk) -> None:
    for index in range(4):
        record(desk.progress, answer(card(index), 4, desk.clock()))
    desk.clock.pass_days(3)
    record(desk.progress, act(card(0), EventKind.BURY, desk.clock()))
    record(desk.progress, act(card(1), EventKind.SUSPEND, desk.clock()))
    record(desk.progress, answer(card(2), 4, desk.clock()))
    forecast = count(desk).course.forecast
    today = desk.clock.day
    assert [due for due in forecast if due.cards] == [DueOn(today, 1), DueOn(today + 1, 1), DueOn(today + 6, 1)]
    assert len(forecast) == FORECAST_DAYS


def test_cards_that_vanished_are_due_no_more_and_their_days_still_count(desk: Desk) -> None:
    for _ in range(2):
        record(desk.progress, answer(card(99), 4, desk.clock()))
        desk.clock.pass_days(1)
    found = count(desk)
    assert found.course.forecast[0].cards == 0
    assert [(day.new, day.reviews) for day in found.course.days] == [(1, 0), (0, 1)]
    assert found.course.retention[0] == Retention(1, 1, 1, 1)
    assert courses(desk.progress.database, desk.clock.day).figures == found


def test_the_hardest_cards_come_first_and_leeches_are_listed(desk: Desk) -> None:
    for index, lapses in ((0, LEECH_LAPSES), (1, 2)):
        for _ in range(lapses):
            record(desk.progress, answer(card(index), 4, desk.clock()))
            desk.clock.pass_days(1)
            record(desk.progress, answer(card(index), 0, desk.clock()))
            desk.clock.pass_days(1)
    found = count(desk)
    assert [(hard.card, hard.lapses, hard.suspended) for hard in found.hardest] == [
        (card(0), 8, True),
        (card(1), 2, False),
    ]
    assert leeches(desk.progress.database) == found.hardest[:1]
    assert decks(desk.progress.database, desk.clock.day) == found.decks
    assert (found.decks[0].begun, found.decks[0].due, found.decks[0].suspended) == (2, 1, 1)


def test_a_leech_whose_author_tagged_it_so_counts_once(tmp_path: Path) -> None:
    fill_catalogue(tmp_path / "catalogue.db", [note(0, tags=("Leech",)), note(1), note(2, tags=("leech",))]).__exit__()
    desk = Desk(tmp_path, Clock())
    for index in (0, 1):
        for quality in [4, *[1, 4] * LEECH_LAPSES]:
            record(desk.progress, answer(card(index), quality, desk.clock()))
            desk.clock.pass_days(1)
    found = count(desk)
    assert [(tag.name, tag.cards, tag.begun) for tag in found.tags] == [("leech", 3, 2)]
    assert_each_group_adds_up(desk, found)
    desk.close()


def assert_each_group_adds_up(desk: Desk, found: Figures) -> None:
    """Count each deck and tag on its own, and compare with what was counted for all of them in one pass."""
    split = courses(desk.progress.database, desk.clock.day)
    assert split.figures == found
    assert split.decks.get("deck", split.nothing) == found.course, "all answers were to cards of this deck"
    for tag in found.tags:
        alone = figures(desk.progress.database, desk.clock.day, Wanted(tags=(tag.name,)))
        assert courses(desk.progress.database, desk.clock.day, Wanted(tags=(tag.name,))).figures == alone
        assert split.tags.get(tag.name, split.nothing) == alone.course
        assert next(group for group in alone.tags if group.name == tag.name) == tag
        assert tag.due == alone.course.forecast[0].cards
        assert tag.due_in_week == sum(due.cards for due in alone.course.forecast[:7])
        mature = [span for span in alone.course.retention if span.shortest >= MATURE_DAYS]
        assert tag.mature == (sum(span.reviews for span in mature), sum(span.recalled for span in mature))


answers = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 40)), max_size=40)


@settings(max_examples=25, deadline=None)
@given(answers)
def test_figures_agree_with_counting_by_hand(
    tmp_path_factory: pytest.TempPathFactory, given_answers: list[tuple[int, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("stats")
    fill_catalogue(folder / "catalogue.db", NOTES).__exit__()
    desk = Desk(folder, Clock())
    for index, quality, days in given_answers:
        record(desk.progress, answer(card(index), quality, desk.clock()))
        desk.clock.pass_days(days)
    found = count(desk)
    by_hand: Counter[tuple[bool, int]] = Counter()
    for index in range(4):
        events = desk.progress.history(card(index))
        for event, step in zip(events, steps(events), strict=True):
            if step.phase is Phase.REVIEW and event.quality is not None:
                by_hand[event.quality >= 3, step.interval] += 1
    for span in found.course.retention:
        inside = {key: n for key, n in by_hand.items() if span.shortest <= key[1] <= (span.longest or 10**9)}
        passed = sum(n for key, n in inside.items() if key[0])
        assert span == Retention(span.shortest, span.longest, sum(inside.values()), passed)
    assert sum(span.reviews for span in found.course.retention) == sum(by_hand.values()) == found.decks[0].reviews
    assert found.decks[0].recalled == sum(n for key, n in by_hand.items() if key[0])
    assert found.decks[0].taken_ms == 1_000 * len(given_answers)
    assert found.tags[0][1:] == found.decks[0][1:]
    assert_each_group_adds_up(desk, found)
    desk.close()
