"""How common a word is in English, as the package wordfreq counted it in books, news, subtitles and the web."""

from __future__ import annotations

import math
from functools import cache


def zipf(word: str) -> float:
    """How common a lower-case word is, on the Zipf scale: 3 is once in a million words, 6 once in a thousand.

    0 for what is rarer than once in a million words.
    """
    return _table().get(word, 0.0)


@cache
def _table() -> dict[str, float]:
    from wordfreq import get_frequency_dict  # Late, as everything that only the extra "generate" installs.

    return {word: math.log10(share) + 9 for word, share in get_frequency_dict("en", "small").items()}
