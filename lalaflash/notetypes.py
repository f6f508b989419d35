"""The two note types that every Lalaflash deck uses. Their names, fields and ids are frozen.

Anki updates a learner's notes only while the note type has the same fields and templates as on the first import. So
fields are never added, removed, moved or renamed: what a later version needs takes over a spare field. The ids are
arbitrary numbers; they tell Anki that a field or template is the same one. Looks may change: edit ``templates/`` and
give ``MODIFIED`` the time of the change, since Anki takes over only a note type that is newer than its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from lalaflash.model import NoteKind

# When the templates or the style of each note type last changed, in seconds since the epoch.
MODIFIED = {
    NoteKind.CLOZE: 1_795_788_299,
    NoteKind.QUESTION: 1_795_788_299,
}


class NoteField(NamedTuple):
    """A field of a note type; ``description`` stands in Anki's editor while the field is empty."""

    id: int
    name: str
    description: str
    plain_text: bool = False
    collapsed: bool = False


class Template(NamedTuple):
    """A card template: the HTML of its sides, and of which fields its front needs "any" or "all" to show something."""

    id: int
    name: str
    front: str
    back: str
    needs: tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NoteType:
    """All that Anki has to know about a note type; ``modified`` is in seconds since the epoch."""

    id: int
    name: str
    modified: int
    css: str
    fields: tuple[NoteField, ...]
    templates: tuple[Template, ...]


_CLOZE_FIELDS = (
    NoteField(5_188_203_417_730_011, "Text", "A text with {{c1::deletions}}"),
    NoteField(5_188_203_417_730_012, "Topic", "Topic: stands small above the card"),
    NoteField(5_188_203_417_730_013, "Hint", "Hint: a button on the front shows it"),
    NoteField(5_188_203_417_730_014, "Extra", "Extra: stands below the answer"),
    NoteField(5_188_203_417_730_015, "Source", "Source: where the fact comes from"),
    NoteField(
        5_188_203_417_730_016, "Typed", "Typed: any text here makes the learner type the answer", plain_text=True
    ),
    NoteField(5_188_203_417_730_017, "Spare 1", "Not used yet", collapsed=True),
    NoteField(5_188_203_417_730_018, "Spare 2", "Not used yet", collapsed=True),
    NoteField(5_188_203_417_730_019, "Spare 3", "Not used yet", collapsed=True),
    NoteField(5_188_203_417_730_020, "Spare 4", "Not used yet", collapsed=True),
)
_QUESTION_FIELDS = (
    NoteField(6_402_977_150_264_011, "Question", "The question"),
    NoteField(6_402_977_150_264_012, "Answer", "The answer"),
    NoteField(6_402_977_150_264_013, "Topic", "Topic: stands small above the card"),
    NoteField(6_402_977_150_264_014, "Hint", "Hint: a button on the front shows it"),
    NoteField(6_402_977_150_264_015, "Extra", "Extra: stands below the answer"),
    NoteField(6_402_977_150_264_016, "Source", "Source: where the fact comes from"),
    NoteField(
        6_402_977_150_264_017, "Typed", "Typed: any text here makes the learner type the answer", plain_text=True
    ),
    NoteField(
        6_402_977_150_264_018, "Reversed", "Reversed: any text here adds the card answer → question", plain_text=True
    ),
    NoteField(6_402_977_150_264_019, "Spare 1", "Not used yet", collapsed=True),
    NoteField(6_402_977_150_264_020, "Spare 2", "Not used yet", collapsed=True),
    NoteField(6_402_977_150_264_021, "Spare 3", "Not used yet", collapsed=True),
    NoteField(6_402_977_150_264_022, "Spare 4", "Not used yet", collapsed=True),
)

CLOZE_FIELDS = tuple(field.name for field in _CLOZE_FIELDS)
QUESTION_FIELDS = tuple(field.name for field in _QUESTION_FIELDS)
FIELDS = {NoteKind.CLOZE: CLOZE_FIELDS, NoteKind.QUESTION: QUESTION_FIELDS}


@cache
def note_type(kind: NoteKind) -> NoteType:
    """Return the note type of ``kind``, with the templates and the style that ship with lalaflash."""
    css = _read("card.css")
    modified = MODIFIED[kind]
    if kind is NoteKind.CLOZE:
        cloze = _template("cloze", 5_188_203_417_730_101, "Cloze", needs=("any", ("Text", "Topic", "Hint")))
        return NoteType(1_721_845_093_217, "Lalaflash Cloze", modified, css, _CLOZE_FIELDS, (cloze,))
    asked = _template(
        "question", 6_402_977_150_264_101, "Question → Answer", needs=("any", ("Question", "Topic", "Hint"))
    )
    reverse = _template("reverse", 6_402_977_150_264_102, "Answer → Question", needs=("all", ("Reversed",)))
    return NoteType(1_721_845_093_864, "Lalaflash Question", modified, css, _QUESTION_FIELDS, (asked, reverse))


def _template(stem: str, template_id: int, name: str, *, needs: tuple[str, tuple[str, ...]]) -> Template:
    return Template(template_id, name, _read(f"{stem}-front.html"), _read(f"{stem}-back.html"), needs)


def _read(name: str) -> str:
    """Return a file of ``templates/`` with ``\\n`` line ends, however the checkout wrote them."""
    return (resources.files("lalaflash") / "templates" / name).read_text(encoding="utf-8")
