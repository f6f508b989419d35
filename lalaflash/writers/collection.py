"""The collection inside a package: genanki's classes, extended where Anki wants more than they write.

They give every note the same time, let Anki think of its old scheduler, miss cards, and know no presets.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from typing import TYPE_CHECKING, Any, Final

import genanki

from lalaflash.model import NoteKind
from lalaflash.notetypes import NoteType, note_type
from lalaflash.writers.presets import DEFAULT_PRESET_ID, preset, stable_id
from lalaflash.writers.sqlite_file import new_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lalaflash.model import AnkiNote, Deck

    Progress = Callable[[int], None]

_BATCH: Final = 1000
# 2020-01-01 04:00 UTC: a day of creation that no machine's time zone changes.
_CREATED: Final = 1_577_851_200
# Without these Anki takes the package for one of its first scheduler and rewrites what it imports.
_SCHEDULER: Final = {"schedVer": 2, "sched2021": True, "rollover": 4, "creationOffset": 0}

_INSERT_NOTE: Final = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')"
_INSERT_CARD: Final = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"

_MEDIA_TAG: Final = re.compile(
    r'<(?:img|audio|video|object|source)\b[^>]*?\b(?:src|data)="([^"]+)"[^>]*>', re.IGNORECASE
)
_TAG: Final = re.compile(r"<[^>]*>")
_FRACTION: Final = re.compile(r"(?![0-9]{1,18}\Z)[0-9.eE+\-\s]+\Z")
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>&~|])")
# What begins HTML for Anki's Markdown, which drops the rest of the line; code, links and escapes are passed over.
_HTML: Final = re.compile(
    r"(`+)(?!`).+?(?<!`)\1(?!`)|<(?:https?://|mailto:)[^<>\s]*>|\\.|(?P<begin>[<&])", re.DOTALL | re.IGNORECASE
)


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type with a time of change of its own, and with requirements that genanki misjudges behind filters."""

    def __init__(self, kind: NoteKind, definition: NoteType) -> None:
        super().__init__(
            definition.id,
            definition.name,
            fields=[
                {
                    "id": field.id,
                    "name": field.name,
                    "description": field.description,
                    "plainText": field.plain_text,
                    "collapsed": field.collapsed,
                    "preventDeletion": True,
                    "font": "Arial",
                }
                for field in definition.fields
            ],
            templates=[
                {"id": template.id, "name": template.name, "qfmt": template.front, "afmt": template.back}
                for template in definition.templates
            ],
            css=definition.css,
            model_type=self.CLOZE if kind is NoteKind.CLOZE else self.FRONT_BACK,
        )
        self.definition = definition

    @property
    def _req(self) -> list[list[Any]]:
        names = [field.name for field in self.definition.fields]
        needs = [template.needs for template in self.definition.templates]
        return [[number, some, [names.index(name) for name in fields]] for number, (some, fields) in enumerate(needs)]

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        return {**super().to_json(timestamp, deck_id), "mod": self.definition.modified, "did": None}


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with the ids, the time of change and the cards that an AnkiNote names; genanki finds no cards itself."""

    def __init__(self, model: _Model, note: AnkiNote, position: int) -> None:
        super().__init__(model, note.fields, tags=note.tags, guid=note.guid, due=position)
        self.note = note

    def write_to_db(self, cursor: sqlite3.Cursor, _timestamp: float, deck_id: int, _ids: Iterator[int]) -> None:
        note = self.note
        self._check_number_model_fields_matches_num_fields()
        text = sort_text(note.fields[0])
        cursor.execute(
            _INSERT_NOTE,
            (
                note.note_id,
                note.guid,
                self.model.model_id,
                note.modified,
                self._format_tags() if note.tags else "",
                self._format_fields(),
                _sort_value(text),
                checksum(text),
            ),
        )
        for ord_, card_id in zip(note.ords, note.card_ids, strict=True):
            cursor.execute(_INSERT_CARD, (card_id, note.note_id, deck_id, ord_, note.modified, self.due))


class _Deck(genanki.Deck):  # type: ignore[misc]
    """A deck row, and the notes in it, which become genanki's one at a time."""

    def __init__(self, name: str, *, description: str = "", preset_id: int = DEFAULT_PRESET_ID) -> None:
        super().__init__(stable_id("deck", name), name, description)
        self.preset_id = preset_id
        self.anki_notes: Sequence[AnkiNote] = ()
        self.progress: Progress | None = None

    def to_json(self) -> dict[str, Any]:
        nothing_today = dict.fromkeys(("lrnToday", "newToday", "revToday", "timeToday"), (0, 0))
        return {**super().to_json(), **nothing_today, "conf": self.preset_id, "md": True, "extendRev": 0}

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        kinds = {note.kind for note in self.anki_notes}
        models = {kind: _Model(kind, note_type(kind)) for kind in NoteKind if kind in kinds}
        for model in models.values():
            self.add_model(model)
        super().write_to_db(cursor, timestamp, id_gen)
        for start in range(0, len(self.anki_notes), _BATCH):
            batch = self.anki_notes[start : start + _BATCH]
            for position, note in enumerate(batch, start + 1):
                _Note(models[note.kind], note, position).write_to_db(cursor, timestamp, self.deck_id, id_gen)
            if self.progress:
                self.progress(len(batch))


class _Package(genanki.Package):  # type: ignore[misc]
    """A collection of today's scheduler, with presets."""

    def __init__(self, decks: list[_Deck], presets: list[dict[str, Any]]) -> None:
        super().__init__([])
        self.deck_rows = decks
        self.presets = presets

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        super().write_to_db(cursor, timestamp, id_gen)
        # Indexes are made last, which takes a fifth of the time off a large deck.
        indexes = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'").fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for deck in self.deck_rows:
            deck.write_to_db(cursor, timestamp, id_gen)
        for _, statement in indexes:
            cursor.execute(statement)
        self._set_up(cursor)

    def _set_up(self, cursor: sqlite3.Cursor) -> None:
        conf, dconf = map(json.loads, cursor.execute("SELECT conf, dconf FROM col").fetchone())
        conf |= _SCHEDULER
        dconf |= {str(each["id"]): each for each in self.presets}
        cursor.execute("UPDATE col SET crt = ?, conf = ?, dconf = ?", (_CREATED, json.dumps(conf), json.dumps(dconf)))


def write_collection(path: Path, deck: Deck, notes: Sequence[AnkiNote], progress: Progress | None = None) -> None:
    """Write a new collection with ``deck`` and its notes to ``path``; sqlite3.Error where that fails.

    New cards get their position in the order of ``notes``. ``progress`` is told how many notes more are written.
    """
    presets = [preset(deck, deck.options)] if deck.options else []
    preset_id = presets[0]["id"] if presets else DEFAULT_PRESET_ID
    parts = deck.name.split("::")
    # Anki takes over a deck only if all the decks above it are there too.
    above = [_Deck("::".join(parts[:depth])) for depth in range(1, len(parts))]
    leaf = _Deck(deck.name, description=description(deck), preset_id=preset_id)
    leaf.anki_notes, leaf.progress = notes, progress
    with new_database(path) as cursor:
        _Package([*above, leaf], presets).write_to_db(cursor, 0, iter(()))


def description(deck: Deck) -> str:
    """Return what Anki shows below the deck's name, in Markdown: the description, then who made it."""
    parts = (
        f"By {deck.author}" if deck.author else "",
        deck.licence,
        f"Version {deck.version}" if deck.version else "",
    )
    imprint = _MARKDOWN.sub(r"\\\1", " · ".join(filter(None, parts)))
    text = _HTML.sub(lambda found: rf"\{found[0]}" if found["begin"] else found[0], deck.description.strip("\n"))
    return "\n\n".join(filter(None, (text, imprint)))


def sort_text(field: str) -> str:
    """Return the text of a field without HTML, as Anki sorts and compares notes by it; names of media stay."""
    if "<" in field:
        field = _TAG.sub("", _MEDIA_TAG.sub(r" \1 ", field))
    if "&" in field:
        field = html.unescape(field).replace("\xa0", " ")
    return field


def checksum(text: str) -> int:
    """Return the number by which Anki looks for notes that begin with the same field."""
    return int.from_bytes(hashlib.sha1(text.encode(), usedforsecurity=False).digest()[:4], "big")


def _sort_value(text: str) -> str:
    """Keep SQLite from turning a fraction into a float: its versions differ in the last bit."""
    return text + "\u200b" if _FRACTION.match(text) else text
