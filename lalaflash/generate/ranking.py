"""Which spans of a fact are worth asking for, best first: a linear model, then variety."""

from __future__ import annotations

import json
import math
import string
from dataclasses import dataclass
from functools import cache
from heapq import heappop, heapreplace
from importlib.resources import files
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple, TypedDict

import numpy as np

from lalaflash.generate.candidates import ARTICLES, RankedSpan, find_candidates
from lalaflash.generate.codes import codes_of
from lalaflash.generate.feature_values import CROSSES, KnownCodes, Vocabulary, value_names
from lalaflash.generate.features import span_features
from lalaflash.generate.reasons import reasons_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from lalaflash.generate.candidates import Candidate
    from lalaflash.generate.codes import Codes
    from lalaflash.generate.syntax import Parse

    Scores = NDArray[np.float64]

CROSS_SIGN = " × "

OVERLAP_COST = 2.5
"""Taken off a span's score (log odds) once a span that shares words with it was chosen."""
REPEAT_COST = 2.0
"""The same, once a span elsewhere with almost the same words was chosen."""
REPEAT_SHARE = 0.66
"""Share of common words (Dice) from which two answers are the same to a learner."""
SENTENCE_COST = 0.05
"""The same, for each span chosen from the same sentence."""


POOL = 40
"""How many candidates are looked at, besides four for each that is wanted."""
GROUP = 1500
"""Tokens of the facts that are ranked together: enough to spread the fixed cost of each array operation."""
PUNCTUATION = frozenset(string.punctuation) | frozenset("“”‘’–—…")


class Weights(TypedDict):
    """``weights.json``: the vocabulary (see there), and value → weight (log odds) for each feature."""

    bias: float
    texts: dict[str, int]
    patterns: list[str]
    weights: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Model:
    """The weights as arrays: one a feature, and one a pair of features whose code is a · len(b) + b."""

    bias: float
    known: KnownCodes
    single: dict[str, Scores]
    crossed: dict[tuple[str, str], tuple[int, Scores]]


class _Rival(NamedTuple):
    """What a candidate has that others may have too: its place, the number of its sentence, its words."""

    start: int
    end: int
    sentence: int
    words: frozenset[str]


def rank(facts: Iterable[Parse], *, limit: int = 40, model: Model | None = None) -> Iterator[list[RankedSpan]]:
    """For each fact the answers that are most worth asking for, best first and with little overlap."""
    model = model or load_model()
    for group in _groups(facts):
        candidates = [find_candidates(fact) for fact in group]
        if any(candidates):
            yield from _rank_group(group, candidates, limit, model)
        else:
            yield from ([] for _ in group)


def _groups(facts: Iterable[Parse]) -> Iterator[list[Parse]]:
    """Facts that are ranked together."""
    group: list[Parse] = []
    size = 0
    for fact in facts:
        group.append(fact)
        size += len(fact)
        if size >= GROUP:
            yield group
            group, size = [], 0
    if group:
        yield group


def _rank_group(
    facts: Sequence[Parse], candidates: Sequence[Sequence[Candidate]], limit: int, model: Model
) -> Iterator[list[RankedSpan]]:
    columns = span_features(facts, candidates, model.known)
    scores = score(columns, model)
    first = 0
    for fact, found in zip(facts, candidates, strict=True):
        chosen = choose(fact, found, scores[first : first + len(found)], limit)
        yield [
            RankedSpan(
                found[index].start,
                found[index].end,
                0.5 + 0.5 * math.tanh(value / 2),
                reasons_for(columns, first + index),
            )
            for index, value in chosen
        ]
        first += len(found)


def score(columns: Mapping[str, Codes], model: Model) -> Scores:
    """The log odds of each candidate, as a sum over its features' weights."""
    total = np.full(len(columns["length"]), model.bias)
    for name, weights in model.single.items():
        total += weights[columns[name]]
    for (one, other), (size, weights) in model.crossed.items():
        total += weights[columns[one] * size + columns[other]]
    return total


def choose(fact: Parse, candidates: Sequence[Candidate], scores: Scores, limit: int) -> list[tuple[int, float]]:
    """Take the best candidate again and again, each choice making its like less welcome.

    Returns (index of the candidate, its score at its turn); the scores fall. No two have the same words.
    """
    pool = _best_distinct(fact, candidates, scores, POOL + 4 * limit)
    rivals = [_rival(fact, candidates[index], bag) for bag, index in pool.items()]
    indexes = list(pool.values())
    # A score only falls, so that one from an earlier turn is a bound: only whoever leads by it is asked anew.
    waiting = [(-value, place, 0) for place, value in enumerate(scores[indexes].tolist())]
    taken: list[_Rival] = []
    chosen: list[tuple[int, float]] = []
    while waiting and len(chosen) < limit:
        cost, place, seen = waiting[0]
        if seen == len(taken):
            heappop(waiting)
            taken.append(rivals[place])
            chosen.append((indexes[place], -cost))
        else:
            heapreplace(waiting, (_cost_beside(rivals[place], taken[seen:], cost), place, len(taken)))
    return chosen


def _rival(fact: Parse, span: Candidate, words: frozenset[str]) -> _Rival:
    return _Rival(span.start, span.end, fact.sentence[span.head], words)


def _cost_beside(rival: _Rival, taken: Iterable[_Rival], cost: float) -> float:
    """What a candidate costs once others were taken; its score is the negative of that."""
    start, end, sentence, words = rival
    for other_start, other_end, other_sentence, other_words in taken:
        if start < other_end and end > other_start:
            cost += OVERLAP_COST
        if sentence == other_sentence:
            cost += SENTENCE_COST
        shared = len(words & other_words)
        if shared and 2 * shared >= REPEAT_SHARE * (len(words) + len(other_words)):
            cost += REPEAT_COST
    return cost


def _best_distinct(
    fact: Parse, candidates: Sequence[Candidate], scores: Scores, size: int
) -> dict[frozenset[str], int]:
    """The words and the index of the best candidates, best first; of those with the same words only the first.

    Articles and punctuation are no words.
    """
    pool: dict[frozenset[str], int] = {}
    telling = [word not in ARTICLES and not PUNCTUATION.issuperset(word) for word in fact.lower]
    for index in np.argsort(-scores, kind="stable").tolist():
        start, end, _, _ = candidates[index]
        bag = frozenset(compress(fact.lower[start:end], telling[start:end]))
        if bag:
            pool.setdefault(bag, index)
        if len(pool) == size:
            break
    return pool


@cache
def load_model() -> Model:
    """The fitted model that comes with lalaflash."""
    return build_model(_read_weights())


def load_vocabulary() -> Vocabulary:
    """The words and patterns that the fitted model knows."""
    return _vocabulary(_read_weights())


def _read_weights() -> Weights:
    weights: Weights = json.loads((files("lalaflash.generate") / "weights.json").read_text(encoding="utf-8"))
    return weights


def _vocabulary(data: Weights) -> Vocabulary:
    return Vocabulary(data["texts"], tuple(data["patterns"]))


def build_model(data: Weights) -> Model:
    """Turn weights by name into arrays by code. A value without a weight counts nothing."""
    vocabulary = _vocabulary(data)
    names = value_names(vocabulary)
    codes = {values: codes_of(values) for values in set(names.values())}
    single, crossed = {}, {}
    for name, values in names.items():
        array = np.zeros(len(values))
        for value, weight in data["weights"].get(name, {}).items():
            array[codes[values][value]] = weight
        single[name] = array
    for one, other in CROSSES:
        size = len(names[other])
        array = np.zeros(len(names[one]) * size)
        for pair, weight in data["weights"].get(f"{one}{CROSS_SIGN}{other}", {}).items():
            a, b = pair.split(CROSS_SIGN)
            array[codes[names[one]][a] * size + codes[names[other]][b]] = weight
        crossed[one, other] = (size, array)
    return Model(data["bias"], vocabulary.codes(), single, crossed)
