"""English verb forms that questions need: the base form after "did", and the form after "who" or "what"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.words import UNCHANGED_VERBS

if TYPE_CHECKING:
    from lalaflash.generate.syntax import Parse

_SUPPORT = {"VBD": "did", "VBZ": "does", "VBP": "do", "VB": "do"}
_WRONG_LEMMAS = {
    "found": "find", "lay": "lie", "bore": "bear", "wound": "wind", "bound": "bind", "saw": "see", "ground": "grind",
    "felt": "feel", "fell": "fall", "left": "leave", "founded": "found", "led": "lead", "installed": "install",
}  # fmt: skip
"""Past tenses that spaCy takes for the base form of another verb."""


def support(parse: Parse, verb: int) -> str:
    """The form of "do" that asks about a finite verb, or ""."""
    return _SUPPORT.get(parse.tag[verb], "")


def base_form(parse: Parse, verb: int) -> str:
    """The infinitive of a finite verb, or "" when the lemma can't be trusted."""
    word, lemma, tag = parse.lower[verb], parse.lemma[verb], parse.tag[verb]
    if tag in ("VBP", "VB"):
        return word if word.isalpha() else ""
    if word in _WRONG_LEMMAS and tag == "VBD":
        return _WRONG_LEMMAS[word]
    if not lemma.isalpha() or not word.isalpha():
        return ""
    if tag == "VBD":
        if lemma == word:
            return lemma if word in UNCHANGED_VERBS else ""
        if word.endswith("ed") and not word.startswith(lemma[:-1]):
            return ""
        return lemma
    if tag == "VBZ":
        return lemma if word.endswith("s") and lemma != word and word[0] == lemma[0] else ""
    return ""


def third_person(word: str) -> str:
    """ "carry" → "carries", for a verb after "what" or "who"."""
    irregular = {"have": "has", "do": "does", "go": "goes", "be": "is", "are": "is"}
    if word in irregular:
        return irregular[word]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
