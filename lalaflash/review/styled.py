"""Text in styles, and blocks of it that become lines of any width.

A terminal needs no more than this for nearly all cards. Rich, which does much more, would take a fifth of the time from
the command to the first card; it draws the tables (``table.py``), and its table of widths is used for everything.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from rich.cells import cell_len, chop_cells, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD: Final = re.compile(r"\s*\S+\s*")
_ELLIPSIS: Final = "…"
_GOES_ON: Final = "↳ "  # no terminal draws this arrow as an emoji, two cells wide


class Style(NamedTuple):
    """How text looks, in numbers of ECMA-48 ("select graphic rendition"), and whether it is what a card asks for."""

    attributes: frozenset[int] = frozenset()
    colour: int | None = None
    is_answer: bool = False

    def __or__(self, other: Style) -> Style:
        """Return both styles in one; the colour is that of ``other`` if it has one."""
        colour = self.colour if other.colour is None else other.colour
        return Style(self.attributes | other.attributes, colour, self.is_answer or other.is_answer)


PLAIN: Final = Style()
BOLD, DIM, ITALIC, UNDERLINE, REVERSE, STRIKE = (Style(frozenset({number})) for number in (1, 2, 3, 4, 7, 9))
RED, GREEN, MAGENTA, CYAN = (Style(colour=number) for number in (31, 32, 35, 36))


class Piece(NamedTuple):
    """Text in one style."""

    text: str
    style: Style = PLAIN


Line = list[Piece]


class Block(Protocol):
    """What can be drawn in any width."""

    def lines(self, width: int) -> list[Line]:
        """Return the block as lines of at most ``width`` cells."""
        ...


class Text:
    """Words in one style or several, folded between words where a line ends."""

    def __init__(self, *parts: Piece | Text | str) -> None:
        """Begin with these parts."""
        self.pieces: Line = []
        for part in parts:
            self.append(part)

    def append(self, part: Piece | Text | str, style: Style = PLAIN) -> None:
        """Add a part at the end; ``style`` is for a plain string."""
        match part:
            case Text():
                self.pieces += part.pieces
            case Piece():
                self.pieces.append(part)
            case _:
                self.pieces.append(Piece(part, style))

    def rstrip(self) -> None:
        """Take all space from the end."""
        self.pieces = _stripped(self.pieces)

    @property
    def plain(self) -> str:
        """The words alone."""
        return _plain(self.pieces)

    @property
    def cells(self) -> int:
        """How many cells the words take on one line."""
        return _cells(self.pieces)

    def lines(self, width: int) -> list[Line]:
        """Return the lines; a word that is longer than a line goes on in the next."""
        return [line for whole in _parted(self.pieces) for line in _folded(whole, width)]


class Code:
    """Lines of code; one that is too long goes on below its own beginning, behind a sign."""

    def __init__(self, text: Text) -> None:
        """Show ``text`` as code."""
        self._text = text

    def lines(self, width: int) -> list[Line]:
        """Return the lines, each with its indentation as far as there is room."""
        return [line for whole in _parted(self._text.pieces) for line in _continued(whole, width)]


class Stack:
    """Blocks below each other."""

    def __init__(self, *blocks: Block) -> None:
        """Begin with the block at the top."""
        self._blocks = blocks

    def lines(self, width: int) -> list[Line]:
        """Return the lines of all blocks."""
        return [line for block in self._blocks for line in block.lines(width)]


class Hanging:
    """A block behind a sign: ``first`` before its first line, ``rest`` (as wide) before the others."""

    def __init__(self, first: str, rest: str, block: Block, style: Style = PLAIN) -> None:
        """Hang ``block`` on the sign ``first``."""
        self._first = Piece(first, style)
        self._rest = Piece(rest, style)
        self._block = block

    def lines(self, width: int) -> list[Line]:
        """Return the block's lines, in the width that the sign leaves."""
        lines = self._block.lines(max(1, width - cell_len(self._first.text)))
        return [_cut([self._rest if index else self._first, *line], width) for index, line in enumerate(lines)]


def joined(separator: str, texts: Iterable[Text]) -> Text:
    """Return the texts as one."""
    whole = Text()
    for index, text in enumerate(texts):
        whole.append(separator * bool(index))
        whole.append(text)
    return whole


def shortened(text: Text, width: int) -> Text:
    """Return a text of one line as it is, or cut with an ellipsis to ``width`` cells."""
    if text.cells <= width:
        return text
    *others, (last, style) = _cut(text.pieces, width - 1) or [Piece("")]
    return Text(*others, Piece(last + _ELLIPSIS, style))


def filled(line: Line, width: int) -> Line:
    """Return a line in exactly ``width`` cells: cut, or filled with spaces."""
    cut = _cut(line, width)
    return [*cut, Piece(" " * (width - _cells(cut)))]


def _plain(line: Line) -> str:
    return "".join([piece.text for piece in line])


def _cells(line: Line) -> int:
    return cell_len(_plain(line))


def _cut(line: Line, width: int) -> Line:
    """Return what of a line fits into ``width`` cells; half of a wide letter becomes a space."""
    pieces: Line = []
    for text, style in line:
        fitting = text if cell_len(text) <= width else set_cell_size(text, width)
        pieces.append(Piece(fitting, style))
        width -= cell_len(fitting)
    return pieces


def _stripped(line: Line) -> Line:
    """Return ``line`` without the space at its end."""
    pieces = list(line)
    while pieces:
        text, style = pieces.pop()
        if text := text.rstrip():
            return [*pieces, Piece(text, style)]
    return pieces


def _parted(pieces: Line) -> Iterator[Line]:
    """Part the pieces at their line ends."""
    line: Line = []
    for text, style in pieces:
        first, *others = text.split("\n")
        line.append(Piece(first, style))
        for other in others:
            yield line
            line = [Piece(other, style)]
    yield line


def _folded(line: Line, width: int) -> list[Line]:
    """Fold one line to ``width`` cells."""
    text = _plain(line)
    if _cells(line) <= width:
        return [[piece for piece in line if piece.text]]
    starts = [0, *_folds(text, width)]
    return [_cut(_stripped(_part(line, start, end)), width) for start, end in itertools.pairwise((*starts, len(text)))]


def _continued(line: Line, width: int) -> list[Line]:
    """Fold one line of code to ``width`` cells, the rest of it behind its indentation and a sign."""
    text = _plain(line)
    if _cells(line) <= width:
        return _folded(line, width)
    indentation = min(len(text) - len(text.lstrip(" ")), width // 2, max(0, width - 4))  # room for a wide letter
    sign = " " * indentation + _GOES_ON
    start = next(_folds(text, width), len(text))
    first, rest = _part(line, 0, start), _part(line, start, len(text))
    folded = _folded(rest, max(1, width - cell_len(sign))) if rest else []
    return [_cut(_stripped(first), width), *(_cut([Piece(sign, DIM), *part], width) for part in folded)]


def _folds(text: str, width: int) -> Iterator[int]:
    """Yield where new lines begin so that none is wider than ``width``, trailing space apart."""
    taken = 0
    for word in _WORD.finditer(text):
        start, bare = word.start(), word[0].rstrip()
        if taken and taken + cell_len(bare) > width:
            yield start
            taken = 0
        for part in chop_cells(bare, width)[:-1] if cell_len(bare) > width else ():
            start += len(part)
            if part:
                yield start
        taken += cell_len(text[start : word.end()])


def _part(line: Sequence[Piece], start: int, end: int) -> Line:
    """Return what stands from the letter ``start`` up to ``end``."""
    part: Line = []
    at = 0
    for text, style in line:
        if piece := text[max(0, start - at) : max(0, end - at)]:
            part.append(Piece(piece, style))
        at += len(text)
    return part
