"""Tags of generated cards: few, lower-case, and the same whenever the same text comes in."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from lalaflash.generate.gaps import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lalaflash.generate.syntax import Parse

_KIND_TAGS = {Kind.YEAR: "date", Kind.DATE: "date", Kind.TIME: "date", Kind.DURATION: "number", Kind.COUNT: "number",
              Kind.QUANTITY: "number", Kind.PERCENT: "number", Kind.MONEY: "number", Kind.PERSON: "person",
              Kind.PLACE: "place", Kind.ORGANISATION: "organisation", Kind.WORK: "work", Kind.TERM: "term",
              Kind.CODE: "code"}  # fmt: skip
_LIMIT = 2
"""Content tags a fact; more would be noise in Anki's side bar."""
_COMMON = 0.34
"""A term that stands in a larger share of the facts sets none of them apart."""
_NOT_IN_TAGS = re.compile(r"[^\w]+")


def tag_name(text: str) -> str:
    """A heading or term as a tag: lower case, words joined by hyphens."""
    return _NOT_IN_TAGS.sub("-", text.lower()).strip("-_")


def heading_tag(headings: Sequence[str]) -> str:
    """Nested headings as one hierarchical tag such as ``biology::cells``, or ""."""
    return "::".join(name for name in map(tag_name, headings) if name)


def kind_tag(kind: Kind) -> str:
    """What sort of answer a card asks for, as a tag below ``asks``, or ""."""
    name = _KIND_TAGS.get(kind)
    return f"asks::{name}" if name else ""


def terms_of(parse: Parse) -> Counter[str]:
    """The nouns of a fact as lemmas, each with how often it occurs; names of people and numbers are left out."""
    return Counter(
        parse.lemma[i]
        for i, pos in enumerate(parse.pos)
        if pos == "NOUN" and len(parse.lemma[i]) > 3 and parse.lemma[i].isalpha() and parse.entity[i] < 0
    )


def content_tags(facts: Sequence[Counter[str]]) -> list[tuple[str, ...]]:
    """For each fact the terms that it shares with some other facts but not with most: those make useful groups."""
    spread: Counter[str] = Counter(term for fact in facts for term in fact)
    total = len(facts)
    return [_best(fact, spread, total) for fact in facts]


def _best(fact: Counter[str], spread: Counter[str], total: int) -> tuple[str, ...]:
    weights = {
        term: count * math.log(total / spread[term])
        for term, count in fact.items()
        if 1 < spread[term] <= max(2, _COMMON * total)
    }
    ranked = sorted(weights, key=lambda term: (-weights[term], term))
    return tuple(sorted(ranked[:_LIMIT]))


def merge(*groups: Iterable[str]) -> tuple[str, ...]:
    """All tags in order, each once, without empty ones."""
    return tuple(dict.fromkeys(tag for group in groups for tag in group if tag))
