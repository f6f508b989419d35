"""What a build promises: identity, bytes, and files that are whole at every moment."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from projects import NOW, edit, lalaflash, write_project

from lalaflash.lock import State, read_lock

if TYPE_CHECKING:
    from pathlib import Path

    from anki_backend import Anki

DAY = 86_400


def package(root: Path) -> bytes:
    return (root / "dist" / "birds.apkg").read_bytes()


def package_guids(root: Path) -> set[str]:
    with zipfile.ZipFile(root / "dist" / "birds.apkg") as archive, sqlite3.connect(":memory:") as collection:
        collection.deserialize(archive.read("collection.anki2"))
        return {guid for (guid,) in collection.execute("select guid from notes")}


def lock(root: Path) -> str:
    return (root / "decks" / "birds.lock").read_text(encoding="utf-8")


def guid_of(root: Path, text: str) -> str:
    (guid,) = [line.guid for line in read_lock(lock(root), "birds.lock").lines if text in line.text]
    return guid


def test_a_build_says_what_it_means_and_writes_package_and_lock(tmp_path: Path) -> None:
    result = lalaflash(write_project(tmp_path), "build")
    assert result.exit_code == 0
    assert "birds: 5 new\n" in result.stdout
    assert "wrote dist/birds.apkg, 5 notes with 6 cards" in result.stdout
    assert zipfile.ZipFile(tmp_path / "dist" / "birds.apkg").testzip() is None
    assert len(read_lock(lock(tmp_path), "birds.lock").lines) == 5


def test_the_same_sources_and_lock_give_the_same_bytes_on_any_day(tmp_path: Path) -> None:
    lalaflash(write_project(tmp_path), "build")
    before = package(tmp_path), lock(tmp_path)
    shutil.rmtree(tmp_path / ".lalaflash")
    (tmp_path / "dist" / "birds.apkg").unlink()
    lalaflash(tmp_path, "build", now=NOW + 400 * DAY)
    assert (package(tmp_path), lock(tmp_path)) == before


def test_a_build_with_nothing_to_do_says_so_and_touches_no_file(tmp_path: Path) -> None:
    lalaflash(write_project(tmp_path), "build")
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.suffix in {".apkg", ".lock"}}
    result = lalaflash(tmp_path, "build", now=NOW + DAY)
    assert result.stdout == "birds: nothing changed; dist/birds.apkg holds 5 notes with 6 cards\n"
    assert {path: path.stat().st_mtime_ns for path in times} == times


@pytest.mark.parametrize("name", ["dist/birds.apkg", "decks/birds.lock", "cards/birds.yaml", "decks/birds.yaml"])
def test_a_build_notices_any_file_that_changed_behind_its_back(tmp_path: Path, name: str) -> None:
    lalaflash(write_project(tmp_path), "build")
    whole = package(tmp_path)
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert "nothing changed; dist" not in lalaflash(tmp_path, "build").stdout
    assert package(tmp_path) == whole


def test_a_card_file_that_appears_is_noticed(tmp_path: Path) -> None:
    lalaflash(write_project(tmp_path), "build")
    (tmp_path / "cards" / "more.yaml").write_text("- cloze: A {{wren}} is small.\n", encoding="utf-8")
    assert "birds: 1 new\n" in lalaflash(tmp_path, "build").stdout


def test_a_dry_run_says_what_would_change_and_writes_nothing(tmp_path: Path) -> None:
    result = lalaflash(write_project(tmp_path), "build", "--dry-run")
    assert result.stdout == "birds: 5 new\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cards", "decks"]
    assert sorted(path.name for path in (tmp_path / "decks").iterdir()) == ["birds.yaml"]


def test_an_edit_updates_exactly_that_note_in_anki_and_leaves_its_card_alone(tmp_path: Path, anki: Anki) -> None:
    root = write_project(tmp_path / "project")
    lalaflash(root, "build")
    assert len(anki.import_package(root / "dist" / "birds.apkg")["new"]) == 5
    guid = guid_of(root, "lays its eggs")
    anki.review(guid)
    card = anki.rows("select * from cards c join notes n on n.id = c.nid where n.guid = ?", guid)
    history = anki.rows("select * from revlog")

    edit(root / "cards" / "birds.yaml", "lays its eggs in", "leaves its eggs to")
    assert "birds: 1 changed (history kept)\n" in lalaflash(root, "build", now=NOW + DAY).stdout
    log = anki.import_package(root / "dist" / "birds.apkg")
    assert log["updated"] == [guid]
    assert len(log["duplicate"]) == 4
    assert "leaves its eggs to" in anki.sides(guid).front
    after = anki.rows("select * from cards c join notes n on n.id = c.nid where n.guid = ?", guid)
    scheduling = slice(6, 14)
    assert [row[scheduling] for row in after] == [row[scheduling] for row in card]
    assert anki.rows("select * from revlog") == history
    assert anki.problems() == []


def test_a_gap_added_in_front_leaves_the_other_gaps_history_with_them(tmp_path: Path, anki: Anki) -> None:
    root = write_project(tmp_path / "project", {"cards/birds.yaml": "- cloze: The robin sings in {{winter}}.\n"})
    lalaflash(root, "build")
    anki.import_package(root / "dist" / "birds.apkg")
    guid = guid_of(root, "robin")
    anki.review(guid)
    edit(root / "cards" / "birds.yaml", "The robin", "The {{robin}}")
    lalaflash(root, "build", now=NOW + DAY)
    assert anki.import_package(root / "dist" / "birds.apkg")["updated"] == [guid]
    assert anki.sides(guid, 0).front.count("[...]") == 1
    assert "robin" in anki.sides(guid, 0).front
    assert anki.card(guid, 0).ivl == 30
    assert anki.card(guid, 1).ivl == 0


def test_cards_that_would_lose_their_history_are_named(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    lalaflash(root, "build")
    edit(root / "cards" / "birds.yaml", "{{winter::season}}", "winter")
    result = lalaflash(root, "build", "-n", now=NOW + DAY)
    assert "1 changed (history kept)" in result.stdout
    assert "loses history: cards/birds.yaml:1: " in result.stdout
    assert "“winter” is gone" in result.stdout


def test_what_was_taken_for_an_edit_is_shown_as_it_was_and_is(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    lalaflash(root, "build")
    edit(root / "cards" / "birds.yaml", "lays its eggs in", "leaves its eggs to")
    result = lalaflash(root, "build", now=NOW + DAY)
    assert (
        "  edited: cards/birds.yaml:3: Which bird lays its eggs in other birds' nests? → "
        "Which bird leaves its eggs to other birds' nests?\n" in result.stdout
    )


def test_a_build_lists_as_many_losses_as_a_screen_holds_and_a_dry_run_all(tmp_path: Path) -> None:
    entries = "".join(
        f"- cloze: Bird number {number} is the {{{{{name}}}}}.\n" for number, name in enumerate("abcdefghijklm")
    )
    root = write_project(tmp_path, {"cards/more.yaml": entries})
    lalaflash(root, "build")
    (root / "cards" / "more.yaml").unlink()
    assert lalaflash(root, "build", "--dry-run").stdout.count("loses history:") == 13
    result = lalaflash(root, "build")
    assert result.stdout.count("loses history:") == 10
    assert "… and 3 more; `lalaflash build --dry-run` lists them all" in result.stdout


def test_errors_stop_the_build_and_leave_every_file_as_it_was(tmp_path: Path) -> None:
    lalaflash(write_project(tmp_path), "build")
    before = package(tmp_path), lock(tmp_path)
    (tmp_path / "cards" / "bad.yaml").write_text("- clze: x\n- cloze: no gap\n", encoding="utf-8")
    result = lalaflash(tmp_path, "build", now=NOW + DAY)
    assert result.exit_code == 1
    assert "cards/bad.yaml:1:3: error: " in result.stderr
    assert "cards/bad.yaml:2:" in result.stderr
    assert result.stderr.endswith("Nothing was built: 2 errors to mend first.\n")
    assert (package(tmp_path), lock(tmp_path)) == before


def test_a_lost_lock_gives_unedited_notes_their_guids_again(tmp_path: Path) -> None:
    lalaflash(write_project(tmp_path), "build")
    guids = {line.guid for line in read_lock(lock(tmp_path), "birds.lock").lines}
    (tmp_path / "decks" / "birds.lock").unlink()
    lalaflash(tmp_path, "build", now=NOW + DAY)
    assert {line.guid for line in read_lock(lock(tmp_path), "birds.lock").lines} == guids


def test_a_lock_that_is_no_text_is_one_line_and_stays_as_it_is(tmp_path: Path) -> None:
    lalaflash(write_project(tmp_path), "build")
    (tmp_path / "decks" / "birds.lock").write_bytes(b"\xff\xfe")
    result = lalaflash(tmp_path, "build")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: decks/birds.lock:1:1: ")
    assert (tmp_path / "decks" / "birds.lock").read_bytes() == b"\xff\xfe"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_lock_that_is_no_file_is_one_line_and_no_wait(tmp_path: Path) -> None:
    os.mkfifo(write_project(tmp_path) / "decks" / "birds.lock")
    result = lalaflash(tmp_path, "build")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith("Error: decks/birds.lock: ")


def test_a_folder_that_cannot_be_written_is_one_line_and_no_loss(tmp_path: Path) -> None:
    (write_project(tmp_path) / "dist").write_text("not a folder", encoding="utf-8")
    result = lalaflash(tmp_path, "build")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "decks" / "birds.lock").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_build_killed_at_any_file_operation_leaves_a_whole_package_and_a_lock_that_fits(tmp_path: Path) -> None:
    """Kill −9 before each operation on a file of the project in turn; then the next build must finish the work."""
    start = write_project(tmp_path / "start")
    lalaflash(start, "build")
    old = package(start)
    edit(start / "cards" / "birds.yaml", "Little owl", "The little owl")
    edit(start / "cards" / "birds.yaml", "The {{robin}} sings", "A {{robin}} is heard")
    finished = shutil.copytree(start, tmp_path / "finished")
    lalaflash(finished, "build", now=NOW + DAY)

    steps = 0
    while True:
        root = shutil.copytree(start, tmp_path / f"killed-{steps}")
        if not _killed_at(root, steps):
            break
        assert package(root) in {old, package(finished)}
        known = {line.guid for line in read_lock(lock(root), "birds.lock").lines if line.state is State.LIVE}
        assert package_guids(root) <= known
        lalaflash(root, "build", now=NOW + DAY)
        assert (package(root), lock(root)) == (package(finished), lock(finished))
        assert not list(root.rglob("*.tmp"))
        steps += 1
    assert steps > 10
    assert package(root) == package(finished)


def _killed_at(root: Path, step: int) -> bool:
    """Build in a child that is killed before its file operation number ``step``; False if it ended before that."""
    child = os.fork()
    if child == 0:
        left = step

        def kill_in_time(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            touches = event in {"open", "os.rename", "os.remove", "os.mkdir"}
            if touches and any(str(root) in str(argument) for argument in arguments):
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1

        sys.addaudithook(kill_in_time)
        lalaflash(root, "build", now=NOW + DAY)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
