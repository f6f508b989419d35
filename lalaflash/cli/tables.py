"""Tables for the terminal: columns that fit the width, the less important ones left out where there is no room."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST: Final = 110  # cells; longer lines are hard to follow
_GAP: Final = 2
_SHORTEST_NAME: Final = 10
_CUT: Final = "…"


class Column(NamedTuple):
    """A column of numbers: its title and a cell for each row. The first ones stay the longest."""

    title: str
    cells: Sequence[str]

    @property
    def width(self) -> int:
        """How many characters it takes."""
        return max(map(len, (self.title, *self.cells)))


def terminal_width() -> int:
    """Return how many cells a line may have; ``COLUMNS`` sets it where there is no terminal."""
    return max(20, min(WIDEST, shutil.get_terminal_size().columns))


def table(
    title: str, names: Sequence[str], columns: Sequence[Column], width: int, *, shortest: int = _SHORTEST_NAME
) -> list[str]:
    """Return the lines of a table, its titles first: names to the left, numbers to the right.

    Columns are left out before names are cut to less than ``shortest``.
    """
    longest = max([cells(name) for name in (title, *names)])
    fitting = list(columns)
    while len(fitting) > 1 and min(longest, shortest) + _taken(fitting) > width:
        fitting.pop()
    room = max(1, min(longest, width - _taken(fitting)))
    heads = "".join(" " * _GAP + column.title.rjust(column.width) for column in fitting)
    lines = [click.style(fit(title, room) + heads, dim=True)]
    for index, name in enumerate(names):
        numbers = "".join(" " * _GAP + column.cells[index].rjust(column.width) for column in fitting)
        lines.append((fit(name, room) + numbers).rstrip())
    return lines


def fit(text: str, width: int) -> str:
    """Return ``text`` in exactly ``width`` cells, cut with an ellipsis or filled with spaces."""
    if cells(text) <= width:
        return text + " " * (width - cells(text))
    from rich.cells import set_cell_size

    return set_cell_size(text, width - 1) + _CUT if width > 1 else _CUT[:width]


def cells(text: str) -> int:
    """Return how many cells of a terminal ``text`` takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _taken(columns: Sequence[Column]) -> int:
    return sum(_GAP + column.width for column in columns)
