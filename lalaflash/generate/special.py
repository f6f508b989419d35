"""Spans that a certain form of question asks for, whatever the ranking thinks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.code_answers import is_code
from lalaflash.generate.syntax import NOMINAL, SUBJECTS
from lalaflash.generate.why import find_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lalaflash.generate.syntax import Parse

_REASON = 0.8
_DEFINED = 0.9
_CODE = 0.8
_LONGEST_LABEL, _SHORTEST_GLOSS = 5, 6
"""Tokens in front of a colon and behind it: "Bioavailability: the fraction of a dose that …"."""


def special_spans(parse: Parse) -> Iterator[tuple[int, int, float, str]]:
    """Start, end, weight against the best ranked span, and the reason in words."""
    for number, (start, end) in enumerate(parse.sentences):
        reason = find_reason(parse, number)
        if reason is not None:
            yield *reason, _REASON, f"reason, after {parse.lower[reason[0]]}"
        colon = next((i for i in range(start, end) if parse.text[i] == ":"), end)
        if colon - start <= _LONGEST_LABEL and end - colon > _SHORTEST_GLOSS:
            yield start, colon, _DEFINED, "term before a colon"
    for i, dep in enumerate(parse.dep):
        if is_code(parse, i):
            yield i, i + 1, _CODE, "code"
        elif dep == "attr" and parse.pos[i] in NOMINAL and parse.lower[parse.head[i]] in ("is", "are"):
            subject = next((c for c in parse.children[parse.head[i]] if parse.dep[c] in SUBJECTS), None)
            if subject is not None and parse.pos[subject] in NOMINAL and subject < parse.head[i] < i:
                yield parse.left[subject], parse.right[subject] + 1, _DEFINED, "term of a definition"
