"""A clause in its parts: what stands before the subject, the subject, the operator, the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lalaflash.generate.nouns import kind_at
from lalaflash.generate.syntax import FINITE, Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lalaflash.generate.syntax import Parse

_BREAKS = frozenset({",", ";", ":", "(", ")", "–", "—", "-", "...", "…"})
_LONGEST_OPENING = 8
_LEADING_ADVERBS = frozenset({
    "commonly", "currently", "generally", "initially", "normally", "now", "often", "originally", "sometimes", "today",
    "traditionally", "typically", "usually",
})  # fmt: skip
_EMPTY_OPENINGS = frozenset({
    "actuality", "addition", "contrast", "fact", "general", "large", "part", "particular", "practice", "response",
    "short", "simple", "theory", "time", "total", "turn",
})  # fmt: skip
_HEAVY_PREPOSITIONS = frozenset(
    {"as", "because", "despite", "due", "following", "for", "thanks", "upon", "with", "without"}
)


class Clause(NamedTuple):
    """A clause in its parts, each a list of token indexes; ``operator`` is the finite auxiliary or form of "be"."""

    before: list[int]
    subject: list[int]
    operator: int | None
    rest: list[int]
    verb: int


def may_lead_question(parse: Parse, before: Sequence[int]) -> bool:
    """Whether an opening sounds right in front of a question: "In Hungary, when …", but not "First, who …"."""
    if not before:
        return True
    first = before[0]
    word = parse.lower[first]
    if parse.lower[first + 1] in _EMPTY_OPENINGS:
        return False  # "In addition, what …"
    if word in ("each", "every"):
        return True
    return word in _LEADING_ADVERBS or (parse.pos[first] in ("ADP", "SCONJ") and word not in _HEAVY_PREPOSITIONS)


def read_clause(parse: Parse, items: Sequence[int], verb: int, subject: tuple[int, int]) -> Clause | None:
    """Split a clause into its parts, or None where its word order is unusual."""
    positions = [p for p, i in enumerate(items) if subject[0] <= i < subject[1]]
    if not positions or positions != list(range(positions[0], positions[-1] + 1)):
        return None
    before, rest = list(items[: positions[0]]), list(items[positions[-1] + 1 :])
    if verb not in rest or not _may_open(parse, before):
        return None
    if any((parse.dep[i] == "conj" and parse.head[i] == verb) or _refers_back(parse, i) for i in rest):
        return None
    if parse.tag[subject[0]] in ("EX", "WDT", "WP", "VBN") or parse.text[items[-1]] == "?":
        return None
    operator = next((i for i in rest if i <= verb and _is_operator(parse, i, verb)), None)
    lead = operator if operator is not None else verb
    if rest.index(lead) > 1 or (rest.index(lead) == 1 and parse.pos[rest[0]] != "ADV"):
        return None
    # "Inhaled objects end up there": a verb without a mark of its tense, whatever the tagger calls it.
    bare = parse.tag[verb] == "VB" and parse.tag[subject[1] - 1] == "NNS"
    if operator is None and not bare and (parse.tag[verb] not in FINITE or parse.tag[verb] == "MD"):
        return None
    return Clause(before, [items[p] for p in positions], operator, rest, verb)


def _refers_back(parse: Parse, i: int) -> bool:
    """ "Also", "nevertheless" and a bare "instead" tell of something that a question leaves out."""
    word = parse.lower[i]
    return word in ("also", "however", "nevertheless", "nonetheless", "therefore", "thus", "too") or (
        word == "instead" and parse.lower[i + 1 : i + 2] != ["of"]
    )


def _is_operator(parse: Parse, i: int, verb: int) -> bool:
    if i == verb:
        return parse.lemma[verb] == "be" and parse.tag[verb] in FINITE
    return parse.head[i] == verb and parse.dep[i] in ("aux", "auxpass") and parse.tag[i] in FINITE


def _may_open(parse: Parse, before: list[int]) -> bool:
    """Whether the words before the subject are one plain phrase, as in "In 1898"."""
    if not before:
        return True
    inner = before[:-1] if parse.text[before[-1]] == "," else before
    plain = inner and parse.pos[inner[0]] in ("ADP", "ADV", "NOUN", "NUM", "PROPN", "DET", "ADJ", "SCONJ")
    return (
        bool(plain)
        and len(inner) <= _LONGEST_OPENING
        and not any(parse.text[i] in _BREAKS or parse.tag[i] in FINITE or parse.dep[i] == "neg" for i in inner)
    )


def is_plain(parse: Parse, items: Iterable[Item]) -> bool:
    """Whether no break is left that could hold a leftover; hyphens inside words are fine."""
    for i in items:
        if isinstance(i, str) or parse.text[i] not in _BREAKS:
            continue
        inner = 0 < i < len(parse) - 1 and not parse.space[i] and not parse.space[i - 1]
        listed = parse.text[i] == "," and parse.dep[parse.head[i]] in ("dobj", "pobj", "conj", "attr", "nsubj", "amod")
        if not (inner or (listed and _in_list(parse, i))):
            return False
    return True


def _in_list(parse: Parse, comma: int) -> bool:
    """Whether a comma parts the members of a list."""
    return any(parse.dep[c] == "conj" for c in parse.children[parse.head[comma]])


def phrase_of(parse: Parse, head: int, inside: Sequence[int]) -> set[int]:
    """The subtree of a word, as far as it belongs to the clause."""
    return {i for i in inside if parse.left[head] <= i <= parse.right[head]}


def is_unsure_place(parse: Parse, prep: int) -> bool:
    """Whether "where" would be a poor way to ask for a phrase.

    "Goes back to workers in Sinai": it may belong to the noun. "Buried at Bramley in Hampshire": one place would name
    the other.
    """
    describes_noun = parse.pos[prep - 1] == "NOUN" and parse.dep[prep - 1] == "pobj"
    verb = parse.head[prep]
    behind = (c for c in parse.children[verb] if c > verb and c != prep)
    others = (c for c in behind if parse.lower[c] in ("in", "at", "on", "near"))
    return describes_noun or any(_may_be_place(parse, n) for c in others for n in parse.children[c])


def _may_be_place(parse: Parse, noun: int) -> bool:
    return parse.dep[noun] == "pobj" and kind_at(parse, noun) not in ("DATE", "TIME")
