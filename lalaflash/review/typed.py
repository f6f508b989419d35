"""Comparing what was typed with the answer: tolerant in form, strict in numbers; the learner has the last word.

Equal apart from case, accents, punctuation, spaces, an English article or a number written out counts as exact. A slip
of a letter or two, other word order, or a surname for a whole name counts as close. One figure more or less is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA, Indel

from lalaflash.review.number_words import with_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 1_000  # characters; more than that is not compared
_ARTICLES = frozenset({"a", "an", "the"})
_NOT_NAMES = frozenset(
    {"new", "san", "santa", "saint", "st", "los", "las", "la", "north", "south", "east", "west", "the"}
)
_PARTICLES = frozenset({"de", "da", "del", "di", "du", "van", "von", "der", "den", "la", "le", "bin", "al"})
_LONGEST_NAME = 4  # words
_SLIPS = ((4, 0), (8, 1), (16, 2))  # an answer shorter than so many letters may have so many slips,
_MOST_SLIPS = 3  # and a longer one this many

# Letters that are no plain letter with an accent to Unicode, and a sign that is often written out.
_ALIKE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "&": " and "}
)
_ACCENT = re.compile("[\u0300-\u036f]")  # those of Latin, Greek and Cyrillic; elsewhere marks make other letters
_THOUSANDS = re.compile(r"(?<=\d)[,'’\u00a0\u202f ](?=\d{3}(?!\d))")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_BARE_DECIMAL = re.compile(r"(?<![\w.])\.(?=\d)")
_MINUS = re.compile(r"(?<![\w.])-(?=\d)")
_SILENT = re.compile(r"[.'’‘`´](?!\d)|(?<!\d)\.")
_MEANT = frozenset(".#%@*/")  # punctuation that belongs to words such as C#, 3.5 or 50%
_ASIDE = re.compile(r"\s*\([^()]*\)")
_HAS_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\u2212?\d[\d.]*")


class Verdict(StrEnum):
    """How near an answer is."""

    EXACT = "exact"
    CLOSE = "close"
    WRONG = "wrong"


class Part(StrEnum):
    """What a stretch of text is: in both, only typed, or only in the answer."""

    SAME = "same"
    TYPED = "typed"
    MISSING = "missing"


class Segment(NamedTuple):
    """A stretch of text in a comparison."""

    part: Part
    text: str


class Comparison(NamedTuple):
    """The verdict, the quality (0 to 5) that it suggests, and the answer with what was typed differently."""

    verdict: Verdict
    quality: int
    segments: tuple[Segment, ...]


# 5 is the learner's to give: nobody else knows how easy it was.
_EXACT, _NAMED, _SLIPPED, _WRONG = 4, 4, 3, 1


def compare(typed: str, answer: str) -> Comparison:
    """Compare ``typed`` with ``answer``, both plain text."""
    typed, answer = (unicodedata.normalize("NFC", text.strip())[:_LONGEST] for text in (typed, answer))
    verdict, quality = _judge(typed, answer)
    return Comparison(verdict, quality, _segments(typed, answer))


def _judge(typed: str, answer: str) -> tuple[Verdict, int]:
    if not typed:
        return Verdict.WRONG, _WRONG
    words, expected = _words(typed), _words(answer)
    if not words or not expected:
        return (Verdict.EXACT, _EXACT) if typed == answer else (Verdict.WRONG, _WRONG)
    if any(_are_equal(words, other) for other in (expected, _words(_ASIDE.sub("", answer)))):
        return Verdict.EXACT, _EXACT
    if _is_surname(words, answer, expected) or _is_surname(expected, typed, words):
        return Verdict.CLOSE, _NAMED
    if sorted(words) == sorted(expected) or _is_slip(words, expected):
        return Verdict.CLOSE, _SLIPPED
    return Verdict.WRONG, _WRONG


def _are_equal(words: Sequence[str], expected: Sequence[str]) -> bool:
    """Whether the words are the same, however they are parted: ``50 %`` is ``50%``."""
    return words == expected or ("".join(words) == "".join(expected) and _digits(words) == _digits(expected))


def _words(text: str) -> list[str]:
    """Return the words of ``text`` as they are compared."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_ALIKE)
    plain = unicodedata.normalize("NFC", _ACCENT.sub("", plain))
    plain = _BARE_DECIMAL.sub("0.", _DECIMAL_COMMA.sub(".", _THOUSANDS.sub("", plain)))
    plain = _SILENT.sub("", _MINUS.sub("\u2212", plain))
    words = with_digits("".join([letter if _is_meant(letter) else " " for letter in plain]).split())
    return [word for word in words if word not in _ARTICLES] or words


def _is_meant(letter: str) -> bool:
    return letter in _MEANT or not unicodedata.category(letter).startswith("P")


def _is_surname(short: Sequence[str], name: str, words: Sequence[str]) -> bool:
    """Whether ``short`` is the last word of ``name``, and ``name`` looks like a person's."""
    parts = name.split()
    if len(short) != 1 or not 1 < len(words) <= _LONGEST_NAME or words[-1] != short[0]:
        return False
    capitalized = all(part[:1].isupper() or part in _PARTICLES for part in parts)
    return capitalized and words[0] not in _NOT_NAMES and not _HAS_DIGIT.search(name)


def _is_slip(words: Sequence[str], expected: Sequence[str]) -> bool:
    """Whether the words differ by a slip of the fingers, with all their numbers equal."""
    if _digits(words) != _digits(expected):
        return False
    one, other = " ".join(words), " ".join(expected)
    longer = max(len(one), len(other))
    allowed = next((slips for length, slips in _SLIPS if longer < length), _MOST_SLIPS)
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _digits(words: Sequence[str]) -> list[str]:
    """Return the numbers among the words, each with its sign and point."""
    return _NUMBER.findall(" ".join(words))


def _segments(typed: str, answer: str) -> tuple[Segment, ...]:
    """Show the answer with what was typed otherwise; case and accents make no difference here."""
    segments = []
    for step in Indel.opcodes(_letters(typed), _letters(answer)):
        if step.tag == "delete":
            segments.append(Segment(Part.TYPED, typed[step.src_start : step.src_end]))
        else:
            part = Part.SAME if step.tag == "equal" else Part.MISSING
            segments.append(Segment(part, answer[step.dest_start : step.dest_end]))
    return tuple(segments)


def _letters(text: str) -> list[str]:
    """Return each character without its case and accents."""
    return [_ACCENT.sub("", unicodedata.normalize("NFKD", letter)).casefold() or letter for letter in text]
