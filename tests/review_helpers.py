"""What the tests of the review share: a database, cards, events, a clock that they turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.model import DeckOptions, NoteKind
from lalaflash.review.agenda import Slot, Wanted
from lalaflash.review.candidates import plan_sitting
from lalaflash.review.card_text import CardText
from lalaflash.review.catalogue import Catalogue, DeckEntry, NoteEntry, open_catalogue
from lalaflash.review.fold import fold
from lalaflash.review.links import join, relink
from lalaflash.review.sitting import Sitting
from lalaflash.review.state import CardKey, CardState, Event, EventKind, Moment
from lalaflash.review.store.database import open_database
from lalaflash.review.store.progress import Progress, Recorded
from lalaflash.review.store.rows import STATE_COLUMNS, state_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lalaflash.review.store.database import Database

DAY = 738_000
DAY_MS = 86_400_000


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self, day: int = DAY) -> None:
        self.at_ms = day * DAY_MS - 719_163 * DAY_MS + DAY_MS // 2
        self.day = day

    def __call__(self) -> Moment:
        return Moment(self.at_ms, self.day)

    def pass_days(self, days: int) -> None:
        self.day += days
        self.at_ms += days * DAY_MS

    def pass_ms(self, milliseconds: int) -> None:
        self.at_ms += milliseconds


def card(index: int, number: int = 1) -> CardKey:
    return CardKey(f"guid{index}", number)


def answer(key: CardKey, quality: int, when: Moment, taken_ms: int = 1_000) -> Event:
    return Event(key, EventKind.ANSWER, when, quality, taken_ms, "sm2")


def act(key: CardKey, kind: EventKind, when: Moment) -> Event:
    return Event(key, kind, when)


def open_progress(folder: Path) -> Progress:
    return Progress(open_database(folder / "progress.db"))


def record(progress: Progress, event: Event) -> Recorded:
    """Record an event on what is stored now."""
    done = progress.record(event, progress.stored(event.card).revision)
    assert isinstance(done, Recorded)
    return done


def all_states(database: Database) -> dict[CardKey, CardState]:
    with database.reading() as connection:
        rows = connection.execute(f"SELECT guid, number, {STATE_COLUMNS} FROM card ORDER BY guid, number").fetchall()
    return {CardKey(*row[:2]): state_of(row[2:]) for row in rows}


def whole_content(database: Database) -> tuple[list[tuple[object, ...]], ...]:
    """Return all rows, but for ids, which follow the order of writing."""
    with database.reading() as connection:
        cards = connection.execute(
            f"SELECT guid, number, revision, {STATE_COLUMNS} FROM card ORDER BY guid, number"
        ).fetchall()
        entries = connection.execute(
            "SELECT guid, number, log.at_ms, day, kind, quality, log.taken_ms, scheduler, undone_at_ms, phase,"
            " log.interval"
            " FROM log JOIN card ON card.id = log.card ORDER BY guid, number, log.at_ms"
        ).fetchall()
    return cards, entries


def assert_log_gives_the_states(progress: Progress) -> None:
    """Fold every card's history without the database's help and compare; nothing may depend on what is stored."""
    states = all_states(progress.database)
    assert {key: fold(progress.history(key)) for key in states} == states


DECK = DeckEntry("deck", "A deck", DeckOptions(new_per_day=20, reviews_per_day=200))


def note(index: int, cards: int = 1, *, tags: tuple[str, ...] = (), front: str = "What?") -> NoteEntry:
    text = CardText(NoteKind.QUESTION, f"{front} {index}", f"That {index}")
    return NoteEntry(f"guid{index}", tuple(range(1, cards + 1)), "cards/a.yaml", index + 1, text, tags)


def fill_catalogue(path: Path, notes: Sequence[NoteEntry], deck: DeckEntry = DECK) -> Catalogue:
    """Open the catalogue ``path`` with one deck of these notes put into it."""
    catalogue = open_catalogue(path)
    catalogue.replace_deck(deck, notes, (), read_at_ns=0)
    return catalogue


class Desk:
    """Progress and a catalogue in one folder, with a clock, as a process that reviews has them."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.progress = open_progress(folder)
        self.catalogue = open_catalogue(folder / "catalogue.db")
        self.clock = clock
        join(self.progress.database, self.catalogue)

    def plan(self, wanted: Wanted = Wanted()) -> tuple[Slot, ...]:  # noqa: B008 (frozen)
        relink(self.progress.database)
        return plan_sitting(self.progress.database, wanted, self.clock.day)

    def sit(self, wanted: Wanted = Wanted(), *, until_ms: int | None = None) -> Sitting:  # noqa: B008
        return Sitting(self.progress, self.catalogue, self.plan(wanted), self.clock, until_ms=until_ms)

    def close(self) -> None:
        self.progress.database.close()
        self.catalogue.__exit__()
