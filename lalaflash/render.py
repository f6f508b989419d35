"""A note to its fields: every text as HTML, in the order of the note type's fields."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from lalaflash import cloze, markup
from lalaflash.model import Deletion, Field, Note, NoteKind, Problem, RenderedNote, Text
from lalaflash.notetypes import FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lalaflash.cloze import Flaw
    from lalaflash.media import MediaFolder
    from lalaflash.model import ListContext

# Unicode's categories of what shows nothing: formatting, separators, and the line breaks among the controls.
_UNSEEN = frozenset(("Cf", "Zs", "Zl", "Zp", "Cc"))
_YES = "1"  # what a field holds that only switches a part of the card on


def render(note: Note, *, deck_tags: Sequence[str], media: MediaFolder) -> tuple[RenderedNote, list[Problem]]:
    """Render ``note``; also return what is wrong with its texts, except for its media, which ``media`` collects."""
    texts = _Texts(media)
    front = _cloze_front(note, texts) if note.kind is NoteKind.CLOZE else texts.needed(note.front)
    values = {
        "Text": front.html,
        "Question": front.html,
        "Answer": texts.needed(note.back).html if note.back else "",
        "Topic": texts.optional(note.topic),
        "Hint": texts.optional(note.hint),
        "Extra": texts.optional(note.extra),
        "Source": texts.optional(note.citation),
        "Typed": _YES if note.typed else "",
        "Reversed": _YES if note.reversed else "",
    }
    fields = tuple([values.get(name, "") for name in FIELDS[note.kind]])
    tags = unique_tags((*deck_tags, *note.tags))
    return RenderedNote(note, fields, tags, front.deletions, tuple(texts.media_names)), texts.problems


@lru_cache(maxsize=1024)  # most notes of a deck share their tags
def unique_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return each tag once, in the order and spelling of its first use; Anki doesn't tell ``Cast`` from ``cast``."""
    first: dict[str, str] = {}
    for tag in tags:
        first.setdefault(_composed(tag).casefold(), _composed(tag))
    return tuple(first.values())


class _Texts:
    """Renders the texts of one note, and collects what is wrong with them and the names of their media."""

    def __init__(self, media: MediaFolder) -> None:
        self.problems: list[Problem] = []
        self.media_names: dict[str, None] = {}
        self._media = media

    def field(self, text: Text, *, deletions: bool = False) -> Field:
        """Render ``text``."""

        def report(flaw: Flaw) -> None:
            self.problems.append(Problem(text.source, flaw.name, flaw.message))

        media = self._media.resolver(text.source)
        field = markup.render(_composed(text.value), deletions=deletions, media=media, report=report)
        if field.media:
            self.media_names.update(dict.fromkeys(field.media))
        return field

    def needed(self, text: Text, *, deletions: bool = False) -> Field:
        """Render a text that must show something."""
        before = len(self.problems)
        field = self.field(text, deletions=deletions)
        if len(self.problems) == before and _shows_nothing(field.html):
            self.problems.append(
                Problem(text.source, "empty-text", "nothing of this text can be seen; write some text")
            )
        return field

    def optional(self, text: Text | None) -> str:
        """Return ``text`` as HTML, "" for none."""
        return self.field(text).html if text else ""


def _cloze_front(note: Note, texts: _Texts) -> Field:
    if note.context:
        return _list_front(note.front, note.context, texts)
    before = len(texts.problems)
    field = texts.needed(note.front, deletions=True)
    if len(texts.problems) == before:
        texts.problems += [Problem(note.front.source, *flaw) for flaw in _count_flaws(field.deletions)]
    return field


def _count_flaws(deletions: Sequence[Deletion]) -> list[tuple[str, str]]:
    """Return (name, message) where these deletions make no card, or more cards than Anki takes."""
    if not deletions:
        return [("no-deletion", "this cloze hides nothing; write {{…}} around the words to be recalled")]
    flaws = []
    if len(deletions) > cloze.MAX_NUMBER:
        message = f"{len(deletions)} deletions in one note, Anki makes {cloze.MAX_NUMBER} cards at most; split the text"
        flaws.append(("too-many-deletions", message))
    if any(number > cloze.MAX_NUMBER for deletion in deletions for number in deletion.numbers):
        message = (
            f"Anki makes no card for a number above {cloze.MAX_NUMBER}; use lower ones, or {{{{…}}}} without a number"
        )
        flaws.append(("cloze-number", message))
    return flaws


def _list_front(item: Text, context: ListContext, texts: _Texts) -> Field:
    """Show the title and the items before; ``item`` itself is the one deletion."""
    title = texts.needed(context.title).html
    before = "".join(f"<li>{texts.field(text).html}</li>" for text in context.before)
    hidden = texts.needed(item).html
    marked = cloze.guard(f"{cloze.opening_mark(0)}{hidden}{cloze.closing_mark(0)}")
    html = f'<div class="list-title">{title}</div><ol class="list">{before}<li>{marked}</li></ol>'
    return Field(html, (Deletion((), cloze.plain(hidden)),))


def _shows_nothing(html: str) -> bool:
    if "<img" in html or "[sound:" in html:
        return False
    text = cloze.plain(html) if "<" in html else html
    return all(unicodedata.category(letter) in _UNSEEN for letter in text)


def _composed(text: str) -> str:
    """Return ``text`` in Unicode's composed form (NFC), which Anki would give it anyway."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
