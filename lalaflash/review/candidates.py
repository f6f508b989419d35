"""The cards that a sitting could ask, read from progress and catalogue (see ``links``) in their orders."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from lalaflash.review.agenda import Allowance, Candidate, Slot, Wanted, plan
from lalaflash.review.conditions import chosen_decks, condition_for
from lalaflash.review.leeches import LEECH_TAG
from lalaflash.review.state import CardKey, Phase

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from lalaflash.review.conditions import Condition
    from lalaflash.review.store.database import Database

_FIRST_READ = 500  # due cards read at once; most sittings need no more
_GROWTH = 8

_NOT_HIDDEN = "suspended = 0 AND (buried IS NULL OR buried <= :day)"
# The share of its interval that a card is overdue; among equals the shorter interval first, then the older card.
_OVERDUE = "(:day - due) * 1.0 / max(interval, 1)"
_MOST_OVERDUE = "overdue DESC, interval, s.id"


def plan_sitting(database: Database, wanted: Wanted, day: int) -> tuple[Slot, ...]:
    """Return the slots of a sitting on the study day ``day``."""
    with database.reading() as connection:
        condition = condition_for(connection, wanted)
        if wanted.cram:
            return _cram(connection, condition, wanted)
        allowances = _allowances(connection, wanted, day)
        return plan(
            _due(connection, condition, day, sum(allowance.reviews for allowance in allowances.values())),
            {deck: _new(connection, condition, day, deck) for deck, allowed in allowances.items() if allowed.new},
            _open_drills(connection, condition, day),
            allowances=allowances,
            answered_today=_answered_today(connection, day),
            limit=wanted.limit,
        )


def count_due(database: Database, wanted: Wanted, day: int) -> int:
    """Count the cards that are due on ``day`` or before, whatever the daily limits."""
    with database.reading() as connection:
        condition = condition_for(connection, wanted)
        (count,) = connection.execute(
            "SELECT count(*) FROM main.card AS s CROSS JOIN catalogue.card AS c ON c.progress = s.id"
            f" WHERE s.due <= :day AND {_NOT_HIDDEN} AND {condition.sql}",
            {"day": day, **condition.values},
        ).fetchone()
    return int(count)


def suspended(database: Database, wanted: Wanted) -> tuple[CardKey, ...]:
    """Return the suspended cards among those wanted, in the author's order."""
    with database.reading() as connection:
        condition = condition_for(connection, wanted)
        rows = connection.execute(
            "SELECT s.guid, s.number FROM main.card AS s CROSS JOIN catalogue.card AS c ON c.progress = s.id"
            " JOIN catalogue.deck AS d ON d.id = c.deck"
            f" WHERE s.suspended = 1 AND {condition.sql} ORDER BY d.key, c.position",
            condition.values,
        )
        return tuple([CardKey(*row) for row in rows])


def _allowances(connection: sqlite3.Connection, wanted: Wanted, day: int) -> dict[int, Allowance]:
    """Return what each wanted deck may still ask, after what was done today."""
    done: dict[tuple[int, str], int] = {
        (deck, phase): count
        for deck, phase, count in connection.execute(
            "SELECT c.deck, l.phase, count(*) FROM main.log AS l CROSS JOIN catalogue.card AS c ON c.progress = l.card"
            " WHERE l.day = ? AND l.phase IN ('new', 'review') GROUP BY 1, 2",
            (day,),
        )
    }
    limits = connection.execute("SELECT id, new_per_day, reviews_per_day FROM catalogue.deck ORDER BY key").fetchall()
    chosen = set(chosen_decks(connection, wanted))
    return {
        deck: Allowance(
            max(0, (new if wanted.new is None else wanted.new) - done.get((deck, Phase.NEW), 0)),
            max(0, reviews - done.get((deck, Phase.REVIEW), 0)),
        )
        for deck, new, reviews in limits
        if deck in chosen
    }


def _answered_today(connection: sqlite3.Connection, day: int) -> set[str]:
    rows = connection.execute(
        "SELECT DISTINCT guid FROM main.log AS l CROSS JOIN main.card AS s ON s.id = l.card"
        " WHERE l.day = ? AND l.phase IN ('new', 'review', 'drill')",
        (day,),
    )
    return {guid for (guid,) in rows}


def _due(connection: sqlite3.Connection, condition: Condition, day: int, needed: int) -> Iterator[Candidate]:
    """Yield due cards, the most overdue first.

    Ordering all that are due is the dearest step with many of them, so it is done for the first few, and again for more
    only if those did not suffice.
    """
    read, size = 0, max(_FIRST_READ, 2 * needed)
    while True:
        rows = connection.execute(
            "SELECT c.guid, c.number, c.deck"
            f" FROM (SELECT id, interval, {_OVERDUE} AS overdue FROM main.card AS s"
            f"  WHERE {_NOT_HIDDEN} AND due <= :day ORDER BY {_MOST_OVERDUE} LIMIT :size) AS s"
            f" LEFT JOIN catalogue.card AS c ON c.progress = s.id AND {condition.sql}"
            f" ORDER BY {_MOST_OVERDUE}",
            {"day": day, "size": size, **condition.values},
        ).fetchall()
        yield from (Candidate(CardKey(guid, number), deck) for guid, number, deck in rows[read:] if deck is not None)
        if len(rows) < size:
            return
        read, size = len(rows), size * _GROWTH


def _new(connection: sqlite3.Connection, condition: Condition, day: int, deck: int) -> Iterator[CardKey]:
    """Yield a deck's new cards in the author's order: those untouched, and those whose answer was undone."""
    values = {"day": day, "deck": deck, **condition.values}
    untouched = connection.execute(
        "SELECT position, guid, number FROM catalogue.card AS c"
        f" WHERE progress IS NULL AND deck = :deck AND {condition.sql} ORDER BY position",
        values,
    )
    touched = connection.execute(
        "SELECT c.position, c.guid, c.number FROM main.card AS s CROSS JOIN catalogue.card AS c ON c.progress = s.id"
        f" WHERE s.due IS NULL AND {_NOT_HIDDEN} AND c.deck = :deck AND {condition.sql} ORDER BY c.position",
        values,
    )
    for _, guid, number in heapq.merge(untouched, touched):
        yield CardKey(guid, number)


def _open_drills(connection: sqlite3.Connection, condition: Condition, day: int) -> Sequence[CardKey]:
    rows = connection.execute(
        "SELECT s.guid, s.number FROM main.card AS s INDEXED BY card_open_drill"
        " CROSS JOIN catalogue.card AS c ON c.progress = s.id"
        f" WHERE s.drill = 1 AND s.due > :day AND {_NOT_HIDDEN} AND {condition.sql} ORDER BY s.answered_at_ms, s.id",
        {"day": day, **condition.values},
    )
    return [CardKey(*row) for row in rows]


def _cram(connection: sqlite3.Connection, condition: Condition, wanted: Wanted) -> tuple[Slot, ...]:
    """Return all that is wanted and not suspended, in the author's order; leeches where they are asked for by name."""
    wants_leeches = LEECH_TAG in (tag.casefold() for tag in wanted.tags)
    rows = connection.execute(
        "SELECT c.guid, c.number FROM catalogue.card AS c JOIN catalogue.deck AS d ON d.id = c.deck"
        " LEFT JOIN main.card AS s ON s.id = c.progress"
        f" WHERE (:leeches OR coalesce(s.suspended, 0) = 0) AND {condition.sql}"
        " ORDER BY d.key, c.position LIMIT :limit",
        {"leeches": wants_leeches, "limit": -1 if wanted.limit is None else wanted.limit, **condition.values},
    )
    return tuple([Slot(CardKey(*row), Phase.CRAM) for row in rows])
