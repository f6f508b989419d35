"""What is asked, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_helpers import Clock, Desk, act, answer, card, fill_catalogue, note, record

from lalaflash.model import DeckOptions
from lalaflash.review.agenda import DISTANCE, Slot, Wanted, keep_apart, mix
from lalaflash.review.candidates import count_due, suspended
from lalaflash.review.catalogue import DeckEntry
from lalaflash.review.leeches import LEECH_LAPSES
from lalaflash.review.state import CardKey, EventKind, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTES = [note(index, cards=1 + index % 2, tags=(f"chapter::{index // 10}", "All"), front="Who") for index in range(40)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    fill_catalogue(tmp_path / "catalogue.db", NOTES).__exit__()
    desk = Desk(tmp_path, Clock())
    yield desk
    desk.close()


def learn(desk: Desk, key: CardKey, *qualities: int) -> None:
    """Answer a card on each day on which it is due, the last time today."""
    for quality in qualities:
        state = record(desk.progress, answer(key, quality, desk.clock())).stored.state
    assert state.due is not None


def cards(slots: tuple[Slot, ...]) -> list[CardKey]:
    return [slot.card for slot in slots]


def test_new_cards_come_in_the_authors_order_one_of_a_note_a_day(desk: Desk) -> None:
    assert desk.plan() == tuple(Slot(card(index), Phase.NEW) for index in range(20))


def test_another_card_of_a_note_answered_today_waits_for_tomorrow(desk: Desk) -> None:
    learn(desk, card(1, 1), 4)
    assert card(1, 2) not in cards(desk.plan())
    desk.clock.pass_days(1)
    assert card(1, 2) not in cards(desk.plan()), "its sibling is due today"
    learn(desk, card(1, 1), 4)
    desk.clock.pass_days(1)
    assert card(1, 2) in cards(desk.plan())


def test_the_most_overdue_for_its_interval_comes_first(desk: Desk) -> None:
    learn(desk, card(0), 4)
    desk.clock.pass_days(1)
    learn(desk, card(0), 4)  # due in 6 days
    desk.clock.pass_days(5)
    learn(desk, card(2), 4)  # due in 1 day
    desk.clock.pass_days(3)  # card 0 is 2 of 6 days overdue, card 2 is 2 of 1
    assert cards(desk.plan(Wanted(new=0))) == [card(2), card(0)]


def test_limits_count_what_was_done_today(desk: Desk) -> None:
    for index in range(12):
        learn(desk, card(index), 4)
    assert len(desk.plan()) == 20 - 12
    assert len(desk.plan(Wanted(new=15))) == 3
    desk.clock.pass_days(1)
    assert [slot.phase for slot in desk.plan()].count(Phase.NEW) == 20


def test_reviews_are_limited_by_deck(tmp_path: Path) -> None:
    for key, first in (("a", 0), ("b", 100)):
        deck = DeckEntry(key, key, DeckOptions(new_per_day=2, reviews_per_day=3))
        fill_catalogue(tmp_path / "catalogue.db", [note(first + index) for index in range(10)], deck).__exit__()
    desk = Desk(tmp_path, Clock())
    for index in range(10):
        learn(desk, card(index), 4)
    learn(desk, card(100), 4)
    desk.clock.pass_days(1)
    phases = [slot.phase for slot in desk.plan()]
    assert (phases.count(Phase.REVIEW), phases.count(Phase.NEW)) == (4, 2)
    assert {slot.card.guid for slot in desk.plan(Wanted(decks=("b",)))} == {"guid100", "guid101", "guid102"}
    assert count_due(desk.progress.database, Wanted(), desk.clock.day) == 11
    assert count_due(desk.progress.database, Wanted(decks=("b",)), desk.clock.day) == 1
    desk.close()


def test_an_open_drill_comes_last_and_is_no_drill_when_the_card_is_due_again(desk: Desk) -> None:
    learn(desk, card(0), 1)
    assert desk.plan(Wanted(new=1)) == (Slot(card(0), Phase.DRILL),)
    desk.clock.pass_days(1)
    assert desk.plan(Wanted(new=0)) == (Slot(card(0), Phase.REVIEW),)


@pytest.mark.parametrize("kind", [EventKind.BURY, EventKind.SUSPEND])
def test_hidden_cards_are_not_asked(desk: Desk, kind: EventKind) -> None:
    for index in (0, 2):
        if index:
            learn(desk, card(index), 4)
            desk.clock.pass_days(1)
        record(desk.progress, act(card(index), kind, desk.clock()))
    assert not {card(0), card(2)} & set(cards(desk.plan())) - ({card(0)} if kind is EventKind.BURY else set())
    desk.clock.pass_days(1)
    assert ({card(0), card(2)} <= set(cards(desk.plan()))) is (kind is EventKind.BURY)


def test_a_card_whose_only_answer_was_undone_is_new_again_in_its_place(desk: Desk) -> None:
    entry = record(desk.progress, answer(card(3), 4, desk.clock())).entry
    assert card(3) not in cards(desk.plan())
    desk.progress.undo([entry], now_ms=1)
    assert cards(desk.plan())[:5] == [card(index) for index in range(5)]


def test_tags_and_words_narrow_what_is_asked(desk: Desk) -> None:
    assert {slot.card.guid for slot in desk.plan(Wanted(tags=("chapter::1",)))} == {f"guid{i}" for i in range(10, 20)}
    assert len(desk.plan(Wanted(tags=("CHAPTER", "all"), new=99))) == 40
    assert desk.plan(Wanted(tags=("chap",))) == ()
    assert cards(desk.plan(Wanted(search="WHO that 37"))) == [card(37, 1)]
    assert desk.plan(Wanted(search="100% _")) == ()


def test_a_limit_counts_cards(desk: Desk) -> None:
    assert len(desk.plan(Wanted(limit=3))) == 3


def test_cramming_asks_anything_but_what_is_suspended(desk: Desk) -> None:
    learn(desk, card(0), 4)
    record(desk.progress, act(card(1), EventKind.SUSPEND, desk.clock()))
    crammed = desk.plan(Wanted(cram=True))
    assert {slot.phase for slot in crammed} == {Phase.CRAM}
    assert set(cards(crammed)) == {card(i, n) for i in range(40) for n in range(1, 2 + i % 2)} - {card(1)}
    assert len(desk.plan(Wanted(cram=True, limit=7))) == 7


def test_leeches_are_found_by_their_tag_and_crammed_though_suspended(desk: Desk) -> None:
    for _ in range(LEECH_LAPSES):
        learn(desk, card(0), 4)
        desk.clock.pass_days(1)
        learn(desk, card(0), 0)
        desk.clock.pass_days(1)
    assert cards(desk.plan(Wanted(tags=("leech",)))) == []
    assert suspended(desk.progress.database, Wanted(tags=("Leech",))) == (card(0),)
    assert suspended(desk.progress.database, Wanted(tags=("leech",), search="no such words")) == ()
    assert cards(desk.plan(Wanted(tags=("leech",), cram=True))) == [card(0)]
    shown = desk.sit(Wanted(tags=("leech",), cram=True)).show()
    assert shown
    assert shown.listing.key == card(0)


def test_a_card_that_vanished_is_not_asked(desk: Desk) -> None:
    learn(desk, card(999), 4)
    desk.clock.pass_days(1)
    assert cards(desk.plan(Wanted(new=0))) == []


def test_many_due_cards_that_do_not_fit_are_read_past(tmp_path: Path) -> None:
    """The wanted card is the least overdue of more than are read at once."""
    fill_catalogue(
        tmp_path / "catalogue.db", [note(index, tags=("rare",) * (index == 0)) for index in range(1)]
    ).__exit__()
    desk = Desk(tmp_path, Clock())
    with desk.progress.database.writing() as connection:
        for index in range(1, 700):
            connection.execute(
                "INSERT INTO card (guid, number, revision, repetitions, interval, ease, due, lapses, drill, suspended,"
                " marked, reviews, recalled, taken_ms) VALUES (?, 1, 1, 1, 1, 250, ?, 0, 0, 0, 0, 0, 0, 0)",
                (f"guid{index}", desk.clock.day - 5),
            )
    learn(desk, card(0), 4)
    desk.clock.pass_days(1)
    assert cards(desk.plan()) == [card(0)]
    desk.close()


slots = st.lists(st.integers(0, 6), max_size=60).map(
    lambda guids: [Slot(CardKey(str(guid), number), Phase.REVIEW) for number, guid in enumerate(guids)]
)


@given(slots)
def test_keeping_apart_loses_nothing(given_slots: list[Slot]) -> None:
    assert sorted(keep_apart(given_slots, DISTANCE)) == sorted(given_slots)


@given(slots)
def test_two_of_a_note_stand_close_only_where_nothing_else_was_left(given_slots: list[Slot]) -> None:
    placed = [slot.card.guid for slot in keep_apart(given_slots, DISTANCE)]
    for index, guid in enumerate(placed):
        recent = placed[max(0, index - DISTANCE) : index]
        if guid in recent:
            assert set(placed[index:]) <= set(recent)


@given(st.lists(st.integers(), unique=True, max_size=40))
def test_cards_of_different_notes_keep_their_order(guids: list[int]) -> None:
    given_slots = [Slot(CardKey(str(guid), 1), Phase.REVIEW) for guid in guids]
    assert keep_apart(given_slots, DISTANCE) == given_slots


@given(st.integers(0, 60), st.integers(0, 60))
def test_new_cards_are_spread_evenly_in_their_order(reviews: int, new: int) -> None:
    old = [Slot(CardKey(f"r{index}", 1), Phase.REVIEW) for index in range(reviews)]
    first = [Slot(CardKey(f"n{index}", 1), Phase.NEW) for index in range(new)]
    mixed = mix(old, first)
    assert [slot for slot in mixed if slot.phase is Phase.REVIEW] == old
    assert [slot for slot in mixed if slot.phase is Phase.NEW] == first
    for end in range(len(mixed) + 1):
        met = sum(slot.phase is Phase.NEW for slot in mixed[:end])
        assert abs(met - end * new / max(1, reviews + new)) < 1
