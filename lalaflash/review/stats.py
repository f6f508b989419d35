"""Where a learner stands, in figures: counted by the database, returned as plain values.

Figures of cards are about the cards that exist now; figures of days count all that was ever answered.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.review.leeches import LEECH_LAPSES
from lalaflash.review.sm2 import PASSING, WORST
from lalaflash.review.state import CardKey, Phase

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from lalaflash.review.store.database import Database

HEATMAP_DAYS = 365
FORECAST_DAYS = 28
HARDEST = 20
# Where a span of intervals begins, in days: the retention of each is told apart.
INTERVAL_STEPS = (1, 2, 7, 21, 60, 180, 365)


class DayTotal(NamedTuple):
    """What was answered on one study day, and how long that took."""

    day: int
    new: int
    reviews: int
    recalled: int
    drilled: int
    crammed: int
    taken_ms: int

    @property
    def answers(self) -> int:
        """All answers of the day."""
        return self.new + self.reviews + self.drilled + self.crammed


class DueOn(NamedTuple):
    """How many cards fall due on a study day."""

    day: int
    cards: int


class Retention(NamedTuple):
    """How many reviews were remembered after intervals from ``shortest`` to ``longest`` days (None: and longer)."""

    shortest: int
    longest: int | None
    reviews: int
    recalled: int


class HardCard(NamedTuple):
    """A card that was forgotten often. ``ease`` is its E-Factor in hundredths."""

    card: CardKey
    deck: str
    lapses: int
    ease: int
    reviews: int
    recalled: int
    suspended: bool


class Group(NamedTuple):
    """The cards of a deck or tag. ``begun`` were answered at least once; ``due`` counts those that may be asked now."""

    name: str
    cards: int
    begun: int
    due: int
    suspended: int
    reviews: int
    recalled: int
    taken_ms: int

    @property
    def new(self) -> int:
        """The cards that were never answered."""
        return self.cards - self.begun


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures on one study day.

    ``days`` has only days with answers. The first of ``forecast`` is today, with all that is overdue.
    """

    day: int
    days: tuple[DayTotal, ...]
    forecast: tuple[DueOn, ...]
    retention: tuple[Retention, ...]
    hardest: tuple[HardCard, ...]
    decks: tuple[Group, ...]
    tags: tuple[Group, ...]

    @property
    def today(self) -> DayTotal:
        """What was done today."""
        last = self.days[-1] if self.days else None
        return last if last and last.day == self.day else DayTotal(self.day, 0, 0, 0, 0, 0, 0)


def figures(database: Database, day: int) -> Figures:
    """Work out all figures on the study day ``day``; the catalogue stands beside ``database`` (see ``links``)."""
    with database.reading() as connection:
        return Figures(
            day,
            _days(connection, day),
            _forecast(connection, day),
            _retention(connection),
            _hard_cards(connection, 1, HARDEST),
            _groups(connection, day, _BY_DECK),
            _groups(connection, day, _BY_TAG),
        )


def decks(database: Database, day: int) -> tuple[Group, ...]:
    """Return the figures of each deck, by its key."""
    with database.reading() as connection:
        return _groups(connection, day, _BY_DECK)


def leeches(database: Database) -> tuple[HardCard, ...]:
    """Return all leeches, the most often forgotten first."""
    with database.reading() as connection:
        return _hard_cards(connection, LEECH_LAPSES, -1)


def _days(connection: sqlite3.Connection, day: int) -> tuple[DayTotal, ...]:
    """Sum up each day. The database counts in the order of its index; six sums at once take it twice the time."""
    rows = connection.execute(
        "SELECT day, phase, quality, count(*), sum(taken_ms) FROM main.log"
        " WHERE phase IS NOT NULL AND day > ? AND day <= ? GROUP BY day, phase, quality",
        (day - HEATMAP_DAYS, day),
    ).fetchall()
    return tuple([_day_total(on, list(parts)) for on, parts in itertools.groupby(rows, key=itemgetter(0))])


def _day_total(day: int, rows: Sequence[tuple[int, str, int, int, int]]) -> DayTotal:
    def count(phase: Phase, lowest: int = WORST) -> int:
        return sum(row[3] for row in rows if row[1] == phase and row[2] >= lowest)

    return DayTotal(
        day,
        count(Phase.NEW),
        count(Phase.REVIEW),
        count(Phase.REVIEW, PASSING),
        count(Phase.DRILL),
        count(Phase.CRAM),
        sum(row[4] for row in rows),
    )


def _forecast(connection: sqlite3.Connection, day: int) -> tuple[DueOn, ...]:
    """Count a card on the day on which it may be asked: today where it is overdue, later where it is buried."""
    counts = dict(
        connection.execute(
            "SELECT max(s.due, coalesce(s.buried, 0), :day) AS asked, count(*)"
            " FROM main.card AS s CROSS JOIN catalogue.card AS c ON c.progress = s.id"
            " WHERE s.suspended = 0 AND s.due < :end GROUP BY asked",
            {"day": day, "end": day + FORECAST_DAYS},
        ).fetchall()
    )
    return tuple([DueOn(asked, counts.get(asked, 0)) for asked in range(day, day + FORECAST_DAYS)])


def _retention(connection: sqlite3.Connection) -> tuple[Retention, ...]:
    by_interval = connection.execute(
        "SELECT interval, quality, count(*) FROM main.log WHERE phase = ? GROUP BY interval, quality", (Phase.REVIEW,)
    ).fetchall()
    spans = []
    for shortest, following in zip(INTERVAL_STEPS, (*INTERVAL_STEPS[1:], None), strict=True):
        rows = [row for row in by_interval if row[0] >= shortest and (following is None or row[0] < following)]
        recalled = sum(row[2] for row in rows if row[1] >= PASSING)
        longest = None if following is None else following - 1
        spans.append(Retention(shortest, longest, sum(row[2] for row in rows), recalled))
    return tuple(spans)


def _hard_cards(connection: sqlite3.Connection, lapses: int, limit: int) -> tuple[HardCard, ...]:
    rows = connection.execute(
        "SELECT s.guid, s.number, d.key, s.lapses, s.ease, s.reviews, s.recalled, s.suspended = 1 FROM main.card AS s"
        " CROSS JOIN catalogue.card AS c ON c.progress = s.id CROSS JOIN catalogue.deck AS d ON d.id = c.deck"
        " WHERE s.lapses > 0 AND s.lapses >= ? ORDER BY s.lapses DESC, s.ease, s.id LIMIT ?",
        (lapses, limit),
    )
    return tuple([HardCard(CardKey(guid, number), *rest) for guid, number, *rest in rows])


# The columns of a Group but its name, over cards of the catalogue.
_SUMS = (
    "count(*) AS cards, count(s.due) AS begun,"
    " count(*) FILTER (WHERE s.due <= :day AND s.suspended = 0 AND coalesce(s.buried, 0) <= :day) AS due,"
    " coalesce(sum(s.suspended), 0) AS suspended, coalesce(sum(s.reviews), 0) AS reviews,"
    " coalesce(sum(s.recalled), 0) AS recalled, coalesce(sum(s.taken_ms), 0) AS taken_ms"
    " FROM catalogue.card AS c LEFT JOIN main.card AS s ON s.id = c.progress"
)
_BY_DECK = (
    f"WITH sums AS MATERIALIZED (SELECT c.deck, {_SUMS} GROUP BY c.deck)"
    " SELECT key, cards, begun, due, suspended, reviews, recalled, taken_ms"
    " FROM sums JOIN catalogue.deck ON deck.id = sums.deck ORDER BY key"
)
# A card has several tags: cards are summed once for each set of tags, and not once for each tag.
_BY_TAG = (
    f"WITH sums AS MATERIALIZED (SELECT c.tag_set, {_SUMS} GROUP BY c.tag_set)"
    " SELECT name, sum(cards), sum(begun), sum(due), sum(suspended), sum(reviews), sum(recalled), sum(taken_ms)"
    " FROM sums JOIN catalogue.tag_set ON tag_set.id = sums.tag_set GROUP BY name ORDER BY name"
)


def _groups(connection: sqlite3.Connection, day: int, statement: str) -> tuple[Group, ...]:
    return tuple([Group(*row) for row in connection.execute(statement, {"day": day})])
