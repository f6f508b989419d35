"""Where sentences begin: marks set before spaCy's parser runs, which it then has to respect.

Without them the parser splits after "No.", inside quotes and inside titles such as "Crazy, Stupid, Love.".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

from lalaflash.generate.words import ABBREVIATIONS, FUNCTION_WORDS

if TYPE_CHECKING:
    from spacy.tokens import Doc

COMPONENT = "lalaflash_sentence_starts"

_ENDERS = frozenset({".", "!", "?", "…", "..."})
_CLOSERS = frozenset({'"', "”", "’", "'", ")", "]", "''", "»"})
_OPENERS = frozenset({'"', "“", "‘", "(", "[", "«", "``"})
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DEGREES = frozenset({"°", "º"})
_LETTERED = frozenset({"vitamin", "type", "hepatitis", "class", "grade", "group", "plan", "factor"})
"""Words that a single letter follows, which is then no initial."""
_OPENING_WORDS = FUNCTION_WORDS | {"although", "despite", "since", "unlike", "while"}
"""No name of a person goes on with these: "written in C. Unlike MySQL, it …"."""
_BEFORE_NUMBERS = frozenset({"no.", "nos.", "p.", "pp.", "v."})
_ROMAN_MONTH = re.compile(r"(?:I{1,3}|I?[VX]|VI{1,3}|XI{0,2})\.")
_SHORTEST_CLAUSE = 4
"""Tokens; what is shorter before a semicolon is an item of a list."""
_LONGEST_ASIDE = 60
"""Tokens; an opening quote or bracket that is not closed within so many is taken for a typing error."""


@Language.component(COMPONENT)
def mark_sentence_starts(doc: Doc) -> Doc:
    """Tell the parser which tokens begin a sentence, which don't, and which it may decide itself."""
    tokens = list(doc)
    words = [token.text for token in tokens]
    tags = [token.tag_ for token in tokens] if ";" in words else []
    inside = _inside_asides(words)
    for i in range(1, len(words)):
        start = _starts(words, tags, inside, i)
        if start is not None:
            tokens[i].is_sent_start = start
    return doc


def _starts(words: list[str], tags: list[str], inside: list[bool], i: int) -> bool | None:
    if inside[i] or (words[i] == "(" and words[i + 1 : i + 2] and words[i + 1][0].isdigit()):
        return False  # "Crazy, Stupid, Love. (2011)" is one title.
    end = i - 1
    while end > 0 and words[end] in _CLOSERS:
        end -= 1
    word, last = words[i], words[end]
    if last[-1:] == "." and _ROMAN_MONTH.fullmatch(word + "".join(words[i + 1 : i + 2] if "." not in word else [])):
        return False  # "1. X. 1905"
    if last == ";" and end == i - 1:
        return _has_verb(tags, words, i, 1) and i - _clause_start(words, end - 1) > _SHORTEST_CLAUSE
    if last in _ENDERS or (last.endswith(".") and len(last) > 1):
        opens = word in _OPENERS and inside[i + 1 : i + 2] == [True]
        if _is_abbreviation(words, end) or word[0].islower() or (word in _CLOSERS and not opens) or word in ",;:":
            return False
        letter = len(last) == 2 and word.lower() in _OPENING_WORDS
        closes = last in _ENDERS or last == "I." or letter or words[end - 1][-1].isdigit()
        return True if closes and (word[0].isupper() or word in _OPENERS) else None
    return False


def _is_abbreviation(words: list[str], end: int) -> bool:
    """Whether the full stop at ``end`` belongs to the word, as in "No. 5", "J. Smith" or "Dr."."""
    if end and (words[end - 1][-1].isdigit() or words[end - 1] in _DEGREES):
        return False  # "−70 mV." is a unit.
    last = end
    if words[end] == "." and end:
        if end > 1 and words[end - 2] in _DEGREES:
            return False  # So is "95 °C."
        last = end - 1
    word = words[last].lower().removesuffix(".") + "."
    following = words[end + 1] if end + 1 < len(words) else ""
    if len(word) == 2 and word[0].isalpha():
        return _is_initial(words, last, following)
    if word in _BEFORE_NUMBERS:
        return following[:1].isdigit() or (word == "v." and last == end)
    return word in ABBREVIATIONS


def _is_initial(words: list[str], letter: int, following: str) -> bool:
    """ "J. Smith" goes on; "I." and "vitamin C. Its first signs …" don't."""
    if not words[letter][0].isupper() or words[letter][0] == "I" or not following[:1].isupper():
        return words[letter][0].islower() and words[letter].endswith(".")
    labelled = letter > 0 and words[letter - 1].lower() in _LETTERED
    return not labelled and following.lower() not in _OPENING_WORDS


def _has_verb(tags: list[str], words: list[str], i: int, step: int) -> bool:
    """Whether a finite verb stands in the part of the sentence that begins at ``i``, walking by ``step``."""
    while 0 <= i < len(tags) and words[i] not in (".", ";", "!", "?"):
        if tags[i] in _FINITE:
            return True
        i += step
    return False


def _clause_start(words: list[str], i: int) -> int:
    while i > 0 and words[i - 1] not in (".", ";", "!", "?"):
        i -= 1
    return i


def _inside_asides(words: list[str]) -> list[bool]:
    """For each token, whether it stands within brackets or quotes (the closing one included)."""
    inside = [False] * len(words)
    i = 0
    while i < len(words):
        closer = '"' if words[i] == '"' else _PAIRS.get(words[i])
        end = _closing(words, i, closer) if closer else None
        if end is None:
            i += 1
            continue
        for j in range(i + 1, end + 1):
            inside[j] = True
        i = end + 1
    return inside


def _closing(words: list[str], start: int, closer: str) -> int | None:
    for i in range(start + 1, min(start + _LONGEST_ASIDE, len(words))):
        if words[i] == closer:
            return i
    return None
