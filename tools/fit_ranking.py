#!/usr/bin/env python3
"""Fit the weights of the ranking on what people asked, and say how well they do on unseen articles.

    python tools/fit_ranking.py squad.json [--folds 6] [--write]

The file is SQuAD v1.1. Cross-validation is by article: every article is ranked by weights that never saw it.
"At n" takes as many of the best answers as people asked for (SQuAD's own normalisation). ``--write`` then fits on
all articles and replaces ``lalaflash/generate/weights.json``. Needs scikit-learn, which the program itself does not.
"""

from __future__ import annotations

import argparse
import json
import re
import string
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from lalaflash.generate.candidates import Candidate, find_candidates
from lalaflash.generate.feature_values import CROSSES, Vocabulary, pattern_of, value_names
from lalaflash.generate.features import span_features
from lalaflash.generate.nlp import load_model as load_language
from lalaflash.generate.ranking import CROSS_SIGN, Weights, build_model, choose, score
from lalaflash.generate.syntax import Parse, read_parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

WEIGHTS = Path(__file__).resolve().parents[1] / "lalaflash" / "generate" / "weights.json"
CLOSE = 0.8
"""Token F1 from which two answers count as one."""
CLOSE_LABEL = 0.2
"""What a close span is worth next to the exact one, as a label; 0.2 did best of 0, 0.1, 0.2, 0.35 and 0.85."""
STRENGTH = 0.01
"""Inverse of the L2 penalty; 0.005 and 0.02 did no better."""
MIN_SPANS = 40
"""A value (or pair of values) that fewer candidates have gets no weight."""
MIN_ARTICLES = 2
"""A word that fewer articles hold counts as unknown."""
MIN_PATTERN = 60
"""A part-of-speech pattern that fewer candidates have is not known to the ranking."""
SMALLEST = 0.005
"""Weights below this are not written; they change no figure."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed paragraph: its candidates, the distinct answers people asked for, and what each candidate is worth.

    ``labels`` are 1 for an asked span, CLOSE_LABEL for a close one, else 0; -1 where the same words are asked for
    elsewhere in the paragraph, so that the span teaches nothing.
    """

    article: int
    parse: Parse
    candidates: list[Candidate]
    texts: list[str]
    wanted: list[set[str]]
    labels: list[float]


def normalise(text: str) -> str:
    """SQuAD's own: lower case, without punctuation and articles."""
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def token_f1(one: str, other: str) -> float:
    """SQuAD's own measure of how close two normalised answers are."""
    a, b = one.split(), other.split()
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b)) if common else 0.0


def read_paragraphs(path: Path, model: str) -> Iterator[Paragraph]:
    """Parse every paragraph of a SQuAD file, and label its candidates."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    rows = [(number, p) for number, article in enumerate(articles) for p in article["paragraphs"]]
    texts = (" ".join(p["context"].split()) for _, p in rows)
    for (article, paragraph), doc in zip(rows, load_language(model).pipe(texts), strict=True):
        answers = [answer for question in paragraph["qas"] for answer in question["answers"]]
        places = [_place(paragraph["context"], answer) for answer in answers]
        parse = read_parse(doc)
        candidates = find_candidates(parse)
        spans = [doc[c.start : c.end] for c in candidates]
        labels = [_label(span.start_char, span.end_char, normalise(span.text), places) for span in spans]
        names = [normalise(span.text) for span in spans]
        yield Paragraph(article, parse, candidates, names, _wanted(paragraph["qas"]), labels)


def _place(context: str, answer: dict[str, Any]) -> tuple[int, int, str]:
    """Where an answer stands once runs of white space are one space, and its normal form."""
    start = len(" ".join((context[: answer["answer_start"]] + "x").split())) - 1
    return start, start + len(answer["text"]), normalise(answer["text"])


def _wanted(questions: Iterable[dict[str, Any]]) -> list[set[str]]:
    wanted: list[set[str]] = []
    for question in questions:
        spans = {normalise(answer["text"]) for answer in question["answers"]}
        if not any(spans & other for other in wanted):
            wanted.append(spans)
    return wanted


def _label(start: int, end: int, text: str, places: Sequence[tuple[int, int, str]]) -> float:
    here = max((token_f1(text, name) for first, last, name in places if first < end and last > start), default=0.0)
    if here == 1:
        return 1.0
    if here >= CLOSE:
        return CLOSE_LABEL
    return -1.0 if any(token_f1(text, name) >= CLOSE for _, _, name in places) else 0.0


def find_vocabulary(paragraphs: Iterable[Paragraph]) -> Vocabulary:
    """How many articles hold each word, and the patterns that many candidates have."""
    patterns: Counter[str] = Counter()
    for p in paragraphs:
        patterns.update(pattern_of(p.parse, c.start, c.end) for c in p.candidates)
    texts = Counter(word for words in _words_by_article(paragraphs).values() for word in words)
    widespread = {word: count for word, count in sorted(texts.items()) if count >= MIN_ARTICLES}
    return Vocabulary(widespread, tuple(sorted(p for p, count in patterns.items() if count >= MIN_PATTERN)))


def _words_by_article(paragraphs: Iterable[Paragraph]) -> dict[int, set[str]]:
    words: defaultdict[int, set[str]] = defaultdict(set)
    for p in paragraphs:
        words[p.article].update(p.parse.lower)
    return words


def all_features(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> dict[str, NDArray[np.intp]]:
    """The features of all candidates.

    An article is left out of the counts of its own words: a new text is not among those counted either.
    """
    known = vocabulary.codes()
    others = {
        article: known._replace(texts={word: n - (word in own) for word, n in vocabulary.texts.items()})
        for article, own in _words_by_article(paragraphs).items()
    }
    parts = [span_features([p.parse], [p.candidates], others[p.article]) for p in paragraphs if p.candidates]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


class Table:
    """All candidates of all paragraphs as one sparse matrix of feature values, and the names of its columns."""

    def __init__(self, features: dict[str, NDArray[np.intp]], names: dict[str, tuple[str, ...]]) -> None:
        """Take the codes of every feature for all candidates, and the values that the codes stand for."""
        self.columns: list[tuple[str, str]] = []
        picked = []
        for name, values in names.items():
            picked.append(self._add(name, features[name], lambda code, v=values: v[code]))
        for one, other in CROSSES:
            size = len(names[other])
            codes = features[one] * size + features[other]
            picked.append(self._add(f"{one}{CROSS_SIGN}{other}", codes, _pair_namer(names[one], names[other])))
        ids = np.stack(picked, axis=1)
        known = ids >= 0
        ends = np.concatenate([[0], np.cumsum(known.sum(axis=1))])
        ones = np.ones(int(ends[-1]), dtype=np.float32)
        self.matrix = csr_matrix((ones, ids[known].astype(np.int32), ends), shape=(len(ids), len(self.columns)))

    def _add(self, name: str, codes: NDArray[np.intp], value_of: Any) -> NDArray[np.intp]:
        found, position, count = np.unique(codes, return_inverse=True, return_counts=True)
        frequent = count >= MIN_SPANS
        column = np.where(frequent, len(self.columns) + np.cumsum(frequent) - 1, -1)
        self.columns += [(name, value_of(int(code))) for code in found[frequent]]
        picked: NDArray[np.intp] = column[position]
        return picked


def _pair_namer(ones: tuple[str, ...], others: tuple[str, ...]) -> Any:
    return lambda code: f"{ones[code // len(others)]}{CROSS_SIGN}{others[code % len(others)]}"


def fit(table: Table, rows: NDArray[np.intp], labels: NDArray[np.float64], vocabulary: Vocabulary) -> Weights:
    """Fit on some rows. A label between 0 and 1 is a row that counts as both, in that proportion."""
    sure = rows[labels[rows] >= 0]
    partly = sure[(labels[sure] > 0) & (labels[sure] < 1)]
    every = np.concatenate([sure, partly])
    target = np.concatenate([labels[sure] > 0, np.zeros(len(partly), dtype=bool)])
    weight = np.concatenate([np.where(labels[sure] > 0, labels[sure], 1.0), 1 - labels[partly]])
    model = LogisticRegression(C=STRENGTH, max_iter=60)
    model.fit(table.matrix[every], target, sample_weight=weight)
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (name, value), number in zip(table.columns, model.coef_[0], strict=True):
        if abs(number) >= SMALLEST:
            weights[name][value] = round(float(number), 3)
    return {
        "bias": round(float(model.intercept_[0]), 3),
        "texts": dict(vocabulary.texts),
        "patterns": list(vocabulary.patterns),
        "weights": dict(weights),
    }


def recall(paragraphs: Iterable[Paragraph], scores: Iterable[NDArray[np.float64]]) -> Counter[str]:
    """Count what people asked for, and how much of it the best n choices of each paragraph hold."""
    counts: Counter[str] = Counter()
    for p, values in zip(paragraphs, scores, strict=True):
        chosen = choose(p.parse, p.candidates, values, len(p.wanted)) if p.candidates else []
        cards = [p.texts[index] for index, _ in chosen]
        counts["asked"] += len(p.wanted)
        counts["exact"] += sum(bool(spans & set(cards)) for spans in p.wanted)
        counts["close"] += sum(any(token_f1(s, c) >= CLOSE for s in spans for c in cards) for spans in p.wanted)
        counts["held"] += sum(any(token_f1(s, c) >= CLOSE for s in spans for c in set(p.texts)) for spans in p.wanted)
    return counts


def cross_validate(
    paragraphs: list[Paragraph], table: Table, features: Any, vocabulary: Vocabulary, folds: int
) -> None:
    """Print recall at n for every article, ranked by weights fitted on other articles, and for all together."""
    labels = np.array([label for p in paragraphs for label in p.labels])
    owner = np.repeat([p.article for p in paragraphs], [len(p.labels) for p in paragraphs])
    ends = np.cumsum([len(p.labels) for p in paragraphs])
    articles = np.random.default_rng(0).permutation(np.unique(owner))
    scores = np.zeros(len(labels))
    for fold in range(folds):
        unseen = np.isin(owner, articles[fold::folds])
        model = build_model(fit(table, np.flatnonzero(~unseen), labels, vocabulary))
        scores[unseen] = score({name: codes[unseen] for name, codes in features.items()}, model)
    report("unseen articles", recall(paragraphs, np.split(scores, ends[:-1])))


def report(name: str, counts: Counter[str]) -> None:
    """Print one line of figures."""
    asked = counts["asked"]
    print(
        f"{name}: {asked} answers asked for; recall at n exact {counts['exact'] / asked:.4f},"
        f" F1>=0.8 {counts['close'] / asked:.4f}; held by any candidate {counts['held'] / asked:.3f}"
    )


def main() -> None:
    """Read, cross-validate, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("squad", type=Path)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--model", default="", help="the spaCy model to parse with")
    parser.add_argument("--write", action="store_true", help="fit on all articles and write weights.json")
    args = parser.parse_args()
    paragraphs = list(read_paragraphs(args.squad, args.model))
    vocabulary = find_vocabulary(paragraphs)
    features = all_features(paragraphs, vocabulary)
    table = Table(features, value_names(vocabulary))
    print(f"{len(paragraphs)} paragraphs, {table.matrix.shape[0]} candidates, {table.matrix.shape[1]} values")
    if args.folds:
        cross_validate(paragraphs, table, features, vocabulary, args.folds)
    if args.write:
        labels = np.array([label for p in paragraphs for label in p.labels])
        weights = fit(table, np.arange(len(labels)), labels, vocabulary)
        WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(f"{sum(map(len, weights['weights'].values()))} weights, {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
