"""Tables for the terminal: columns that fit the width, the less important ones left out where there is no room."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from lalaflash.review.harmless import harmless_line

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST: Final = 110  # cells; longer lines are hard to follow
_GAP: Final = 2
_SHORTEST_NAME: Final = 10
_CUT: Final = "…"


class Column(NamedTuple):
    """A column: its title, and what stands in each row, to the right. The first columns stay the longest."""

    title: str
    rows: Sequence[str]

    @property
    def width(self) -> int:
        """How many cells of the terminal it takes."""
        return max(map(cells, (self.title, *self.rows)))


def terminal_width() -> int:
    """Return how many cells a line may have; ``COLUMNS`` sets it where there is no terminal."""
    return max(20, min(WIDEST, shutil.get_terminal_size().columns))


def table(
    title: str, names: Sequence[str], columns: Sequence[Column], width: int, *, shortest: int = _SHORTEST_NAME
) -> list[str]:
    """Return the lines of a table, its titles first: names to the left, numbers to the right.

    Columns are left out before names are cut to less than ``shortest``. Nothing in it steers the terminal.
    """
    names = [harmless_line(name) for name in names]
    columns = [Column(column.title, [harmless_line(row) for row in column.rows]) for column in columns]
    longest = max([cells(name) for name in (title, *names)])
    fitting = list(columns)
    while len(fitting) > 1 and min(longest, shortest) + _taken(fitting) > width:
        fitting.pop()
    room = max(1, min(longest, width - _taken(fitting)))
    widths = [column.width for column in fitting]
    heads = "".join(_to_the_right(column.title, taken) for column, taken in zip(fitting, widths, strict=True))
    lines = [click.style(fit(title, room) + heads, dim=True)]
    for index, name in enumerate(names):
        numbers = "".join(
            _to_the_right(column.rows[index], taken) for column, taken in zip(fitting, widths, strict=True)
        )
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


def _to_the_right(text: str, width: int) -> str:
    """Return ``text`` at the right edge of a column, with the gap before it."""
    return " " * (_GAP + width - cells(text)) + text


def _taken(columns: Sequence[Column]) -> int:
    return sum(_GAP + column.width for column in columns)
