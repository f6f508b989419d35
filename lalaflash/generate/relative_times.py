"""Times that are told by other times: "two years later", "the next day", an age, a "had" behind a semicolon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.nouns import is_plural, kind_at
from lalaflash.generate.pronouns import verb_above
from lalaflash.generate.syntax import VERBAL, leading_verb, subject_of
from lalaflash.generate.words import TIME_UNITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from lalaflash.generate.syntax import Parse

    Test = Callable[[Parse, int, set[int]], bool]

LATER = frozenset(
    {"later", "afterwards", "afterward", "earlier", "thereafter", "previously", "meanwhile", "beforehand", "again"}
)
NEXT = frozenset({"following", "next", "previous", "same", "other", "others", "rest"})
_DETERMINERS = frozenset({"the", "this", "each", "his", "her", "their", "its"})
_EACH_OTHER = ["each", "other"]
TIMES = frozenset({"DATE", "TIME"})


def _is_later(parse: Parse, i: int, inside: set[int]) -> bool:
    if parse.lower[i] not in LATER or _anchored(parse, i, inside):
        return False
    start = parse.sentences[parse.sentence[i]][0]
    # In the first sentence it is later than what that tells, unless a part leaves just this out or nothing comes first.
    dated = parse.lower[i] == "later" and kind_at(parse, i - 1) in TIMES  # "Came two centuries later from Herschel"
    own = verb_above(parse, i) if dated else -1
    told = [j for j in range(start, i) if parse.pos[j] in ("VERB", "AUX") and j not in (own, leading_verb(parse, own))]
    opens = parse.dep[i] == "advmod" and not told
    return bool(parse.sentence[i]) or opens or any(j not in inside and parse.pos[j] == "VERB" for j in range(start, i))


def _is_age(parse: Parse, i: int, inside: set[int]) -> bool:
    """ "Mehmed was only 21 years old": when, the sentence before says."""
    if parse.lower[i] != "old" or parse.dep[i] != "acomp" or not parse.sentence[i] or parse.tag[parse.head[i]] != "VBD":
        return False
    return not any(parse.lower[j] in ("when", "in", "at", "by") for j in inside)


def _is_next(parse: Parse, i: int, inside: set[int]) -> bool:
    if (
        parse.lower[i] not in NEXT
        or parse.lower[i - 1] not in _DETERMINERS
        or parse.lower[i - 1 : i + 1] == _EACH_OTHER
    ):
        return False
    if parse.lemma[parse.head[i]] in TIME_UNITS and not any(parse.tag[j] == "VBD" for j in inside):
        return False  # "Reflects the average over the previous weeks": whenever that is.
    if parse.lower[i] == "same" and _is_shared(parse, i):
        return False
    return parse.lower[i + 1 : i + 2] != ["way"] and not restricted(parse, i, inside)


def _is_shared(parse: Parse, i: int) -> bool:
    """ "Two species that compete for the same resource": the same as each other's."""
    verb = parse.head[i]
    while parse.pos[verb] not in VERBAL and parse.head[verb] != verb:
        verb = parse.head[verb]
    subject = subject_of(parse, verb)
    if subject is not None and parse.tag[subject] in ("WDT", "WP") and parse.dep[verb] == "relcl":
        subject = parse.head[verb]
    return subject is not None and subject < i and is_plural(parse, subject)


def _anchored(parse: Parse, i: int, inside: set[int]) -> bool:
    """ "Later" is anchored by another time in the same atom: "in 1990 … and two years later"."""
    if parse.lower[i] == "again" or (parse.lower[i] in ("later", "earlier") and parse.dep[i] == "amod"):
        return parse.lower[i] != "again"
    if parse.lower[i + 1 : i + 2] == ["than"]:
        return True
    return any(j in inside and len(parse.text[j]) == 4 and parse.text[j].isdigit() for j in range(max(0, i - 25), i))


def restricted(parse: Parse, i: int, inside: set[int]) -> bool:
    """Whether the noun around a word such as "same" says what it is compared with."""
    noun = parse.head[i]
    return any(
        c in inside and c > noun and parse.dep[c] in ("prep", "relcl", "acl", "advcl") for c in parse.children[noun]
    )


def _tells_what_was_before(parse: Parse, i: int, _: set[int]) -> bool:
    """ "They shared the prize in 1958; Vavilov had died in 1951": before what, the clause before says."""
    verb = parse.head[i]
    leads = parse.head[verb] == verb and parse.tag[verb] == "VBN" and parse.dep[i] == "aux"
    start = parse.sentences[parse.sentence[i]][0]
    return parse.lower[i] == "had" and leads and parse.text[start - 1 : start] == [";"]


def _is_before(parse: Parse, i: int, _: set[int]) -> bool:
    """ "Had been killed a few weeks before": before what, the sentence before says."""
    timed = parse.lower[i] == "before" and parse.dep[i] == "advmod" and kind_at(parse, i - 1) in TIMES
    return bool(parse.sentence[i]) and timed


TIMING: tuple[Test, ...] = (_is_later, _is_before, _is_age, _is_next, _tells_what_was_before)
