"""Make the picture of a review: four cards on real terminals, drawn as a web page. Needs Chromium.

``make pictures`` runs it.
"""

from __future__ import annotations

import html
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import chromium
import pyte
from review_terminal import ScreenTest

if TYPE_CHECKING:
    from pyte.screens import Char

ROOT = Path(__file__).parent.parent.parent
PICTURE = ROOT / "docs" / "pictures" / "review.png"
DECK = "name: Astronomy\ncards: [cards/*.yaml]\n"
CARDS = r"""
topic: The Solar System
cards:
  - cloze: The planet {{Jupiter}} has a storm that is wider than the Earth.
    extra: The **Great Red Spot** has been watched since 1831.
    source: "[NASA](https://science.nasa.gov/jupiter/), *Jupiter facts*"
  - question: Which planet is nearest to the Sun?
    answer: Mercury
    typed: true
  - cloze: |
      Kepler's third law: the square of the period grows with the cube of the axis,

      $$\frac{T^2}{a^3} = {{c1::\frac{4\pi^2}{GM}}}$$
  - cloze: |
      Read a star catalogue line by line:

      ```python
      def bright(path: Path) -> Iterator[Star]:
          with path.open() as stream:  # closed at the end
              {{c1::yield from map(Star.parse, stream)}}
      ```
"""
# For each card: the keys that show its answer, what then stands there, and the keys that go on to the next.
STEPS = ((" ", "Great Red Spot", "3"), ("Mercry\r", "close", "3"), (" ", "again", "3"), (" ", "map(", ""))
FIRSTS = ("The planet", "nearest", "Kepler", "catalogue")

WIDTH, HEIGHT = 72, 14  # cells
PAGE_WIDTH, PAGE_HEIGHT = 1374, 600  # CSS pixels
_DIM, _NORMAL, _BLINK, _STEADY = 2, 22, 5, 25
COLOURS: Final = {
    "default": "#d4d4d4",
    "red": "#e06c75",
    "green": "#98c379",
    "brown": "#d19a66",
    "blue": "#61afef",
    "magenta": "#c678dd",
    "cyan": "#56b6c2",
    "white": "#abb2bf",
}
NIGHT: Final = "#1d1f21"
STYLE = f"""
body {{ margin: 0; background: #888; font: 15px/19px "DejaVu Sans Mono", monospace }}
pre {{ display: inline-block; vertical-align: top; margin: 8px; padding: 9px 10px; background: {NIGHT}; font: inherit }}
"""


class DimScreen(pyte.Screen):
    """A screen that keeps dim text apart, which pyte does not know: as blinking text."""

    def select_graphic_rendition(self, *attrs: int, **kwargs: bool) -> None:
        """Take attributes of text."""
        known: list[int] = []
        for attribute in attrs or (0,):
            known += {_DIM: [_BLINK], _NORMAL: [_NORMAL, _STEADY]}.get(attribute, [attribute])
        super().select_graphic_rendition(*known, **kwargs)


def main() -> None:
    """Make the picture, or say in one line why not."""
    if chromium.find() is None:
        sys.exit(f"none of {', '.join(chromium.NAMES)} is on PATH")
    with tempfile.TemporaryDirectory(prefix="lalaflash-pictures-") as name:
        folder = Path(name)
        page = folder / "review.html"
        terminals = "".join(_terminals(folder))
        page.write_text(f"<!doctype html><meta charset='utf-8'><style>{STYLE}</style>{terminals}", "utf-8")
        chromium.screenshot(page, PICTURE, width=PAGE_WIDTH, height=PAGE_HEIGHT, scale=1)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size / 1000:.0f} kB")


def _terminals(root: Path) -> list[str]:
    """Review a deck that is written here; return the screens with the answers as HTML."""
    for path, text in (("decks/astronomy.yaml", DECK), ("cards/astronomy.yaml", CARDS)):
        (root / path).parent.mkdir()
        (root / path).write_text(text, "utf-8")
    review = ScreenTest(
        [sys.executable, "-m", "lalaflash", "review"],
        width=WIDTH,
        height=HEIGHT,
        env={"LALAFLASH_DATA": str(root / "data")},
        folder=root,
    )
    review.show_on(DimScreen(WIDTH, HEIGHT))
    made = []
    for first, (keys, answer, grade) in zip(FIRSTS, STEPS, strict=True):
        review.wait(first)
        review.press(keys, answer)
        review.wait("again")
        made.append(_html(review.screen))
        review.press(grade, "")
    review.close()
    return made


def _html(screen: pyte.Screen) -> str:
    rows = ("".join(_cell(screen.buffer[row][column]) for column in range(WIDTH)) for row in range(HEIGHT))
    return "<pre>" + "\n".join(rows) + "</pre>"


def _cell(char: Char) -> str:
    ink, paper = COLOURS.get(char.fg, COLOURS["default"]), NIGHT
    if char.reverse:
        ink, paper = paper, ink
    lines = " ".join(["underline"] * char.underscore + ["line-through"] * char.strikethrough) or "none"
    style = (
        f"color:{ink};background:{paper};font-weight:{'bold' if char.bold else 'normal'};"
        f"font-style:{'italic' if char.italics else 'normal'};text-decoration:{lines};"
        f"opacity:{0.6 if char.blink else 1}"
    )
    return f'<span style="{style}">{html.escape(char.data)}</span>'


if __name__ == "__main__":
    main()
