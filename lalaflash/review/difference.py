"""What was typed beside the answer: the verdict, and each letter that differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.style import Style
from rich.text import Text

from lalaflash.review.harmless import harmless
from lalaflash.review.typed import Part, Verdict

if TYPE_CHECKING:
    from lalaflash.review.typed import Comparison

_PARTS: Final = {
    Part.SAME: Style(color="green"),
    Part.TYPED: Style(color="red", strike=True),
    Part.MISSING: Style(color="green", bold=True, underline=True),
}
_VERDICTS: Final = {
    Verdict.EXACT: Text("✓ right", Style(color="green", bold=True)),
    Verdict.CLOSE: Text("≈ close", Style(color="cyan", bold=True)),
    Verdict.WRONG: Text("✗ not this", Style(color="red", bold=True)),
}


def difference(comparison: Comparison) -> list[Text]:
    """Return the verdict, and the answer: what was typed instead struck through, what was missing underlined."""
    verdict = _VERDICTS[comparison.verdict]
    if all(segment.part is Part.SAME for segment in comparison.segments):
        return [verdict]
    letters = Text("  ")
    for segment in comparison.segments:
        letters.append(harmless(segment.text), _PARTS[segment.part])
    return [verdict, letters]
