"""How learning goes over time in each deck and with each tag: two passes over the log, however many there are.

Counting the days or the retention of bundles needs a look at the card of each entry. So it is done only where it is
asked for, and the cards are put into a table of their own before, which is quicker to look into than the catalogue.
"""

from __future__ import annotations

import contextlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.review.agenda import Wanted
from lalaflash.review.conditions import condition_for
from lalaflash.review.figures import FORECAST_DAYS, HEATMAP_DAYS, Course, DayTotal, Recall, forecast, retention
from lalaflash.review.leeches import LEECH_LAPSES, LEECH_TAG
from lalaflash.review.sm2 import PASSING
from lalaflash.review.state import Phase
from lalaflash.review.stats import bundle_names

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from lalaflash.review.stats import Bundle
    from lalaflash.review.store.database import Database


class Courses(NamedTuple):
    """The course of each deck, by its key, and of each tag, where any of its cards was ever touched.

    ``nothing`` is the course of all others.
    """

    decks: Mapping[str, Course]
    tags: Mapping[str, Course]
    nothing: Course


class _Tally:
    """Adds up the rows of bundles that have a name in common."""

    def __init__(self) -> None:
        self._days: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        self._due: Counter[int] = Counter()
        self._recalls: list[tuple[int, Recall]] = []

    def add_day(self, day: int, numbers: tuple[int, ...]) -> None:
        self._days[day].append(numbers)

    def add_due(self, day: int, cards: int) -> None:
        self._due[day] += cards

    def add_recall(self, interval: int, reviews: int, recalled: int) -> None:
        self._recalls.append((interval, Recall(reviews, recalled)))

    def course(self, today: int) -> Course:
        days = [DayTotal(day, *map(sum, zip(*rows, strict=True))) for day, rows in sorted(self._days.items())]
        return Course(tuple(days), forecast(self._due, today), retention(self._recalls))


def courses(database: Database, day: int, wanted: Wanted = Wanted()) -> Courses:  # noqa: B008 (frozen)
    """Work out the course of each deck and tag, as far as cards of them are wanted."""
    with database.reading() as connection, _counted(connection, wanted):
        bundles = _bundles(connection)
        decks: dict[str, _Tally] = defaultdict(_Tally)
        tags: dict[str, _Tally] = defaultdict(_Tally)
        tallies = {
            number: [decks[bundle.deck], *(tags[name] for name in bundle.tags)] for number, bundle in bundles.items()
        }
        for bundle, on, *numbers in _day_rows(connection, day):
            for tally in tallies[bundle]:
                tally.add_day(on, tuple(numbers))
        for bundle, on, cards in _due_rows(connection, day):
            for tally in tallies[bundle]:
                tally.add_due(on, cards)
        for bundle, interval, reviews, recalled in _recall_rows(connection):
            for tally in tallies[bundle]:
                tally.add_recall(interval, reviews, recalled)
    return Courses(
        {name: tally.course(day) for name, tally in decks.items()},
        {name: tally.course(day) for name, tally in tags.items()},
        _Tally().course(day),
    )


@contextlib.contextmanager
def _counted(connection: sqlite3.Connection, wanted: Wanted) -> Iterator[None]:
    """Put the cards wanted that were ever touched into ``temp.counted``, each with the number of its bundle.

    Leeches are bundled apart from others, since they have a tag more.
    """
    condition = condition_for(connection, wanted)
    connection.execute(
        "CREATE TEMP TABLE bundle (id INTEGER PRIMARY KEY, deck INTEGER, tag_set INTEGER, leech INTEGER,"
        " UNIQUE (deck, tag_set, leech))"
    )
    connection.execute("CREATE TEMP TABLE counted (card INTEGER PRIMARY KEY, bundle INTEGER NOT NULL)")
    try:
        cards = "FROM main.card AS s CROSS JOIN catalogue.card AS c ON c.progress = s.id"
        connection.execute(
            "INSERT INTO temp.bundle (deck, tag_set, leech)"
            f" SELECT DISTINCT c.deck, c.tag_set, s.lapses >= {LEECH_LAPSES} {cards} WHERE {condition.sql}",
            condition.values,
        )
        connection.execute(
            f"INSERT INTO temp.counted SELECT s.id, b.id {cards} CROSS JOIN temp.bundle AS b"
            f" ON b.deck = c.deck AND b.tag_set = c.tag_set AND b.leech = (s.lapses >= {LEECH_LAPSES})"
            f" WHERE {condition.sql} ORDER BY s.id",
            condition.values,
        )
        yield
    finally:
        connection.execute("DROP TABLE temp.counted")
        connection.execute("DROP TABLE temp.bundle")


def _bundles(connection: sqlite3.Connection) -> dict[int, Bundle]:
    named = bundle_names(connection)
    bundles = {}
    for number, deck, tag_set, is_leech in connection.execute("SELECT id, deck, tag_set, leech FROM temp.bundle"):
        bundle = named(deck, tag_set)
        bundles[number] = bundle._replace(tags=bundle.tags | {LEECH_TAG}) if is_leech else bundle
    return bundles


def _day_rows(connection: sqlite3.Connection, day: int) -> Iterable[tuple[int, ...]]:
    """Return bundle, day, and the numbers of a DayTotal. In the order of the index, sorting takes half the time."""
    return connection.execute(
        "SELECT bundle, day,"
        f" count(*) FILTER (WHERE phase = '{Phase.NEW}'),"
        f" count(*) FILTER (WHERE phase = '{Phase.REVIEW}'),"
        f" count(*) FILTER (WHERE phase = '{Phase.REVIEW}' AND quality >= {PASSING}),"
        f" count(*) FILTER (WHERE phase = '{Phase.DRILL}'),"
        f" count(*) FILTER (WHERE phase = '{Phase.CRAM}'), sum(taken_ms)"
        " FROM main.log AS l INDEXED BY log_day CROSS JOIN temp.counted AS b ON b.card = l.card"
        " WHERE phase IS NOT NULL AND day > ? AND day <= ? GROUP BY day, bundle",
        (day - HEATMAP_DAYS, day),
    )


def _due_rows(connection: sqlite3.Connection, day: int) -> Iterable[tuple[int, int, int]]:
    return connection.execute(
        "SELECT bundle, max(due, coalesce(buried, 0), :day) AS asked, count(*)"
        " FROM temp.counted AS b CROSS JOIN main.card AS s ON s.id = b.card"
        " WHERE suspended = 0 AND due < :end GROUP BY bundle, asked",
        {"day": day, "end": day + FORECAST_DAYS},
    )


def _recall_rows(connection: sqlite3.Connection) -> Iterable[tuple[int, int, int, int]]:
    """Return bundle, interval, reviews, and how many were remembered."""
    return connection.execute(
        f"SELECT bundle, interval, count(*), count(*) FILTER (WHERE quality >= {PASSING})"
        " FROM main.log AS l INDEXED BY log_retention CROSS JOIN temp.counted AS b ON b.card = l.card"
        f" WHERE phase = '{Phase.REVIEW}' GROUP BY interval, bundle"
    )
