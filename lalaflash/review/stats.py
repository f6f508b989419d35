"""Where a learner stands, counted by the database.

Without a narrower wish, days and retention are counted over the whole log, in the order of its indexes and without a
look at any card. Cards that share their deck and their tags are summed up together, as a bundle, and not once for each
of their tags.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.review.agenda import Wanted
from lalaflash.review.conditions import Condition, condition_for
from lalaflash.review.figures import (
    FORECAST_DAYS,
    HEATMAP_DAYS,
    NEXT_DAYS,
    Course,
    DayTotal,
    Figures,
    Group,
    HardCard,
    Recall,
    forecast,
    retention,
)
from lalaflash.review.leeches import LEECH_LAPSES, LEECH_TAG
from lalaflash.review.sm2 import PASSING, WORST
from lalaflash.review.state import CardKey, Phase

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from lalaflash.review.figures import DueOn, Retention
    from lalaflash.review.store.database import Database

HARDEST = 20
_CARDS = "catalogue.card AS c LEFT JOIN main.card AS s ON s.id = c.progress"
_LEECHES = f"main.card AS s CROSS JOIN catalogue.card AS c ON c.progress = s.id AND s.lapses >= {LEECH_LAPSES}"
_TOTALS = ", ".join(
    f"coalesce(sum(s.{name}), 0)"
    for name in ("suspended", "reviews", "recalled", "mature_reviews", "mature_recalled", "taken_ms")
)
_ALL = Wanted()
_NO_CONDITION = Condition("1", {})


class Bundle(NamedTuple):
    """What cards have in common: the key of their deck, and their tags in small letters."""

    deck: str
    tags: frozenset[str]


class _Sums(NamedTuple):
    bundle: Bundle
    numbers: tuple[int, ...]


def figures(database: Database, day: int, wanted: Wanted = _ALL) -> Figures:
    """Work out all figures of the cards wanted; the catalogue stands beside ``database`` (see ``links``)."""
    with database.reading() as connection:
        condition = condition_for(connection, wanted)
        sums = _sums(connection, day, condition, _CARDS)
        return Figures(
            day,
            Course(
                _days(connection, day, condition),
                _forecast(connection, day, condition),
                _retention(connection, condition),
            ),
            _hard_cards(connection, 1, HARDEST, condition),
            _by_deck(sums),
            _by_tag(sums, _sums(connection, day, condition, _LEECHES)),
        )


def decks(database: Database, day: int) -> tuple[Group, ...]:
    """Return the figures of each deck, by its key."""
    with database.reading() as connection:
        return _by_deck(_sums(connection, day, _NO_CONDITION, _CARDS))


def leeches(database: Database, wanted: Wanted = _ALL) -> tuple[HardCard, ...]:
    """Return all leeches among the cards wanted, the most often forgotten first."""
    with database.reading() as connection:
        return _hard_cards(connection, LEECH_LAPSES, -1, condition_for(connection, wanted))


def bundle_names(connection: sqlite3.Connection) -> Callable[[int, int], Bundle]:
    """Return what names a bundle, from the ids of its deck and of its set of tags."""
    deck_keys = dict(connection.execute("SELECT id, key FROM catalogue.deck"))
    tags = defaultdict(set)
    for tag_set, name in connection.execute("SELECT id, name FROM catalogue.tag_set"):
        tags[tag_set].add(name)
    return lambda deck, tag_set: Bundle(deck_keys[deck], frozenset(tags.get(tag_set, ())))


def _days(connection: sqlite3.Connection, day: int, condition: Condition) -> tuple[DayTotal, ...]:
    """Sum up each day. The database counts in the order of its index; six sums at once take it twice the time."""
    rows = connection.execute(
        "SELECT day, phase, quality, count(*), sum(taken_ms) FROM main.log INDEXED BY log_day"
        f" WHERE phase IS NOT NULL AND day > :before AND day <= :day{_of_cards(condition)}"
        " GROUP BY day, phase, quality",
        {"before": day - HEATMAP_DAYS, "day": day, **condition.values},
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


def _forecast(connection: sqlite3.Connection, day: int, condition: Condition) -> tuple[DueOn, ...]:
    """Count a card on the day on which it may be asked: today where it is overdue, later where it is buried."""
    counts = dict(
        connection.execute(
            "SELECT max(s.due, coalesce(s.buried, 0), :day) AS asked, count(*)"
            " FROM main.card AS s CROSS JOIN catalogue.card AS c ON c.progress = s.id"
            f" WHERE s.suspended = 0 AND s.due < :end AND {condition.sql} GROUP BY asked",
            {"day": day, "end": day + FORECAST_DAYS, **condition.values},
        ).fetchall()
    )
    return forecast(counts, day)


def _retention(connection: sqlite3.Connection, condition: Condition) -> tuple[Retention, ...]:
    rows = connection.execute(
        f"SELECT interval, count(*), count(*) FILTER (WHERE quality >= {PASSING})"
        " FROM main.log INDEXED BY log_retention"
        f" WHERE phase = '{Phase.REVIEW}'{_of_cards(condition)} GROUP BY interval",
        condition.values,
    )
    return retention((interval, Recall(reviews, recalled)) for interval, reviews, recalled in rows)


def _of_cards(condition: Condition) -> str:
    """Return what a query on the log must say to count the cards of ``condition`` only; nothing where all count."""
    if condition == _NO_CONDITION:
        return ""
    return f" AND card IN (SELECT progress FROM catalogue.card AS c WHERE progress > 0 AND {condition.sql})"


def _hard_cards(connection: sqlite3.Connection, lapses: int, limit: int, condition: Condition) -> tuple[HardCard, ...]:
    rows = connection.execute(
        "SELECT s.guid, s.number, d.key, s.lapses, s.ease, s.reviews, s.recalled, s.suspended = 1 FROM main.card AS s"
        " CROSS JOIN catalogue.card AS c ON c.progress = s.id CROSS JOIN catalogue.deck AS d ON d.id = c.deck"
        f" WHERE s.lapses > 0 AND s.lapses >= :lapses AND {condition.sql}"
        " ORDER BY s.lapses DESC, s.ease, s.id LIMIT :limit",
        {"lapses": lapses, "limit": limit, **condition.values},
    )
    return tuple([HardCard(CardKey(guid, number), *rest) for guid, number, *rest in rows])


def _sums(connection: sqlite3.Connection, day: int, condition: Condition, cards: str) -> list[_Sums]:
    """Sum up each bundle of ``cards``: the numbers of a Group. Grouped in the order of an index, and so not sorted."""
    rows = connection.execute(
        "SELECT c.deck, c.tag_set, count(*), count(s.due),"
        " count(*) FILTER (WHERE s.due <= :day AND s.suspended = 0 AND coalesce(s.buried, 0) <= :day),"
        " count(*) FILTER (WHERE s.due < :end AND s.suspended = 0 AND coalesce(s.buried, 0) < :end),"
        f" {_TOTALS} FROM {cards} WHERE {condition.sql} GROUP BY c.tag_set, c.deck",
        {"day": day, "end": day + NEXT_DAYS, **condition.values},
    ).fetchall()
    named = bundle_names(connection)
    return [_Sums(named(*row[:2]), row[2:]) for row in rows]


def _by_deck(sums: Sequence[_Sums]) -> tuple[Group, ...]:
    return _groups((bundle.deck, numbers) for bundle, numbers in sums)


def _by_tag(sums: Sequence[_Sums], leeches: Sequence[_Sums]) -> tuple[Group, ...]:
    """Return the tags, that of leeches among them; ``leeches`` are summed up in ``sums``, too."""
    tagged = [(name, numbers) for bundle, numbers in sums for name in bundle.tags]
    return _groups(tagged + [(LEECH_TAG, numbers) for bundle, numbers in leeches if LEECH_TAG not in bundle.tags])


def _groups(named: Iterable[tuple[str, tuple[int, ...]]]) -> tuple[Group, ...]:
    """Sum up what has a name in common, by the names."""
    found: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for name, numbers in named:
        found[name].append(numbers)
    return tuple([Group(name, *map(sum, zip(*rows, strict=True))) for name, rows in sorted(found.items())])
