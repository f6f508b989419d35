"""Sittings on a real terminal: keys, screens of all sizes, an editor, and every way to stop."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from review_helpers import open_progress
from review_terminal import ScreenTest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Sit = Callable[..., ScreenTest]

CHILD = str(Path(__file__).with_name("review_screen_child.py"))
COLOUR = re.compile(rb"\x1b\[(?:[0-9]+;)*(?:3[0-7]|4[0-7]|9[0-7])(?:;[0-9]+)*m")
INTO_ALTERNATE, OUT_OF_ALTERNATE = b"\x1b[?1049h", b"\x1b[?1049l"


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Sit]:
    """Return a function that begins a sitting over the sample cards and waits for the first."""
    screens: list[ScreenTest] = []

    def begin(**options: object) -> ScreenTest:
        screen = ScreenTest([sys.executable, CHILD, str(tmp_path)], **options)  # type: ignore[arg-type]
        screens.append(screen)
        screen.wait("The planet")
        return screen

    yield begin
    for screen in screens:
        screen.close()


def answers(folder: Path) -> list[int]:
    with closing(open_progress(folder).database) as database, database.reading() as connection:
        rows = connection.execute("SELECT quality FROM log WHERE phase IS NOT NULL ORDER BY id")
        return [quality for (quality,) in rows]


def write_editor(folder: Path, script: str) -> str:
    path = folder / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_whole_sitting(sit: Sit, tmp_path: Path) -> None:
    screen = sit()
    screen.press("h", "It is the largest of them.")
    screen.press(" ", "The Great Red Spot")
    screen.press("1", "nearest to the Sun")
    screen.press("Mercry\r", "≈ close")
    screen.press("\r", "The planets, from the Sun outwards")
    screen.press("u", "enter compare")
    screen.press("mercury\r", "✓ right")
    screen.press("3", "8. […]")
    screen.press("\r", "8. Neptune")
    screen.press("4", "Count the lines")
    screen.press("b", "buried until tomorrow")
    screen.press("s", "suspended")
    screen.press("u", "undone")
    screen.press("?", "goes back")
    screen.press(" ", "f(x) = 1/2 e^[…]")
    screen.press("q", "3 answered")
    assert screen.finish() == 0
    assert answers(tmp_path) == [1, 4, 5]


def test_the_shell_finds_its_screen_and_its_modes_as_they_were(sit: Sit) -> None:
    screen = sit()
    assert termios.tcgetattr(screen.process.child_fd) != screen.modes
    screen.press("q", "0 answered")
    assert termios.tcgetattr(screen.process.child_fd) == screen.modes
    assert screen.finish() == 0
    before, _, rest = screen.sent.partition(INTO_ALTERNATE)
    inside, _, after = rest.partition(OUT_OF_ALTERNATE)
    assert before == b""
    assert b"The planet" in inside
    assert after == b"0 answered\r\n"


@pytest.mark.parametrize("stop", ["\x03", "\x04", "q"])
def test_stopping_keeps_every_answer(sit: Sit, tmp_path: Path, stop: str) -> None:
    screen = sit()
    screen.press(" 3", "nearest to the Sun")
    screen.press("Venus\r", "✗ not this")
    screen.press(stop, "1 answered")
    assert screen.finish() == 0
    assert answers(tmp_path) == [4]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_is_a_stop(sit: Sit, tmp_path: Path, number: signal.Signals) -> None:
    screen = sit()
    screen.press(" 3", "nearest to the Sun")
    assert screen.process.pid
    os.kill(screen.process.pid, number)
    screen.wait("1 answered")
    assert screen.finish() == 0
    assert answers(tmp_path) == [4]


def test_a_terminal_that_closes_is_a_stop(sit: Sit, tmp_path: Path) -> None:
    screen = sit()
    screen.press(" 3", "nearest to the Sun")
    screen.hang_up()
    assert answers(tmp_path) == [4]


def test_the_screen_follows_the_size_of_the_window(sit: Sit) -> None:
    screen = sit(width=200, height=50)
    assert "wider than the Earth." in screen.text
    screen.resize(40, 12)
    text = screen.wait("wider than the Earth")
    assert "that is\n" in text
    screen.resize(200, 50)
    screen.wait("storm that is wider than the Earth.")
    screen.press(" ", "NASA, Jupiter facts")


def test_a_long_card_is_scrolled_with_keys(sit: Sit) -> None:
    screen = sit(height=16)
    screen.press("s", "nearest to the Sun")
    screen.press("\x1b", "q stop")
    for words in ("from the Sun outwards", "Count the lines", "f(x)", "Moons", "1.  line number 1"):
        screen.press("s", words)
    screen.press("j" * 5 + "\x1b[B", "↑")
    screen.press("\x1b[6~" * 9, "60. line number 60")
    screen.press("k\x1b[5~" * 9, "1.  line number 1")
    screen.press(" ", "All read")


def test_no_color_is_obeyed(sit: Sit) -> None:
    coloured, plain = sit(), sit(env={"NO_COLOR": "1"})
    for screen in (coloured, plain):
        screen.press(" ", "1 again")
        screen.press("q", "0 answered")
    assert COLOUR.search(coloured.sent)
    assert not COLOUR.search(plain.sent)
    assert b"\x1b[1m" in plain.sent


def test_a_pasted_text_presses_no_keys(sit: Sit, tmp_path: Path) -> None:
    screen = sit()
    screen.press("\x1b[200~ 3 3 q\x1b[201~ ", "The Great Red Spot")
    screen.press("3", "nearest to the Sun")
    screen.press("\x1b[200~Mer\r\ncury\x1b[201~", "› Mer cury")
    assert answers(tmp_path) == [4]


def test_a_card_is_edited_at_its_line_and_shown_again(sit: Sit, tmp_path: Path) -> None:
    said = tmp_path / "said"
    editor = write_editor(tmp_path, f'stty -a >{said}; echo "$@" >>{said}; echo "Now {{{{Saturn}}}} it is" >"$2"')
    screen = sit(env={"EDITOR": editor})
    screen.press("e", "Now […] it is")
    assert "read again" in screen.text
    screen.press(" ", "Now Saturn it is")
    screen.press("3", "nearest to the Sun")
    told = said.read_text("utf-8")
    assert " icanon" in told
    assert told.endswith(f"+1 {tmp_path}/card.md\n")
    screen.press("\x03", "1 answered")


def test_an_editor_that_is_not_there_ends_with_the_terminal_restored(sit: Sit) -> None:
    screen = sit(env={"EDITOR": "/no/such/editor"})
    screen.press("e", "can't be started")
    screen.finish()
    assert screen.sent.rfind(OUT_OF_ALTERNATE) > screen.sent.rfind(INTO_ALTERNATE)


def test_ctrl_z_goes_to_the_shell_and_fg_comes_back(tmp_path: Path) -> None:
    shell = ScreenTest(["/bin/bash", "--norc", "-i"], env={"PS1": "$ "})
    shell.wait("$")
    shell.press(f"{sys.executable} {CHILD} {tmp_path}\r", "The planet")
    shell.press("\x1a", "Stopped")
    shell.press("echo still $((40+2))\r", "still 42")
    shell.press("fg\r", "The planet")
    shell.press(" ", "The Great Red Spot")
    shell.press("q", "0 answered")
    shell.close()
