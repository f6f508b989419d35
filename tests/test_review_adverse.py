"""What goes wrong around a sitting on a real terminal: one clear line, the terminal given back, and nothing lost."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from killing import KILLS
from projects import lalaflash, write_project
from review_helpers import assert_log_gives_the_states, open_progress
from review_terminal import ScreenTest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Begin = Callable[..., ScreenTest]

REVIEW = [sys.executable, "-m", "lalaflash", "review"]
REVIEW_BY_CLOCK = [sys.executable, str(Path(__file__).with_name("review_clock_child.py"))]
CARDS = "".join(f"- question: What is number {index}?\n  answer: It is {index}\n" for index in range(12))
PAGE = 4096
LONGEST_LIFE_S = 0.1  # from the first keys to the kill
DAY_S = 86_400
LEAVE_ALTERNATE = b"\x1b[?1049l"
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# Root may write anywhere, unless it gives that up.
UNPRIVILEGED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if IS_ROOT else []
OWN_MOUNTS = ["unshare", "--mount", *([] if IS_ROOT else ["--map-root-user"])]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with cards that ask for the numbers from 0, and that nobody has touched for long."""
    project = write_project(tmp_path / "project", {"cards/birds.yaml": CARDS})
    for path in project.rglob("*"):
        os.utime(path, (0, 0))
    return project


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where progress is kept."""
    return tmp_path / "data"


@pytest.fixture
def begin(root: Path, data: Path) -> Iterator[Begin]:
    """Return a function that runs a command over the project on a terminal of its own."""
    screens: list[ScreenTest] = []

    def call(*command: str) -> ScreenTest:
        screens.append(ScreenTest(command or REVIEW, env={"LALAFLASH_DATA": str(data)}, folder=root))
        return screens[-1]

    yield call
    for screen in screens:
        screen.close()


def answer(screen: ScreenTest, *numbers: int) -> None:
    """Answer the cards ``numbers``, each of which is on the screen when the one before it is answered."""
    for number in numbers:
        screen.wait(f"number {number}?")
        screen.press(" ", f"It is {number}")
        screen.press("3", f"number {number + 1}?")


def last_line(screen: ScreenTest, keys: str = "") -> str:
    """Press ``keys``, wait for the end, and return the one line that says why it came."""
    screen.process.send(keys)
    assert screen.finish() == 1
    _, _, after = screen.sent.rpartition(LEAVE_ALTERNATE)
    line, end, rest = after.decode().partition("\r\n")
    assert (line[:7], end, rest) == ("Error: ", "\r\n", "")
    return line


def recorded(folder: Path) -> list[int]:
    """Return the qualities of the answers that count, from a sound database whose log gives every state."""
    progress = open_progress(folder)
    with progress.database, progress.database.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert_log_gives_the_states(progress)
        rows = connection.execute("SELECT quality FROM log WHERE phase IS NOT NULL ORDER BY id")
        return [quality for (quality,) in rows]


def test_a_sitting_survives_a_clock_that_jumps_back_a_day_and_forward_a_month(
    begin: Begin, root: Path, data: Path
) -> None:
    clock = root / "clock"
    clock.write_text("0")
    screen = begin(*REVIEW_BY_CLOCK, str(root), "review", "--limit", "4")
    answer(screen, 0)
    clock.write_text(str(-DAY_S))
    screen.press(" 1", "number 2?")
    screen.press("u", "number 1?")
    answer(screen, 1)
    clock.write_text(str(30 * DAY_S))
    screen.press(" 1", "number 3?")
    screen.press(" 3", "once more")
    clock.write_text("0")
    screen.press(" ", "3 good  1d")
    screen.press("3", "Done.")
    assert re.search(r"\n *5 answers in [12] min\n *4 new cards\n *1 asked once more\n", screen.text)
    screen.press("q", "5 answers in")
    assert screen.finish() == 0
    assert recorded(data) == [4, 4, 1, 4, 4]
    begin().wait("number 1?")  # answered yesterday, as it seemed, and so due today


def test_of_two_reviews_at_once_each_card_gets_one_answer_and_nobody_waits(begin: Begin, data: Path) -> None:
    screens = begin(*REVIEW, "--new", "8"), begin(*REVIEW, "--new", "8")
    for number in range(8):
        for screen in screens:
            screen.wait(f"number {number}?")
        for screen in screens:
            screen.process.send(" 3")
    answers = 0
    for screen in screens:
        answers += sum(map(int, re.findall(r"(\d+) answers? in", screen.wait("Done."))))
        screen.press("q")
        assert screen.finish() == 0
    assert answers == 8
    assert recorded(data) == [4] * 8


def test_killed_on_its_terminal_a_sitting_has_every_answer_after_which_a_card_was_shown(
    begin: Begin, data: Path
) -> None:
    for seed in range(KILLS // 4):
        shutil.rmtree(data, ignore_errors=True)
        screen = begin()
        screen.wait("number 0?")
        screen.process.send(" 3" * 5)
        time.sleep(random.Random(seed).random() * LONGEST_LIFE_S)
        os.kill(screen.process.pid or 0, signal.SIGKILL)
        assert screen.finish() == -signal.SIGKILL
        acknowledged = max(int(number) for number in re.findall(rb"number (\d+)\?", screen.sent))
        assert recorded(data) in ([4] * acknowledged, [4] * (acknowledged + 1))


def test_a_locked_database_is_waited_for_and_then_told(begin: Begin, data: Path) -> None:
    screen = begin()
    answer(screen, 0)
    with closing(sqlite3.connect(data / "progress.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "another lalaflash is busy writing: try again when it is done" in last_line(screen, " 3")
    assert recorded(data) == [4]


def test_a_full_disk_is_told_and_with_room_again_the_sitting_goes_on(begin: Begin, data: Path, tmp_path: Path) -> None:
    data.mkdir()
    mount = f"mount -t tmpfs -o size=200k tmpfs {data}"
    if not shutil.which("unshare") or subprocess.run([*OWN_MOUNTS, "sh", "-c", mount], check=False).returncode:
        pytest.skip("no small disk can be made here")
    kept = tmp_path / "kept"
    kept.mkdir()
    keep = f'"$@"; code=$?; cp "$LALAFLASH_DATA"/* {kept}; exit $code'
    answers = answer_until_refused(begin(*OWN_MOUNTS, "sh", "-c", f"{mount} && {{ {keep}; }}", "sh", *REVIEW))
    assert recorded(kept) == [4] * answers
    begin(*REVIEW, "--data", str(kept)).wait(f"number {answers}?")


def test_a_disk_that_refuses_is_told_and_nothing_is_lost(begin: Begin, data: Path) -> None:
    answers = answer_until_refused(begin("/bin/sh", "-c", 'ulimit -f 300; exec "$@"', "sh", *REVIEW))
    assert recorded(data) == [4] * answers
    begin().wait(f"number {answers}?")


def is_answered(screen: ScreenTest, next_card: str) -> bool:
    """Answer the card that is shown; return whether the next one came, or else an error."""
    screen.process.send(" 3")
    screen.wait_until(lambda: next_card in screen.text or "Error: " in screen.text, next_card)
    return next_card in screen.text


def answer_until_refused(screen: ScreenTest) -> int:
    """Answer one card after the other until the disk takes no more; return how many answers it took."""
    number = 0
    screen.wait("number 0?")
    while is_answered(screen, next_card=f"number {number + 1}?"):
        number += 1
    assert number > 0
    assert re.search(r"progress.db: the disk (is full|reports an error)", last_line(screen))
    return number


@pytest.mark.parametrize("place", ["data", "data/progress.db", "project/.lalaflash", "project/.lalaflash/catalogue.db"])
def test_what_is_read_only_is_told_before_the_first_card(begin: Begin, data: Path, tmp_path: Path, place: str) -> None:
    if UNPRIVILEGED and not shutil.which("setpriv"):
        pytest.skip("root may write anywhere, and can't give that up here")
    for folder in (data, tmp_path / "other"):  # the last one leaves the catalogue with something to be written
        lalaflash(tmp_path / "project", "stats", "--data", str(folder))
    shut = tmp_path / place
    shut.chmod(0o555 if shut.is_dir() else 0o444)
    screen = begin(*UNPRIVILEGED, *REVIEW)
    assert re.search(rf"{shut}[/\w]*(\.db)?: cannot be (written|opened): make ", last_line(screen))
    assert b"number 0" not in screen.sent
    shut.chmod(0o755)
    assert recorded(data) == []


@pytest.mark.parametrize("becomes", ["nothing", "a folder", "another database"])
def test_a_database_that_is_not_there_any_more_is_told_and_not_written_to(
    begin: Begin, data: Path, becomes: str
) -> None:
    screen = begin()
    answer(screen, 0)
    moved = data.rename(data.with_name("moved"))
    if becomes == "a folder":
        (data / "progress.db").mkdir(parents=True)
    elif becomes == "another database":
        open_progress(data).database.close()
    assert "progress.db: it was moved, deleted or replaced while it was in use: put it back" in last_line(screen, " 3")
    assert recorded(moved) == [4]


def test_damage_that_is_met_in_the_middle_is_told(begin: Begin, data: Path) -> None:
    screen = begin()
    answer(screen, 0, 1)
    path = data / "progress.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        (page,) = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'card'").fetchone()
        other.execute("UPDATE identity SET name = name")  # makes the sitting read again what it has read
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\xff" * PAGE)
    assert "progress.db: the database is damaged" in last_line(screen, " 3")
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT quality FROM log").fetchall() == [(4,), (4,)]


def test_a_folder_in_the_place_of_the_database_is_told(begin: Begin, data: Path) -> None:
    (data / "progress.db").mkdir(parents=True)
    assert "progress.db: cannot be read: " in last_line(begin())
