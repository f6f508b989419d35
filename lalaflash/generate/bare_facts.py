"""The bare facts of card files: in their place come the notes that were generated for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lalaflash.generate.cards import GenerateOptions
from lalaflash.generate.notes import note_of
from lalaflash.generate.record import fact_key, load_record
from lalaflash.generate.run import complete, recorded, unknown_facts, usable_cards
from lalaflash.model import Note, Problem, Severity
from lalaflash.readers.prose import Fact
from lalaflash.root import RECORD_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from lalaflash.generate.cards import FactCards
    from lalaflash.generate.record import Record
    from lalaflash.readers.cards import CardFile

_OPTIONS = GenerateOptions()
_WITHOUT_CARD = "no card could be made of this fact ({reason}): write `cloze:`, or `question:` and `answer:`"


def with_generated(file: CardFile, path: Path) -> tuple[CardFile, Record]:
    """A card file with notes in place of its bare facts, and the record to keep beside it.

    Facts that the record doesn't know are given to the generator; where it isn't installed, each is a problem.
    """
    record = load_record(path.with_suffix(RECORD_SUFFIX))
    facts = {index: _fact(file.notes[index]) for index in file.facts}
    problems = list(file.problems)
    problems += _complete(record, list(facts.values()))
    notes: list[Note] = []
    for index, note in enumerate(file.notes):
        if index in facts:
            made, found = _notes(record, facts[index], note)
            notes += made
            problems += found
        else:
            notes.append(note)
    return file._replace(notes=notes, problems=problems, facts=()), record


def _fact(note: Note) -> Fact:
    return Fact(note.front.value, note.source, note.topic.value if note.topic else "")


def _complete(record: Record, facts: Sequence[Fact]) -> list[Problem]:
    from lalaflash.generate.nlp import GeneratorMissingError

    try:
        complete(record, facts, _OPTIONS, _make)
    except GeneratorMissingError as error:
        return [
            Problem(fact.source, "fact-needs-generator", f"cards of this fact have still to be made: {error}")
            for fact in unknown_facts(record, facts, _OPTIONS)
        ]
    return []


def _make(facts: Sequence[Fact], options: GenerateOptions) -> Iterable[FactCards]:
    from lalaflash.generate import engine  # here, since recorded facts need no spaCy

    return engine.make(facts, options)


def _notes(record: Record, fact: Fact, entry: Note) -> tuple[list[Note], list[Problem]]:
    """The notes of a fact, with what its entry says of them, and a warning where there is none."""
    if fact_key(fact, _OPTIONS) not in record:
        return [], []
    ((_, known),) = recorded(record, [fact], _OPTIONS)
    notes = [
        replace(entry, kind=made.kind, front=made.front, back=made.back, tags=_tags(entry, made))
        for card in usable_cards(known)
        for made in [note_of(card, entry.source)]
    ]
    if notes or "fact-without-card" in entry.allow:
        return notes, []
    message = _WITHOUT_CARD.format(reason=known.reason)
    return [], [Problem(entry.source, "fact-without-card", message, Severity.WARNING)]


def _tags(entry: Note, made: Note) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*entry.tags, *made.tags)))
