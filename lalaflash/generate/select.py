"""The best few cards of a fact, with variety: different answers, different kinds of answers, different sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.everyday import is_everyday, is_household_name
from lalaflash.generate.gaps import NAMED, NUMERIC, TIMED, Kind
from lalaflash.model import NoteKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lalaflash.generate.drafts import Draft

_REPEATED_KIND = 0.8
_REPEATED_SENTENCE = 0.9
_WITH_CONTEXT = 0.85
_QUESTION = 1.1
_WORTH_KEEPING = 0.3
_WORTH_KEEPING_TERM = 0.45
_WORTH_KEEPING_LONG = 0.6
_LONG_PROMPT = 25
"""Share of the first card's score that another one of the fact needs; what the ranking likes much less is rarely worth
learning. Common nouns are more often guessed, and prompts of more words than this more often a burden."""


def choose(drafts: Sequence[Draft], limit: int, familiar: frozenset[str] = frozenset()) -> list[Draft]:
    """At most ``limit`` drafts, the best first; each choice makes its likes less welcome.

    One that asks for a name which the whole text is about, or for an everyday noun, is chosen only where there is no
    other.
    """
    chosen: list[Draft] = []
    left = [draft for draft in drafts if not _is_familiar(draft, familiar)] or list(drafts[:1])
    left = [draft for draft in left if not _is_guessed(draft)] or left[:1]
    while left and len(chosen) < limit:
        best = max(left, key=_worth(chosen))
        left.remove(best)
        if chosen and best.score < _share_needed(best) * chosen[0].score:
            continue
        if not any(_same(best, other) for other in chosen):
            chosen.append(best)
    return chosen


def least_score(draft: Draft, familiar: frozenset[str]) -> float:
    """The score below which nothing is chosen any more once there is this draft; 0 where it may be passed over itself.

    The first choice has at least ``_WITH_CONTEXT / _QUESTION`` of the score of the best that is not passed over.
    """
    if _is_familiar(draft, familiar) or _is_guessed(draft):
        return 0.0
    return draft.score * _WORTH_KEEPING * _WITH_CONTEXT / _QUESTION


def _share_needed(draft: Draft) -> float:
    if len(draft.prompt.split()) > _LONG_PROMPT:
        return _WORTH_KEEPING_LONG
    return _WORTH_KEEPING_TERM if draft.answer_kind is Kind.TERM else _WORTH_KEEPING


def _worth(chosen: Sequence[Draft]) -> Callable[[Draft], float]:
    def worth(draft: Draft) -> float:
        value = draft.score * (_WITH_CONTEXT if draft.context else 1.0)
        value *= _QUESTION if draft.kind is NoteKind.QUESTION else 1.0
        for other in chosen:
            if _group(other) == _group(draft):
                value *= _REPEATED_KIND
            if other.sentence == draft.sentence:
                value *= _REPEATED_SENTENCE
        return value

    return worth


def _is_familiar(draft: Draft, familiar: frozenset[str]) -> bool:
    return draft.answer_kind in NAMED and draft.answer.split()[-1].lower() in familiar


def _is_guessed(draft: Draft) -> bool:
    if draft.answer_kind in NAMED and draft.answer_kind is not Kind.PERSON:
        return is_household_name(draft.answer)
    return draft.answer_kind is Kind.TERM and is_everyday(draft.answer, draft.prompt)


def _group(draft: Draft) -> str:
    kind = draft.answer_kind
    return "number" if kind in NUMERIC else "date" if kind in TIMED else kind.value


def _same(one: Draft, other: Draft) -> bool:
    """Whether two drafts ask for the same thing: equal answers, or one answer within the other."""
    words, others = set(one.answer.lower().split()), set(other.answer.lower().split())
    if words <= others or others <= words:
        return True
    overlap = one.start < other.end and other.start < one.end
    return overlap and one.sentence == other.sentence
