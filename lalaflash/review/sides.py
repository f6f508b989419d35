"""The two sides of a card as HTML, from the texts of its note and its number.

The texts go through the same ``markup`` as for a package, so that the terminal shows what Anki would; only what becomes
of the deletions is decided here. What a card asks for stands between the characters BEGIN and END.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from lalaflash import cloze, markup
from lalaflash.model import NoteKind
from lalaflash.review.marks import BEGIN, END

if TYPE_CHECKING:
    from lalaflash.model import Field
    from lalaflash.review.card_text import CardText

REVERSED: Final = 2  # the number of the card that asks from the answer to the question

_ELLIPSIS: Final = "…"
_MARK: Final = re.compile(r"([\x02\x03])([0-9]+)\1")


class Sides(NamedTuple):
    """What is asked, what is shown then, in blocks, and what to type, as text."""

    front: str
    back: tuple[str, ...]
    expected: str


def sides(text: CardText, number: int) -> Sides:
    """Return the sides of the card ``number`` of a note with these texts."""
    if text.kind is NoteKind.QUESTION:
        return _question(text, number)
    return _list_item(text) if text.title else _cloze(text, number)


def html_of(text: str) -> str:
    """Return Markdown without deletions as HTML."""
    return _render(text).html


def _question(text: CardText, number: int) -> Sides:
    asked, answer = html_of(text.front), html_of(text.back)
    if number == REVERSED:
        asked, answer = answer, asked
    return Sides(asked, (asked, f"{BEGIN}{answer}{END}"), cloze.plain(answer))


def _list_item(text: CardText) -> Sides:
    title = f'<div class="list-title">{html_of(text.title)}</div>'
    before = "".join(f"<li>{html_of(item)}</li>" for item in text.before)
    answer = html_of(text.front)

    def listed(item: str) -> str:
        return f"{title}<ol>{before}<li>{BEGIN}{item}{END}</li></ol>"

    return Sides(listed(f"[{_ELLIPSIS}]"), (listed(answer),), cloze.plain(answer))


def _cloze(text: CardText, number: int) -> Sides:
    rendered = _render(text.front, deletions=True)
    asked = [index for index, numbers in enumerate(text.numbers) if number in numbers]
    known = [index for index in asked if index < len(rendered.deletions)]
    expected = ", ".join(dict.fromkeys(rendered.deletions[index].answer for index in known))
    hidden = frozenset(known)
    return Sides(_with_gaps(rendered, hidden), (_with_answers(rendered, hidden),), expected)


def _with_gaps(rendered: Field, hidden: frozenset[int]) -> str:
    """Return the HTML with ``[…]`` or ``[hint]`` in the place of each hidden deletion and all that it holds."""
    kept: list[str] = []
    position, inside = 0, None
    for mark in _MARK.finditer(rendered.html):
        index = int(mark[2])
        if inside is None:
            kept.append(rendered.html[position : mark.start()])
            if mark[1] == BEGIN and index in hidden:
                inside = index
                hint = markup.escape(cloze.plain(rendered.deletions[index].hint)) or _ELLIPSIS
                kept.append(f"{BEGIN}[{hint}]{END}")
        elif mark[1] == END and index == inside:
            inside = None
        position = mark.end()
    return "".join((*kept, rendered.html[position:] if inside is None else ""))


def _with_answers(rendered: Field, hidden: frozenset[int]) -> str:
    """Return the HTML with the hidden deletions between BEGIN and END, and without the other marks."""
    return _MARK.sub(lambda mark: mark[1] if int(mark[2]) in hidden else "", rendered.html)


def _render(text: str, *, deletions: bool = False) -> Field:
    return markup.render(text, deletions=deletions, media=lambda reference: reference)
