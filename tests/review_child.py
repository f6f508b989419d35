"""A process that reviews without pause, to be killed: tells on its output each step that is done, and never ends.

Run as: python review_child.py FOLDER SEED. A line is "answer GUID NUMBER QUALITY", once the answer is recorded, or
"undo".
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from review_helpers import Clock, Desk

from lalaflash.review.agenda import Wanted
from lalaflash.review.sitting import Answered


def main() -> None:
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    dice, clock = random.Random(seed), Clock()
    while True:
        desk = Desk(folder, clock)
        sitting = desk.sit(Wanted(new=50))
        told("sitting")
        while shown := sitting.show():
            clock.pass_ms(700)
            quality = dice.randrange(6)
            if dice.random() < 0.2 and sitting.undo():
                told("undo")
            elif isinstance(sitting.answer(quality), Answered):
                told(f"answer {shown.listing.key.guid} {shown.listing.key.number} {quality}")
        desk.close()
        clock.pass_days(1)


def told(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
