#!/usr/bin/env python3
"""Fit the weights of worth.py on the judged cards, and say how well they do on texts that they were not fitted on.

    python tools/fit_worth.py [--folds 12] [--write]

Only what readers who knew no rules said at first sight counts, of cards that are still made. Cross-validation is by
text. ``--write`` then fits on all and replaces ``lalaflash/generate/worth.json``. Needs scikit-learn, which the program
itself does not.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from lalaflash.generate.cards import ABBREVIATION, GenerateOptions, drafter_below, drafter_of, with_specials
from lalaflash.generate.drafts import Draft
from lalaflash.generate.nlp import load_model
from lalaflash.generate.parsing import parse_texts
from lalaflash.generate.ranking import rank
from lalaflash.generate.text_cleaning import clean
from lalaflash.generate.worth import Weights, traits_of
from lalaflash.model import Source
from lalaflash.readers.prose import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.language import Language

    from lalaflash.generate.candidates import RankedSpan
    from lalaflash.generate.syntax import Parse

ROOT = Path(__file__).resolve().parents[1]
JUDGED = ROOT / "tests" / "judged" / "cards.jsonl"
WEIGHTS = ROOT / "lalaflash" / "generate" / "worth.json"
INDEPENDENT = "independent-"
"""How the names of the sets begin whose readers had not written the rules."""
KNOWN = ("before", "lived", "defined")
"""What a row may tell of its fact: the one before it, and that its text tells of a life or what its topic is."""
STRENGTH = 0.05
"""Inverse of the L2 penalty; 0.03 and 0.1 did no better."""
FEWEST = 15
"""A value that fewer cards have gets no weight."""
SPANS = 80
KEPT = (0.7, 0.75, 0.8, 0.85)


class Example(NamedTuple):
    """A judged card that is still made: its text, its fact, its traits, and whether it passed."""

    text: str
    fact: str
    traits: dict[str, str]
    passed: bool


def read_examples(model: str) -> Iterator[Example]:
    """Make the drafts of every judged fact, and find those that were judged."""
    facts: defaultdict[tuple[str, str, str], dict[tuple[str, str, str], bool]] = defaultdict(dict)
    known: dict[tuple[str, str, str], dict[str, str]] = {}
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["set"].startswith(INDEPENDENT):
            front = (row["context"], row["prompt"], row["answer"])
            key = row["set"] + row["text"], row["topic"], row["fact"]
            facts[key][front] = row["verdict"] == "pass"
            known.setdefault(key, {}).update({name: row[name] for name in KNOWN if name in row})
    parser = load_model(model)
    parses = list(parse_texts(parser, (clean(fact) for _, _, fact in facts)))
    for (key, judged), parse, spans in zip(facts.items(), parses, rank(parses, limit=SPANS), strict=True):
        for read, draft in _drafts(key, known[key], parse, spans, parser):
            if isinstance(draft, Draft) and (front := (draft.context, draft.prompt, draft.answer)) in judged:
                yield Example(key[0], key[2], traits_of(read, draft), judged.pop(front))


def _drafts(
    key: tuple[str, str, str], known: dict[str, str], parse: Parse, spans: Sequence[RankedSpan], parser: Language
) -> Iterator[tuple[Parse, Draft | str]]:
    """The drafts of a fact by itself, and below the one before it where that is known, each with its parse."""
    _, topic, text = key
    fact = Fact(text, Source("judged", 1, 1), topic, before=known.get("before", ""))
    options = GenerateOptions(lived="lived" in known, defined=frozenset({topic} if "defined" in known else ()))
    drafter = drafter_of(fact, parse, options)
    best = max((span.score for span in spans), default=0.0)
    special = with_specials(parse, spans)
    for draft in (
        *(drafter.draft(span.start, span.end, span.score, span.reasons) for span in special),
        *drafter.abbreviations(best * ABBREVIATION),
    ):
        yield parse, draft
    found = drafter_below(fact, parse, lambda text: next(parse_texts(parser, [text])), options) if fact.before else None
    if found:
        below, shift = found
        for span in special:
            yield below.parse, below.draft(span.start + shift, span.end + shift, span.score, span.reasons)


class Table:
    """All examples as a matrix with a column for each value of a trait that enough of them have."""

    def __init__(self, examples: Sequence[Example]) -> None:
        """Count the values and number those that are frequent."""
        counts = Counter(item for example in examples for item in example.traits.items())
        self.columns = [item for item, count in sorted(counts.items()) if count >= FEWEST]
        number = {item: index for index, item in enumerate(self.columns)}
        self.matrix = np.zeros((len(examples), len(self.columns)))
        for row, example in enumerate(examples):
            self.matrix[row, [number[item] for item in example.traits.items() if item in number]] = 1
        self.passed = np.array([example.passed for example in examples])


def estimates(table: Table, examples: Sequence[Example], folds: int) -> NDArray[np.float64]:
    """What each card is worth by weights that never saw its text."""
    texts = sorted({example.text for example in examples})
    groups = [texts.index(example.text) for example in examples]
    found = np.zeros(len(examples))
    for known, unseen in GroupKFold(folds).split(table.matrix, table.passed, groups):
        model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(table.matrix[known], table.passed[known])
        found[unseen] = model.predict_proba(table.matrix[unseen])[:, 1]
    return found


def report(table: Table, examples: Sequence[Example], worth: NDArray[np.float64]) -> None:
    """Say how well the estimates tell good cards from bad ones, and what choosing by them would leave."""
    print(f"{len(examples)} cards, {table.passed.mean():.3f} passed; area under the curve "
          f"{roc_auc_score(table.passed, worth):.3f}")  # fmt: skip
    facts: defaultdict[str, list[int]] = defaultdict(list)
    for index, example in enumerate(examples):
        facts[example.fact].append(index)
    for least in KEPT:
        kept = [
            index
            for cards in facts.values()
            for index in cards
            if worth[index] >= least or worth[index] == max(worth[other] for other in cards)
        ]
        print(
            f"the best of each fact and others from {least}: {len(kept)} cards, {table.passed[kept].mean():.3f} passed"
        )


def fit(table: Table) -> Weights:
    """Fit on all examples."""
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(table.matrix, table.passed)
    weights: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (trait, value), number in zip(table.columns, model.coef_[0], strict=True):
        weights[trait][value] = round(float(number), 3)
    return {"base": round(float(model.intercept_[0]), 3), "weights": dict(weights)}


def main() -> None:
    """Read, cross-validate, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=12)
    parser.add_argument("--model", default="", help="the spaCy model to parse with")
    parser.add_argument("--write", action="store_true", help="fit on all cards and write worth.json")
    args = parser.parse_args()
    examples = list(read_examples(args.model))
    table = Table(examples)
    report(table, examples, estimates(table, examples, args.folds))
    if args.write:
        WEIGHTS.write_text(json.dumps(fit(table), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
