"""Numbers that can be worked out: from things that stand there counted, from other numbers, from another unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lalaflash.generate.gaps import NUMERIC, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

    Way = Callable[[int, Sequence[int]], bool]
    """Whether a number follows from others."""

_CARDINALS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100,
}  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip
_GROUPS = {
    "duet": 2, "trio": 3, "trilogy": 3, "quartet": 4, "tetralogy": 4, "quintet": 5, "sextet": 6, "septet": 7,
    "octet": 8,
}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DIGITS = re.compile(r"\d+")
_COUNTS = {word: number for word, number in _CARDINALS.items() if 2 <= number <= 10}
_TENS = range(20, 100, 10)
_PAIR = 2
_LONGEST_CONVERSION = 8
"""Tokens from one bracket to the other, or from one comma to the next."""
_UNITS = frozenset({"NUM", "NOUN", "PROPN", "SYM", "PUNCT", "ADV"})
"""Parts of speech in an amount, but for the "in" of "5 ft 3 in"."""
_RESTATING = ((",", "that", "is", ","), (",", "i.e."), (",", "or"))
"""What stands between an amount and the same amount told in another way."""
_NEAR = 6
"""Tokens from an amount to the comma behind what it measures."""
_YEARS = 1000
"""From here on, numbers are taken for years."""
_SHORTEST_SPAN = 7
"""Years between two years that are worked out of each other; fewer say little."""
_LONGEST_NUMBER = 6
"""Digits."""


def is_worked_out(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """Whether a number or a year can be worked out from the tokens ``shown``."""
    if answer.kind is Kind.YEAR:
        return _is_year_reckoned(parse, shown, answer)
    if answer.kind is Kind.DATE and parse.lower[answer.end - 1] == "century":
        return _is_century_of_year(parse, shown, answer)
    if answer.kind not in NUMERIC:
        return False
    if _is_in_code(parse, shown, answer) or _is_reckoned(parse, shown, answer):
        return True
    counted = _is_counted(parse, shown, answer) or _is_told_behind_colon(parse, shown, answer)
    return answer.kind is Kind.COUNT and counted


def told_again(parse: Parse, answer: Answer) -> range:
    """What tells an amount once more behind it: "73 miles (117 km)", "2 percent, that is, 20 grams per kilogram".

    Empty where nothing does.
    """
    start = answer.end
    if not parse.text[answer.start][0].isdigit():
        return range(start, start)
    if parse.text[start : start + 1] == ["("]:
        return _in_brackets(parse, start)
    if answer.kind in (Kind.COUNT, Kind.ORDINAL, Kind.YEAR, Kind.DATE):
        return range(start, start)
    comma = next((i for i in range(start, min(start + _NEAR, len(parse))) if parse.text[i] == ","), start)
    for opening in _RESTATING:
        if tuple(parse.lower[comma : comma + len(opening)]) == opening:
            return _up_to_comma(parse, comma, comma + len(opening))
    return range(start, start)


def _in_brackets(parse: Parse, start: int) -> range:
    end = next((i for i in range(start, min(start + _LONGEST_CONVERSION, len(parse))) if parse.text[i] == ")"), start)
    number = any(parse.text[i][0].isdigit() for i in range(start + 1, min(start + 3, end))) and end - start > _PAIR
    plain = all(parse.pos[i] in _UNITS or parse.lower[i] in ("in", "or") for i in range(start + 1, end))
    return range(start, end + 1) if number and plain else range(start, start)


def _up_to_comma(parse: Parse, start: int, first: int) -> range:
    """From a comma to the next one, or to the end of the sentence, if an amount stands between them."""
    last = parse.sentences[parse.sentence[start]][1] - 1
    end = next((i for i in range(first, min(first + _LONGEST_CONVERSION, last)) if parse.text[i] == ","), last)
    amount = parse.pos[first] == "NUM" or parse.pos[first + 1 : first + 2] == ["NUM"]
    if not amount or end - first > _LONGEST_CONVERSION or any(parse.pos[i] == "VERB" for i in range(first, end)):
        return range(start, start)
    return range(start, end + (parse.text[end] == ","))


def _is_in_code(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "`*/15` runs the job every fifteen minutes"."""
    word = parse.lower[answer.start]
    number = str(_CARDINALS[word]) if word in _CARDINALS else word
    return any(parse.verbatim[i] and number in _DIGITS.findall(parse.text[i]) for i in shown)


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
    asked = _amount_at(parse, answer.start)
    if _is_between(asked, [_amount(parse.lower[i]) for i in shown if _is_cardinal(parse, i)]):
        return True
    if answer.kind is Kind.ORDINAL and parse.lower[answer.start] in _ORDINALS:
        row = [_ORDINALS.index(parse.lower[i]) + 1 for i in shown if parse.lower[i] in _ORDINALS]
        return _is_in_a_row(_ORDINALS.index(parse.lower[answer.start]) + 1, row)
    if not _PAIR <= asked < _YEARS:
        return False
    if any(_GROUPS.get(parse.lower[i], _GROUPS.get(parse.lemma[i])) == asked for i in shown):
        return True  # "Their Wind Quintet … for each of the five players"
    if any(_size_of_range(parse.text[i : i + 3]) == asked for i in shown):
        return True
    if any(_amount(parse.lower[i]) == asked and _is_counted_there(parse, i) for i in shown):
        return True  # "The three-metre line stands 3 m from the net", "the 8 stands for eight letters"
    others = [_amount_at(parse, i) for i in shown]
    joined = "and" in (parse.lower[i] for i in shown)
    return any(way(asked, others) for way in _WAYS) or (joined and _is_sum_or_difference(asked, others))


def _size_of_range(words: Sequence[str]) -> int:
    """How many letters "A to G" tells; 0 for anything else."""
    if len(words) <= _PAIR or words[1] not in ("to", "-", "–", "through"):
        return 0
    first, last = words[0], words[2].rstrip(".")
    letters = len(first) == len(last) == 1 and first.isupper() and last.isupper()
    return ord(last) - ord(first) + 1 if letters else 0


def _is_cardinal(parse: Parse, i: int) -> bool:
    return parse.pos[i] == "NUM" and parse.lower[i] != "zero"


def _is_between(asked: int, others: Sequence[int]) -> bool:
    """ "With 0 if a line was selected, 1 if none was, and 2 if an error occurred"."""
    return {asked - 1, asked + 1} <= set(others)


def _is_in_a_row(asked: int, others: Sequence[int]) -> bool:
    """ "The ninth, tenth and eleventh ribs"."""
    told = set(others)
    return any({asked + a, asked + b} <= told for a, b in ((1, 2), (-1, -2), (-1, 1)))


def _is_span_of_years(asked: int, others: Sequence[int]) -> bool:
    """ "27 years, from 1894 to 1921", "the first five cups, from 1956 to 1960"."""
    years = {number for number in others if number >= _YEARS}
    return any(later - asked in years or later - asked + 1 in years for later in years)


def _is_total_or_rest(asked: int, others: Sequence[int]) -> bool:
    """ "12 pairs of ribs: 7 true, 3 false, 2 floating"."""
    told = _told(others)
    rest = sum(told)
    return len(told) > _PAIR and any(asked in (rest, 2 * number - rest) for number in told)


def _is_number_of_sections(asked: int, others: Sequence[int]) -> bool:
    """ "Seven duties, in sections 171 to 177"."""
    told = _told(others)
    return any(asked == b - a + 1 for a in told for b in told if b > a > asked)


def _is_product_or_quotient(asked: int, others: Sequence[int]) -> bool:
    """ "At six percent, it takes 72 / 6 years"."""
    told = _told(others)
    return any(a * asked == b or a * b == asked for a in told for b in told if a != b)


def _is_sum_or_difference(asked: int, others: Sequence[int]) -> bool:
    """ "Six players, three in front and three behind"; "twenty years, nine here and eleven there"."""
    told = _told(others)
    return len(told) == _PAIR and asked in (sum(told), abs(told[0] - told[1]))


_WAYS: tuple[Way, ...] = (_is_span_of_years, _is_total_or_rest, _is_number_of_sections, _is_product_or_quotient)


def _told(others: Sequence[int]) -> list[int]:
    """The amounts among the numbers: no years, and nothing that says little."""
    return [number for number in others if 1 < number < _YEARS]


def _is_counted_there(parse: Parse, i: int) -> bool:
    """Whether a number counts or measures, and isn't that of an article, a date or a name."""
    numbers_a_thing = parse.pos[i - 1] in ("NOUN", "PROPN") or parse.pos[i + 1 : i + 2] == ["PROPN"]
    return parse.text[i + 1 : i + 2] == ["-"] or (parse.lower[i - 1] == "the" and not numbers_a_thing)


def _is_year_reckoned(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "Took more than 202 years: it was proposed in 1789 and ratified in 1992"."""
    asked = _amount(parse.lower[answer.start])
    others = [_amount(parse.lower[i]) for i in shown]
    spans = [number for number in others if _SHORTEST_SPAN < number < _YEARS]
    return any(abs(abs(asked - year) - span) <= 1 for year in others if year >= _YEARS for span in spans)


def _is_century_of_year(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "A composer of the 18th century, who died in 1770", "a historian of the 20th century (1919–1980)"."""
    number = next(
        (int(found[0]) for i in range(answer.start, answer.end) if (found := _DIGITS.match(parse.text[i]))), 0
    )
    years = (int(year) for i in shown for year in _YEAR.findall(parse.text[i]))
    return any(number == (year - 1) // 100 + 1 for year in years)


def _amount(word: str) -> int:
    """A number in digits or as a word; 0 for anything else."""
    return int(word) if word.isdecimal() and len(word) <= _LONGEST_NUMBER else _CARDINALS.get(word, 0)


def _amount_at(parse: Parse, i: int) -> int:
    """The number that begins at a token: "forty-five" is one, and its "five" is none."""
    tens = _amount(parse.lower[i])
    if i > 1 and parse.text[i - 1] == "-" and _amount(parse.lower[i - 2]) in _TENS:
        return 0
    if tens in _TENS and parse.text[i + 1 : i + 2] == ["-"]:
        return tens + _amount(parse.lower[min(i + 2, len(parse) - 1)])
    return tens


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
