"""From a fact as it was typed or copied to one line of prose that a parser reads well.

Only what no reader would miss is taken out: footnote marks, soft hyphens, invisible characters, hard line breaks.
Quotes, dashes and spelling stay as typed, since they end up on the cards.
"""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FOOTNOTE = re.compile(
    r"\s?\[(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3})*|[a-z]|(?:note|nb|fn)\.? ?\d{1,3}"
    r"|(?:citation|source|page|clarification|(?:further )?explanation)s? needed|update|original research\??"
    r"|(?:by )?whom\?|who\?|when\?|where\?|which\?|why\?|\*+)\]",
    re.IGNORECASE,
)
_FOOTNOTE_SIGN = re.compile(r"(?<=[\w.!?\"”’)])[†‡*]+(?=\s|$)")
VERBATIM = re.compile(r"`[^`\n]+`|\$(?![\s\d])[^$\n]*[^$\s]\$(?!\d)")
"""Code between backticks and math between dollars; prices such as "$5 and $10" are neither."""
_GLUED_SENTENCES = re.compile(r"(?<=[a-z0-9)][.!?])(?=[A-Z][a-z]+ )")
_GLUED_COMMA = re.compile(r"(?<=[a-z]),(?=[A-Z][a-z])")
_LABEL = re.compile(r"\A[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}: \[[^\[\]\n]{1,30}\] (?=[A-Z])")
"""How collections of trivia sort their facts: "Damien Chazelle: [song] The song …"."""
_LOOSE_COMMA = re.compile(r"(?<=[\w\"”’)]) +(?=[,;](?:\s|$))")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return the fact on one line, without labels, footnote marks and invisible characters; code and math stay."""
    text = _LABEL.sub("", _CONTROL.sub(" ", _INVISIBLE.sub("", text)))
    parts = []
    end = 0
    for match in VERBATIM.finditer(text):
        parts += [_clean_prose(text[end : match.start()]), match[0]]
        end = match.end()
    parts.append(_clean_prose(text[end:]))
    return _SPACE.sub(" ", "".join(parts)).strip()


def _clean_prose(text: str) -> str:
    if "[" in text:
        text = _FOOTNOTE.sub("", text)
    text = _FOOTNOTE_SIGN.sub("", text)
    return _LOOSE_COMMA.sub("", _GLUED_COMMA.sub(", ", _GLUED_SENTENCES.sub(" ", text)))
