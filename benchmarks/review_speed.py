"""Measure a review on the data of ``review_data.py``, beside the floor: bare SQLite, and one durable commit.

Run as: python benchmarks/review_speed.py FOLDER
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from review_data import TODAY, instant

from lalaflash.review.agenda import Wanted
from lalaflash.review.candidates import count_due, plan_sitting
from lalaflash.review.catalogue import open_catalogue
from lalaflash.review.links import join
from lalaflash.review.sitting import Sitting
from lalaflash.review.state import Moment
from lalaflash.review.stats import decks, figures
from lalaflash.review.store.database import open_database
from lalaflash.review.store.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

_ANSWERS = 100
_TIMES = 5


def timed(name: str, work: Callable[[], object], times: int = _TIMES) -> None:
    """Print the first and the middle time that ``work`` takes."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    sys.stdout.write(f"{name:32} first {taken[0]:8.1f} ms   median {sorted(taken)[times // 2]:8.2f} ms\n")


def durable_commit(folder: Path) -> Callable[[], object]:
    """Return what writes one row durably, and nothing else."""
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS t (x)")
    return lambda: connection.execute("INSERT INTO t VALUES (1)")


def main() -> None:
    """Measure."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        timed("floor: one durable commit", durable_commit(Path(scratch)), _ANSWERS)
    start = time.perf_counter()
    database = open_database(folder / "progress.db")
    catalogue = open_catalogue(folder / "catalogue.db")
    join(database, catalogue)
    sys.stdout.write(f"open both and link               {(time.perf_counter() - start) * 1000:8.1f} ms\n")
    now = [instant(TODAY)]
    timed("plan", lambda: plan_sitting(database, Wanted(), TODAY))
    timed("plan, one deck", lambda: plan_sitting(database, Wanted(decks=("deck9",)), TODAY))
    timed("plan, one tag", lambda: plan_sitting(database, Wanted(tags=("deck9::part3",)), TODAY))
    timed("plan, a search", lambda: plan_sitting(database, Wanted(search="answer 99"), TODAY))
    timed("plan, everything due in a month", lambda: plan_sitting(database, Wanted(), TODAY + 30))
    timed("count due tomorrow", lambda: count_due(database, Wanted(), TODAY + 1))
    sitting = Sitting(
        Progress(database), catalogue, plan_sitting(database, Wanted(), TODAY), lambda: Moment(now[0], TODAY)
    )
    timed("first card", sitting.show, 1)

    def answer() -> None:
        now[0] += 3_000
        sitting.answer(4)
        sitting.show()

    timed("answer, next card", answer, _ANSWERS)
    timed("undo, card again", lambda: (sitting.undo(), sitting.show()), _ANSWERS)
    timed("decks", lambda: decks(database, TODAY))
    timed("all figures", lambda: figures(database, TODAY))
    database.close()


if __name__ == "__main__":
    main()
