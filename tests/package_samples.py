"""Notes for the tests of packages, and a short way to write them."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lalaflash.model import AnkiNote, Deck, NoteKind, Source
from lalaflash.notetypes import FIELDS
from lalaflash.writers import apkg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DECK = Deck(key="film", source=Source("decks/film.yaml", 1, 1), name="La La Land", cards=())
SECONDS = 1_700_000_000


def note(
    kind: NoteKind, number: int, *, ords: Sequence[int] = (0,), tags: Sequence[str] = (), **fields: str
) -> AnkiNote:
    first_card = (SECONDS + number) * 1000
    return AnkiNote(
        kind=kind,
        guid=f"guid-{number}",
        note_id=first_card,
        modified=SECONDS + number,
        fields=tuple(fields.get(name, "") for name in FIELDS[kind]),
        tags=tuple(tags),
        ords=tuple(ords),
        card_ids=tuple(first_card + index for index in range(len(ords))),
    )


def question(number: int, front: str, answer: str = "Answer", **more: str) -> AnkiNote:
    ords = (0, 1) if more.get("Reversed") else (0,)
    return note(NoteKind.QUESTION, number, ords=ords, Question=front, Answer=answer, **more)


def cloze(number: int, text: str, ords: Sequence[int] = (0,), **more: str) -> AnkiNote:
    return note(NoteKind.CLOZE, number, ords=ords, Text=text, **more)


SAMPLE = (
    cloze(1, "Shot in {{c1::eight weeks}} by {{c2::Linus Sandgren}}", (0, 1), Topic="La La Land", Extra="In 2015."),
    question(2, "Who wrote the music?", "Justin Hurwitz", Hint="Played the piano", Source="Variety"),
    question(3, "Mia's café", "Lighthouse", Reversed="y", Typed="y"),
)


def edited(original: AnkiNote, *fields: str) -> AnkiNote:
    """Return the note with other first fields, a minute newer."""
    return replace(original, fields=(*fields, *original.fields[len(fields) :]), modified=original.modified + 60)


def write(path: Path, *notes: AnkiNote, deck: Deck = DECK, media: Mapping[str, Path] | None = None) -> Path:
    """Write a package of these notes; returns its path."""
    apkg.write(path, deck, notes, media or {})
    return path


def collection_rows(package: Path, query: str) -> list[Any]:
    """Return the rows of a query on the collection inside a package."""
    file = package.with_suffix(".db")
    with zipfile.ZipFile(package) as archive:
        file.write_bytes(archive.read("collection.anki2"))
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()
