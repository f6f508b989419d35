"""Adding many entries at once: staged first, then folded card by card, and written once, with what follows from them.

Looked up, inserted and folded one by one, each of a million entries would touch every index twice.
"""

from __future__ import annotations

import itertools
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from lalaflash.review.fold import steps
from lalaflash.review.state import NEW, CardKey, Event
from lalaflash.review.store.rows import (
    INSERT_ENTRY,
    STATE_COLUMNS,
    STATE_MARKERS,
    UPDATE_CARD,
    Stored,
    card_values,
    derived,
    entry_values,
    event_of,
    state_values,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence


class NumberedEntry(NamedTuple):
    """An entry to be added, and the line that it comes from."""

    line: int
    event: Event
    undone_at_ms: int | None


class Merged(NamedTuple):
    """Entries added, entries undone, and entries that were here already."""

    added: int
    undone: int
    known: int


class ClashError(ValueError):
    """The entry of ``line`` says something else than another one of its card at the same instant."""

    def __init__(self, line: int) -> None:
        """Name the line."""
        super().__init__("another entry of this card has the same instant, and says something else")
        self.line = line


class _Row(NamedTuple):
    """An entry of a card: in the log already under ``id``, or staged from ``line``."""

    id: int | None
    line: int | None
    event: Event
    undone_at_ms: int | None


_STAGE = (
    "CREATE TEMP TABLE staged (line INTEGER PRIMARY KEY, guid TEXT, number INTEGER, at_ms INTEGER, day INTEGER,"
    " kind TEXT, quality INTEGER, taken_ms INTEGER, scheduler TEXT, undone_at_ms INTEGER)"
)
_NEW_CARDS = (
    f"INSERT INTO card (guid, number, revision, {STATE_COLUMNS})"
    f" SELECT guid, number, 0, {STATE_MARKERS} FROM staged WHERE true"
    " GROUP BY guid, number ORDER BY min(line) ON CONFLICT (guid, number) DO NOTHING"
)
# All entries of the cards that get some, those in the log first, in a table of their own: the log itself is written to
# while this is read.
_GATHER = (
    "CREATE TEMP TABLE gathered AS"
    " WITH here AS (SELECT c.id AS card, s.* FROM staged AS s CROSS JOIN card AS c USING (guid, number))"
    " SELECT card, NULL AS id, line, at_ms, day, kind, quality, taken_ms, scheduler, undone_at_ms FROM here"
    " UNION ALL SELECT card, id, NULL, at_ms, day, kind, quality, taken_ms, scheduler, undone_at_ms FROM log"
    " WHERE card IN (SELECT card FROM here)"
    " ORDER BY card, at_ms, line NULLS FIRST"
)
_READ = (
    "SELECT g.card, c.guid, c.number, g.id, g.line, g.undone_at_ms,"
    " g.at_ms, g.day, g.kind, g.quality, g.taken_ms, g.scheduler"
    " FROM gathered AS g CROSS JOIN card AS c ON c.id = g.card ORDER BY g.rowid"
)
_UPDATE_ENTRY = (
    "UPDATE log SET undone_at_ms = ?1, phase = ?2, interval = ?3"
    " WHERE id = ?4 AND (undone_at_ms IS NOT ?1 OR phase IS NOT ?2 OR interval <> ?3)"
)
_CARDS_AT_ONCE = 1_000  # written together: a call of the database costs more than a row


def merge(connection: sqlite3.Connection, entries: Iterable[NumberedEntry]) -> Merged:
    """Add ``entries`` to the log, each once, and work out the states of their cards; in a transaction of the caller.

    Raises ClashError, and whatever ``entries`` raises.
    """
    connection.execute(_STAGE)
    connection.executemany(f"INSERT INTO staged VALUES ({', '.join('?' * 10)})", map(_staged, entries))
    connection.execute(_NEW_CARDS, state_values(NEW))
    connection.execute(_GATHER)
    writer = _Writer(connection)
    rows = connection.execute(_READ)
    for (card_id, guid, number), group in itertools.groupby(rows, key=itemgetter(0, 1, 2)):
        card = CardKey(guid, number)
        writer.write(card_id, [_Row(row[3], row[4], event_of(card, row[6:]), row[5]) for row in group])
    writer.flush()
    connection.execute("DROP TABLE temp.gathered")
    connection.execute("DROP TABLE temp.staged")
    return Merged(writer.added, writer.undone, writer.known)


def _staged(entry: NumberedEntry) -> tuple[Any, ...]:
    event = entry.event
    return (
        entry.line,
        *event.card,
        *event.when,
        event.kind.value,
        event.quality,
        event.taken_ms,
        event.scheduler,
        entry.undone_at_ms,
    )


class _Writer:
    """Writes the entries of one card after the other, and counts what was new in them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.added = self.undone = self.known = 0
        self._connection = connection
        self._inserted: list[tuple[Any, ...]] = []
        self._updated: list[tuple[Any, ...]] = []
        self._cards: list[tuple[Any, ...]] = []

    def write(self, card_id: int, rows: Sequence[_Row]) -> None:
        """Write, at the next ``flush``, what is new or different in all entries of a card, and the card's state."""
        entries = [self._join(list(same)) for _, same in itertools.groupby(rows, key=lambda row: row.event.when.at_ms)]
        live = [row.event for row in entries if row.undone_at_ms is None]
        made = steps(live)
        following = iter(made)
        derivations = [derived(next(following)) if row.undone_at_ms is None else (None, 0) for row in entries]
        for row, (phase, interval) in zip(entries, derivations, strict=True):
            if row.id is None:
                self._inserted.append(entry_values(card_id, row.event, phase, interval, row.undone_at_ms))
            else:
                self._updated.append((row.undone_at_ms, phase, interval, row.id))
        revision = 2 * len(entries) - len(live)
        self._cards.append(card_values(card_id, Stored(made[-1].state if made else NEW, revision)))
        if len(self._cards) >= _CARDS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Give the database all that waits to be written."""
        self._connection.executemany(INSERT_ENTRY, self._inserted)
        self._connection.executemany(_UPDATE_ENTRY, self._updated)
        self._connection.executemany(UPDATE_CARD, self._cards)
        self._inserted, self._updated, self._cards = [], [], []

    def _join(self, same: Sequence[_Row]) -> _Row:
        """Make one entry of those that share an instant; raises ClashError where they differ."""
        first, *others = same
        undone_at_ms = first.undone_at_ms
        self.added += first.id is None
        for other in others:
            if other.event != first.event:
                raise ClashError(other.line or 0)
            is_undone_now = undone_at_ms is None and other.undone_at_ms is not None
            undone_at_ms = other.undone_at_ms if is_undone_now else undone_at_ms
            self.undone += is_undone_now
            self.known += not is_undone_now
        return first._replace(undone_at_ms=undone_at_ms)
