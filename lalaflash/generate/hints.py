"""The hint in a gap: it says what kind of answer fits, where that narrows the answer fairly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.gaps import YEAR, Kind
from lalaflash.generate.syntax import NOMINAL
from lalaflash.generate.words import HUMAN_OBJECT, HUMAN_SUBJECT

if TYPE_CHECKING:
    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

_PLAIN = {Kind.YEAR: "year", Kind.MONEY: "how much", Kind.PERCENT: "percentage", Kind.TIME: "time"}
_SAID = frozenset({"word", "term", "name", "title"})
"""What follows these is a word, whomever it names: the word "Freude"."""


def hint_for(parse: Parse, answer: Answer) -> str:
    """The hint for an answer, or "" where its kind isn't certain or wouldn't help."""
    start, end, _, kind = answer
    words = parse.lower[start:end]
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is Kind.DATE:
        return _date_hint(words)
    if kind in (Kind.DURATION, Kind.QUANTITY):
        return _unit_hint(parse, answer)
    if kind is Kind.COUNT:
        return _count_hint(parse, answer)
    if kind is Kind.PERSON:
        return "person" if acts_like_a_person(parse, answer) and parse.lower[start - 1] not in _SAID else ""
    if kind is Kind.PLACE and parse.lower[start - 1] == "in" and parse.tag[end - 1] == "NNP":
        return "place"
    return ""


def acts_like_a_person(parse: Parse, answer: Answer) -> bool:
    """Whether a named person does what people do, so that the recogniser's word can be trusted."""
    head = answer.head
    while parse.dep[head] in ("conj", "appos") and parse.head[head] != head:
        head = parse.head[head]
    above = parse.head[head]
    if parse.dep[head] == "nsubj":
        return parse.lemma[above] in HUMAN_SUBJECT
    if parse.dep[head] == "pobj" and parse.dep[above] == "agent":
        return parse.lemma[parse.head[above]] in HUMAN_SUBJECT
    return parse.dep[head] in ("nsubjpass", "dobj") and parse.lemma[above] in HUMAN_OBJECT


def _count_hint(parse: Parse, answer: Answer) -> str:
    start, end, head, _ = answer
    word = parse.lower[start]
    if YEAR.fullmatch(word) and (end - start > 1 or parse.tag[end : end + 1] == ["NNP"]):
        return "years" if end - start > 1 else "year"
    if "/" in word or (word[0].isalpha() and not word.isalpha() and "-" not in word):
        return ""  # "1/3", "P700"
    return "how many" if end < len(parse) and _counts(parse, end, head) else "number"


def _date_hint(words: list[str]) -> str:
    if words[-1].endswith("0s"):
        return "decade"
    if words[-1] in ("bc", "bce", "ad", "ce"):
        return "year"
    if "century" in words:
        return "century"
    if any(w[0].isdigit() for w in words):
        return "date" if any(w.isdigit() and len(w) < 3 for w in words) else "month and year"
    return "month" if len(words) == 1 else ""


def _unit_hint(parse: Parse, answer: Answer) -> str:
    """ "how many weeks" for "eight weeks"; a unit that is no plural word gives no better hint than the kind."""
    unit = parse.text[answer.end - 1]
    if parse.tag[answer.end - 1] == "NNS" and unit.isalpha() and unit != "degrees":
        simple = answer.end - answer.start == 2
        return f"how many {unit}" if simple else ""
    return "how long" if answer.kind is Kind.DURATION else ""


def _counts(parse: Parse, after: int, head: int) -> bool:
    """Whether a countable noun follows the number that it belongs to."""
    noun = parse.head[head]
    return noun >= after and parse.tag[noun] == "NNS" and parse.pos[noun] in NOMINAL
