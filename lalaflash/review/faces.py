"""What a card shows in a terminal: its sides, typeset, and what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lalaflash.model import NoteKind
from lalaflash.review.sides import REVERSED, html_of, sides
from lalaflash.review.styled import DIM
from lalaflash.review.typeset import FOUND, GAP, typeset, typeset_line

if TYPE_CHECKING:
    from lalaflash.review.card_text import CardText
    from lalaflash.review.styled import Block


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


def face(text: CardText, number: int) -> Face:
    """Return the sides of the card ``number`` of a note with these texts."""
    made = sides(text, number)
    after = [typeset(html_of(text.extra))] if text.extra else []
    if text.citation:
        after.append(typeset(f"— {html_of(text.citation)}", style=DIM))
    has_hint = text.hint and not (text.kind is NoteKind.QUESTION and number == REVERSED)
    return Face(
        topic=typeset_line(html_of(text.topic)) if text.topic else "",
        front=(typeset(made.front, asked=GAP),),
        back=tuple([typeset(part, asked=FOUND) for part in made.back]),
        after=tuple(after),
        hint=typeset(html_of(text.hint)) if has_hint else None,
        expected=made.expected,
    )


def front_line(text: CardText, number: int) -> str:
    """Return the front of a card as plain text on one line, with nothing in it that a terminal would obey."""
    return typeset_line(sides(text, number).front)
