"""``lalaflash build notes.txt``: a package from a text, and the same notes again when the text is edited."""

from __future__ import annotations

import contextlib
import html
import re
import sqlite3
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from projects import NOW, edit, write_project

from lalaflash.cli import cli
from lalaflash.generate.clozes import escape
from lalaflash.media import MediaFolder
from lalaflash.model import Note, NoteKind, Source, Text
from lalaflash.render import render

pytest.importorskip("spacy")

if TYPE_CHECKING:
    from anki_backend import Anki
    from click.testing import Result

NOTES = """\
Marie Curie

Marie Curie was born in Warsaw in 1867. She discovered polonium in 1898 with her husband Pierre Curie.

James Prinsep deciphered the Brahmi script in 1837.
"""


def build(folder: Path, *arguments: str, now: int = NOW) -> Result:
    """Run ``lalaflash build`` in a folder; a traceback fails the test."""
    with contextlib.chdir(folder):
        result = CliRunner(env={"SOURCE_DATE_EPOCH": str(now)}).invoke(cli, ["build", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def guids(package: Path) -> dict[str, str]:
    """The first field of each note of a package, with its guid."""
    with zipfile.ZipFile(package) as archive, sqlite3.connect(":memory:") as collection:
        collection.deserialize(archive.read("collection.anki2"))
        return {fields.split("\x1f")[0]: guid for guid, fields in collection.execute("select guid, flds from notes")}


def test_a_text_becomes_a_package_and_its_lock_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "notes.txt").write_text(NOTES, encoding="utf-8")
    result = build(tmp_path, "texts/notes.txt")
    assert result.exit_code == 0
    assert "notes: wrote dist/notes.apkg" in result.stdout
    assert sorted(path.name for path in (tmp_path / "texts").iterdir()) == [
        "notes.generated",
        "notes.lock",
        "notes.txt",
    ]
    assert "Who deciphered the Brahmi script in 1837?" in guids(tmp_path / "dist" / "notes.apkg")


def test_building_the_edited_text_updates_the_deck(tmp_path: Path, anki: Anki) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(NOTES, encoding="utf-8")
    build(tmp_path, "notes.txt")
    before = guids(tmp_path / "dist" / "notes.apkg")
    anki.import_package(tmp_path / "dist" / "notes.apkg")
    count = len(anki.rows("select id from notes"))
    edit(notes, "in 1837", "in 1838")
    result = build(tmp_path, "notes.txt", now=NOW + 86_400)
    after = guids(tmp_path / "dist" / "notes.apkg")
    assert "changed (history kept)" in result.stdout
    assert " new" not in result.stdout
    assert " gone" not in result.stdout
    assert after["Who deciphered the Brahmi script in 1838?"] == before["Who deciphered the Brahmi script in 1837?"]
    anki.import_package(tmp_path / "dist" / "notes.apkg")
    assert len(anki.rows("select id from notes")) == count


def test_the_same_text_makes_the_same_bytes_without_spacy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lalaflash.generate import engine

    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    build(tmp_path, "notes.txt")
    package = (tmp_path / "dist" / "notes.apkg").read_bytes()
    (tmp_path / "dist" / "notes.apkg").unlink()

    def fail(*arguments: object, **options: object) -> None:
        raise AssertionError("the generator was asked for facts that it knows")

    monkeypatch.setattr(engine, "make", fail)
    assert build(tmp_path, "notes.txt", now=NOW + 86_400).exit_code == 0
    assert (tmp_path / "dist" / "notes.apkg").read_bytes() == package


def test_in_a_project_the_package_goes_to_its_dist_and_decks_can_be_built_along(tmp_path: Path) -> None:
    root = write_project(
        tmp_path, {"texts/notes.md": "# Curie\n\n- James Prinsep deciphered the Brahmi script in 1837.\n"}
    )
    result = build(root / "texts", "birds", "notes.md")
    assert result.exit_code == 0
    assert {path.name for path in (root / "dist").iterdir()} == {"birds.apkg", "notes.apkg"}


def test_a_text_with_the_name_of_a_deck_is_refused(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"birds.txt": NOTES})
    result = build(root, "birds.txt")
    assert result.exit_code == 2
    assert "rename one of the two" in result.stderr
    assert not (root / "dist").exists()


def test_a_dry_run_says_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    result = build(tmp_path, "--dry-run", "notes.txt")
    assert " new" in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("content", ["", "12345 678", "no"])
def test_a_text_without_a_card_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "notes.txt").write_text(content, encoding="utf-8")
    result = build(tmp_path, "notes.txt")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("Error: notes.txt:")
    assert not (tmp_path / "dist").exists()


HOSTILE = """\
The {{template}} language Jinja was written by Armin Ronacher in 2008 with ![a picture](no.png) and $x^2$ in Vienna.

Use `std::map<int>` as Bjarne Stroustrup did in 1985 at Bell Labs, where <b>Ken Thompson</b> worked & won in 1983.

In 1969, Dennis Ritchie -- who *loved* _stars_ and [links](http://example.com) -- joined Ken Thompson at C::Labs.
"""


def test_signs_of_markup_in_a_text_do_not_break_its_deck(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(HOSTILE, encoding="utf-8")
    result = build(tmp_path, "notes.txt")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    "prose",
    ["1. Ash was here.", "2) It began.", "1984. It was cold.", "[x]: y", "---", "- - -", "# no *head*", "a_b \\(c"],
)
def test_prose_is_shown_as_it_was_typed(prose: str) -> None:
    place = Source("a.txt", 1, 1)
    note = Note(NoteKind.QUESTION, place, Text(escape(prose), place), Text("x", place))
    rendered, problems = render(note, deck_tags=(), media=MediaFolder(Path()))
    assert (html.unescape(re.sub("<.*?>", "", rendered.fields[0])), problems) == (prose, [])
