"""Bring the catalogue up to date with the project: read again what changed, and nothing else.

A new note gets its guid from its text, and the lock remembers it from then on. So the lock is written here as a build
would write it, before any card is asked: else the next edit of a note would cost its progress.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from lalaflash.model import DeckOptions
from lalaflash.review.card_text import text_of
from lalaflash.review.catalogue import DeckEntry, NoteEntry, watch
from lalaflash.root import DECKS, YAML_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lalaflash.build import DeckPlan
    from lalaflash.identity import Assignment
    from lalaflash.model import AnkiNote, Deck, Problem
    from lalaflash.prepare import PreparedDeck
    from lalaflash.review.catalogue import Catalogue

_DELETION: Final = re.compile(r"\{\{c([0-9,]+)::")
_WILDCARD: Final = re.compile(r"[*?\[]")


class Refused(NamedTuple):
    """A deck that was not read again since its files have errors: the first of them, and how many there are."""

    deck: str
    problem: Problem
    errors: int


def refresh(root: Path, catalogue: Catalogue, *, now_ns: int) -> tuple[Refused, ...]:
    """Read again every deck whose files changed since; a deck with errors stays as it was, and is returned."""
    keys = _deck_keys(root)
    stale = [key for key in keys if not catalogue.is_current(root, key)]
    if {deck.key for deck in catalogue.decks()} - set(keys):
        catalogue.keep_only(keys)
    refused = (_read_deck(root, catalogue, key, now_ns) for key in stale)
    return tuple([found for found in refused if found])


def _deck_keys(root: Path) -> list[str]:
    """Return the keys of all decks, without reading a file."""
    names = sorted(entry.name for entry in os.scandir(root / DECKS))
    return [name.rpartition(".")[0] for name in names if name.endswith(YAML_ENDINGS) and name[0] != "."]


def _read_deck(root: Path, catalogue: Catalogue, key: str, now_ns: int) -> Refused | None:
    from lalaflash import build, project
    from lalaflash.model import Severity
    from lalaflash.prepare import prepare

    with build.alone(root):
        chosen = project.read_decks(root, (key,))
        lock_path = root / DECKS / f"{key}.lock"
        seen = watch(root, _inputs(root, chosen.decks))
        lock, written = watch(root, (lock_path,)), watch(root, ())
        prepared = prepare(project.load(root, (key,)))
        if prepared.has_errors:
            errors = [problem for problem in prepared.problems if problem.severity is Severity.ERROR]
            return Refused(key, errors[0], len(errors))
        for deck in prepared.decks:
            planned = build.plan(root, deck, now_ms=now_ns // 1_000_000)
            if _writes_lock(planned):
                lock, written = (), watch(root, (lock_path,))
            entry = DeckEntry(deck.deck.key, deck.deck.name, deck.deck.options or DeckOptions())
            entries = _entries(deck, planned.assignment)
            catalogue.replace_deck(entry, entries, (*seen, *lock), read_at_ns=now_ns, written=written)
    return None


def _inputs(root: Path, decks: Sequence[Deck]) -> list[Path]:
    """Return the files and folders that tell whether a deck has changed, but for its lock."""
    from lalaflash import project

    found: dict[Path, None] = {}
    for deck in decks:
        found[root / deck.source.path] = None
        found[root / project.SETTINGS] = None
        found |= dict.fromkeys(project.deck_inputs(root, deck))
        for pattern in deck.cards:
            found |= dict.fromkeys(_folders(root, pattern.value.strip()))
    return list(found)


def _folders(root: Path, pattern: str) -> Iterator[Path]:
    """Yield the folders in which a new file could match ``pattern``."""
    parts = pattern.replace("\\", "/").split("/")
    fixed = next((index for index, part in enumerate(parts) if _WILDCARD.search(part)), len(parts) - 1)
    for folder, inner, _ in os.walk(root.joinpath(*parts[:fixed])):
        inner[:] = [name for name in inner if not name.startswith(".")]
        yield root / folder


def _writes_lock(planned: DeckPlan) -> bool:
    """Write the lock if it is to be another one; whether it was."""
    from lalaflash.files import replace_text
    from lalaflash.lock import write_lock

    text = write_lock(planned.assignment.lock)
    if planned.lock_path.exists() and planned.lock_path.read_text("utf-8") == text:
        return False
    replace_text(planned.lock_path, text)
    return True


def _entries(deck: PreparedDeck, assignment: Assignment) -> Iterator[NoteEntry]:
    for rendered, made in zip(deck.notes, assignment.notes, strict=True):
        note = rendered.note
        numbers = tuple([ord_ + 1 for ord_ in made.ords])
        text = text_of(note, _deletion_numbers(made) if rendered.deletions else ())
        yield NoteEntry(made.guid, numbers, note.source.path, note.source.line, text, made.tags)


def _deletion_numbers(made: AnkiNote) -> tuple[tuple[int, ...], ...]:
    """Return the card numbers of each deletion of a cloze, as the identity has settled them."""
    return tuple([tuple(map(int, digits.split(","))) for digits in _DELETION.findall(made.fields[0])])
