"""Cards for facts: from the record where it knows them, else from a maker, which is asked only then."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeAlias

from lalaflash.generate.familiar import defined_topics, familiar_names, tells_of_a_life, written_topics
from lalaflash.generate.record import FactRecord, Record, State, content_of, fact_key
from lalaflash.generate.tagging import content_tags, merge
from lalaflash.readers.shape import is_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lalaflash.generate.cards import FactCards, GeneratedCard, GenerateOptions
    from lalaflash.readers.prose import Fact

    Maker: TypeAlias = Callable[[Sequence[Fact], GenerateOptions], Iterable[FactCards]]
    """Makes cards of facts, one result a fact, in their order."""


def unknown_facts(record: Record, facts: Iterable[Fact], options: GenerateOptions) -> list[Fact]:
    """The facts that the record doesn't know, each once."""
    found = {key: fact for fact in facts if (key := fact_key(fact, options)) not in record}
    return list(found.values())


def complete(
    record: Record,
    facts: Sequence[Fact],
    options: GenerateOptions,
    make: Maker,
    *,
    anew: bool = False,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Have cards made for the facts that the record doesn't know, or for all of them ``anew``; tell for how many.

    What is finished when an exception ends the run, such as Ctrl-C, is in the record.
    """
    wanted = list(facts) if anew else unknown_facts(record, facts, options)
    made: list[str] = []
    plain = _with_knowledge(options, facts) if wanted else options
    try:
        for result in make(wanted, plain) if wanted else ():
            key = fact_key(result.fact, options)
            record[key] = _renewed(record[key] if key in record else FactRecord(), result)
            made.append(key)
            if progress:
                progress(1)
    finally:
        _add_content_tags(record, [fact_key(fact, options) for fact in facts], frozenset(made))
    return len(made)


def _with_knowledge(options: GenerateOptions, facts: Sequence[Fact]) -> GenerateOptions:
    """The options with what all facts of a text together tell; the user's tags are added later."""
    texts = [fact.text for fact in facts]
    told = [(options.topic or fact.topic, fact.text) for fact in facts]
    return replace(
        options,
        tags=(),
        familiar=familiar_names(texts),
        lived=tells_of_a_life(texts),
        defined=defined_topics(told),
        written=written_topics(told),
    )


def _renewed(old: FactRecord, made: FactCards) -> FactRecord:
    """What was just made, with the states that the same cards had; decisions on cards not made again are kept."""
    states = {content_of(card): state for card, state in zip(old.cards, old.states, strict=True)}
    fresh = {content_of(card): card for card in made.cards}
    dropped = [
        (card, State.REJECTED if state is State.REJECTED else State.GONE)
        for card, state in zip(old.cards, old.states, strict=True)
        if state is not State.NEW and content_of(card) not in fresh
    ]
    return FactRecord(
        (*fresh.values(), *(card for card, _ in dropped)),
        (*(states.get(content, State.NEW) for content in fresh), *(state for _, state in dropped)),
        made.reason,
        tuple(sorted(made.terms.items())),
        PurePath(made.fact.source.path).name,
    )


def _add_content_tags(record: Record, keys: Iterable[str], made: frozenset[str]) -> None:
    """Tag the cards just made with the terms that set their fact apart from the others of its text."""
    if not made:
        return
    known = [key for key in dict.fromkeys(keys) if key in record]
    tags = content_tags([Counter(dict(record[key].terms)) for key in known])
    for key, terms in zip(known, tags, strict=True):
        if terms and key in made:
            fact = record[key]
            record[key] = replace(fact, cards=tuple(replace(card, tags=merge(card.tags, terms)) for card in fact.cards))


def recorded(record: Record, facts: Iterable[Fact], options: GenerateOptions) -> Iterator[tuple[Fact, FactRecord]]:
    """What the record knows of each fact, with the cards as they are to be shown; unknown facts are left out."""
    for fact, known in known_facts(record, facts, options):
        yield fact, replace(known, cards=tuple(_placed(card, fact, options) for card in known.cards))


def known_facts(record: Record, facts: Iterable[Fact], options: GenerateOptions) -> Iterator[tuple[Fact, FactRecord]]:
    """The same with the cards as the record holds them: without their place, their topic and the user's tags."""
    for fact in facts:
        key = fact_key(fact, options)
        if key in record:
            yield fact, record[key]


def _placed(card: GeneratedCard, fact: Fact, options: GenerateOptions) -> GeneratedCard:
    """A card from the record with what the record doesn't hold: its place, its topic, the user's tags."""
    tags = tuple(tag for tag in merge(options.tags, card.tags) if is_tag(tag))
    return replace(card, source=fact.source, topic=options.topic or fact.topic, tags=tags)


def usable_cards(fact: FactRecord) -> list[GeneratedCard]:
    """The cards of a fact that nobody has thrown out."""
    kept = (State.NEW, State.WRITTEN)
    return [card for card, state in zip(fact.cards, fact.states, strict=True) if state in kept]
