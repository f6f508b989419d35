"""Progress as JSON lines: all of the log, which is all that is needed to have every state again.

The first line says what the file is and how many entries follow, so that a file cut short is noticed. Entries stand in
the order of time. Card and instant together name one: a file read twice, or two of one history, add each entry once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from lalaflash.review.fold import SCHEDULERS
from lalaflash.review.sm2 import BEST, WORST
from lalaflash.review.state import CardKey, Event, EventKind, Moment
from lalaflash.review.store.header import StoreError
from lalaflash.review.store.merge import ClashError, Merged, NumberedEntry, merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lalaflash.review.store.database import Database

FORMAT, VERSION = "progress", 1

_KEYS = frozenset({"guid", "number", "at", "day", "kind", "quality", "taken", "scheduler", "undone"})
_DECODER = json.JSONDecoder()
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ANSWERS = (EventKind.ANSWER, EventKind.CRAM)
_KINDS = frozenset(EventKind)
_EXPORT = "`lalaflash progress export` writes one"
_LONGEST_LINE = 4_000  # bytes; ours have about 150
_LONGEST_GUID = 200
_HIGHEST_NUMBER = 1_000_000
_LATEST_MS = 253_402_300_799_999  # the end of the year 9999
_LATEST_DAY = 3_652_059  # the same
_LONGEST_ANSWER_MS = 86_400_000


class _Entry(NamedTuple):
    event: Event
    undone_at_ms: int | None


def export_lines(database: Database) -> Iterator[str]:
    """Yield all of the log as lines of JSON, as it is at the first of them."""
    with database.reading() as connection:
        connection.execute("BEGIN")
        try:
            (count,) = connection.execute("SELECT count(*) FROM log").fetchone()
            yield _line({"lalaflash": FORMAT, "version": VERSION, "entries": count})
            for row in connection.execute(
                "SELECT guid, number, log.at_ms, day, kind, quality, log.taken_ms, scheduler, undone_at_ms"
                " FROM log CROSS JOIN card ON card.id = log.card ORDER BY log.at_ms, guid, number"
            ):
                yield _line(_fields(*row))
        finally:
            connection.execute("ROLLBACK")


def import_lines(database: Database, lines: Iterable[bytes], name: str) -> Merged:
    """Add the entries of the export ``name`` to the log, all or none; raises StoreError that names a wrong line."""
    with database.writing_much() as connection:
        try:
            return merge(connection, _entries(lines, name))
        except ClashError as error:
            raise _wrong(name, error.line, error) from error


def _entries(lines: Iterable[bytes], name: str) -> Iterator[NumberedEntry]:
    """Read the entries of an export; raises StoreError for a wrong line, and where some are missing or too many."""
    expected, count = -1, 0
    for number, line in enumerate(lines, start=1):
        try:
            if number == 1:
                expected = _parse_first(line)
                continue
            entry = _parse(line)
        except ValueError as error:
            raise _wrong(name, number, error) from error
        count += 1
        yield NumberedEntry(number, *entry)
    if expected < 0:
        raise StoreError(f"{name}: this file is empty: {_EXPORT}; nothing was imported")
    if expected != count:
        told = f"{expected:,} entries are named here and {count:,} follow: export them again"
        raise StoreError(f"{name}:1: {told}; nothing was imported")


def _wrong(name: str, line: int, error: ValueError) -> StoreError:
    return StoreError(f"{name}:{line}: {error}; nothing was imported")


def _line(fields: dict[str, Any]) -> str:
    return _ENCODER.encode(fields) + "\n"


def _fields(
    guid: str,
    number: int,
    at: int,
    day: int,
    kind: str,
    quality: int | None,
    taken: int,
    scheduler: str,
    undone: int | None,
) -> dict[str, Any]:
    fields: dict[str, Any] = {"guid": guid, "number": number, "at": at, "day": day, "kind": kind}
    if quality is not None:
        fields |= {"quality": quality, "taken": taken, "scheduler": scheduler}
    if undone is not None:
        fields["undone"] = undone
    return fields


def _parse_first(line: bytes) -> int:
    try:
        fields = _object(line)
    except ValueError:
        fields = {}
    if fields.get("lalaflash") != FORMAT:
        raise ValueError(f"this is no export of lalaflash's progress: {_EXPORT}")
    if fields.get("version") != VERSION:
        raise ValueError("this export is of a newer lalaflash: update lalaflash to read it")
    return _integer(fields, "entries", 0, 2**62)


def _parse(line: bytes) -> _Entry:
    """Read one entry; raises ValueError for anything that we would not have written."""
    fields = _object(line)
    if unknown := fields.keys() - _KEYS:
        raise ValueError(f"an entry has no {min(unknown)[:40]!a}")
    card = CardKey(_text(fields, "guid", _LONGEST_GUID), _integer(fields, "number", 1, _HIGHEST_NUMBER))
    kind = fields.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise ValueError(f"`kind` must be one of {', '.join(EventKind)}")
    when = Moment(_integer(fields, "at", 0, _LATEST_MS), _integer(fields, "day", 1, _LATEST_DAY))
    undone = _integer(fields, "undone", 0, _LATEST_MS) if "undone" in fields else None
    if kind not in _ANSWERS:
        if not fields.keys().isdisjoint({"quality", "taken", "scheduler"}):
            raise ValueError(f"only an answer has a quality, a time and a scheduler, not `{kind}`")
        return _Entry(Event(card, EventKind(kind), when), undone)
    scheduler = fields.get("scheduler")
    if not isinstance(scheduler, str) or scheduler not in SCHEDULERS:
        raise ValueError(f"`scheduler` must be one of {', '.join(SCHEDULERS)}")
    quality = _integer(fields, "quality", WORST, BEST)
    taken = _integer(fields, "taken", 0, _LONGEST_ANSWER_MS)
    return _Entry(Event(card, EventKind(kind), when, quality, taken, scheduler), undone)


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > _LONGEST_LINE:
        raise ValueError("the line is too long for an entry")
    try:
        fields = _DECODER.decode(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValueError("this is not JSON") from error
    if not isinstance(fields, dict):
        raise ValueError("an entry is a JSON object, in braces")
    return fields


def _integer(fields: dict[str, Any], key: str, lowest: int, highest: int) -> int:
    value = fields.get(key)
    if type(value) is not int or not lowest <= value <= highest:
        raise ValueError(f"`{key}` must be a whole number from {lowest} to {highest}")
    return value


def _text(fields: dict[str, Any], key: str, longest: int) -> str:
    value = fields.get(key)
    if not isinstance(value, str) or not 1 <= len(value) <= longest or not value.isprintable():
        raise ValueError(f"`{key}` must be a text of 1 to {longest} printable characters")
    return value
