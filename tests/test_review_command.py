"""``lalaflash review`` over the files of a project, as it is called."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from review_terminal import ScreenTest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Review = Callable[..., ScreenTest]

COMMAND = [sys.executable, "-m", "lalaflash", "review"]
BIRDS = """\
cards:
  - question: Which bird can't fly but swims?
    answer: The penguin
    tags: [sea]
  - cloze: The {{kestrel}} hovers over fields.
  - question: Which bird mimics others?
    answer: The starling
    typed: true
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("decks", "cards"):
        (tmp_path / folder).mkdir()
    (tmp_path / "decks" / "birds.yaml").write_text("name: Birds\ncards: [cards/*.yaml]\n", "utf-8")
    (tmp_path / "cards" / "birds.yaml").write_text(BIRDS, "utf-8")
    return tmp_path


@pytest.fixture
def review(project: Path) -> Iterator[Review]:
    """Return a function that calls ``lalaflash review`` with these arguments, on a terminal."""
    screens: list[ScreenTest] = []

    def call(*arguments: str, width: int = 80, **env: str) -> ScreenTest:
        environment = {"LALAFLASH_DATA": str(project / "data"), **env}
        screens.append(ScreenTest([*COMMAND, *arguments], width=width, env=environment, folder=project))
        return screens[-1]

    yield call
    for screen in screens:
        screen.close()


def test_cards_are_asked_once_and_the_next_call_goes_on(review: Review) -> None:
    screen = review("birds")
    screen.wait("Which bird can't fly")
    screen.press(" ", "The penguin")
    screen.press("3", "[…] hovers")
    screen.press("q", "1 card due tomorrow")
    assert screen.finish() == 0
    screen = review()
    screen.wait("[…] hovers")
    screen.press(" 3", "enter compare")
    screen.press("starling\r", "✓ right")
    screen.press("\r", "Done.")
    screen.press("u", "enter compare")
    screen.press("starling\r", "✓ right")
    screen.press("\r", "Done.")
    screen.press("\r", "3 cards due tomorrow")
    assert screen.finish() == 0
    screen = review()
    screen.wait("Nothing to review now; 3 cards due tomorrow.")
    assert screen.finish() == 0


def test_an_edit_in_the_editor_keeps_the_progress(review: Review, project: Path) -> None:
    editor = project / "editor.sh"
    editor.write_text('#!/bin/sh\ntest "$1" = +2 && sed -i "s/but swims/and swims/" "$2"\n', "utf-8")
    editor.chmod(0o755)
    screen = review(EDITOR=str(editor))
    screen.wait("can't fly but swims")
    screen.press("e", "can't fly and swims")
    screen.press(" 3", "[…] hovers")
    screen.press("u", "can't fly and swims")
    screen.press(" 3", "[…] hovers")
    screen.press("q", "1 answer in")
    assert screen.finish() == 0
    (project / "cards" / "birds.yaml").write_text(BIRDS.replace("but swims", "at all"), "utf-8")
    screen = review("--cram", "--tag", "sea")
    screen.wait("can't fly at all")
    screen.press(" ", "The penguin")
    screen.press("q", "")
    assert screen.finish() == 0


def test_a_mistake_made_while_editing_is_told_and_the_card_stays(review: Review, project: Path) -> None:
    editor = project / "editor.sh"
    editor.write_text('#!/bin/sh\necho "  - nonsense: x" >>"$2"\n', "utf-8")
    editor.chmod(0o755)
    screen = review(EDITOR=str(editor))
    screen.wait("can't fly")
    screen.press("e", "not read again: cards/birds.yaml:9")
    screen.press(" 3", "[…] hovers")


def test_an_editor_that_is_not_there_is_told_and_the_sitting_goes_on(review: Review) -> None:
    screen = review(EDITOR="/no/such/editor")
    screen.wait("can't fly")
    screen.press("e", "can't be started")
    screen.press(" 3", "[…] hovers")


def test_a_dumb_terminal_is_asked_in_lines(review: Review) -> None:
    screen = review(TERM="dumb")
    screen.wait("Which bird can't fly but swims?")
    screen.press("\n", "The penguin")
    screen.press("3\n", "[…] hovers")
    screen.press("q\n", "1 card due tomorrow")
    assert screen.finish() == 0
    assert b"\x1b" not in screen.sent


def test_a_dumb_terminal_shows_the_difference_in_brackets(review: Review) -> None:
    screen = review("--type", TERM="dumb")
    screen.wait("type the answer")
    screen.press("The pengiun\n", "  The peng{+u+}i[-u-]n")
    screen.press("q\n", "")
    assert screen.finish() == 0


def test_a_narrow_dumb_terminal_gets_no_longer_lines(review: Review) -> None:
    screen = review(TERM="dumb", width=40)
    screen.wait("Enter: show")
    screen.press("\n", "The penguin")
    screen.press("q\n", "")
    assert screen.finish() == 0
    assert max(map(len, screen.sent.decode().split("\r\n"))) <= 40


def test_the_first_card_waits_for_no_slow_library(review: Review, project: Path) -> None:
    slow = {"yaml", "markdown_it", "pygments", "rich.console", "rich.text", "rapidfuzz", "platformdirs", "hashlib"}
    for path in (project, *project.rglob("*")):
        os.utime(path, (0, 0))  # what has just changed would be read again
    review().wait("can't fly")  # reads the card files
    loaded = project / "loaded"
    code = (
        "import pathlib, sys, lalaflash.cli\n"
        "try: lalaflash.cli.cli(['review'])\n"
        f"finally: pathlib.Path({str(loaded)!r}).write_text(' '.join(sys.modules), 'utf-8')"
    )
    screen = ScreenTest([sys.executable, "-c", code], env={"LALAFLASH_DATA": str(project / "data")}, folder=project)
    screen.wait("can't fly")
    screen.press("q", "")
    screen.finish()
    assert slow.isdisjoint(loaded.read_text("utf-8").split())


def test_without_a_terminal_one_line_says_so(project: Path) -> None:
    called = subprocess.run(COMMAND, cwd=project, input=b"", capture_output=True, check=False)
    assert called.returncode == 2
    assert called.stdout == b""
    assert called.stderr.decode().splitlines() == [
        "Error: a review needs a terminal: its input and its output must not be redirected"
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["brids"], "there is no deck 'brids' (did you mean `birds`?)"),
        (["--grades", "1-9"], "'1-9' is not one of '1-4', '0-5'"),
        (["--minutes", "0"], "0"),
        (["--cram", "--tag", "desert"], "There is no such card."),
    ],
)
def test_what_cannot_be_done_is_told(review: Review, arguments: list[str], told: str) -> None:
    screen = review(*arguments)
    screen.wait(told)
    assert b"Traceback" not in screen.sent


def test_a_deck_with_errors_is_not_reviewed_before_it_is_mended(review: Review, project: Path) -> None:
    (project / "cards" / "birds.yaml").write_text("cards:\n  - nonsense: x\n", "utf-8")
    screen = review()
    screen.wait("there is nothing to review until that is mended")
    assert "cards/birds.yaml:2" in screen.text
    assert screen.finish() == 1
