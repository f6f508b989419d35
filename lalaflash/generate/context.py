"""How an atom stands alone: its pronouns replaced where only one thing can be meant, else with context in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lalaflash.generate.atoms import sentence_atoms
from lalaflash.generate.leaning import Lean, find_leans
from lalaflash.generate.pronouns import SPEAKER, antecedent, topic_person
from lalaflash.generate.syntax import lacks_subject

if TYPE_CHECKING:
    from lalaflash.generate.atoms import Atom
    from lalaflash.generate.syntax import Parse

_LONGEST_CONTEXT = 42
"""Tokens; more would bury the question."""


class Standing(NamedTuple):
    """How an atom stands alone: what is written instead of its pronouns, and the sentences to show before it."""

    words: dict[int, str]
    context: tuple[int, ...]


def stand_alone(parse: Parse, atom: Atom, sentence: int, *, topic: str) -> Standing | None:
    """Resolve what the atom leans on, or give it context; None when neither is certain."""
    leans = find_leans(parse, atom.items, topic=topic)
    if lacks_subject(parse, sentence):
        verb = atom.items[0]
        return Standing({verb: f"{topic} {parse.lower[verb]}"}, ()) if topic and not leans else None
    if not leans:
        return Standing({}, ())
    names = {
        i: antecedent(parse, i, atom.items[0], sentence) or topic_person(parse, i, topic)
        for i, kind in leans if kind is Lean.PRONOUN
    }  # fmt: skip
    others = [kind for _, kind in leans if kind is not Lean.PRONOUN]
    if not others and all(names.values()):
        return Standing(_first_mentions(names), ())
    if sentence == 0 or any(parse.lower[i] in SPEAKER for i, _ in leans):
        return None
    context = _context(parse, sentence, topic=topic)
    return Standing({}, context) if context else None


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


def _context(parse: Parse, sentence: int, *, topic: str) -> tuple[int, ...]:
    """The sentences before this one, as many as it takes until the first of them stands alone."""
    words = 0
    for first in range(sentence - 1, -1, -1):
        start, end = parse.sentences[first]
        words += end - start
        if words > _LONGEST_CONTEXT:
            return ()
        atoms = sentence_atoms(parse, first)
        if not atoms:
            return ()
        if not find_leans(parse, atoms[-1].items, topic=topic):
            return tuple(range(first, sentence))
    return ()
