"""Figures of a sitting in a few plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lalaflash.review.state import Phase

if TYPE_CHECKING:
    from lalaflash.review.sitting import Outcome, Summary

_DAYS_A_MONTH: Final = 30.44
_DAYS_A_YEAR: Final = 365.25
_LABELS: Final = {Phase.NEW: "new", Phase.REVIEW: "", Phase.DRILL: "once more", Phase.CRAM: "cramming"}


def phase_label(phase: Phase) -> str:
    """Return what stands beside a card's deck; nothing for an ordinary repetition."""
    return _LABELS[phase]


def interval(days: int) -> str:
    """Return ``6d``, ``2.5mo`` or ``1.2y``."""
    if days < 31:
        return f"{days}d"
    if days < _DAYS_A_YEAR:
        return f"{days / _DAYS_A_MONTH:.1f}".removesuffix(".0") + "mo"
    return f"{days / _DAYS_A_YEAR:.1f}".removesuffix(".0") + "y"


def outcome(result: Outcome, phase: Phase) -> str:
    """Return what a grade would lead to; cramming leads to nothing, and in the drill only the drill changes."""
    if phase is Phase.CRAM:
        return ""
    if phase is Phase.DRILL:
        return "↻" if result.again else interval(result.days)
    return interval(result.days) + "↻" * result.again


def duration(milliseconds: int) -> str:
    """Return ``40 s``, ``12 min`` or ``1 h 5 min``, rounded."""
    seconds = round(milliseconds / 1000)
    if seconds < 60:
        return f"{seconds} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def count(number: int, noun: str) -> str:
    """Return ``1 card``, ``2 cards``, ``1,000 cards``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def summary_lines(summary: Summary, due_tomorrow: int) -> list[str]:
    """Return what a sitting came to, a short line for each thing."""
    lines = [f"{count(summary.cards, 'answer')} in {duration(summary.taken_ms)}"]
    if summary.new:
        lines.append(f"{count(summary.new, 'new card')}")
    if summary.reviews:
        share = round(100 * summary.recalled / summary.reviews)
        lines.append(f"{share} % remembered ({summary.recalled:,} of {count(summary.reviews, 'review')})")
    if summary.drilled:
        lines.append(f"{summary.drilled:,} asked once more")
    lines.append(f"{count(due_tomorrow, 'card')} due tomorrow")
    return lines
