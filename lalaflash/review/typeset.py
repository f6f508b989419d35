"""A field's HTML, as ``markup`` makes it, to blocks of styled text: paragraphs, lists, tables, code, quotes.

What a card asks for stands between the characters U+0002 and U+0003, and is shown in a style of its own. Colours are
the terminal's own, few, and readable on a dark ground as on a light one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final, Literal

from lalaflash.review.harmless import harmless, harmless_line
from lalaflash.review.marks import BEGIN, END
from lalaflash.review.styled import (
    BOLD,
    CYAN,
    DIM,
    GREEN,
    ITALIC,
    MAGENTA,
    PLAIN,
    STRIKE,
    UNDERLINE,
    Block,
    Code,
    Hanging,
    Piece,
    Stack,
    Style,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


GAP: Final = BOLD | MAGENTA
FOUND: Final = BOLD | GREEN | Style(is_answer=True)
_STYLES: Final = {
    "strong": BOLD,
    "em": ITALIC,
    "s": STRIKE,
    "a": UNDERLINE,
    "code": CYAN,
    "th": BOLD,
    **{f"h{level}": BOLD | UNDERLINE if level < 3 else BOLD for level in range(1, 7)},
}
# Classes that Pygments gives, by their first letters (see templates/card.css).
_CODE_STYLES: Final = (
    (("c1", "cm", "ch", "cs", "cpf"), DIM | ITALIC),
    (("k", "ow", "cp"), MAGENTA),
    (("s", "dl"), GREEN),
    (("m", "il", "no"), CYAN),
    (("nf", "fm", "nc", "ne", "nd", "nl", "nt"), BOLD),
)
_BLOCKS: Final = frozenset(
    ("p", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "pre", "blockquote", "table", "div")
)
_APART: Final = _BLOCKS | {"th", "td"}  # what is kept apart from what follows it, where no block can stand
_EMPTY: Final = frozenset(("br", "hr", "img"))
_BULLETS: Final = "•◦▪"
_INLINE: Final = re.compile(
    f"([{BEGIN}{END}])|\\\\\\((.*?)\\\\\\)|\\\\\\[(.*?)\\\\\\]|\\[sound:([^\\]\n]*)\\]", re.DOTALL
)


def typeset(html: str, *, asked: Style = PLAIN, style: Style = PLAIN) -> Block:
    """Return a field's HTML as a block; ``asked`` is the style of what the card asks."""
    return _Setter(asked).group(parse(html), style)


def typeset_line(html: str) -> str:
    """Return a field's HTML as plain text on one line."""
    return harmless_line(_Setter(PLAIN).paragraph(parse(html).children, PLAIN).plain)


@dataclass(slots=True)
class Element:
    """An element of HTML; ``children`` are elements and texts in their order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)


def parse(html: str) -> Element:
    """Return the tree of ``html`` under an element without a tag."""
    parser = _TreeParser()
    parser.feed(html)
    parser.close()
    return parser.root


class _TreeParser(HTMLParser):
    """Builds the tree; our own HTML is always well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


class _Setter:
    """Goes through the tree in the order of reading, and knows whether it is inside what the card asks for."""

    def __init__(self, asked: Style) -> None:
        self._asked = asked
        self._depth = 0
        self._list_depth = 0

    def group(self, element: Element, style: Style) -> Block:
        """Return all blocks of an element, with an empty line between two where either is more than a paragraph."""
        blocks = list(self._blocks(element, style))
        if len(blocks) == 1:
            return blocks[0]
        is_tight = element.tag == "li" and not any(_tag(child) == "p" for child in element.children)
        spaced: list[Block] = []
        for block in blocks:
            spaced += ([Text("")] if spaced and not is_tight else []) + [block]
        return Stack(*spaced)

    def paragraph(self, children: list[Element | str], style: Style) -> Text:
        """Return inline content as one text; line breaks at its ends go."""
        text = Text()
        self._inline(text, children, style)
        text.rstrip()
        return text

    def _blocks(self, element: Element, style: Style) -> Iterator[Block]:
        loose: list[Element | str] = []
        for child in element.children:
            if _tag(child) not in _BLOCKS:
                loose.append(child)
                continue
            yield from self._loose(loose, style)
            loose = []
            if isinstance(child, Element):
                yield self._block(child, style)
        yield from self._loose(loose, style)

    def _loose(self, children: list[Element | str], style: Style) -> Iterator[Text]:
        text = self.paragraph(children, style) if children else Text()
        if text.plain.strip():
            yield text

    def _block(self, element: Element, style: Style) -> Block:
        match element.tag:
            case "ul" | "ol":
                return self._list(element, style)
            case "pre":
                return Hanging("│ ", "│ ", self._code(element, style), DIM)
            case "blockquote":
                return Hanging("▎ ", "▎ ", self.group(element, style), DIM)
            case "table":
                return self._table(element, style)
            case "hr":
                return Text(Piece("─" * 8, DIM))
            case "div":
                return self.group(element, style | _STYLES["strong"] if "class" in element.attributes else style)
            case _:
                return self.paragraph(element.children, style | _STYLES.get(element.tag, PLAIN))

    def _list(self, element: Element, style: Style) -> Block:
        items = [child for child in element.children if isinstance(child, Element) and child.tag == "li"]
        first = int(element.attributes.get("start", "1")) if element.tag == "ol" else 0
        width = len(str(first + len(items) - 1)) + 2
        bullet = _BULLETS[min(self._list_depth, len(_BULLETS) - 1)]
        self._list_depth += 1
        shown: list[Block] = []
        for index, item in enumerate(items):
            sign = f"{first + index}.".ljust(width) if element.tag == "ol" else f"{bullet} "
            shown.append(Hanging(sign, " " * len(sign), self.group(item, style) if item.children else Text(" "), DIM))
        self._list_depth -= 1
        return Stack(*shown)

    def _code(self, element: Element, style: Style) -> Code:
        text = Text()
        children = [
            part
            for child in element.children
            for part in (child.children if isinstance(child, Element) and child.tag == "code" else [child])
        ]
        self._inline(text, children, style)
        text.rstrip()
        return Code(text)

    def _table(self, element: Element, style: Style) -> Block:
        from lalaflash.review.table import Column, Table

        columns = [
            Column(self.paragraph(cell.children, style | _STYLES["th"]), _alignment(cell))
            for cell in next(iter(_rows(element, "th")), [])
        ]
        rows = [[self.paragraph(cell.children, style) for cell in row] for row in _rows(element, "td")]
        return Table(columns, rows)

    def _inline(self, text: Text, children: list[Element | str], style: Style) -> None:
        for child in children:
            if isinstance(child, str):
                self._words(text, child, style)
            elif child.tag == "br":
                text.append("\n")
            elif child.tag == "img":
                name = child.attributes.get("alt") or child.attributes.get("src", "").rpartition("/")[2]
                text.append(f"[picture: {harmless_line(name)}]", self._style(style | DIM))
            elif child.tag == "ol":
                self._numbered(text, child, style)
            elif child.tag == "span":
                self._inline(text, child.children, style | _code_style(child.attributes.get("class", "")))
            else:
                self._inline(text, child.children, style | _STYLES.get(child.tag, PLAIN))
                if child.tag in _APART:
                    text.append("\n")

    def _numbered(self, text: Text, element: Element, style: Style) -> None:
        """Add the items of an ordered list, where no block can stand."""
        items = [child for child in element.children if isinstance(child, Element)]
        for number, item in enumerate(items, start=int(element.attributes.get("start", "1"))):
            text.append(f"{number}. ")
            self._inline(text, item.children, style)
            text.append("\n")

    def _words(self, text: Text, words: str, style: Style) -> None:
        """Add a piece of text, with its math in signs and its sounds named."""
        words, end = words if text.plain else words.lstrip("\n"), 0
        for found in _INLINE.finditer(words):
            text.append(harmless(words[end : found.start()]), self._style(style))
            end = found.end()
            mark, inline, display, sound = found.groups()
            if mark:
                self._depth += 1 if mark == BEGIN else -1
            elif sound is not None:
                text.append(f"[sound: {harmless_line(sound)}]", self._style(style | DIM))
            else:
                self._math(text, inline, display, style)
        text.append(harmless(words[end:]), self._style(style))

    def _math(self, text: Text, inline: str | None, display: str | None, style: Style) -> None:
        from lalaflash.review.tex import readable

        shown = readable(inline or display or "")
        if display is None:
            shown = shown.replace("\n", "  ")
        else:
            shown = "\n" * (bool(text.plain) and not text.plain.endswith("\n")) + shown + "\n"
        for piece in re.split(f"([{BEGIN}{END}])", shown):
            if piece in (BEGIN, END):
                self._depth += 1 if piece == BEGIN else -1
            else:
                text.append(harmless(piece), self._style(style | _STYLES["em"]))

    def _style(self, style: Style) -> Style:
        return style | self._asked if self._depth > 0 else style


def _tag(node: Element | str) -> str:
    return "" if isinstance(node, str) else node.tag


def _alignment(cell: Element) -> Literal["left", "center", "right"]:
    match cell.attributes.get("style"):
        case "text-align:right":
            return "right"
        case "text-align:center":
            return "center"
        case _:
            return "left"


def _rows(table: Element, tag: str) -> list[list[Element]]:
    """Return the cells of a table, row by row: those of its head (th) or of its body (td)."""
    rows = []
    for part in table.children:
        for row in part.children if isinstance(part, Element) else ():
            cells = [cell for cell in row.children if isinstance(cell, Element)] if isinstance(row, Element) else []
            if cells and cells[0].tag == tag:
                rows.append(cells)
    return rows


def _code_style(css_class: str) -> Style:
    if not css_class:
        return PLAIN
    if css_class == "c":
        return _CODE_STYLES[0][1]
    return next((style for starts, style in _CODE_STYLES if css_class.startswith(starts)), PLAIN)
