"""Words as the rules compare them: folded to one case, without accents, possessives and plain plurals."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters, with the vowel signs of Hebrew, Arabic, Indic and Thai that \w leaves out. "10,000", "Mia's" are one word.
_LETTER = r"[\w\u0591-\u05c7\u064b-\u065f\u0900-\u0fff]"
WORD = re.compile(rf"{_LETTER}+(?:['’.,:]{_LETTER}+)*")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(text.split())


ARTICLES = frozenset({"a", "an", "the"})
NUMBER_WORDS = word_set(
    "zero one two three four five six seven eight nine ten eleven twelve first second third fourth fifth sixth once "
    "twice half"
)
FUNCTION_WORDS = ARTICLES | word_set(
    "about above after again against all almost also always am among and any anyone anything are as at away back be "
    "became because become been before being below between both but by can cannot could did do does done down during "
    "each either else ever every everyone everything for from further had has have having he her here hers herself "
    "him himself his how however i if in into is it its itself just least less like made make many may me might more "
    "most much must my myself neither never no nobody none nor not nothing now of off often on only onto or other "
    "others our ours out over own per quite rather same shall she should since so some someone something somewhat "
    "still such than that their theirs them themselves then there these they this those though through thus to "
    "together too toward towards under until up upon us used very via was we well were what when where whether which "
    "while who whom whose why will with within without would yes yet you your yours"
)

# Words that hardly any other language spells alike: two of them in a text mean that English rules fit it.
_ENGLISH = word_set(
    "a about after and are as at because been before by can could did do does during each every for from had has "
    "have he her his how if into is it its many much not of on or she should than that the their them these they this "
    "those to was were what when where which while who whom whose why with would you your born called film first found "
    "known made name named people took two three used won world year years"
)


def fold(text: str) -> str:
    """Return ``text`` in one case and without accents on Latin, Greek and Cyrillic letters."""
    text = text.casefold()
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a folded word without its possessive or plain English plural."""
    if word.endswith(("'s", "’s")):
        return word[:-2]
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses")) else word[:-1]


def stems(text: str) -> list[str]:
    """Return the stems of the words of ``text`` in order, without articles."""
    return [stem(word) for word in WORD.findall(fold(text)) if word not in ARTICLES]


def is_english(text: str) -> bool:
    """Tell whether ``text`` has at least two different words that mark it as English."""
    return len(_ENGLISH.intersection(WORD.findall(text.casefold()))) >= 2


def shortened(text: str) -> str:
    """Return ``text`` on one line, cut to what fits into a message."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
