"""The best few cards of a fact, with variety: different answers, different kinds of answers, different sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.everyday import is_everyday, is_household_name
from lalaflash.generate.gaps import NAMED, NUMERIC, TIMED, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lalaflash.generate.drafts import Draft

_REPEATED_KIND = 0.8
_REPEATED_SENTENCE = 0.9
_WORTH_ASKING = 0.6
"""What the best card of a fact has to be worth."""
_WORTH_ADDING = 0.92
"""The same for every other card of the fact."""
_WORTH_KNOWN = 0.8
"""The same for one that asks for what the whole text is about, or for what everybody knows."""
_WORTH_DRAFTING = 0.25
"""Share of the best draft's score; what the ranking likes much less is rarely worth learning."""


def choose(drafts: Sequence[Draft], limit: int, familiar: frozenset[str] = frozenset()) -> list[Draft]:
    """At most ``limit`` drafts, the best first; each choice makes its likes less welcome.

    One that asks for a name which the whole text is about, or for an everyday noun, is chosen only where there is no
    other.
    """
    left = [draft for draft in drafts if not _is_familiar(draft, familiar)] or list(drafts[:1])
    left = [draft for draft in left if not _is_guessed(draft)] or left[:1]
    least = max((least_score(draft, familiar) for draft in drafts), default=0.0)
    known = [draft for draft in drafts if draft.worth >= _WORTH_KNOWN and draft.score >= least]
    return _choose_from(left, limit) or _choose_from(known, 1)


def _choose_from(left: list[Draft], limit: int) -> list[Draft]:
    least = _WORTH_DRAFTING * max((draft.score for draft in left), default=0.0)
    left = [draft for draft in left if draft.score >= least]
    chosen: list[Draft] = []
    while left and len(chosen) < limit:
        best = max(left, key=_value(chosen))
        left.remove(best)
        enough = best.worth >= (_WORTH_ADDING if chosen else _WORTH_ASKING)
        if enough and not any(_same(best, other) for other in chosen):
            chosen.append(best)
    return chosen


def least_score(draft: Draft, familiar: frozenset[str]) -> float:
    """The score below which nothing is chosen any more once there is this draft; 0 where it may be passed over."""
    return 0.0 if _is_familiar(draft, familiar) or _is_guessed(draft) else _WORTH_DRAFTING * draft.score


def _value(chosen: Sequence[Draft]) -> Callable[[Draft], float]:
    def value(draft: Draft) -> float:
        found = draft.worth
        for other in chosen:
            if _group(other) == _group(draft):
                found *= _REPEATED_KIND
            if other.sentence == draft.sentence:
                found *= _REPEATED_SENTENCE
        return found

    return value


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
