"""Between the values of a review and the rows of the database, in both directions."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

from lalaflash.review.fold import Step, steps
from lalaflash.review.state import INTERVAL_STEPS, NEW, CardKey, CardState, Event, EventKind, Moment, Recall

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from lalaflash.review.state import Phase

# In the order of the spans: how many reviews there were after the days in the name and more, and how many remembered.
SPAN_COLUMNS = tuple([f"{name}_{days}" for days in INTERVAL_STEPS for name in Recall._fields])
_COLUMNS = (*CardState._fields[:-1], *SPAN_COLUMNS)
STATE_COLUMNS = ", ".join(_COLUMNS)
EVENT_COLUMNS = "log.at_ms, log.day, log.kind, log.quality, log.taken_ms, log.scheduler"

_ASSIGNMENTS = ", ".join(f"{name} = ?" for name in _COLUMNS)
STATE_MARKERS = ", ".join("?" for _ in _COLUMNS)
_INSERT_CARD = (
    f"INSERT INTO card (guid, number, revision, {STATE_COLUMNS}) VALUES (?, ?, 0, {STATE_MARKERS}) RETURNING id"
)
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
    counts, spans = rest[: -len(SPAN_COLUMNS)], rest[-len(SPAN_COLUMNS) :]
    flags = (bool(drill), bool(suspended), bool(marked))
    return CardState._make((repetitions, interval, ease, due, lapses, *flags, *counts, spans_of(spans)))


def spans_of(row: Sequence[int]) -> tuple[Recall, ...]:
    """Return the spans in a row of SPAN_COLUMNS."""
    return tuple(map(Recall, row[::2], row[1::2]))


def event_of(card: CardKey, row: Sequence[Any]) -> Event:
    """Return the event in a row of EVENT_COLUMNS."""
    at_ms, day, kind, quality, taken_ms, scheduler = row
    return Event(card, EventKind(kind), Moment(at_ms, day), quality, taken_ms, scheduler)


def insert_card(connection: sqlite3.Connection, card: CardKey) -> int:
    """Add a card that has no entries yet; return its row's id."""
    row = connection.execute(_INSERT_CARD, (*card, *state_values(NEW))).fetchone()
    return int(row[0])


def update_card(connection: sqlite3.Connection, card_id: int, stored: Stored) -> None:
    """Write a card's state."""
    connection.execute(UPDATE_CARD, card_values(card_id, stored))


def card_values(card_id: int, stored: Stored) -> tuple[Any, ...]:
    """Return the values of UPDATE_CARD."""
    return (stored.revision, *state_values(stored.state), card_id)


def state_values(state: CardState) -> tuple[Any, ...]:
    """Return the values of STATE_COLUMNS."""
    return (*state[:-1], *itertools.chain.from_iterable(state.spans))


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
