"""The weak rules of matching: a note that is new to the lock may be the edited form of one whose text has vanished."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from lalaflash.claims import Claims, is_first_in_file
from lalaflash.likeness import LIFT, Look, likeness, look
from lalaflash.lock import Lock, LockLine, State, short_answer, short_text
from lalaflash.rare_words import RareWords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lalaflash.model import RenderedNote

_REACH = 8  # so many lines after the last known note count as its place, since those between may be gone
_SURE = 85.0  # per cent; no line farther on is looked at after such a one
_PAIRS = 1_000_000  # for more pairs of notes and lines than these, only those that share rare words are compared
_CANDIDATES = 5
_FEW = 10  # among fewer texts one can't tell which words are rare

_Group = tuple[list[int], list[LockLine]]


class _Pair(NamedTuple):
    score: tuple[float, float]
    note: int  # its place among the notes
    line: LockLine


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

    def by_words(self, minimum: float) -> None:
        """Claim lines that share the words which set a note apart from others."""
        lines, indices = self._left(), self._open()
        if not lines or max(len(lines), len(indices)) < _FEW:
            return
        wholes = self._wholes(indices)
        rare = RareWords([self._look_at(line).whole for line in lines], wholes)
        self._claim_clear(
            [
                _Pair(shared, index, lines[at])
                for index, whole in zip(indices, wholes, strict=True)
                for shared, at in rare.search(whole, minimum)
                if self._may_be(index, lines[at]) and self._likeness(index, lines[at], 0.0)
            ]
        )

    def by_place(self, minimum: float) -> None:
        """Claim lines that stood where the note stands now; a claimed note is the place of the next one."""
        for index, place in self._places():
            if line := self._best_at(index, place, minimum, same_kind=True):
                self._claims.claim(index, line)

    def alone(self, minimum: float) -> None:
        """Claim lines by likeness alone, the most alike first; of two, one with the same question or answers."""
        self._claim_clear(
            [
                _Pair((self._unchanged_sides(index, line), score), index, line)
                for index, line, score in self._pairs(minimum, in_file=False)
            ]
        )

    def in_order(self, minimum: float, *, in_file: bool) -> None:
        """Claim lines by likeness, the most alike first; of those that are equally so, the first ones."""
        pairs = [(-score, index, line.note_id, line) for index, line, score in self._pairs(minimum, in_file=in_file)]
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

    def _claim_clear(self, pairs: list[_Pair]) -> None:
        """Claim the best pairs first; what fits as well with another one waits for another rule."""
        settled: set[int | str] = set()
        by_score = sorted(pairs, key=attrgetter("score"), reverse=True)
        for _, group in groupby(by_score, attrgetter("score")):
            left = [pair for pair in group if settled.isdisjoint((pair.note, pair.line.guid))]
            counts: Counter[int | str] = Counter(chain.from_iterable((pair.note, pair.line.guid) for pair in left))
            for pair in left:
                if counts[pair.note] == counts[pair.line.guid] == 1:
                    self._claims.claim(pair.note, pair.line)
            settled.update(counts)

    def _unchanged_sides(self, index: int, line: LockLine) -> int:
        old, new = self._look_at(line), self._look_at_note(index)
        return (old.shown == new.shown) + (old.answers == new.answers)

    def _left(self) -> list[LockLine]:
        return [line for line in self._vanished.values() if self._claims.is_free(line)]

    def _is_left(self, line: LockLine) -> bool:
        return line.guid in self._vanished and self._claims.is_free(line)

    def _open(self) -> list[int]:
        return [index for index in self._candidates if self._claims.found[index] is None]

    def _may_be(self, index: int, line: LockLine) -> bool:
        """See whether Anki could take the note for the line's, and the author's ids do not say otherwise."""
        note = self._claims.notes[index].note
        return line.kind is note.kind and not (line.id and note.id)

    def _wholes(self, indices: Iterable[int]) -> list[str]:
        return [self._look_at_note(index).whole for index in indices]

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

    def _pairs(self, minimum: float, *, in_file: bool) -> Iterator[tuple[int, LockLine, float]]:
        """List the notes and lines of one file, or of the deck, that are as alike as that, with their likeness."""
        groups = self._groups(in_file=in_file)
        few = sum(len(indices) * len(lines) for indices, lines in groups) <= _PAIRS
        for indices, lines in groups:
            wholes = [self._look_at(line).whole for line in lines]
            near = _nearest(wholes, minimum - LIFT) if few else _sharing_words(wholes, self._wholes(indices))
            for index in indices:
                for at in near(self._look_at_note(index).whole):
                    if self._may_be(index, lines[at]):
                        score = self._likeness(index, lines[at], minimum)
                        if score >= minimum:
                            yield index, lines[at], score

    def _groups(self, *, in_file: bool) -> list[_Group]:
        groups: defaultdict[str, _Group] = defaultdict(lambda: ([], []))
        for line in self._left():
            groups[line.path if in_file else ""][1].append(line)
        for index in self._open():
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


def _sharing_words(texts: Sequence[str], others: Sequence[str]) -> Callable[[str], Iterable[int]]:
    """Make a search for the places of the texts that share most of the rare words of one of the others."""
    rare = RareWords(texts, others)
    return lambda text: [at for _, at in rare.search(text)]
