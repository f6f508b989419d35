"""The deck in the repo: complete, committed as built, and welcome in Anki."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from projects import lalaflash

if TYPE_CHECKING:
    from anki_backend import Anki

ROOT = Path(__file__).parent.parent
PACKAGE = Path("dist/la-la-land.apkg")
LOCK = Path("decks/la-la-land.lock")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A copy of the deck's sources and lock, without what a build made of them."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "cards", root / "cards")
    shutil.copytree(ROOT / "decks", root / "decks")
    return root


def test_building_gives_the_committed_bytes(deck: Path) -> None:
    result = lalaflash(deck, "build", "la-la-land", now=2_000_000_000)
    assert "la-la-land: nothing changed\n" in result.stdout
    assert (deck / PACKAGE).read_bytes() == (ROOT / PACKAGE).read_bytes()
    assert (deck / LOCK).read_bytes() == (ROOT / LOCK).read_bytes()


def test_the_checks_find_nothing_to_say(deck: Path) -> None:
    result = lalaflash(deck, "check", "--strict")
    assert (result.exit_code, result.stdout.startswith("no problems in ")) == (0, True)


def test_every_fact_of_the_source_has_its_cards() -> None:
    named: set[int] = set()
    for path in (ROOT / "cards" / "la-la-land").glob("*.yaml"):
        for comment in re.findall(r"^ *# facts ([\d, ]+)$", path.read_text(encoding="utf-8"), re.MULTILINE):
            named |= {int(number) for number in comment.split(",")}
    assert named == set(range(1, 99))


def test_anki_imports_it_without_a_complaint_and_again_without_a_change(anki: Anki) -> None:
    log = anki.import_package(ROOT / PACKAGE, presets=True)
    (notes,), (cards,) = anki.rows("select count() from notes"), anki.rows("select count() from cards")
    assert len(log["new"]) == notes[0] > 150
    assert cards[0] > 190
    assert anki.problems() == []
    assert not anki.collection.get_empty_cards().notes
    assert len(anki.import_package(ROOT / PACKAGE)["duplicate"]) == notes[0]
    assert anki.preset("La La Land")["new"]["perDay"] == 15


def test_every_card_asks_something_and_answers_something_else(anki: Anki) -> None:
    anki.import_package(ROOT / PACKAGE)
    for guid, ord_ in anki.rows("select n.guid, c.ord from cards c join notes n on n.id = c.nid"):
        front, back = anki.sides(guid, ord_)
        assert "La La Land (2016)" in front
        assert "problem" not in front
        assert front != back
