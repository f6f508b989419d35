"""Read a card file into notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lalaflash.model import ListContext, Note, NoteKind, Problem, Severity, Source, Text
from lalaflash.readers.keys import CARD_FILE_KEYS, ENTRY_KEYS, FORMS
from lalaflash.readers.shape import allowed_of, check_keys, flag_of, missing, tags_of, text_of, texts_of, wrong_type
from lalaflash.readers.yaml_values import Document, Items, Mapping, Stream, Value, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_ID = 100
# Each card of a list shows all items before it, so that the size of its cards grows with the square of its length.
MAX_ITEMS = 500
MIN_ITEMS = 2

_FORM_OF = {key: form for form, keys in FORMS.items() for key in keys}
_SPACE = re.compile(r"\s")
_NONE: frozenset[str] = frozenset()
_WANTS = "an entry wants `cloze:`, or `question:` and `answer:`, or `title:` and `list:`, or `fact:`"


class CardFile(NamedTuple):
    """The notes of a card file in its order, the ids of its entries (those of lists too), and what is wrong.

    ``facts`` are the indexes of notes that are no notes yet: their front is a bare fact, to make cards of.
    """

    notes: list[Note]
    ids: list[Text]
    problems: list[Problem]
    facts: tuple[int, ...] = ()


class _Defaults(NamedTuple):
    """What a file sets for all its entries."""

    tags: tuple[str, ...] = ()
    citation: Text | None = None
    topic: Text | None = None
    allow: frozenset[str] = frozenset()


def read_cards(data: bytes, path: str, topic: Text | None = None) -> CardFile:
    """Read a card file; `topic` is for notes that get none from their entry or file. Never raises."""
    entries = _Entries()
    document = read_yaml(data, path, Stream("cards", entries.add))
    defaults = _defaults(document.value, entries)
    notes = entries.notes(defaults._replace(topic=defaults.topic or topic))
    warnings = _swallowed_comments(notes, document)
    problems = [*document.problems, *entries.problems, *warnings]
    return CardFile(notes, entries.ids, sorted(problems, key=lambda problem: problem.source), tuple(entries.facts))


def _defaults(value: Value | None, entries: _Entries) -> _Defaults:
    """Read what stands beside the entries, and those entries that did not come one by one."""
    problems = entries.problems
    if isinstance(value, Items):
        for item in value.items:
            entries.add(item)
    elif isinstance(value, Text):
        wrong_type(value, "a card file", "a list of entries, or `cards:` with that list", problems)
    elif isinstance(value, Mapping):
        _add_listed(value, entries)
        return _Defaults(
            tags_of(value, "tags", problems),
            text_of(value, "source", problems),
            text_of(value, "topic", problems),
            allowed_of(value, "allow", problems),
        )
    return _Defaults()


def _add_listed(file: Mapping, entries: _Entries) -> None:
    problems = entries.problems
    cards = file.values.get("cards")
    if cards is None and any(key in _FORM_OF for key in file.values):
        message = "an entry stands here alone: put `cards:` above the entries, and begin each with `- `"
        problems.append(Problem(file.source, "missing-cards", message))
        return
    keys_are_known = check_keys(file, CARD_FILE_KEYS, "a card file", problems)
    if isinstance(cards, Items):
        for item in cards.items:
            entries.add(item)
    elif cards is None and keys_are_known:
        message = "`cards:` with the list of entries is missing: add it"
        problems.append(Problem(file.source, "missing-cards", message))
    elif isinstance(cards, Mapping) or (isinstance(cards, Text) and cards.value):
        wrong_type(cards, "cards", "a list: begin each entry with `- `", problems)


# The keys that every form of entry can have: the note's field, and how it is read.
_COMMON: dict[str, tuple[str, Callable[[Mapping, str, list[Problem]], object]]] = {
    "hint": ("hint", text_of),
    "extra": ("extra", text_of),
    "source": ("citation", text_of),
    "topic": ("topic", text_of),
    "tags": ("tags", tags_of),
    "typed": ("typed", flag_of),
    "allow": ("allow", allowed_of),
}


class _Entries:
    """Collects the notes, ids and problems of a file's entries.

    The notes are made at the end, when the file's defaults are known: to make them twice would take twice the time.
    """

    def __init__(self) -> None:
        self.ids: list[Text] = []
        self.facts: list[int] = []
        self.problems: list[Problem] = []
        self._drafts: list[dict[str, Any]] = []

    def notes(self, defaults: _Defaults) -> list[Note]:
        """Make the notes of all entries so far; what an entry does not set, its file does."""
        tags: dict[tuple[str, ...], tuple[str, ...]] = {}
        for draft in self._drafts:
            own = draft.get("tags", ())
            if own not in tags:  # most notes share their tags
                tags[own] = tuple(dict.fromkeys(defaults.tags + own))
            draft["tags"] = tags[own]
            draft["citation"] = draft.get("citation") or defaults.citation
            draft["topic"] = draft.get("topic") or defaults.topic
            draft["allow"] = draft.get("allow", _NONE) | defaults.allow
        return [Note(**draft) for draft in self._drafts]

    def add(self, entry: Value) -> None:
        """Read one entry; what is wrong with it hides nothing of the next."""
        if not isinstance(entry, Mapping):
            wrong_type(entry, "an entry", "keys, such as `cloze: …` or `question: …` and `answer: …`", self.problems)
            return
        keys_are_known = entry.values.keys() <= ENTRY_KEYS.keys() or check_keys(
            entry, ENTRY_KEYS, "an entry", self.problems
        )
        forms = {_FORM_OF[key]: key for key in entry.values if key in _FORM_OF}
        if len(forms) > 1:
            keys = " and ".join(f"`{key}`" for key in forms.values())
            message = f"{keys} do not go together: make an entry of each"
            self.problems.append(Problem(entry.source, "mixed-forms", message))
        elif forms:
            self._add_form(next(iter(forms)), entry)
        elif keys_are_known:
            self.problems.append(missing(entry.source, _WANTS))

    def _add_form(self, form: str, entry: Mapping) -> None:
        if form != "question" and "reversed" in entry.values:
            message = "`reversed` is for entries with `question:` and `answer:`: remove it"
            self.problems.append(Problem(entry.key_source("reversed"), "misplaced-key", message))
        entry_id = self._id(entry)
        common = self._common(entry)
        if form == "cloze":
            self._add_cloze(entry, common, entry_id)
        elif form == "question":
            self._add_question(entry, common, entry_id)
        elif form == "fact":
            self._add_fact(entry, common)
        else:
            self._add_list(entry, common)

    def _add_cloze(self, entry: Mapping, common: dict[str, Any], entry_id: str) -> None:
        if front := text_of(entry, "cloze", self.problems):
            self._draft(NoteKind.CLOZE, entry.source, front, common, id=entry_id)

    def _add_question(self, entry: Mapping, common: dict[str, Any], entry_id: str) -> None:
        front, back = self._required(entry, "question"), self._required(entry, "answer")
        is_reversed = flag_of(entry, "reversed", self.problems)
        if front and back:
            self._draft(NoteKind.QUESTION, entry.source, front, common, back=back, id=entry_id, reversed=is_reversed)

    def _add_fact(self, entry: Mapping, common: dict[str, Any]) -> None:
        if fact := text_of(entry, "fact", self.problems):
            self.facts.append(len(self._drafts))
            self._draft(NoteKind.CLOZE, entry.source, fact, common)

    def _add_list(self, entry: Mapping, common: dict[str, Any]) -> None:
        title = self._required(entry, "title")
        items = texts_of(entry, "list", self.problems)
        if items is None:
            if "list" not in entry.values:
                self.problems.append(missing(entry.source, "this entry has `title:` and no `list:`: add it"))
            return
        if not self._is_good_length(entry.values["list"]):
            return
        if title:
            for index, item in enumerate(items):
                context = ListContext(title, items[:index])
                self._draft(NoteKind.CLOZE, item.source, item, common, context=context)

    def _draft(self, kind: NoteKind, source: Source, front: Text, common: dict[str, Any], **own: Any) -> None:
        self._drafts.append({"kind": kind, "source": source, "front": front, **common, **own})

    def _is_good_length(self, items: Value) -> bool:
        length = len(items.items) if isinstance(items, Items) else 0
        if length < MIN_ITEMS:
            message = "a list wants two items at least: for one thing, write `cloze:` or `question:`"
            self.problems.append(Problem(items.source, "short-list", message))
        if length > MAX_ITEMS:
            message = f"a list has {MAX_ITEMS} items at most, and this one {length}: make several lists of it"
            self.problems.append(Problem(items.source, "long-list", message))
        return MIN_ITEMS <= length <= MAX_ITEMS

    def _required(self, entry: Mapping, key: str) -> Text | None:
        if key not in entry.values:
            others = ", ".join(f"`{other}:`" for other in FORMS[_FORM_OF[key]] if other != key)
            self.problems.append(missing(entry.source, f"this entry has {others} and no `{key}:`: add it"))
        return text_of(entry, key, self.problems)

    def _id(self, entry: Mapping) -> str:
        entry_id = text_of(entry, "id", self.problems)
        if entry_id is None:
            return ""
        if _SPACE.search(entry_id.value) or len(entry_id.value) > MAX_ID:
            message = f"an id has no spaces, and {MAX_ID} characters at most"
            self.problems.append(Problem(entry_id.source, "bad-id", message))
            return ""
        self.ids.append(entry_id)
        return entry_id.value

    def _common(self, entry: Mapping) -> dict[str, Any]:
        """Return those fields of the entry's notes that do not depend on its form."""
        fields: dict[str, Any] = {}
        for key in entry.values:
            if key in _COMMON:
                name, read = _COMMON[key]
                fields[name] = read(entry, key, self.problems)
        return fields


def _swallowed_comments(notes: list[Note], document: Document) -> list[Problem]:
    """Warn of texts that lose their end because YAML takes it as a comment."""
    if not document.commented:
        return []
    message = "YAML takes the rest of this line, from the # on, as a comment: quote the text, or move the comment"
    texts = {text.source for note in notes if "swallowed-comment" not in note.allow for text in _texts(note) if text}
    swallowed = sorted(texts & document.commented)
    return [Problem(source, "swallowed-comment", message, Severity.WARNING) for source in swallowed]


def _texts(note: Note) -> tuple[Text | None, ...]:
    title = note.context.title if note.context else None
    return title, note.front, note.back, note.hint, note.extra, note.citation, note.topic
