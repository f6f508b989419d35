"""Make up years of learning, to measure a review with: a progress database and a catalogue in one folder.

Run as: python benchmarks/review_data.py FOLDER [CARDS] [ENTRIES]
"""

from __future__ import annotations

import itertools
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lalaflash.model import DeckOptions, NoteKind
from lalaflash.review.card_text import CardText
from lalaflash.review.catalogue import DeckEntry, NoteEntry, open_catalogue
from lalaflash.review.fold import apply
from lalaflash.review.state import NEW, CardKey, CardState, Event, EventKind, Moment
from lalaflash.review.store.database import open_database
from lalaflash.review.store.rows import Stored, derived, insert_card, insert_entry, update_card

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = 739_900
_DAY_MS = 86_400_000
_EPOCH = 719_163  # the ordinal of 1970-01-01
_YEARS = 3
_DECKS = 10
_BEGUN = 0.9  # of all cards
_QUALITIES = (1, 3, 4, 4, 4, 4, 4, 4, 5, 5)


def instant(day: int) -> int:
    """Return noon of a study day."""
    return (day - _EPOCH) * _DAY_MS + _DAY_MS // 2


def histories(cards: int, entries: int) -> Iterator[tuple[CardKey, list[Event]]]:
    """Yield the cards that were begun with their events; about ``entries`` in all."""
    dice = random.Random(1)
    begun = int(cards * _BEGUN)
    for index in range(begun):
        key = key_of(index)
        day = TODAY - 365 * _YEARS + index * 365 * _YEARS // begun
        yield key, list(itertools.islice(_events(key, day, dice), 3 * entries // begun))


def _events(key: CardKey, day: int, dice: random.Random) -> Iterator[Event]:
    state: CardState = NEW
    at_ms = instant(day) + dice.randrange(_DAY_MS // 4)
    while day <= TODAY - 1 - dice.randrange(2):
        event = Event(key, EventKind.ANSWER, Moment(at_ms, day), dice.choice(_QUALITIES), dice.randrange(20_000), "sm2")
        yield event
        state = apply(state, event).state
        if state.drill:
            at_ms += 60_000
        else:
            day = max(day + 1, (state.due or day) + dice.randrange(3))
            at_ms = instant(day) + dice.randrange(_DAY_MS // 4)


def key_of(index: int) -> CardKey:
    """Return the key of a card; every two cards are of one note."""
    return CardKey(f"{index // 2 * 7919:012x}", 1 + index % 2)


def fill_progress(path: Path, cards: int, entries: int) -> int:
    """Fill the database ``path``; return how many entries it has."""
    rows = []
    with open_database(path) as database, database.writing() as connection:
        for key, events in histories(cards, entries):
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


def fill_catalogue(path: Path, cards: int) -> None:
    """Fill the catalogue ``path`` with ``cards`` cards in some decks."""
    size = cards // _DECKS
    with open_catalogue(path) as catalogue:
        for deck in range(_DECKS):
            notes = [
                NoteEntry(
                    key_of(index).guid,
                    (1, 2),
                    f"cards/{deck}.yaml",
                    index,
                    CardText(
                        NoteKind.CLOZE,
                        f"The {{{{answer {index}}}}} stands in a {{{{sentence}}}} of some length, as usual",
                    ),
                    (f"deck{deck}", f"deck{deck}::part{index % 7}"),
                )
                for index in range(deck * size, (deck + 1) * size, 2)
            ]
            entry = DeckEntry(f"deck{deck}", f"Deck {deck}", DeckOptions())
            catalogue.replace_deck(entry, notes, (), read_at_ns=0)


def main() -> None:
    """Make the data."""
    folder = Path(sys.argv[1])
    cards, entries = (int(argument) for argument in (*sys.argv[2:], *("100000", "1000000")[len(sys.argv) - 2 :]))
    folder.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{fill_progress(folder / 'progress.db', cards, entries)} entries\n")
    fill_catalogue(folder / "catalogue.db", cards)


if __name__ == "__main__":
    main()
