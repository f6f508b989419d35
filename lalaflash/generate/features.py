"""What the ranking looks at: for each candidate span, one value of each feature.

A feature is a list of value names and, for the spans of a fact, an array of codes into that list. All
features are categories (numbers fall into bins), so that a linear model is a table of weights that a
person can read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from lalaflash.generate.candidates import MAX_TOKENS
from lalaflash.generate.codes import DEP_CODES, KINDS, NONE, POS, SHAPES, encode
from lalaflash.generate.feature_values import (
    CHARACTERS,
    CONTENTS,
    DEPTH,
    FACT_LENGTH,
    FOUND_AS,
    HEAD_CHARACTERS,
    HELD,
    HOLDS,
    LENGTH,
    PLACES,
    REPEATED,
    SENTENCE_LENGTH,
    TEXTS,
    UNIT_BEHIND,
    WORD_SPOTS,
    pattern_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from lalaflash.generate.candidates import Candidate
    from lalaflash.generate.codes import Codes, TokenCodes
    from lalaflash.generate.feature_values import KnownCodes
    from lalaflash.generate.tokens import Tokens

IS_CONTENT = np.isin(POS, ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"))
IS_CAPITAL = np.isin(SHAPES, ("capital", "upper"))
PUNCTUATION_TEXTS = TEXTS[-1]
"""Punctuation is as common as anything, so it never is the rarest part of a span."""


@dataclass(frozen=True)
class _Spans:
    """The candidates of one fact as arrays of positions; ``nobody`` is the position that holds no token."""

    tokens: Tokens
    codes: TokenCodes
    start: Codes
    end: Codes
    head: Codes
    origin: Codes

    @property
    def nobody(self) -> int:
        return len(self.tokens)

    @cached_property
    def last(self) -> Codes:
        return self.end - 1

    @cached_property
    def length(self) -> Codes:
        return self.end - self.start

    @cached_property
    def before(self) -> Codes:
        return np.where(self.start > 0, self.start - 1, self.nobody)

    @cached_property
    def sentence(self) -> Codes:
        return np.array(self.tokens.sentence)[self.head]

    @cached_property
    def texts(self) -> list[str]:
        lower = self.tokens.lower
        return [" ".join(lower[a:b]) for a, b in zip(self.start.tolist(), self.end.tolist(), strict=True)]

    def count(self, flags: Codes | NDArray[np.bool_]) -> Codes:
        """How many tokens of each span have their flag set; ``flags`` may hold several rows of them."""
        total = np.zeros((*flags.shape[:-1], self.nobody + 1), dtype=np.intp)
        np.cumsum(flags, axis=-1, out=total[..., 1:])
        counted: Codes = total[..., self.end] - total[..., self.start]
        return counted


def span_features(tokens: Tokens, candidates: Sequence[Candidate], known: KnownCodes) -> dict[str, Codes]:
    """The code of every feature (see ``value_names``) for each of at least one candidate."""
    start, end, head, origin = np.array(candidates).T
    spans = _Spans(tokens, encode(tokens, known.words), start, end, head, origin)
    patterns = [known.patterns.get(pattern_of(tokens, c.start, c.end), 0) for c in candidates]
    columns = {"pattern": np.array(patterns)}
    columns |= _rarity(spans, known.texts)
    for group in (_spots, _form, _grammar, _contents, _entity, _position, _repetition, _edges, _surroundings):
        columns |= group(spans)
    return columns


def _spots(x: _Spans) -> dict[str, Codes]:
    c = x.codes
    positions = {
        "head": x.head,
        "first": x.start,
        "last": x.last,
        "before": x.before,
        "after": x.end,
        "second before": np.where(x.start > 1, x.start - 2, x.nobody),
        "second after": np.minimum(x.end + 1, x.nobody),
        "parent": c.parent[x.head],
        "grandparent": c.grandparent[x.head],
        "verb": c.verb[x.head],
    }
    columns = {f"{spot} word": c.word[positions[spot]] for spot in WORD_SPOTS}
    for spot, position in positions.items():
        columns[f"{spot} tag"] = c.tag[position]
        columns[f"{spot} pos"] = c.pos[position]
        columns[f"{spot} dep"] = c.dep[position]
    return columns


def _form(x: _Spans) -> dict[str, Codes]:
    characters = np.array([len(text) for text in x.texts])
    head_characters = np.array([len(word) for word in x.tokens.text])[x.head]
    capital = IS_CAPITAL[x.codes.shape[:-1]]
    capitals = x.count(capital)
    columns = {
        "length": np.digitize(x.length, LENGTH),
        "characters": np.digitize(characters, CHARACTERS),
        "head characters": np.digitize(head_characters, HEAD_CHARACTERS),
        "capitals": np.select([capitals == 0, capitals == x.length, capital[x.start]], [0, 3, 1], 2),
    }
    for name, position in (("head", x.head), ("first", x.start), ("before", x.before), ("after", x.end)):
        columns[f"{name} shape"] = x.codes.shape[position]
    for code, name in enumerate(FOUND_AS):
        columns[name] = (x.origin >> code) & 1
    return columns


def _grammar(x: _Spans) -> dict[str, Codes]:
    t, c = x.tokens, x.codes
    verb = c.verb[x.head]
    voice = [0] * (x.nobody + 1)
    for i, dep in enumerate(t.dep):
        if dep in ("auxpass", "neg"):
            voice[t.head[i]] = 1 if dep == "auxpass" else 2
    return {
        "head role": c.role[x.head],
        "head joined": c.joined[x.head],
        "head place": np.select([x.length == 1, x.head == x.start, x.head == x.last], [0, 1, 2], 3),
        "depth": np.digitize(c.depth[x.head], DEPTH),
        "clause": c.dep[verb],
        "verb side": np.select([verb == x.nobody, verb < x.start, verb >= x.end], [0, 1, 2], 3),
        "voice": np.array(voice)[verb],
    }


def _contents(x: _Spans) -> dict[str, Codes]:
    t, shape = x.tokens, x.codes.shape[:-1]
    flags = (
        [pos in ("VERB", "AUX") for pos in t.pos],
        [word == "," for word in t.text],
        [tag == "IN" for tag in t.tag],
        [word == "of" for word in t.lower],
        [dep == "cc" for dep in t.dep],
        shape == SHAPES.index("digits"),
        IS_CAPITAL[shape],
        [pos == "PRON" for pos in t.pos],
        [dep in ("relcl", "mark", "acl") for dep in t.dep],
        [word in "()[]" for word in t.text],
    )
    counts = np.minimum(x.count(np.array(flags, dtype=np.intp)), 2)
    return {f"holds {content}": row for content, row in zip(CONTENTS, counts, strict=True)}


def _entity(x: _Spans) -> dict[str, Codes]:
    """How a span lies to the recognised entities. An entity without its article counts as a whole one."""
    t, entity = x.tokens, x.codes.entity
    bounds = np.array([(start, end) for start, end, _ in t.entities] or [(0, 0)])
    begins = np.zeros(len(t), dtype=np.intp)
    begins[[start for start, _, _ in t.entities]] = 1
    inside = x.count(begins)
    first, last = entity[x.start], entity[x.last]
    article = x.codes.dep[x.before] == DEP_CODES["det"]
    cuts_first = (first >= 0) & (bounds[first, 0] < x.start)
    cuts_last = (last >= 0) & (bounds[last, 1] > x.end)
    same = (first >= 0) & (first == last)
    exact = (
        same & ~cuts_last & (~cuts_first | (article & (bounds[first, 0] == x.start - 1))) & (bounds[last, 1] == x.end)
    )
    kind = x.codes.kind[x.head]
    kind = np.where((kind == 0) & (inside > 0), x.codes.kind[x.start], kind)
    labels = Counter((t.sentence[start], label) for start, _, label in t.entities)
    rivals = [labels[s, KINDS[k]] for s, k in zip(x.sentence.tolist(), kind.tolist(), strict=True)]
    per_sentence = np.bincount([t.sentence[start] for start, _, _ in t.entities], minlength=len(t.sentences))
    return {
        "kind": kind,
        "fit": np.select(
            [exact, same & (cuts_first | cuts_last), cuts_first | cuts_last, inside == 1, inside > 1],
            [1, 2, 5, 3, 4],
            0,
        ),
        "rivals": np.minimum(rivals, 4),
        "entities in sentence": np.minimum(per_sentence[x.sentence], 6),
    }


def _position(x: _Spans) -> dict[str, Codes]:
    begin, end = np.array(x.tokens.sentences).T
    first, length = begin[x.sentence], (end - begin)[x.sentence]
    every = np.ones_like(x.start)
    return {
        "sentence": np.minimum(x.sentence, 5),
        "sentences after": np.minimum(len(begin) - 1 - x.sentence, 4),
        "sentences": every * min(len(begin), 8),
        "sentence length": np.digitize(length, SENTENCE_LENGTH),
        "fact length": every * np.digitize(x.nobody, FACT_LENGTH),
        "place in sentence": np.clip((x.start - first) * PLACES // length, 0, PLACES - 1),
        "starts sentence": np.asarray(x.start == first, dtype=np.intp),
        "ends sentence": np.asarray(end[x.sentence] - x.end <= 1, dtype=np.intp),
    }


def _repetition(x: _Spans) -> dict[str, Codes]:
    t = x.tokens
    total, texts = Counter(t.lower), Counter(x.texts)
    seen: Counter[str] = Counter()
    mention = []
    for word in t.lower:
        mention.append(min(seen[word], 3))
        seen[word] += 1
    common = np.array(t.common)
    is_content = ~common & IS_CONTENT[x.codes.pos[:-1]]
    is_repeated = np.array([total[word] > 1 for word in t.lower])
    content = x.count(is_content)
    return {
        "head count": np.minimum(np.array([total[word] for word in t.lower])[x.head], 5),
        "head mention": np.array(mention)[x.head],
        "text count": np.minimum([texts[text] for text in x.texts], 4),
        "head common": common[x.head].astype(np.intp),
        "first common": common[x.start].astype(np.intp),
        "last common": common[x.last].astype(np.intp),
        "content words": np.minimum(content, 5),
        "repeated share": np.digitize(x.count(~common & is_repeated) / np.maximum(content, 1), REPEATED),
    }


def _rarity(x: _Spans, texts: Mapping[str, int]) -> dict[str, Codes]:
    """How widely a span's words are used, by the number of texts that hold them."""
    counts = [
        PUNCTUATION_TEXTS if pos == "PUNCT" else texts.get(word, 0)
        for word, pos in zip(x.tokens.lower, x.tokens.pos, strict=True)
    ]
    rarest = [min(counts[a:b]) for a, b in zip(x.start.tolist(), x.end.tolist(), strict=True)]
    return {
        "head texts": np.digitize(np.array(counts)[x.head], TEXTS),
        "rarest texts": np.digitize(rarest, TEXTS),
    }


def _edges(x: _Spans) -> dict[str, Codes]:
    """What a span leaves out: words that hang from its head, and the ties that its edges cut."""
    t = x.tokens
    cuts = [_cuts(t, *span) for span in zip(x.start.tolist(), x.end.tolist(), x.head.tolist(), strict=True)]
    cut_left, cut_right, kept_right, left_edge, right_edge, unit = np.array(cuts).T
    return {
        "cut left": cut_left,
        "cut right": cut_right,
        "kept right": kept_right,
        "left edge": left_edge,
        "right edge": right_edge,
        "unit": unit,
    }


def _cuts(t: Tokens, start: int, end: int, head: int) -> tuple[int, ...]:
    left = right = kept = NONE
    for child in t.children[head]:
        dep = t.dep[child]
        if child < start:
            left = dep if dep not in ("det", "punct") else left
        elif child >= end:
            right = dep if right == NONE and dep != "punct" else right
        elif child > head:
            kept = dep
    edges = (_left_edge(t, start, end), _right_edge(t, start, end), _unit(t, start, end, head))
    return DEP_CODES.get(left, 0), DEP_CODES.get(right, 0), DEP_CODES.get(kept, 0), *edges


def _left_edge(t: Tokens, start: int, end: int) -> int:
    if start == 0:
        return 0
    if start <= t.head[start - 1] < end:
        return 2 if t.dep[start - 1] == "det" else 1
    return 3 if t.head[start] < start else 4


def _right_edge(t: Tokens, start: int, end: int) -> int:
    if end == len(t):
        return 0
    last = end - 1
    if t.head[last] < end:
        return 2 if start <= t.head[end] < end else 4
    modifies = t.dep[last] in ("compound", "amod", "nummod", "nmod", "poss", "advmod", "quantmod")
    return 1 if modifies else 3


def _unit(t: Tokens, start: int, end: int, head: int) -> int:
    """Code of the feature "unit": where the span's number stands, and whether its noun follows outside."""
    last = end - 1
    if t.pos[last] == "NUM":
        inside = 1
    elif t.pos[head] == "NUM":
        inside = 2
    else:
        inside = 3 if "NUM" in t.pos[start:end] else 0
    if end == len(t):
        behind = 0
    elif t.head[last] == end and t.dep[last] == "nummod":
        behind = 1
    else:
        behind = 2 if t.pos[end] in ("NOUN", "SYM", "NUM", "ADJ") else 3
    return inside * len(UNIT_BEHIND) + behind


def _surroundings(x: _Spans) -> dict[str, Codes]:
    bracket = list(accumulate((word in ("(", "[")) - (word in (")", "]")) for word in x.tokens.text))
    quote = list(accumulate(word in ('"', "“", "”") for word in x.tokens.text))
    held, around = _nesting(x.start, x.length, x.nobody)
    return {
        "in brackets": (np.array(bracket)[x.head] > 0).astype(np.intp),
        "in quotes": np.array(quote)[x.head] % 2,
        "spans held": np.digitize(held, HOLDS),
        "spans around": np.digitize(around, HELD),
    }


def _nesting(start: Codes, length: Codes, size: int) -> tuple[Codes, Codes]:
    """How many candidates each one holds, and how many hold it (itself counts in both).

    Works on a table of starts and lengths, so that its cost grows with the fact and not with its square.
    """
    table = np.zeros((size + 1, MAX_TOKENS + 1), dtype=np.intp)
    table[start, length] = 1
    held = table.cumsum(axis=1)
    around = table[:, ::-1].cumsum(axis=1)[:, ::-1]
    for longer in range(2, MAX_TOKENS + 1):
        held[:-1, longer] += held[1:, longer - 1]
    for shorter in range(MAX_TOKENS - 1, 0, -1):
        around[1:, shorter] += around[:-1, shorter + 1]
    return held[start, length], around[start, length]
