"""Matching: which line of the lock is which note of the sources, however it was edited or moved.

The rules go from the surest to the weakest, and what a note has claimed is out of the game: the author's id; the
unchanged text; the rare words, where many changed at once; a great likeness; the place together with some likeness.
Where a weak rule could err, it errs for keeping the history.
"""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.claims import Claims, is_first_in_file
from lalaflash.lock import Lock, LockLine, State

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from lalaflash.model import RenderedNote

_STRONG = 85.0  # per cent: an edit, wherever it stands now
_IN_FILE = 75.0  # an edit, if it stands in the same file
_SAME_WORDS = 60.0  # of what sets it apart from others that changed too: an edit, wherever it stands now
_IN_PLACE = 55.0  # an edit, if it stands where the old text stood


class Matches(NamedTuple):
    """For each note its line or None; and guids of lines whose note became the other kind, with the note's index."""

    lines: list[LockLine | None]
    turned: dict[str, int]


def match(notes: Sequence[RenderedNote], sources: Sequence[str], lock: Lock) -> Matches:
    """Find the line of each note; ``sources[i]`` is the hash of what the author wrote in note i."""
    claims = Claims(notes)
    for state in State:
        lines = [line for line in lock.lines if line.state is state]
        _by_id(claims, lines)
        _by_text(claims, lines, sources)
    if not claims.open() or claims.count == len(lock.lines):
        return Matches(claims.found, {})
    from lalaflash.resemblance import Resemblance  # with rapidfuzz, which most builds can do without

    alike = Resemblance(claims, lock)
    alike.by_words(_SAME_WORDS)
    alike.alone(_STRONG)
    alike.by_place(_STRONG)
    alike.by_place(_IN_PLACE)
    alike.in_order(_IN_FILE, in_file=True)
    alike.in_order(_STRONG, in_file=False)
    return Matches(claims.found, alike.turned(_IN_PLACE))


def _by_id(claims: Claims, lines: Iterable[LockLine]) -> None:
    notes = [rendered.note for rendered in claims.notes]
    _by_key(
        claims,
        [line for line in lines if line.id],
        lambda line: (line.id, line.kind),
        lambda index: (notes[index].id, notes[index].kind),
    )


def _by_text(claims: Claims, lines: Sequence[LockLine], sources: Sequence[str]) -> None:
    """Claim the lines with the same text; among equal ones first by place, then by file, then by age."""

    def text_and_place(index: int) -> Hashable:
        path = claims.notes[index].note.source.path
        if is_first_in_file(claims.notes, index):
            return sources[index], path, ""
        before = claims.found[index - 1]
        return before and (sources[index], path, before.guid)

    def text_and_file(index: int) -> Hashable:
        return sources[index], claims.notes[index].note.source.path

    _by_key(claims, lines, attrgetter("source", "path", "after"), text_and_place)
    _by_key(claims, lines, attrgetter("source", "path"), text_and_file)
    _by_key(claims, lines, attrgetter("source"), lambda index: sources[index])


def _by_key(
    claims: Claims,
    lines: Iterable[LockLine],
    key_of: Callable[[LockLine], Hashable],
    key_at: Callable[[int], Hashable],
) -> None:
    """Let every open note, in the author's order, claim the oldest free line with its key."""
    open_notes = claims.open()
    free = [line for line in lines if claims.is_free(line)] if open_notes else []
    if not free:
        return
    by_key: defaultdict[Hashable, list[LockLine]] = defaultdict(list)
    for line in sorted(free, key=attrgetter("note_id"), reverse=True):
        by_key[key_of(line)].append(line)
    for index in open_notes:
        if same := by_key.get(key_at(index)):
            claims.claim(index, same.pop())
