"""Generated cards in a card file: what stands in it already, what may be added, and what became of the rest.

A card that was once put into the file is its owner's: found there word for word it is kept; not found, it was edited or
taken out, and does not come back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.errors import ProjectError
from lalaflash.generate.record import Content, Record, State, content_of, fact_key
from lalaflash.generate.run import known_facts, recorded
from lalaflash.model import Severity
from lalaflash.readers.cards import read_cards
from lalaflash.writers.cards import INDENT, entry, head, scalar, with_origin, without_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lalaflash.generate.cards import GeneratedCard, GenerateOptions
    from lalaflash.readers.prose import Fact

_READ_AT_ONCE = 4096
"""Entries."""


class Existing(NamedTuple):
    """A card file as it stands: its text, and what its notes say, in their order. A file that isn't there has none."""

    text: str = ""
    contents: tuple[Content, ...] = ()


def read_existing(data: bytes, path: str) -> Existing:
    """Read a card file that cards are to be added to; raises ProjectError where it has errors."""
    file = read_cards(data, path)
    for problem in file.problems:
        if problem.severity is Severity.ERROR:
            place = f"{path}:{problem.source.line}:{problem.source.column}"
            raise ProjectError(f"{place}: {problem.message}; then cards can be added to the file")
    contents = tuple(
        Content(note.kind, note.front.value, note.back.value if note.back else "")
        for note in file.notes
        if note.context is None
    )
    return Existing(data.decode("utf-8-sig"), contents)


def see_changes(record: Record, existing: Existing) -> None:
    """Learn from the card file what became of the cards that were put into it.

    A file that isn't there any more gets its cards back, but not those that had been taken out of it.
    """
    present = frozenset(existing.contents)
    for key in record:
        fact = record[key]
        states = tuple(
            _seen(state, is_there=content_of(card) in present, is_file=bool(existing.text))
            for card, state in zip(fact.cards, fact.states, strict=True)
        )
        if states != fact.states:
            record[key] = replace(fact, states=states)


def _seen(state: State, *, is_there: bool, is_file: bool) -> State:
    if is_there:
        return State.WRITTEN
    if state is State.WRITTEN:
        return State.GONE if is_file else State.NEW
    return state


def decided(record: Record) -> dict[Content, State]:
    """What has been decided on each card, whichever fact it was made from."""
    found: dict[Content, State] = {}
    for key in record:
        fact = record[key]
        for card, state in zip(fact.cards, fact.states, strict=True):
            if state is not State.NEW:
                found[content_of(card)] = state
    return found


def open_cards(record: Record, facts: Iterable[Fact], options: GenerateOptions) -> list[GeneratedCard]:
    """The cards of these facts on which nothing has been decided, in the order of the facts, each once."""
    known = decided(record)
    found: dict[Content, GeneratedCard] = {}
    for _, fact in recorded(record, facts, options):
        for card in fact.cards:
            if content_of(card) not in known:
                found.setdefault(content_of(card), card)
    return list(found.values())


def decide(record: Record, decisions: Mapping[Content, State]) -> None:
    """Remember what was decided on cards, wherever they stand in the record."""
    for key in record:
        fact = record[key]
        states = tuple(
            decisions.get(content_of(card), state) for card, state in zip(fact.cards, fact.states, strict=True)
        )
        if states != fact.states:
            record[key] = replace(fact, states=states)


def outdated(record: Record, facts: Sequence[Fact], options: GenerateOptions, files: frozenset[str]) -> int:
    """Count the cards in the card file that come from facts which these texts no longer hold."""
    keys = {fact_key(fact, options) for fact in facts}
    left = {
        content_of(card)
        for key in record
        if key not in keys and (fact := record[key]).file in files
        for card, state in zip(fact.cards, fact.states, strict=True)
        if state is State.WRITTEN
    }
    if not left:
        return 0
    return len(left - {content_of(card) for _, fact in known_facts(record, facts, options) for card in fact.cards})


class Addition(NamedTuple):
    """An entry to add to a card file: its text, indented by ``INDENT``, and what its notes say."""

    block: str
    contents: tuple[Content, ...]


def addition(card: GeneratedCard, topic: str = "") -> Addition:
    """A generated card as an entry, with its origin above it; ``topic`` is what the file says already."""
    return Addition(with_origin(entry(card, topic=topic), card), (content_of(card),))


def file_topic(existing: Existing, cards: Iterable[GeneratedCard]) -> str:
    """The topic that a card file says once for all: that of all cards of a new file, that of one that is there."""
    topics = {card.topic for card in cards}
    if existing.text:
        lines = frozenset(existing.text.splitlines())
        return next((topic for topic in sorted(topics) if topic and f"topic: {scalar(topic)}" in lines), "")
    return topics.pop() if len(topics) == 1 else ""


def with_additions(existing: Existing, added: Sequence[Addition], path: str) -> Existing:
    """A card file with entries added at its end; raises ProjectError where YAML leaves no way to do so."""
    start = existing.text if existing.text.endswith("\n") else existing.text + "\n"
    for shift in (str, _outdented):
        blocks = [shift(one.block) for one in added]
        if _take_their_place(existing._replace(text=start), blocks, added, path):
            return Existing(start + "".join(blocks), (*existing.contents, *_contents_of(added)))
    raise ProjectError(
        f"{path}: cards can't be added at the end of this file: "
        "put its list of cards last, or write to another file with -o"
    )


def _outdented(block: str) -> str:
    return "".join(line.removeprefix(INDENT) for line in block.splitlines(keepends=True))


def _take_their_place(existing: Existing, blocks: Sequence[str], added: Sequence[Addition], path: str) -> bool:
    """Whether a file with these entries behind what it holds says just that.

    The first ones are read in their place. The others, which stand in the same list, are read some at a time in a list
    of their own: all at once took as much memory as making them.
    """
    for begin in range(0, len(added), _READ_AT_ONCE):
        part = slice(begin, begin + _READ_AT_ONCE)
        before = Existing(head()) if begin else existing
        wanted = (*before.contents, *_contents_of(added[part]))
        if not _says(before.text + "".join(blocks[part]), path, wanted):
            return False
    return True


def _contents_of(added: Iterable[Addition]) -> Iterator[Content]:
    return (content for one in added for content in one.contents)


def without_cards(existing: Existing, cards: Iterable[GeneratedCard], path: str) -> Existing:
    """A card file without those of the cards that stand in it just as they were written."""
    text, left = existing
    kept = list(left)
    for card in cards:
        blocks = [
            entry(card, topic=topic, indent=indent)
            for topic in dict.fromkeys(("", card.topic))
            for indent in (INDENT, "")
        ]
        shorter = next((found for block in blocks if (found := without_entry(text, block)) != text), text)
        if shorter != text and content_of(card) in kept:
            text = shorter
            kept.remove(content_of(card))
    return Existing(text, tuple(kept)) if _says(text, path, kept) else existing


def _says(text: str, path: str, contents: Sequence[Content]) -> bool:
    try:
        return read_existing(text.encode(), path).contents == tuple(contents)
    except ProjectError:
        return False
