"""The plain values that flow through lalaflash: a place, a text, a note, a deck, a problem.

All of them are immutable. Nothing here reads a file, the clock or a random number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Source(NamedTuple):
    """A place in a file: path relative to the project's root (with ``/``), line and column from 1."""

    path: str
    line: int
    column: int


class Text(NamedTuple):
    """What an author typed (Markdown), and where it begins."""

    value: str
    source: Source


class Severity(StrEnum):
    """An error stops a build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """One thing to mend: where, a short stable name such as ``unknown-key``, and a message with the likely fix."""

    source: Source
    name: str
    message: str
    severity: Severity = Severity.ERROR


class NoteKind(StrEnum):
    """The two note types. The value is what a lock line says."""

    CLOZE = "cloze"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class ListContext:
    """What stands before one item of an ordered list: its title and the items that precede it."""

    title: Text
    before: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One note as its author wrote it; all texts are Markdown.

    ``front`` is the cloze text, the question, or the hidden item of a list (then ``context`` is set and
    ``kind`` is CLOZE); ``back`` is the answer of a question, else None. ``citation`` is the entry's
    ``source:`` key. ``id`` is the author's own id or "". ``tags`` hold the file's and the entry's, in order.
    """

    kind: NoteKind
    source: Source
    front: Text
    back: Text | None = None
    context: ListContext | None = None
    id: str = ""
    hint: Text | None = None
    extra: Text | None = None
    citation: Text | None = None
    topic: Text | None = None
    tags: tuple[str, ...] = ()
    typed: bool = False
    reversed: bool = False
    allow: frozenset[str] = frozenset()


class CardOrder(StrEnum):
    """The order in which Anki introduces new cards."""

    AUTHOR = "author"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class DeckOptions:
    """An Anki preset: limits a day, and the order of new cards."""

    new_per_day: int = 20
    reviews_per_day: int = 200
    order: CardOrder = CardOrder.AUTHOR


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck file. ``key`` is the file's name without ``.yaml``: it names the package and the lock.

    ``cards`` are globs from the project's root. ``options`` is None where the deck ships no preset.
    """

    key: str
    source: Source
    name: str
    cards: tuple[Text, ...]
    topic: Text | None = None
    description: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    licence: str = ""
    version: str = ""
    options: DeckOptions | None = None
    allow: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Deletion:
    """One cloze deletion. ``numbers`` is empty where the author left the numbering to lalaflash.

    ``answer`` is its plain text, on one line; ``hint`` is HTML that is safe inside a deletion.
    """

    numbers: tuple[int, ...]
    answer: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One rendered field: HTML in which each deletion is still a pair of marks (see ``cloze``).

    ``deletions[i]`` belongs to mark i, in the order of their beginnings. ``media`` holds the names, inside
    the package, of the files that ``html`` refers to.
    """

    html: str
    deletions: tuple[Deletion, ...] = ()
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenderedNote:
    """A note with its fields as HTML, in its note type's order, before it has an identity.

    The first field of a cloze still has its deletions as marks; ``media`` are names inside the package.
    """

    note: Note
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deletions: tuple[Deletion, ...] = ()
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A note as it goes into a package: nothing is left to decide.

    ``modified`` is in seconds, ``note_id`` and ``card_ids`` in milliseconds since the epoch;
    ``ords[i]`` is the template or cloze number minus one of the card ``card_ids[i]``.
    """

    kind: NoteKind
    guid: str
    note_id: int
    modified: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    ords: tuple[int, ...]
    card_ids: tuple[int, ...]
