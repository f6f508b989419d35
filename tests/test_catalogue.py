"""The catalogue: there and back, seen to be out of date, thrown away when it cannot be used."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_helpers import DECK, Clock, Desk, answer, card, fill_catalogue, note, record

from lalaflash.model import CardOrder, DeckOptions, ListContext, Note, NoteKind, Source, Text
from lalaflash.review.card_text import CardText, from_json, text_of, to_json
from lalaflash.review.catalogue import DeckEntry, Listing, open_catalogue, watch

if TYPE_CHECKING:
    from pathlib import Path

texts = st.text(max_size=20)
numbers = st.lists(st.lists(st.integers(1, 500), min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)
card_texts = st.builds(
    CardText, st.sampled_from(NoteKind), texts, texts, texts, st.lists(texts, max_size=3).map(tuple),
    texts, texts, texts, texts, st.booleans(), numbers,
)  # fmt: skip


@given(card_texts)
def test_what_a_card_shows_comes_back_as_it_was(text: CardText) -> None:
    assert from_json(to_json(text)) == text


def test_all_texts_of_a_note_are_kept() -> None:
    place = Source("cards/a.yaml", 1, 1)
    title, before, front, hint, extra, citation, topic = (Text(value, place) for value in "abcdefg")
    listed = Note(
        NoteKind.CLOZE, place, front, context=ListContext(title, (before,)), hint=hint, extra=extra, citation=citation,
        topic=topic, typed=True,
    )  # fmt: skip
    assert text_of(listed, ((1,),)) == CardText(
        NoteKind.CLOZE, "c", "", "a", ("b",), "d", "e", "f", "g", typed=True, numbers=((1,),)
    )


def test_a_card_is_found_by_its_key_with_its_place(tmp_path: Path) -> None:
    entry = note(3, cards=2, tags=("Film", "film::music"))
    with fill_catalogue(tmp_path / "c.db", [note(1), entry]) as catalogue:
        assert catalogue.find(card(3, 2)) == Listing(card(3, 2), DECK, "cards/a.yaml", 4, entry.text, entry.tags)
        assert catalogue.find(card(3, 3)) is None


def test_a_deck_read_again_replaces_what_was_there(tmp_path: Path) -> None:
    other = DeckEntry("other", "Another", DeckOptions())
    with fill_catalogue(tmp_path / "c.db", [note(1), note(2)]) as catalogue:
        catalogue.replace_deck(other, [note(9)], (), read_at_ns=0)
        catalogue.replace_deck(DECK, [note(2, front="Who?")], (), read_at_ns=0)
        assert catalogue.find(card(1)) is None
        found = catalogue.find(card(2))
        assert found is not None
        assert found.text.front == "Who? 2"
        assert catalogue.decks() == (DECK, other)
        catalogue.keep_only(["other"])
        assert (catalogue.find(card(2)), catalogue.decks()) == (None, (other,))


def test_a_guid_of_two_decks_stays_with_the_first(tmp_path: Path) -> None:
    with fill_catalogue(tmp_path / "c.db", [note(1, front="First")]) as catalogue:
        catalogue.replace_deck(DeckEntry("other", "Another", DeckOptions()), [note(1), note(2)], (), read_at_ns=0)
        assert (catalogue.find(card(1)) or note(1)).text.front == "First 1"
        assert catalogue.find(card(2)) is not None


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "cards").mkdir()
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / "cards" / name).write_text("cards: []")
    age(tmp_path)
    return tmp_path


def age(root: Path) -> None:
    """Make everything a minute old."""
    minute_ago = time.time_ns() - 60_000_000_000
    for path in (root / "cards", *(root / "cards").iterdir()):
        os.utime(path, ns=(minute_ago, minute_ago))


def is_current_after(project: Path, change: object, *, read_at_ns: int | None = None) -> bool:
    with open_catalogue(project / ".lalaflash" / "catalogue.db") as catalogue:
        watched = watch(project, [project / name for name in ("cards", "cards/a.yaml", "cards/b.yaml", "deck.lock")])
        catalogue.replace_deck(DECK, [note(1)], watched, read_at_ns=read_at_ns or time.time_ns())
        if callable(change):
            change()
        return catalogue.is_current(project, DECK.key)


def test_a_catalogue_is_current_while_no_file_changes(project: Path) -> None:
    assert is_current_after(project, None)


def test_a_deck_that_was_never_read_is_not_current(tmp_path: Path) -> None:
    with open_catalogue(tmp_path / "c.db") as catalogue:
        assert not catalogue.is_current(tmp_path, "deck")


@pytest.mark.parametrize(
    "change",
    [
        lambda cards: (cards / "a.yaml").write_text("cards: [1]"),
        lambda cards: (cards / "a.yaml").write_text("cards: {}"),
        lambda cards: (cards / "a.yaml").unlink(),
        lambda cards: (cards / "c.yaml").touch(),
        lambda cards: (cards / "a.yaml").rename(cards / "z.yaml"),
        lambda cards: (cards.parent / "deck.lock").touch(),
    ],
    ids=["longer", "same size", "deleted", "added", "renamed", "appeared"],
)
def test_any_change_to_what_was_read_is_noticed(project: Path, change: object) -> None:
    assert callable(change)
    assert not is_current_after(project, lambda: change(project / "cards"))


def test_a_file_changed_just_before_it_was_read_is_not_trusted(project: Path) -> None:
    (project / "cards" / "a.yaml").touch()
    assert not is_current_after(project, None)


@pytest.mark.parametrize("content", [b"", b"garbage" * 1_000, b"SQLite format 3\0" + b"\0" * 5_000])
def test_a_catalogue_that_cannot_be_used_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "c.db"
    path.write_bytes(content)
    with open_catalogue(path) as catalogue:
        assert catalogue.decks() == ()


def test_a_catalogue_of_another_version_is_made_anew(tmp_path: Path) -> None:
    with fill_catalogue(tmp_path / "c.db", [note(1)]) as catalogue:
        catalogue._connection.execute("PRAGMA user_version = 77")
    with open_catalogue(tmp_path / "c.db") as again:
        assert again.decks() == ()


def test_a_random_order_is_the_same_each_time_and_not_the_authors(tmp_path: Path) -> None:
    deck = DeckEntry("deck", "A deck", DeckOptions(new_per_day=50, order=CardOrder.RANDOM))
    orders = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        fill_catalogue(folder / "catalogue.db", [note(index) for index in range(50)], deck).__exit__()
        desk = Desk(folder, Clock())
        orders.append([slot.card for slot in desk.plan()])
        desk.close()
    assert orders[0] == orders[1] != sorted(orders[0], key=lambda key: int(key.guid[4:]))
    assert len(orders[0]) == 50


def test_links_survive_edits_and_another_progress_database_is_noticed(tmp_path: Path) -> None:
    fill_catalogue(tmp_path / "catalogue.db", [note(index) for index in range(5)]).__exit__()
    desk = Desk(tmp_path, Clock())
    record(desk.progress, answer(card(0), 4, desk.clock()))
    record(desk.progress, answer(card(7), 4, desk.clock()))
    assert [slot.card for slot in desk.plan()] == [card(index) for index in range(1, 5)]
    desk.catalogue.replace_deck(DECK, [note(index) for index in (7, 0, 3)], (), read_at_ns=0)
    assert [slot.card for slot in desk.plan()] == [card(3)], "card 7 came back, and is not new"
    desk.close()
    for path in tmp_path.glob("progress.db*"):
        path.unlink()
    other = Desk(tmp_path, Clock())
    assert [slot.card for slot in other.plan()] == [card(index) for index in (7, 0, 3)]
    other.close()


def test_two_processes_may_make_the_catalogue_at_once(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    for _ in range(20):
        for old in tmp_path.glob("c.db*"):
            old.unlink()
        start = threading.Barrier(3)

        def opened(start: threading.Barrier = start) -> int:
            start.wait()
            with open_catalogue(path) as catalogue:
                return len(catalogue.decks())

        with ThreadPoolExecutor(3) as pool:
            assert [one.result() for one in [pool.submit(opened) for _ in range(3)]] == [0, 0, 0]
