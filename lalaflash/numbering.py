"""Cloze numbers: a number is a card, so a deletion that was there before keeps its number whatever is added around it.

A number that a deletion once had is not given to another one: a learner may still have that card, with its history.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lalaflash.cloze import MAX_NUMBER
from lalaflash.lock import Answer, short_answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from lalaflash.model import Deletion

_LIKE = 60.0  # per cent; answers below it have little more in common than their language

Numbers = tuple[tuple[int, ...], ...]


def number_deletions(
    deletions: Sequence[Deletion], recorded: tuple[Answer, ...], front: str
) -> tuple[Numbers, tuple[Answer, ...]]:
    """Number a cloze's deletions: the author's own numbers stay, recorded answers keep theirs, the rest get new ones.

    ``front`` is the text as typed: an answer that still stands there was not rewritten, it is just no longer hidden.
    Returns the numbers of each deletion, and what is to be recorded now.
    """
    answers = [short_answer(deletion.answer) for deletion in deletions]
    chosen = {number for deletion in deletions for number in deletion.numbers}
    live = [answer for answer in recorded if answer.live]
    if not chosen and answers == [answer.text for answer in live] and _differ(live):
        return tuple([(answer.number,) for answer in live]), recorded
    if not chosen and not recorded:
        fresh = range(1, len(answers) + 1)
        return tuple([(number,) for number in fresh]), tuple(map(Answer, fresh, answers))
    kept = _Kept({i: answers[i] for i, deletion in enumerate(deletions) if not deletion.numbers}, chosen)
    kept.by_answer(live)
    kept.by_answer([answer for answer in recorded if not answer.live])
    kept.by_likeness(live)
    if len(live) == len(deletions):
        kept.by_position(live, front)
    free = _free_numbers(kept.used, recorded)
    numbers = tuple([d.numbers or (kept.numbers.get(i) or next(free),) for i, d in enumerate(deletions)])
    now = [Answer(number, answer) for answer, own in zip(answers, numbers, strict=True) for number in own]
    return numbers, with_retired(now, recorded)


def _differ(answers: Sequence[Answer]) -> bool:
    return len({answer.number for answer in answers}) == len(answers)


def with_retired(live: Sequence[Answer], recorded: Sequence[Answer]) -> tuple[Answer, ...]:
    """Put behind the live answers those that are recorded under numbers which are not in use any more."""
    used = {answer.number for answer in live}
    retired = {answer._replace(live=False) for answer in recorded if answer.number not in used}
    return (*live, *sorted(retired))


class _Kept:
    """The numbers found so far for the deletions that the author left to us, by the deletion's place in the note."""

    def __init__(self, answers: dict[int, str], used: Set[int]) -> None:
        self._answers = answers
        self.used = set(used)
        self.numbers: dict[int, int] = {}

    def _claim(self, index: int, number: int) -> None:
        if index not in self.numbers and number not in self.used:
            self.numbers[index] = number
            self.used.add(number)

    def _open(self) -> list[int]:
        return [index for index in self._answers if index not in self.numbers]

    def by_answer(self, recorded: Sequence[Answer]) -> None:
        """Keep the numbers of unchanged answers; equal ones in their order."""
        by_text: defaultdict[str, list[int]] = defaultdict(list)
        for answer in reversed(recorded):
            if answer.number not in self.used:
                by_text[answer.text].append(answer.number)
        for index in self._open():
            numbers = by_text[self._answers[index]]
            while numbers and index not in self.numbers:
                self._claim(index, numbers.pop())

    def by_likeness(self, recorded: Sequence[Answer]) -> None:
        """Keep the numbers of answers that changed a little; the most alike first."""
        from rapidfuzz import fuzz

        left = [answer for answer in recorded if answer.number not in self.used]
        pairs = [
            (-score, index, answer.number)
            for index in self._open()
            for answer in left
            if (score := fuzz.ratio(self._answers[index].casefold(), answer.text.casefold(), score_cutoff=_LIKE))
        ]
        for _, index, number in sorted(pairs):
            self._claim(index, number)

    def by_position(self, recorded: Sequence[Answer], front: str) -> None:
        """Keep the numbers of answers that were replaced where they stand."""
        for index in self._open():
            if not _stands_in(recorded[index].text, front):
                self._claim(index, recorded[index].number)


def _stands_in(answer: str, front: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", front) is not None


def _free_numbers(used: Set[int], recorded: Sequence[Answer]) -> Iterator[int]:
    """Give numbers that no card ever had; where Anki would not know them any more, the lowest that none has now."""
    first = max((answer.number for answer in recorded), default=0) + 1
    beyond = max(first, MAX_NUMBER + 1)
    numbers = itertools.chain(range(first, MAX_NUMBER + 1), range(1, first), itertools.count(beyond))
    return (number for number in numbers if number not in used)
