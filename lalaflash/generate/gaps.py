"""From a ranked span to an answer: trimmed or widened to what one would say, and what kind of answer it is."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.generate.code_answers import is_code
from lalaflash.generate.frequency import zipf
from lalaflash.generate.nouns import kind_at
from lalaflash.generate.syntax import NOMINAL, VERBAL
from lalaflash.generate.words import (
    APPROXIMATE,
    KINDS,
    LANDFORMS,
    MONTHS,
    MULTIPLIERS,
    NATIONALS,
    TIME_UNITS,
    TITLES,
    UNITS,
)

if TYPE_CHECKING:
    from lalaflash.generate.syntax import Parse

YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_EARLY_YEAR = re.compile(r"[1-9][0-9]{2}")
_DECADE = re.compile(r"(1[0-9]|20)[0-9]0s")
_AFTER_NUMBER = frozenset({"ago", "old", "later", "earlier", "long", "wide", "high", "tall", "deep", "away"})
_DATE_WORDS = MONTHS | frozenset({",", "early", "mid", "late", "-", "the", "of", "century", "bc", "bce", "ad", "ce"})
_MONEY_SIGNS = frozenset("$£€¥")
CIRCA = frozenset({"c.", "ca.", "circa"})
_TITLE_LINKS = frozenset({"a", "an", "and", "in", "of", "on", "the", "to", "with", "'s", "’s", "'", ":", "-", "&"})
_BEFORE_YEAR = frozenset({"around", "in", "since"})
_LONGEST_TITLE = 8
_VERSUS = frozenset({"v", "v.", "vs", "vs."})
_SOME = MULTIPLIERS | {"couple", "few"}
_NEAR_PARTY = 3
_WITHIN = frozenset({"around", "by", "during", "in", "since", "until"})
_ORDINAL = ("th", "first", "second", "third")
_TWO = 2
_CALLING = frozenset({"call", "say", "term"})
_TERM = 3.7
"""On the Zipf scale; commoner adjectives are everyday words."""
_SURNAME = 4.0
"""On the Zipf scale; commoner words make holidays and the like of a month: "March Sunday"."""
_LINKS = frozenset({"'s", "’s"})


class Kind(StrEnum):
    """What sort of thing an answer is; it decides the hint and the question word."""

    YEAR = "year"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    COUNT = "count"
    QUANTITY = "quantity"
    PERCENT = "percentage"
    MONEY = "amount"
    ORDINAL = "ordinal"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    WORK = "title"
    NAME = "name"
    TERM = "term"
    CODE = "code"
    REASON = "reason"
    OTHER = "phrase"


NUMERIC = frozenset({Kind.DURATION, Kind.COUNT, Kind.QUANTITY, Kind.PERCENT, Kind.MONEY, Kind.ORDINAL})
TIMED = frozenset({Kind.YEAR, Kind.DATE, Kind.TIME})
NAMED = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.WORK, Kind.NAME})
_BY_LABEL = {
    "PERSON": Kind.PERSON, "GPE": Kind.PLACE, "LOC": Kind.PLACE, "FAC": Kind.PLACE, "ORG": Kind.ORGANISATION,
    "WORK_OF_ART": Kind.WORK, "ORDINAL": Kind.ORDINAL, "PERCENT": Kind.PERCENT, "MONEY": Kind.MONEY,
}  # fmt: skip


class Answer(NamedTuple):
    """The tokens ``start`` to ``end`` (exclusive), whose head is ``head``."""

    start: int
    end: int
    head: int
    kind: Kind


def find_answer(parse: Parse, start: int, end: int) -> Answer | None:
    """The answer that a ranked span stands for, or None where it cuts through a phrase."""
    if end - start == 1 and is_code(parse, start):
        return Answer(start, end, start, Kind.CODE)
    start, end = _trim(parse, start, end)
    if start >= end:
        return None
    case = _whole_case(parse, start, end)
    if case:
        return Answer(*case, head_of(parse, *case), Kind.NAME)
    title = _dated_title(parse, start, end)
    if title:
        return Answer(*title, head_of(parse, *title), Kind.WORK)
    start, end = _whole_name(parse, start, end)
    start += _names_its_kind(parse, start, end) or _tells_nation(parse, start, end)
    start, end = _whole_number(parse, start, end)
    start, end = _whole_date(parse, start, end)
    head = head_of(parse, start, end)
    return Answer(start, end, head, _kind(parse, start, end, head))


def head_of(parse: Parse, start: int, end: int) -> int:
    """The token from which the others of the span hang; the last one when several hang outside it."""
    outside = [i for i in range(start, end) if not start <= parse.head[i] < end or parse.head[i] == i]
    nominal = [i for i in outside if parse.pos[i] in NOMINAL or parse.pos[i] in VERBAL]
    return (nominal or outside or [end - 1])[0]


def _trim(parse: Parse, start: int, end: int) -> tuple[int, int]:
    if parse.lower[start - 1 : start + 2] == ["by", "means", "of"] or parse.lower[start : start + 2] == ["age", "of"]:
        start += 2
    while start < end and (parse.pos[start] in ("PUNCT", "CCONJ") or parse.lower[start] in ("the", "a", "an")):
        if parse.lower[start] == "a" and parse.lower[start + 1 : start + 2] and parse.lower[start + 1] in _SOME:
            break  # "A hundred years"
        start += 1
    while start < end and (
        (parse.pos[end - 1] == "PUNCT" and parse.text[end - 1] not in ")]") or parse.tag[end - 1] in ("POS", "IN")
    ):
        end -= 1
    for i in range(start + 1, end):
        if parse.tag[i] == "IN" and YEAR.fullmatch(parse.text[i - 1]) and parse.lower[i] != "to":
            end = i  # "9 November 1989 after weeks"
            break
    if end - start > 1 and parse.text[end - 1] in (")", "]") and not any(w in "([" for w in parse.text[start:end]):
        end -= 1
    return start, end


def _dated_title(parse: Parse, start: int, end: int) -> tuple[int, int] | None:
    """All of a title in front of its year: "An American Werewolf in Paris (1997)"."""
    last = end
    while last < len(parse) and last - end < _LONGEST_TITLE and _in_title(parse, last):
        last += 1
    dated = [word for word in parse.text[last : last + 4] if word not in CIRCA]
    if dated[::2][:2] != ["(", ")"] or not YEAR.fullmatch(dated[1]):
        return None
    first = last
    while first > parse.sentences[parse.sentence[start]][0] and _in_title(parse, first - 1):
        first -= 1
    while first < last and (not parse.text[first][0].isupper() or parse.tag[first] == "IN"):
        first += 1
    return (first, last) if first <= start and first < last else None


def _whole_case(parse: Parse, start: int, end: int) -> tuple[int, int] | None:
    """Both parties of a case: "Mapp v. Ohio"."""
    if not any(word in _VERSUS for word in parse.lower[max(0, start - _NEAR_PARTY) : end + _NEAR_PARTY]):
        return None
    first, last = start, end
    while first and (_is_party(parse, first - 1) or _joins_party(parse, first - 1)):
        first -= 1
    while last < len(parse) and (_is_party(parse, last) or _joins_party(parse, last)):
        last += 1
    return (first, last) if _is_party(parse, first) and _is_party(parse, last - 1) else None


def _joins_party(parse: Parse, i: int) -> bool:
    """ "Salomon v A Salomon & Co Ltd", "Association for Molecular Pathology v. Myriad Genetics"."""
    initial = parse.text[i] == "A" and i + 1 < len(parse) and parse.text[i + 1][0].isupper()
    inner = parse.lower[i] in ("for", "of") and i > 0 and parse.text[i - 1][0].isupper()
    if parse.lower[i] == "and" and i > 0:
        # "Scott v London and St Katherine Docks", but not "Roe v Wade and Doe v Bolton"
        names = [word for word in parse.text[i - 1 : i + 2 : 2] if word[0].isupper()]
        inner = len(names) == _TWO and _VERSUS.isdisjoint(parse.lower[i : i + 2 * _NEAR_PARTY])
    return parse.lower[i] in _VERSUS or parse.text[i] == "&" or initial or inner


def _is_party(parse: Parse, i: int) -> bool:
    return parse.text[i][0].isupper() and parse.pos[i] not in ("ADP", "SCONJ", "DET")


def _in_title(parse: Parse, i: int) -> bool:
    if parse.entity[i] >= 0 and parse.entities[parse.entity[i]][2] == "PERSON":
        return False
    return parse.text[i][0].isupper() or parse.lower[i] in _TITLE_LINKS


def _tells_nation(parse: Parse, start: int, end: int) -> bool:
    """ "The Swede Klas Lestander": where somebody comes from stays on the front."""
    named = end - start > _TWO and parse.lower[start - 1 : start] == ["the"] and parse.tag[end - 1] == "NNP"
    person = kind_at(parse, end - 1) == "PERSON" and parse.lower[start].endswith(("man", "woman", "ian", "ese"))
    return named and (person or parse.lower[start] in NATIONALS)


def _whole_number(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """A number takes its sign, its multiplier and its unit along: "$100 million", "55 days", "−3 °C"."""
    if not any(parse.pos[i] == "NUM" or parse.text[i][0].isdigit() for i in range(start, end)):
        return start, end
    if start and parse.lower[start] in MULTIPLIERS and parse.pos[start - 1] == "NUM":
        start -= 1
    start, end = _bare_number(parse, start, end)
    if start and (
        parse.text[start - 1] in _MONEY_SIGNS or (parse.text[start - 1] in ("−", "-") and not parse.space[start - 1])
    ):
        start -= 1
    while end < len(parse) and _belongs(parse, end):
        end += 1
    if parse.pos[start] == "NUM" and parse.lower[end : end + 1] == ["times"] and parse.tag[end] == "NNS":
        return start - (parse.lower[start - 1] == "a"), end + 1  # "Four times", "a hundred times"
    if parse.lower[end : end + 1] == ["and"] and parse.lemma[end - 1] in TIME_UNITS and end + 2 < len(parse):
        more = parse.pos[end + 1] == "NUM" and parse.lemma[end + 2] in TIME_UNITS
        return start, end + 3 if more else end  # "15 years and 4 months"
    return start, end


def _bare_number(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """A number without the words around it: "about 30 years ago", "well over a thousand years"."""
    while end - start > 1 and parse.lower[start] in APPROXIMATE:
        start += 1
    if end - start == _TWO and YEAR.fullmatch(parse.text[start]) and parse.pos[start + 1] == "NUM":
        start += 1  # "In 2009 three research groups": the recogniser takes both for one date.
    while end - start > 1 and parse.lower[end - 1] in _AFTER_NUMBER:
        end -= 1
    if start and parse.lower[start] in MULTIPLIERS and parse.lower[start - 1] == "a":
        start -= 1
    return start, end


def _whole_date(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """A month takes the day and the year along."""
    if parse.lower[start - 1] in MONTHS and parse.text[start][0].isdigit() and parse.tag[start - 1] == "NNP":
        start -= 1
    if not any(word in MONTHS and parse.text[start + n][0].isupper() for n, word in enumerate(parse.lower[start:end])):
        return start, end
    if start and parse.text[start - 1].isdigit() and len(parse.text[start - 1]) < 3 and parse.lower[start] in MONTHS:
        start -= 1
    for width in (1, 2):
        after = parse.text[end : end + width]
        if len(after) == width and YEAR.fullmatch(after[-1]) and (width == 1 or after[0] == ","):
            return start, end + width
    return start, end


def _belongs(parse: Parse, i: int) -> bool:
    word = parse.lower[i]
    if word in ("%", "°", "°c", "°f") or word in MULTIPLIERS:
        return True
    before = parse.lower[i - 1]
    if word in ("c", "f") and before == "°":
        return True
    if word in ("bce", "bc", "ad", "ce", "a.m.", "p.m.", "am", "pm", "b.c."):
        return True
    if word == "/":
        return before in UNITS and parse.lower[i + 1 : i + 2] != [] and parse.lower[i + 1] in UNITS
    unit = parse.lemma[i] in UNITS or UNITS.issuperset(word.split("/"))
    return unit and (
        parse.pos[i - 1] in ("NUM", "SYM") or before in MULTIPLIERS or before[0].isdigit() or before == "/"
    )


def _whole_name(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """A part of a name stands for the whole name, unless a possessive or a role is all that is left out."""
    number = parse.entity[start]
    if number < 0 or parse.entity[end - 1] != number:
        return start, end
    first, last, label = parse.entities[number]
    if parse.lower[first] in ("the", "a", "an"):
        first += 1
    while parse.text[last - 1] in _LINKS or parse.tag[last - 1] == "IN":
        last -= 1
    if label == "MONEY" and _MONEY_SIGNS.isdisjoint("".join(parse.text[first:last])):
        return start, end
    if label in ("PERSON", "WORK_OF_ART", "DATE", "MONEY", "PERCENT") and (first < start or end < last):
        if label == "DATE" and any(YEAR.fullmatch(parse.text[i]) for i in range(start, end)):
            return start, end
        if label == "DATE" and not all(w in _DATE_WORDS or w[0].isdigit() for w in parse.lower[first:last]):
            return start, end
        return min(first, start), max(last, end)
    if (
        label == "PERSON"
        and start
        and last - first == 1
        and parse.lower[start - 1] in TITLES
        and parse.tag[start - 1] == "NNP"
    ):
        return start - 1, end
    return start, end


def _names_its_kind(parse: Parse, start: int, end: int) -> bool:
    """ "The hormone erythropoietin": what kind of thing it is stays on the front."""
    plain = end - start == _TWO and parse.dep[start] == "compound" and parse.head[start] == end - 1
    return plain and parse.lemma[start] in KINDS and zipf(parse.lower[end - 1]) < min(_TERM, zipf(parse.lower[start]))


def _kind(parse: Parse, start: int, end: int, head: int) -> Kind:
    words = parse.lower[start:end]
    number = any(parse.pos[i] == "NUM" or words[i - start][0].isdigit() for i in range(start, end))
    label = kind_at(parse, head)
    if number:
        kind = _number_kind(parse, start, end, label)
        if kind:
            return kind
    if words[1:] == ["century"] and words[0].endswith(_ORDINAL) and parse.lower[start - 2] in _WITHIN:
        return Kind.DATE  # "In the sixteenth century", but not "of the twentieth century"
    if label in ("DATE", "TIME") and not number:
        # "August Strindberg" is no date.
        return Kind.PERSON if _is_full_name(parse, start, end) else Kind.DATE if words[0] in MONTHS else Kind.OTHER
    if any(w in LANDFORMS for w in words) and parse.pos[head] == "PROPN":
        return Kind.PLACE
    if label == "MONEY" and _is_no_money(parse, start, end):
        label = ""
    if label == "PERSON" and parse.pos[head] == "NOUN" and all(map(str.islower, parse.text[start:end])):
        return Kind.NAME  # "Runny basaltic lava" is nobody.
    if label in _BY_LABEL and all(parse.entity[i] == parse.entity[head] or i < head for i in range(start, end)):
        # "The slow movement third" is no rank.
        return Kind.OTHER if label == "ORDINAL" and end - start > 1 else _BY_LABEL[label]
    if parse.pos[head] == "PROPN":
        return Kind.NAME
    return Kind.TERM if parse.pos[head] == "NOUN" or is_said_quality(parse, head) else Kind.OTHER


def _is_no_money(parse: Parse, start: int, end: int) -> bool:
    """ "Tens of millions of scans", or a name in capitals."""
    counts = parse.lower[end - 1].removesuffix("s") in MULTIPLIERS and parse.lower[end : end + 1] == ["of"]
    return counts or (parse.text[end - 1].isupper() and not _MONEY_SIGNS.intersection(parse.text[start]))


def _is_full_name(parse: Parse, start: int, end: int) -> bool:
    """Whether a name that begins like a month goes on like a person's."""
    behind = range(start + 1, end)
    return parse.lower[start] in MONTHS and bool(behind) and all(
        parse.tag[i] == "NNP" and parse.lower[i] not in _DATE_WORDS and zipf(parse.lower[i]) < _SURNAME for i in behind
    )  # fmt: skip


def is_said_quality(parse: Parse, i: int) -> bool:
    """ "A good is called inelastic if …", "are said to be amphoteric": an adjective that is a term."""
    if parse.pos[i] != "ADJ" or parse.tag[i] != "JJ" or zipf(parse.lower[i]) >= _TERM:
        return False
    verb = parse.head[i]
    if parse.dep[i] == "acomp" and parse.lemma[verb] == "be" and parse.dep[verb] == "xcomp":
        verb = parse.head[verb]
    elif parse.dep[i] != "oprd":
        return False
    return parse.tag[verb] == "VBN" and parse.lemma[verb] in _CALLING


def _number_kind(parse: Parse, start: int, end: int, label: str) -> Kind | None:
    words = parse.lower[start:end]
    if end - start == 1 and _is_year(parse, start, label):
        return Kind.YEAR
    dated = words[-1] in ("bce", "bc", "ad", "ce", "b.c.") or any(w in MONTHS for w in words) or "century" in words
    if dated or _DECADE.fullmatch(words[-1]):
        return Kind.DATE if all(w in _DATE_WORDS or w[0].isdigit() or w.endswith("th") for w in words) else None
    clock = not {"to", "past"}.isdisjoint(words[1:-1]) and "".join(words).isalpha()
    if any(w in ("a.m.", "p.m.", "o'clock") for w in words) or (clock and "at" in parse.lower[start - 2 : start]):
        return Kind.TIME
    if words[0] in _MONEY_SIGNS or words[-1] in ("dollars", "euros", "pounds"):
        return Kind.MONEY
    if words[-1] in ("%", "percent"):
        return Kind.PERCENT
    last = parse.lemma[end - 1]
    if last in TIME_UNITS and len(words) < 4:
        return Kind.DURATION
    if last in UNITS or words[-1] in UNITS | {"times"} or any("°" in word for word in words):
        return Kind.QUANTITY
    if all(
        parse.pos[i] in ("NUM", "SYM") or parse.lower[i] in MULTIPLIERS | {"-", "–", "to", "and"}
        for i in range(start, end)
    ):
        return Kind.ORDINAL if label == "ORDINAL" else Kind.COUNT
    return None


def _is_year(parse: Parse, i: int, label: str) -> bool:
    if YEAR.fullmatch(parse.text[i]):
        return label in ("DATE", "") or _is_rough_year(parse, i) or parse.lower[i - 1] in ("in", "since", "(")
    # "Founded around 930", but not "around 930 people".
    dated = parse.lower[i - 1] in _BEFORE_YEAR and parse.dep[i] in ("pobj", "npadvmod")
    return dated and bool(_EARLY_YEAR.fullmatch(parse.text[i]))


def _is_rough_year(parse: Parse, i: int) -> bool:
    """ "By about 1960", "appeared about 1850", but not "a stone of about 1000 grit"."""
    if parse.lower[i - 1] not in APPROXIMATE:
        return False
    told = parse.tag[i - 2] in ("VBD", "VBN") and parse.dep[i] in ("pobj", "npadvmod")
    return told or parse.lower[i - 2] in _WITHIN
