"""How learning goes over time in each deck and with each tag: one pass over a year's log, however many there are.

Counting the days of bundles needs a look at the card of each entry. So it is done only where it is asked for, and the
cards are put into a table of their own before, which is quicker to look into than the catalogue. The days of all cards
together are then added up from those of the bundles.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.review.agenda import Wanted
from lalaflash.review.conditions import EVERYTHING, chosen_cards
from lalaflash.review.figures import FORECAST_DAYS, HEATMAP_DAYS, Course, DayTotal, Figures, forecast, retention
from lalaflash.review.leeches import LEECH_LAPSES, LEECH_TAG
from lalaflash.review.sm2 import PASSING
from lalaflash.review.state import Phase
from lalaflash.review.stats import beside_course, bundle_names, bundle_sums, retained
from lalaflash.review.store.rows import SPAN_COLUMNS, spans_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from lalaflash.review.conditions import Condition
    from lalaflash.review.stats import Bundle
    from lalaflash.review.store.database import Database


class Courses(NamedTuple):
    """The figures of all cards wanted, and the course of each deck, by its key, and of each tag.

    ``nothing`` is the course of those of which no card was ever touched.
    """

    figures: Figures
    decks: Mapping[str, Course]
    tags: Mapping[str, Course]
    nothing: Course


class _Tally:
    """Adds up the rows of bundles that have a name in common."""

    def __init__(self) -> None:
        self._days: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        self._due: Counter[int] = Counter()
        self._spans: list[tuple[int, ...]] = [(0,) * len(SPAN_COLUMNS)]

    def add_day(self, day: int, numbers: tuple[int, ...]) -> None:
        self._days[day].append(numbers)

    def add_due(self, day: int, cards: int) -> None:
        self._due[day] += cards

    def add_spans(self, numbers: tuple[int, ...]) -> None:
        self._spans.append(numbers)

    def course(self, today: int) -> Course:
        days = [DayTotal(day, *map(sum, zip(*rows, strict=True))) for day, rows in sorted(self._days.items())]
        spans = spans_of(tuple(map(sum, zip(*self._spans, strict=True))))
        return Course(tuple(days), forecast(self._due, today), retention(spans))


def courses(database: Database, day: int, wanted: Wanted = Wanted()) -> Courses:  # noqa: B008 (frozen)
    """Work out all figures, with the course of each deck and tag as far as cards of them are wanted."""
    with (
        database.reading() as connection,
        chosen_cards(connection, wanted) as condition,
        _counted(connection, condition),
    ):
        decks: dict[str, _Tally] = defaultdict(_Tally)
        tags: dict[str, _Tally] = defaultdict(_Tally)
        whole = _Tally()
        tallies: dict[int | None, list[_Tally]] = {
            number: [whole, decks[bundle.deck], *(tags[name] for name in bundle.tags)]
            for number, bundle in _bundles(connection).items()
        }
        tallies[None] = [whole]
        for bundle, on, *numbers in _day_rows(connection, day, condition):
            for tally in tallies[bundle]:
                tally.add_day(on, tuple(numbers))
        for bundle, on, cards in _due_rows(connection, day):
            for tally in tallies[bundle]:
                tally.add_due(on, cards)
        sums = bundle_sums(connection, day, condition, with_spans=True)
        for bundle_sum in sums.cards:
            whole.add_spans(bundle_sum.spans)
            decks[bundle_sum.bundle.deck].add_spans(bundle_sum.spans)
        for name, bundle_sum in sums.tagged():
            tags[name].add_spans(bundle_sum.spans)
        course = whole.course(day)
        if condition == EVERYTHING:  # what vanished counts as well, and is in no bundle
            course = dataclasses.replace(course, retention=retained(connection, condition))
        return Courses(
            Figures(day, course, *beside_course(connection, condition, sums)),
            {name: tally.course(day) for name, tally in decks.items()},
            {name: tally.course(day) for name, tally in tags.items()},
            _Tally().course(day),
        )


@contextlib.contextmanager
def _counted(connection: sqlite3.Connection, condition: Condition) -> Iterator[None]:
    """Put the cards wanted that were ever touched into ``temp.counted``, each with the number of its bundle.

    Leeches are bundled apart from others, since they have a tag more: their bundles have odd numbers.
    """
    connection.execute(
        "CREATE TEMP TABLE bundle (id INTEGER PRIMARY KEY, deck INTEGER, tag_set INTEGER, UNIQUE (deck, tag_set))"
    )
    connection.execute("CREATE TEMP TABLE counted (card INTEGER PRIMARY KEY, bundle INTEGER NOT NULL)")
    try:
        connection.execute("INSERT INTO temp.bundle (deck, tag_set) SELECT DISTINCT deck, tag_set FROM catalogue.card")
        connection.execute(
            "INSERT INTO temp.counted"
            f" SELECT c.progress, 2 * b.id + (c.progress IN (SELECT id FROM main.card WHERE lapses >= {LEECH_LAPSES}))"
            " FROM catalogue.card AS c CROSS JOIN temp.bundle AS b ON b.deck = c.deck AND b.tag_set = c.tag_set"
            f" WHERE c.progress > 0 AND {condition.sql} ORDER BY c.progress",
            condition.values,
        )
        yield
    finally:
        connection.execute("DROP TABLE temp.counted")
        connection.execute("DROP TABLE temp.bundle")


def _bundles(connection: sqlite3.Connection) -> dict[int, Bundle]:
    named = bundle_names(connection)
    bundles = {}
    for number, deck, tag_set in connection.execute("SELECT id, deck, tag_set FROM temp.bundle"):
        bundle = named(deck, tag_set)
        bundles[2 * number] = bundle
        bundles[2 * number + 1] = bundle._replace(tags=bundle.tags | {LEECH_TAG})
    return bundles


def _day_rows(
    connection: sqlite3.Connection, day: int, condition: Condition
) -> Iterator[tuple[int | None, int, *tuple[int, ...]]]:
    """Yield bundle, day, and the numbers of a DayTotal. Sorting each day alone takes half the time.

    Where all is counted, so are the answers to cards that vanished: their bundle is None.
    """
    join = "LEFT JOIN" if condition == EVERYTHING else "CROSS JOIN"
    for on in range(day - HEATMAP_DAYS + 1, day + 1):
        yield from connection.execute(
            "SELECT bundle, day,"
            f" count(*) FILTER (WHERE phase = '{Phase.NEW}'),"
            f" count(*) FILTER (WHERE phase = '{Phase.REVIEW}'),"
            f" count(*) FILTER (WHERE phase = '{Phase.REVIEW}' AND quality >= {PASSING}),"
            f" count(*) FILTER (WHERE phase = '{Phase.DRILL}'),"
            f" count(*) FILTER (WHERE phase = '{Phase.CRAM}'), sum(taken_ms)"
            f" FROM main.log AS l INDEXED BY log_day {join} temp.counted AS b ON b.card = l.card"
            " WHERE phase IS NOT NULL AND day = ? GROUP BY bundle",
            (on,),
        )


def _due_rows(connection: sqlite3.Connection, day: int) -> Iterable[tuple[int, int, int]]:
    return connection.execute(
        "SELECT bundle, max(due, coalesce(buried, 0), :day) AS asked, count(*)"
        " FROM temp.counted AS b CROSS JOIN main.card AS s ON s.id = b.card"
        " WHERE suspended = 0 AND due < :end GROUP BY bundle, asked",
        {"day": day, "end": day + FORECAST_DAYS},
    )
