"""The two sides of a card, from the texts of its note and its number.

The texts go through the same ``markup`` as for a package, so that the terminal shows what Anki would; only what becomes
of the deletions, pictures and sounds is decided here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from lalaflash import cloze, markup
from lalaflash.model import Field, NoteKind
from lalaflash.review.marks import BEGIN, END
from lalaflash.review.styled import DIM
from lalaflash.review.typeset import FOUND, GAP, typeset, typeset_line

if TYPE_CHECKING:
    from lalaflash.review.card_text import CardText
    from lalaflash.review.styled import Block

_MARK: Final = re.compile(r"([\x02\x03])([0-9]+)\1")
_REVERSED: Final = 2  # the number of the card that asks from the answer to the question


class Face(NamedTuple):
    """What a card shows: ``front`` asks, ``back`` repeats it with the answer. ``expected`` is what to type, as text.

    ``after`` stand below the answer, ``hint`` is shown on demand. ``topic`` is plain text on one line.
    """

    topic: str
    front: tuple[Block, ...]
    back: tuple[Block, ...]
    after: tuple[Block, ...]
    hint: Block | None
    expected: str


class _Sides(NamedTuple):
    front: tuple[Block, ...]
    back: tuple[Block, ...]
    expected: str


def face(text: CardText, number: int) -> Face:
    """Return the sides of the card ``number`` of a note with these texts."""
    if text.kind is NoteKind.QUESTION:
        sides = _question(text, number)
    elif text.title:
        sides = _list_item(text)
    else:
        sides = _cloze(text, number)
    after = [typeset(_render(text.extra).html)] if text.extra else []
    if text.citation:
        after.append(typeset(f"— {_render(text.citation).html}", style=DIM))
    has_hint = text.hint and not (text.kind is NoteKind.QUESTION and number == _REVERSED)
    return Face(
        topic=typeset_line(_render(text.topic).html) if text.topic else "",
        front=sides.front,
        back=sides.back,
        after=tuple(after),
        hint=typeset(_render(text.hint).html) if has_hint else None,
        expected=sides.expected,
    )


def _question(text: CardText, number: int) -> _Sides:
    asked, answer = _render(text.front).html, _render(text.back).html
    if number == _REVERSED:
        asked, answer = answer, asked
    question = typeset(asked)
    return _Sides((question,), (question, typeset(f"{BEGIN}{answer}{END}", asked=FOUND)), cloze.plain(answer))


def _list_item(text: CardText) -> _Sides:
    title = f'<div class="list-title">{_render(text.title).html}</div>'
    before = "".join(f"<li>{_render(item).html}</li>" for item in text.before)
    answer = _render(text.front).html

    def listed(item: str) -> Block:
        return typeset(f"{title}<ol>{before}<li>{BEGIN}{item}{END}</li></ol>", asked=GAP if item == "[…]" else FOUND)

    return _Sides((listed("[…]"),), (listed(answer),), cloze.plain(answer))


def _cloze(text: CardText, number: int) -> _Sides:
    rendered = _render(text.front, deletions=True)
    asked = [index for index, numbers in enumerate(text.numbers) if number in numbers]
    known = [index for index in asked if index < len(rendered.deletions)]
    expected = ", ".join(dict.fromkeys(rendered.deletions[index].answer for index in known))
    front = typeset(_with_gaps(rendered, frozenset(known)), asked=GAP)
    back = typeset(_with_answers(rendered, frozenset(known)), asked=FOUND)
    return _Sides((front,), (back,), expected)


def _with_gaps(rendered: Field, hidden: frozenset[int]) -> str:
    """Return the HTML with ``[…]`` or ``[hint]`` in the place of each hidden deletion and all that it holds."""
    html: list[str] = []
    position, inside = 0, None
    for mark in _MARK.finditer(rendered.html):
        index = int(mark[2])
        if inside is None:
            html.append(rendered.html[position : mark.start()])
            if mark[1] == BEGIN and index in hidden:
                inside = index
                hint = markup.escape(cloze.plain(rendered.deletions[index].hint)) or "…"
                html.append(f"{BEGIN}[{hint}]{END}")
        elif mark[1] == END and index == inside:
            inside = None
        position = mark.end()
    return "".join((*html, rendered.html[position:] if inside is None else ""))


def _with_answers(rendered: Field, hidden: frozenset[int]) -> str:
    """Return the HTML with the hidden deletions between BEGIN and END, and without the other marks."""
    return _MARK.sub(lambda mark: mark[1] if int(mark[2]) in hidden else "", rendered.html)


def _render(text: str, *, deletions: bool = False) -> Field:
    return markup.render(text, deletions=deletions, media=lambda reference: reference)
