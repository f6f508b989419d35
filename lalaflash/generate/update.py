"""Bring a card file up to date with its texts: generate what is new, add it, remember what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lalaflash.errors import WriteError
from lalaflash.files import replace_text
from lalaflash.generate.card_files import (
    Addition,
    Existing,
    addition,
    decide,
    decided,
    file_topic,
    open_cards,
    outdated,
    read_existing,
    see_changes,
    with_additions,
    without_cards,
)
from lalaflash.generate.record import State, content_of, load_record, save_record
from lalaflash.generate.run import complete, known_facts, recorded
from lalaflash.root import RECORD_SUFFIX
from lalaflash.writers.cards import head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from lalaflash.generate.cards import GeneratedCard, GenerateOptions
    from lalaflash.generate.record import Content, FactRecord, Record
    from lalaflash.generate.run import Maker
    from lalaflash.readers.prose import Fact

    Chooser: TypeAlias = Callable[[Sequence[GeneratedCard], str], "Choice"]
    """Decides on new cards; the second argument is the topic that their file says once for all."""


class Choice(NamedTuple):
    """What is to be done with new cards: the entries to add, and what was decided on each card; others stay open."""

    added: list[Addition]
    decisions: dict[Content, State]


class Outcome(NamedTuple):
    """What an update did, in numbers of cards.

    ``kept`` ones stand as they were made, ``gone`` ones were changed or taken out by their owner, ``outdated`` ones
    come from facts that the text no longer has. ``cardless`` are the facts without any card, each with its reason;
    ``has_cards`` says whether others have any; ``interrupted`` says that some are missing.
    """

    cardless: list[tuple[Fact, FactRecord]]
    has_cards: bool
    added: int
    removed: int
    kept: int
    gone: int
    outdated: int
    interrupted: bool


def accept_all(cards: Sequence[GeneratedCard], topic: str) -> Choice:
    """Add all cards."""
    return Choice([addition(card, topic) for card in cards], {content_of(card): State.WRITTEN for card in cards})


def update_card_file(
    path: Path,
    facts: Sequence[Fact],
    options: GenerateOptions,
    make: Maker,
    *,
    files: frozenset[str] = frozenset(),
    schema: str = "",
    anew: bool = False,
    choose: Chooser = accept_all,
    progress: Callable[[int], None] | None = None,
) -> Outcome:
    """Add the new cards of facts to the card file at ``path``; the record beside it knows those of earlier runs.

    ``files`` are the names of the texts, ``choose`` decides on the new cards.
    The card file is replaced before the record: a run that is killed between the two finds its cards in the file.
    Raises ProjectError and WriteError; then both files are as they were.
    """
    record_path = path.with_suffix(RECORD_SUFFIX)
    record = load_record(record_path)
    existing = _existing(path)
    see_changes(record, existing)
    before = decided(record)
    interrupted = False
    try:
        complete(record, facts, options, make, anew=anew, progress=progress)
    except KeyboardInterrupt:
        interrupted = True
    topic, chosen, there = _decisions(open_cards(record, facts, options), existing, choose)
    replaced = _replaced(record, facts, options, before) if anew else []
    made = _changed(existing, chosen.added, replaced, str(path), head(schema=schema, topic=topic))
    if made.text != existing.text:
        replace_text(path, made.text)
    decide(record, {**chosen.decisions, **dict.fromkeys(there, State.WRITTEN)})
    save_record(record_path, record)
    states = list(before.values())
    removed = len(existing.contents) + sum(len(one.contents) for one in chosen.added) - len(made.contents)
    cardless, has_cards = _without_cards(known_facts(record, facts, options))
    return Outcome(
        cardless,
        has_cards,
        len(chosen.added),
        removed,
        states.count(State.WRITTEN) - removed,
        states.count(State.GONE),
        outdated(record, facts, options, files),
        interrupted,
    )


def _without_cards(results: Iterable[tuple[Fact, FactRecord]]) -> tuple[list[tuple[Fact, FactRecord]], bool]:
    """The facts without cards, and whether others have any: all at once would fill the memory."""
    cardless, has_cards = [], False
    for fact, known in results:
        if known.cards:
            has_cards = True
        else:
            cardless.append((fact, known))
    return cardless, has_cards


def _existing(path: Path) -> Existing:
    if not path.exists():
        return Existing()
    try:
        return read_existing(path.read_bytes(), str(path))
    except OSError as error:
        raise WriteError(f"{path}: cannot be read: {error.strerror or error}") from error


def _decisions(
    cards: Sequence[GeneratedCard], existing: Existing, choose: Chooser
) -> tuple[str, Choice, list[Content]]:
    """The topic of the file, what is chosen of the new cards, and those that a killed run had put into the file.

    The cards themselves are not needed any more then, and would fill the memory.
    """
    present = frozenset(existing.contents)
    new = [card for card in cards if content_of(card) not in present]
    topic = file_topic(existing, new)
    return topic, choose(new, topic), [content for card in cards if (content := content_of(card)) in present]


def _replaced(
    record: Record, facts: Sequence[Fact], options: GenerateOptions, before: dict[Content, State]
) -> list[GeneratedCard]:
    """The cards that stood in the file and were not made again."""
    now = decided(record)
    return [
        card
        for _, fact in recorded(record, facts, options)
        for card in fact.cards
        if before.get(content_of(card)) is State.WRITTEN and now.get(content_of(card)) is State.GONE
    ]


def _changed(
    existing: Existing, added: Sequence[Addition], replaced: Sequence[GeneratedCard], path: str, beginning: str
) -> Existing:
    made = existing
    if added:
        made = with_additions(existing if existing.text else Existing(beginning), added, path)
    return without_cards(made, replaced, path) if replaced else made
