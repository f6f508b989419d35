"""Make the README's picture: three cards on phones, as the learner sees them. Needs Chromium and the built deck.

``make pictures`` runs it. The cards are real: two sides of one of the La La Land deck, and one of a deck that is built
here; both decks go through Anki's own import and rendering.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import chromium
from anki_backend import Anki, new_collection
from projects import lalaflash, write_project
from reviewer_page import Side, frame, reviewer_page

ROOT = Path(__file__).parent.parent.parent
DECK = ROOT / "dist" / "la-la-land.apkg"
PICTURE = ROOT / "docs" / "pictures" / "cards.png"
PICTURE_STYLE = Path(__file__).with_name("cards.css")

FILM_CARD = "it looks like one shot"
CODE_CARD = "What does this print"
CODE_FILE = """\
topic: Python
cards:
  - question: |
      What does this print?

      ```python
      def add(song, songs=[]):
          songs.append(song)
          return songs

      add("Planetarium")
      print(len(add("Epilogue")))
      ```
    answer: "2"
    extra: The default list is made once, when `def` is run, and not at each call.
"""

PHONE_WIDTH, SCREEN_HEIGHT = 390, 450  # CSS pixels, without the bar of buttons
WIDTH, HEIGHT = 1360, 690
SCALE = 1600 / WIDTH
BUTTONS = {
    Side.FRONT: "<span>Show answer</span>",
    Side.BACK: "<span>Again</span><span>Hard</span><span>Good</span><span>Easy</span>",
}


class Phone(NamedTuple):
    """What a phone shows: a side of the first card in which ``text`` stands."""

    text: str
    side: Side
    night: bool = False


PHONES = (Phone(FILM_CARD, Side.FRONT), Phone(FILM_CARD, Side.BACK, night=True), Phone(CODE_CARD, Side.BACK))


def main() -> None:
    """Make the picture, or say in one line why not."""
    if not DECK.exists():
        sys.exit(f"{DECK} is not there: run `make` first")
    if chromium.find() is None:
        sys.exit(f"none of {', '.join(chromium.NAMES)} is on PATH")
    with tempfile.TemporaryDirectory(prefix="lalaflash-pictures-") as name:
        folder = Path(name)
        with new_collection(folder / "anki") as anki:
            anki.import_package(DECK)
            anki.import_package(_example(folder / "example"))
            phones = "".join(_phone(anki, phone) for phone in PHONES)
        page = folder / "cards.html"
        style = f"{PICTURE_STYLE.read_text(encoding='utf-8')} main {{ height: {HEIGHT}px }}"
        page.write_text(f"<!doctype html><meta charset='utf-8'><style>{style}</style><main>{phones}</main>", "utf-8")
        chromium.screenshot(page, PICTURE, width=WIDTH, height=HEIGHT, scale=SCALE)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size / 1000:.0f} kB")


def _example(root: Path) -> Path:
    """Build the deck of the code card; return its package."""
    built = lalaflash(write_project(root, {"cards/birds.yaml": CODE_FILE}), "build")
    if built.exit_code:
        sys.exit(built.output)
    return root / "dist" / "birds.apkg"


def _phone(anki: Anki, phone: Phone) -> str:
    """Return a phone as HTML: the card, and below it the reviewer's buttons."""
    cards = anki.collection.find_cards(f'"{phone.text}"', order="c.id")
    if not cards:
        sys.exit(f"no card says “{phone.text}”: name another in {Path(__file__).relative_to(ROOT)}")
    page = reviewer_page(anki.collection.get_card(cards[0]), phone.side, night=phone.night)
    screen = frame(page, width=PHONE_WIDTH, height=SCREEN_HEIGHT)
    light = "night" if phone.night else "day"
    return f'<section class="{light}">{screen}<footer>{BUTTONS[phone.side]}</footer></section>'


if __name__ == "__main__":
    main()
