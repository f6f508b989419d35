"""Where a learner stands, counted by the database.

Without a narrower wish, days are counted over the whole log, in the order of its index and without a look at any card.
What was remembered is summed up from what each card knows of its own reviews. Cards that share their deck and their
tags are summed up together, as a bundle, and not once for each of their tags.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.review.agenda import Wanted
from lalaflash.review.conditions import EVERYTHING, chosen_cards, condition_for
from lalaflash.review.figures import (
    FORECAST_DAYS,
    HEATMAP_DAYS,
    NEXT_DAYS,
    Course,
    DayTotal,
    Figures,
    Group,
    HardCard,
    forecast,
    retention,
)
from lalaflash.review.leeches import LEECH_LAPSES, LEECH_TAG
from lalaflash.review.sm2 import PASSING, WORST
from lalaflash.review.state import INTERVAL_STEPS, MATURE_DAYS, CardKey, Phase
from lalaflash.review.store.rows import SPAN_COLUMNS, spans_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lalaflash.review.conditions import Condition
    from lalaflash.review.figures import DueOn, Retention
    from lalaflash.review.store.database import Database

HARDEST = 20
_CARDS = "catalogue.card AS c LEFT JOIN main.card AS s ON s.id = c.progress"
_BEGUN = "main.card AS s CROSS JOIN catalogue.card AS c ON c.progress = s.id"
_LEECHES = f"main.card AS s CROSS JOIN catalogue.card AS c ON c.progress = s.id AND s.lapses >= {LEECH_LAPSES}"
_SPAN_SUMS = ", ".join(f"coalesce(sum(s.{name}), 0)" for name in SPAN_COLUMNS)
_MATURE = tuple([days for days in INTERVAL_STEPS if days >= MATURE_DAYS])
_TOTALS = ", ".join(
    f"coalesce(sum({number}), 0)"
    for number in (
        "s.suspended",
        "s.reviews",
        "s.recalled",
        " + ".join(f"s.reviews_{days}" for days in _MATURE),
        " + ".join(f"s.recalled_{days}" for days in _MATURE),
        "s.taken_ms",
    )
)
_ALL = Wanted()


class Bundle(NamedTuple):
    """What cards have in common: the key of their deck, and their tags in small letters."""

    deck: str
    tags: frozenset[str]


class Sums(NamedTuple):
    """The cards of a bundle: the numbers of a Group, and the sums of SPAN_COLUMNS."""

    bundle: Bundle
    numbers: tuple[int, ...]
    spans: tuple[int, ...]


class BundleSums(NamedTuple):
    """All bundles; ``leeches`` of them are among ``cards``, too."""

    cards: list[Sums]
    leeches: list[Sums]

    def tagged(self) -> Iterator[tuple[str, Sums]]:
        """Yield each bundle with each of its tags; leeches have one that stands in no file."""
        yield from ((name, sums) for sums in self.cards for name in sums.bundle.tags)
        yield from ((LEECH_TAG, sums) for sums in self.leeches if LEECH_TAG not in sums.bundle.tags)


def figures(database: Database, day: int, wanted: Wanted = _ALL) -> Figures:
    """Work out all figures of the cards wanted; the catalogue stands beside ``database`` (see ``links``)."""
    with database.reading() as connection, chosen_cards(connection, wanted) as condition:
        course = Course(
            _days(connection, day, condition), _forecast(connection, day, condition), retained(connection, condition)
        )
        return Figures(day, course, *beside_course(connection, condition, bundle_sums(connection, day, condition)))


def beside_course(
    connection: sqlite3.Connection, condition: Condition, sums: BundleSums
) -> tuple[tuple[HardCard, ...], tuple[Group, ...], tuple[Group, ...]]:
    """Return the hardest cards of ``condition``, its decks and its tags."""
    return _hard_cards(connection, 1, HARDEST, condition), _by_deck(sums.cards), _by_tag(sums)


def decks(database: Database, day: int) -> tuple[Group, ...]:
    """Return the figures of each deck, by its key."""
    with database.reading() as connection:
        return _by_deck(_sums(connection, day, EVERYTHING, _CARDS, with_spans=False))


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
            f" FROM {_BEGUN} WHERE s.suspended = 0 AND s.due < :end AND {condition.sql} GROUP BY asked",
            {"day": day, "end": day + FORECAST_DAYS, **condition.values},
        ).fetchall()
    )
    return forecast(counts, day)


def retained(connection: sqlite3.Connection, condition: Condition) -> tuple[Retention, ...]:
    """Sum up what was remembered of the cards of ``condition``; where that is all, also of those that vanished."""
    cards = "main.card AS s" if condition == EVERYTHING else f"{_BEGUN} WHERE {condition.sql}"
    return retention(spans_of(connection.execute(f"SELECT {_SPAN_SUMS} FROM {cards}", condition.values).fetchone()))


def _of_cards(condition: Condition) -> str:
    """Return what a query on the log must say to count the cards of ``condition`` only; nothing where all count."""
    if condition == EVERYTHING:
        return ""
    return f" AND card IN (SELECT progress FROM catalogue.card AS c WHERE progress > 0 AND {condition.sql})"


def _hard_cards(connection: sqlite3.Connection, lapses: int, limit: int, condition: Condition) -> tuple[HardCard, ...]:
    rows = connection.execute(
        "SELECT s.guid, s.number, d.key, s.lapses, s.ease, s.reviews, s.recalled, s.suspended = 1"
        f" FROM {_BEGUN} CROSS JOIN catalogue.deck AS d ON d.id = c.deck"
        f" WHERE s.lapses > 0 AND s.lapses >= :lapses AND {condition.sql}"
        " ORDER BY s.lapses DESC, s.ease, s.id LIMIT :limit",
        {"lapses": lapses, "limit": limit, **condition.values},
    )
    return tuple([HardCard(CardKey(guid, number), *rest) for guid, number, *rest in rows])


def bundle_sums(
    connection: sqlite3.Connection, day: int, condition: Condition, *, with_spans: bool = False
) -> BundleSums:
    """Sum up each bundle of the cards of ``condition``, and of its leeches; without ``with_spans``, spans are empty."""
    return BundleSums(
        _sums(connection, day, condition, _CARDS, with_spans=with_spans),
        _sums(connection, day, condition, _LEECHES, with_spans=with_spans),
    )


def _sums(
    connection: sqlite3.Connection, day: int, condition: Condition, cards: str, *, with_spans: bool
) -> list[Sums]:
    """Sum up each bundle of ``cards``. Grouped in the order of an index, and so not sorted."""
    rows = connection.execute(
        "SELECT c.deck, c.tag_set, count(*), count(s.due),"
        " count(*) FILTER (WHERE s.due <= :day AND s.suspended = 0 AND coalesce(s.buried, 0) <= :day),"
        " count(*) FILTER (WHERE s.due < :end AND s.suspended = 0 AND coalesce(s.buried, 0) < :end),"
        f" {_TOTALS}{f', {_SPAN_SUMS}' if with_spans else ''}"
        f" FROM {cards} WHERE {condition.sql} GROUP BY c.tag_set, c.deck",
        {"day": day, "end": day + NEXT_DAYS, **condition.values},
    ).fetchall()
    named = bundle_names(connection)
    width = len(Group._fields) - 1
    return [Sums(named(*row[:2]), row[2 : 2 + width], row[2 + width :]) for row in rows]


def _by_deck(sums: Iterable[Sums]) -> tuple[Group, ...]:
    return _groups((bundle.deck, numbers) for bundle, numbers, _ in sums)


def _by_tag(sums: BundleSums) -> tuple[Group, ...]:
    return _groups((name, numbers) for name, (_, numbers, _) in sums.tagged())


def _groups(named: Iterable[tuple[str, tuple[int, ...]]]) -> tuple[Group, ...]:
    """Sum up what has a name in common, by the names."""
    found: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for name, numbers in named:
        found[name].append(numbers)
    return tuple([Group(name, *map(sum, zip(*rows, strict=True))) for name, rows in sorted(found.items())])
