"""Every span of a fact that somebody might ask for: many, overlapping, unranked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lalaflash.generate.syntax import Parse

MAX_TOKENS = 14
"""Of what people ask for, 98 % is no longer or close to a span that is not."""

ORIGINS = (
    *("entity", "base", "suffix", "extended", "phrase", "clause"),
    *("quoted", "number", "name", "run", "single", "preposition"),
)
"""The rules that find spans. A candidate's ``origin`` has bit i set where rule i found it."""
ENTITY, BASE, SUFFIX, EXTENDED, PHRASE, CLAUSE, QUOTED, NUMBER, NAME, RUN, SINGLE, PREPOSITION = (
    1 << bit for bit in range(len(ORIGINS))
)

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "X"})
CLOSERS = {'"': '"', "“": "”", "‘": "’", "(": ")", "[": "]"}
CURRENCIES = frozenset("$£€¥")
ARTICLES = frozenset({"a", "an", "the"})
INSIDE_NAMES = frozenset({"of", "the", "and", "de", "for", "in", "on", "von", "van", "der", "la", "le", "&", "-"})
EDGE_PUNCTUATION = frozenset("\"“”‘’'()[]{},.;:!?–—-…/")
NO_MODIFIER = frozenset({"det", "punct", "cc", "preconj", "predet"})


class Candidate(NamedTuple):
    """The tokens ``start`` to ``end`` (exclusive); ``head`` is the one that the others hang from."""

    start: int
    end: int
    head: int
    origin: int


class RankedSpan(NamedTuple):
    """A candidate worth asking for: the tokens ``start`` to ``end``, a score from 0 to 1, and what speaks for it."""

    start: int
    end: int
    score: float
    reasons: tuple[str, ...]


Found = tuple[int, int, int]


def find_candidates(t: Parse) -> list[Candidate]:
    """All candidate spans of a fact in reading order, trimmed of articles and outer punctuation."""
    trimmable = [
        word in ARTICLES or word in EDGE_PUNCTUATION or tag == "POS" or dep == "cc" or word.isspace()
        for word, tag, dep in zip(t.lower, t.tag, t.dep, strict=True)
    ]
    origins: dict[tuple[int, int], int] = {}
    for finder in (_entities, _noun_phrases, _predicates, _prepositions, _quoted, _numbers, _names, _runs):
        for start, end, origin in finder(t):
            while start < end and trimmable[start]:
                start += 1
            while end > start and trimmable[end - 1]:
                end -= 1
            if 0 < end - start <= MAX_TOKENS:
                origins[start, end] = origins.get((start, end), 0) | origin
    return [Candidate(start, end, _head(t, start, end), origin) for (start, end), origin in sorted(origins.items())]


def _head(t: Parse, start: int, end: int) -> int:
    """The token of the span that hangs from outside it; of several, the one with the largest subtree."""
    if end - start == 1:
        return start
    best, size = end - 1, -1
    for i in range(start, end):
        if not start <= t.head[i] < end or t.head[i] == i:
            width = min(t.right[i], end) - max(t.left[i], start)
            if width > size:
                best, size = i, width
    return best


def _entities(t: Parse) -> Iterator[Found]:
    """Recognised names and amounts, and those that a year in brackets follows."""
    for start, end, _ in t.entities:
        yield start, end, ENTITY
        if end + 2 < len(t) and t.text[end] == "(" and t.text[end + 2] == ")":
            yield start, end + 3, ENTITY


def _noun_phrases(t: Parse) -> Iterator[Found]:
    """Each noun with fewer and fewer of the words before it, and with more and more of what follows."""
    for head, pos in enumerate(t.pos):
        if pos not in NOMINAL:
            continue
        yield head, head + 1, SINGLE
        yield t.left[head], head + 1, BASE
        near = head
        for child in t.children[head]:
            dep = t.dep[child]
            if child < head:
                yield t.right[child] + 1, head + 1, SUFFIX
                if dep != "det":
                    yield t.left[child], head + 1, SUFFIX
                if near == head and dep not in NO_MODIFIER:
                    near = t.left[child]
            elif dep not in ("punct", "cc", "case"):
                yield near, t.right[child] + 1, EXTENDED
                if near != head:
                    yield head, t.right[child] + 1, EXTENDED | SUFFIX


def _predicates(t: Parse) -> Iterator[Found]:
    """Verbs, adjectives and adverbs with what hangs from them: clauses, purposes, reasons, qualities."""
    for head, pos in enumerate(t.pos):
        if pos not in ("VERB", "AUX", "ADJ", "ADV"):
            continue
        end = t.right[head] + 1
        yield t.left[head], end, CLAUSE
        yield head, end, PHRASE
        yield head, head + 1, SINGLE
        if pos in ("ADJ", "ADV"):
            yield t.left[head], head + 1, BASE
        for child in t.children[head]:
            if child > head and t.dep[child] not in ("punct", "cc"):
                yield head, t.right[child] + 1, PHRASE
            elif t.dep[child] in ("mark", "aux"):
                yield child, end, PHRASE
                yield child + 1, end, PHRASE


def _prepositions(t: Parse) -> Iterator[Found]:
    """Prepositions and conjunctions with what they govern, and that alone."""
    for head, pos in enumerate(t.pos):
        if pos in ("ADP", "SCONJ"):
            yield head, t.right[head] + 1, PREPOSITION
            if t.dep[head] == "prep":
                for child in t.children[head]:
                    if child > head:
                        yield head + 1, t.right[child] + 1, EXTENDED


def _quoted(t: Parse) -> Iterator[Found]:
    """What stands in quotes or brackets."""
    for i, word in enumerate(t.text):
        closer = CLOSERS.get(word)
        if closer is not None:
            for j in range(i + 1, min(i + MAX_TOKENS + 2, len(t))):
                if t.text[j] == closer:
                    yield i + 1, j, QUOTED
                    break


def _numbers(t: Parse) -> Iterator[Found]:
    """Numbers alone, with their currency, and with one or two words of their unit."""
    for i, pos in enumerate(t.pos):
        if pos == "NUM" or t.text[i][0].isdigit():
            yield i, i + 1, NUMBER
            if i and t.text[i - 1] in CURRENCIES:
                yield i - 1, i + 1, NUMBER
            for end in (i + 2, i + 3):
                if end <= len(t) and t.pos[end - 1] in ("NOUN", "NUM", "SYM", "ADJ"):
                    yield i, end, NUMBER


def _names(t: Parse) -> Iterator[Found]:
    """Runs of capitalised words, also across the small words that names hold."""
    capital = [word[0].isupper() for word in t.text]
    small = [word in INSIDE_NAMES for word in t.lower]
    for start, end in _maximal(capital):
        yield start, end, NAME
    either = [large or little for large, little in zip(capital, small, strict=True)]
    for start, end in _maximal(either):
        while start < end and not capital[start]:
            start += 1
        while start < end and not capital[end - 1]:
            end -= 1
        yield start, end, NAME


def _runs(t: Parse) -> Iterator[Found]:
    """Runs of nouns, with and without adjectives, which survive a wrong parse."""
    for start, end in _maximal(pos in ("NOUN", "PROPN") for pos in t.pos):
        yield start, end, RUN
    joined = (pos in ("NOUN", "PROPN", "ADJ", "NUM") or tag == "HYPH" for pos, tag in zip(t.pos, t.tag, strict=True))
    for start, end in _maximal(joined):
        yield start, end, RUN


def _maximal(flags: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """The longest runs of set flags, as (start, end)."""
    start = end = 0
    for i, flag in enumerate(flags):
        if flag:
            end = i + 1
            continue
        if end > start:
            yield start, end
        start = i + 1
    if end > start:
        yield start, end
