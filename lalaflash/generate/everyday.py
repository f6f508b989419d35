"""Answers that teach nothing: one everyday noun, which whoever reads the rest of the sentence guesses."""

from __future__ import annotations

import re

from lalaflash.generate.words import EVERYDAY_NOUNS

_DEFINED = re.compile(r"\b(?:called|known as|named|nicknamed|term|word)(?: an?| the)? [\"“]?\[")
"""What stands before a gap that asks for what a thing is called: there, any noun may be worth knowing."""


def is_everyday(answer: str, prompt: str) -> bool:
    """Whether a gap asks for one everyday noun, in the singular or the plural, other than as a thing's name."""
    return not EVERYDAY_NOUNS.isdisjoint(_base_forms(answer.lower())) and not _DEFINED.search(prompt)


def _base_forms(word: str) -> set[str]:
    """The word itself and what it may be the plural of."""
    return {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
