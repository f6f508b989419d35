"""The lock file: one line for every note that a deck ever had, so that an edited note stays the same note in Anki.

A line holds what identity needs and nothing else; the columns are the fields of ``LockLine``, in their order, parted
by tabs. The file is made to be read by people and merged by git: sorted by guid, one line a note, no line depends on
another one's place, and a file with git's conflict markers still in it is read as the union of its sides.
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.errors import LockError
from lalaflash.model import NoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_VERSION = 1
_HEADER = (
    f"# lalaflash lock {_VERSION}\n"
    "# It knows every card that this deck ever had, so that an edited card keeps its review history. "
    "Commit it, don't edit it.\n"
)
_VERSION_LINE = re.compile(r"# lalaflash lock ([0-9]{1,9})", re.ASCII)
_CONFLICT_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")

_GUID = "[0-9A-Za-z]{1,64}"
_HASH = "[0-9a-f]{16}"
_LINE = re.compile(
    f"({_GUID})\t(cloze|question)\t([1-9][0-9]{{0,15}})\t([0-9]{{1,12}})\t({_HASH})\t({_HASH})\t(live|gone)"
    f"\t({_GUID}|-)\t([^\t]+)\t([^\t]+)\t([^\t]+)\t([^\t]+)"
)
_ANSWER = re.compile(r"([1-9][0-9]{0,3})([=~])([^|]*)")

# What would break a line, a column or an answer, or could not be written as UTF-8.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff|\\\\]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|\\)")

_TEXT_LENGTH = 100
ANSWER_LENGTH = 40


class State(StrEnum):
    """Whether the sources still hold the note of a line."""

    LIVE = "live"
    GONE = "gone"


class Answer(NamedTuple):
    """What a card of a note asks for: its cloze number, its (shortened) answer, and whether the note still has it.

    A question has the number 1, and 2 for its reversed card.
    """

    number: int
    text: str
    live: bool = True


class LockLine(NamedTuple):
    """The identity of one note.

    ``note_id`` is in milliseconds and ``modified`` in seconds since the epoch. ``content`` is the hash of what Anki
    shows, ``source`` of what the author wrote. ``after`` is the guid of the note before this one in its file, or "".
    ``answers`` stand in the order of the deletions; those that the note lost follow. ``text`` is the front, shortened.
    """

    guid: str
    kind: NoteKind
    note_id: int
    modified: int
    content: str
    source: str
    state: State
    after: str
    path: str
    id: str
    answers: tuple[Answer, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Lock:
    """The lines of a lock, sorted by guid; no guid and no note id stands there twice (``lock_of`` sees to it)."""

    lines: tuple[LockLine, ...] = ()


EMPTY = Lock()


def lock_of(lines: Iterable[LockLine]) -> Lock:
    """Make a lock of lines in any order; of two lines for one guid the newer one stays."""
    newest: dict[str, LockLine] = {}
    for line in lines:
        other = newest.setdefault(line.guid, line)
        if other is not line and _rank(line) > _rank(other):
            newest[line.guid] = line
    return Lock(_with_own_note_ids([newest[guid] for guid in sorted(newest)]))


def union(one: Lock, other: Lock) -> Lock:
    """Join two locks of one deck, as git does when it merges branches."""
    return lock_of((*one.lines, *other.lines))


def _rank(line: LockLine) -> tuple[int, bool, LockLine]:
    """Order lines of one guid: the newest, then a live one, then any order that does not depend on the reader."""
    return line.modified, line.state is State.LIVE, line


def _with_own_note_ids(lines: list[LockLine]) -> tuple[LockLine, ...]:
    """Move the later one of two lines that were given the same note id on two branches."""
    taken = {line.note_id for line in lines}
    if len(taken) == len(lines):
        return tuple(lines)
    seen: set[int] = set()
    free: dict[int, int] = {}
    for index, line in enumerate(lines):
        if line.note_id in seen:
            moved = free.get(line.note_id, line.note_id + 1)
            while moved in taken:
                moved += 1
            taken.add(moved)
            free[line.note_id] = moved + 1
            lines[index] = line._replace(note_id=moved)
        seen.add(line.note_id)
    return tuple(lines)


def read_lock(text: str, path: str) -> Lock:
    """Read the text of a lock file; ``path`` names it in errors. Raises LockError, also for a newer format."""
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    _check_version(rows, path)
    lines = []
    for number, row in enumerate(rows, 1):
        if found := _LINE.fullmatch(row):
            lines.append(_read_line(found, path, number))
        elif row.strip() and not row.startswith(("#", *_CONFLICT_MARKERS)):
            raise _broken(path, number, "is not a line of a lock")
    return lock_of(lines)


def write_lock(lock: Lock) -> str:
    """Write a lock as the text of its file; the same lock makes the same text."""
    return _HEADER + "".join([_write_line(line) for line in lock.lines])


def _check_version(rows: list[str], path: str) -> None:
    versions = [int(found[1]) for row in rows if row.startswith("#") and (found := _VERSION_LINE.match(row))]
    if not versions:
        raise _broken(path, 1, "does not begin like a lock of lalaflash")
    if max(versions) > _VERSION:
        raise LockError(f"{path}:1:1: a newer lalaflash wrote this lock (format {max(versions)}); update lalaflash")


def _broken(path: str, number: int, what: str) -> LockError:
    return LockError(
        f"{path}:{number}:1: {what}; bring back the file as it was committed, "
        f"for example with `git checkout HEAD -- {path}`, and build again"
    )


def _read_line(found: re.Match[str], path: str, number: int) -> LockLine:
    guid, kind, note_id, modified, content, source, state, after, file, own_id, answers, text = found.groups()
    return LockLine(
        guid,
        _KINDS[kind],
        int(note_id),
        int(modified),
        content,
        source,
        _STATES[state],
        "" if after == "-" else after,
        sys.intern(_unescape(file)),  # thousands of lines name the same few files
        _unescape(own_id),
        _read_answers(answers, path, number),
        _unescape(text),
    )


_KINDS = {kind.value: kind for kind in NoteKind}
_STATES = {state.value: state for state in State}


def _read_answers(column: str, path: str, number: int) -> tuple[Answer, ...]:
    if column == "-":
        return ()
    answers = []
    for part in column.split("|"):
        found = _ANSWER.fullmatch(part)
        if not found:
            raise _broken(path, number, "has an answer without a number")
        answers.append(Answer(int(found[1]), _unescape(found[3]), found[2] == "="))
    return tuple(answers)


def _write_line(line: LockLine) -> str:
    answers = "|".join([f"{a.number}{'=' if a.live else '~'}{_escape(a.text)}" for a in line.answers])
    return (
        f"{line.guid}\t{line.kind}\t{line.note_id}\t{line.modified}\t{line.content}\t{line.source}\t{line.state}"
        f"\t{line.after or '-'}\t{_escape(line.path)}\t{_escape(line.id)}\t{answers or '-'}\t{_escape(line.text)}\n"
    )


def _escape(text: str) -> str:
    """Write a text that may hold anything as one column; "-" stands for none."""
    if text in ("", "-"):
        return "\\u002d" if text else "-"
    return _UNSAFE.sub(_escape_one, text) if _UNSAFE.search(text) else text


def _escape_one(found: re.Match[str]) -> str:
    return "\\\\" if found[0] == "\\" else f"\\u{ord(found[0]):04x}"


def _unescape(column: str) -> str:
    if column == "-":
        return ""
    return _ESCAPE.sub(_unescape_one, column) if "\\" in column else column


def _unescape_one(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else "\\"


def digest(parts: Sequence[str]) -> str:
    """Hash texts as a sequence: their lengths go first, so that the borders between them count."""
    joined = f"{[*map(len, parts)]}{''.join(parts)}"
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def one_line(text: str) -> str:
    """Write a text with single spaces and no line breaks."""
    return " ".join(text.split())


def short_text(text: str) -> str:
    """Shorten a front for its column: enough for people to know it, and for likeness."""
    line = one_line(text)
    return line if len(line) <= _TEXT_LENGTH else line[: _TEXT_LENGTH - 1] + "…"


def short_answer(text: str) -> str:
    """Shorten an answer; what was cut is hashed, since answers that differ must not look the same."""
    line = one_line(text)
    return line if len(line) <= ANSWER_LENGTH else f"{line[:ANSWER_LENGTH]}… {digest([line])[:6]}"
