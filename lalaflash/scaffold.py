"""The files of a new deck project: an example that builds, checks clean and shows what a card file can do."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from lalaflash import schema
from lalaflash.errors import UsageError
from lalaflash.files import replace_text
from lalaflash.readers.decks import can_name_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAME = re.compile(r"\w[\w.-]*")

_DECK = """\
# yaml-language-server: $schema=decks.schema.json
name: {title}
topic: {title}
description: Made with lalaflash.
cards: cards/{key}.yaml
options:
  new_per_day: 10
  reviews_per_day: 100
  order: author
"""

_CARDS = """\
# yaml-language-server: $schema=cards.schema.json
# Edit the cards, then run `lalaflash build`: whoever imports the deck again keeps their review history.
tags: [example]
cards:
  # A gap: what stands in double braces is hidden, each gap on a card of its own.
  - cloze: >-
      The planet {{Jupiter}} has a storm, the {{Great Red Spot}}, that is wider than the Earth.

  # A hint behind two colons is shown in the gap; `extra` comes after the answer.
  - cloze: Light takes about {{eight minutes::how long}} to travel from the Sun to the Earth.
    extra: The distance is about 150 million kilometres.

  # A question and its answer; `reversed` also asks the other way round, `typed` has the answer typed in.
  - question: What is the Spanish word for "star"?
    answer: estrella
    typed: true

  # Everything is Markdown: *emphasis*, `code`, $x^2$, tables, lists, pictures.
  - question: What does `len([1, 2, 3])` give in Python?
    answer: "3"

  # An ordered list becomes one card an item, each shown with the items before it.
  - title: The four planets nearest to the Sun
    list: [Mercury, Venus, Earth, Mars]
"""

_GIT_IGNORE = ".lalaflash/\n"
_GIT_ATTRIBUTES = """\
# Both sides of a merge are kept; the next build sorts them again.
decks/*.lock merge=union
*.generated merge=union
*.apkg binary
"""


def deck_key(name: str) -> str:
    """Return the name of the deck's files; raises UsageError where ``name`` can't be one."""
    if not (_NAME.fullmatch(name) and can_name_files(name)):
        raise UsageError(f"{name!r} can't name a deck: use letters, digits, - and _, such as spanish-verbs")
    return name


def project_files(key: str) -> Mapping[str, str]:
    """Return the files of a project with the deck ``key``: texts by path from the project's root."""
    return {
        ".gitattributes": _GIT_ATTRIBUTES,
        ".gitignore": _GIT_IGNORE,
        **deck_files(key),
    }


def deck_files(key: str) -> Mapping[str, str]:
    """Return the files that add the deck ``key`` to a project."""
    title = re.sub(r"[-_.]+", " ", key).strip().capitalize() or key
    return {
        "cards/cards.schema.json": _json(schema.card_schema()),
        f"cards/{key}.yaml": _CARDS,
        "decks/decks.schema.json": _json(schema.deck_schema()),
        f"decks/{key}.yaml": _DECK.format(key=key, title=json.dumps(title, ensure_ascii=False)),
    }


def _json(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"


def write_new(root: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Write those of ``files`` that aren't there yet below ``root``, and return their paths; raises WriteError."""
    written = []
    for name, text in files.items():
        if not (root / name).exists():
            replace_text(root / name, text)
            written.append(name)
    return tuple(written)
