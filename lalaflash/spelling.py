"""Words for messages: what may be shown as it is, and what a user probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LIKENESS = 0.6


# They join letters and emoji, and move nothing.
_JOINERS = "\u200c\u200d"


def printable(text: str) -> str:
    """Return `text` on one line, with ? for what is not seen or would be obeyed by a terminal."""
    if text.isprintable():
        return text
    seen = (
        letter if letter.isprintable() or letter in _JOINERS else " " if letter.isspace() else "?" for letter in text
    )
    return "".join(seen)


def closest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of `words` that is most like `word`, whatever the case of their letters, or None."""
    from difflib import get_close_matches

    folded = {known.casefold(): known for known in words}
    found = get_close_matches(word[:100].casefold(), folded, n=1, cutoff=LIKENESS)
    return folded[found[0]] if found else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return `` (did you mean `x`?)`` with the closest of `words`, or nothing where none is close."""
    found = closest(word, words)
    return f" (did you mean `{found}`?)" if found else ""
