"""Changes: what a build means for those who have the deck already, in numbers and by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.lock import Lock, LockLine, State
from lalaflash.model import NoteKind, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lalaflash.matching import Matches


class Change(NamedTuple):
    """One note: its guid, its text (shortened) now and before, and where it stands (None: nowhere now)."""

    guid: str
    label: str
    source: Source | None
    before: str = ""


class Loss(NamedTuple):
    """A card whose review history ends here: its note, where that stands (None: nowhere now), and why."""

    guid: str
    label: str
    source: Source | None
    reason: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the lock. ``back`` are notes that had been gone; ``lost`` names all that costs history."""

    new: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    back: tuple[Change, ...] = ()
    lost: tuple[Loss, ...] = ()

    def summary(self) -> str:
        """Say in one line what changed, such as ``12 new, 3 changed (history kept), 1 gone``."""
        counts = (
            (len(self.new), "new"),
            (len(self.changed), "changed (history kept)"),
            (len(self.back), "back (history kept)"),
            (len(self.gone), "gone"),
        )
        return ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing changed"


def compare(sources: Sequence[Source], lines: Sequence[LockLine], matches: Matches, old: Lock) -> Changes:
    """Tell what changed: ``lines`` are the notes' new lines in the author's order, ``sources`` where they stand."""
    kinds: dict[str, list[Change]] = {"new": [], "changed": [], "unchanged": [], "back": []}
    lost: list[Loss] = []
    for source, line, before in zip(sources, lines, matches.lines, strict=True):
        kinds[_what_happened(line, before)].append(Change(line.guid, line.text, source, before.text if before else ""))
        if before is not None and before.answers != line.answers:
            lost.extend(_lost_cards(line, before, source))
    lost.extend(_moved_ids(sources, lines, matches))
    live = {line.guid for line in lines}
    vanished = [line for line in old.lines if line.state is State.LIVE and line.guid not in live]
    for line in vanished:
        index = matches.turned.get(line.guid)
        if index is None:
            lost.append(Loss(line.guid, line.text, None, _GONE))
        else:
            reason = _TURNED.format(old=_NAMES[line.kind], new=_NAMES[lines[index].kind])
            lost.append(Loss(line.guid, line.text, sources[index], reason))
    gone = tuple([Change(line.guid, line.text, None, line.text) for line in vanished])
    return Changes(gone=gone, lost=tuple(lost), **{kind: tuple(found) for kind, found in kinds.items()})


_GONE = "it is gone: learners keep the card as it was, but get no more updates of it"
_TURNED = "it was a {old} and is a {new} now: Anki takes it for a new note, and learners keep the old one as it was"
_ID_MOVED = "its id “{id}” stands at another text now and took the history along: give each entry its own id back"
_NO_DELETION = "its deletion “{answer}” is gone: card {number} of the note has nothing left to ask"
_NOT_REVERSED = "it is not reversed any more: its reversed card has nothing left to ask"
_NAMES = {NoteKind.CLOZE: "cloze", NoteKind.QUESTION: "question"}


def _what_happened(line: LockLine, before: LockLine | None) -> str:
    if before is None:
        return "new"
    if before.state is State.GONE:
        return "back"
    return "unchanged" if before.content == line.content else "changed"


def _lost_cards(line: LockLine, before: LockLine, source: Source) -> Iterator[Loss]:
    """List the cards that a note had and has no more."""
    live = {answer.number for answer in line.answers if answer.live}
    for number, answer in {a.number: a.text for a in before.answers if a.live and a.number not in live}.items():
        if line.kind is NoteKind.QUESTION:
            yield Loss(line.guid, line.text, source, _NOT_REVERSED)
        else:
            yield Loss(line.guid, line.text, source, _NO_DELETION.format(answer=answer, number=number))


def _moved_ids(sources: Sequence[Source], lines: Sequence[LockLine], matches: Matches) -> Iterator[Loss]:
    """List the notes whose text stands on, but whose id was given to another one."""
    edited = [
        (line, before, source)
        for source, line, before in zip(sources, lines, matches.lines, strict=True)
        if line.id and before is not None and before.id == line.id and before.source != line.source
    ]
    texts = {line.source for line in lines} if edited else set()
    for line, before, source in edited:
        if before.source in texts:
            yield Loss(line.guid, before.text, source, _ID_MOVED.format(id=line.id))
