"""A sitting on the terminal that this process has, over the cards of ``review_cards``.

Run as: python review_screen_child.py FOLDER. The editor gets FOLDER/card.md; what stands there afterwards is the text
of the card shown.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from review_cards import ALL, DECK, entries
from review_helpers import Clock, Desk, fill_catalogue

from lalaflash.review.conversation import Conversation
from lalaflash.review.loop import run_on_screen
from lalaflash.review.open_editor import editor_command, run_editor
from lalaflash.review.terminal import Terminal

if TYPE_CHECKING:
    from lalaflash.review.sitting import Shown


def main() -> None:
    folder = Path(sys.argv[1])
    notes = entries(*ALL)
    fill_catalogue(folder / "catalogue.db", notes, DECK).__exit__()
    desk = Desk(folder, Clock())

    def edit(shown: Shown) -> str:
        run_editor(editor_command(os.environ, folder / "card.md", shown.listing.line))
        front = (folder / "card.md").read_text("utf-8").strip()
        text = shown.listing.text._replace(front=front)
        edited = [note._replace(text=text) if note.guid == shown.listing.key.guid else note for note in notes]
        desk.catalogue.replace_deck(DECK, edited, (), read_at_ns=0)
        return "read again"

    sitting = desk.sit()
    with Terminal(0, 1) as terminal:
        run_on_screen(
            Conversation(sitting, due_tomorrow=lambda: 7), terminal, edit, colours="NO_COLOR" not in os.environ
        )
    sys.stdout.write(f"{sitting.summary().cards} answered\n")


if __name__ == "__main__":
    main()
