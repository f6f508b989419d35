"""A card's state is its events, in their order; leeches follow from the lapses."""

from __future__ import annotations

import pytest

from lalaflash.errors import LalaflashError
from lalaflash.review.fold import apply, fold, steps
from lalaflash.review.leeches import is_leech, suspends
from lalaflash.review.state import NEW, CardKey, Event, EventKind, Moment, Phase

CARD = CardKey("guid", 1)
DAY = 738_000


def event(kind: EventKind, day: int, quality: int | None = None, taken_ms: int = 0) -> Event:
    return Event(CARD, kind, Moment(day * 86_400_000, day), quality, taken_ms, "sm2" if quality is not None else "")


def answer(day: int, quality: int) -> Event:
    return event(EventKind.ANSWER, day, quality, taken_ms=1_000)


def test_no_events_leave_a_new_card() -> None:
    assert fold([]) == NEW


def test_each_step_says_what_the_answer_was_and_which_interval_came_before() -> None:
    made = steps([answer(DAY, 4), answer(DAY + 1, 3), answer(DAY + 1, 4), answer(DAY + 7, 4)])
    assert [(step.phase, step.interval) for step in made] == [
        (Phase.NEW, 0),
        (Phase.REVIEW, 1),
        (Phase.DRILL, 6),
        (Phase.REVIEW, 6),
    ]


def test_reviews_are_counted_without_first_answers_and_drills() -> None:
    state = fold([answer(DAY, 1), answer(DAY, 4), answer(DAY + 1, 4), answer(DAY + 2, 2), answer(DAY + 2, 5)])
    assert (state.reviews, state.recalled, state.lapses, state.taken_ms) == (2, 1, 1, 5_000)


def test_cramming_changes_no_schedule_and_counts_as_time_spent() -> None:
    before = fold([answer(DAY, 4)])
    after = apply(before, event(EventKind.CRAM, DAY, 0, taken_ms=2_000)).state
    assert after == before._replace(taken_ms=3_000)


def test_a_buried_card_is_hidden_until_the_next_day_or_its_next_answer() -> None:
    buried = fold([event(EventKind.BURY, DAY)])
    assert buried.is_hidden(DAY)
    assert not buried.is_hidden(DAY + 1)
    assert not fold([event(EventKind.BURY, DAY), answer(DAY, 4)]).is_hidden(DAY)


def test_suspending_and_marking_are_taken_back() -> None:
    both = [event(EventKind.SUSPEND, DAY), event(EventKind.MARK, DAY)]
    assert (fold(both).suspended, fold(both).marked) == (True, True)
    assert fold([*both, event(EventKind.UNSUSPEND, DAY), event(EventKind.UNMARK, DAY)]) == NEW


def test_the_eighth_lapse_suspends_and_then_every_fourth() -> None:
    assert [lapses for lapses in range(25) if suspends(lapses)] == [8, 12, 16, 20, 24]
    assert [lapses for lapses in range(10) if is_leech(lapses)] == [8, 9]


def test_a_leech_that_is_taken_up_again_is_suspended_at_the_twelfth_lapse() -> None:
    events, day, suspended_at = [], DAY, []
    for lapse in range(1, 14):
        events += [answer(day, 4), answer(day + 1, 1), answer(day + 1, 4)]
        day += 2
        if fold(events).suspended:
            suspended_at.append(lapse)
            events.append(event(EventKind.UNSUSPEND, day))
    assert suspended_at == [8, 12]


def test_an_answer_of_an_unknown_scheduler_is_told_in_one_line() -> None:
    with pytest.raises(LalaflashError, match="update lalaflash"):
        fold([answer(DAY, 4)._replace(scheduler="fsrs-9")])
