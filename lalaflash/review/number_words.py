"""Numbers written in English words, as digits: so that "eight" and "8" are one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_UNITS = {word: value for value, word in enumerate(_SMALL.split())}
_ROUND = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_TEENS = (11, 12, 13)


def _ordinal(value: int) -> str:
    suffix = "th" if value % 100 in _TEENS else _SUFFIXES.get(value % 10, "th")
    return f"{value}{suffix}"


_ORDINAL_WORDS = {word: _ordinal(value) for value, word in enumerate(_ORDINALS.split())}


def with_digits(words: Sequence[str]) -> list[str]:
    """Replace each run of number words by its digits: ``twenty``, ``five`` is ``25``, ``third`` is ``3rd``."""
    replaced: list[str] = []
    position = 0
    while position < len(words):
        end = _end_of_number(words, position)
        if end > position:
            replaced.append(str(_value(words[position:end])))
        else:
            end = position + 1
            replaced.append(_ORDINAL_WORDS.get(words[position], words[position]))
        position = end
    return replaced


def _end_of_number(words: Sequence[str], start: int) -> int:
    """Return where the number that begins at ``start`` ends; ``start`` itself if none begins there."""
    end = start
    room = 0  # below which the next word must stay to belong to this number: "twenty five", but not "five twenty"
    while end < len(words):
        word = words[end]
        if word in _SCALES:
            room = _SCALES[word]
        elif word in _ROUND and (end == start or room > _ROUND[word]):
            room = 10
        elif word in _UNITS and (end == start or room > _UNITS[word] > 0):
            room = 1
        elif not (word == "and" and room >= _SCALES["hundred"] and _goes_on(words[end + 1 : end + 2])):
            break
        end += 1
    return end


def _goes_on(following: Iterable[str]) -> bool:
    return any(word in _UNITS or word in _ROUND for word in following)


def _value(words: Iterable[str]) -> int:
    total = below_thousand = 0
    for word in words:
        if word == "hundred":
            below_thousand = max(1, below_thousand) * _SCALES[word]
        elif word in _SCALES:
            total += max(1, below_thousand) * _SCALES[word]
            below_thousand = 0
        else:
            below_thousand += _UNITS.get(word, 0) + _ROUND.get(word, 0)
    return total + below_thousand
