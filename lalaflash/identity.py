"""Identity: which note in Anki each note of the sources is, so that an edit never costs anyone their review history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lalaflash import cloze
from lalaflash.changes import Changes, compare
from lalaflash.claims import is_first_in_file
from lalaflash.ids import card_ids, new_guid, new_note_ids, room_for
from lalaflash.lock import Answer, Lock, LockLine, State, digest, lock_of, one_line, short_answer, short_text
from lalaflash.matching import match
from lalaflash.model import AnkiNote, Deck, Note, NoteKind, RenderedNote
from lalaflash.numbering import number_deletions, with_retired

if TYPE_CHECKING:
    from collections.abc import Sequence

_REVERSED = "reversed"  # stands in the lock where a cloze has an answer


@dataclass(frozen=True, slots=True)
class Assignment:
    """The notes of a deck as they go into its package, the lock to write, and what changed."""

    notes: tuple[AnkiNote, ...]
    lock: Lock
    changes: Changes


class _Content(NamedTuple):
    """What a note shows in Anki, and the cards that it has and had."""

    fields: tuple[str, ...]
    ords: tuple[int, ...]
    answers: tuple[Answer, ...]
    digest: str


def assign(deck: Deck, notes: Sequence[RenderedNote], lock: Lock, *, now_ms: int) -> Assignment:
    """Give every note its guid, ids, cloze numbers and time of change, by the lock where it knows the note.

    ``notes`` stand in the author's order; ``now_ms`` is in milliseconds since the epoch. With the lock that comes back
    the same notes give the same result at any later time.
    """
    sources = [_source_digest(rendered.note) for rendered in notes]
    matches = match(notes, sources, lock)
    contents = [_content(rendered, line) for rendered, line in zip(notes, matches.lines, strict=True)]
    guids = _guids(deck, notes, sources, matches.lines, lock)
    note_ids = _note_ids(contents, matches.lines, lock, now_ms)
    lines = [
        LockLine(
            guids[index],
            rendered.note.kind,
            note_ids[index],
            _modified(matches.lines[index], contents[index].digest, now_ms // 1000),
            contents[index].digest,
            sources[index],
            State.LIVE,
            "" if is_first_in_file(notes, index) else guids[index - 1],
            rendered.note.source.path,
            rendered.note.id,
            contents[index].answers,
            short_text(rendered.note.front.value),
        )
        for index, rendered in enumerate(notes)
    ]
    live = set(guids)
    gone = [line._replace(state=State.GONE) for line in lock.lines if line.guid not in live]
    new_lock = lock_of([*lines, *gone])
    changes = compare([rendered.note.source for rendered in notes], lines, matches, lock)
    return Assignment(_anki_notes(notes, contents, lines), new_lock, changes)


def _source_digest(note: Note) -> str:
    """Hash what makes the fact: a list's item counts with its title, but not with the items before it."""
    title = ("of", note.context.title.value) if note.context else ()
    back = ("to", note.back.value) if note.back else ()
    return digest([note.kind, one_line(note.front.value), *map(one_line, title), *map(one_line, back)])


def _content(rendered: RenderedNote, line: LockLine | None) -> _Content:
    recorded = line.answers if line else ()
    if rendered.note.kind is NoteKind.CLOZE:
        deletions = rendered.deletions
        numbers, answers = number_deletions(deletions, recorded, rendered.note.front.value)
        fields = (cloze.number(rendered.fields[0], deletions, numbers), *rendered.fields[1:])
        ords = cloze.ords(numbers)
    else:
        fields = rendered.fields
        ords = (0, 1) if rendered.note.reversed else (0,)
        answers = with_retired(_question_answers(rendered.note), recorded)
    return _Content(fields, ords, answers, digest([rendered.note.kind, str(len(fields)), *fields, *rendered.tags]))


def _question_answers(note: Note) -> list[Answer]:
    answer = Answer(1, short_answer(note.back.value if note.back else ""))
    return [answer, Answer(2, _REVERSED)] if note.reversed else [answer]


def _guids(
    deck: Deck, notes: Sequence[RenderedNote], sources: Sequence[str], lines: Sequence[LockLine | None], lock: Lock
) -> list[str]:
    taken = {line.guid for line in lock.lines}
    guids = []
    for rendered, source, line in zip(notes, sources, lines, strict=True):
        guid = line.guid if line else new_guid(deck, rendered.note, source, taken)
        taken.add(guid)
        guids.append(guid)
    return guids


def _note_ids(contents: Sequence[_Content], lines: Sequence[LockLine | None], lock: Lock, now_ms: int) -> list[int]:
    rooms = [
        room_for(max(content.ords, default=0) + 1)
        for content, line in zip(contents, lines, strict=True)
        if line is None
    ]
    fresh = iter(new_note_ids(rooms, lock.lines, now_ms))
    return [line.note_id if line else next(fresh) for line in lines]


def _modified(line: LockLine | None, content: str, now_s: int) -> int:
    """Tell when the content last changed: always later than before, else Anki would not take the change."""
    if line is None:
        return now_s
    return line.modified if line.content == content else max(now_s, line.modified + 1)


def _anki_notes(
    notes: Sequence[RenderedNote], contents: Sequence[_Content], lines: Sequence[LockLine]
) -> tuple[AnkiNote, ...]:
    ids = card_ids([(line.note_id, content.ords) for line, content in zip(lines, contents, strict=True)])
    return tuple(
        [
            AnkiNote(
                line.kind,
                line.guid,
                line.note_id,
                line.modified,
                content.fields,
                rendered.tags,
                content.ords,
                own_ids,
            )
            for rendered, content, line, own_ids in zip(notes, contents, lines, ids, strict=True)
        ]
    )
