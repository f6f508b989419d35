"""The catalogue: which cards exist now, so that a review starts without reading any card file.

It is a cache beside the project (``.lalaflash/``). Whether it still holds is seen from the sizes and times of the files
that it was made from. A catalogue that is damaged or of another version is thrown away, never mended.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import sqlite3
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.model import CardOrder, DeckOptions
from lalaflash.review.card_text import CardText, from_json, searchable, to_json
from lalaflash.review.store.database import code_of, is_damage, statements, transaction, translated_cache
from lalaflash.review.store.header import StoreError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from lalaflash.review.state import CardKey

FILE_NAME = "catalogue.db"

_SCHEMA = Path(__file__).with_name("catalogue.sql")
_VERSION = 2
# A file changed so shortly before it was read may be changed again without a new time: coarse clocks tick every 2 s.
_SETTLED_NS = 2_000_000_000
_ABSENT = -1


class Watched(NamedTuple):
    """A file or folder that a deck was read from: path from the root, size (0 for a folder) and time of change."""

    path: str
    size: int
    mtime_ns: int


class DeckEntry(NamedTuple):
    """A deck as the catalogue knows it."""

    key: str
    name: str
    options: DeckOptions


class NoteEntry(NamedTuple):
    """A note with the numbers of its cards, its place in the sources, and its tags with those of its deck."""

    guid: str
    numbers: tuple[int, ...]
    path: str
    line: int
    text: CardText
    tags: tuple[str, ...] = ()


class Listing(NamedTuple):
    """One card as it is to be shown."""

    key: CardKey
    deck: DeckEntry
    path: str
    line: int
    text: CardText
    tags: tuple[str, ...]


def watch(root: Path, paths: Iterable[Path]) -> tuple[Watched, ...]:
    """Look at files and folders, without reading them. To be called before they are read."""
    return tuple([_look(root, path.relative_to(root).as_posix()) for path in paths])


class Catalogue:
    """An open catalogue; use it in a ``with`` statement."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Take over ``connection``; ``open_catalogue`` makes one."""
        self.path = path
        self._connection = connection

    def __enter__(self) -> Catalogue:
        """Return the catalogue itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the catalogue."""
        self._connection.close()

    def is_current(self, root: Path, key: str) -> bool:
        """Whether nothing that the deck ``key`` was read from has changed; looks at files, but reads none."""
        with translated_cache(self.path):
            row = self._connection.execute("SELECT id FROM deck WHERE key = ?", (key,)).fetchone()
            if row is None:
                return False
            rows = self._connection.execute(
                "SELECT path, size, mtime_ns, settled FROM watched WHERE deck = ?", row
            ).fetchall()
        return bool(rows) and all(settled and _look(root, was[0]) == tuple(was) for *was, settled in rows)

    def replace_deck(
        self,
        deck: DeckEntry,
        notes: Iterable[NoteEntry],
        watched: Sequence[Watched],
        *,
        read_at_ns: int,
        written: Sequence[Watched] = (),
    ) -> None:
        """Put the notes, in the author's order, in place of what is known of ``deck``; all or nothing.

        ``watched`` was seen before the files were read, and ``read_at_ns`` is the clock's time then; ``written`` are
        files that the reader wrote itself. A guid that another deck has already stays with that one.
        """
        with self._writing() as connection:
            linked = connection.execute(
                "SELECT guid, number, progress FROM card JOIN deck ON deck.id = card.deck WHERE key = ?", (deck.key,)
            )
            links = {(guid, number): progress for guid, number, progress in linked}
            connection.execute("DELETE FROM deck WHERE key = ?", (deck.key,))
            limits = (deck.options.new_per_day, deck.options.reviews_per_day)
            deck_id = connection.execute(
                "INSERT INTO deck (key, name, new_per_day, reviews_per_day) VALUES (?, ?, ?, ?) RETURNING id",
                (deck.key, deck.name, *limits),
            ).fetchone()[0]
            settled = [(*seen, seen.mtime_ns <= read_at_ns - _SETTLED_NS) for seen in watched]
            settled += [(*seen, True) for seen in written]
            connection.executemany(f"INSERT INTO watched VALUES ({deck_id}, ?, ?, ?, ?)", settled)
            _Inserter(connection, deck_id, links).insert(_in_order(deck, notes))
            connection.execute("DELETE FROM tag_set WHERE id NOT IN (SELECT tag_set FROM card)")

    def keep_only(self, keys: Collection[str]) -> None:
        """Forget the decks that are not among ``keys``."""
        with self._writing() as connection:
            known = [key for (key,) in connection.execute("SELECT key FROM deck")]
            connection.executemany("DELETE FROM deck WHERE key = ?", [(key,) for key in known if key not in keys])

    def decks(self) -> tuple[DeckEntry, ...]:
        """Return the decks by their keys."""
        with translated_cache(self.path):
            rows = self._connection.execute("SELECT key, name, new_per_day, reviews_per_day FROM deck ORDER BY key")
            return tuple([_deck_entry(*row) for row in rows])

    def find(self, key: CardKey) -> Listing | None:
        """Return the card ``key``, or None where it does not exist (any more)."""
        with translated_cache(self.path):
            row = self._connection.execute(
                "SELECT path, line, note.text, tags, key, name, new_per_day, reviews_per_day"
                " FROM card JOIN note ON note.id = card.note JOIN deck ON deck.id = note.deck"
                " WHERE card.guid = ? AND card.number = ?",
                key,
            ).fetchone()
        if row is None:
            return None
        path, line, text, tags, *deck = row
        return Listing(key, _deck_entry(*deck), path, line, from_json(text), tuple(json.loads(tags)))

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with translated_cache(self.path), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection


def open_catalogue(path: Path) -> Catalogue:
    """Open the catalogue ``path``; one that cannot be used is made anew, without any deck."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent}: cannot be made: {error.strerror or error}") from error
    with translated_cache(path):
        try:
            return Catalogue(path, _connect(path))
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            for suffix in ("", "-wal", "-shm", "-journal"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            return Catalogue(path, _connect(path))


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = OFF")  # it is a cache: what a power cut takes is read again
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            _make_tables(connection)
        elif version != _VERSION:
            raise _OtherVersionError(f"version {version} of the catalogue is not {_VERSION}")
        _log_ahead(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Let readers go on while another writes; where another is at work just now, the next one to open it does this."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if code_of(error) != sqlite3.SQLITE_BUSY:
            raise


def _make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables, unless another process has made them since they were missed."""
    with transaction(connection):
        if connection.execute("PRAGMA user_version").fetchone() == (0,):
            for statement in statements(_SCHEMA.read_text(encoding="utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")


class _OtherVersionError(sqlite3.DatabaseError):
    """The catalogue was made by another version of lalaflash."""

    sqlite_errorcode = sqlite3.SQLITE_NOTADB


class _Inserter:
    """Inserts the notes of one deck with their tags and cards."""

    def __init__(self, connection: sqlite3.Connection, deck: int, links: dict[tuple[str, int], int | None]) -> None:
        self._connection = connection
        self._deck = deck
        self._links = links
        self._positions = itertools.count()
        names: list[tuple[int, str]] = connection.execute("SELECT id, name FROM tag_set ORDER BY id, name").fetchall()
        self._tag_sets: dict[tuple[str, ...], int] = {
            tuple([row[1] for row in rows]): id_ for id_, rows in itertools.groupby(names, itemgetter(0))
        }
        self._last_tag_set = max(self._tag_sets.values(), default=0)

    def insert(self, notes: Iterable[NoteEntry]) -> None:
        for note in notes:
            row = self._connection.execute(
                "INSERT INTO note (deck, guid, path, line, tags, text, search) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING RETURNING id",
                (
                    self._deck,
                    note.guid,
                    note.path,
                    note.line,
                    json.dumps(note.tags, ensure_ascii=False),
                    to_json(note.text),
                    searchable(note.text),
                ),
            ).fetchone()
            if row:
                self._insert_parts(row[0], note)

    def _insert_parts(self, note_id: int, note: NoteEntry) -> None:
        tag_set = self._tag_set(note.tags)
        self._connection.executemany(
            "INSERT INTO card (note, deck, guid, number, tag_set, position, progress) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    note_id,
                    self._deck,
                    note.guid,
                    number,
                    tag_set,
                    next(self._positions),
                    self._links.get((note.guid, number), -1),
                )
                for number in note.numbers
            ],
        )

    def _tag_set(self, tags: Iterable[str]) -> int:
        """Return the id of the set of ``tags``, made if it is new."""
        names = tuple(sorted({tag.casefold() for tag in tags}))
        if names not in self._tag_sets:
            self._last_tag_set += 1
            self._tag_sets[names] = self._last_tag_set
            rows = [(self._last_tag_set, name) for name in names]
            self._connection.executemany("INSERT INTO tag_set VALUES (?, ?)", rows)
        return self._tag_sets[names]


def _in_order(deck: DeckEntry, notes: Iterable[NoteEntry]) -> Iterable[NoteEntry]:
    """Return the notes as they are to be introduced; a random order is the same one each time."""
    if deck.options.order is CardOrder.AUTHOR:
        return notes
    import hashlib  # takes a tenth of the start of a review, and only a random order needs it

    return sorted(notes, key=lambda note: hashlib.blake2b(note.guid.encode("utf-8", "surrogatepass")).digest())


def _deck_entry(key: str, name: str, new_per_day: int, reviews_per_day: int) -> DeckEntry:
    return DeckEntry(key, name, DeckOptions(new_per_day, reviews_per_day))


def _look(root: Path, name: str) -> Watched:
    try:
        found = os.stat(root / name)  # noqa: PTH116 (a tenth of the time of Path.stat, for many files)
    except OSError:
        return Watched(name, _ABSENT, _ABSENT)
    is_file = found.st_mode & 0o170000 == 0o100000
    return Watched(name, found.st_size if is_file else 0, found.st_mtime_ns)
