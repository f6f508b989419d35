"""What to ask in a sitting, and in which order: plain rows in, a tuple of slots out.

Due cards come first, the most overdue in relation to their interval before the others; new cards are mixed in evenly,
in the author's order; drills left open by an earlier sitting come last, as SM-2's own drill does. Cards of one note are
kept apart: among due cards by a distance, and a new card waits for a day on which no other card of its note is asked,
as Anki's "bury new siblings" has it.
"""

from __future__ import annotations

import itertools
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.review.state import CardKey, Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

DISTANCE = 5  # how many cards lie between two of one note, where there are others


class Wanted(NamedTuple):
    """What the learner asks for; empty means everything.

    Every tag and every word of ``search`` must fit; a tag stands for those below it, too. ``limit`` counts cards,
    ``new`` replaces each deck's limit of new cards a day. ``cram`` asks any cards, due or not.
    """

    decks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    search: str = ""
    limit: int | None = None
    new: int | None = None
    cram: bool = False


class Slot(NamedTuple):
    """One card of the plan, and as what it is asked."""

    card: CardKey
    phase: Phase


class Candidate(NamedTuple):
    """A card that could be asked, and the deck that counts it."""

    card: CardKey
    deck: int


class Allowance(NamedTuple):
    """How many cards a deck may still ask today."""

    new: int
    reviews: int


class _Budget:
    """Counts down what the decks may still ask."""

    def __init__(self, left: dict[int, int]) -> None:
        self._left = left

    def take(self, deck: int) -> bool:
        if self._left.get(deck, 0) <= 0:
            return False
        self._left[deck] -= 1
        return True

    def is_spent(self) -> bool:
        return not any(left > 0 for left in self._left.values())


def plan(
    due: Iterable[Candidate],
    new: Mapping[int, Iterable[CardKey]],
    drills: Iterable[CardKey],
    *,
    allowances: Mapping[int, Allowance],
    answered_today: Set[str],
    limit: int | None = None,
) -> tuple[Slot, ...]:
    """Return the slots of a sitting. ``due``, and each deck's ``new``, are in order and read no further than needed.

    ``answered_today`` are the guids of notes that were answered today; ``limit`` counts all slots but the drill's.
    """
    reviews = [Slot(card, Phase.REVIEW) for card in _choose_due(due, allowances)]
    open_drills = [Slot(card, Phase.DRILL) for card in drills]
    busy = answered_today | {slot.card.guid for slot in (*reviews, *open_drills)}
    first_time = [Slot(card, Phase.NEW) for card in _choose_new(new, allowances, busy)]
    mixed = mix(keep_apart(reviews, DISTANCE), first_time)
    return (*mixed[:limit], *open_drills)


def mix(reviews: Sequence[Slot], first_time: Sequence[Slot]) -> list[Slot]:
    """Spread new cards evenly among the others, each list in its order; a review goes first."""
    total = len(reviews) + len(first_time)
    mixed: list[Slot] = []
    reviews_left, new_left = iter(reviews), iter(first_time)
    for index in range(total):
        is_new = (index + 1) * len(first_time) // total > index * len(first_time) // total
        mixed.append(next(new_left if is_new else reviews_left))
    return mixed


def keep_apart(slots: Iterable[Slot], distance: int) -> list[Slot]:
    """Put ``distance`` cards between two of one note, as far as others are there to be put; else keep the order."""
    waiting: dict[str, deque[Slot]] = {}
    recent: deque[str] = deque(maxlen=distance)
    placed: list[Slot] = []

    def place(guid: str) -> None:
        placed.append(waiting[guid].popleft())
        if not waiting[guid]:
            del waiting[guid]
        recent.append(guid)

    for slot in slots:
        waiting.setdefault(slot.card.guid, deque()).append(slot)
        # At most `distance` notes are recent, so that this looks at few, however many wait.
        ready = next((guid for guid in waiting if guid not in recent), None)
        if ready is not None:
            place(ready)
    while waiting:
        place(next((guid for guid in waiting if guid not in recent), next(iter(waiting))))
    return placed


def _choose_due(due: Iterable[Candidate], allowances: Mapping[int, Allowance]) -> Iterator[CardKey]:
    budget = _Budget({deck: allowance.reviews for deck, allowance in allowances.items()})
    for card, deck in due:
        if budget.take(deck):
            yield card
        if budget.is_spent():
            return


def _choose_new(
    new: Mapping[int, Iterable[CardKey]], allowances: Mapping[int, Allowance], busy: Set[str]
) -> Iterator[CardKey]:
    met: set[str] = set()
    for deck, cards in new.items():
        yield from itertools.islice(_one_of_a_note(cards, busy, met), allowances[deck].new)


def _one_of_a_note(cards: Iterable[CardKey], busy: Set[str], met: set[str]) -> Iterator[CardKey]:
    for card in cards:
        if card.guid not in busy and card.guid not in met:
            met.add(card.guid)
            yield card
