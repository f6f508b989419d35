"""Leeches: cards that are forgotten again and again, and cost more time than they are worth.

As in Anki (manual, "Leeches"): at eight lapses a card is a leech and is suspended; a learner who takes it up again all
the same is told at every further four lapses, when it is suspended once more. Being a leech follows from the number of
lapses alone, so that it needs no entry of its own in the log and goes when the answer is undone.
"""

from __future__ import annotations

LEECH_LAPSES = 8
LEECH_TAG = "leech"  # found by `--tag` without standing in any file
_AGAIN_EVERY = LEECH_LAPSES // 2


def is_leech(lapses: int) -> bool:
    """Whether a card with so many lapses counts as a leech."""
    return lapses >= LEECH_LAPSES


def suspends(lapses: int) -> bool:
    """Whether a card is suspended at this very lapse: at 8, 12, 16 and so on."""
    return is_leech(lapses) and (lapses - LEECH_LAPSES) % _AGAIN_EVERY == 0
