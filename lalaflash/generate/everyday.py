"""Answers that teach nothing: an everyday noun or name, which whoever reads the rest of the sentence guesses."""

from __future__ import annotations

import re

from lalaflash.generate.frequency import zipf
from lalaflash.generate.words import EVERYDAY_NOUNS

_DEFINED = re.compile(r"\b(?:called|known as|named|nicknamed|term|word)(?: an?| the)? [\"“]?\[")
"""What stands before a gap that asks for what a thing is called: there, any noun may be worth knowing."""


_PRIZE = re.compile(r"Nobel Prize\b|(?:Academy Awards?|Oscars?)$")
"""Which one of them it was is hardly ever the point of a fact."""
_COMMON = 4.0
"""On the Zipf scale. Of the answers of one such noun, readers passed 26 of 59; of rarer ones, 104 of 126."""


_HOUSEHOLD = 4.5
"""The same; readers passed 36 of 60 such names, and 380 of 441 others."""


def is_everyday(answer: str, prompt: str) -> bool:
    """Whether a gap asks for one everyday noun, in the singular or the plural, other than as a thing's name."""
    word = answer.lower()
    common = zipf(word) >= _COMMON or not EVERYDAY_NOUNS.isdisjoint(_base_forms(word))
    return common and not _DEFINED.search(prompt)


def is_household_name(answer: str) -> bool:
    """ "United States", "Supreme Court": names whose words are all common, and prizes that come to mind first."""
    return bool(_PRIZE.match(answer)) or all(zipf(word) >= _HOUSEHOLD for word in answer.lower().split())


def _base_forms(word: str) -> set[str]:
    """The word itself and what it may be the plural of."""
    return {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
