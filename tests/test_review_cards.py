"""``lalaflash generate -i``: one key decides on a card, and the decision lasts."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from lalaflash.cli import cli
from lalaflash.readers.cards import read_cards

pytest.importorskip("spacy")

if TYPE_CHECKING:
    from pathlib import Path

FACTS = [
    "James Prinsep deciphered the Brahmi script in 1837.",
    "Archduke Franz Ferdinand was shot in Sarajevo on 28 June 1914.",
    "Kazakhstan finished the Kok-Aral Dam in 2005.",
]


def review(folder: Path, keys: str, editor: str = "") -> str:
    """Generate with ``-i``, one card a fact, pressing keys; returns what was printed."""
    (folder / "notes.txt").write_text("\n\n".join(FACTS), encoding="utf-8")
    with contextlib.chdir(folder):
        result = CliRunner(env={"EDITOR": editor} if editor else {}).invoke(
            cli, ["generate", "notes.txt", "-i", "--max-cards", "1"], input=keys
        )
    assert result.exit_code == 0, result.output
    return result.output


def lines(folder: Path) -> list[int]:
    """The lines of the facts whose cards are in the card file."""
    path = folder / "notes.yaml"
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8")
    assert not read_cards(text.encode(), "notes.yaml").problems
    return [int(line.rpartition(":")[2]) for line in text.splitlines() if "# from " in line]


def test_accepted_cards_are_written_and_others_are_not(tmp_path: Path) -> None:
    assert "1/3  notes.txt:1  score" in review(tmp_path, "asr")
    assert lines(tmp_path) == [1]


def test_a_rejected_card_does_not_come_back_and_a_skipped_one_does(tmp_path: Path) -> None:
    review(tmp_path, "asr")
    assert "1/1  notes.txt:3" in review(tmp_path, "a")
    assert lines(tmp_path) == [1, 3]
    assert "/" not in review(tmp_path, "")


def test_undo_takes_back_the_last_decision(tmp_path: Path) -> None:
    review(tmp_path, "uruara")
    assert lines(tmp_path) == [1, 5]


@pytest.mark.parametrize("quitting", ["q", "\x03", ""])
def test_quitting_keeps_what_was_decided(tmp_path: Path, quitting: str) -> None:
    review(tmp_path, f"r{quitting}")
    assert lines(tmp_path) == []
    review(tmp_path, "aa")
    assert lines(tmp_path) == [3, 5]


def test_an_edited_card_is_written_as_edited_and_its_original_does_not_come_back(tmp_path: Path) -> None:
    review(tmp_path, "eaa", editor="sed -i s/Brahmi/ancient/")
    text = (tmp_path / "notes.yaml").read_text(encoding="utf-8")
    assert "the ancient script" in text
    assert "Brahmi" not in text
    assert "0 new cards" in review(tmp_path, "")


@pytest.mark.parametrize("editor", ["true", "sed -i s/[a-z]*:/{/", "sed -i d"])
def test_an_edit_that_was_not_saved_or_is_broken_leaves_the_card_open(tmp_path: Path, editor: str) -> None:
    review(tmp_path, "eraa", editor=editor)
    assert lines(tmp_path) == [3, 5]


def test_another_key_shows_the_keys(tmp_path: Path) -> None:
    assert review(tmp_path, "xq").count("a accept") == 2
