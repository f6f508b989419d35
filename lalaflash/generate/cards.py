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
from lalaflash.generate.syntax import joined
from lalaflash.generate.tagging import heading_tag, kind_tag, merge, terms_of
from lalaflash.generate.text_cleaning import clean
from lalaflash.generate.topic_words import Topic, is_full_name
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
_LONGEST_BEFORE = 400
"""Characters of a fact that others are shown below."""
ABBREVIATION = 0.9
"""The score of "What does … stand for?", as a share of the fact's best span."""
_TRIES = 4
"""How many times the wanted number of drafts are made before the best are chosen."""


@dataclass(frozen=True, slots=True)
class GenerateOptions:
    """What the user asked for. ``doubtful`` adds plain gaps for spans that make no good card.

    ``familiar`` are names, in lower case, that the whole text is about (see ``familiar_names``); ``lived`` says that
    the text speaks of somebody's life (see ``tells_of_a_life``); ``defined`` are the topics of which it says what they
    are (see ``defined_topics``), and ``written`` is how it writes them (see ``written_topics``).
    """

    max_cards: int = DEFAULT_MAX_CARDS
    min_score: float = DEFAULT_MIN_SCORE
    kinds: frozenset[NoteKind] = frozenset(NoteKind)
    topic: str = ""
    tags: tuple[str, ...] = ()
    doubtful: bool = False
    familiar: frozenset[str] = frozenset()
    lived: bool = False
    defined: frozenset[str] = frozenset()
    written: tuple[tuple[str, str], ...] = ()


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
    texts = [text for _, text, flaw in batch if not flaw]
    parses = list(parse_texts(parser, texts))
    ranks = iter(rank(parses))
    known = dict(zip(texts, parses, strict=True))

    def parse_of(text: str) -> Parse:
        return known[text] if text in known else next(parse_texts(parser, [text]))

    for fact, text, flaw in batch:
        yield FactCards(fact, reason=flaw) if flaw else _cards_of(fact, known[text], next(ranks), parse_of, options)


def _cards_of(
    fact: Fact, parse: Parse, ranked: Sequence[RankedSpan], parse_of: Callable[[str], Parse], options: GenerateOptions
) -> FactCards:
    """The cards of a fact: by itself, and if it makes none since it leans on the fact before it, below that one."""
    drafter = drafter_of(fact, parse, options)
    # Whoever wants all there is wants the ranking's own order.
    spans = ranked if options.doubtful else with_specials(parse, ranked)
    first = [] if options.doubtful else drafter.abbreviations(_best(ranked) * ABBREVIATION)
    drafts, flaws = _drafts(drafter, spans, first, options)
    chosen = _choose(drafts, options)
    if not chosen and flaws[LEANS] and fact.before:
        leaning = drafter.leaning()
        spans = [span for span in spans if parse.sentence[span.start] in leaning]
        chosen = _choose(_drafts_below(fact, parse, spans, parse_of, options), options)
    cards = tuple(_card(draft, fact, options) for draft in sorted(chosen, key=lambda draft: -draft.score))
    if cards:
        return FactCards(fact, cards, terms=terms_of(parse))
    return FactCards(fact, reason=GUESSED if drafts else _main_reason(flaws))


def drafter_of(fact: Fact, parse: Parse, options: GenerateOptions, *, own: int = 0) -> Drafter:
    """What makes drafts of a fact by itself; ``own`` is the number of its first sentence in its parse."""
    topic = options.topic or fact.topic
    told = Topic(
        topic,
        options.lived and (" " not in topic or is_full_name(topic)),
        topic in options.defined,
        dict(options.written).get(topic, ""),
    )
    return Drafter(parse, topic=told, wanted=options.kinds, own=own)


def drafter_below(
    fact: Fact, parse: Parse, parse_of: Callable[[str], Parse], options: GenerateOptions
) -> tuple[Drafter, int] | None:
    """What makes drafts of a fact below the one before it, and how many tokens that has; None where it is of no use."""
    text = clean(fact.before)
    if unusable(text) or len(text) > _LONGEST_BEFORE:
        return None
    before = parse_of(text)
    return drafter_of(fact, joined(before, parse), options, own=len(before.sentences)), len(before)


def _drafts_below(
    fact: Fact,
    parse: Parse,
    spans: Sequence[RankedSpan],
    parse_of: Callable[[str], Parse],
    options: GenerateOptions,
) -> list[Draft]:
    found = drafter_below(fact, parse, parse_of, options)
    if found is None:
        return []
    drafter, shift = found
    moved = [span._replace(start=span.start + shift, end=span.end + shift) for span in spans]
    return _drafts(drafter, moved, [], options)[0]


def _choose(drafts: Sequence[Draft], options: GenerateOptions) -> list[Draft]:
    if options.doubtful:  # Whoever wants doubtful cards as well wants all there are: no variety is enforced.
        return sorted(drafts, key=lambda draft: -draft.score)[: options.max_cards]
    return choose(drafts, options.max_cards, options.familiar)


def _drafts(
    drafter: Drafter, spans: Iterable[RankedSpan], first: Sequence[Draft], options: GenerateOptions
) -> tuple[list[Draft], Counter[str]]:
    """The ``first`` drafts and one for each span, as far as it makes one; and how often which flaw prevented it."""
    drafts = list(first)
    flaws: Counter[str] = Counter()
    seen = {draft.answer.lower() for draft in drafts}
    least = max([options.min_score, *(least_score(draft, options.familiar) for draft in drafts)])
    for span in spans:
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


def with_specials(parse: Parse, ranked: Sequence[RankedSpan]) -> list[RankedSpan]:
    """Spans that the ranking may not know but a certain question form asks for."""
    best = _best(ranked)
    known = {(span.start, span.end): span for span in ranked}
    for start, end, weight, reason in special_spans(parse):
        extra = RankedSpan(start, end, best * weight, (reason,))
        known[start, end] = max(extra, known.get((start, end), extra), key=lambda span: span.score)
    return sorted(known.values(), key=lambda span: -span.score)


def _best(ranked: Sequence[RankedSpan]) -> float:
    return max((span.score for span in ranked), default=0.5)


def _main_reason(flaws: Counter[str]) -> str:
    """What the user can mend comes first; then what was wrong most often."""
    for telling in (NO_SENTENCE, LEANS):
        if flaws[telling]:
            return telling
    return flaws.most_common(1)[0][0] if flaws else "nothing to ask for"


def _card(draft: Draft, fact: Fact, options: GenerateOptions) -> GeneratedCard:
    topic = options.topic or fact.topic
    tags = merge(options.tags, (heading_tag(fact.headings),), (kind_tag(draft.answer_kind),))
    return GeneratedCard(
        draft.kind, draft.prompt, draft.answer, draft.hint, draft.context, topic, tags, round(draft.score, 4),
        draft.reasons, fact.source, draft.text,
    )  # fmt: skip
