"""A project of made-up cards for measuring: the same for the same size, and like what people write.

About half of the cards are questions and half are sentences with one or two gaps, 200 bytes each with their tags and
extras. A quarter of them hold Markdown, as in the deck that ships with lalaflash.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SEED = 2016
_WORD_COUNT = 5000
_SYLLABLES = ("an", "ber", "cal", "dor", "el", "fin", "gra", "hel", "is", "jor", "ka", "lo", "men", "nor", "qui", "zen")
_MARKDOWN_SHARE, _EXTRA_SHARE, _ID_SHARE = 0.25, 0.3, 0.2
_TAGS = ("history", "music::jazz", "music::score", "people", "places::city", "places::coast", "science")


def write_project(root: Path, cards: int, cards_a_file: int) -> None:
    """Write a project with the deck ``sample`` into the new folder ``root``."""
    (root / "decks").mkdir(parents=True)
    (root / "cards").mkdir()
    (root / "decks" / "sample.yaml").write_text("name: Sample\ntopic: Made-up facts\n", encoding="utf-8")
    entries = _entries(cards)
    for first in range(0, cards, cards_a_file):
        with (root / "cards" / f"{first:07}.yaml").open("w", encoding="utf-8", newline="\n") as file:
            file.write("tags: [sample]\ncards:\n")
            for _ in range(min(cards_a_file, cards - first)):
                file.write(next(entries))


def edit_one_card(root: Path, number: int) -> None:
    """Change one word of a card in the middle file; another ``number`` makes another edit."""
    files = sorted((root / "cards").iterdir())
    path = files[len(files) // 2]
    before, key, after = path.read_text(encoding="utf-8").partition("    answer: ")
    word, space, rest = after.partition(" ")
    path.write_text(f"{before}{key}{word}{number}{space}{rest}", encoding="utf-8", newline="\n")


def _entries(count: int) -> Iterator[str]:
    dice = random.Random(_SEED)
    words = ["".join(dice.choices(_SYLLABLES, k=dice.choice((1, 2, 2, 3)))) for _ in range(_WORD_COUNT)]
    for number in range(count):
        entry = _question(dice, words) if number % 2 == 0 else _cloze(dice, words)
        extra = f"    extra: {_phrase(dice, words, 10).capitalize()}.\n" if dice.random() < _EXTRA_SHARE else ""
        own_id = f"    id: card-{number}\n" if dice.random() < _ID_SHARE else ""
        yield f"  - {entry}{own_id}{extra}    tags: [{', '.join(dice.sample(_TAGS, 2))}]\n"


def _question(dice: random.Random, words: list[str]) -> str:
    asked = _with_markdown(dice, _phrase(dice, words, 14))
    return f"question: Which {asked}?\n    answer: {_phrase(dice, words, 2)} {dice.randint(1000, 2000)}\n"


def _cloze(dice: random.Random, words: list[str]) -> str:
    gap = f"{{{{{_phrase(dice, words, 2)}}}}}"
    second = f"and {{{{{dice.randint(1000, 2000)}::year}}}} " if dice.random() < 0.5 else ""
    told = _with_markdown(dice, _phrase(dice, words, 8))
    return f"cloze: The {told} has {gap} {second}{_phrase(dice, words, 5)}.\n"


def _phrase(dice: random.Random, words: list[str], length: int) -> str:
    return " ".join(dice.choices(words, k=length))


def _with_markdown(dice: random.Random, phrase: str) -> str:
    if dice.random() >= _MARKDOWN_SHARE:
        return phrase
    first, _, rest = phrase.partition(" ")
    mark = dice.choice("**`")
    return f"{mark}{first}{mark} {rest}"
