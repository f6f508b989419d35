"""Facts from which no card can be made, each with the reason in words."""

from __future__ import annotations

import re

from lalaflash.generate.text_cleaning import VERBATIM
from lalaflash.generate.words import FOREIGN_WORDS, FUNCTION_WORDS

LEANS = "leans on another sentence"
GUESSED = "guessed at once"
NO_SENTENCE = "not a full sentence"
_FEWEST_LETTERS = 0.6
"""Share of letters among the signs of prose."""
_CODE_SIGNS = re.compile(
    r"[{};=<>]|\(\)|->|=>|::|^\s*(?:def|class|import|return|for|if|while|var|let|const)\b.*[:({]\s*$"
)


def unusable(text: str) -> str:
    """Why no card can be made from a whole fact, or ""."""
    letters = sum(map(str.isalpha, text))
    if not letters:
        return "no letters"
    if len(text.split()) < 4:
        return "too short"
    if not text.isascii() and sum(c.isascii() for c in text if c.isalpha()) < 0.7 * letters:
        return "not English"
    if letters < _FEWEST_LETTERS * (len(text) - sum(map(str.isspace, text))):
        return "hardly any prose"
    words = [w.strip(".,;:!?\"'()“”") for w in text.lower().split()]
    if len(_CODE_SIGNS.findall(VERBATIM.sub("", text))) > max(4, len(words) // 8):
        return "code"
    foreign = len(FOREIGN_WORDS.intersection(words))
    if foreign > 1 and foreign > len(FUNCTION_WORDS.intersection(words)):
        return "not English"
    return ""
