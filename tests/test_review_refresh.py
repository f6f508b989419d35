"""The catalogue follows the project's files: what changed is read again, and nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from lalaflash.review.catalogue import open_catalogue
from lalaflash.review.refresh import refresh
from lalaflash.review.state import CardKey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lalaflash.review.catalogue import Catalogue

LONG_AGO_NS = 1_600_000_000_000_000_000
NOW_NS = LONG_AGO_NS + 3_600_000_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "decks" / "birds.yaml", "name: Birds\ncards: [cards/**/*.yaml]\n")
    write(tmp_path / "cards" / "birds.yaml", "cards:\n  - cloze: The {{c2::kestrel}} {{hovers}}.\n")
    return tmp_path


@pytest.fixture
def catalogue(root: Path) -> Iterator[Catalogue]:
    with open_catalogue(root / ".lalaflash" / "catalogue.db") as opened:
        yield opened


def write(path: Path, text: str) -> None:
    """Write a file, and let it and its folders look old, so that it counts as settled."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    for changed in (path, path.parent):
        os.utime(changed, ns=(LONG_AGO_NS, LONG_AGO_NS + len(text)))


def fronts(catalogue: Catalogue) -> list[str]:
    found = catalogue._connection.execute("SELECT guid, number FROM card ORDER BY position").fetchall()
    listings = [catalogue.find(CardKey(*key)) for key in found]
    return [listing.text.front for listing in listings if listing]


def test_cards_have_the_guids_and_numbers_of_the_lock(root: Path, catalogue: Catalogue) -> None:
    assert refresh(root, catalogue, now_ns=NOW_NS) == ()
    lock = (root / "decks" / "birds.lock").read_text("utf-8")
    (guid,) = {guid for (guid,) in catalogue._connection.execute("SELECT guid FROM note")}
    assert guid in lock
    listing = catalogue.find(CardKey(guid, 2))
    assert listing
    assert listing.text.numbers == ((2,), (1,))
    assert (listing.path, listing.line) == ("cards/birds.yaml", 2)


def test_an_edited_note_stays_the_same_note_without_any_build(root: Path, catalogue: Catalogue) -> None:
    refresh(root, catalogue, now_ns=NOW_NS)
    before = catalogue._connection.execute("SELECT guid FROM note").fetchall()
    write(root / "cards" / "birds.yaml", "cards:\n  - cloze: The common {{c2::kestrel}} {{hovers}} over fields.\n")
    refresh(root, catalogue, now_ns=NOW_NS)
    assert catalogue._connection.execute("SELECT guid FROM note").fetchall() == before
    assert fronts(catalogue)[0].startswith("The common")


def test_a_new_file_in_a_new_folder_is_noticed(root: Path, catalogue: Catalogue) -> None:
    refresh(root, catalogue, now_ns=NOW_NS)
    write(root / "cards" / "more" / "sea.yaml", "cards:\n  - question: Who?\n    answer: The puffin\n")
    refresh(root, catalogue, now_ns=NOW_NS)
    assert "Who?" in fronts(catalogue)


def test_a_deck_that_is_gone_is_forgotten(root: Path, catalogue: Catalogue) -> None:
    refresh(root, catalogue, now_ns=NOW_NS)
    (root / "decks" / "birds.yaml").unlink()
    refresh(root, catalogue, now_ns=NOW_NS)
    assert catalogue.decks() == ()


def test_a_deck_with_errors_stays_as_it_was(root: Path, catalogue: Catalogue) -> None:
    refresh(root, catalogue, now_ns=NOW_NS)
    write(root / "cards" / "birds.yaml", "cards:\n  - nonsense: x\n")
    (refused,) = refresh(root, catalogue, now_ns=NOW_NS)
    assert (refused.deck, refused.problem.source.path) == ("birds", "cards/birds.yaml")
    assert fronts(catalogue) == ["The {{c2::kestrel}} {{hovers}}."] * 2
