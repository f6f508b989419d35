"""Generated cards as notes, which go the way of all notes: rendered, known again by the lock, packed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.record import content_of
from lalaflash.generate.run import recorded, usable_cards
from lalaflash.lock import one_line
from lalaflash.model import Deck, Note, NoteKind, Source, Text
from lalaflash.project import LoadedDeck, Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from lalaflash.generate.cards import GeneratedCard, GenerateOptions
    from lalaflash.generate.record import Content, Record
    from lalaflash.readers.prose import Fact


def note_of(card: GeneratedCard, source: Source) -> Note:
    """A generated card as the note that its entry in a card file would be; ``source`` is where its fact stands."""
    content = content_of(card)
    return Note(
        card.kind,
        source,
        Text(content.front, source),
        Text(content.back, source) if card.kind is NoteKind.QUESTION else None,
        topic=Text(card.topic, source) if card.topic else None,
        tags=card.tags,
    )


def notes_of(record: Record, facts: Iterable[Fact], options: GenerateOptions, path: str) -> tuple[Note, ...]:
    """The notes of all facts that the record knows, in their order, each once; ``path`` is the path that they show."""
    notes: dict[Content, Note] = {}
    for fact, known in recorded(record, facts, options):
        for card in usable_cards(known):
            notes.setdefault(content_of(card), note_of(card, fact.source._replace(path=path)))
    return tuple(notes.values())


def text_deck(path: Path, record: Record, facts: Sequence[Fact], options: GenerateOptions) -> Project:
    """A text as a project of its own, with one deck that has the text's name."""
    deck = Deck(path.stem, Source(path.name, 1, 1), one_line(path.stem), ())
    return Project(path.parent, (LoadedDeck(deck, notes_of(record, facts, options, path.name), ()),), ())
