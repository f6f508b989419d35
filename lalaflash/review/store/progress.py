"""Recording what a learner does: the log entry and the new state in one durable transaction, or neither.

A state is shown together with its revision. An event is recorded only while the card still has that
revision, so that of two reviews at once one is told that the card has moved on, and no answer is lost or counted twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lalaflash.review.fold import apply
from lalaflash.review.state import NEW
from lalaflash.review.store.rows import (
    EVENT_COLUMNS,
    STATE_COLUMNS,
    Stored,
    derived,
    event_of,
    insert_card,
    insert_entry,
    refold,
    state_of,
    update_card,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from lalaflash.review.state import CardKey, Event, Phase
    from lalaflash.review.store.database import Database


class Recorded(NamedTuple):
    """An event that is in the log for good: its entry's id, what the answer was, and the card's new state."""

    entry: int
    phase: Phase | None
    stored: Stored


class Stale(NamedTuple):
    """An event that was not recorded, since the card had changed after it was shown; ``stored`` is how it is now."""

    stored: Stored


class Progress:
    """What is recorded in a database. Every method may raise StoreError, and then has changed nothing."""

    def __init__(self, database: Database) -> None:
        """Read from and write to ``database``."""
        self.database = database

    def stored(self, card: CardKey) -> Stored:
        """Return the state of ``card``; a card that the log doesn't know is new."""
        with self.database.reading() as connection:
            return _find(connection, card)[1]

    def record(self, event: Event, revision: int | None) -> Recorded | Stale:
        """Record ``event``, which answers what was shown at ``revision`` (None: whatever is stored).

        It is on the disk when this returns. Within a card entries stay in the order in which they were made: where the
        clock was put back, the new one gets the first instant after the last.
        """
        with self.database.writing() as connection:
            return _record(connection, event, revision)

    def record_all(self, events: Iterable[Event]) -> None:
        """Record events in their order, whatever is stored, in one transaction: all of them or none."""
        with self.database.writing() as connection:
            for event in events:
                _record(connection, event, None)

    def undo(self, entries: Sequence[int], *, now_ms: int) -> None:
        """Mark these entries as undone, all or none, and work out the states as if they had not been."""
        with self.database.writing() as connection:
            cards: dict[int, None] = {}
            for entry in entries:
                undone = connection.execute(
                    "UPDATE log SET undone_at_ms = ?, phase = NULL, interval = 0"
                    " WHERE id = ? AND undone_at_ms IS NULL RETURNING card",
                    (max(0, now_ms), entry),
                ).fetchall()
                cards.update((card_id, None) for (card_id,) in undone)
            refold(connection, cards)

    def history(self, card: CardKey) -> tuple[Event, ...]:
        """Return the events of ``card`` that count, in their order."""
        with self.database.reading() as connection:
            rows = connection.execute(
                f"SELECT {EVENT_COLUMNS} FROM log JOIN card ON card.id = log.card"
                " WHERE guid = ? AND number = ? AND undone_at_ms IS NULL ORDER BY log.at_ms",
                card,
            ).fetchall()
        return tuple([event_of(card, row) for row in rows])

    def rebuild(self) -> int:
        """Work out all states from the log, in one transaction; return how many cards there are."""
        self.database.check()
        with self.database.writing_much() as connection:
            card_ids = [card_id for (card_id,) in connection.execute("SELECT id FROM card")]
            refold(connection, card_ids)
        return len(card_ids)


def _record(connection: sqlite3.Connection, event: Event, revision: int | None) -> Recorded | Stale:
    card_id, stored = _find(connection, event.card)
    if revision not in (None, stored.revision):
        return Stale(stored)
    if card_id is None:
        card_id = insert_card(connection, event.card)
    event = _after_the_last(connection, card_id, event)
    step = apply(stored.state, event)
    phase, interval = derived(step)
    entry = insert_entry(connection, card_id, event, phase=phase, interval=interval)
    stored = Stored(step.state, stored.revision + 1)
    update_card(connection, card_id, stored)
    return Recorded(entry, step.phase, stored)


def _find(connection: sqlite3.Connection, card: CardKey) -> tuple[int | None, Stored]:
    row = connection.execute(
        f"SELECT id, revision, {STATE_COLUMNS} FROM card WHERE guid = ? AND number = ?",
        card,
    ).fetchone()
    return (row[0], Stored(state_of(row[2:]), row[1])) if row else (None, Stored(NEW, 0))


def _after_the_last(connection: sqlite3.Connection, card_id: int, event: Event) -> Event:
    (last,) = connection.execute("SELECT max(at_ms) FROM log WHERE card = ?", (card_id,)).fetchone()
    if last is None or event.when.at_ms > last:
        return event
    return event._replace(when=event.when._replace(at_ms=last + 1))
