"""Whether a leaning word of a fact's first sentence finds what it means in that sentence itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.leaning import POINTERS, Lean
from lalaflash.generate.nouns import kind_at
from lalaflash.generate.pronouns import MANY, PERSONAL, does_it, fits
from lalaflash.generate.relative_times import NEXT
from lalaflash.generate.syntax import CONTENT, NOMINAL, SUBJECTS
from lalaflash.generate.words import PERSON_NOUNS, TIME_UNITS

if TYPE_CHECKING:
    from lalaflash.generate.syntax import Parse

_SURELY_BACKWARD = frozenset({"latter", "former", "such", "likewise", "aforementioned", "there", "then", "so"})
_ONE_OF_TWO = frozenset({"latter", "former"})
_WHERE = frozenset({"at", "in", "on", "under", "within"})
_EVERYBODY = frozenset({"us", "our", "you", "your"})
"""People in general, as "things that are up to us"; whoever tells of what "we" did means somebody."""
_THINGS = ("al", "ment", "tion", "sion", "ness", "ity", "ing", "ure", "age")
"""How nouns end that no "he" or "she" stands for."""
_NOBODY = ("CARDINAL", "DATE", "EVENT", "LANGUAGE", "LAW", "ORDINAL", "TIME", "WORK_OF_ART")


def is_led_by_name(parse: Parse, i: int, kind: Lean) -> bool:
    """ "Tsar Nicholas died and was succeeded by his son": a pronoun behind the subject that it stands for."""
    start = parse.sentences[parse.sentence[i]][0]
    return kind is Lean.PRONOUN and parse.lower[i] in PERSONAL and any(
        parse.dep[j] in SUBJECTS and parse.pos[j] == "PROPN" and kind_at(parse, j) == "PERSON"
        and parse.head[parse.head[j]] == parse.head[j] for j in range(start, i)
    )  # fmt: skip


def points_out(parse: Parse, i: int, kind: Lean) -> bool:
    """Whether a leaning word finds nothing in its own sentence that it may stand for or be compared with.

    For the first sentence of a fact, shown whole: what such a sentence speaks of it mostly names itself.
    """
    start = parse.sentences[parse.sentence[i]][0]
    if kind is Lean.TIME and parse.lower[i] not in NEXT:
        return not any(parse.pos[j] in ("VERB", "AUX") for j in range(start, i))
    before = [j for j in range(start, i) if parse.pos[j] in NOMINAL]
    if kind is Lean.PRONOUN:
        return _means_nobody(parse, i, before)
    if kind is Lean.DEFINITE:
        return all(kind_at(parse, j) in ("DATE", "TIME") for j in before)
    word, end = parse.lower[i], parse.sentences[parse.sentence[i]][1]
    if word == "there" and any(
        parse.dep[j] == "pobj" and parse.lower[parse.head[j]] in _WHERE for j in range(start, i)
    ):
        return False  # "The sticky bit on `/tmp` means that users may delete only their own files there"
    if word in _ONE_OF_TWO and len(before) > 1:
        return False  # "In A, not in B, because the latter …"
    if word == "such" and "that" in parse.lower[i:end]:
        return False
    noun = parse.head[i]
    if word in ("that", "those") and any(parse.dep[c] in ("relcl", "acl") and c > noun for c in parse.children[noun]):
        return False
    dated = any(kind_at(parse, j) == "DATE" and parse.text[j][0].isdigit() for j in range(start, i))
    counted = any(parse.dep[c] == "nummod" for c in parse.children[parse.head[i]])  # "Within the next six days"
    if word in NEXT and parse.lemma[parse.head[i]] in TIME_UNITS and not dated and not counted:
        return True  # "He dominated the following decade"
    if word == "same" and parse.dep[parse.head[i]] == "dobj" and len(before) == 1:
        return True  # "IceCube applies the same idea": as what?
    meant = [j for j in range(start, i) if parse.pos[j] in CONTENT]
    return parse.lower[i] in POINTERS | _SURELY_BACKWARD | {"that"} or i <= start + 1 or not meant


def _means_nobody(parse: Parse, i: int, before: list[int]) -> bool:
    """Whether a pronoun finds no noun of its sentence, in front of it or as a subject behind it, that it may mean."""
    if parse.lower[i] in _EVERYBODY:
        return False
    if parse.lower[i] == "it" and parse.lemma[parse.head[i]] == "be" and "to" in parse.lower[i:]:
        return False  # "It has been an offence to squat"
    named = (*before, *_subject_behind(parse, i))
    return not any(_may_mean(parse, i, j) and not does_it(parse, i, j) for j in named)


def _may_mean(parse: Parse, pronoun: int, noun: int) -> bool:
    """Whether a pronoun may stand for a noun of its sentence: "a rider who sacrifices his own chances"."""
    if parse.dep[parse.head[pronoun]] == "attr" and parse.head[noun] == parse.head[parse.head[pronoun]]:
        return False  # "The Permanent Court was its predecessor"
    kin = parse.head[pronoun]
    if parse.dep[kin] == "appos" and parse.head[kin] == noun and parse.lemma[kin] in PERSON_NOUNS:
        return False  # "Ögedei, his third son"
    if parse.dep[pronoun] == "dobj" and parse.pos[noun] == "PROPN" and _is_within_subject(parse, noun, pronoun):
        return False  # "Inspectors of the Agency use it"
    anybody = parse.lower[parse.left[noun]] in ("a", "an") and parse.tag[noun] == "NN"
    if parse.lower[pronoun] in PERSONAL and parse.lemma[noun].endswith(_THINGS):
        anybody = False  # "She worked on a memorial to him"
    many = parse.lower[pronoun] in MANY and parse.lower[noun].endswith("s")
    fitting = many or fits(parse, noun, parse.lower[pronoun]) or anybody
    return fitting and kind_at(parse, noun) not in _NOBODY


def _is_within_subject(parse: Parse, noun: int, pronoun: int) -> bool:
    return any(
        parse.dep[c] in SUBJECTS and parse.left[c] <= noun <= parse.right[c] and c != noun
        for c in parse.children[parse.head[pronoun]]
    )


def _subject_behind(parse: Parse, i: int) -> list[int]:
    """ "By crossing the river with his troops, Caesar …": the subject that an opening phrase may speak of."""
    first, end = parse.sentences[parse.sentence[i]]
    if i == first:
        return []  # "Her son Alfonso had himself crowned": she is somebody else.
    named = [j for j in range(i + 1, end) if parse.pos[j] == "PROPN" and parse.tag[j + 1 : j + 2] in (["VBD"], ["VBZ"])]
    led = (j for j in range(i + 1, end) if parse.dep[j] in SUBJECTS and parse.head[parse.head[j]] == parse.head[j])
    return [*named, *(j for j in led if parse.left[j] > i)] if parse.tag[i] == "PRP$" else []
