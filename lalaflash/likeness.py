"""Likeness: whether one text is an edited form of another, or another fact in the same words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from lalaflash.lock import ANSWER_LENGTH
from lalaflash.model import NoteKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence, Set

_SAME_ANSWER = 60.0  # per cent
_SWAPPED = 80.0  # the likeness of a question whose two sides changed places
LIFT = 25.0  # an equal answer or question may lift the likeness of two texts by so much
_SAME_WORD = 70.0  # "wrote" is not "sang", but "musician" is "musicians"

_DELETION = re.compile(r"\{\{(?:c[0-9]+(?:,[0-9]+)*::)?|\}\}")
_HIDDEN = re.compile(r"\{\{.*?(?:\}\}|$)")
_WORD = re.compile(r"\w+")


class Look(NamedTuple):
    """A note as likeness sees it, in small letters: all of it, the part that is shown, and what is asked for."""

    whole: str
    shown: str
    answers: tuple[str, ...]
    is_cloze: bool


def look(kind: NoteKind, text: str, answers: Sequence[str]) -> Look:
    """Prepare a note for comparison; ``text`` and ``answers`` are shortened as in a lock line."""
    lower = text.casefold()
    asked = tuple([answer.casefold() for answer in answers])
    if kind is NoteKind.QUESTION:
        return Look(" ".join((lower, *asked[:1])), lower, asked[:1], False)
    return Look(_DELETION.sub("", lower), _HIDDEN.sub("", lower), asked, True)


def likeness(old: Look, new: Look, minimum: float) -> float:
    """Tell how likely ``new`` is an edited ``old``, in per cent; 0 if less than ``minimum``, or another fact.

    Unrelated sentences of one topic have about 40 and hardly ever 55.
    """
    if _is_swapped(old, new):
        return _SWAPPED if minimum <= _SWAPPED else 0.0
    whole = fuzz.ratio(old.whole, new.whole, score_cutoff=minimum - LIFT)
    if whole == 0:
        return 0.0
    answer = _answer_likeness(old.answers, new.answers)
    score = max(whole, (fuzz.ratio(old.shown, new.shown) + answer) / 2)
    if score < minimum or (answer < _SAME_ANSWER and _is_another_fact(old, new)):
        return 0.0
    return score


def _is_swapped(old: Look, new: Look) -> bool:
    if old.is_cloze or new.is_cloze:
        return False
    return _begin_alike(old.shown, new.answers) and _begin_alike(new.shown, old.answers)


def _begin_alike(text: str, answers: Sequence[str]) -> bool:
    """Compare a text with an answer as far as a lock line holds either."""
    return [text[:ANSWER_LENGTH]] == [answer[:ANSWER_LENGTH] for answer in answers]


def _answer_likeness(old: Collection[str], new: Collection[str]) -> float:
    """Compare what is asked for: each answer of the shorter list with the one most like it in the other."""
    few, many = sorted((old, new), key=len)
    if not few:
        return 0.0
    return sum(max(fuzz.ratio(one, other) for other in many) for one in few) / len(few)


def _is_another_fact(old: Look, new: Look) -> bool:
    """See whether notes with different answers just share a pattern, as "The capital of France" and "… of Spain"."""
    if old.is_cloze and len(old.shown) < sum(map(len, old.answers)):
        return True
    lost, added = _words(old.shown) - _words(new.whole), _words(new.shown) - _words(old.whole)
    return _has_own_word(lost, added) and _has_own_word(added, lost)


def _has_own_word(words: Set[str], others: Set[str]) -> bool:
    return any(word.isdecimal() or all(fuzz.ratio(word, other) < _SAME_WORD for other in others) for word in words)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text))
