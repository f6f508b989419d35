"""Recording: every answer once, in order, durable, and undone without being deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_helpers import (
    Clock,
    act,
    all_states,
    answer,
    assert_log_gives_the_states,
    card,
    open_progress,
    record,
    whole_content,
)

from lalaflash.errors import LalaflashError
from lalaflash.review.state import NEW, EventKind, Phase
from lalaflash.review.store.progress import Progress, Recorded, Stale

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def progress(tmp_path: Path) -> Iterator[Progress]:
    progress = open_progress(tmp_path)
    with progress.database:
        yield progress


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_card_that_was_never_answered_is_new(progress: Progress) -> None:
    assert progress.stored(card(1)) == (NEW, 0)


def test_an_answer_is_there_after_closing_and_opening(tmp_path: Path, clock: Clock) -> None:
    first = open_progress(tmp_path)
    recorded = record(first, answer(card(1), 4, clock()))
    first.database.close()
    again = open_progress(tmp_path)
    with again.database:
        assert again.stored(card(1)) == recorded.stored
        assert again.history(card(1)) == (answer(card(1), 4, clock()),)


def test_of_two_answers_to_what_was_shown_once_the_second_is_told_and_not_recorded(
    tmp_path: Path, clock: Clock
) -> None:
    one, other = open_progress(tmp_path), open_progress(tmp_path)
    with one.database, other.database:
        shown = [progress.stored(card(1)).revision for progress in (one, other)]
        first = one.record(answer(card(1), 5, clock()), shown[0])
        second = other.record(answer(card(1), 1, clock()), shown[1])
        assert isinstance(first, Recorded)
        assert second == Stale(first.stored)
        assert [event.quality for event in other.history(card(1))] == [5]


def test_a_state_that_was_undone_and_answered_again_is_still_another_one(progress: Progress, clock: Clock) -> None:
    shown = record(progress, answer(card(1), 4, clock())).stored.revision
    progress.undo([record(progress, answer(card(1), 4, clock())).entry], now_ms=1)
    assert isinstance(progress.record(answer(card(1), 4, clock()), shown), Stale)


def test_an_entry_undone_stays_in_the_log_and_counts_for_nothing(progress: Progress, clock: Clock) -> None:
    before = record(progress, answer(card(1), 4, clock())).stored.state
    clock.pass_days(1)
    entry = record(progress, answer(card(1), 0, clock())).entry
    progress.undo([entry], now_ms=clock.at_ms)
    assert progress.stored(card(1)).state == before
    with progress.database.reading() as connection:
        assert connection.execute("SELECT undone_at_ms, phase FROM log WHERE id = ?", (entry,)).fetchone() == (
            clock.at_ms,
            None,
        )


def test_undoing_twice_is_undoing_once(progress: Progress, clock: Clock) -> None:
    entry = record(progress, answer(card(1), 4, clock())).entry
    progress.undo([entry], now_ms=1)
    once = whole_content(progress.database)
    progress.undo([entry], now_ms=2)
    assert whole_content(progress.database) == once


def test_an_early_entry_is_undone_under_later_ones(progress: Progress, clock: Clock) -> None:
    lapse = record(progress, answer(card(1), 4, clock()))
    clock.pass_days(1)
    record(progress, answer(card(1), 4, clock()))
    progress.undo([lapse.entry], now_ms=1)
    assert progress.stored(card(1)).state.repetitions == 1
    assert_log_gives_the_states(progress)


def test_entries_keep_their_order_when_the_clock_is_put_back(progress: Progress, clock: Clock) -> None:
    record(progress, answer(card(1), 1, clock()))
    clock.pass_ms(-3_600_000)
    done = record(progress, answer(card(1), 4, clock()))
    assert done.phase is Phase.DRILL
    assert not done.stored.state.drill
    assert_log_gives_the_states(progress)


def test_a_leech_is_suspended_with_its_answer_and_free_again_when_that_is_undone(
    progress: Progress, clock: Clock
) -> None:
    for lapse in range(1, 9):
        record(progress, answer(card(1), 4, clock()))
        clock.pass_days(1)
        done = record(progress, answer(card(1), 1, clock()))
        assert done.stored.state.suspended is (lapse == 8)
        clock.pass_days(1)
    progress.undo([done.entry], now_ms=1)
    assert not progress.stored(card(1)).state.suspended


def test_rebuilding_from_the_log_alone_gives_every_state_again(progress: Progress, clock: Clock) -> None:
    for index in range(30):
        entry = record(progress, answer(card(index % 7), index % 6, clock())).entry
        clock.pass_days(index % 3)
        if index % 5 == 0:
            progress.undo([entry], now_ms=1)
    before = whole_content(progress.database)
    with progress.database.writing() as connection:
        connection.execute("UPDATE card SET revision = 0, due = NULL, interval = 0, ease = 1, repetitions = 99")
        connection.execute("UPDATE log SET interval = 77, phase = 'review' WHERE phase IS NOT NULL")
    assert whole_content(progress.database) != before
    assert progress.rebuild() == 7
    assert whole_content(progress.database) == before


actions = st.tuples(
    st.sampled_from(["answer", "cram", "bury", "suspend", "unsuspend", "mark", "unmark", "undo"]),
    st.integers(0, 3),
    st.integers(0, 5),
    st.integers(-2, 9),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(actions, max_size=30))
def test_whatever_happens_the_log_gives_the_states(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int, int]]
) -> None:
    progress, clock = open_progress(tmp_path_factory.mktemp("p")), Clock()
    entries: list[int] = []
    with progress.database:
        for action, index, quality, days in steps:
            clock.pass_days(days)
            if action == "undo":
                progress.undo(entries[-quality:], now_ms=clock.at_ms)
            else:
                event = act(card(index), EventKind(action), clock())
                if action in ("answer", "cram"):
                    event = event._replace(quality=quality, taken_ms=5, scheduler="sm2")
                entries.append(record(progress, event).entry)
        assert_log_gives_the_states(progress)
        before = whole_content(progress.database)
        assert len(before[1]) == len(entries)
        progress.rebuild()
        assert whole_content(progress.database) == before


def test_states_of_cards_do_not_mix(progress: Progress, clock: Clock) -> None:
    record(progress, answer(card(1, 1), 4, clock()))
    record(progress, answer(card(1, 2), 1, clock()))
    states = all_states(progress.database)
    assert [state.repetitions for state in states.values()] == [1, 0]


def test_of_events_recorded_together_all_are_there_or_none(progress: Progress, clock: Clock) -> None:
    record(progress, answer(card(1), 4, clock()))
    before = whole_content(progress.database)
    unknown = answer(card(3), 4, clock())._replace(scheduler="fsrs-9")
    with pytest.raises(LalaflashError, match="update lalaflash"):
        progress.record_all([act(card(1), EventKind.SUSPEND, clock()), answer(card(2), 4, clock()), unknown])
    assert whole_content(progress.database) == before
    progress.record_all([act(card(1), EventKind.SUSPEND, clock()), answer(card(2), 4, clock())])
    assert progress.stored(card(1)).state.suspended
    assert progress.stored(card(2)).state.due


def test_without_a_revision_an_event_is_recorded_on_whatever_is_stored(progress: Progress, clock: Clock) -> None:
    record(progress, answer(card(1), 4, clock()))
    done = progress.record(act(card(1), EventKind.UNSUSPEND, clock()), None)
    assert isinstance(done, Recorded)
    assert done.stored.revision == 2
