"""A sitting as a person goes through it; and that nothing is lost or doubled, whatever happens in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_helpers import (
    DECK,
    Clock,
    Desk,
    act,
    answer,
    assert_log_gives_the_states,
    card,
    fill_catalogue,
    note,
    record,
    whole_content,
)

from lalaflash.review.agenda import Wanted
from lalaflash.review.fold import SCHEDULERS
from lalaflash.review.sitting import LONGEST_ANSWER_MS, Answered, Counts, Outcome, Overtaken, Sitting, Summary
from lalaflash.review.state import NEW, EventKind, Phase
from lalaflash.review.store.progress import Recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lalaflash.review.state import CardKey, CardState, Moment


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    fill_catalogue(tmp_path / "catalogue.db", [note(index) for index in range(6)]).__exit__()
    desk = Desk(tmp_path, Clock())
    yield desk
    desk.close()


def shown(sitting: Sitting) -> CardKey | None:
    now = sitting.show()
    return now.listing.key if now else None


def answers_in_log(desk: Desk) -> list[int]:
    with desk.progress.database.reading() as connection:
        rows = connection.execute("SELECT quality FROM log WHERE phase IS NOT NULL ORDER BY id")
        return [quality for (quality,) in rows]


def test_a_sitting_asks_each_card_and_ends(desk: Desk) -> None:
    sitting = desk.sit()
    asked = []
    while (key := shown(sitting)) is not None:
        asked.append(key)
        sitting.answer(4)
    assert asked == [card(index) for index in range(6)]
    assert sitting.counts() == Counts(0, 0, 0)


def test_showing_twice_shows_the_same_card(desk: Desk) -> None:
    sitting = desk.sit()
    assert sitting.show() is sitting.show()


def test_the_drill_comes_last_and_goes_on_until_all_are_at_4(desk: Desk) -> None:
    sitting = desk.sit(Wanted(limit=3))
    for quality in (1, 3, 5):
        sitting.answer(quality)
    assert sitting.counts() == Counts(0, 0, 2)
    drilled = [(shown(sitting), sitting.answer(quality)) for quality in (3, 4, 0, 5)]
    assert [key for key, _ in drilled] == [card(0), card(1), card(0), card(0)]
    assert sitting.show() is None
    assert desk.progress.stored(card(0)).state.interval == 1
    assert desk.progress.stored(card(1)).state.repetitions == 1


def test_each_key_shows_what_it_would_do_and_does_it(desk: Desk) -> None:
    record(desk.progress, answer(card(0), 4, desk.clock()))
    desk.clock.pass_days(1)
    sitting = desk.sit(Wanted(new=0))
    now = sitting.show()
    assert now is not None
    assert now.outcomes == tuple(Outcome(1 if quality < 3 else 6, quality < 4) for quality in range(6))
    result = sitting.answer(3)
    assert isinstance(result, Answered)
    assert result.recorded.stored.state.due == desk.clock.day + 6


def test_any_number_of_steps_is_undone_also_after_the_last_card(desk: Desk) -> None:
    sitting = desk.sit()
    for quality in (4, 1, 5, 3, 4, 4, 4, 4):
        sitting.answer(quality)
    assert sitting.show() is None
    for index in (3, 1, 5, 4, 3, 2, 1, 0):
        assert sitting.undo()
        assert shown(sitting) == card(index)
    assert not sitting.undo()
    assert sitting.counts() == Counts(6, 0, 0)
    assert all(desk.progress.stored(card(index)).state == NEW for index in range(6))
    assert sitting.summary() == Summary(0, 0, 0, 0, 0, 0)


def test_burying_and_suspending_put_a_card_away_and_are_undone(desk: Desk) -> None:
    sitting = desk.sit()
    sitting.bury()
    sitting.suspend()
    assert shown(sitting) == card(2)
    assert desk.progress.stored(card(0)).state.buried == desk.clock.day + 1
    assert desk.progress.stored(card(1)).state.suspended
    sitting.undo()
    sitting.undo()
    assert shown(sitting) == card(0)
    assert desk.progress.stored(card(1)).state == NEW


def test_a_mark_stays_on_the_card_and_comes_off_again(desk: Desk) -> None:
    sitting = desk.sit()
    for is_marked in (True, False):
        sitting.mark()
        now = sitting.show()
        assert now is not None
        assert (now.listing.key, now.stored.state.marked) == (card(0), is_marked)
    sitting.undo()
    assert desk.progress.stored(card(0)).state.marked
    assert isinstance(sitting.answer(4), Answered)


def test_a_leech_is_told_suspended_and_not_drilled(desk: Desk) -> None:
    for _ in range(7):
        record(desk.progress, answer(card(0), 4, desk.clock()))
        desk.clock.pass_days(1)
        record(desk.progress, answer(card(0), 1, desk.clock()))
        desk.clock.pass_days(1)
    record(desk.progress, answer(card(0), 4, desk.clock()))
    desk.clock.pass_days(1)
    sitting = desk.sit(Wanted(new=0))
    assert shown(sitting) == card(0)
    result = sitting.answer(1)
    assert isinstance(result, Answered)
    assert result.leech
    assert sitting.show() is None


def test_two_sittings_at_once_neither_lose_nor_double_an_answer(desk: Desk) -> None:
    one, other = desk.sit(), desk.sit()
    one.show(), other.show()
    assert isinstance(one.answer(4), Answered)
    assert isinstance(other.answer(1), Overtaken)
    assert shown(other) == card(1)
    other.answer(5)
    assert shown(one) == card(2), "card 1 was answered in the other sitting before this one came to it"
    assert answers_in_log(desk) == [4, 5]
    assert_log_gives_the_states(desk.progress)


def test_a_card_that_is_edited_is_shown_as_it_is_now(desk: Desk) -> None:
    sitting = desk.sit()
    before = sitting.show()
    desk.catalogue.replace_deck(DECK, [note(0, front="Better")], (), read_at_ns=0)
    after = sitting.reload()
    assert before is not None
    assert after is not None
    assert (before.listing.text.front, after.listing.text.front) == ("What? 0", "Better 0")
    sitting.answer(4)
    assert sitting.show() is None, "the other cards have vanished"


def test_cramming_keeps_answers_and_changes_no_schedule(desk: Desk) -> None:
    record(desk.progress, answer(card(0), 4, desk.clock()))
    before = desk.progress.stored(card(0)).state
    sitting = desk.sit(Wanted(cram=True, limit=2))
    for quality in (1, 4, 4):
        desk.clock.pass_ms(2_000)
        sitting.show()
        sitting.answer(quality)
    assert sitting.show() is None
    assert desk.progress.stored(card(0)).state._replace(taken_ms=before.taken_ms) == before
    assert desk.progress.stored(card(1)).state.due is None
    assert answers_in_log(desk) == [4, 1, 4, 4]
    assert {slot.phase for slot in desk.plan()} == {Phase.NEW}


def test_the_summary_says_what_was_done_and_how_much_was_remembered(desk: Desk) -> None:
    for index in (0, 1):
        record(desk.progress, answer(card(index), 4, desk.clock()))
    desk.clock.pass_days(1)
    sitting = desk.sit(Wanted(new=1))
    for quality, milliseconds in ((4, 1_000), (0, 2_000), (5, 10 * LONGEST_ANSWER_MS), (4, -5_000)):
        sitting.show()
        desk.clock.pass_ms(milliseconds)
        sitting.answer(quality)
    assert sitting.summary() == Summary(
        cards=4, new=1, reviews=2, recalled=1, drilled=1, taken_ms=3_000 + LONGEST_ANSWER_MS
    )


class Doubling:
    """A scheduler that has nothing of SM-2: each interval is twice the last, and no card is asked again."""

    name = "doubling"

    def answer(self, state: CardState, quality: int, when: Moment) -> CardState:
        interval = max(1, 2 * state.interval) if quality >= 3 else 1
        return state._replace(interval=interval, due=when.day + interval, answered_at_ms=when.at_ms, buried=None)


def test_another_scheduler_decides_when_a_card_comes_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SCHEDULERS, Doubling.name, Doubling())
    outcomes = []
    for _ in range(4):
        sitting = Sitting(desk.progress, desk.catalogue, desk.plan(Wanted(limit=1)), desk.clock, scheduler=Doubling())
        showing = sitting.show()
        assert showing
        outcomes.append(showing.outcomes[3])
        sitting.answer(3)
        assert sitting.show() is None
        desk.clock.pass_days(outcomes[-1].days)
    assert outcomes == [Outcome(1, False), Outcome(2, False), Outcome(4, False), Outcome(8, False)]
    assert_log_gives_the_states(desk.progress)


def test_the_summary_of_cramming_says_how_much_was_remembered(desk: Desk) -> None:
    sitting = desk.sit(Wanted(cram=True, limit=2))
    for quality in (4, 1, 5):
        sitting.answer(quality)
    assert sitting.summary() == Summary(cards=3, new=0, reviews=3, recalled=2, drilled=0, taken_ms=0)


def test_when_the_time_is_over_no_further_card_is_shown_but_undoing_goes_back(desk: Desk) -> None:
    sitting = desk.sit(until_ms=desk.clock.at_ms + 1_000)
    assert shown(sitting) == card(0)
    desk.clock.pass_ms(5_000)
    assert shown(sitting) == card(0), "the card on the screen may still be answered"
    sitting.answer(4)
    assert sitting.show() is None
    sitting.undo()
    assert shown(sitting) == card(0)


def test_the_time_left_follows_the_pace(desk: Desk) -> None:
    sitting = desk.sit()
    first = sitting.time_left_ms()
    for _ in range(3):
        sitting.show()
        desk.clock.pass_ms(1_000)
        sitting.answer(4)
    assert 0 < sitting.time_left_ms() < first / 2


def test_a_sitting_that_is_over_takes_no_answer(desk: Desk) -> None:
    sitting = desk.sit(Wanted(limit=0))
    with pytest.raises(ValueError, match="over"):
        sitting.answer(4)
    assert answers_in_log(desk) == []


def test_a_clock_that_jumps_loses_nothing(desk: Desk) -> None:
    sitting = desk.sit()
    for days in (0, 400, -800, 1, -1, 0):
        desk.clock.pass_days(days)
        if sitting.show():
            sitting.answer(1)
    given_answers = len(answers_in_log(desk))
    assert given_answers == 6
    assert_log_gives_the_states(desk.progress)
    while sitting.show():
        sitting.answer(4)
    assert_log_gives_the_states(desk.progress)


def test_another_sitting_that_buries_the_card_takes_it_out_of_this_one(desk: Desk) -> None:
    sitting = desk.sit()
    sitting.show()
    record(desk.progress, act(card(0), EventKind.BURY, desk.clock()))
    assert isinstance(sitting.answer(4), Overtaken)
    assert shown(sitting) == card(1)


steps = st.lists(
    st.tuples(
        st.sampled_from(["answer"] * 6 + ["undo", "undo", "bury", "suspend", "mark", "kill", "other"]),
        st.integers(0, 5),
    ),
    max_size=40,
)


@settings(max_examples=25, deadline=None)
@given(steps)
def test_whatever_happens_in_a_sitting_nothing_is_lost_or_doubled(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("sitting")
    fill_catalogue(folder / "catalogue.db", [note(index, cards=2) for index in range(8)]).__exit__()
    clock = Clock()
    desk = Desk(folder, clock)
    sitting, live = desk.sit(), 0
    undoable: list[int] = []
    for step, quality in steps:
        clock.pass_ms(500)
        if step == "kill":  # what is in memory is gone; nothing is closed in good order
            clock.pass_days(quality % 3)
            desk = Desk(folder, clock)
            sitting, undoable = desk.sit(), []
        elif step == "undo":
            assert sitting.undo() is bool(undoable)
            live -= undoable.pop() if undoable else 0
        elif now := sitting.show():
            if step == "other":
                live += isinstance(record(desk.progress, answer(now.listing.key, quality, clock())), Recorded)
            elif step == "answer":
                done = isinstance(sitting.answer(quality), Answered)
                live += done
                undoable += [1] * done
            else:
                done = isinstance(getattr(sitting, step)(), Recorded)
                undoable += [0] * done
        assert len(answers_in_log(desk)) == live
    assert_log_gives_the_states(desk.progress)
    before = whole_content(desk.progress.database)
    desk.progress.rebuild()
    assert whole_content(desk.progress.database) == before
    desk.close()
