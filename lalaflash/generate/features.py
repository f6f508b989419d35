"""What the ranking looks at: for each candidate span, one value of each feature.

A feature is a list of value names and, for the spans of some facts, an array of codes into that list. All
features are categories (numbers fall into bins), so that a linear model is a table of weights that a
person can read. Several facts are looked at together, since an array of a thousand spans costs little more
than one of fifty.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from lalaflash.generate.candidates import MAX_TOKENS
from lalaflash.generate.codes import DEP_CODES, DEPS, KINDS, POS, POS_CODES, SHAPES, TAG_CODES, encode, padded
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
    USES,
    WORD_SPOTS,
    pattern_of,
)
from lalaflash.generate.frequency import zipf
from lalaflash.generate.spans import span_arrays

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lalaflash.generate.candidates import Candidate
    from lalaflash.generate.codes import Codes
    from lalaflash.generate.feature_values import KnownCodes
    from lalaflash.generate.spans import Flags, Spans
    from lalaflash.generate.syntax import Parse

IS_CONTENT = np.isin(POS, ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"))
IS_VERBAL = np.isin(POS, ("VERB", "AUX"))
IS_COUNTED = np.isin(POS, ("NOUN", "SYM", "NUM", "ADJ"))
IS_CAPITAL = np.isin(SHAPES, ("capital", "upper"))
IS_CLAUSE = np.isin(DEPS, ("relcl", "mark", "acl"))
IS_VOICE = np.isin(DEPS, ("auxpass", "neg"))
MODIFIES = np.isin(DEPS, ("compound", "amod", "nummod", "nmod", "poss", "advmod", "quantmod"))
PUNCTUATION_TEXTS = TEXTS[-1]
"""Punctuation is as common as anything, so it never is the rarest part of a span."""
COMMONEST = USES[-1]
"""The same, in tenths of the Zipf scale."""


def span_features(
    facts: Sequence[Parse], candidates: Sequence[Sequence[Candidate]], known: KnownCodes
) -> dict[str, Codes]:
    """The code of every feature (see ``value_names``) for all candidates of facts, of which there is at least one."""
    spans = span_arrays(facts, candidates, encode(facts, known.words))
    columns = {"pattern": _patterns(facts, candidates, known.patterns)}
    columns |= _rarity(spans, known.texts)
    columns |= _commonness(spans)
    for group in (_spots, _form, _grammar, _contents, _entity, _position, _repetition, _edges, _unit, _surroundings):
        columns |= group(spans)
    return columns


def _patterns(facts: Sequence[Parse], candidates: Sequence[Sequence[Candidate]], codes: Mapping[str, int]) -> Codes:
    names = [pattern_of(fact, c.start, c.end) for fact, own in zip(facts, candidates, strict=True) for c in own]
    return np.array([codes.get(name, 0) for name in names])


def _spots(x: Spans) -> dict[str, Codes]:
    c = x.codes
    positions = {
        "head": x.head,
        "first": x.start,
        "last": x.last,
        "before": x.before,
        "after": x.end,
        "second before": x.start - 2,
        "second after": x.end + 1,
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


def _form(x: Spans) -> dict[str, Codes]:
    characters = padded(map(len, fact.text) for fact in x.facts)
    capital = IS_CAPITAL[x.codes.shape]
    capitals = x.count(capital)
    columns = {
        "length": np.digitize(x.length, LENGTH),
        "characters": np.digitize([len(text) for text in x.texts], CHARACTERS),
        "head characters": np.digitize(characters[x.head], HEAD_CHARACTERS),
        "capitals": np.select([capitals == 0, capitals == x.length, capital[x.start]], [0, 3, 1], 2),
    }
    for name, position in (("head", x.head), ("first", x.start), ("before", x.before), ("after", x.end)):
        columns[f"{name} shape"] = x.codes.shape[position]
    for code, name in enumerate(FOUND_AS):
        columns[name] = (x.origin >> code) & 1
    return columns


def _grammar(x: Spans) -> dict[str, Codes]:
    c = x.codes
    verb = c.verb[x.head]
    marks = np.flatnonzero(IS_VOICE[c.dep])
    voice = np.zeros_like(c.dep)
    # Where a verb has several marks, the last one stays.
    voice[c.head[marks]] = np.where(c.dep[marks] == DEP_CODES["auxpass"], 1, 2)
    return {
        "head role": c.role[x.head],
        "head joined": c.joined[x.head],
        "head place": np.select([x.length == 1, x.head == x.start, x.head == x.last], [0, 1, 2], 3),
        "depth": np.digitize(c.depth[x.head], DEPTH),
        "clause": c.dep[verb],
        "verb side": np.select([verb == x.nobody, verb < x.start, verb >= x.end], [0, 1, 2], 3),
        "voice": voice[verb],
    }


def _contents(x: Spans) -> dict[str, Codes]:
    c = x.codes
    flags = (
        IS_VERBAL[c.pos],
        padded([word == "," for word in fact.text] for fact in x.facts),
        c.tag == TAG_CODES["IN"],
        padded([word == "of" for word in fact.lower] for fact in x.facts),
        c.dep == DEP_CODES["cc"],
        c.shape == SHAPES.index("digits"),
        IS_CAPITAL[c.shape],
        c.pos == POS_CODES["PRON"],
        IS_CLAUSE[c.dep],
        padded([word in "()[]" for word in fact.text] for fact in x.facts),
    )
    counts = np.minimum(x.count(np.array(flags, dtype=np.intp)), 2)
    return {f"holds {content}": row for content, row in zip(CONTENTS, counts, strict=True)}


def _entity(x: Spans) -> dict[str, Codes]:
    """How a span lies to the recognised entities. An entity without its article counts as a whole one."""
    c, entity = x.codes, x.codes.entity
    begin, end = _bounds(([(start, end) for start, end, _ in fact.entities] for fact in x.facts), c.start)
    begins = np.zeros(len(entity), dtype=np.intp)
    begins[begin] = 1
    inside = x.count(begins)
    first, last = entity[x.start], entity[x.last]
    # Where a span begins or ends outside any entity, -1 takes the place of a number, and of a bound.
    first_begin, last_end = np.append(begin, -1)[first], np.append(end, -1)[last]
    article = c.dep[x.before] == DEP_CODES["det"]
    cuts_first = (first >= 0) & (first_begin < x.start)
    cuts_last = (last >= 0) & (last_end > x.end)
    same = (first >= 0) & (first == last)
    exact = same & (~cuts_first | (article & (first_begin == x.before))) & (last_end == x.end)
    kind = c.kind[x.head]
    kind = np.where((kind == 0) & (inside > 0), c.kind[x.start], kind)
    rivals = np.zeros((c.sentence.max() + 1, len(KINDS)), dtype=np.intp)
    np.add.at(rivals, (c.sentence[begin], c.kind[begin]), 1)
    per_sentence = rivals.sum(axis=1)
    rivals[:, 0] = 0
    return {
        "kind": kind,
        "fit": np.select(
            [exact, same & (cuts_first | cuts_last), cuts_first | cuts_last, inside == 1, inside > 1],
            [1, 2, 5, 3, 4],
            0,
        ),
        "rivals": np.minimum(rivals[x.sentence, kind], 4),
        "entities in sentence": np.minimum(per_sentence[x.sentence], 6),
    }


def _bounds(ranges: Iterable[Iterable[tuple[int, int]]], starts: Codes) -> tuple[Codes, Codes]:
    """The beginnings and ends of ranges within facts, as positions among all tokens."""
    found = [(start + a, start + b) for start, own in zip(starts.tolist(), ranges, strict=True) for a, b in own]
    begin, end = np.array(found, dtype=np.intp).reshape(-1, 2).T
    return begin, end


def _position(x: Spans) -> dict[str, Codes]:
    begin, end = _bounds((fact.sentences for fact in x.facts), x.codes.start)
    count = np.array([len(fact.sentences) for fact in x.facts])
    number = x.sentence - (np.cumsum(count) - count)[x.fact]
    first, length = begin[x.sentence], (end - begin)[x.sentence]
    return {
        "sentence": np.minimum(number, 5),
        "sentences after": np.minimum(count[x.fact] - 1 - number, 4),
        "sentences": np.minimum(count[x.fact], 8),
        "sentence length": np.digitize(length, SENTENCE_LENGTH),
        "fact length": np.digitize([len(fact) for fact in x.facts], FACT_LENGTH)[x.fact],
        "place in sentence": np.clip((x.start - first) * PLACES // length, 0, PLACES - 1),
        "starts sentence": np.asarray(x.start == first, dtype=np.intp),
        "ends sentence": np.asarray(end[x.sentence] - x.end <= 1, dtype=np.intp),
    }


def _repetition(x: Spans) -> dict[str, Codes]:
    totals = [Counter(fact.lower) for fact in x.facts]
    total = padded([count[word] for word in fact.lower] for fact, count in zip(x.facts, totals, strict=True))
    texts = list(zip(x.fact.tolist(), x.texts, strict=True))
    text_counts = Counter(texts)
    common = padded(fact.common for fact in x.facts)
    content = x.count((common == 0) & IS_CONTENT[x.codes.pos])
    repeated = x.count((common == 0) & (total > 1))
    return {
        "head count": np.minimum(total[x.head], 5),
        "head mention": padded(_mentions(fact.lower) for fact in x.facts)[x.head],
        "text count": np.minimum([text_counts[text] for text in texts], 4),
        "head common": common[x.head],
        "first common": common[x.start],
        "last common": common[x.last],
        "content words": np.minimum(content, 5),
        "repeated share": np.digitize(repeated / np.maximum(content, 1), REPEATED),
    }


def _mentions(words: Iterable[str]) -> list[int]:
    """How often each word stood in the fact before, up to three times."""
    seen: Counter[str] = Counter()
    mentions = []
    for word in words:
        mentions.append(min(seen[word], 3))
        seen[word] += 1
    return mentions


def _rarity(x: Spans, texts: Mapping[str, int]) -> dict[str, Codes]:
    """How widely a span's words are used, by the number of texts that hold them."""
    counts = padded(
        [PUNCTUATION_TEXTS if pos == "PUNCT" else texts.get(word, 0) for word, pos in zip(t.lower, t.pos, strict=True)]
        for t in x.facts
    )
    return {"head texts": np.digitize(counts[x.head], TEXTS), "rarest texts": np.digitize(_least(x, counts), TEXTS)}


def _commonness(x: Spans) -> dict[str, Codes]:
    """How common a span's words are in English."""
    uses = padded(
        [COMMONEST if pos == "PUNCT" else int(10 * zipf(word)) for word, pos in zip(t.lower, t.pos, strict=True)]
        for t in x.facts
    )
    return {"head use": np.digitize(uses[x.head], USES), "rarest use": np.digitize(_least(x, uses), USES)}


def _least(x: Spans, values: Codes) -> Codes:
    """The least value of any token of each span."""
    # Every second value is the least of a span; those between are of what lies between two spans.
    return np.minimum.reduceat(values, np.stack([x.start, x.end], axis=1).ravel())[::2]


def _edges(x: Spans) -> dict[str, Codes]:
    """What a span leaves out: words that hang from its head, and the ties that its edges cut."""
    dep = x.codes.dep
    spoken = dep != DEP_CODES["punct"]
    left = _child(x, spoken & (dep != DEP_CODES["det"]), x.start, after=False)
    right = _child(x, spoken, x.end, after=True)
    kept = _child(x, np.ones_like(spoken), x.end, after=False)
    return {
        "cut left": np.where(left >= 0, dep[left], 0),
        "cut right": np.where(right >= 0, dep[right], 0),
        "kept right": np.where(kept > x.head, dep[kept], 0),
        "left edge": _left_edge(x),
        "right edge": _right_edge(x),
    }


def _child(x: Spans, counted: Flags, place: Codes, *, after: bool) -> Codes:
    """Of the counted children of each span's head, the last one before a place or the first one from there on, or -1.

    A child is found in a sorted array of numbers that tell its head and then itself.
    """
    head = x.codes.head
    size = len(head)
    hanging = np.flatnonzero(counted & (head != np.arange(size)))
    pairs = np.sort(head[hanging] * size + hanging)
    framed = np.concatenate([[-1], pairs, [-1]])
    found = framed[np.searchsorted(pairs, x.head * size + place) + after]
    return np.where(found // size == x.head, found % size, -1)


def _left_edge(x: Spans) -> Codes:
    head, before = x.codes.head, x.before
    holds_head = (x.start <= head[before]) & (head[before] < x.end)
    return np.select(
        [
            x.start == x.codes.start[x.fact],
            holds_head & (x.codes.dep[before] == DEP_CODES["det"]),
            holds_head,
            head[x.start] < x.start,
        ],
        [0, 2, 1, 3],
        4,
    )


def _right_edge(x: Spans) -> Codes:
    head, after = x.codes.head, x.end
    inward = head[x.last] < x.end
    return np.select(
        [
            x.end == x.nobody,
            inward & (x.start <= head[after]) & (head[after] < x.end),
            inward,
            MODIFIES[x.codes.dep[x.last]],
        ],
        [0, 2, 4, 1],
        3,
    )


def _unit(x: Spans) -> dict[str, Codes]:
    """Where the span's number stands, and whether its noun follows outside."""
    c = x.codes
    number = c.pos == POS_CODES["NUM"]
    inside = np.select([number[x.last], number[x.head], x.count(number) > 0], [1, 2, 3], 0)
    its_noun = (c.head[x.last] == x.end) & (c.dep[x.last] == DEP_CODES["nummod"])
    behind = np.select([x.end == x.nobody, its_noun, IS_COUNTED[c.pos[x.end]]], [0, 1, 2], 3)
    return {"unit": inside * len(UNIT_BEHIND) + behind}


def _surroundings(x: Spans) -> dict[str, Codes]:
    bracket = padded(accumulate((word in ("(", "[")) - (word in (")", "]")) for word in fact.text) for fact in x.facts)
    quote = padded(accumulate(word in ('"', "“", "”") for word in fact.text) for fact in x.facts)
    held, around = _nesting(x.start, x.length, len(bracket))
    return {
        "in brackets": (bracket[x.head] > 0).astype(np.intp),
        "in quotes": quote[x.head] % 2,
        "spans held": np.digitize(held, HOLDS),
        "spans around": np.digitize(around, HELD),
    }


def _nesting(start: Codes, length: Codes, size: int) -> tuple[Codes, Codes]:
    """How many candidates each one holds, and how many hold it (itself counts in both).

    Works on a table of starts and lengths, so that its cost grows with the text and not with its square.
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
