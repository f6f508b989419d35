"""A sentence that leans on the fact before its own, shown below what it leans on.

Both facts stand in one parse; the fact's own sentences follow those of the one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.atoms import sentence_atoms, whole_of
from lalaflash.generate.context import Standing, all_leans, stand_alone
from lalaflash.generate.leaning import Lean, find_leans
from lalaflash.generate.nouns import kind_at
from lalaflash.generate.pronouns import MANY, PERSONAL, SPEAKER, fits
from lalaflash.generate.relative_times import NEXT
from lalaflash.generate.syntax import SUBJECTS
from lalaflash.generate.words import TIME_UNITS

if TYPE_CHECKING:
    from lalaflash.generate.atoms import Atom
    from lalaflash.generate.syntax import Parse
    from lalaflash.generate.topic_words import Topic

_LONGEST_CONTEXT = 55
"""Tokens."""
_THERE = frozenset({"here", "there"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TIMES = frozenset({"DATE", "TIME"})


def stand_below(parse: Parse, atom: Atom, sentence: int, own: int, *, topic: Topic) -> Standing | None:
    """Show a whole sentence below the first one of the fact before it, or below all of them, where that is enough.

    ``own`` is the number of the first sentence of its own fact; those between that and the atom's are shown as well.
    """
    leans = all_leans(parse, atom.items, topic)
    opening = sentence_atoms(parse, 0)
    if not leans or not opening or any(parse.lower[i] in SPEAKER for i, _ in leans):
        return None
    first = stand_alone(parse, whole_of(opening), 0, topic=topic, whole=True)
    if first is None or first.context or _keeps_leaning(parse, first, whole_of(opening), topic.shown):
        return None
    between = tuple(range(own, sentence))
    if any(not _stands_between(parse, number, own, first, topic.shown) for number in between):
        return None
    if all(_is_meant_by_first(parse, i, kind, own, first) for i, kind in leans):
        context: tuple[int, ...] = (0, *between)
    elif all(_may_be_told(parse, i, kind, own, first) for i, kind in leans):
        context = (*range(own), *between)
    else:
        return None
    words = sum(end - start for start, end in (parse.sentences[number] for number in context))
    return Standing({}, context, before=first.words) if words <= _LONGEST_CONTEXT else None


def _stands_between(parse: Parse, sentence: int, own: int, first: Standing, topic: str) -> bool:
    """Whether a sentence shown between the fact before and the one asked about leans on the fact before only."""
    atoms = sentence_atoms(parse, sentence)
    leans = find_leans(parse, whole_of(atoms).items, topic=topic) if atoms else []
    return bool(atoms) and all(
        _is_meant_by_first(parse, i, kind, own, first) or _may_be_told(parse, i, kind, own, first) for i, kind in leans
    )


def _keeps_leaning(parse: Parse, standing: Standing, atom: Atom, topic: str) -> bool:
    """Whether a pronoun is left in a sentence, for which another one of the same sentence may have been written."""
    left = [i for i, kind in find_leans(parse, atom.items, topic=topic) if kind is Lean.PRONOUN]
    return bool(left) and not standing.words


def _is_meant_by_first(parse: Parse, i: int, kind: Lean, own: int, first: Standing) -> bool:
    """Whether a leaning word may mean what the first sentence is about, or whom it alone names."""
    subject = next((j for j in range(*parse.sentences[0])
                    if parse.dep[j] in SUBJECTS and parse.head[parse.head[j]] == parse.head[j]), None)  # fmt: skip
    word = parse.lower[i]
    if subject is None or word in _THERE:
        return False
    if kind is Lean.PRONOUN:
        people = _people(parse, 0, parse.sentences[0][1])
        if word in MANY and len(people) > 1:
            return True  # "The idea was put forward by Baumol and Bowen. Their book …"
        if word in PERSONAL and len(people) == 1 and len(_people(parse, 0, parse.sentences[own - 1][1])) == 1:
            return True  # "It was invented by Robert Stirling. His first engine …"
        if subject in first.words:
            return _class(parse.lower[subject]) == _class(word)
        return _may_be(parse, subject, word)
    return kind is Lean.DEFINITE and parse.lemma[parse.head[i]] in parse.lemma[: parse.sentences[0][1]]


def _people(parse: Parse, start: int, end: int) -> set[str]:
    """The last names of the people whom some tokens name."""
    names = ((last - 1, kind) for first, last, kind in parse.entities if start <= first < end)
    return {parse.lower[name] for name, kind in names if kind == "PERSON" or _is_told_of(parse, name)}


def _is_told_of(parse: Parse, name: int) -> bool:
    """ "Sequoyah, a silversmith who spoke no English": somebody, whatever the recogniser takes the name for."""
    told = [c for c in parse.children[name] if parse.dep[c] == "appos"]
    clauses = (c for noun in told for c in parse.children[noun] if parse.dep[c] == "relcl")
    return any(parse.lower[c] == "who" for clause in clauses for c in parse.children[clause])


def _may_be(parse: Parse, noun: int, pronoun: str) -> bool:
    """Whether a noun of the fact before fits a pronoun; nobody is called like the National Theatre."""
    body = kind_at(parse, noun) == "ORG" and parse.left[noun] < noun
    return fits(parse, noun, pronoun) and not (pronoun in PERSONAL and body)


def _class(pronoun: str) -> str:
    return PERSONAL.get(pronoun) or ("they" if pronoun in MANY else "it")


def _may_be_told(parse: Parse, i: int, kind: Lean, own: int, first: Standing) -> bool:
    """Whether the fact before may tell what a word leans on: a time for "that year", a place for "there"."""
    end = parse.sentences[own - 1][1]
    kinds = {kind_at(parse, start) for start, _, _ in parse.entities if start < end}
    if parse.lower[i] in _THERE:
        return not kinds.isdisjoint(_PLACES)
    if kind is Lean.TIME:
        noun = parse.lemma[parse.head[i]]
        timed = parse.lower[i] not in NEXT or noun in TIME_UNITS
        return noun in parse.lemma[:end] or (timed and not kinds.isdisjoint(_TIMES))
    if kind is Lean.PRONOUN:
        written = any(_class(parse.lower[j]) == _class(parse.lower[i]) for j in first.words)
        somebody = parse.lower[i] in PERSONAL and len(_people(parse, 0, end)) == 1
        return (
            written
            or somebody
            or any(parse.dep[j] in SUBJECTS and _may_be(parse, j, parse.lower[i]) for j in range(end))
        )
    return True
