"""Which keys the files may have, what each wants and what it does: for the readers and for the schemas alike."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class Wants(Enum):
    """The kinds of value that a key can want."""

    TEXT = auto()
    FLAG = auto()
    TAGS = auto()
    WARNINGS = auto()
    TEXTS = auto()
    GLOBS = auto()
    NUMBER = auto()
    ORDER = auto()
    ENTRIES = auto()
    OPTIONS = auto()


class Key(NamedTuple):
    """What a key wants and does; `example` is a value as one types it."""

    wants: Wants
    meaning: str
    example: str = ""


MAX_NUMBER = 9999

_ALLOW = Key(Wants.WARNINGS, "Warnings not to raise here, by their names.", "[long-answer]")

ENTRY_KEYS: dict[str, Key] = {
    "cloze": Key(Wants.TEXT, "A sentence with gaps: each {{gap}} is hidden on its own card.", "It took {{42 days}}."),
    "question": Key(Wants.TEXT, "The front of a card (Markdown).", "Who wrote the music?"),
    "answer": Key(Wants.TEXT, "The answer to the question (Markdown).", "Justin Hurwitz"),
    "title": Key(Wants.TEXT, "What the ordered list is about.", "The planets, from the Sun outwards"),
    "list": Key(
        Wants.TEXTS, "An ordered list: each item becomes a card that shows those before it.", "[Mercury, Venus]"
    ),
    "fact": Key(Wants.TEXT, "A fact in plain prose: lalaflash makes its cards.", "The film was shot in 42 days."),
    "id": Key(Wants.TEXT, "The entry's own name, unique in the deck: it keeps its review history through any edit."),
    "tags": Key(Wants.TAGS, "Tags, added to those of the file; `music::jazz` makes a hierarchy.", "[music::jazz]"),
    "extra": Key(Wants.TEXT, "Shown after the answer (Markdown)."),
    "hint": Key(Wants.TEXT, "Shown on the front when the learner asks for it."),
    "source": Key(Wants.TEXT, "Where the fact is from, shown small after the answer."),
    "topic": Key(Wants.TEXT, "Shown small at the top of the card, instead of the file's or the deck's."),
    "typed": Key(Wants.FLAG, "Whether the learner types the answer.", "true"),
    "reversed": Key(Wants.FLAG, "Whether a second card asks from the answer to the question.", "true"),
    "allow": _ALLOW,
}

# The keys that make an entry one of the forms.
FORMS: dict[str, tuple[str, ...]] = {
    "cloze": ("cloze",),
    "question": ("question", "answer"),
    "list": ("title", "list"),
    "fact": ("fact",),
}

CARD_FILE_KEYS: dict[str, Key] = {
    "cards": Key(Wants.ENTRIES, "The entries of this file: one fact each."),
    "tags": Key(Wants.TAGS, "Tags for all entries of this file.", "[astronomy]"),
    "source": Key(Wants.TEXT, "Where the facts of this file are from."),
    "topic": Key(Wants.TEXT, "Shown small at the top of this file's cards, instead of the deck's.", "The Solar System"),
    "allow": _ALLOW,
}

DECK_KEYS: dict[str, Key] = {
    "name": Key(Wants.TEXT, "The deck's name in Anki; `A::B` puts B below A.", "Films::La La Land"),
    "topic": Key(Wants.TEXT, "Shown small at the top of every card.", "La La Land (2016)"),
    "description": Key(Wants.TEXT, "Shown by Anki on the deck's page (Markdown)."),
    "cards": Key(Wants.GLOBS, "Which card files make the deck: globs from the project's root.", "cards/films/*.yaml"),
    "tags": Key(Wants.TAGS, "Tags for every note of the deck.", "[films]"),
    "author": Key(Wants.TEXT, "Who made the deck."),
    "licence": Key(Wants.TEXT, "Under which licence the deck may be passed on.", "CC BY 4.0"),
    "version": Key(Wants.TEXT, "The deck's version.", "1.0"),
    "options": Key(Wants.OPTIONS, "A preset for Anki, imported with the deck."),
    "allow": _ALLOW,
}

OPTION_KEYS: dict[str, Key] = {
    "new_per_day": Key(Wants.NUMBER, "How many new cards a day.", "15"),
    "reviews_per_day": Key(Wants.NUMBER, "How many reviews a day.", "150"),
    "order": Key(Wants.ORDER, "The order of new cards: the author's, or random.", "author"),
}

SETTINGS_KEYS: dict[str, Key] = {"allow": _ALLOW}
