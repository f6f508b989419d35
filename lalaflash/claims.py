"""Claims: which note has which line of the lock so far, while the rules of matching run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lalaflash.lock import LockLine
    from lalaflash.model import RenderedNote


class Claims:
    """The notes of a deck in the author's order; ``found[i]`` is the line of note i, and no other note's."""

    def __init__(self, notes: Sequence[RenderedNote]) -> None:
        """Begin with all notes open."""
        self.notes = notes
        self.found: list[LockLine | None] = [None] * len(notes)
        self._claimed: set[str] = set()

    @property
    def count(self) -> int:
        """How many lines are claimed."""
        return len(self._claimed)

    def claim(self, index: int, line: LockLine) -> None:
        """Give a free line to an open note."""
        self.found[index] = line
        self._claimed.add(line.guid)

    def is_free(self, line: LockLine) -> bool:
        """See whether no note has the line yet."""
        return line.guid not in self._claimed

    def open(self) -> list[int]:
        """List the notes that have no line yet."""
        return [index for index, line in enumerate(self.found) if line is None]


def is_first_in_file(notes: Sequence[RenderedNote], index: int) -> bool:
    """See whether no note stands before this one in its file."""
    return index == 0 or notes[index - 1].note.source.path != notes[index].note.source.path
