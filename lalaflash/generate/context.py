"""How an atom stands alone: its pronouns replaced where only one thing can be meant, else with context in front."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.generate.atoms import sentence_atoms, whole_of
from lalaflash.generate.leaning import Lean, find_leans, find_works, takes_as_known
from lalaflash.generate.pronouns import SPEAKER, antecedent, fits
from lalaflash.generate.self_contained import is_led_by_name, points_out
from lalaflash.generate.syntax import SUBJECTS, missing_words
from lalaflash.generate.topic_words import name_of, topic_person, topic_thing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lalaflash.generate.atoms import Atom
    from lalaflash.generate.syntax import Parse
    from lalaflash.generate.topic_words import Topic

_SEVERAL = frozenset({"both", "former", "latter", "neither", "these", "those", "they", "their", "them"})
_LONGEST_CONTEXT = 42
"""Tokens; more would bury the question."""


class Standing(NamedTuple):
    """How an atom stands alone: what is written instead of its pronouns, and the sentences to show before it.

    Where nothing in it points to them, they are not ``needed``: they only tell what it speaks of. ``before`` is what
    is written instead of pronouns in them.
    """

    words: dict[int, str]
    context: tuple[int, ...]
    needed: bool = True
    before: Mapping[int, str] = MappingProxyType({})


def stand_alone(parse: Parse, atom: Atom, sentence: int, *, topic: Topic, whole: bool) -> Standing | None:
    """Resolve what the atom leans on, or give it context if it is a whole sentence; None when neither is certain.

    Where the topic is somebody who lived, "he" is that person, if no other is named.
    """
    leans = all_leans(parse, atom.items, topic)
    if not whole and takes_as_known(parse, atom.items, topic=topic.shown):
        return None
    missing = missing_words(parse, sentence)
    if missing is not None:
        first = atom.items[0]
        opening = " ".join(filter(None, (name_of(topic.shown), missing, parse.lower[first])))
        return Standing({first: opening}, ()) if topic.shown and not leans else None
    if whole and not sentence:
        leans = [(i, kind) for i, kind in leans if not is_led_by_name(parse, i, kind)]
    if not leans:
        context = _context(parse, sentence, topic=topic.shown) if whole else ()
        if whole and sentence and not context and takes_as_known(parse, atom.items, topic=topic.shown):
            return _introduced(parse, sentence, topic)
        return Standing({}, context, needed=False)
    names = {i: _name(parse, i, kind, atom.items[0], topic) for i, kind in leans}
    if whole and not sentence and not all(names.values()):
        works = find_works(parse, atom.items, topic)
        names = {i: names[i] for i, kind in leans if (i, kind) in works or points_out(parse, i, kind)}
    if all(names.values()):
        return Standing(_written_out(parse, _first_mentions(names)), ())
    if not whole or sentence == 0 or any(parse.lower[i] in SPEAKER for i, _ in leans):
        return None
    nouns = [parse.head[i] for i, kind in leans if kind is Lean.DEFINITE]
    context = _introduction(parse, sentence, nouns, topic=topic.shown) if len(nouns) == len(leans) else ()
    several = any(parse.lower[i] in _SEVERAL for i, _ in leans)
    words = [parse.lower[i] for i, kind in leans if kind is Lean.PRONOUN and parse.dep[i] in SUBJECTS]
    context = (
        context
        or _context(parse, sentence, topic=topic.shown, whole=several, subject=words[0] if words else "")
        or _context(parse, sentence, topic=topic.shown, whole=several)
    )
    return Standing({}, context) if context else _introduced(parse, sentence, topic)


def all_leans(parse: Parse, items: tuple[int, ...], topic: Topic) -> list[tuple[int, Lean]]:
    """The words that lean on others, with what a text about somebody leaves open besides."""
    return sorted({*find_leans(parse, items, topic=topic.shown), *find_works(parse, items, topic)})


def _introduced(parse: Parse, sentence: int, topic: Topic) -> Standing | None:
    """A sentence below the first one of its fact, with the topic written for "she"; None if uncertain."""
    start, end = parse.sentences[0]
    atoms = sentence_atoms(parse, 0)
    if sentence != 1 or not atoms or end - start > _LONGEST_CONTEXT:
        return None
    items = whole_of(atoms).items
    leans = find_leans(parse, items, topic=topic.shown)
    names = {i: _name(parse, i, kind, items[0], topic) for i, kind in leans}
    if not all(names.values()):
        return None
    return Standing({}, (0,), before=_written_out(parse, _first_mentions(names)))


def _name(parse: Parse, i: int, kind: Lean, opening: int, topic: Topic) -> str:
    """What can be written instead of a word that leans on others, or ""; ``opening`` is the first word shown."""
    if kind is Lean.PRONOUN:
        known = antecedent(parse, i, opening, parse.sentence[i]) or topic_person(parse, i, topic)
        return known or topic_thing(parse, i, topic)
    return topic_thing(parse, i, topic) if kind is Lean.POINTER else ""


def _first_mentions(names: dict[int, str]) -> dict[int, str]:
    """Keep each name once: later pronouns then have their antecedent on the card."""
    said: set[str] = set()
    kept = {}
    for i, name in names.items():
        plain = name.removesuffix("'s").removesuffix("'")
        if plain not in said:
            kept[i] = name
        said.add(plain)
    return kept


def _written_out(parse: Parse, names: dict[int, str]) -> dict[int, str]:
    """ "It's a student" becomes "Victor is a student", and not "Victor's a student"."""
    words = dict(names)
    for i in names:
        behind = parse.tag[i + 1 : i + 2] == ["VBZ"] and parse.lower[i + 1]
        if behind in ("'s", "’s"):
            verb = "has" if parse.tag[i + 2 : i + 3] == ["VBN"] and parse.dep[i + 1] == "aux" else "is"
            words |= {i: f"{names[i]} {verb}", i + 1: ""}
    return words


def _introduction(parse: Parse, sentence: int, nouns: list[int], *, topic: str) -> tuple[int, ...]:
    """The nearest sentence before this one that speaks of all the things which this one takes as known."""
    lemmas = {parse.lemma[noun] for noun in nouns}
    for first in range(sentence - 1, -1, -1):
        start, end = parse.sentences[first]
        if lemmas <= set(parse.lemma[start:end]) and end - start <= _LONGEST_CONTEXT:
            atoms = sentence_atoms(parse, first)
            alone = bool(atoms) and not find_leans(parse, whole_of(atoms).items, topic=topic)
            return (first,) if alone else ()
    return ()


def _context(parse: Parse, sentence: int, *, topic: str, whole: bool = False, subject: str = "") -> tuple[int, ...]:
    """The sentences before this one, as many as it takes until the first of them stands alone.

    If the ``subject`` is a pronoun, that of the first has to fit it: "Antibodies stimulate …. It is named after …".
    A ``whole`` one does not begin behind a semicolon: "A does this; B does that. Both …".
    """
    words = 0
    for first in range(sentence - 1, -1, -1):
        start, end = parse.sentences[first]
        words += end - start
        if words > _LONGEST_CONTEXT:
            return ()
        atoms = sentence_atoms(parse, first)
        if not atoms:
            return ()
        joined = whole and start > 0 and parse.text[start - 1] == ";"
        fitting = not subject or any(parse.dep[i] in SUBJECTS and fits(parse, i, subject) for i in range(start, end))
        if fitting and not joined and not find_leans(parse, whole_of(atoms).items, topic=topic):
            return tuple(range(first, sentence))
    return ()
