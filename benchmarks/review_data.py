"""Make up a project and years of learning its cards, to measure a review with.

Called as: review_data.py FOLDER [CARDS] [ENTRIES]. The cards go to FOLDER/project, progress to FOLDER/data.
"""

from __future__ import annotations

import itertools
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sample import write_project

from lalaflash.review.catalogue import FILE_NAME as CATALOGUE
from lalaflash.review.fold import apply
from lalaflash.review.state import NEW, CardKey, CardState, Event, EventKind, Moment
from lalaflash.review.store.database import open_database
from lalaflash.review.store.location import FILE_NAME as PROGRESS
from lalaflash.review.store.rows import Stored, derived, insert_card, insert_entry, update_card
from lalaflash.review.study_day import study_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DAY_MS = 86_400_000
_EPOCH = 719_163  # the ordinal of 1970-01-01
_YEARS = 3
_CARDS_AN_ENTRY = 1.25  # of the sample: every fourth has two gaps
_CARDS_A_FILE = 1_000
_BEGUN = 0.9  # of all cards
_QUALITIES = (1, 3, 4, 4, 4, 4, 4, 4, 5, 5)


def make(folder: Path, cards: int, entries: int) -> None:
    """Make ``folder`` with about so many cards and entries of the log."""
    write_project(folder / "project", round(cards / _CARDS_AN_ENTRY), _CARDS_A_FILE)
    time.sleep(2.5)  # files that have just changed are read again the next time
    environment = {**os.environ, "LALAFLASH_DATA": str(folder / "data")}
    command = (sys.executable, "-m", "lalaflash", "-C", str(folder / "project"), "decks")
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    today = study_day(time.time_ns() // 1_000_000, None)
    fill_progress(folder / "data" / PROGRESS, _keys(folder), entries, today)


def fill_progress(path: Path, keys: Sequence[CardKey], entries: int, today: int) -> int:
    """Fill the database ``path``; return how many entries it has."""
    rows = []
    with open_database(path) as database, database.writing_much() as connection:
        for key, events in _histories(keys, entries, today):
            card_id = insert_card(connection, key)
            state = NEW
            for event in events:
                step = apply(state, event)
                state = step.state
                rows.append((event.when.at_ms, card_id, event, derived(step)))
            update_card(connection, card_id, Stored(state, len(events)))
        for _, card_id, event, (phase, interval) in sorted(rows, key=lambda row: row[:2]):
            insert_entry(connection, card_id, event, phase=phase, interval=interval)
    return len(rows)


def _keys(folder: Path) -> list[CardKey]:
    with closing(sqlite3.connect(folder / "project" / ".lalaflash" / CATALOGUE)) as connection:
        return [CardKey(*row) for row in connection.execute("SELECT guid, number FROM card ORDER BY id")]


def _histories(keys: Sequence[CardKey], entries: int, today: int) -> Iterator[tuple[CardKey, list[Event]]]:
    """Yield the cards that were begun with their events; about ``entries`` in all."""
    dice = random.Random(1)
    begun = int(len(keys) * _BEGUN)
    for index, key in enumerate(keys[:begun]):
        first = today - 365 * _YEARS + index * 365 * _YEARS // begun
        yield key, list(itertools.islice(_events(key, first, today, dice), 3 * entries // begun))


def _events(key: CardKey, day: int, today: int, dice: random.Random) -> Iterator[Event]:
    state: CardState = NEW
    at_ms = _instant(day) + dice.randrange(DAY_MS // 4)
    while day <= today - 1 - dice.randrange(2):
        event = Event(key, EventKind.ANSWER, Moment(at_ms, day), dice.choice(_QUALITIES), dice.randrange(20_000), "sm2")
        yield event
        state = apply(state, event).state
        if state.drill:
            at_ms += 60_000
        else:
            day = max(day + 1, (state.due or day) + dice.randrange(3))
            at_ms = _instant(day) + dice.randrange(DAY_MS // 4)


def _instant(day: int) -> int:
    """Return noon of a study day, in UTC."""
    return (day - _EPOCH) * DAY_MS + DAY_MS // 2


def main() -> None:
    """Make the data."""
    cards, entries = (int(argument) for argument in (*sys.argv[2:], *("100000", "1000000")[len(sys.argv) - 2 :]))
    make(Path(sys.argv[1]), cards, entries)


if __name__ == "__main__":
    main()
