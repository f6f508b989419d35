"""Numbers and years that make no answer: small ones, parts of others, and those that only say which is meant."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lalaflash.generate.gaps import CIRCA, NUMERIC, TIMED, YEAR, Kind
from lalaflash.generate.unaskable import NUMBERED_PARTS
from lalaflash.generate.words import MONTHS

if TYPE_CHECKING:
    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

HYPHENS = frozenset({"-", "–"})
_TO = ("to", "or", "–", "-")
_MANY_YEARS, _NEAR = 3, 2
_REACH = 6
"""Tokens within which numbers stand in one row."""
_ROUND = frozenset({"10", "50", "100", "500", "1,000", "hundred", "ten"})
_OPERATORS = frozenset({"−", "^", "/", ":", "·", "×", "+", "="})


def is_small_number(parse: Parse, answer: Answer) -> bool:
    """ "One", "split in two", "the first": it says little."""
    word = parse.lower[answer.start]
    if answer.kind is Kind.ORDINAL:
        return word in ("first", "second", "third", "last")
    if answer.end - answer.start > 1:
        return False
    if parse.lower[answer.start - 1] in ("all", "both", "every", "i.e.", "times", "top"):
        return True  # "Won all four majors", "for every 100 females", "a top ten hit"
    if parse.lower[answer.end : answer.end + 2] == ["or", "so"]:
        return True
    if parse.tag[answer.end : answer.end + 1] == ["JJS"] and word in _ROUND:
        return True  # "The 100 greatest films": a round number is guessed.
    if word in ("one", "two", "zero", "0") or (len(word) == 1 and _is_one_of_numbers(parse, answer)):
        return True
    first, last = parse.sentences[parse.sentence[answer.start]]
    row = [i for i in range(first, last) if parse.pos[i] == "NUM" and parse.text[i + 1 : i + 2] in ([","], ["and"])]
    near = [i for i in row if abs(i - answer.start) <= _REACH and i != answer.start]
    return len(near) >= _MANY_YEARS - 1  # "In units of 10, 100, 1,000 and 10,000 men"


def _is_one_of_numbers(parse: Parse, answer: Answer) -> bool:
    """ "End in 1, 3, 7 or 9": whoever knows the others knows this one."""
    left, right = answer.start - 1, answer.end
    while parse.tag[left] == "CC" or parse.text[left] == ",":
        left -= 1
    while parse.tag[right : right + 1] == ["CC"] or parse.text[right : right + 1] == [","]:
        right += 1
    before = left < answer.start - 1 and parse.pos[left] == "NUM"
    return before or (right > answer.end and parse.pos[right : right + 1] == ["NUM"])


def cuts_number(parse: Parse, answer: Answer) -> bool:
    """Whether the number is a part of another, of a fraction, or of a name such as "Type 1"."""
    before, after = parse.text[answer.start - 1], parse.lower[answer.end : answer.end + 1]
    if is_part_of_range(parse, answer):
        return True
    inner = answer.end + 1 < parse.sentences[parse.sentence[answer.start]][1]
    if after == ["."] and inner and parse.text[answer.end + 1] not in ('"', "”", ")", "’"):
        return True  # "The sonata called 1. X. 1905"
    word = parse.text[answer.start]
    if word[0].isalpha() and word[-1].isdigit() and parse.pos[answer.end : answer.end + 1] == ["NOUN"]:
        return True  # "A beta-2 agonist"
    if before in HYPHENS | _OPERATORS | {"#"} or after[:1] in (["-"], ["–"]) or not _OPERATORS.isdisjoint(after):
        return True
    if before.lower().removesuffix("s") in NUMBERED_PARTS | {"type"} or (len(before) == 1 and before.isupper()):
        return True
    if after[:1] in (["thirds"], ["quarters"], ["fifths"], ["half"], ["times"]):
        return True
    return parse.tag[parse.head[answer.head]] == "CD" and parse.dep[answer.head] not in ("conj", "quantmod")


def is_part_of_range(parse: Parse, answer: Answer) -> bool:
    """ "From 120 to 160 grams", "four or five": one end without the other. Two years may be asked for one by one."""
    start, end = answer.start, answer.end
    if answer.kind in TIMED:
        return False
    behind = parse.lower[end : end + 1] in (["to"], ["and"], ["or"]) and parse.pos[end + 1 : end + 2] == ["NUM"]
    if behind and (parse.lower[end] == "or" or parse.lower[start - 1] in ("from", "between")):
        return True
    return parse.lower[start - 1] in _TO and start > 1 and parse.pos[start - 2] == "NUM"


def cuts_numbered_name(parse: Parse, answer: Answer) -> bool:
    """ "Hot 100", "Python 3.7", "Voyager 2": the number alone is half a name."""
    before = answer.start - 1
    if parse.lower[answer.end : answer.end + 1] in (["de"], ["of"]) and parse.text[answer.end + 1][0].isupper():
        return True  # "The 25 de Abril Bridge"
    first = parse.sentences[parse.sentence[answer.start]][0]
    named = before > first and parse.tag[before] in ("NNP", "NNPS") and parse.lower[before] not in MONTHS
    return named and parse.text[before][0].isupper()


def is_model_number(parse: Parse, answer: Answer) -> bool:
    """ "The IBM 1130": what stands right behind a name, and is taken for a year."""
    before = answer.start - 1
    numbered = parse.dep[answer.start] == "nummod" and parse.head[answer.start] == before
    law = parse.lower[before] in ("act", "code", "constitution", "treaty") or parse.text[before] == ")"
    return answer.kind is Kind.YEAR and numbered and not law and cuts_numbered_name(parse, answer)


def is_example_input(parse: Parse, answer: Answer) -> bool:
    """ "A dough of 500 g of flour and 350 g of water has a hydration of 70 percent": any other amount would do."""
    first, last = parse.sentences[parse.sentence[answer.start]]
    if answer.kind in NUMERIC and ("difference", "between") in pairwise(
        parse.lower[max(0, answer.start - 5) : answer.start]
    ):
        return True  # "The difference between 10 and 20 dollars feels bigger"
    verb = next((i for i in range(first, last) if parse.head[i] == i), last)
    if answer.kind not in NUMERIC or answer.end > verb or verb == last or parse.tag[verb] not in ("VBZ", "VBP"):
        return False
    return any(parse.pos[i] == "NUM" and parse.text[i][0].isdigit() for i in range(verb + 1, last))


def is_title_year(parse: Parse, answer: Answer) -> bool:
    """The year in "Whiplash (2014)" says which one is meant; it is not what the fact tells."""
    if parse.text[answer.end : answer.end + 1] == [":"] and parse.text[answer.end + 1 : answer.end + 2] in (
        ["A"],
        ["The"],
    ):
        return True  # "2001: A Space Odyssey"
    opened = answer.start - 1
    opened -= parse.lower[opened] in CIRCA
    return parse.text[opened] == "(" and parse.text[answer.end : answer.end + 1] == [")"]


def is_any_two(parse: Parse, answer: Answer) -> bool:
    """ "Moving between two points", "the edge of one foot … the toe pick of the other": no other number is possible."""
    word, behind = parse.lower[answer.start], parse.lower[answer.end : parse.sentences[parse.sentence[answer.start]][1]]
    other = answer.kind is not Kind.DURATION and any(pair == ("the", "other") for pair in pairwise(behind))
    return (word == "two" and parse.lower[answer.start - 1] == "between") or (word in ("one", "two") and other)


def is_bare_unit(parse: Parse, answer: Answer) -> bool:
    """ "10 mmol/l": a unit made of units, without its number."""
    unit = "/" in "".join(parse.text[answer.start : answer.end])
    return unit and parse.pos[answer.start - 1] == "NUM" and answer.kind not in NUMERIC


def is_one_of_years(parse: Parse, answer: Answer) -> bool:
    """ "In 1992, 1996 and 2000", "in the 1860s and 1870s": each can be guessed from the others."""
    if answer.kind is Kind.DATE and parse.text[answer.end - 1].endswith("0s"):
        before, behind = parse.lower[max(0, answer.start - 5) : answer.start], parse.lower[answer.end : answer.end + 4]
        near = (
            before[max(before.index("and") - 1, 0) :] if "and" in before else [],
            behind if "and" in behind[:1] else [],
        )
        if "between" in before:
            return False
        return any(any(word.endswith("0s") for word in words) for words in near)
    if answer.kind is not Kind.YEAR:
        return False
    left, right = answer.start - 1, answer.end
    while left >= 0 and _lists_years(parse, left):
        left -= 1
    while right < len(parse) and _lists_years(parse, right):
        right += 1
    years = [int(word) for word in parse.text[left + 1 : right] if YEAR.fullmatch(word)]
    pair = len(years) > 1 and parse.lower[left] != "between"
    return len(years) >= _MANY_YEARS or (pair and max(years) - min(years) <= _NEAR)  # "In 2013 and 2014"


def _lists_years(parse: Parse, i: int) -> bool:
    return parse.lower[i] in (",", "and", "or") or bool(YEAR.fullmatch(parse.text[i]))


def dates_a_name(parse: Parse, answer: Answer) -> bool:
    """ "A theme from the 1958 film Fortunella", "an 1893 office block": the year only tells which one is meant."""
    noun, described = parse.head[answer.head], parse.pos[answer.end : answer.end + 1] == ["NOUN"]
    noun = parse.head[noun] if parse.dep[noun] == "compound" else noun
    if answer.kind is not Kind.YEAR or not described or noun < answer.end:
        return False
    article = parse.lower[answer.start - 1]
    return (parse.dep[noun] == "pobj" and article == "the") or (parse.dep[noun] == "appos" and article in ("a", "an"))


def dates_a_statistic(parse: Parse, answer: Answer) -> bool:
    """ "In 2022 there were 249 million cases", "as of 2010": the figures are the fact, and change from year to year."""
    if answer.kind is Kind.YEAR and parse.lower[answer.start - 2 : answer.start] == ["as", "of"]:
        return True
    verb = parse.head[parse.head[answer.head]]
    return answer.kind is Kind.YEAR and any(parse.dep[c] == "expl" for c in parse.children[verb])
