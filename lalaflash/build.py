"""A build: first the plan, which says what it would mean, then the writing, which replaces whole files.

The lock is replaced before the package. A build that is killed between the two leaves the old package and a lock that
knows all its notes, and the next build makes the package that this one would have made.

What only a build with work to do needs is imported when it is needed: most builds have nothing to do.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lalaflash import project, stamp
from lalaflash.errors import LockError, WriteError
from lalaflash.files import replace_text, replacement
from lalaflash.root import CACHES, DECKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from lalaflash.generate.record import Record
    from lalaflash.identity import Assignment
    from lalaflash.lock import Lock
    from lalaflash.model import Deck
    from lalaflash.prepare import PreparedDeck

DIST = "dist"
_WAIT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class DeckPlan:
    """One deck ready to be written, with the files that it goes to."""

    prepared: PreparedDeck
    assignment: Assignment
    lock_path: Path
    package_path: Path

    @property
    def key(self) -> str:
        """The deck's key, after which its files are named."""
        return self.prepared.deck.key

    @property
    def card_count(self) -> int:
        """How many cards the package holds."""
        return sum(len(note.ords) for note in self.assignment.notes)


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Keep other builds of the project ``root`` waiting; raises WriteError when another one takes too long."""
    from filelock import FileLock, Timeout

    folder = root / CACHES
    try:
        folder.mkdir(exist_ok=True)
        held = FileLock(folder / "build.lock", timeout=_WAIT_SECONDS).acquire()
    except Timeout:
        raise WriteError("another build of this project is still at work; try again when it has ended") from None
    except OSError as error:
        raise WriteError(f"{folder}: cannot be written: {error.strerror or error}") from error
    with held:
        yield


def current(root: Path, deck: Deck) -> stamp.Stamp | None:
    """Return the stamp of the deck's last build if nothing has changed since; no card file is parsed."""
    return stamp.current(root, deck.key, project.deck_inputs(root, deck))


def plan(root: Path, prepared: PreparedDeck, *, now_ms: int) -> DeckPlan:
    """Give every note its identity, by the deck's lock; nothing is written. Raises LockError for a broken lock."""
    lock_path = root / DECKS / f"{prepared.deck.key}.lock"
    name = lock_path.relative_to(root).as_posix()
    return plan_at(prepared, lock_path, root / DIST, name=name, now_ms=now_ms)


def plan_at(prepared: PreparedDeck, lock_path: Path, dist: Path, *, name: str, now_ms: int) -> DeckPlan:
    """Plan a deck whose lock lies anywhere; ``name`` is what errors call the lock, ``dist`` the package's folder."""
    from lalaflash.identity import assign

    lock = _lock(lock_path, name)
    assignment = assign(prepared.deck, prepared.notes, lock, now_ms=now_ms)
    return DeckPlan(prepared, assignment, lock_path, dist / f"{prepared.deck.key}.apkg")


def _lock(path: Path, name: str) -> Lock:
    from lalaflash.lock import EMPTY, read_lock

    if not path.exists():
        return EMPTY
    if not path.is_file():
        raise LockError(f"{name}: this is a folder or a device, not a file: remove it")
    try:
        # Bytes that are no text become characters that no lock may hold, and are refused with their line.
        text = path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        raise LockError(f"{name}: cannot be read: {error.strerror or error}") from error
    return read_lock(text, name)


def write(root: Path, deck: DeckPlan, *, progress: Callable[[int], None] | None = None) -> None:
    """Write the lock and the package of a planned deck, each whole or not at all, and the stamp of the build."""
    _save_records(deck.prepared.records)
    write_files(deck, progress=progress)
    _keep_stamp(root, deck)


def _save_records(records: Mapping[Path, Record]) -> None:
    """Keep what was generated for bare facts; most projects have none, and import nothing for it."""
    if records:
        from lalaflash.generate.record import save_record

        for path, record in records.items():
            save_record(path, record)


def write_files(deck: DeckPlan, *, progress: Callable[[int], None] | None = None) -> None:
    """Write the lock and the package of a planned deck, each whole or not at all."""
    from lalaflash.lock import write_lock
    from lalaflash.writers import apkg

    prepared = deck.prepared
    with replacement(deck.package_path) as temporary:
        apkg.write(temporary, prepared.deck, deck.assignment.notes, prepared.media, progress=progress)
        replace_text(deck.lock_path, write_lock(deck.assignment.lock))


def _keep_stamp(root: Path, deck: DeckPlan) -> None:
    prepared = deck.prepared
    others = [
        root / prepared.deck.source.path,
        root / project.SETTINGS,
        deck.lock_path,
        deck.package_path,
        *prepared.media.values(),
        *prepared.records,
    ]
    made = stamp.make(
        root,
        cards=prepared.card_files,
        others=others,
        notes=len(deck.assignment.notes),
        card_count=deck.card_count,
    )
    stamp.write(root, prepared.deck.key, made)
