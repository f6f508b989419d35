"""A sitting on a terminal that can only print lines: TERM=dumb, or one whose keys can't be read one by one."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final

from lalaflash.model import NoteKind
from lalaflash.review import wording
from lalaflash.review.conversation import Request, Stage
from lalaflash.review.harmless import harmless_line
from lalaflash.review.keys import ESCAPE, PASTE, Key
from lalaflash.review.screen import blocks_of, header_of, help_rows
from lalaflash.review.styled import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from lalaflash.review.conversation import Conversation, View
    from lalaflash.review.sitting import Shown
    from lalaflash.review.styled import Block

    Edit = Callable[[Shown], str]

_WIDEST: Final = 78  # cells


def run_in_lines(conversation: Conversation, keyboard: TextIO, output: TextIO, edit: Edit) -> None:
    """Lead ``conversation`` by lines that are printed and read; an empty line is Enter, no line at all is the end."""
    paper = _Paper(output)
    seen: object = None
    while True:
        view = conversation.view
        now = (view.shown, view.stage, view.has_hint, view.helping)
        if view.notice:
            paper.print(Text(view.notice))
        if now != seen:
            _print(paper, view)
        seen = now
        if view.helping:
            conversation.press(Key("space"))
            seen = None
            continue
        request = _ask(conversation, paper, keyboard)
        if request is Request.STOP:
            paper.print(Text())
            return
        if request is Request.EDIT and view.shown:
            conversation.reload(edit(view.shown))


def _ask(conversation: Conversation, paper: _Paper, keyboard: TextIO) -> Request:
    """Prompt, read a line, and press what it names. While an answer is typed, a colon goes before the name of a key."""
    view = conversation.view
    paper.prompt(_prompt(view))
    try:
        line = keyboard.readline()
    except KeyboardInterrupt:
        line = ""
    if not line:
        return Request.STOP
    answer = line.strip()
    if view.stage is Stage.TYPING:
        if answer[:1] == ":" and len(answer) == 2:
            conversation.press(Key(ESCAPE))
            return conversation.press(Key(answer[1]))
        conversation.press(Key(PASTE, answer))
        return conversation.press(Key("enter"))
    return conversation.press(Key(answer[:1] or "enter", answer[:1]))


class _Paper:
    """Prints blocks, without their styles, in the width that the terminal has by then."""

    def __init__(self, output: TextIO) -> None:
        self._output = output

    @property
    def width(self) -> int:
        with contextlib.suppress(OSError):
            return min(_WIDEST, os.get_terminal_size(self._output.fileno()).columns or _WIDEST)
        return _WIDEST

    def print(self, block: Block) -> None:
        self._output.writelines(f"{line}\n" for line in _plain_lines(block, self.width))

    def prompt(self, text: str) -> None:
        self._output.write("\n".join(_plain_lines(Text(text), self.width - 1)) + " ")
        self._output.flush()


def _plain_lines(block: Block, width: int) -> list[str]:
    return ["".join([piece.text for piece in line]).rstrip() for line in block.lines(max(1, width))]


def _print(paper: _Paper, view: View) -> None:
    paper.print(Text())
    if view.helping:
        for key, what in help_rows(view.grades):
            paper.print(Text(f"{key}: {what}"))
        return
    if view.shown:
        paper.print(header_of(view, paper.width))
    for block in blocks_of(view, styled=False):
        paper.print(block)
    if view.stage is Stage.ANSWERED and view.shown and view.face and view.shown.listing.text.kind is NoteKind.CLOZE:
        paper.print(Text(f"= {harmless_line(view.face.expected)}"))  # no style shows what was hidden


def _prompt(view: View) -> str:
    match view.stage:
        case Stage.TYPING:
            return "[type the answer; :? helps, :u undoes]"
        case Stage.OVER:
            return "[Enter: finish, u: undo]"
        case Stage.ASKED:
            return f"[{sum(view.counts)} left; Enter: show the answer, ?: help]"
    grades = (_grade(view, grade.key, grade.name, grade.quality) for grade in view.grades)
    return f"[{', '.join(grades)}; Enter: {view.proposed.key}]"


def _grade(view: View, key: str, name: str, quality: int) -> str:
    result = wording.outcome(view.shown.outcomes[quality], view.shown.phase) if view.shown else ""
    return f"{key} {name} {result}".rstrip()
