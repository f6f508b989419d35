"""Find what stands twice in one deck."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from lalaflash.model import Problem, Source, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lalaflash.model import Note


def duplicate_ids(ids: Iterable[Text]) -> list[Problem]:
    """Tell the ids that an entry before has."""
    first: dict[str, Source] = {}
    problems = []
    for entry_id in ids:
        other = first.setdefault(entry_id.value, entry_id.source)
        if other is not entry_id.source:
            message = f"the id `{entry_id.value}` is taken by {_place(other)}: each entry of a deck wants its own"
            problems.append(Problem(entry_id.source, "duplicate-id", message))
    return problems


def duplicate_contents(notes: Iterable[Note]) -> list[Problem]:
    """Tell the notes that say what a note before says. A line may come again within its own list, as in a refrain."""
    first: dict[tuple[str, ...], Note] = {}
    problems: dict[Source, Problem] = {}
    for note in notes:
        other = first.setdefault(_content(note), note)
        if other is note or (note.context and other.context and note.context.title is other.context.title):
            continue
        source = note.context.title.source if note.context else note.source
        message = (
            f"the same text stands at {_place(other.source)}: remove one of the two, or make clear how they differ"
        )
        problems.setdefault(source, Problem(source, "duplicate-content", message))
    return list(problems.values())


def _content(note: Note) -> tuple[str, ...]:
    texts = [note.context.title] if note.context else []
    texts += [note.front, note.back] if note.back else [note.front]
    return (note.kind.value, *(_plain(text.value) for text in texts))


def _plain(text: str) -> str:
    """Return `text` in one Unicode form and with single spaces."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def _place(source: Source) -> str:
    return f"{source.path}:{source.line}:{source.column}"
