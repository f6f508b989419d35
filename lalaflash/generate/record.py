"""The record: what was generated for each fact, so that it costs nothing to have it again, and what became of it.

The file has one line of JSON a fact, sorted by the fact's key. It is made to be merged by git: no line depends on
another, and conflict markers that are left in it are skipped.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from lalaflash.errors import LockError
from lalaflash.files import replacement
from lalaflash.generate.cards import GeneratedCard, GenerateOptions
from lalaflash.generate.clozes import escape
from lalaflash.lock import digest, one_line
from lalaflash.model import NoteKind, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lalaflash.readers.prose import Fact

_VERSION = 1
_HEADER = (
    f"# lalaflash generated {_VERSION}\n"
    "# It knows the cards that were made of each fact, so that they stay the same. Commit it, don't edit it.\n"
)
_VERSION_LINE = re.compile(r"# lalaflash generated ([0-9]{1,9})", re.ASCII)
_SKIPPED = ("#", "<<<<<<<", "|||||||", "=======", ">>>>>>>")
_BROKEN_BYTES = "surrogateescape"
"""What is no UTF-8 in a record that somebody edited stays as it is."""
_DEFAULTS = GenerateOptions()


class State(StrEnum):
    """What became of a card: not yet decided, put into the card file, taken out or changed there, or rejected."""

    NEW = "new"
    WRITTEN = "written"
    GONE = "gone"
    REJECTED = "rejected"


_RANK = {state: rank for rank, state in enumerate(State)}


class Content(NamedTuple):
    """What a card says, as Markdown; two cards with the same content are one."""

    kind: NoteKind
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class FactRecord:
    """The cards of one fact, the best first, with the state of each; ``reason`` says why there are none.

    ``terms`` are its words with their counts, from which content tags are chosen; ``file`` is the name of its text.
    """

    cards: tuple[GeneratedCard, ...] = ()
    states: tuple[State, ...] = ()
    reason: str = ""
    terms: tuple[tuple[str, int], ...] = ()
    file: str = ""


def content_of(card: GeneratedCard) -> Content:
    """What a card says in a card file: what makes it the same card."""
    if card.kind is NoteKind.CLOZE:
        return Content(card.kind, card.text, "")
    return Content(card.kind, escape(card.text), escape(card.answer))


def fact_key(fact: Fact, options: GenerateOptions) -> str:
    """Name a fact by all that its cards are made from; tags of the user's are added later and do not count.

    Only options that differ from the defaults count, so that other defaults in a later version change no fact's name.
    """
    chosen = [
        f"{name}={value}"
        for name, value in (
            ("max", options.max_cards if options.max_cards != _DEFAULTS.max_cards else ""),
            ("min", options.min_score if options.min_score != _DEFAULTS.min_score else ""),
            ("kinds", ",".join(sorted(options.kinds)) if options.kinds != _DEFAULTS.kinds else ""),
            ("doubtful", "yes" if options.doubtful else ""),
        )
        if value != ""
    ]
    return digest([one_line(fact.text), options.topic or fact.topic, *fact.headings, *chosen])


class Record:
    """What was generated, by fact.

    Lines stay JSON in UTF-8 until they are asked for: decoded they take five times the room.
    """

    def __init__(self) -> None:
        """Begin with no facts."""
        self._lines: dict[str, bytes] = {}

    def __contains__(self, key: str) -> bool:
        """Whether the fact is known."""
        return key in self._lines

    def __iter__(self) -> Iterator[str]:
        """The keys of all facts, sorted."""
        return iter(sorted(self._lines))

    def __getitem__(self, key: str) -> FactRecord:
        """What is known of a fact; raises KeyError for an unknown one."""
        return _decode(self._lines[key].decode(errors=_BROKEN_BYTES))

    def __setitem__(self, key: str, fact: FactRecord) -> None:
        """Remember what was made of a fact, or what became of it."""
        self._lines[key] = _encode(key, fact).encode(errors=_BROKEN_BYTES)

    def rows(self) -> Iterator[bytes]:
        """The lines of the record's file, each with its end; the same record makes the same lines."""
        yield from _HEADER.encode().splitlines(keepends=True)
        for key in self:
            yield self._lines[key] + b"\n"


def read_record(text: str, path: str) -> Record:
    """Read a record; ``path`` names it in errors. Raises LockError for a broken one, and for a newer format."""
    record = Record()
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    versions = [int(found[1]) for row in rows if (found := _VERSION_LINE.match(row))]
    if not versions:
        raise _broken(path, 1, "does not begin like a record of lalaflash")
    if max(versions) > _VERSION:
        raise LockError(f"{path}: a newer lalaflash wrote this record (format {max(versions)}); update lalaflash")
    for number, row in enumerate(rows, 1):
        if row.strip() and not row.startswith(_SKIPPED):
            try:
                key = str(json.loads(row)["fact"])
                fact = _decode(row)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                raise _broken(path, number, "is not a line of a record") from None
            record[key] = _joined(record[key], fact) if key in record else fact
    return record


def load_record(path: Path) -> Record:
    """Read the record file at ``path``; an empty record where there is none. Raises LockError."""
    if not path.exists():
        return Record()
    try:
        return read_record(path.read_text(encoding="utf-8", errors=_BROKEN_BYTES), str(path))
    except OSError as error:
        raise LockError(f"{path}: cannot be read: {error.strerror or error}") from error


def save_record(path: Path, record: Record) -> None:
    """Replace the record file at ``path``, whole or not at all, if it would change. Raises WriteError."""
    if _holds(path, record):
        return
    with replacement(path) as temporary, temporary.open("wb") as file:
        file.writelines(record.rows())


def _holds(path: Path, record: Record) -> bool:
    """Whether the file holds just this record; it is read line by line, since a large one is in memory already."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return all(old == new for old, new in zip_longest(file, record.rows()))


def _broken(path: str, number: int, what: str) -> LockError:
    return LockError(
        f"{path}:{number}: {what}; bring back the file as it was committed, "
        f"for example with `git checkout HEAD -- {path}`"
    )


def _joined(one: FactRecord, other: FactRecord) -> FactRecord:
    """Two lines of a fact, as a merge leaves them: the cards of the first, with the stronger state of each."""
    states = {content_of(card): state for card, state in zip(other.cards, other.states, strict=True)}
    return replace(
        one,
        states=tuple(
            max(state, states.get(content_of(card), state), key=_RANK.__getitem__)
            for card, state in zip(one.cards, one.states, strict=True)
        ),
    )


_TEXTS = ("text", "prompt", "answer", "hint", "context")
_LISTS = ("tags", "reasons")
_NOWHERE = Source("", 0, 0)


def _encode(key: str, fact: FactRecord) -> str:
    cards = [
        {"state": state, "kind": card.kind, "score": card.score}
        | {name: value for name in (*_TEXTS, *_LISTS) if (value := getattr(card, name))}
        for card, state in zip(fact.cards, fact.states, strict=True)
    ]
    row = {"fact": key, "cards": cards, "reason": fact.reason, "file": fact.file, "terms": dict(fact.terms)}
    return json.dumps({name: value for name, value in row.items() if value}, ensure_ascii=False)


def _decode(line: str) -> FactRecord:
    """Read a line; raises one of several errors where it has another shape."""
    row = json.loads(line)
    cards = row.get("cards", [])
    return FactRecord(
        tuple(map(_card, cards)),
        tuple(State(card["state"]) for card in cards),
        _text(row.get("reason", "")),
        tuple((_text(term), int(count)) for term, count in row.get("terms", {}).items()),
        _text(row.get("file", "")),
    )


def _card(row: Mapping[str, Any]) -> GeneratedCard:
    text, prompt, answer, hint, context = (_text(row.get(name, "")) for name in _TEXTS)
    tags, reasons = (tuple(map(_text, row.get(name, ()))) for name in _LISTS)
    if not text or not answer:
        raise ValueError("a card wants a text and an answer")
    return GeneratedCard(
        NoteKind(row["kind"]),
        prompt,
        answer,
        hint,
        context,
        topic="",
        tags=tags,
        score=float(row["score"]),
        reasons=reasons,
        source=_NOWHERE,
        text=text,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
