"""Bare facts in card files: notes are made of them once, and stand in their place from then on."""

from __future__ import annotations

import sqlite3
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from projects import edit, lalaflash, write_project

pytest.importorskip("spacy")

if TYPE_CHECKING:
    from pathlib import Path

FACT = "James Prinsep deciphered the Brahmi script in 1837."
FACTS = f"""\
tags: [india]
cards:
  - question: What is the capital of India?
    answer: New Delhi
  - fact: {FACT}
    tags: [script]
    extra: He worked in Calcutta.
  - cloze: The {{{{Ganges}}}} flows into the Bay of Bengal.
"""


def write_facts(folder: Path, text: str = FACTS) -> Path:
    return write_project(folder, {"cards/birds.yaml": text})


def notes(root: Path) -> dict[str, tuple[str, list[str]]]:
    """The first field of each note of the package: its guid and tags, in the package's order."""
    with zipfile.ZipFile(root / "dist" / "birds.apkg") as archive, sqlite3.connect(":memory:") as collection:
        collection.deserialize(archive.read("collection.anki2"))
        rows = collection.execute("select flds, guid, tags from notes order by id").fetchall()
    return {fields.split("\x1f")[0]: (guid, tags.split()) for fields, guid, tags in rows}


@pytest.fixture
def without_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    from lalaflash.generate import engine

    engine.load_parser.cache_clear()
    monkeypatch.setitem(sys.modules, "spacy", None)


def test_notes_stand_in_the_place_of_a_fact_with_the_keys_of_its_entry(tmp_path: Path) -> None:
    root = write_facts(tmp_path)
    assert lalaflash(root, "build").exit_code == 0
    fronts = list(notes(root))
    assert fronts[0] == "What is the capital of India?"
    assert "Who deciphered the Brahmi script in 1837?" in fronts[1:-1]
    assert fronts[-1].endswith("flows into the Bay of Bengal.")
    _, tags = notes(root)["Who deciphered the Brahmi script in 1837?"]
    assert {"india", "script", "asks::person"} <= set(tags)


@pytest.mark.usefixtures("without_spacy")
def test_without_spacy_a_new_fact_is_a_problem_that_says_how_to_install_it(tmp_path: Path) -> None:
    result = lalaflash(write_facts(tmp_path), "check")
    assert result.exit_code == 1
    (line, _) = result.stdout.splitlines()
    assert line.startswith("cards/birds.yaml:5:5: error: ")
    assert 'pip install "lalaflash[generate]"' in line
    assert line.endswith("[fact-needs-generator]")


def test_without_spacy_a_recorded_fact_builds_to_the_same_bytes(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = write_facts(tmp_path)
    lalaflash(root, "build")
    package = root / "dist" / "birds.apkg"
    before = package.read_bytes()
    package.unlink()
    request.getfixturevalue("without_spacy")
    assert lalaflash(root, "build").exit_code == 0
    assert package.read_bytes() == before


def test_a_second_build_has_nothing_to_do_and_a_check_writes_no_record(tmp_path: Path) -> None:
    root = write_facts(tmp_path)
    assert lalaflash(root, "check").exit_code == 0
    assert not (root / "cards" / "birds.generated").exists()
    lalaflash(root, "build")
    assert (root / "cards" / "birds.generated").exists()
    assert "nothing changed; dist" in lalaflash(root, "build").stdout


def test_an_edited_fact_keeps_the_history_of_its_notes(tmp_path: Path) -> None:
    root = write_facts(tmp_path)
    lalaflash(root, "build")
    before = notes(root)["Who deciphered the Brahmi script in 1837?"][0]
    edit(root / "cards" / "birds.yaml", "the Brahmi script", "the ancient Brahmi script")
    lalaflash(root, "build")
    assert notes(root)["Who deciphered the ancient Brahmi script in 1837?"][0] == before


def test_a_fact_of_which_no_card_can_be_made_is_a_warning_that_can_be_switched_off(tmp_path: Path) -> None:
    root = write_facts(tmp_path, "- cloze: The {{robin}} sings.\n- fact: He did it.\n")
    assert "[fact-without-card]" in lalaflash(root, "check").stdout
    edit(root / "cards" / "birds.yaml", "He did it.", "He did it.\n  allow: [fact-without-card]")
    assert lalaflash(root, "check", "--strict").exit_code == 0
