"""The pipeline from facts to generated cards: parse, rank, draft, choose, tag."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from lalaflash.generate.candidates import RankedSpan
from lalaflash.generate.drafts import Draft, Drafter
from lalaflash.generate.parsing import parse_texts
from lalaflash.generate.select import choose, least_score
from lalaflash.generate.special import special_spans
from lalaflash.generate.tagging import heading_tag, kind_tag, merge, terms_of
from lalaflash.generate.text_cleaning import clean
from lalaflash.generate.unusable import GUESSED, LEANS, NO_SENTENCE, unusable
from lalaflash.model import NoteKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from spacy.language import Language

    from lalaflash.generate.syntax import Parse
    from lalaflash.model import Source
    from lalaflash.readers.prose import Fact

    Ranker: TypeAlias = Callable[[Sequence[Parse]], Iterable[Sequence[RankedSpan]]]
    """For each fact the spans that are most worth asking for, best first."""

DEFAULT_MAX_CARDS = 3
DEFAULT_MIN_SCORE = 0.0
BATCH = 64
LONGEST_FACT = 200_000
"""Characters; the parser's memory grows with the length of a text."""
_TOO_LONG = f"longer than {LONGEST_FACT:,} characters: part it with blank lines"
ABBREVIATION = 0.9
"""The score of "What does … stand for?", as a share of the fact's best span."""
_TRIES = 4
"""How many times the wanted number of drafts are made before the best are chosen."""


@dataclass(frozen=True, slots=True)
class GenerateOptions:
    """What the user asked for. ``doubtful`` adds plain gaps for spans that make no good card.

    ``familiar`` are names, in lower case, that the whole text is about (see ``familiar_names``); ``lived`` says that
    the text speaks of somebody's life (see ``tells_of_a_life``).
    """

    max_cards: int = DEFAULT_MAX_CARDS
    min_score: float = DEFAULT_MIN_SCORE
    kinds: frozenset[NoteKind] = frozenset(NoteKind)
    topic: str = ""
    tags: tuple[str, ...] = ()
    doubtful: bool = False
    familiar: frozenset[str] = frozenset()
    lived: bool = False


@dataclass(frozen=True, slots=True)
class GeneratedCard:
    """A card made from a fact. ``text`` is the cloze in lalaflash's markup, or the question; ``context`` may be ""."""

    kind: NoteKind
    prompt: str
    answer: str
    hint: str
    context: str
    topic: str
    tags: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]
    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class FactCards:
    """A fact with its cards, the best first; without cards ``reason`` says why there are none."""

    fact: Fact
    cards: tuple[GeneratedCard, ...] = ()
    reason: str = ""
    terms: Counter[str] = field(default_factory=Counter)


def generate(facts: Iterable[Fact], parser: Language, rank: Ranker, options: GenerateOptions) -> Iterator[FactCards]:
    """Make cards from facts, in their order, one result a fact."""
    waiting: list[tuple[Fact, str, str]] = []
    for fact in facts:
        text = clean(fact.text)
        waiting.append((fact, text, _TOO_LONG if len(text) > LONGEST_FACT else unusable(text)))
        if len(waiting) >= BATCH:
            yield from _generate_batch(waiting, parser, rank, options)
            waiting = []
    yield from _generate_batch(waiting, parser, rank, options)


def _generate_batch(
    batch: Sequence[tuple[Fact, str, str]], parser: Language, rank: Ranker, options: GenerateOptions
) -> Iterator[FactCards]:
    parses = list(parse_texts(parser, (text for _, text, flaw in batch if not flaw)))
    parsed = zip(parses, rank(parses), strict=True)
    for fact, _, flaw in batch:
        yield FactCards(fact, reason=flaw) if flaw else _cards_of(fact, *next(parsed), options)


def _cards_of(fact: Fact, parse: Parse, ranked: Sequence[RankedSpan], options: GenerateOptions) -> FactCards:
    topic = options.topic or fact.topic
    drafts, flaws = _drafts(parse, ranked, topic, options)
    # Whoever wants doubtful cards as well wants all there are: no variety is enforced.
    best = sorted(drafts, key=lambda draft: -draft.score)[: options.max_cards]
    chosen = best if options.doubtful else choose(drafts, options.max_cards, options.familiar)
    cards = tuple(_card(draft, fact, topic, options) for draft in sorted(chosen, key=lambda draft: -draft.score))
    if cards:
        return FactCards(fact, cards, terms=terms_of(parse))
    return FactCards(fact, reason=GUESSED if drafts else _main_reason(flaws))


def _drafts(
    parse: Parse, ranked: Sequence[RankedSpan], topic: str, options: GenerateOptions
) -> tuple[list[Draft], Counter[str]]:
    drafter = Drafter(parse, topic=topic, wanted=options.kinds, lived=options.lived and " " not in topic)
    drafts: list[Draft] = []
    flaws: Counter[str] = Counter()
    drafts += [] if options.doubtful else drafter.abbreviations(_best(ranked) * ABBREVIATION)
    seen = {draft.answer.lower() for draft in drafts}
    least = max([options.min_score, *(least_score(draft, options.familiar) for draft in drafts)])
    # Whoever wants all there is wants the ranking's own order.
    for span in ranked if options.doubtful else _with_specials(parse, ranked):
        if span.score < least or len(drafts) >= _TRIES * options.max_cards:
            break
        draft: Draft | str | None = drafter.draft(span.start, span.end, span.score, span.reasons)
        if isinstance(draft, str):
            flaws[draft] += 1
            if not options.doubtful:
                continue
            draft = drafter.doubtful(span.start, span.end, span.score, span.reasons, draft)
        if isinstance(draft, Draft) and draft.answer.lower() not in seen:
            seen.add(draft.answer.lower())
            drafts.append(draft)
            least = least if options.doubtful else max(least, least_score(draft, options.familiar))
    return drafts, flaws


def _with_specials(parse: Parse, ranked: Sequence[RankedSpan]) -> list[RankedSpan]:
    """Spans that the ranking may not know but a certain question form asks for."""
    known = {(span.start, span.end) for span in ranked}
    best = _best(ranked)
    extra = [
        RankedSpan(start, end, best * weight, (reason,))
        for start, end, weight, reason in special_spans(parse)
        if (start, end) not in known
    ]
    return sorted([*ranked, *extra], key=lambda span: -span.score) if extra else list(ranked)


def _best(ranked: Sequence[RankedSpan]) -> float:
    return max((span.score for span in ranked), default=0.5)


def _main_reason(flaws: Counter[str]) -> str:
    """What the user can mend comes first; then what was wrong most often."""
    for telling in (NO_SENTENCE, LEANS):
        if flaws[telling]:
            return telling
    return flaws.most_common(1)[0][0] if flaws else "nothing to ask for"


def _card(draft: Draft, fact: Fact, topic: str, options: GenerateOptions) -> GeneratedCard:
    tags = merge(options.tags, (heading_tag(fact.headings),), (kind_tag(draft.answer_kind),))
    return GeneratedCard(
        draft.kind, draft.prompt, draft.answer, draft.hint, draft.context, topic, tags, round(draft.score, 4),
        draft.reasons, fact.source, draft.text,
    )  # fmt: skip
