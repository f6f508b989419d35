"""Fresh ids for Anki: guids made from what a note says, and note and card ids, which are moments in milliseconds."""

from __future__ import annotations

import hashlib
import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from lalaflash.lock import LockLine
    from lalaflash.model import Deck, Note

_GUID_BYTES = 8  # as many as Anki's own guids have
_ROOM = 10  # milliseconds between two notes, so that a card's id can be its note's id plus its place


def new_guid(deck: Deck, note: Note, source: str, taken: Container[str]) -> str:
    """Make a guid from the deck and the author's id, or else the hash of the text, so that it can be made again."""
    own = f"id:{note.id}" if note.id else f"text:{source}"
    seed = "".join([f"{len(part)}:{part}" for part in (deck.key, deck.author, note.kind, own)])
    guids = (_guid(f"{seed}{count}") for count in itertools.count())
    return next(guid for guid in guids if guid not in taken)


def _guid(seed: str) -> str:
    return hashlib.blake2b(seed.encode("utf-8", "surrogatepass"), digest_size=_GUID_BYTES).hexdigest()


def room_for(cards: int) -> int:
    """Tell how many milliseconds a note with so many cards takes up."""
    return max(_ROOM, cards)


def new_note_ids(rooms: Sequence[int], lines: Iterable[LockLine], now_ms: int) -> list[int]:
    """Give note ids to new notes, rising in the author's order, in the latest stretch before now that is free.

    With a clock that is too early for that they come after all ids of the lock.
    """
    if not rooms:
        return []
    total = sum(rooms)
    taken = sorted(((line.note_id, room_for(_cards_ever(line))) for line in lines), reverse=True)
    end = now_ms + 1
    for note_id, room in taken:
        if note_id < end and note_id + room + total <= end:
            break
        end = min(end, note_id)
    start = end - total
    if start < 1:
        start = max((note_id + room for note_id, room in taken), default=1)
    return list(itertools.accumulate(rooms[:-1], initial=start))


def _cards_ever(line: LockLine) -> int:
    return max((answer.number for answer in line.answers), default=1)


def card_ids(notes: Sequence[tuple[int, tuple[int, ...]]]) -> list[tuple[int, ...]]:
    """Give card ids to notes, each a pair of note id and ords: note id plus ord where that is free, else the next."""
    natural = [tuple([note_id + ord_ for ord_ in ords]) for note_id, ords in notes]
    if len(set(itertools.chain.from_iterable(natural))) == sum(map(len, natural)):
        return natural
    moved = _parted(notes)
    return [tuple([moved[note_id, ord_] for ord_ in ords]) for note_id, ords in notes]


def _parted(notes: Iterable[tuple[int, tuple[int, ...]]]) -> dict[tuple[int, int], int]:
    """Part cards that want one id; one in its note's own room stays, so that growing notes move no neighbours."""
    wanted = sorted((ord_ >= _ROOM, note_id, ord_) for note_id, ords in notes for ord_ in ords)
    owners: dict[int, tuple[int, int]] = {}
    for _, note_id, ord_ in wanted:
        owners.setdefault(note_id + ord_, (note_id, ord_))
    ids = {card: card_id for card_id, card in owners.items()}
    following: dict[int, int] = {}
    for _, note_id, ord_ in wanted:
        if (note_id, ord_) not in ids:
            free = following.get(note_id, note_id + ord_)
            while free in owners:
                free += 1
            owners[free] = note_id, ord_
            ids[note_id, ord_] = free
            following[note_id] = free + 1
    return ids
