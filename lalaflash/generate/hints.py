"""The hint in a gap: it says what kind of answer fits, where that narrows the answer fairly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lalaflash.generate.code_answers import hint_for_code
from lalaflash.generate.gaps import YEAR, Kind
from lalaflash.generate.nouns import kind_at
from lalaflash.generate.syntax import NOMINAL, subject_of
from lalaflash.generate.words import APPROXIMATE, HUMAN_OBJECT, HUMAN_SUBJECT

if TYPE_CHECKING:
    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

_PLAIN = {Kind.YEAR: "year", Kind.MONEY: "how much", Kind.PERCENT: "percentage", Kind.TIME: "time"}
_PLURALS = {"foot": "feet", "inch": "inches", "century": "centuries"}
_SHORT_UNITS = frozenset({"cm", "g", "gw", "kg", "kj", "km", "kw", "mg", "ml", "mm", "mw", "psi"})
_DEGREES = ("C", "F", "Celsius", "Fahrenheit")
_RANGE_WORDS = frozenset({"-", "–", "to", "and", "between"})
_BEFORE_YEAR = frozenset({"around", "circa", "in", "since", "until", "before", "after"})
_YEARS = re.compile(r"\d{4}[-–](?:\d{2}|\d{4})")
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_SCORING = frozenset({"beat", "defeat", "draw", "end", "lose", "win"})
_EARLY_YEAR = re.compile(r"[1-9]\d{2}")
_CRAFT = frozenset(
    {
        "aircraft",
        "computer",
        "engine",
        "lander",
        "program",
        "robot",
        "liner",
        "locomotive",
        "probe",
        "rocket",
        "rover",
        "satellite",
        "ship",
    }
    | {"spacecraft", "steamer", "submarine", "submersible", "telescope", "train", "yacht"}
)
"""What bears a name of its own that the recogniser takes for a person's."""
_LANGUAGES = frozenset({
    "Arabic", "Celtic", "Farsi", "Germanic", "Greek", "Hebrew", "Hindi", "Latin", "Norse", "Persian", "Romance",
    "Sanskrit", "Slavic", "Swahili", "Tamil", "Turkic", "Urdu",
})  # fmt: skip
"""What the recogniser takes for places: "in Hindi, the difference tells words apart"."""
_ANIMALS = frozenset({"animal", "bird", "cat", "dog", "horse", "pet"})
_FIRMS = frozenset({"brand", "brewery", "company", "firm", "label", "maker", "manufacturer", "publisher", "sponsor"})
_NO_PLACES = frozenset(
    {"book", "film", "journal", "language", "magazine", "newspaper", "novel", "program", "tool", "work"}
)
_SAID = frozenset({"genus", "name", "river", "species", "term", "the", "title", "word"})
"""What follows these is no person, whomever it is named after: the word "Freude", the Breg."""


def hint_for(parse: Parse, answer: Answer) -> str:
    """The hint for an answer, or "" where its kind isn't certain or wouldn't help."""
    start, end, _, kind = answer
    if kind is Kind.CODE:
        return hint_for_code(parse, start)
    words = parse.lower[start:end]
    if words[-1] == "pounds" and parse.text[end : end + 1] == ["("]:
        return "how many pounds"  # "103,600 pounds (47,000 kg)" are no money.
    if kind in _PLAIN:
        return "" if parse.lower[start - 1] == _PLAIN[kind] else _PLAIN[kind]  # "In the year 1377"
    if kind is Kind.DATE:
        return _date_hint(words)
    if "′" in "".join(words):
        return ""  # "86°14′ N" is no temperature.
    if kind in (Kind.DURATION, Kind.QUANTITY):
        return _unit_hint(parse, answer)
    if kind is Kind.COUNT:
        return _count_hint(parse, answer)
    if kind is Kind.PERSON:
        before = start - 1
        # "Japan's Tokaido Shinkansen", "the submersible Alvin"
        named = parse.lower[before] in _SAID | _CRAFT or parse.tag[before] == "POS"
        return "person" if acts_like_a_person(parse, answer) and not named else ""
    if (
        kind is Kind.PLACE
        and parse.text[end : end + 1] != ["("]
        and parse.lower[start - 1] == "in"
        and not any(parse.lemma[c] in _NO_PLACES for c in parse.children[answer.head] if parse.dep[c] == "appos")
        and parse.tag[end - 1] == "NNP"
        and parse.text[end - 1] not in _LANGUAGES
    ):
        return "place"
    return ""


def acts_like_a_person(parse: Parse, answer: Answer) -> bool:
    """Whether a named person does what people do, so that the recogniser's word can be trusted."""
    head = answer.head
    while parse.dep[head] in ("conj", "appos") and parse.head[head] != head:
        head = parse.head[head]
        if parse.lemma[head] in _SAID | _ANIMALS | _FIRMS:
            return False  # "The animal in the title, Il Gattopardo, is a serval"
    above = parse.head[head]
    if parse.dep[head] == "nsubj":
        if answer.end - answer.start == 1 and parse.tag[above] == "VBZ":
            return False  # "Zugzwang describes …"
        return parse.lemma[above] in HUMAN_SUBJECT
    if parse.dep[head] == "pobj" and parse.dep[above] == "agent":
        return parse.lemma[parse.head[above]] in HUMAN_SUBJECT
    return parse.dep[head] in ("nsubjpass", "dobj") and parse.lemma[above] in HUMAN_OBJECT


def _count_hint(parse: Parse, answer: Answer) -> str:
    start, end, head, _ = answer
    word = parse.lower[start]
    rough = end - start == 1 and parse.lower[start - 1] in APPROXIMATE  # "A stone of about 1000 grit"
    if YEAR.fullmatch(word) and not rough and (end - start > 1 or parse.tag[end : end + 1] in (["NN"], ["NNP"])):
        return "years" if end - start > 1 else "year"
    special = _number_hint(parse, answer)
    if special:
        return special
    if "/" in word or (word[0].isalpha() and (word[-1].isdigit() or not word.replace("-", "").isalpha())):
        return ""  # "1/3", "P700", "nickel-62"
    return "how many" if end < len(parse) and _counts(parse, end, head) else "number"


def _number_hint(parse: Parse, answer: Answer) -> str:
    """What a number is that counts nothing: years, an age, a score, or several numbers."""
    start, end, _, _ = answer
    number = "".join(parse.text[start:end])
    if _YEARS.fullmatch(number):
        return "years"
    if _is_early_year(parse, answer):
        return "year"
    if _is_age(parse, answer):
        return "age"
    said_before = parse.lemma[parse.sentences[parse.sentence[start]][0] : start]
    if _SCORE.fullmatch(number) and not _SCORING.isdisjoint(said_before):
        return "score"
    joined = "and" in parse.lower[start:end] and parse.lower[start] != "between"
    return "numbers" if joined else ""


def _is_early_year(parse: Parse, answer: Answer) -> bool:
    """ "Founded around 930", but not "in 930 houses"."""
    start, end, head, _ = answer
    bare = end - start == 1 and parse.dep[head] in ("pobj", "npadvmod") and _EARLY_YEAR.fullmatch(parse.text[start])
    return bool(bare) and parse.lower[start - 1] in _BEFORE_YEAR


def _is_age(parse: Parse, answer: Answer) -> bool:
    """ "Aged 36", "at the age of 32", "when she was 17"."""
    start = answer.start
    if parse.lower[start - 1] in ("aged", "age") or parse.lower[max(0, start - 2) : start] == ["age", "of"]:
        return True
    subject = subject_of(parse, parse.head[answer.head])
    lives = subject is not None and (parse.lower[subject] in ("he", "she") or kind_at(parse, subject) == "PERSON")
    return lives and parse.dep[answer.head] == "attr" and kind_at(parse, answer.head) == "DATE"


def _date_hint(words: list[str]) -> str:
    if words[-1].endswith("0s"):
        return "decade"
    if "century" in words:
        return "century"
    if words[-1] in ("bc", "bce", "ad", "ce"):
        return "year"
    if any(w[0].isdigit() for w in words):
        return "date" if any(w.isdigit() and len(w) < 3 for w in words) else "month and year"
    return "month" if len(words) == 1 else ""


def _unit_hint(parse: Parse, answer: Answer) -> str:
    """ "how many weeks" for "eight weeks"; a unit that is no plural word gives no better hint than the kind."""
    unit = parse.text[answer.end - 1]
    before = range(answer.start, answer.end - 1)
    words = parse.text[answer.start : answer.end]
    if any("°" in word for word in words) or unit in _DEGREES:
        return "temperature" if any(word.endswith(_DEGREES) for word in words) else ""  # "56°" may be an angle.
    plain = all(parse.pos[i] == "NUM" or parse.lower[i] in _RANGE_WORDS for i in before)
    if parse.text[answer.end - 2] == "-" and plain:
        return f"how many {_PLURALS.get(unit, unit + 's')}" if unit.isalpha() and not unit.endswith("s") else ""
    if plain and unit != "degrees" and (parse.tag[answer.end - 1] == "NNS" or unit.lower() in _SHORT_UNITS):
        return f"how many {unit}" if unit.isalpha() else ""
    narrowed = any(parse.pos[i] == "NOUN" for i in before)  # "Two rest days"
    return "how long" if answer.kind is Kind.DURATION and not narrowed else ""


def _counts(parse: Parse, after: int, head: int) -> bool:
    """Whether a countable noun follows the number that it belongs to."""
    noun = parse.head[head]
    return noun >= after and parse.tag[noun] == "NNS" and parse.pos[noun] in NOMINAL
