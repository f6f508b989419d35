"""From events to states: a card's state is its events, applied in their order to a card never answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lalaflash.errors import LalaflashError
from lalaflash.review.leeches import suspends
from lalaflash.review.sm2 import PASSING, Sm2
from lalaflash.review.state import NEW, CardState, EventKind, Phase, with_review

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lalaflash.review.state import Event, Scheduler

SCHEDULERS: Mapping[str, Scheduler] = {scheduler.name: scheduler for scheduler in (Sm2(),)}


class Step(NamedTuple):
    """What one event made of a card: its state, what the answer was (None if no answer), the interval before."""

    state: CardState
    phase: Phase | None
    interval: int


def apply(state: CardState, event: Event) -> Step:
    """Apply ``event`` to a card in ``state``; a leech is suspended at once."""
    match event.kind:
        case EventKind.ANSWER:
            return _answer(state, event)
        case EventKind.CRAM:
            return Step(state._replace(taken_ms=state.taken_ms + event.taken_ms), Phase.CRAM, state.interval)
        case EventKind.BURY:
            changed = state._replace(buried=event.when.day + 1)
        case EventKind.SUSPEND | EventKind.UNSUSPEND:
            changed = state._replace(suspended=event.kind is EventKind.SUSPEND)
        case EventKind.MARK | EventKind.UNMARK:
            changed = state._replace(marked=event.kind is EventKind.MARK)
    return Step(changed, None, state.interval)


def steps(events: Iterable[Event]) -> list[Step]:
    """Apply a card's events in their order; the last step, if any, holds the card's state."""
    made: list[Step] = []
    state = NEW
    for event in events:
        made.append(apply(state, event))
        state = made[-1].state
    return made


def fold(events: Iterable[Event]) -> CardState:
    """Return the state that a card's events, in their order, lead to."""
    made = steps(events)
    return made[-1].state if made else NEW


def _answer(state: CardState, event: Event) -> Step:
    if event.quality is None:
        raise ValueError("an answer has a quality")
    scheduler = SCHEDULERS.get(event.scheduler)
    if scheduler is None:
        raise LalaflashError(f"an answer was scheduled by {event.scheduler!a}, unknown here: update lalaflash to go on")
    phase = state.phase(event.when.day)
    answered = scheduler.answer(state, event.quality, event.when)
    became_leech = answered.lapses > state.lapses and suspends(answered.lapses)
    is_review = phase is Phase.REVIEW
    is_recalled = is_review and event.quality >= PASSING
    counted = answered._replace(
        suspended=answered.suspended or became_leech,
        reviews=state.reviews + is_review,
        recalled=state.recalled + is_recalled,
        taken_ms=state.taken_ms + event.taken_ms,
        spans=with_review(state.spans, state.interval, is_recalled=is_recalled) if is_review else state.spans,
    )
    return Step(counted, phase, state.interval)
