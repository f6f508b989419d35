"""Nouns with "the": whether an earlier sentence has to say which one is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.nouns import kind_at
from lalaflash.generate.syntax import FINITE, NOMINAL, SUBJECTS
from lalaflash.generate.words import MONTHS, STAGE_NOUNS, UNIQUE_NOUNS

if TYPE_CHECKING:
    from lalaflash.generate.syntax import Parse

_BODIES = frozenset({"association", "board", "commission", "committee", "company", "council", "institute", "society"})
_TYING = frozenset({"of", "for", "between", "to", "with", "behind", "about", "against"})
"""Prepositions that say which one is meant; others may belong to the verb."""
_BRING_FORTH = frozenset({"coin", "develop", "devise", "discover", "introduce", "invent", "learn", "patent", "play"})
"""Verbs whose object is a kind of thing: "invented the telephone"."""


def is_anaphoric(parse: Parse, noun: int, inside: set[int]) -> bool:
    """Whether "the NOUN" needs an earlier sentence to say which one."""
    if parse.pos[noun] != "NOUN" or not UNIQUE_NOUNS.isdisjoint((parse.lower[noun], parse.lemma[noun])):
        return False
    if parse.dep[noun] in ("attr", "compound") or parse.text[noun + 1 : noun + 2] in (['"'], ["“"], ["`"]):
        return False
    staged = parse.lemma[noun] in STAGE_NOUNS or _takes_part_in_story(parse, noun, inside)
    own = [c for c in parse.children[noun] if c in inside]
    if any(_says_which(parse, c, staged) for c in own):
        return False
    described = any(parse.dep[c] in ("amod", "compound", "nmod") for c in own)
    first = parse.sentences[parse.sentence[noun]][0]
    if not first and not omits_names(parse, noun, inside):
        return staged and not described
    return staged or not described or parse.lemma[noun] in parse.lemma[:first]


def is_national(parse: Parse, noun: int) -> bool:
    """ "The Frenchman's photo finish": somebody named before."""
    alone = not any(parse.dep[c] in ("appos", "compound", "prep", "relcl") for c in parse.children[noun])
    led = parse.dep[noun] in (*SUBJECTS, "poss") and alone
    return (
        bool(parse.sentence[noun])
        and led
        and parse.lower[noun].endswith(("man", "woman"))
        and parse.text[noun][0].isupper()
    )


def is_short_for_body(parse: Parse, noun: int, topic: str) -> bool:
    """ "The Society let her read her own paper": which one was named before."""
    short = parse.text[noun].istitle() and parse.lower[noun] in _BODIES and parse.dep[noun] in SUBJECTS
    alone = all(parse.dep[c] == "det" for c in parse.children[noun])
    named = parse.lower[noun] in [*parse.lower[:noun], *topic.lower().split()]
    return short and alone and not named


def omits_names(parse: Parse, noun: int, inside: set[int]) -> bool:
    """Whether a part of a sentence leaves out a clause in front of a noun, whose nouns may say which one it is."""
    start = parse.sentences[parse.sentence[noun]][0]
    left_out = [i for i in range(start, noun) if i not in inside]
    return any(parse.tag[i] in FINITE for i in left_out) and any(parse.pos[i] in NOMINAL for i in left_out)


def _takes_part_in_story(parse: Parse, noun: int, inside: set[int]) -> bool:
    """ "The price collapsed", "she slashed the canvas": what happened once, happened to a thing known before."""
    verb = parse.head[noun]
    if parse.dep[noun] not in (*SUBJECTS, "dobj") or parse.lemma[verb] in _BRING_FORTH:
        return False
    if parse.head[verb] != verb and (parse.dep[verb] != "conj" or parse.head[verb] in inside):
        return False  # A clause that depends on another in the atom may speak of things in general.
    if parse.dep[noun] in SUBJECTS and any(word in MONTHS for word in parse.lower[verb : parse.right[verb]]):
        return False  # "The armistice took effect on 11 November 1918": the date says which.
    if parse.tag[verb] == "VBD":
        return True
    return any(parse.lower[c] in ("was", "were", "had", "did") and parse.dep[c].startswith("aux")
               for c in parse.children[verb])  # fmt: skip


def _says_which(parse: Parse, i: int, staged: bool) -> bool:
    """Whether a word that belongs to a noun is enough to know which one is meant."""
    dep, tag = parse.dep[i], parse.tag[i]
    if dep == "prep":
        return parse.lower[i] in _TYING or not staged
    if parse.pos[i] == "NUM" and parse.text[i].isalpha():
        return False  # "The two films": which two?
    if dep in ("relcl", "acl", "appos", "poss", "nummod") or tag in ("JJS", "RBS", "NNP", "POS", "CD"):
        return True
    known = parse.entity[i] >= 0 and kind_at(parse, i) not in ("ORDINAL", "CARDINAL")
    named = known or parse.lower[i] in ("first", "last", "only", "main")
    return dep in ("amod", "compound", "nmod") and named
