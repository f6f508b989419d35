"""How likely a reader who judges a card finds it worth keeping: a linear model over what readers judged before.

Every trait of a draft is a category with a readable name, so that the model is a table of weights that a person can
read. ``tools/fit_worth.py`` fits it on the cards in ``tests/judged``.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypedDict

from lalaflash.generate.frequency import zipf
from lalaflash.generate.gaps import NAMED, NUMERIC, TIMED, Kind, head_of
from lalaflash.generate.nouns import kind_at
from lalaflash.generate.syntax import CONTENT
from lalaflash.model import NoteKind

if TYPE_CHECKING:
    from lalaflash.generate.drafts import Draft
    from lalaflash.generate.syntax import Parse

_SCORE = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_COMMON = (0.1, 3.3, 3.7, 4.1, 4.5, 5.0, 5.5)
"""On the Zipf scale; what is under the first is too rare to be counted."""
_CONTENT = (4, 6, 8, 10, 13, 17)
_MOST, _MOST_BESIDE, _MOST_RARE = 4, 3, 5
_RARE = 3.7
"""On the Zipf scale; below it a word tells much of what its sentence is about."""
_NUMBER = 9.0
"""A number is no rare word."""
_ENDINGS = (
    "tion", "ment", "ity", "ness", "ism", "er", "or", "ist", "ing", "ics", "logy", "ance", "ence", "s",
)  # fmt: skip


class Weights(TypedDict):
    """The fitted numbers, by trait and value; a value without one counts nothing."""

    base: float
    weights: dict[str, dict[str, float]]


def worth_of(parse: Parse, draft: Draft) -> float:
    """The estimated share of readers who would keep a card like this one, from 0 to 1."""
    model = load_weights()
    sum_of_weights = model["base"] + sum(
        model["weights"].get(trait, {}).get(value, 0.0) for trait, value in traits_of(parse, draft).items()
    )
    return 1 / (1 + math.exp(-sum_of_weights))


def traits_of(parse: Parse, draft: Draft) -> dict[str, str]:
    """What the model looks at, each trait with its value."""
    head = head_of(parse, draft.start, draft.end)
    own = [word for word in parse.lower[draft.start : draft.end] if any(map(str.isalpha, word))]
    first, last = parse.sentences[draft.sentence]
    others = [
        i for i in range(first, last)
        if not draft.start <= i < draft.end and parse.pos[i] in CONTENT and parse.text[i].isalpha()
    ]  # fmt: skip
    names = sum(first <= start < last and not draft.start <= start < draft.end for start, _, _ in parse.entities)
    rare = sum(zipf(parse.lower[i]) < _RARE for i in others)
    rarest = min(map(zipf, own), default=_NUMBER)
    group = _group(draft)
    return {
        "kind": draft.answer_kind.value,
        "score": _bin(draft.score, _SCORE),
        "rarest word": f"{group}, {_bin(rarest, _COMMON)}",
        "head": f"{group}, {_bin(zipf(parse.lower[head]), _COMMON)}",
        "tokens": f"{group}, {min(draft.end - draft.start, _MOST)}",
        "ending": f"{group}, {_ending(own)}",
        "entity": kind_at(parse, head),
        "rarest of its sentence": str(rarest <= min((zipf(parse.lower[i]) for i in others), default=_NUMBER)),
        "other words of content": _bin(len(others), _CONTENT),
        "hint": str(bool(draft.hint)),
        "names beside it": f"{group}, {min(names, _MOST_BESIDE)}",
        "rare words beside it": f"{group}, {min(rare, _MOST_RARE)}",
        "negated": str(any(parse.dep[i] == "neg" for i in range(first, last))),
        "context": str(bool(draft.context)),
        "ends its sentence": str(draft.end >= last - 1),
        "form": draft.reasons[-1] if draft.kind is NoteKind.QUESTION else "gap",
        "first sentence": str(not draft.sentence),
    }


def _group(draft: Draft) -> str:
    if draft.answer_kind is Kind.CODE:
        return "code"
    for name, kinds in (("number", NUMERIC), ("date", TIMED), ("name", NAMED)):
        if draft.answer_kind in kinds:
            return name
    return "term"


def _bin(number: float, edges: tuple[float, ...]) -> str:
    """Name the bin of a number by the edge that it has reached; an edge belongs to the bin above it."""
    reached = [edge for edge in edges if number >= edge]
    return f"from {reached[-1]:g}" if reached else f"under {edges[0]:g}"


def _ending(words: list[str]) -> str:
    last = words[-1] if words else ""
    return next((ending for ending in _ENDINGS if last.endswith(ending)), "other")


@cache
def load_weights() -> Weights:
    """The fitted model that comes with lalaflash."""
    weights: Weights = json.loads((files("lalaflash.generate") / "worth.json").read_text(encoding="utf-8"))
    return weights
