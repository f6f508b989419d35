"""Whether a pronoun means something in its own atom, so that it stands for that and leans on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.pronouns import NOMINATIVE, PERSONAL, POSSESSIVE, REFLEXIVE, SPEAKER, THINGS, fits, verb_above
from lalaflash.generate.syntax import NOMINAL, SUBJECTS, subject_of
from lalaflash.generate.words import HUMAN_SUBJECT, PERSON_NOUNS

if TYPE_CHECKING:
    from lalaflash.generate.syntax import Parse


def is_bound(parse: Parse, i: int, inside: set[int]) -> bool:
    """Whether a noun of the same atom, at a place from which it may, stands for the pronoun."""
    word = parse.lower[i]
    if word in SPEAKER:
        return False
    if word in REFLEXIVE:
        return True
    if word in POSSESSIVE and any(NOMINATIVE.get(word) == parse.lower[j] for j in inside if j < i):
        return True  # "It had lost 90% of its area": whatever "it" is, "its" is the same.
    partner = parse.head[i]
    if parse.tag[i] == "PRP$" and parse.dep[partner] == "conj" and parse.pos[parse.head[partner]] in NOMINAL:
        return parse.head[partner] in inside  # "Melvin Calvin and his colleagues"
    return any(j != i and _may_stand_for(parse, j, i) for j in inside)


def _may_stand_for(parse: Parse, noun: int, pronoun: int) -> bool:
    """Whether a noun is at a place from which it may stand for the pronoun, and fits it."""
    subject = parse.dep[noun] in SUBJECTS
    if not (subject or parse.pos[noun] in NOMINAL) or parse.pos[noun] == "PRON":
        return False
    if parse.dep[noun] in ("compound", "nmod", "amod", "npadvmod") or parse.tag[noun] in ("WP", "WDT", "DT", "EX"):
        return False
    leads = parse.dep[pronoun] in SUBJECTS and parse.head[parse.head[pronoun]] == parse.head[pronoun]
    if (leads and not subject) or not fits(parse, noun, parse.lower[pronoun]):
        return False
    own_verb = verb_above(parse, pronoun)
    owned = parse.dep[pronoun] == "poss" and parse.lower[pronoun] in POSSESSIVE
    if noun > pronoun:
        # "When he was 57, Kant …", "Upon its release, Jaws …": what comes first waits for the main clause's subject.
        waits = parse.dep[own_verb] == "advcl" and parse.head[own_verb] == parse.head[noun]
        return subject and (waits or (owned and parse.head[noun] == own_verb and parse.dep[pronoun - 1] == "prep"))
    if parse.left[noun] <= pronoun <= parse.right[noun] and not owned and parse.dep[pronoun] == "pobj":
        return False  # "The equipment seen in it"
    kin = parse.head[pronoun]
    if owned and parse.dep[kin] == "appos" and parse.head[kin] == noun and parse.lemma[kin] in PERSON_NOUNS:
        return False  # "Ögedei, his third son"
    if _is_ruled_out(parse, noun, pronoun, subject=subject, owned=owned):
        return False
    if owned or (subject and _leads(parse, noun, own_verb)):
        return owned
    return subject or verb_above(parse, noun) != own_verb


def _is_ruled_out(parse: Parse, noun: int, pronoun: int, *, subject: bool, owned: bool) -> bool:
    """Whether a noun in front of a pronoun is a person for an "it", counts what it has, or has a rival."""
    word = parse.lower[pronoun]
    if any(parse.lower[c] == "no" for c in parse.children[noun]) or parse.lower[parse.head[noun]] == "as":
        return True  # "As a young man he earned …"
    acts = subject and parse.pos[noun] == "PROPN" and parse.lemma[parse.head[noun]] in HUMAN_SUBJECT
    if acts and word in THINGS:
        return True
    if not owned:
        return _does_it_to(parse, noun, pronoun)
    rival = word in ("her", "his") and _somebody_else_before(parse, noun, PERSONAL[word])
    return (
        rival or parse.head[pronoun] == noun or _is_part_of(parse, pronoun, noun) or _is_equated(parse, pronoun, noun)
    )


def _does_it_to(parse: Parse, noun: int, pronoun: int) -> bool:
    """ "Persuaded the band to get together and play it": who is made to do something does it to something else."""
    deed = parse.head[pronoun]
    while parse.dep[deed] == "conj":
        deed = parse.head[deed]
    made = parse.dep[noun] == "dobj" and parse.dep[deed] in ("xcomp", "ccomp", "advcl")
    led = any(parse.tag[c] == "TO" for c in parse.children[deed])
    cause = parse.head[deed]
    told = cause == parse.head[noun] or (parse.dep[cause] == "relcl" and parse.head[cause] == noun)
    return made and led and told and parse.dep[pronoun] == "dobj" and noun < deed


def _is_equated(parse: Parse, pronoun: int, noun: int) -> bool:
    """ "The first person to learn it was his daughter": nobody is what belongs to oneself."""
    what = parse.head[pronoun]
    return (
        parse.dep[what] == "attr"
        and parse.head[what] == parse.head[noun]
        and parse.lower[pronoun + 1 : pronoun + 2] != ["own"]
    )


def _leads(parse: Parse, noun: int, verb: int) -> bool:
    """Whether a noun is the subject of a verb, or of the one that it is joined to and shares a subject with."""
    if parse.head[noun] == verb:
        return True
    return parse.dep[verb] == "conj" and parse.head[verb] == parse.head[noun] and subject_of(parse, verb) is None


def _is_part_of(parse: Parse, pronoun: int, noun: int) -> bool:
    """ "Half of its animals": what it has is counted by the noun, which then is not what it stands for."""
    owner = parse.head[parse.head[pronoun]]
    return parse.lower[owner] == "of" and parse.head[owner] == noun


def _somebody_else_before(parse: Parse, noun: int, gender: str) -> bool:
    """Whether the sentence before speaks of another person, whom "her" may mean just as well."""
    sentence = parse.sentence[noun]
    if not sentence:
        return False
    start, end = parse.sentences[sentence - 1]
    known = parse.lower[noun]
    if known not in parse.lower[:start] and any(PERSONAL.get(w) == gender for w in parse.lower[start:end]):
        return True
    return any(kind == "PERSON" and start <= first < end and known not in parse.lower[first:last]
               for first, last, kind in parse.entities)  # fmt: skip
