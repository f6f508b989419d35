"""Which spans of a fact are worth asking for, best first: a linear model, then variety."""

from __future__ import annotations

import json
import math
import string
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple, TypedDict

import numpy as np

from lalaflash.generate.candidates import ARTICLES, find_candidates
from lalaflash.generate.codes import KINDS, codes_of
from lalaflash.generate.feature_values import CROSSES, KnownCodes, Vocabulary, value_names
from lalaflash.generate.features import span_features
from lalaflash.generate.reasons import reasons_for
from lalaflash.generate.tokens import read_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from lalaflash.generate.candidates import Candidate
    from lalaflash.generate.codes import Codes
    from lalaflash.generate.tokens import Tokens

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


class Ranked(NamedTuple):
    """An answer: the tokens ``start`` to ``end`` of its fact, a score from 0 to 1, and what speaks for it.

    ``kind`` is the entity label of its head or "".
    """

    start: int
    end: int
    text: str
    kind: str
    score: float
    reasons: tuple[str, ...]


def rank(doc: Doc, *, limit: int = 40, model: Model | None = None) -> list[Ranked]:
    """The answers of a fact that are most worth asking for, best first and with little overlap."""
    tokens = read_tokens(doc)
    candidates = find_candidates(tokens)
    if not candidates:
        return []
    model = model or load_model()
    columns = span_features(tokens, candidates, model.known)
    scores = score(columns, model)
    ranked = []
    for index, value in choose(tokens, candidates, scores, limit):
        span = candidates[index]
        text = doc[span.start : span.end].text
        kind = int(columns["kind"][index])
        ranked.append(
            Ranked(
                span.start,
                span.end,
                text,
                KINDS[kind] if kind else "",
                0.5 + 0.5 * math.tanh(value / 2),
                reasons_for(columns, index),
            )
        )
    return ranked


def score(columns: Mapping[str, Codes], model: Model) -> Scores:
    """The log odds of each candidate, as a sum over its features' weights."""
    total = np.full(len(columns["length"]), model.bias)
    for name, weights in model.single.items():
        total += weights[columns[name]]
    for (one, other), (size, weights) in model.crossed.items():
        total += weights[columns[one] * size + columns[other]]
    return total


def choose(tokens: Tokens, candidates: Sequence[Candidate], scores: Scores, limit: int) -> list[tuple[int, float]]:
    """Take the best candidate again and again, each choice making its like less welcome.

    Returns (index of the candidate, its score at its turn); the scores fall. No two have the same words.
    """
    pool = _best_distinct(tokens, candidates, scores, POOL + 4 * limit)
    if not pool:
        return []
    bags, indexes = list(pool), list(pool.values())
    start, end, head, _ = np.array([candidates[index] for index in indexes]).T
    sentence = np.array(tokens.sentence)[head]
    left = scores[indexes]
    chosen: list[tuple[int, float]] = []
    while len(chosen) < min(limit, len(pool)):
        best = int(left.argmax())
        chosen.append((indexes[best], float(left[best])))
        left -= OVERLAP_COST * ((start < end[best]) & (end > start[best]))
        left -= SENTENCE_COST * (sentence == sentence[best])
        for index, bag in enumerate(bags):
            if 2 * len(bag & bags[best]) >= REPEAT_SHARE * (len(bag) + len(bags[best])):
                left[index] -= REPEAT_COST
        left[best] = -np.inf
    return chosen


def _best_distinct(
    tokens: Tokens, candidates: Sequence[Candidate], scores: Scores, size: int
) -> dict[frozenset[str], int]:
    """The words and the index of the best candidates, best first; of those with the same words only the first."""
    pool: dict[frozenset[str], int] = {}
    for index in np.argsort(-scores, kind="stable").tolist():
        bag = _bag(tokens, candidates[index])
        if bag:
            pool.setdefault(bag, index)
        if len(pool) == size:
            break
    return pool


def _bag(tokens: Tokens, span: Candidate) -> frozenset[str]:
    """The words of a span without punctuation and articles."""
    words = tokens.lower[span.start : span.end]
    return frozenset(word for word in words if word not in ARTICLES and not PUNCTUATION.issuperset(word))


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
