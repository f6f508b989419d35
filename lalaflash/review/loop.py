"""A sitting on the whole screen of a terminal: draw, wait for a key, do what it says, until it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lalaflash.review.conversation import Request, Stage
from lalaflash.review.screen import compose
from lalaflash.review.terminal import CLOSED, RESIZED

if TYPE_CHECKING:
    from collections.abc import Callable

    from lalaflash.review.conversation import Conversation
    from lalaflash.review.keys import Key
    from lalaflash.review.screen import Frame
    from lalaflash.review.sitting import Shown
    from lalaflash.review.styled import Style
    from lalaflash.review.terminal import Terminal

    Edit = Callable[[Shown], str]

_LINE_STEPS: Final = {"down": 1, "j": 1, "up": -1, "k": -1}
_PAGE_STEPS: Final = {"page-down": 1, "page-up": -1}
_LETTERS: Final = frozenset("jk")
_CLEAR_LINE: Final = "\x1b[0m\x1b[K"


def run_on_screen(conversation: Conversation, terminal: Terminal, edit: Edit, *, colours: bool) -> None:
    """Lead ``conversation`` on ``terminal`` until it is over or stopped.

    ``edit`` lets the learner edit a card while the terminal is given back, reads the card files again, and returns a
    line about how that went. What it or the sitting raises goes on to the caller; the terminal is put back first.
    """
    _Loop(conversation, terminal, edit, colours=colours).run()


class _Loop:
    def __init__(self, conversation: Conversation, terminal: Terminal, edit: Edit, *, colours: bool) -> None:
        self._conversation = conversation
        self._terminal = terminal
        self._edit = edit
        self._colours = colours
        self._scroll: int | None = None

    def run(self) -> None:
        """Draw and answer keys until the end."""
        frame = self._draw()
        while (key := self._terminal.key()).name != CLOSED:
            if key.name != RESIZED and not self._scrolls(key, frame):
                before = self._conversation.view
                request = self._conversation.press(key)
                if request is Request.STOP:
                    return
                self._serve(request)
                after = self._conversation.view
                if (after.shown, after.stage, after.helping) != (before.shown, before.stage, before.helping):
                    self._scroll = None
            frame = self._draw()

    def _draw(self) -> Frame:
        frame = compose(self._conversation.view, self._terminal.size, self._scroll)
        self._terminal.write(_paint(frame, colours=self._colours))
        return frame

    def _scrolls(self, key: Key, frame: Frame) -> bool:
        """Scroll if ``key`` does that; whether it did."""
        if key.name in _LETTERS and self._conversation.view.stage is Stage.TYPING:
            return False
        step = _LINE_STEPS.get(key.name, 0) + _PAGE_STEPS.get(key.name, 0) * max(1, frame.page - 2)
        if step:
            self._scroll = max(0, min(frame.scroll + step, frame.furthest))
        return bool(step)

    def _serve(self, request: Request) -> None:
        shown = self._conversation.view.shown
        if request is Request.EDIT and shown:
            with self._terminal.given_back():
                notice = self._edit(shown)
            self._conversation.reload(notice)
        elif request is Request.STOP_JOB:
            self._terminal.stop_job()


def _paint(frame: Frame, *, colours: bool) -> str:
    """Return the text that draws ``frame``, each line in its place over what stood there."""
    pieces = ["\x1b[?25l\x1b[H"]
    for row, line in enumerate(frame.lines):
        drawn = [_drawn(text, style, colours=colours) for text, style in line]
        pieces += ["\r\n" if row else "", *drawn, _CLEAR_LINE]
    if frame.cursor:
        pieces.append(f"\x1b[{frame.cursor[0] + 1};{frame.cursor[1] + 1}H\x1b[?25h")
    return "".join(pieces)


def _drawn(text: str, style: Style, *, colours: bool) -> str:
    numbers = sorted(style.attributes)
    if colours and style.colour:
        numbers.append(style.colour)
    return f"\x1b[{';'.join(map(str, numbers))}m{text}\x1b[0m" if numbers else text
