"""What is known of a card's learning, and what an event adds to it.

The log is the truth: folding a card's events in their order gives its state (``fold.py``). Days are study days, counted
as proleptic Gregorian ordinals (``datetime.date.toordinal``); instants are UTC milliseconds since the epoch.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, Protocol

MATURE_DAYS = 21  # an interval from which on a card counts as mature; as in Anki (manual, "Statistics")


class CardKey(NamedTuple):
    """A card's name for good: its note's guid, and its cloze or template number from 1."""

    guid: str
    number: int


class Moment(NamedTuple):
    """When something happened: the instant (UTC, ms), and the learner's study day then."""

    at_ms: int
    day: int


class EventKind(StrEnum):
    """What a log entry records. An answer given while cramming is kept, and changes no schedule."""

    ANSWER = "answer"
    CRAM = "cram"
    BURY = "bury"
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    MARK = "mark"
    UNMARK = "unmark"


class Phase(StrEnum):
    """What an answer was to its card: its first, a repetition, one more try in the drill, or cramming."""

    NEW = "new"
    REVIEW = "review"
    DRILL = "drill"
    CRAM = "cram"


class CardState(NamedTuple):
    """One card's state. ``due`` is a study day, None for a card never answered.

    ``repetitions``, ``interval`` (days) and ``ease`` (the E-Factor in hundredths) are SM-2's n, I and EF. ``drill``
    means that the last answer was below 4: SM-2 asks again, in the same sitting, until one is not. ``buried`` is the
    study day on which the card may be shown again. ``reviews`` counts the answers of phase REVIEW, ``recalled`` those
    of them that were remembered, ``mature_…`` those given after MATURE_DAYS or more; ``taken_ms`` sums the time of all
    answers.
    """

    repetitions: int = 0
    interval: int = 0
    ease: int = 250
    due: int | None = None
    lapses: int = 0
    drill: bool = False
    suspended: bool = False
    marked: bool = False
    buried: int | None = None
    answered_at_ms: int | None = None
    reviews: int = 0
    recalled: int = 0
    mature_reviews: int = 0
    mature_recalled: int = 0
    taken_ms: int = 0

    def phase(self, day: int) -> Phase:
        """Tell what an answer on the study day ``day`` would be. A drill ends when the card falls due again."""
        if self.due is None:
            return Phase.NEW
        return Phase.DRILL if self.drill and day < self.due else Phase.REVIEW

    def is_hidden(self, day: int) -> bool:
        """Whether the card is suspended, or buried on the study day ``day``."""
        return self.suspended or (self.buried is not None and day < self.buried)


NEW = CardState()


class Event(NamedTuple):
    """One entry of the log. ``quality`` (0 to 5), ``taken_ms`` and ``scheduler`` are set for answers."""

    card: CardKey
    kind: EventKind
    when: Moment
    quality: int | None = None
    taken_ms: int = 0
    scheduler: str = ""


class Scheduler(Protocol):
    """What turns an answer into the next state; pure. SM-2 is one, FSRS could be another (docs/architecture.md).

    It decides ``due``, ``interval``, ``lapses`` and ``drill`` (whether the card is asked once more in this sitting),
    says so in ``answered_at_ms``, ends ``buried``, and keeps what is its own in further fields of the state. All other
    fields are counted by ``fold``.
    """

    @property
    def name(self) -> str:
        """The name that stands in the log beside each answer."""
        ...

    def answer(self, state: CardState, quality: int, when: Moment) -> CardState:
        """Return the state after an answer of ``quality`` 0 to 5 at ``when``."""
        ...
