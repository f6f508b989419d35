"""Find the word that a user probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LIKENESS = 0.6


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
