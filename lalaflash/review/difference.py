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
# What stands around a part where no style can show it, as GNU wdiff writes it.
_BRACKETS: Final = {Part.SAME: ("", ""), Part.TYPED: ("[-", "-]"), Part.MISSING: ("{+", "+}")}
_VERDICTS: Final = {
    Verdict.EXACT: Piece("✓ right", GREEN | BOLD),
    Verdict.CLOSE: Piece("≈ close", CYAN | BOLD),
    Verdict.WRONG: Piece("✗ not this", RED | BOLD),
}


def difference(comparison: Comparison, *, styled: bool) -> list[Text]:
    """Return the verdict, and the answer: what was typed instead struck through, what was missing underlined.

    Where the terminal knows no styles, both stand in brackets.
    """
    verdict = Text(_VERDICTS[comparison.verdict])
    if all(segment.part is Part.SAME for segment in comparison.segments):
        return [verdict]
    letters = Text("  ")
    for segment in comparison.segments:
        before, after = ("", "") if styled else _BRACKETS[segment.part]
        letters.append(f"{before}{harmless(segment.text)}{after}", _PARTS[segment.part])
    return [verdict, letters]
