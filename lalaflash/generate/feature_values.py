"""The features that the ranking knows: their names, the names of their values, and which count in pairs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.generate.candidates import ORIGINS
from lalaflash.generate.codes import DEPS, KINDS, NONE, POS, SHAPES, TAGS, codes_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lalaflash.generate.syntax import Parse

NO_YES = ("no", "yes")


def _bins(*edges: float) -> tuple[str, ...]:
    """Name the bins of a number between edges; an edge belongs to the bin above it."""
    between = [f"{low:g} to {high:g}" for low, high in pairwise(edges)]
    return (f"under {edges[0]:g}", *between, f"{edges[-1]:g} or more")


def _counts(most: int) -> tuple[str, ...]:
    return (*map(str, range(most)), f"{most} or more")


LENGTH = (2, 3, 4, 5, 6, 8, 11)
CHARACTERS = (3, 5, 8, 12, 16, 22, 30, 45)
HEAD_CHARACTERS = (3, 5, 7, 9, 11)
DEPTH = (1, 2, 3, 4, 5, 6, 8)
SENTENCE_LENGTH = (8, 15, 22, 30, 40, 55)
FACT_LENGTH = (60, 90, 120, 150, 200, 260)
HOLDS = (2, 3, 5, 9, 15, 25)
HELD = (2, 3, 4, 6, 9, 13, 18)
REPEATED = (0.01, 0.34, 0.51, 0.99)
PLACES = 8
TEXTS = (1, 2, 3, 5, 8, 13)
USES = (10, 33, 36, 39, 42, 45, 48, 52, 56)
"""Tenths of the Zipf scale; what is under the first is too rare to be counted."""
MAX_PATTERN = 4
LONG = "long"
KNOWN_FROM = 8
"""A word in fewer texts is not known to the ranking by name: it would teach the subject, not the language."""

SPOTS = ("head", "first", "last", "before", "after", "second before", "second after", "parent", "grandparent", "verb")
WORD_SPOTS = ("head", "before", "after", "parent")
CONTENTS = (
    "verbs", "commas", "prepositions", "of", "and", "numbers", "capitals", "pronouns", "clauses", "brackets",
)  # fmt: skip
FITS = ("none", "exact", "part", "one and more", "several", "crossing")
FOUND_AS = tuple(f"found as {origin}" for origin in ORIGINS)


class KnownCodes(NamedTuple):
    """A vocabulary as look-up tables: codes of words and patterns, and the number of texts that hold a word."""

    words: Mapping[str, int]
    patterns: Mapping[str, int]
    texts: Mapping[str, int]


class Vocabulary(NamedTuple):
    """The open-ended values that the ranking knows.

    ``texts`` says in how many of the texts that it was fitted on a lower-case word occurs; ``patterns`` are
    sequences of parts of speech such as "ADJ NOUN".
    """

    texts: Mapping[str, int]
    patterns: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words that features may name."""
        return tuple(sorted(word for word, texts in self.texts.items() if texts >= KNOWN_FROM))

    def codes(self) -> KnownCodes:
        """Code 0 is left for what is not in here."""
        return KnownCodes(codes_of((NONE, *self.words)), codes_of((NONE, *self.patterns)), self.texts)


def pattern_of(fact: Parse, start: int, end: int) -> str:
    """The parts of speech of a short span."""
    return " ".join(fact.pos[start:end]) if end - start <= MAX_PATTERN else LONG


def value_names(known: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The values of every feature in the order of their codes."""
    words = (NONE, *known.words)
    spots: dict[str, tuple[str, ...]] = {}
    for spot in SPOTS:
        spots |= {f"{spot} tag": TAGS, f"{spot} pos": POS, f"{spot} dep": DEPS}
    return (
        spots
        | {f"{spot} word": words for spot in WORD_SPOTS}
        | dict.fromkeys(FOUND_AS, NO_YES)
        | {f"holds {content}": _counts(2) for content in CONTENTS}
        | {
            "length": _bins(*LENGTH),
            "pattern": (NONE, *known.patterns),
            "characters": _bins(*CHARACTERS),
            "head characters": _bins(*HEAD_CHARACTERS),
            "head role": DEPS,
            "head joined": NO_YES,
            "head place": ("only", "first", "last", "middle"),
            "depth": _bins(*DEPTH),
            "clause": DEPS,
            "verb side": ("no verb", "left", "right", "inside"),
            "voice": ("active", "passive", "negated"),
            "kind": KINDS,
            "fit": FITS,
            "rivals": _counts(4),
            "entities in sentence": _counts(6),
            "sentence": _counts(5),
            "sentences after": _counts(4),
            "sentences": _counts(8),
            "sentence length": _bins(*SENTENCE_LENGTH),
            "fact length": _bins(*FACT_LENGTH),
            "place in sentence": tuple(f"{i + 1} of {PLACES}" for i in range(PLACES)),
            "starts sentence": NO_YES,
            "ends sentence": NO_YES,
            "head texts": _bins(*TEXTS),
            "rarest texts": _bins(*TEXTS),
            "head use": _bins(*USES),
            "rarest use": _bins(*USES),
            "head count": _counts(5),
            "head mention": _counts(3),
            "text count": _counts(4),
            "content words": _counts(5),
            "repeated share": _bins(*REPEATED),
            "capitals": ("none", "first", "later", "all"),
            "head shape": SHAPES,
            "first shape": SHAPES,
            "before shape": SHAPES,
            "after shape": SHAPES,
            "cut left": DEPS,
            "cut right": DEPS,
            "kept right": DEPS,
            "left edge": ("open", "cuts own word", "article", "hangs from before", "hangs from after"),
            "right edge": ("open", "cuts next head", "cuts own word", "hangs from after", "hangs from before"),
            "head common": NO_YES,
            "first common": NO_YES,
            "last common": NO_YES,
            "unit": tuple(f"{inside}, {behind}" for inside in UNIT_INSIDE for behind in UNIT_BEHIND),
            "in brackets": NO_YES,
            "in quotes": NO_YES,
            "spans held": _bins(*HOLDS),
            "spans around": _bins(*HELD),
        }
    )


UNIT_INSIDE = ("no number", "number last", "number is head", "number")
UNIT_BEHIND = ("end", "its noun", "a noun", "another word")

CROSSES: tuple[tuple[str, str], ...] = (
    ("head role", "fit"),
    ("kind", "fit"),
    ("fit", "cut left"),
    ("fit", "cut right"),
    ("kind", "head role"),
    ("head tag", "length"),
    ("pattern", "head role"),
    ("before word", "kind"),
    ("before word", "head tag"),
    ("parent word", "head role"),
    ("cut left", "cut right"),
    ("length", "kept right"),
    ("kind", "rivals"),
    ("kind", "length"),
    ("sentence", "sentences"),
    ("head mention", "fit"),
    ("verb tag", "head role"),
    ("before tag", "after tag"),
    ("first tag", "last tag"),
    ("head tag", "after tag"),
    ("head tag", "before tag"),
    ("cut right", "after tag"),
    ("place in sentence", "head role"),
    ("capitals", "length"),
    ("capitals", "starts sentence"),
    ("head role", "clause"),
    ("head role", "parent tag"),
    ("kind", "before tag"),
    ("kind", "after tag"),
    ("text count", "fit"),
    ("spans held", "spans around"),
    ("length", "cut right"),
    ("length", "cut left"),
    ("unit", "kind"),
    ("right edge", "fit"),
    ("left edge", "fit"),
    ("left edge", "right edge"),
    ("head texts", "head tag"),
    ("head texts", "fit"),
    ("rarest texts", "length"),
    ("rarest texts", "fit"),
    ("head use", "head tag"),
    ("head use", "fit"),
    ("rarest use", "length"),
    ("rarest use", "fit"),
)
"""Pairs of features that count together, beyond what each counts alone."""
