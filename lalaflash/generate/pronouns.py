"""Pronouns: whether their own sentence says whom they mean, and else what the text before makes certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.nouns import is_person, is_plural, kind_at
from lalaflash.generate.syntax import NOMINAL, SUBJECTS, VERBAL, is_finite, span_text
from lalaflash.generate.words import HUMAN_SUBJECT, PERSON_NOUNS, TIME_UNITS, TITLES

if TYPE_CHECKING:
    from lalaflash.generate.syntax import Parse

PERSONAL = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
    "herself": "she",
}
THINGS = frozenset({"it", "its", "itself"})
MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
SPEAKER = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours"})
_LONGEST_NAME = 6
NAMELESS = frozenset({"you", "your", "one"})
"""Pronouns that mean anybody."""
_BESIDE = frozenset({"besides", "like", "unlike", "with"})
_ANNOUNCES = frozenset({"case", "cause", "example", "exception", "explanation", "reason", "result"})
_SHARES = frozenset({"all", "almost", "half", "most", "much", "nearly"})
_ROMAN_DIGITS = frozenset("IVX")
NOMINATIVE = {"it": "it", "its": "it", "they": "they", "their": "they", "his": "he", "her": "she"}


def is_dummy(parse: Parse, i: int) -> bool:
    """ "It" in "it is known that", "it rained"."""
    if parse.lower[i] != "it":
        return False
    if parse.dep[i] == "expl":
        return True
    verb = parse.head[i]
    clauses = {parse.dep[c] for c in parse.children[verb] if c > verb}
    if parse.lemma[verb] in ("rain", "snow"):
        return True
    if parse.dep[i] == "nsubjpass" and "ccomp" in clauses:
        return True  # "It is often claimed that …"
    if parse.lemma[verb] == "take" and any(_is_amount(parse, c) for c in parse.children[verb] if c > verb):
        return bool(clauses & {"advcl", "ccomp", "xcomp"})  # "It took the ships 38 days to cross the ocean"
    if parse.lemma[verb] == "be" and any(_is_picked_out(parse, c) for c in parse.children[verb] if c > verb):
        return True
    return parse.lemma[verb] in ("appear", "be", "become", "seem", "take") and bool(clauses & {"ccomp", "csubj"})


def _is_amount(parse: Parse, i: int) -> bool:
    """ "38 days", "about 550 litres of milk"."""
    return parse.lemma[i] in TIME_UNITS or any(parse.dep[c] == "nummod" for c in parse.children[i])


def _is_picked_out(parse: Parse, i: int) -> bool:
    """ "It was Frisch who coined the term"."""
    parts = (i, *(c for c in parse.children[i] if parse.dep[c] == "appos"))
    named = parse.dep[i] == "attr" and any(parse.pos[j] == "PROPN" for j in parts)
    return named and any(parse.dep[c] == "relcl" and parse.tag[parse.left[c]] == "WP"
                         for j in parts for c in parse.children[j])  # fmt: skip


def verb_above(parse: Parse, i: int) -> int:
    """The verb of the clause that a word stands in."""
    steps = 0
    while parse.head[i] != i and steps < 60:
        i = parse.head[i]
        if parse.pos[i] in VERBAL and (parse.dep[i] != "xcomp"):
            return i
        steps += 1
    return i


def fits(parse: Parse, noun: int, pronoun: str) -> bool:
    """Whether number and kind of a noun allow a pronoun to stand for it."""
    plural = is_plural(parse, noun)
    if pronoun in MANY:
        return plural or parse.lemma[noun] in ("team", "band", "police", "group", "company", "anyone", "everyone")
    if plural:
        return False
    person = is_person(parse, noun)
    if pronoun in PERSONAL:
        return person or (
            parse.pos[noun] == "PROPN"
            and kind_at(parse, noun) not in ("GPE", "LOC", "DATE", "FAC", "NORP")
            and not is_body(parse, noun)
        )
    return pronoun in THINGS and not person


def antecedent(parse: Parse, i: int, opening: int, sentence: int) -> str:
    """What a pronoun stands for, when only one thing can be meant; else ""."""
    word = parse.lower[i]
    if word in SPEAKER or word in REFLEXIVE:
        return ""
    start = parse.sentences[sentence][0]
    found = _person(parse, i, start) if word in PERSONAL else _thing(parse, i, opening, sentence)
    if not found:
        return ""
    name = span_text(parse, *found)
    opens = parse.sentences[parse.sentence[found[0]]][0] == found[0]
    if opens and parse.tag[found[0]] not in ("NNP", "NNPS") and parse.text[found[0]][1:].islower() and i != opening:
        name = name[0].lower() + name[1:]
    if word in POSSESSIVE and parse.tag[i] == "PRP$":
        if any(parse.tag[j] == "IN" and parse.lower[j] != "of" for j in range(*found)):
            return ""  # "The downhill race in Kitzbühel's steepest section"
        return f"{name}'" if name.endswith("s") and word == "their" else f"{name}'s"
    return name


def speaks_of_two(parse: Parse, pronoun: int) -> bool:
    """ "He meets her": with one name known, either may be meant."""
    start, end = parse.sentences[parse.sentence[pronoun]]
    return len({PERSONAL[word] for word in parse.lower[start:end] if word in PERSONAL}) > 1


def _person(parse: Parse, i: int, start: int) -> tuple[int, int] | None:
    """The only person that the text named before the sentence of the pronoun and in front of it."""
    named: dict[str, tuple[int, int]] = {}
    if speaks_of_two(parse, i):
        return None
    for first, end, kind in parse.entities:
        if first >= i:
            break
        if kind != "PERSON" or _is_no_antecedent(parse, first, end, i):
            continue
        last = end - 1 if parse.text[end - 1] not in ("'s", "’s") else end - 2
        known = named.get(parse.lower[last])
        if known is None or known[1] - known[0] < last + 1 - first:
            named[parse.lower[last]] = (first, last + 1)
    if _speaks_of_others(parse, i, named) or any(
        "the" in parse.lower[max(0, span[0] - 1) : span[1]] for span in named.values()
    ):
        return None  # "The Admiralty": nobody, or a family, or a title
    others = any(parse.lemma[j] in PERSON_NOUNS and parse.dep[j] not in ("attr", "appos", "compound") for j in range(i))
    subject = _only_subject(parse, start)
    if len(named) == 1 and (not others or subject):
        first, end = next(iter(named.values()))
        return (first, end) if parse.tag[end - 1] != "NNPS" else None  # "The ruler of all the Mongols"
    if parse.dep[i] in SUBJECTS and subject is not None and i - start < 4 and kind_at(parse, subject) == "PERSON":
        first, end, _ = parse.entities[parse.entity[subject]]
        in_sentence = {n for n, span in named.items() if parse.sentence[span[0]] == parse.sentence[subject]}
        if in_sentence <= {parse.lower[end - 1]}:
            return named.get(parse.lower[end - 1])
    return None


def _is_no_antecedent(parse: Parse, first: int, end: int, pronoun: int) -> bool:
    if _accompanies(parse, first, end, pronoun) or _does_to(parse, first, end, pronoun):
        return True
    return _only_names_a_thing(parse, end) or acts_on(parse, first, end, pronoun) or _named_after(parse, end, pronoun)


def _accompanies(parse: Parse, first: int, end: int, pronoun: int) -> bool:
    """ "Together with Hahn she discovered …"."""
    inside = range(first, end)
    names = {
        j if parse.dep[j] != "appos" else parse.head[j] for j in inside
    }  # "With the folklorist František Bartoš he"
    beside = any(parse.lower[parse.head[j]] in _BESIDE and parse.dep[j] == "pobj" for j in names)
    return beside and parse.sentence[first] == parse.sentence[pronoun] and parse.dep[pronoun] in SUBJECTS


def _does_to(parse: Parse, first: int, end: int, pronoun: int) -> bool:
    """ "Russell told her that it was impossible. She …": whoever did something to her is somebody else."""
    if parse.sentence[first] != parse.sentence[pronoun] - 1:
        return False
    gender = PERSONAL[parse.lower[pronoun]]
    verbs = {parse.head[j] for j in range(first, end) if parse.dep[j] in SUBJECTS}
    return any(
        PERSONAL.get(parse.lower[c]) == gender and parse.dep[c] in ("dative", "dobj")
        for verb in verbs
        for c in parse.children[verb]
    )


def _only_names_a_thing(parse: Parse, end: int) -> bool:
    """ "The Fukushima disaster"."""
    last = end - 1
    return parse.dep[last] == "compound" and parse.head[last] >= end and parse.pos[parse.head[last]] == "NOUN"


def _speaks_of_others(parse: Parse, i: int, named: dict[str, tuple[int, int]]) -> bool:
    """Whether the text in front of a pronoun may speak of a person besides those named.

    By a name that the recogniser doesn't know, or by a pronoun in front of all names: "In Berlin she met Hahn. She …".
    """
    first = min((span[0] for span in named.values()), default=0)
    if any(parse.lower[j] in TITLES and parse.pos[j] == "PROPN" and parse.lower[j - 1] == "the" for j in range(1, i)):
        return True  # "A man named Chevalley offers the Prince a seat"
    return any(_may_be_person(parse, j) and parse.lower[j] not in named for j in range(i)) or any(
        parse.lower[j] in PERSONAL and parse.sentence[j] < parse.sentence[i] for j in range(first)
    )


def _named_after(parse: Parse, end: int, pronoun: int) -> bool:
    """ "She met Verne": whoever is named later in its sentence is not whom a pronoun stands for."""
    name = end - 1 if parse.text[end - 1] not in ("'s", "’s") else end - 2
    last = parse.sentences[parse.sentence[pronoun]][1]
    return any(
        parse.lower[j] == parse.lower[name] and parse.dep[j] in ("dobj", "pobj") and parse.pos[j - 1] != "PROPN"
        for j in range(pronoun + 1, last)
    )


def _may_be_person(parse: Parse, j: int) -> bool:
    """Whether a name that the recogniser has no word for leads a clause, as people do."""
    return parse.pos[j] == "PROPN" and parse.dep[j] in SUBJECTS and kind_at(parse, j) in ("", "ORG", "NORP")


def is_body(parse: Parse, noun: int) -> bool:
    """ "NHS", "the National Health Service", but not "Mehmed II": nobody is called so."""
    word = parse.text[noun]
    acronym = len(word) > 1 and word.isupper() and not set(word) <= _ROMAN_DIGITS
    if acronym or kind_at(parse, noun) != "ORG":
        return acronym
    first = parse.entities[parse.entity[noun]][0]
    return "the" in (parse.lower[parse.left[noun]], parse.lower[first], parse.lower[first - 1])


def acts_on(parse: Parse, first: int, end: int, pronoun: int) -> bool:
    """ "Hilbert invited her", "MacDonald's government offered him a title": who does it is not whom it is done to."""
    own_verb = verb_above(parse, pronoun)
    does = any(
        (parse.dep[j] in SUBJECTS and parse.head[j] == own_verb)
        or (parse.dep[j] == "poss" and parse.dep[parse.head[j]] in SUBJECTS and parse.head[parse.head[j]] == own_verb)
        for j in range(first, end)
    )
    return does and parse.tag[pronoun] != "PRP$" and parse.dep[pronoun] not in SUBJECTS


def _only_subject(parse: Parse, start: int) -> int | None:
    """The subject of the sentence before, when that sentence has just one."""
    if start == 0:
        return None
    first, end = parse.sentences[parse.sentence[start - 1]]
    subjects = [j for j in range(first, end) if parse.dep[j] in SUBJECTS and parse.tag[j] not in ("WP", "WDT")]
    return subjects[0] if len(subjects) == 1 else None


def _thing(parse: Parse, i: int, opening: int, sentence: int) -> tuple[int, int] | None:
    """The subject of the sentence before, when the pronoun carries on as the subject (or belongs to it)."""
    start = parse.sentences[sentence][0]
    first_words = parse.dep[i] in (*SUBJECTS, "poss") and (i - start < 3 or i == opening)
    subject = _main_subject(parse, sentence - 1, parse.lower[i]) if sentence else None
    if not first_words or subject is None or not fits(parse, subject, parse.lower[i]):
        return None
    if parse.pos[subject] == "PROPN" and parse.lower[i] in THINGS and parse.lemma[parse.head[subject]] in HUMAN_SUBJECT:
        return None
    span = (parse.left[subject], parse.right[subject] + 1)
    opens = span[0] == parse.sentences[parse.sentence[subject]][0]
    if opens and span[1] - span[0] == 1 and parse.pos[span[1]] in ("ADJ", "DET", "NOUN", "PROPN"):
        return None  # "Sow sweetcorn in a block": an order, whatever the parser says.
    if parse.lower[span[0]] == "the" and parse.pos[subject] == "NOUN" and span[1] - span[0] == 2:
        return None  # "The mural" would itself need an explanation.
    previous = parse.sentences[sentence - 1]
    rivals = [
        j for j in range(*previous)
        if j != subject and parse.dep[j] in (*SUBJECTS, "dobj", "attr") and parse.pos[j] in NOMINAL
        and fits(parse, j, parse.lower[i])
    ]  # fmt: skip
    if _announces(parse, subject):
        return None
    if not _SHARES.isdisjoint(parse.lower[slice(*span)]):
        return None  # "Almost all the technetium on Earth": "it" means all there is.
    if span[1] - span[0] > _LONGEST_NAME or (parse.tag[span[0]] in ("PRP$", "DT") and parse.lower[span[0]] != "the"):
        return None
    if "," in parse.text[slice(*span)] or "(" in parse.text[slice(*span)]:
        return None
    if any(word in ("a", "an") for word in parse.lower[span[0] + 1 : span[1]]):
        return None  # "The refractive index of a medium … For water it is …"
    copular = parse.lemma[parse.head[subject]] == "be"
    return span if not rivals or copular else None


def _announces(parse: Parse, subject: int) -> bool:
    """ "The best-known example is the glow around a core. It …", "the idea came from a picture. It …"."""
    verb = parse.lemma[parse.head[subject]]
    return verb == "come" or (verb == "be" and parse.lemma[subject] in _ANNOUNCES)


def _main_subject(parse: Parse, sentence: int, pronoun: str) -> int | None:
    """The subject of a sentence; where that is the same pronoun, the one that it carries on."""
    start, end = parse.sentences[sentence]
    for j in range(start, end):
        if parse.dep[j] in SUBJECTS and parse.head[parse.head[j]] == parse.head[j]:
            if parse.pos[j] in NOMINAL:
                return j if is_finite(parse, parse.head[j]) else None
            same = parse.lower[j] in ("it", "they") and parse.lower[j] == NOMINATIVE.get(pronoun)
            return _main_subject(parse, sentence - 1, pronoun) if same and sentence else None
    return None


def does_it(parse: Parse, pronoun: int, noun: int) -> bool:
    """ "Knuth decided to write it": whoever does something is not what it is done to."""
    above = parse.head[pronoun]
    if parse.dep[pronoun] == "pobj" and parse.head[above] == noun:
        return True  # "Spike Lee paid tribute to it"
    done_to = parse.lower[above] in ("for", "against") or parse.dep[above] == "dative"
    aim = parse.dep[pronoun] == "pobj" and done_to and parse.pos[parse.head[above]] == "VERB"
    verb = parse.head[above] if aim else above
    if parse.head[noun] == verb and aim and parse.dep[noun] in ("dobj", *SUBJECTS):
        return True  # "Innocent excommunicated the host for it"
    while parse.dep[verb] == "xcomp" and not any(parse.dep[c] in SUBJECTS for c in parse.children[verb]):
        verb = parse.head[verb]
    return parse.dep[pronoun] == "dobj" and parse.dep[noun] in SUBJECTS and parse.head[noun] == verb
