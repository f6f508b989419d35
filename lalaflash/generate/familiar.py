"""The names that a text is about: whoever has seen a few of its cards would guess them on every other."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEWEST_FACTS = 4
_SMALLEST_SHARE = 0.1
"""A name that stands in so many facts, and in such a share of them, is familiar."""
_CAPITALISED = re.compile(r"(?<=[\w,;:’'\"”)] )[\"“(]?([A-Z]\w+)")
"""A word with a capital that doesn't begin a sentence."""


def familiar_names(facts: Iterable[str]) -> frozenset[str]:
    """The capitalised words that stand in many of the facts, in lower case."""
    spread: Counter[str] = Counter()
    total = 0
    for fact in facts:
        total += 1
        spread.update({word.lower() for word in _CAPITALISED.findall(fact)})
    return frozenset(word for word, n in spread.items() if n >= max(_FEWEST_FACTS, _SMALLEST_SHARE * total))
