"""Words that only link a sentence to the one before, which a card does not show: "however", "for example", "then"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.syntax import FINITE, VERBAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lalaflash.generate.syntax import Parse

_LINKS = frozenset({"however", "moreover", "furthermore", "therefore", "thus", "hence", "consequently", "nevertheless",
                    "nonetheless", "additionally", "similarly", "coincidentally", "interestingly", "also", "meanwhile",
                    "finally", "accordingly", "indeed", "besides", "and", "but", "so", "yet", "firstly", "secondly",
                    "thirdly", "lastly", "then", "next"})  # fmt: skip
_LINK_PHRASES = frozenset({
    "for example", "for instance", "in addition", "in particular", "as a result", "in fact", "of course", "in contrast",
    "by contrast", "on the other hand", "in other words", "in general", "at the same time",
})  # fmt: skip
_LINKING_ADVERBS = frozenset({"also", "then", "thereby", "thus"})
_BETWEEN_COMMAS = frozenset({
    "however", "for example", "for instance", "in turn", "of course", "in particular", "on the other hand",
})  # fmt: skip
_CONDITIONAL = frozenset({"if", "when", "once", "after", "first"})
_LONGEST_LABEL = 5
_SHORTEST_SENTENCE = 8
"""Tokens; what is shorter behind a colon is no sentence that a label was set in front of."""


def without_links(parse: Parse, start: int, end: int) -> list[int]:
    """The tokens of a sentence without a label, and without an "also" or "then" that links it to the one before."""
    kept: list[int] = []
    i = start = _label_end(parse, start, end)
    while i < end:
        width = _link_width(parse, i, end) if i > start else 0
        kept += [] if width else [i]
        i += width or 1
        if width > 1 and i < end and (parse.tag[i] in FINITE or parse.pos[i] == "AUX"):
            kept.pop()  # The comma between a subject and its verb.
    return kept


def _link_width(parse: Parse, i: int, end: int) -> int:
    """How many tokens a word or phrase takes that only links the sentence to the one before; 0 if it is none."""
    if parse.lower[i] in _LINKING_ADVERBS:
        return int(_links_back(parse, i))
    if parse.text[i - 1] != ",":
        return 0
    for width in (1, 2, 3, 4):
        if i + width < end and parse.text[i + width] == "," and " ".join(parse.lower[i : i + width]) in _BETWEEN_COMMAS:
            return width + 1
    return 0


def _links_back(parse: Parse, i: int) -> bool:
    """ "Gosling then spent …", "he also sang", but not "if …, then …", "by then", "and then", "not only … but also"."""
    start = parse.sentences[parse.sentence[i]][0]
    verb, before = parse.head[i], parse.dep[i - 1]
    if parse.dep[i] != "advmod" or parse.head[verb] != verb or before in ("cc", "punct", "prep"):
        return False
    if parse.lower[i] == "also":
        return parse.pos[verb] in VERBAL and parse.dep[i + 1 : i + 2] not in (["prep"], ["agent"])
    told = parse.tag[verb] == "VBD" or any(parse.tag[c] == "VBD" for c in parse.children[verb])
    return told and i < verb and _CONDITIONAL.isdisjoint(parse.lower[start:i])


def strip(parse: Parse, items: Iterable[int]) -> list[int]:
    """Take the full stop off the end, and words that only link to the sentence before off the beginning."""
    kept = list(items)
    while kept and (parse.text[kept[-1]] in ".;,:…" or parse.dep[kept[-1]] == "cc"):
        kept.pop()
    if len(kept) > 6:
        del kept[: _link_phrase(parse, kept)]
    while (
        len(kept) > 1
        and parse.lower[kept[0]] in _LINKS
        and (
            parse.text[kept[1]] == ","
            or parse.tag[kept[0]] == "CC"
            or parse.lower[kept[0]] in ("coincidentally", "also")
            or (parse.lower[kept[0]] == "so" and parse.pos[kept[1]] in ("DET", "NOUN", "PRON", "PROPN"))
            or (parse.lower[kept[0]] == "next" and parse.pos[kept[1]] in ("DET", "PRON", "PROPN"))
        )
    ):
        kept.pop(0)
        if parse.text[kept[0]] == ",":
            kept.pop(0)
    while len(kept) > 1 and parse.text[kept[0]] in ",;:":
        kept.pop(0)
    return kept


def _link_phrase(parse: Parse, kept: list[int]) -> int:
    """How many tokens a phrase such as "For example," takes at the beginning."""
    for width in (5, 4, 3):
        words = parse.lower[kept[0] : kept[0] + width]
        if len(kept) > width and words[-1] == "," and " ".join(words[:-1]) in _LINK_PHRASES:
            return width
    return 0


def _label_end(parse: Parse, start: int, end: int) -> int:
    """Where a sentence begins behind a name that is set in front of it: "Marc Platt: the producer is …"."""
    for i in range(start, min(start + _LONGEST_LABEL, end - _SHORTEST_SENTENCE)):
        if parse.text[i] == ":":
            return i + 1 if i - start > 1 else start  # "Anhedonia: the inability to …" explains a term.
        if parse.pos[i] != "PROPN":
            break
    return start
