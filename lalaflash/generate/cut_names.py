"""Names that were cut: half of a person, of a title, of an abbreviation, or of what a number belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lalaflash.generate.frequency import zipf
from lalaflash.generate.gaps import Kind
from lalaflash.generate.nouns import kind_at
from lalaflash.generate.words import KINDS, NATIONALS

if TYPE_CHECKING:
    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

ROMAN = frozenset({"I", "II", "III", "IV"})
_OF_KINGS = ROMAN | {"V", "VI", "VIII", "XIV", "XVI"}
_NUMBERED = frozenset({"no", "no.", "nos", "nos.", "bwv", "hwv", "kv", "op", "op.", "rv", "woo"})
_ACTS = frozenset({"Act", "Agreement", "Charter", "Convention", "Covenant", "Declaration", "Protocol", "Treaty"})
_WORKS = frozenset({"album", "book", "film", "movie", "novel", "play", "series", "song"})
_NAME = 4.0
"""On the Zipf scale; commoner words are hardly names."""
_APOSTROPHES = ("'", "’")
_PLACES = ("GPE", "LOC", "NORP", "ORG", "FAC")
_IN_NAMES = frozenset(
    {"am", "da", "das", "de", "de'", "del", "della", "der", "des", "di", "do", "dos", "du", "e", "la", "upon", "van"}
    | {"von", "zum"}
)
_ABBREVIATED = re.compile(r"[A-Z][a-z]{0,3}")


def cuts_name_left(parse: Parse, answer: Answer) -> bool:
    """ "Lovelace" of "Ada Lovelace", "Boston" of "University of Boston"."""
    start, before = answer.start, answer.start - 1
    if before < 0 or parse.lower[before] in KINDS | NATIONALS:
        return False
    if parse.pos[before] == "PROPN":
        if parse.pos[start] == "PROPN" and parse.entity[before] == parse.entity[start] >= 0:
            return True
        compound = parse.dep[before] == "compound" and start <= parse.head[before] < answer.end
        if compound and (answer.kind is not Kind.PERSON or answer.end - start == 1):
            return True
    first = parse.sentences[parse.sentence[start]][0]
    if answer.kind is Kind.PERSON and before == first and _may_be_first_name(parse, before):
        return True
    if answer.kind is Kind.PERSON and kind_at(parse, before) == "PERSON" and parse.pos[before] == "PROPN":
        return True  # "Cardinal Francesco [Maria del Monte]"
    if parse.lower[start - 2 : start] == ["on", "the"] and parse.text[start - 3] in _ACTS:
        return True  # "The Treaty on the Functioning of the European Union"
    of_name = parse.lower[before] == "of" and before > 0 and parse.tag[before - 1] == "NNP"
    return of_name and parse.head[answer.head] == before


def _may_be_first_name(parse: Parse, i: int) -> bool:
    """ "Ole Einar Bjørndalen is …": a rare word at the beginning, whatever the tagger calls it."""
    return parse.text[i].istitle() and parse.text[i].isalpha() and zipf(parse.lower[i]) < _NAME


def cuts_name_right(parse: Parse, answer: Answer) -> bool:
    """ "Tsar Nicholas" of "Tsar Nicholas I", "Indianapolis" of "Indianapolis 500"."""
    end = answer.end
    if parse.text[end : end + 1] and parse.text[end] in _OF_KINGS:
        return True  # "Tsar Nicholas I"
    if parse.lower[end : end + 1] and parse.lower[end].startswith(("d'", "d’", "l'", "l’")):
        return True  # "Palme d'Or"
    if (
        parse.tag[end : end + 1] in (["VBN"], ["VBD"])
        and parse.text[end].istitle()
        and not parse.sentence[end] > parse.sentence[end - 1]
    ):
        return True  # "Read Committed"
    single = end - answer.start == 1
    titled = parse.lower[answer.start - 1] in _WORKS and parse.lower[end : end + 1] in (["from"], ["of"], ["to"])
    if titled and parse.tag[end + 1 : end + 2] == ["NNP"]:
        return True  # "To call the film Spaceman from Pluto"
    if single and parse.lower[end : end + 2] == ["in", "the"] and parse.tag[end + 2 : end + 3] == ["NNP"]:
        return kind_at(parse, end + 2) not in (*_PLACES, "DATE", "EVENT")  # "Malcolm in the Middle"
    if answer.kind is Kind.PERSON and parse.lower[end : end + 1] == ["the"] and parse.tag[end + 1 : end + 2] == ["NNP"]:
        return True  # "Prince Henry the Navigator"
    if parse.pos[end : end + 1] == ["NUM"] and parse.text[end][0].isdigit() and parse.tag[end - 1] == "NNP":
        return True  # "Indianapolis 500"
    if end >= len(parse) or parse.tag[end] not in ("NNP", "NNPS", "CD"):
        return False
    if parse.entity[end] == parse.entity[end - 1] >= 0:
        return True
    return parse.tag[end] != "CD" and parse.head[end - 1] == end and parse.dep[end - 1] == "compound"


def is_first_name(parse: Parse, answer: Answer) -> bool:
    """ "André", where another sentence tells of "André the Giant"; "John" of "John and Christine McVie"."""
    if answer.kind is not Kind.PERSON or answer.end - answer.start > 1:
        return False
    name, end = answer.start, answer.end
    longer = (i for i in range(len(parse) - 2) if parse.text[i] == parse.text[name] and parse.lower[i + 1] == "the")
    if any(parse.tag[i + 2] == "NNP" and parse.head[i + 1] == i + 2 for i in longer):
        return True
    joined = parse.lower[end : end + 1] == ["and"] and parse.tag[end + 1 : end + 3] == ["NNP", "NNP"]
    return joined and parse.head[end + 2] == name and parse.dep[end + 1] == "compound"


def owns_nothing(parse: Parse, answer: Answer) -> bool:
    """ "Forced McDonald's to sell", "St John's wort": the ending belongs to the name."""
    end = answer.end
    if parse.lower[answer.start] in ("st", "st.") and parse.tag[end : end + 1] == ["POS"]:
        return True
    return parse.lower[end : end + 1] in (["'s"], ["’s"]) and parse.pos[end + 1 : end + 2] in (
        ["PART"],
        ["VERB"],
        ["ADP"],
    )


def cuts_abbreviation(parse: Parse, answer: Answer) -> bool:
    """ "Op" of "Op. 125", "9" of "No. 9", "Cosimo de'" of "Cosimo de' Medici"."""
    start, end = answer.start, answer.end
    if parse.text[end - 1].endswith(_APOSTROPHES):
        return True
    if parse.lower[start - 1] in _NUMBERED or (parse.text[start - 1] == "." and parse.lower[start - 2] in _NUMBERED):
        return parse.text[start][0].isdigit()
    followed = parse.text[end : end + 1] == ["."] and parse.sentence[end : end + 2] == [parse.sentence[start]] * 2
    return followed and not parse.space[end - 1] and bool(_ABBREVIATED.fullmatch(parse.text[end - 1]))


def cuts_foreign_name(parse: Parse, answer: Answer) -> bool:
    """ "Theater" of "Theater am Kärntnertor", "Vinci" of "Leonardo da Vinci"."""
    start, end = answer.start, answer.end
    if parse.text[start - 1] in _APOSTROPHES and parse.lower[start - 2] in _IN_NAMES:
        return True  # "Cosimo de' Medici"
    before, after = parse.text[max(0, start - 2) : start], parse.text[end : end + 2]
    if parse.lower[start] in _IN_NAMES and parse.text[start].islower():
        return True  # "Pastéis de Nata"
    cut_left = len(before) > 1 and before[1] in _IN_NAMES and before[0][0].isupper() and parse.text[start][0].isupper()
    cut_right = len(after) > 1 and after[0] in _IN_NAMES and after[1][0].isupper()
    return cut_left or (cut_right and parse.text[end - 1][0].isupper())


def cuts_spelling(parse: Parse, answer: Answer) -> bool:
    """ "RTS" of "RTS,S", "mmol" of "mmol/l": no space parts the words."""
    end, start = answer.end, answer.start
    joined = end + 1 < len(parse) and not (parse.space[end - 1] or parse.space[end])
    cut_right = joined and parse.text[end] in (",", "/") and parse.text[end + 1][0].isalnum()
    cut_left = (
        start > 1 and parse.text[start - 1] in (",", "/") and not (parse.space[start - 1] or parse.space[start - 2])
    )
    return cut_right or cut_left


def cuts_title(parse: Parse, answer: Answer) -> bool:
    """ "Elders" of "Susanna and the Elders", but not of "the Tigers and the Bears"; "Solo" of "Solo: A Tale"."""
    start, end = answer.start, answer.end
    before = start - 1 - (parse.text[start - 1] in ("A", "The"))
    if _joins_title(parse, end) or _joins_title(parse, before):
        return True
    if parse.lower[end : end + 2] == ["and", "the"] and parse.text[end + 2 : end + 3]:
        return parse.text[end + 2][0].isupper() and parse.lower[start - 1] != "the" and parse.tag[end - 1] == "NNP"
    if parse.lower[max(0, start - 2) : start] in (["and", "the"], ["with", "the"]) and start > 3:
        return parse.text[start - 3][0].isupper() and kind_at(parse, start) not in _PLACES
    return False


def _joins_title(parse: Parse, i: int) -> bool:
    """Whether a token is a colon between two names within a sentence, and doesn't open a list."""
    first, last = parse.sentences[parse.sentence[min(i, len(parse) - 1)]]
    if not first + 1 < i < last - 1 or parse.text[i] != ":":
        return False
    if parse.text[i - 1].isdigit() and parse.text[i + 1] in ("A", "The"):
        return True  # "2001: A Space Odyssey"
    names = all(parse.tag[j] == "NNP" and parse.text[j][0].isupper() for j in (i - 1, i + 1))
    return names and "," not in parse.text[i:last]
