"""The weak rules of matching: a note that is new to the lock may be the edited form of one whose text has vanished."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from lalaflash.claims import Claims, is_first_in_file
from lalaflash.likeness import LIFT, Look, likeness, look
from lalaflash.lock import Lock, LockLine, State, short_answer, short_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lalaflash.model import RenderedNote

_REACH = 8  # so many lines after the last known note count as its place, since those between may be gone
_SURE = 85.0  # per cent; no line farther on is looked at after such a one
_PAIRS = 1_000_000  # for more pairs of notes and lines than these, only those that share rare words are compared
_CANDIDATES = 5
_RARE_WORDS = 6
_COMMON = 50  # a word that stands in more lines tells nothing

_WORD = re.compile(r"\w+")

_Group = tuple[list[int], list[LockLine]]


class Resemblance:
    """Matches open notes to the live lines that no note has claimed by a sure rule."""

    def __init__(self, claims: Claims, lock: Lock) -> None:
        """Begin with what the sure rules have left open."""
        known_ids = {line.id for line in lock.lines if line.id}
        self._claims = claims
        self._candidates = [i for i in claims.open() if claims.notes[i].note.id not in known_ids]
        self._vanished = {line.guid: line for line in lock.lines if line.state is State.LIVE and claims.is_free(line)}
        self._following: defaultdict[str, list[LockLine]] = defaultdict(list)
        for line in lock.lines if self._vanished else ():
            if line.state is State.LIVE:
                self._following[line.after or _start_of(line.path)].append(line)
        self._looks: dict[int | str, Look] = {}

    def by_place(self, minimum: float) -> None:
        """Claim lines that stood where the note stands now; a claimed note is the place of the next one."""
        for index, place in self._places():
            if line := self._best_at(index, place, minimum, same_kind=True):
                self._claims.claim(index, line)

    def alone(self, minimum: float, *, in_file: bool) -> None:
        """Claim lines by likeness alone, the most alike first; a line with an id waits for its id."""
        pairs = [
            (-score, index, line.note_id, line)
            for index, line in self._pairs(minimum, in_file=in_file)
            if (score := self._likeness(index, line, minimum)) >= minimum
        ]
        for _, index, _, line in sorted(pairs):
            if self._claims.found[index] is None and self._claims.is_free(line):
                self._claims.claim(index, line)

    def turned(self, minimum: float) -> dict[str, int]:
        """Find the lines whose note is now of the other kind: by the author's id, or by place and likeness."""
        by_id = {line.id: guid for guid, line in self._vanished.items() if line.id and self._claims.is_free(line)}
        notes = self._claims.notes
        turned = {by_id[notes[i].note.id]: i for i in self._claims.open() if notes[i].note.id in by_id}
        for index, place in self._places():
            if line := self._best_at(index, place, minimum, same_kind=False):
                turned.setdefault(line.guid, index)
        return turned

    def _places(self) -> Iterator[tuple[int, str]]:
        """Go through the open notes with the guid of the nearest known note before each, or their file's start."""
        candidates, found, notes = set(self._candidates), self._claims.found, self._claims.notes
        place = ""
        for index in range(len(notes) if self._vanished else 0):
            if is_first_in_file(notes, index):
                place = _start_of(notes[index].note.source.path)
            if found[index] is None and index in candidates:
                yield index, place
            if line := found[index]:
                place = line.guid

    def _best_at(self, index: int, place: str, minimum: float, *, same_kind: bool) -> LockLine | None:
        note = self._claims.notes[index].note
        best, best_score = None, 0.0
        for line in self._lines_from(place):
            if self._is_left(line) and (line.kind is note.kind) is same_kind and not (line.id and note.id):
                score = self._likeness(index, line, minimum)
                if score >= minimum and score > best_score:
                    best, best_score = line, score
                if score >= _SURE:
                    break
        return best

    def _lines_from(self, place: str) -> Iterator[LockLine]:
        """Walk on from a note to those that followed it when the lock was written."""
        lines = deque(self._following.get(place, ()))
        for _ in range(_REACH):
            if not lines:
                return
            line = lines.popleft()
            yield line
            lines.extend(self._following.get(line.guid, ()))

    def _is_left(self, line: LockLine) -> bool:
        return line.guid in self._vanished and self._claims.is_free(line)

    def _likeness(self, index: int, line: LockLine, minimum: float) -> float:
        return likeness(self._look_at(line), self._look_at_note(index), minimum)

    def _look_at_note(self, index: int) -> Look:
        if index not in self._looks:
            self._looks[index] = _look_of(self._claims.notes[index])
        return self._looks[index]

    def _look_at(self, line: LockLine) -> Look:
        if line.guid not in self._looks:
            self._looks[line.guid] = look(line.kind, line.text, [a.text for a in line.answers if a.live])
        return self._looks[line.guid]

    def _pairs(self, minimum: float, *, in_file: bool) -> Iterator[tuple[int, LockLine]]:
        """List the notes and lines worth comparing: of one file, or of the deck."""
        groups = self._groups(in_file=in_file)
        few = sum(len(indices) * len(lines) for indices, lines in groups) <= _PAIRS
        for indices, lines in groups:
            wholes = [self._look_at(line).whole for line in lines]
            near = _nearest(wholes, minimum - LIFT) if few else _sharing_words(wholes)
            for index in indices:
                for at in near(self._look_at_note(index).whole):
                    if lines[at].kind is self._claims.notes[index].note.kind:
                        yield index, lines[at]

    def _groups(self, *, in_file: bool) -> list[_Group]:
        groups: defaultdict[str, _Group] = defaultdict(lambda: ([], []))
        for line in self._vanished.values():
            if not line.id and self._claims.is_free(line):
                groups[line.path if in_file else ""][1].append(line)
        for index in self._candidates:
            if self._claims.found[index] is None:
                groups[self._claims.notes[index].note.source.path if in_file else ""][0].append(index)
        return [group for group in groups.values() if all(group)]


def _start_of(path: str) -> str:
    return f"/{path}"  # no guid has a slash


def _look_of(rendered: RenderedNote) -> Look:
    note = rendered.note
    asked = [note.back.value] if note.back else [deletion.answer for deletion in rendered.deletions]
    return look(note.kind, short_text(note.front.value), [short_answer(answer) for answer in asked])


def _nearest(texts: Sequence[str], minimum: float) -> Callable[[str], Iterable[int]]:
    """Make a search for the places of the texts most like one, by comparing it with each."""

    def search(text: str) -> list[int]:
        best = process.extract(text, texts, scorer=fuzz.ratio, score_cutoff=minimum, limit=_CANDIDATES)
        return [at for _, _, at in best]

    return search


def _sharing_words(texts: Sequence[str]) -> Callable[[str], Iterable[int]]:
    """Make a search for the places of the texts that have the most of one's rare words."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for word in _keys(text):
            holders[word].append(at)

    def search(text: str) -> list[int]:
        rare = sorted((len(holders[word]), word) for word in _keys(text) if word in holders)[:_RARE_WORDS]
        shared = Counter(at for count, word in rare if count <= _COMMON for at in holders[word])
        return sorted(shared, key=lambda at: (-shared[at], at))[:_CANDIDATES]

    return search


def _keys(text: str) -> set[str]:
    """List the words of a text, or pieces of it where words are few, as in scripts that put no spaces."""
    words = set(_WORD.findall(text))
    return words if len(words) > 2 else {text[at : at + 3] for at in range(max(1, len(text) - 2))}
