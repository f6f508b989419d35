"""The figures that say where a learner stands, as plain values.

Figures of cards are about the cards that exist now; figures of days count all that was ever answered, unless only some
of the cards are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.review.state import INTERVAL_STEPS, Recall

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lalaflash.review.state import CardKey

HEATMAP_DAYS = 365
FORECAST_DAYS = 28
NEXT_DAYS = 7  # today is the first


class DayTotal(NamedTuple):
    """What was answered on one study day, and how long that took."""

    day: int
    new: int = 0
    reviews: int = 0
    recalled: int = 0
    drilled: int = 0
    crammed: int = 0
    taken_ms: int = 0

    @property
    def answers(self) -> int:
        """All answers of the day."""
        return self.new + self.reviews + self.drilled + self.crammed


class DueOn(NamedTuple):
    """How many cards fall due on a study day."""

    day: int
    cards: int


class Retention(NamedTuple):
    """How many reviews were remembered after intervals from ``shortest`` to ``longest`` days (None: and longer)."""

    shortest: int
    longest: int | None
    reviews: int
    recalled: int


class HardCard(NamedTuple):
    """A card that was forgotten often. ``ease`` is its E-Factor in hundredths."""

    card: CardKey
    deck: str
    lapses: int
    ease: int
    reviews: int
    recalled: int
    suspended: bool


class Group(NamedTuple):
    """The cards of a deck or tag. ``begun`` were answered at least once, ``due`` may be asked now.

    ``due_in_week`` are those that may be asked within NEXT_DAYS, the ones due now included. Of the reviews, ``mature``
    are those after MATURE_DAYS or more.
    """

    name: str
    cards: int
    begun: int
    due: int
    due_in_week: int
    suspended: int
    reviews: int
    recalled: int
    mature_reviews: int
    mature_recalled: int
    taken_ms: int

    @property
    def new(self) -> int:
        """The cards that were never answered."""
        return self.cards - self.begun

    @property
    def young(self) -> Recall:
        """What was remembered after less than MATURE_DAYS."""
        return Recall(self.reviews - self.mature_reviews, self.recalled - self.mature_recalled)

    @property
    def mature(self) -> Recall:
        """What was remembered after MATURE_DAYS or more."""
        return Recall(self.mature_reviews, self.mature_recalled)


@dataclass(frozen=True, slots=True)
class Course:
    """How learning goes over time. ``days`` has only days with answers, of the last HEATMAP_DAYS.

    The first of ``forecast`` is today, with all that is overdue.
    """

    days: tuple[DayTotal, ...]
    forecast: tuple[DueOn, ...]
    retention: tuple[Retention, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures on one study day."""

    day: int
    course: Course
    hardest: tuple[HardCard, ...]
    decks: tuple[Group, ...]
    tags: tuple[Group, ...]

    @property
    def today(self) -> DayTotal:
        """What was done today."""
        days = self.course.days
        return days[-1] if days and days[-1].day == self.day else DayTotal(self.day)


def forecast(counts: Mapping[int, int], today: int) -> tuple[DueOn, ...]:
    """Return the days from ``today`` on, with how many cards may be asked on each."""
    return tuple([DueOn(day, counts.get(day, 0)) for day in range(today, today + FORECAST_DAYS)])


def retention(spans: Sequence[Recall]) -> tuple[Retention, ...]:
    """Return what was remembered in each of the spans that begin at INTERVAL_STEPS."""
    ends = (*(following - 1 for following in INTERVAL_STEPS[1:]), None)
    days = zip(INTERVAL_STEPS, ends, spans, strict=True)
    return tuple([Retention(shortest, longest, *recall) for shortest, longest, recall in days])
