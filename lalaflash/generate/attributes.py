"""spaCy's attribute ruler with a memory: what it makes of a word mostly follows from tag, role and the word itself.

The ruler turns tags into parts of speech by matching some 180 patterns on every token anew, which takes a seventh of
the parser's time; nearly all of them look at one token only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from spacy.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc, MorphAnalysis

    Pattern = dict[str, Any]

COMPONENT = "lalaflash_attributes"
RULER = "attribute_ruler"
_LOOKED_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_OPERATORS = frozenset({"IN", "NOT_IN", "REGEX"})
"""What a pattern may ask of a word, besides being just that word."""
_REMEMBERED = frozenset({"POS", "MORPH", "LEMMA"})
_PLAIN = 0
_MOST_WORDS = 100_000


class Attributes(NamedTuple):
    """What the ruler sets: the part of speech, the morphology, and the lemma of some words (else 0)."""

    pos: int
    morph: MorphAnalysis
    lemma: int


class RememberingRuler:
    """A ruler that is asked once for each tag, role and word that its patterns tell apart."""

    def __init__(self, ruler: AttributeRuler) -> None:
        """Take a ruler whose patterns ``can_remember``."""
        self._ruler = ruler
        self._strings = ruler.vocab.strings
        patterns = list(_patterns(ruler))
        self._words = {word for pattern in patterns for token in pattern for word in _words_of(token)}
        self._expressions = [re.compile(token["LOWER"]["REGEX"]) for pattern in patterns for token in pattern
                             if "REGEX" in _conditions(token)]  # fmt: skip
        several = [pattern[0] for pattern in patterns if len(pattern) > 1]
        self._first_words = {word for token in several for word in _words_of(token)}
        self._first_roles = {self._strings.add(token["DEP"]) for token in several if "LOWER" not in token}
        self._known: dict[tuple[int, int, int], Attributes] = {}
        self._sorts: dict[int, int | None] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of every token."""
        keys = self._keys(doc)
        if keys is None:
            return self._ruler(doc)
        try:
            found = [self._known[key] for key in keys]
        except KeyError:
            doc = self._ruler(doc)
            for key, token in zip(keys, doc, strict=True):
                self._known[key] = Attributes(token.pos, token.morph, token.lemma)
            return doc
        for token, (pos, morph, lemma) in zip(doc, found, strict=True):
            token.pos = pos
            token.morph = morph
            token.lemma = lemma
        return doc

    def _keys(self, doc: Doc) -> list[tuple[int, int, int]] | None:
        """Tag, role and sort of each token; None where a pattern of several tokens or an expression may match."""
        if len(self._sorts) > _MOST_WORDS:
            self._sorts.clear()
        keys = []
        for tag, word, role in doc.to_array(["TAG", "LOWER", "DEP"]).tolist():
            sort = self._sorts[word] if word in self._sorts else self._sort(word)
            if sort is None or role in self._first_roles:
                return None
            keys.append((tag, sort, role))
        return keys

    def _sort(self, word: int) -> int | None:
        """The word itself where a pattern names it, else ``_PLAIN``; None where the ruler has to look around it."""
        text = self._strings[word]
        if text in self._first_words or text.isspace() or any(found.search(text) for found in self._expressions):
            sort = None
        else:
            sort = word if text in self._words else _PLAIN
        self._sorts[word] = sort
        return sort


def can_remember(ruler: AttributeRuler) -> bool:
    """Whether all patterns look at and set only what the memory knows; spaces and some words are left to the ruler."""
    rules: list[Any] = ruler.patterns
    for rule in rules:
        for pattern in rule["patterns"]:
            first = pattern[0]
            if any(
                not (_LOOKED_AT.issuperset(token) and _OPERATORS.issuperset(_conditions(token))) for token in pattern
            ):
                return False
            if len(pattern) > 1 and "LOWER" not in first and not isinstance(first.get("DEP"), str):
                return False
            if not _REMEMBERED.issuperset(rule["attrs"]) and not first.get("IS_SPACE"):
                return False
    return True


def _patterns(ruler: AttributeRuler) -> Iterator[list[Pattern]]:
    rules: list[Any] = ruler.patterns
    for rule in rules:
        yield from rule["patterns"]


def _conditions(token: Pattern) -> Pattern:
    condition = token.get("LOWER")
    return condition if isinstance(condition, dict) else {}


def _words_of(token: Pattern) -> Iterable[str]:
    if isinstance(token.get("LOWER"), str):
        return (token["LOWER"],)
    return (*_conditions(token).get("IN", ()), *_conditions(token).get("NOT_IN", ()))


@Language.factory(COMPONENT)
def make_attributes(nlp: Language, name: str) -> RememberingRuler:  # noqa: ARG001 (spaCy passes both)
    """Put a memory before the attribute ruler of a pipeline, which then has to be taken out of it."""
    ruler: AttributeRuler = nlp.get_pipe(RULER)  # type: ignore[assignment]
    return RememberingRuler(ruler)
