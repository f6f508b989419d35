"""A table of text in styles. Rich works out its columns: it is slow to import, and few cards have a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from lalaflash.review.styled import DIM, PLAIN, Line, Piece, Style, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style as RichStyle
    from rich.text import Text as RichText

_OURS: Final = "lalaflash"  # rich carries our own style along, and doesn't look at it


class Column(NamedTuple):
    """A column's title, and how the column is aligned."""

    title: Text
    justify: Literal["left", "center", "right"] = "left"


class Table:
    """A table in a frame; one without columns has no head."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Sequence[Text]]) -> None:
        """Make a table of rows below the titles of the columns."""
        self._columns = columns
        self._rows = rows

    def lines(self, width: int) -> list[Line]:
        """Return the table; what is too long for its column is folded."""
        from rich import box
        from rich.console import Console
        from rich.table import Table as RichTable

        table = RichTable(
            box=box.ROUNDED, border_style=_carrying(DIM), header_style="", show_header=bool(self._columns)
        )
        for column in self._columns:
            table.add_column(_rich(column.title), justify=column.justify, overflow="fold")
        for row in self._rows:
            table.add_row(*map(_rich, row))
        lines = Console(width=width).render_lines(table, pad=False)
        return [[Piece(segment.text, _carried(segment.style)) for segment in line] for line in lines]


def _rich(text: Text) -> RichText:
    from rich.text import Text as RichText

    return RichText.assemble(*[(words, _carrying(style)) for words, style in text.pieces])


def _carrying(style: Style) -> RichStyle:
    from rich.style import Style as RichStyle

    return RichStyle(meta={_OURS: style})


def _carried(style: RichStyle | None) -> Style:
    found: Any = style.meta.get(_OURS) if style else None
    return found if isinstance(found, Style) else PLAIN
