"""What else stands on a front and gives its answer away: the things that were counted, short forms, contraries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lalaflash.generate.code_answers import is_said_in_words
from lalaflash.generate.gaps import NAMED, NUMERIC, Kind
from lalaflash.generate.syntax import CONTENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

_CARDINALS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "sixty": 60, "hundred": 100,
}  # fmt: skip
_DIGITS = re.compile(r"\d+")
_COUNTS = {word: number for word, number in _CARDINALS.items() if 2 <= number <= 10}
_PAIR = 2
_NEGATIONS = ("anti", "dis", "im", "in", "non", "un")
_CODE_WORD = 4
_LONGEST_CONVERSION = 8
"""Tokens from one bracket to the other."""
_YEARS = 1000
"""From here on, numbers are taken for years."""
_LONG = 7
"""Letters; a shorter word that begins like a negation is rarely one: "under", "inch"."""


def gives_away(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """Whether the answer can be worked out from the tokens ``shown``."""
    if answer.kind is Kind.CODE:
        return is_said_in_words(parse, shown, parse.text[answer.start])
    if answer.kind in NUMERIC and _is_in_code(parse, shown, answer):
        return True
    if answer.kind is Kind.YEAR and _is_year_reckoned(parse, shown, answer):
        return True
    if answer.kind in NUMERIC and _is_reckoned(parse, shown, answer):
        return True
    if answer.kind is Kind.COUNT:
        return _is_counted(parse, shown, answer) or _is_told_behind_colon(parse, shown, answer)
    if answer.kind in NAMED and _is_spelt_out(parse, shown, answer):
        return True
    return (
        _is_named_in_code(parse, shown, answer)
        or _is_abbreviated(parse, shown, answer)
        or _is_contrary(parse, shown, answer)
    )


def conversion_behind(parse: Parse, answer: Answer) -> range:
    """The brackets behind an amount that tell it in another unit: "73 miles (117 km)"; empty where there are none."""
    start = answer.end
    nothing = range(start, start)
    if not parse.text[answer.start][0].isdigit() or parse.text[start : start + 1] != ["("]:
        return nothing
    end = next((i for i in range(start, min(start + _LONGEST_CONVERSION, len(parse))) if parse.text[i] == ")"), start)
    number = any(parse.text[i][0].isdigit() for i in range(start + 1, min(start + 3, end))) and end - start > _PAIR
    plain = all(parse.pos[i] in ("NUM", "NOUN", "PROPN", "SYM", "PUNCT", "ADV") for i in range(start + 1, end))
    return range(start, end + 1) if number and plain else nothing


def acronym_of(parse: Parse, answer: Answer) -> str:
    """The initials of an answer's capitalised words."""
    return "".join(w[0] for w in parse.text[answer.start : answer.end] if w[0].isupper())


def _is_abbreviated(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "Los Angeles, or in short LA"."""
    short = acronym_of(parse, answer)
    if len(short) > 1 and any(parse.text[i] == short for i in shown):
        return True
    return answer.end - answer.start == 1 and _stands_in_full(parse, shown, parse.text[answer.start])


def _stands_in_full(parse: Parse, shown: Sequence[int], short: str) -> bool:
    """ "PyPI stands for Python Package Index"."""
    capitals = [letter for letter in short if letter.isupper()]
    size = len(capitals)
    inside = [i for i in shown if parse.text[i] != short]
    telling = size > _PAIR or (size == _PAIR and "." in short)  # "H.M. (Henry Molaison)"
    runs = [inside[n : n + size] for n in range(len(inside) - size + 1)] if telling else []
    if any(run[-1] - run[0] == size - 1 and [parse.text[i][0] for i in run] == capitals for run in runs):
        return True
    # "ACID stands for atomicity, consistency, isolation and durability."
    initials = "".join(parse.text[i][0].upper() for i in inside if parse.pos[i] in CONTENT)
    return size > _PAIR and "".join(capitals) in initials


def _is_spelt_out(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "ADH (antidiuretic hormone)": the letters of the short form, in their order."""
    short, opened = parse.text[answer.start], answer.end
    if answer.end - answer.start > 1 or not short.isupper() or parse.text[opened : opened + 1] != ["("]:
        return False
    words = []
    for i in range(opened + 1, len(parse)):
        if not parse.lower[i].replace("-", "").isalpha():
            break
        words += [parse.lower[i]] if i in shown else []
    letters = iter("".join(words))
    return bool(words) and words[0][0] == short[0].lower() and all(letter in letters for letter in short.lower())


def _is_in_code(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "`*/15` runs the job every fifteen minutes"."""
    word = parse.lower[answer.start]
    number = str(_CARDINALS[word]) if word in _CARDINALS else word
    return any(parse.verbatim[i] and number in _DIGITS.findall(parse.text[i]) for i in shown)


def _is_named_in_code(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "The race detector is switched on with `-race`", "`docker run -p 8080:80` publishes port 80"."""
    code = [parse.lower[i] for i in shown if parse.verbatim[i]]
    words = [word for word in parse.lower[answer.start : answer.end] if len(word) >= _CODE_WORD or word.isdigit()]
    return any(word in text for word in words for text in code)


def _is_contrary(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "Antisymmetric, and else symmetric", "fast molecules from slow ones"."""
    words = parse.lower[answer.start : answer.end]
    bare = {w.removeprefix(prefix) for w in words for prefix in _NEGATIONS if len(w) >= _LONG and w.startswith(prefix)}
    if any(parse.lower[i] in bare for i in shown):
        return True
    described = parse.tag[answer.head] == "NNS" and any(parse.pos[i] == "ADJ" for i in range(answer.start, answer.head))
    return described and any(
        i > answer.end and parse.lower[i] == "ones" and parse.sentence[i] == parse.sentence[answer.start] for i in shown
    )


def _is_counted(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "Five mother sauces: A, B, C, D and E": whoever can count knows the answer."""
    number = _number(parse.lower[answer.start])
    noun = parse.head[answer.head]
    if answer.end - answer.start != 1 or not number or noun < answer.end:
        return False
    end = parse.sentences[parse.sentence[answer.start]][1]
    inside = frozenset(shown)
    return any(
        parse.tag[i] == "CC" and i in inside and _listed_around(parse, i, noun) == number for i in range(noun + 2, end)
    )


def _is_told_behind_colon(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "Four disciplines: downhill, super-G, giant slalom and slalom", with or without an "and"."""
    number = _number(parse.lower[answer.start])
    end = parse.sentences[parse.sentence[answer.start]][1]
    colon = next((i for i in range(answer.end, end) if parse.text[i] == ":"), end)
    commas = [i for i in range(colon, end) if parse.text[i] == "," and i in shown]
    last = any(parse.tag[i] == "CC" and parse.text[i - 1] != "," for i in range(colon, end))
    return bool(commas) and number == len(commas) + 1 + last


def _is_reckoned(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "12 pairs of ribs: 7 true, 3 false, 2 floating", "at six percent, it takes 72 / 6 years"."""
    asked = _amount(parse.lower[answer.start])
    others = [_amount(parse.lower[i]) for i in shown]
    if {asked - 1, asked + 1} <= {
        _amount(parse.lower[i]) for i in shown if parse.lower[i] != "zero" and parse.pos[i] == "NUM"
    }:
        return True  # "With 0 if a line was selected, 1 if none was, and 2 if an error occurred"
    told = [number for number in others if 1 < number < _YEARS]
    if asked < _PAIR or asked >= _YEARS:
        return False
    years = [number for number in others if number >= _YEARS]
    if any(later - asked in years or later - asked + 1 in years for later in years):
        return True  # "27 years, from 1894 to 1921", "the first five cups, from 1956 to 1960"
    if any(_amount(parse.lower[i]) == asked and _is_counted_there(parse, i) for i in shown):
        return True  # "The three-metre line stands 3 m from the net", "the 8 stands for eight letters"
    rest = sum(told)
    if any(asked in (rest, 2 * number - rest) for number in told) and len(told) > 2:
        return True
    if len(told) > 1 and any(asked == b - a + 1 for a in told for b in told if b > a > asked):
        return True  # "Seven duties, in sections 171 to 177"
    joined = len(told) == _PAIR and "and" in (parse.lower[i] for i in shown)
    if joined and asked in (rest, abs(told[0] - told[1])):
        return True  # "Six players, three in front and three behind"; "twenty years, nine here and eleven there"
    return any(a * asked == b or a * b == asked for a in told for b in told if a != b)


def _is_counted_there(parse: Parse, i: int) -> bool:
    """Whether a number counts or measures, and isn't that of an article, a date or a name."""
    numbers_a_thing = parse.pos[i - 1] in ("NOUN", "PROPN") or parse.pos[i + 1 : i + 2] == ["PROPN"]
    return parse.text[i + 1 : i + 2] == ["-"] or (parse.lower[i - 1] == "the" and not numbers_a_thing)


def _is_year_reckoned(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "Took more than 202 years: it was proposed in 1789 and ratified in 1992"."""
    asked = _amount(parse.lower[answer.start])
    others = [_amount(parse.lower[i]) for i in shown]
    spans = [number for number in others if _LONG < number < _YEARS]
    return any(abs(abs(asked - year) - span) <= 1 for year in others if year >= _YEARS for span in spans)


def _amount(word: str) -> int:
    """A number in digits or as a word; 0 for anything else."""
    return int(word) if word.isdecimal() and len(word) < _LONG else _CARDINALS.get(word, 0)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) <= _PAIR else _COUNTS.get(word, 0)


def _listed_around(parse: Parse, link: int, noun: int) -> int:
    """How many things are listed before the "and" at ``link`` and behind it; 0 where there may be no list."""
    size, opened = _PAIR, False
    numbers = parse.pos[link - 1] == parse.pos[link + 1] == "NUM"
    for i in range(link - 1, noun, -1):
        word = parse.text[i]
        if numbers and word != "," and parse.pos[i] != "NUM":
            break  # "Three titles in a row, in 1992, 1996 and 2000"
        if (word in ":;–(" or word == "-") and (parse.space[i] or parse.space[i - 1]):
            opened = True
            break
        if word == "," and i < link - 1:
            if i == noun + 1:
                opened = True
                break
            size += 1
    return size if size > _PAIR or opened or numbers else 0
