"""The rules of good cards: advice on wording, by heuristics that would rather miss a bad card than blame a good one.

Each rule is a function from what the learner sees of a note (``seen.Seen``) to findings; ``near_duplicates`` looks at a
whole deck. The rules of wording know English only, and leave texts in other languages alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.checks.answers import answer_on_front, enumeration, long_answer
from lalaflash.checks.clozes import everything_deleted
from lalaflash.checks.near_duplicates import near_duplicates
from lalaflash.checks.pronouns import dangling_pronoun
from lalaflash.checks.questions import several_questions, yes_no
from lalaflash.checks.seen import see
from lalaflash.model import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from lalaflash.checks.seen import Finding, Seen
    from lalaflash.model import RenderedNote
    from lalaflash.prepare import Prepared

_NEAR_DUPLICATE = "near-duplicate"
_RULES: Mapping[str, Callable[[Seen], Iterable[Finding]]] = {
    "long-answer": long_answer,
    "answer-on-front": answer_on_front,
    "dangling-pronoun": dangling_pronoun,
    "yes-no": yes_no,
    "enumeration": enumeration,
    "several-questions": several_questions,
    "everything-deleted": everything_deleted,
}
RULES = frozenset({*_RULES, _NEAR_DUPLICATE})


def advise(notes: Sequence[RenderedNote], *, allow: frozenset[str]) -> list[Problem]:
    """Return warnings about one deck's notes, without those in ``allow`` or in a note's own ``allow``."""
    rules = [(name, rule) for name, rule in _RULES.items() if name not in allow]
    everything = [see(note) for note in notes]
    problems = []
    for seen in everything:
        allowed = seen.note.allow
        for name, rule in rules:
            if name not in allowed:
                problems += [_warning(name, finding) for finding in rule(seen)]
    if _NEAR_DUPLICATE not in allow:
        candidates = (seen for seen in everything if _NEAR_DUPLICATE not in seen.note.allow)
        problems += [_warning(_NEAR_DUPLICATE, finding) for finding in near_duplicates(candidates)]
    return problems


def advise_all(prepared: Prepared) -> list[Problem]:
    """Return the warnings about all decks; a note that several decks share is warned of once."""
    problems = (problem for deck in prepared.decks for problem in advise(deck.notes, allow=deck.deck.allow))
    return list(dict.fromkeys(problems))


def _warning(name: str, finding: Finding) -> Problem:
    return Problem(finding.source, name, finding.message, Severity.WARNING)
