"""What a card shows, as its author wrote it, kept as JSON in the catalogue so that no card file need be read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from lalaflash.model import NoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lalaflash.model import Note, Text


class CardText(NamedTuple):
    """The texts of a note, all Markdown; "" for one that the note doesn't have.

    ``numbers[i]`` are the card numbers of the deletion i of ``front``, in the order of their beginnings. ``title`` and
    ``before`` stand above one item of an ordered list.
    """

    kind: NoteKind
    front: str
    back: str = ""
    title: str = ""
    before: tuple[str, ...] = ()
    hint: str = ""
    extra: str = ""
    citation: str = ""
    topic: str = ""
    typed: bool = False
    numbers: tuple[tuple[int, ...], ...] = ()


def text_of(note: Note, numbers: Sequence[tuple[int, ...]] = ()) -> CardText:
    """Return what the cards of ``note`` show; ``numbers`` are those of its deletions."""
    return CardText(
        note.kind,
        note.front.value,
        _value(note.back),
        note.context.title.value if note.context else "",
        tuple([text.value for text in note.context.before]) if note.context else (),
        _value(note.hint),
        _value(note.extra),
        _value(note.citation),
        _value(note.topic),
        note.typed,
        tuple(numbers),
    )


def to_json(text: CardText) -> str:
    """Write ``text`` as JSON, without what is empty."""
    fields: dict[str, Any] = {name: value for name in CardText._fields if (value := getattr(text, name))}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def from_json(payload: str) -> CardText:
    """Read what ``to_json`` wrote."""
    fields = json.loads(payload)
    fields["kind"] = NoteKind(fields["kind"])
    fields["before"] = tuple(fields.get("before", ()))
    fields["numbers"] = tuple([tuple(numbers) for numbers in fields.get("numbers", ())])
    return CardText(**{"front": "", **fields})


def searchable(text: CardText) -> str:
    """Return everything that a search looks through, in small letters."""
    return "\n".join([text.title, *text.before, text.front, text.back, text.extra]).casefold()


def _value(text: Text | None) -> str:
    return text.value if text else ""
