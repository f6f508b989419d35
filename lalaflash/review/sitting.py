"""A sitting: one card after the other, from the first to the summary, without any screen.

What was answered is in the log before the next card is shown, so that a sitting holds nothing that would be missed if
it were killed. It knows where it is from a plan that never changes, a place in it, and the drill so far; undoing goes
back to an earlier place.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.review.sm2 import BEST, KNOWN, PASSING, WORST, Sm2
from lalaflash.review.state import Event, EventKind, Phase
from lalaflash.review.store.progress import Recorded, Stale

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lalaflash.review.agenda import Slot
    from lalaflash.review.catalogue import Catalogue, Listing
    from lalaflash.review.state import Moment, Scheduler
    from lalaflash.review.store.progress import Progress
    from lalaflash.review.store.rows import Stored

LONGEST_ANSWER_MS = 60_000  # whoever takes longer has left the screen; as in Anki, the rest is not counted
_FIRST_GUESS_MS = 8_000  # for a card, until this sitting has shown how long one takes


class Outcome(NamedTuple):
    """What an answer would do: the days until the card is due, and whether it is asked again in this sitting."""

    days: int
    again: bool


class Shown(NamedTuple):
    """The card on the screen. ``outcomes[q]`` is what an answer of quality q would do."""

    listing: Listing
    phase: Phase
    stored: Stored
    outcomes: tuple[Outcome, ...]
    since: Moment


class Counts(NamedTuple):
    """How many cards are still to come."""

    new: int
    review: int
    drill: int


class Answered(NamedTuple):
    """An answer that is recorded; ``leech`` if it made the card one, which suspends it."""

    recorded: Recorded
    leech: bool


class Overtaken(NamedTuple):
    """Another sitting changed the card while it was shown here; nothing was recorded, and the sitting goes on."""

    stored: Stored


class Summary(NamedTuple):
    """What a sitting came to. ``recalled`` of ``reviews`` were remembered; ``cards`` counts every answer.

    Answers given while cramming count as reviews here.
    """

    cards: int
    new: int
    reviews: int
    recalled: int
    drilled: int
    taken_ms: int


class _Place(NamedTuple):
    """Where a sitting is: how many slots of the plan are behind it, and the cards to be drilled, in their order."""

    passed: int = 0
    drills: tuple[Slot, ...] = ()


class _Done(NamedTuple):
    """One step that can be undone: its entry in the log, and the place before it. ``quality`` is set for answers."""

    entry: int
    place: _Place
    phase: Phase | None = None
    quality: int | None = None
    taken_ms: int = 0


class Sitting:
    """A sitting over ``slots``; ``clock`` tells the time, ``until_ms`` is when no further card is shown."""

    def __init__(
        self,
        progress: Progress,
        catalogue: Catalogue,
        slots: Sequence[Slot],
        clock: Callable[[], Moment],
        *,
        scheduler: Scheduler | None = None,
        until_ms: int | None = None,
    ) -> None:
        """Begin with the first slot; nothing is read before ``show``."""
        self._progress = progress
        self._catalogue = catalogue
        self._planned = tuple([slot for slot in slots if slot.phase is not Phase.DRILL])
        self._place = _Place(0, tuple([slot for slot in slots if slot.phase is Phase.DRILL]))
        self._clock = clock
        self._scheduler = scheduler or Sm2()
        self._until_ms = until_ms
        self._done: list[_Done] = []
        self._went_back = False
        self._shown: Shown | None = None
        self._new_before = [0, *itertools.accumulate(slot.phase is Phase.NEW for slot in self._planned)]

    def show(self) -> Shown | None:
        """Return the card to be answered, or None when the sitting is over.

        It is the same one until something is done with it. Cards that vanished, or that another sitting dealt with
        meanwhile, are passed over.
        """
        now = self._clock()
        if self._went_back or self._until_ms is None or now.at_ms < self._until_ms:
            while self._shown is None and (slot := self._slot()):
                self._shown = self._look_up(slot, now)
                if self._shown is None:
                    self._place = self._next_place()
        return self._shown

    def reload(self) -> Shown | None:
        """Show the card as the catalogue has it now, after it was edited."""
        self._shown = None
        return self.show()

    def answer(self, quality: int) -> Answered | Overtaken:
        """Record an answer to the card shown, 0 to 5, and move on."""
        shown, slot = self._current()
        now = self._clock()
        taken_ms = min(max(0, now.at_ms - shown.since.at_ms), LONGEST_ANSWER_MS)
        kind = EventKind.CRAM if slot.phase is Phase.CRAM else EventKind.ANSWER
        event = Event(shown.listing.key, kind, now, quality, taken_ms, self._scheduler.name)
        result = self._progress.record(event, shown.stored.revision)
        if isinstance(result, Stale):
            return self._overtaken(result)
        state = result.stored.state
        leech = state.suspended and not shown.stored.state.suspended
        is_cram = slot.phase is Phase.CRAM
        is_asked_again = quality < KNOWN if is_cram else state.drill
        drilled = slot if is_cram else slot._replace(phase=Phase.DRILL)
        again = (drilled,) if is_asked_again and not state.suspended else ()
        self._done.append(_Done(result.entry, self._place, result.phase, quality, taken_ms))
        self._move(self._next_place(again))
        return Answered(result, leech)

    def bury(self) -> Recorded | Overtaken:
        """Put the card away until tomorrow."""
        return self._put_away(EventKind.BURY)

    def suspend(self) -> Recorded | Overtaken:
        """Put the card away until it is taken up again by hand."""
        return self._put_away(EventKind.SUSPEND)

    def mark(self) -> Recorded | Overtaken:
        """Mark the card, or take the mark away; the card stays."""
        shown, _ = self._current()
        kind = EventKind.UNMARK if shown.stored.state.marked else EventKind.MARK
        result = self._record(shown, kind)
        if isinstance(result, Recorded):
            self._shown = Shown(shown.listing, shown.phase, result.stored, shown.outcomes, shown.since)
        return result

    def undo(self) -> bool:
        """Undo the last step, whatever it was, and go back to its card; False where there is none left."""
        if not self._done:
            return False
        step = self._done[-1]
        self._progress.undo([step.entry], now_ms=self._clock().at_ms)
        self._done.pop()
        self._move(step.place)
        self._went_back = True  # a card that was asked for again is shown even when the time is over
        return True

    def counts(self) -> Counts:
        """Count what is left, the card shown included."""
        new = self._new_before[-1] - self._new_before[self._place.passed]
        left = len(self._planned) - self._place.passed
        return Counts(new, left - new, len(self._place.drills))

    def time_left_ms(self) -> int:
        """Guess how long the rest takes, from how long it took so far."""
        answers = [step.taken_ms for step in self._done if step.quality is not None]
        pace = (_FIRST_GUESS_MS + sum(answers)) / (1 + len(answers))
        return round(pace * sum(self.counts()))

    def summary(self) -> Summary:
        """Say what was done; what was undone does not count."""
        answers = [step for step in self._done if step.quality is not None]
        reviews = [step for step in answers if step.phase in (Phase.REVIEW, Phase.CRAM)]
        return Summary(
            cards=len(answers),
            new=sum(step.phase is Phase.NEW for step in answers),
            reviews=len(reviews),
            recalled=sum(step.quality is not None and step.quality >= PASSING for step in reviews),
            drilled=sum(step.phase is Phase.DRILL for step in answers),
            taken_ms=sum(step.taken_ms for step in answers),
        )

    def _slot(self) -> Slot | None:
        if self._place.passed < len(self._planned):
            return self._planned[self._place.passed]
        return self._place.drills[0] if self._place.drills else None

    def _current(self) -> tuple[Shown, Slot]:
        shown, slot = self.show(), self._slot()
        if shown is None or slot is None:
            raise ValueError("the sitting is over: there is no card to do anything with")
        return shown, slot

    def _next_place(self, again: tuple[Slot, ...] = ()) -> _Place:
        if self._place.passed < len(self._planned):
            return _Place(self._place.passed + 1, self._place.drills + again)
        return _Place(self._place.passed, self._place.drills[1:] + again)

    def _move(self, place: _Place) -> None:
        self._place = place
        self._shown = None
        self._went_back = False

    def _look_up(self, slot: Slot, now: Moment) -> Shown | None:
        """Return the card of ``slot``, or None where it is not to be asked any more."""
        listing = self._catalogue.find(slot.card)
        stored = self._progress.stored(slot.card)
        state = stored.state
        if listing is None or (slot.phase is not Phase.CRAM and state.is_hidden(now.day)):
            return None
        is_wanted = {
            Phase.NEW: state.due is None,
            Phase.REVIEW: state.due is not None and state.due <= now.day,
            Phase.DRILL: state.drill,
            Phase.CRAM: True,
        }
        if not is_wanted[slot.phase]:
            return None
        phase = Phase.CRAM if slot.phase is Phase.CRAM else state.phase(now.day)
        return Shown(listing, phase, stored, self._outcomes(phase, stored, now), now)

    def _outcomes(self, phase: Phase, stored: Stored, now: Moment) -> tuple[Outcome, ...]:
        qualities = range(WORST, BEST + 1)
        if phase is Phase.CRAM:
            return tuple([Outcome(0, quality < KNOWN) for quality in qualities])
        states = [self._scheduler.answer(stored.state, quality, now) for quality in qualities]
        return tuple([Outcome(0 if state.due is None else state.due - now.day, state.drill) for state in states])

    def _put_away(self, kind: EventKind) -> Recorded | Overtaken:
        shown, _ = self._current()
        result = self._record(shown, kind)
        if isinstance(result, Recorded):
            self._move(self._next_place())
        return result

    def _record(self, shown: Shown, kind: EventKind) -> Recorded | Overtaken:
        result = self._progress.record(Event(shown.listing.key, kind, self._clock()), shown.stored.revision)
        if isinstance(result, Stale):
            return self._overtaken(result)
        self._done.append(_Done(result.entry, self._place))
        return result

    def _overtaken(self, stale: Stale) -> Overtaken:
        """Forget the card as it was shown; ``show`` sees whether it is still to be asked."""
        self._shown = None
        return Overtaken(stale.stored)
