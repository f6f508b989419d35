"""SM-2, as published by P. A. Woźniak.

Source: P. A. Woźniak, "Optimization of learning", Master's Thesis, University of Technology in Poznań, 1990, chapter
3.2, "Application of a computer to improve the results obtained in working with the SuperMemo method", which lists the
algorithm in seven steps (https://www.supermemo.com/archives1990-2015/english/ol/sm2). They are cited below as "step N".

Choices that the text leaves open, made here once:

- *Numbers.* Step 5 adds 0.10, 0.00 or -0.14 to an E-Factor of 2.5, so that hundredths hold every E-Factor exactly.
  Step 3 rounds a fraction of a day up; in whole numbers 25 x 2.20 is 55 days, and not 56 as with floats.
- *Which E-Factor makes the interval.* Step 3 writes I(n) = I(n-1) x EF, step 5 changes the EF after the answer. The
  interval that follows an answer uses the EF *after* that answer: the assessment counts at once.
- *An upper bound.* The chapter speaks of E-Factors between 1.1 and 2.5; the seven steps name 1.3 as the lower bound and
  no upper one, and neither do we.
- *An answer below 3* begins the repetitions anew without changing the EF (step 6). It is not itself a repetition: the
  card is due the next day, and the good answers that come then are followed by I(1) = 1 and I(2) = 6.
- *An answer below 4* puts the card into the final drill of the sitting (step 7). Answers in the drill only decide
  whether it goes on: the schedule was settled by the first answer and does not move. A drill that was not finished
  stays open for the next sitting, until the card is due again: then it is asked as an ordinary repetition.
- *A second answer on one day* outside the drill (a card asked for by hand, before it is due) is an ordinary
  repetition, as is one given early or late: SM-2 knows the planned interval only, not the elapsed one.
- *A lapse* is an answer below 3 to a card that had been remembered at least once since it was last begun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.review.state import NEW, Phase

if TYPE_CHECKING:
    from lalaflash.review.state import CardState, Moment

INITIAL_EASE = NEW.ease  # 2.50, in hundredths as every E-Factor here; step 2
MINIMUM_EASE = 130  # step 5
FIRST_INTERVAL = 1  # days, step 3
SECOND_INTERVAL = 6  # days, step 3
WORST, BEST = 0, 5  # the scale of qualities, step 4
PASSING = 3  # below it the repetitions begin anew, step 6
KNOWN = 4  # below it the card is asked again in the same sitting, step 7
MAXIMUM_INTERVAL = 36_500  # days: a hundred years, so that a date can always be written

_BY_REPETITION = {1: FIRST_INTERVAL, 2: SECOND_INTERVAL}


def next_ease(ease: int, quality: int) -> int:
    """Return EF' = EF + (0.1 - (5 - q) (0.08 + (5 - q) 0.02)), never below 1.3; all in hundredths (step 5)."""
    missing = BEST - quality
    return max(MINIMUM_EASE, ease + 10 - missing * (8 + missing * 2))


def next_interval(repetitions: int, interval: int, ease: int) -> int:
    """Return I(``repetitions``), the days that follow that repetition; ``interval`` came before it (step 3)."""
    if repetitions in _BY_REPETITION:
        return _BY_REPETITION[repetitions]
    days, fraction = divmod(interval * ease, 100)
    return min(MAXIMUM_INTERVAL, days + (fraction > 0))


class Sm2:
    """SM-2 as a scheduler."""

    name = "sm2"

    def answer(self, state: CardState, quality: int, when: Moment) -> CardState:
        """Return the state after an answer of ``quality`` 0 to 5 at ``when``; raises ValueError for another number."""
        if not WORST <= quality <= BEST:
            raise ValueError(f"a quality is {WORST} to {BEST}, not {quality}")
        answered = state._replace(answered_at_ms=when.at_ms, drill=quality < KNOWN, buried=None)
        if state.phase(when.day) is Phase.DRILL:
            return answered
        if quality < PASSING:
            lapses = state.lapses + (state.repetitions > 0)
            return answered._replace(
                repetitions=0, interval=FIRST_INTERVAL, due=when.day + FIRST_INTERVAL, lapses=lapses
            )
        ease = next_ease(state.ease, quality)
        repetitions = state.repetitions + 1
        interval = next_interval(repetitions, state.interval, ease)
        return answered._replace(repetitions=repetitions, interval=interval, ease=ease, due=when.day + interval)
