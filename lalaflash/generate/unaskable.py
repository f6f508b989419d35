"""Spans that make no answer because of the words beside them: what they stand beside decides what they mean."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lalaflash.generate.gaps import NUMERIC, TIMED, Kind
from lalaflash.generate.nouns import kind_at
from lalaflash.generate.words import VAGUE_OPENERS

if TYPE_CHECKING:
    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

_FEWEST_LISTED = 4
"""From so many things on, an answer is a list."""
_OTHER_SIDE = (("rather", "than"), ("as", "opposed", "to"), ("unlike",))
_EXAMPLES = (("such", "as"), ("for", "instance"), ("for", "example"))
_VAGUE_AMOUNTS = (["one", "day"], ["dozens"], ["hundreds"], ["thousands"], ["millions"], ["billions"])
_ASIDES = ([",", "for", "instance", ","], [",", "for", "example", ","])
NUMBERED_PARTS = frozenset({"article", "chapter", "clause", "figure", "page", "paragraph", "section"})
"""What a text is divided into; the number only says where."""
_EVERYBODYS = frozenset({"earth", "moon", "solar system", "universe", "world"})
_EPONYMOUS = frozenset(
    {"angle", "antrum", "bundle", "canal", "capsule", "circle", "crypt", "duct", "fissure", "foramen", "gland", "islet"}
    | {"ligament", "loop", "node", "organ", "pouch", "sphincter", "triangle", "tubercle", "valve"}
)
"""Parts of the body that bear a discoverer's name behind "of"."""


def is_list(parse: Parse, answer: Answer) -> bool:
    """ "London, Bruges, Bergen and Novgorod": more than one thing is asked."""
    joined = sum(parse.dep[i] == "conj" for i in range(answer.start, answer.end))
    return joined + 1 >= _FEWEST_LISTED


def is_one_of_others(parse: Parse, answer: Answer) -> bool:
    """ "Plums, cherries and other stone fruit": others would be as right."""
    near = parse.lower[answer.end : answer.end + 6]
    return near[:1] == [","] and any(pair in (("and", "other"), ("or", "other")) for pair in pairwise(near))


def is_among_others(parse: Parse, answer: Answer) -> bool:
    """ "Among them were Mel Brooks and Jodie Foster": so were others."""
    first = parse.sentences[parse.sentence[answer.start]][0]
    others = (c for c in parse.children[answer.head] if not answer.start <= c < answer.end)
    listed = parse.dep[answer.head] == "conj" or any(parse.dep[c] == "conj" for c in others)
    named = any(pair == ("among", "them") for pair in pairwise(parse.lower[first : answer.start]))
    behind = parse.lower[answer.end : answer.end + 2]
    if behind in (["was", "among"], ["were", "among"], ["is", "among"], ["are", "among"]):
        return True  # "A, B and C were among those who held one"
    return listed and (named or parse.lower[first] == "among")


def is_gloss(parse: Parse, answer: Answer) -> bool:
    """ "The joule (J)", "granum (plural: grana)": what a bracket opens with only explains the word before it."""
    return parse.text[answer.start - 1] == "(" and answer.kind not in TIMED and answer.kind not in NUMERIC


def is_other_side(parse: Parse, answer: Answer) -> bool:
    """ "From water, not from air", "by bacteria rather than by yeast": what was turned down is not the fact."""
    before = _before(parse, answer)
    if any(before[-len(words) :] == words for words in _OTHER_SIDE):
        return True
    if before[-1:] and parse.tag[_first(parse, answer) - 1] in ("IN", "TO"):
        before = before[:-1]
    return before[-2:] == (",", "not") or any(before[-len(words) :] == words for words in _OTHER_SIDE)


def is_example(parse: Parse, answer: Answer) -> bool:
    """ "Small molecules such as oxygen": others would be as right."""
    head = answer.head
    while parse.dep[head] == "conj" and parse.head[head] != head:
        head = parse.head[head]
    first = min(parse.left[head], answer.start)
    start, end = parse.sentences[parse.sentence[answer.start]]
    asides = (parse.lower[i : i + 4] for i in range(start, end))
    if answer.kind is Kind.TERM and any(aside in _ASIDES for aside in asides):
        return True  # "Cargo soaked by a leaking hatch, for instance, is a loss"
    return any(tuple(parse.lower[max(0, at - 2) : at]) in _EXAMPLES for at in (first, answer.start, answer.start + 1))


def is_source(parse: Parse, answer: Answer) -> bool:
    """ "According to the composer X, …": who said it is not what the fact tells."""
    above = parse.head[answer.head]
    return parse.lower[above - 1 : above + 1] == ["according", "to"]


def is_common_ground(parse: Parse, answer: Answer) -> bool:
    """ "The tallest tree on Earth", "the largest moon in the Solar System": no other place was in question."""
    place = " ".join(parse.lower[answer.start : answer.end])
    return place in _EVERYBODYS and parse.lower[parse.head[answer.head]] in ("in", "on", "to")


def is_court_of_case(parse: Parse, answer: Answer) -> bool:
    """ "In Terry v. Ohio the Supreme Court held …": who else decides such a case?"""
    first, last = parse.sentences[parse.sentence[answer.start]]
    return parse.lower[answer.end - 1] == "court" and not {"v", "v."}.isdisjoint(parse.lower[first:last])


def is_scope_of_record(parse: Parse, answer: Answer) -> bool:
    """ "The second-longest river in Europe": the scope of a superlative is guessed at once, or others are as right."""
    noun = parse.head[parse.head[answer.head]]
    if kind_at(parse, answer.head) not in ("GPE", "LOC") or parse.lower[parse.head[answer.head]] != "in":
        return False
    return any(parse.tag[i] in ("JJS", "RBS") for i in range(parse.left[noun], noun))


def is_used_or_made(parse: Parse, answer: Answer) -> bool:
    """ "X was used for beating eggs": so are other things."""
    verb = parse.head[answer.head]
    return parse.dep[answer.head] == "nsubjpass" and parse.lemma[verb] in ("use", "make")


def is_unit_of_rate(parse: Parse, answer: Answer) -> bool:
    """ "Joule per kelvin": each half alone is no unit."""
    before_per = parse.lower[answer.end : answer.end + 1] == ["per"] and answer.kind not in NUMERIC
    return before_per or parse.lower[answer.start - 1] == "per"


def is_numbered_part(parse: Parse, answer: Answer) -> bool:
    """ "Required in Article 12 that …": which article it was is rarely worth knowing."""
    return parse.lower[answer.start] in NUMBERED_PARTS and parse.text[answer.end - 1].isdigit()


def is_eponym(parse: Parse, answer: Answer) -> bool:
    """ "Loop of Henle", "islets of Langerhans": the name alone is half a term."""
    of = parse.head[answer.head]
    return parse.lower[of] == "of" and parse.lemma[parse.head[of]] in _EPONYMOUS and parse.text[answer.start].istitle()


def is_one_of_two_peoples(parse: Parse, answer: Answer) -> bool:
    """ "The Normans lured the English off the ridge": whoever knows one side knows the other."""
    first, last = parse.sentences[parse.sentence[answer.start]]
    peoples = {i for i in range(first, last) if _is_people(parse, i)}
    inside = peoples & set(range(answer.start, answer.end))
    return len(inside) == answer.end - answer.start and len(peoples) > len(inside)


def _is_people(parse: Parse, i: int) -> bool:
    return kind_at(parse, i) in ("NORP", "LANGUAGE") and parse.pos[i] == "PROPN" and parse.lower[i - 1] == "the"


def _first(parse: Parse, answer: Answer) -> int:
    """Where the answer begins, with the articles and adjectives that stand before it."""
    first = answer.start
    while first and parse.pos[first - 1] in ("DET", "ADJ"):
        first -= 1
    return first


def _before(parse: Parse, answer: Answer) -> tuple[str, ...]:
    first = _first(parse, answer)
    return tuple(parse.lower[max(0, first - 4) : first])


def opens_vaguely(parse: Parse, answer: Answer) -> bool:
    """ "Several kinds", "one", "millions": what begins so says little."""
    behind = parse.lower[answer.end : answer.end + 1]
    if parse.lower[answer.start : answer.end] in _VAGUE_AMOUNTS and behind not in (["ago"], ["ahead"], ["behind"]):
        return True  # "It might one day become the tail that wags the dog"
    named = answer.kind in TIMED or parse.tag[answer.start] in ("NNP", "NNPS")
    if answer.kind in (Kind.COUNT, Kind.DURATION, Kind.QUANTITY) and parse.lower[answer.start] == "one":
        return parse.lower[answer.end - 1] == "point"
    joined = parse.text[answer.start + 1 : answer.start + 2] == ["-"] and answer.end - answer.start > 2
    if joined and parse.pos[answer.start + 2] == "NOUN":
        return False  # "First-order kinetics"
    return parse.lower[answer.start] in VAGUE_OPENERS and not named


def means_another(parse: Parse, answer: Answer) -> bool:
    """ "The longest one", "Naples and the other": what it is, the rest of the sentence says."""
    return any(parse.lower[i] in ("one", "ones", "other", "others") for i in range(answer.start + 1, answer.end))


def is_superlative(parse: Parse, answer: Answer) -> bool:
    """ "The second-longest river", "the best-known exception": that says how it ranks, and not what it is."""
    return any(parse.tag[i] in ("JJS", "RBS") for i in range(answer.start, answer.end))
