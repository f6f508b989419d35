"""Rare words: what sets a note apart from others that are made from one pattern, such as the words of a vocabulary."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from math import log
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SEARCHED = 6  # so many of a text's rarest words are looked up
_COMMON = 50  # a word that stands in more texts is not looked up
_CANDIDATES = 4
_UNIT = 1_000_000  # weights are whole numbers, so that their sum does not depend on the order

# A run of letters and digits, or one sign; in scripts that put no spaces between words, one character.
_WORD = re.compile(
    r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|\S"
)


class Shared(NamedTuple):
    """How much two texts share of their rare words, and how far these stand in the same order; both in per cent."""

    words: float
    order: float


class RareWords:
    """Finds, among the texts given, those that share another text's rare words.

    A word weighs the more the fewer of the ``texts`` and of the ``others`` (those to be searched with) hold it. What
    all of them say weighs nothing, so that a pattern may be reworded.
    """

    def __init__(self, texts: Sequence[str], others: Sequence[str]) -> None:
        """Weigh the words."""
        counts = _counts(texts) | _counts(others)
        total = max(len(texts), len(others))
        self._weights = {word: round(_UNIT * log(total / count)) for word, count in counts.items() if count < total}
        self._texts = [self._rare(text) for text in texts]
        self._sizes = [self._weigh(set(words)) for words in self._texts]
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for at, words in enumerate(self._texts):
            for word in set(words):
                self._holders[word].append(at)

    def search(self, text: str, minimum: float = 0.0) -> list[tuple[Shared, int]]:
        """List the places of the texts that share the most, each after what it shares (of words, at least that)."""
        words = self._rare(text)
        distinct = set(words)
        size = self._weigh(distinct)
        found = []
        for at in self._likely(distinct, size):
            share = 200 * self._weigh(distinct.intersection(self._texts[at])) / (size + self._sizes[at])
            if share >= minimum:
                found.append((Shared(share, fuzz.ratio(words, self._texts[at])), at))
        return found

    def _likely(self, words: set[str], size: int) -> list[int]:
        known = sorted([(len(self._holders[word]), word) for word in words if word in self._holders])[:_SEARCHED]
        shared: defaultdict[int, int] = defaultdict(int)
        for count, word in known:
            if count <= _COMMON:
                weight = self._weights[word]
                for at in self._holders[word]:
                    shared[at] += weight
        ranked = sorted([(-weight / (size + self._sizes[at]), at) for at, weight in shared.items()])
        return [at for _, at in ranked[:_CANDIDATES]]

    def _rare(self, text: str) -> list[str]:
        return [word for word in _WORD.findall(text) if word in self._weights]

    def _weigh(self, words: Iterable[str]) -> int:
        return sum(map(self._weights.__getitem__, words))


def _counts(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in set(_WORD.findall(text)))
