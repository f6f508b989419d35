"""What is known of a card's learning, and what an event adds to it.

The log is the truth: folding a card's events in their order gives its state (``fold.py``). Days are study days, counted
as proleptic Gregorian ordinals (``datetime.date.toordinal``); instants are UTC milliseconds since the epoch.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple, Protocol

MATURE_DAYS = 21  # an interval from which on a card counts as mature; as in Anki (manual, "Statistics")
# Where a span of intervals begins, in days: what is remembered after each is told apart. No interval is shorter. The
# columns of the progress database are named after them, so that another step needs a migration.
INTERVAL_STEPS = (1, 2, 7, MATURE_DAYS, 60, 180, 365)


class CardKey(NamedTuple):
    """A card's name for good: its note's guid, and its cloze or template number from 1."""

    guid: str
    number: int


class Moment(NamedTuple):
    """When something happened: the instant (UTC, ms), and the learner's study day then."""

    at_ms: int
    day: int


class Recall(NamedTuple):
    """How many reviews there were, and how many of them were remembered."""

    reviews: int
    recalled: int


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
    of them that were remembered; ``taken_ms`` sums the time of all answers. ``spans`` tells the reviews apart by the
    interval before them, one Recall for each of INTERVAL_STEPS.
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
    taken_ms: int = 0
    spans: tuple[Recall, ...] = (Recall(0, 0),) * len(INTERVAL_STEPS)

    def phase(self, day: int) -> Phase:
        """Tell what an answer on the study day ``day`` would be. A drill ends when the card falls due again."""
        if self.due is None:
            return Phase.NEW
        return Phase.DRILL if self.drill and day < self.due else Phase.REVIEW

    def is_hidden(self, day: int) -> bool:
        """Whether the card is suspended, or buried on the study day ``day``."""
        return self.suspended or (self.buried is not None and day < self.buried)


NEW = CardState()


def with_review(spans: tuple[Recall, ...], interval: int, *, is_recalled: bool) -> tuple[Recall, ...]:
    """Return ``spans`` with one more review, given after ``interval`` days."""
    index = bisect_right(INTERVAL_STEPS, interval, lo=1) - 1
    reviews, recalled = spans[index]
    return (*spans[:index], Recall(reviews + 1, recalled + is_recalled), *spans[index + 1 :])


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
