"""Colours for code: what Pygments makes of it, with its short CSS classes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer

# Pygments needs about a second for each million characters, and some lexers far more.
LONGEST_CODE = 50_000


def highlight(code: str, language: str) -> list[tuple[str, str]]:
    """Split code into (CSS class or "", text); in one piece without a class where the language is unknown."""
    lexer = _lexer(language) if language and len(code) <= LONGEST_CODE else None
    if lexer is None:
        return [("", code)]
    from pygments.token import STANDARD_TYPES

    pieces: list[tuple[str, str]] = []
    for kind, text in lexer.get_tokens(code):
        while kind not in STANDARD_TYPES and kind.parent:
            kind = kind.parent  # the nearest ancestor that has a class
        css_class = "" if text.isspace() else STANDARD_TYPES[kind]
        if pieces and pieces[-1][0] == css_class:
            pieces[-1] = (css_class, pieces[-1][1] + text)
        else:
            pieces.append((css_class, text))
    # A lexer that adds or loses a character must not change what the author typed.
    return pieces if "".join(text for _, text in pieces) == code else [("", code)]


@cache
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
