"""A line of text with a cursor: what a learner types. A value; each key makes a new one."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003 (a constant is annotated with it)
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from lalaflash.review.keys import Key

_LONGEST: Final = 2_000


class Line(NamedTuple):
    """The text before and after the cursor."""

    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The whole line."""
        return self.before + self.after

    def press(self, key: Key) -> Line:
        """Return the line after ``key``; the same one where the key does nothing here."""
        if key.text:
            before = self.before + key.text
            return Line(before, self.after) if len(before) + len(self.after) <= _LONGEST else self
        edit = _EDITS.get(key.name)
        return edit(self) if edit else self


def _previous(text: str) -> int:
    """Return where the last letter of ``text`` begins, with the marks that stand above or below it."""
    position = max(0, len(text) - 1)
    while position and cell_len(text[position]) == 0:
        position -= 1
    return position


def _next(text: str) -> int:
    """Return where the first letter of ``text`` ends."""
    position = min(1, len(text))
    while position < len(text) and cell_len(text[position]) == 0:
        position += 1
    return position


def _at(line: Line, position: int) -> Line:
    return Line(line.text[:position], line.text[position:])


def _without_word(before: str) -> str:
    return before[: before.rstrip().rfind(" ") + 1]


_EDITS: Final[dict[str, Callable[[Line], Line]]] = {
    **dict.fromkeys(("left", "ctrl-b"), lambda line: _at(line, _previous(line.before))),
    **dict.fromkeys(("right", "ctrl-f"), lambda line: _at(line, len(line.before) + _next(line.after))),
    **dict.fromkeys(("home", "ctrl-a"), lambda line: _at(line, 0)),
    **dict.fromkeys(("end", "ctrl-e"), lambda line: _at(line, len(line.text))),
    "backspace": lambda line: Line(line.before[: _previous(line.before)], line.after),
    "delete": lambda line: Line(line.before, line.after[_next(line.after) :]),
    "ctrl-u": lambda line: Line("", line.after),
    "ctrl-k": lambda line: Line(line.before, ""),
    "ctrl-w": lambda line: Line(_without_word(line.before), line.after),
}
