"""What was typed beside the answer: the verdict, and each letter that differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lalaflash.review.harmless import harmless
from lalaflash.review.styled import BOLD, CYAN, GREEN, RED, STRIKE, UNDERLINE, Piece, Text
from lalaflash.review.typed import Part, Verdict

if TYPE_CHECKING:
    from lalaflash.review.typed import Comparison

_PARTS: Final = {
    Part.SAME: GREEN,
    Part.TYPED: RED | STRIKE,
    Part.MISSING: GREEN | BOLD | UNDERLINE,
}
_VERDICTS: Final = {
    Verdict.EXACT: Piece("✓ right", GREEN | BOLD),
    Verdict.CLOSE: Piece("≈ close", CYAN | BOLD),
    Verdict.WRONG: Piece("✗ not this", RED | BOLD),
}


def difference(comparison: Comparison) -> list[Text]:
    """Return the verdict, and the answer: what was typed instead struck through, what was missing underlined."""
    verdict = Text(_VERDICTS[comparison.verdict])
    if all(segment.part is Part.SAME for segment in comparison.segments):
        return [verdict]
    letters = Text("  ")
    for segment in comparison.segments:
        letters.append(harmless(segment.text), _PARTS[segment.part])
    return [verdict, letters]
