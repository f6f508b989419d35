"""A sitting on a terminal that can only print lines: TERM=dumb, or one whose keys can't be read one by one."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final

from rich.console import Console, ConsoleDimensions
from rich.text import Text

from lalaflash.model import NoteKind
from lalaflash.review import wording
from lalaflash.review.conversation import Request, Stage
from lalaflash.review.harmless import harmless_line
from lalaflash.review.keys import ESCAPE, PASTE, Key
from lalaflash.review.screen import blocks_of, header_of, help_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from lalaflash.review.conversation import Conversation, View
    from lalaflash.review.sitting import Shown

    Edit = Callable[[Shown], str]

_WIDEST: Final = 78
_ANY_HEIGHT: Final = 24  # nothing depends on it, but rich heeds a width only with a height


def run_in_lines(conversation: Conversation, keyboard: TextIO, output: TextIO, edit: Edit) -> None:
    """Lead ``conversation`` by lines that are printed and read; an empty line is Enter, no line at all is the end."""
    console = Console(file=output, color_system=None, highlight=False, markup=False, emoji=False)
    seen: object = None
    while True:
        console.size = ConsoleDimensions(min(_WIDEST, _width(output)), _ANY_HEIGHT)
        view = conversation.view
        now = (view.shown, view.stage, view.has_hint, view.helping)
        if view.notice:
            console.print(Text(view.notice))
        if now != seen:
            _print(console, view)
        seen = now
        if view.helping:
            conversation.press(Key("space"))
            seen = None
            continue
        request = _ask(conversation, console, keyboard)
        if request is Request.STOP:
            console.print()
            return
        if request is Request.EDIT and view.shown:
            conversation.reload(edit(view.shown))


def _width(output: TextIO) -> int:
    """Return how wide the terminal is now; rich would take every dumb one for 80 cells wide."""
    with contextlib.suppress(OSError):
        return os.get_terminal_size(output.fileno()).columns or _WIDEST
    return _WIDEST


def _ask(conversation: Conversation, console: Console, keyboard: TextIO) -> Request:
    """Prompt, read a line, and press what it names. While an answer is typed, a colon goes before the name of a key."""
    view = conversation.view
    console.print(Text(_prompt(view)), end="")
    console.file.flush()
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


def _print(console: Console, view: View) -> None:
    console.print()
    if view.helping:
        for key, what in help_rows(view.grades):
            console.print(Text(f"{key}: {what}"))
        return
    if view.shown:
        console.print(header_of(view, console.width))
    for block in blocks_of(view):
        console.print(block)
    if view.stage is Stage.ANSWERED and view.shown and view.face and view.shown.listing.text.kind is NoteKind.CLOZE:
        console.print(Text(f"= {harmless_line(view.face.expected)}"))  # no style shows what was hidden


def _prompt(view: View) -> str:
    match view.stage:
        case Stage.TYPING:
            return "[type the answer; :? helps, :u undoes] "
        case Stage.OVER:
            return "[Enter: finish, u: undo] "
        case Stage.ASKED:
            return f"[{sum(view.counts)} left; Enter: show the answer, ?: help] "
    grades = (_grade(view, grade.key, grade.name, grade.quality) for grade in view.grades)
    return f"[{', '.join(grades)}; Enter: {view.proposed.key}] "


def _grade(view: View, key: str, name: str, quality: int) -> str:
    result = wording.outcome(view.shown.outcomes[quality], view.shown.phase) if view.shown else ""
    return f"{key} {name} {result}".rstrip()
