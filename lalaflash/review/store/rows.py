"""Between the values of a review and the rows of the database, in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lalaflash.review.fold import Step, steps
from lalaflash.review.state import NEW, CardKey, CardState, Event, EventKind, Moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from lalaflash.review.state import Phase

STATE_COLUMNS = ", ".join(CardState._fields)
EVENT_COLUMNS = "log.at_ms, log.day, log.kind, log.quality, log.taken_ms, log.scheduler"

_ASSIGNMENTS = ", ".join(f"{name} = ?" for name in CardState._fields)
_MARKERS = ", ".join("?" for _ in CardState._fields)
_INSERT_CARD = f"INSERT INTO card (guid, number, revision, {STATE_COLUMNS}) VALUES (?, ?, 0, {_MARKERS}) RETURNING id"
INSERT_ENTRY = (
    "INSERT INTO log (card, at_ms, day, kind, quality, taken_ms, scheduler, undone_at_ms, phase, interval)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
UPDATE_CARD = f"UPDATE card SET revision = ?, {_ASSIGNMENTS} WHERE id = ?"


class Stored(NamedTuple):
    """A card's state, and how often its entries were written or undone until then."""

    state: CardState
    revision: int


def state_of(row: Sequence[Any]) -> CardState:
    """Return the state in a row of STATE_COLUMNS."""
    repetitions, interval, ease, due, lapses, drill, suspended, marked, *rest = row
    return CardState(repetitions, interval, ease, due, lapses, bool(drill), bool(suspended), bool(marked), *rest)


def event_of(card: CardKey, row: Sequence[Any]) -> Event:
    """Return the event in a row of EVENT_COLUMNS."""
    at_ms, day, kind, quality, taken_ms, scheduler = row
    return Event(card, EventKind(kind), Moment(at_ms, day), quality, taken_ms, scheduler)


def insert_card(connection: sqlite3.Connection, card: CardKey) -> int:
    """Add a card that has no entries yet; return its row's id."""
    row = connection.execute(_INSERT_CARD, (*card, *NEW)).fetchone()
    return int(row[0])


def update_card(connection: sqlite3.Connection, card_id: int, stored: Stored) -> None:
    """Write a card's state."""
    connection.execute(UPDATE_CARD, card_values(card_id, stored))


def card_values(card_id: int, stored: Stored) -> tuple[Any, ...]:
    """Return the values of UPDATE_CARD."""
    return (stored.revision, *stored.state, card_id)


def insert_entry(
    connection: sqlite3.Connection,
    card_id: int,
    event: Event,
    *,
    phase: Phase | None = None,
    interval: int = 0,
) -> int:
    """Add an entry to the log; return its id."""
    row = connection.execute(
        f"{INSERT_ENTRY} RETURNING id", entry_values(card_id, event, phase, interval, None)
    ).fetchone()
    return int(row[0])


def entry_values(
    card_id: int, event: Event, phase: Phase | None, interval: int, undone_at_ms: int | None
) -> tuple[Any, ...]:
    """Return the values of INSERT_ENTRY."""
    return (
        card_id,
        *event.when,
        event.kind.value,  # sqlite3 takes a plain string many times faster than a subclass
        event.quality,
        event.taken_ms,
        event.scheduler,
        undone_at_ms,
        phase.value if phase else None,
        interval,
    )


def refold(connection: sqlite3.Connection, card_ids: Iterable[int]) -> None:
    """Work out the states of these cards from the log, and what each of their entries was."""
    for card_id in card_ids:
        key = CardKey(*connection.execute("SELECT guid, number FROM card WHERE id = ?", (card_id,)).fetchone())
        entries = connection.execute(
            f"SELECT id, undone_at_ms, phase, interval, {EVENT_COLUMNS} FROM log WHERE card = ? ORDER BY at_ms",
            (card_id,),
        ).fetchall()
        live = [row for row in entries if row[1] is None]
        made = steps(event_of(key, row[4:]) for row in live)
        derivations = [(derived(step), row) for step, row in zip(made, live, strict=True)]
        connection.executemany(
            "UPDATE log SET phase = ?, interval = ? WHERE id = ?",
            [(*now, row[0]) for now, row in derivations if now != row[2:4]],
        )
        revision = 2 * len(entries) - len(live)
        update_card(connection, card_id, Stored(made[-1].state if made else NEW, revision))


def derived(step: Step) -> tuple[Phase | None, int]:
    """Return what the log says of an entry beside the event: its phase, and the interval before it."""
    return (step.phase, step.interval) if step.phase else (None, 0)
