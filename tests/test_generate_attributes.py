"""The remembering ruler sets what spaCy's own ruler sets, and stays away where it can't know."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from generator_parts import MODELS

from lalaflash.generate import attributes
from lalaflash.generate.attributes import RememberingRuler, can_remember
from lalaflash.generate.nlp import find_model, load_model

spacy = pytest.importorskip("spacy")

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TEXTS = Path(__file__).parent / "judged" / "texts-independent-1.jsonl"
ODD = [
    "I got ta go there, y'all, and there's nothin' left.",
    "C'm on, let's see what he ain't gon na do.",
    "It is that which was not, but for  two spaces \t and a tab.",
    "",
    " ",
]


@cache
def bare() -> Language:
    model: Language = spacy.load(find_model())
    return model


def row(doc: Doc) -> list[tuple[str, str, str, str, str]]:
    return [(token.tag_, token.dep_, token.pos_, token.lemma_, str(token.morph)) for token in doc]


def test_every_token_gets_what_the_ruler_gives_it_also_in_a_second_memory_zone() -> None:
    lines = TEXTS.read_text(encoding="utf-8").splitlines()
    facts = [fact for line in lines for fact in json.loads(line)["text"].split("\n\n")]
    ruler = bare().get_pipe("attribute_ruler")
    others = [name for name in bare().pipe_names if name != "attribute_ruler"]
    remembering = RememberingRuler(ruler)  # type: ignore[arg-type]
    for _ in range(2):
        with bare().memory_zone():
            for text in (*facts[:80], *ODD):
                expected = row(bare()(text))
                doc = bare().make_doc(text)
                for name in bare().pipe_names:
                    doc = bare().get_pipe(name)(doc) if name in others else remembering(doc)
                assert row(doc) == expected


def test_the_loaded_model_has_the_memory_in_place_of_the_ruler() -> None:
    names = load_model().pipe_names
    assert attributes.COMPONENT in names
    assert attributes.RULER not in names


@pytest.mark.parametrize(
    ("pattern", "set_attributes"),
    [
        ([{"ENT_TYPE": "GPE"}], {"POS": "PROPN"}),
        ([{"TAG": "NN"}, {"LOWER": "x"}], {"POS": "NOUN"}),
        ([{"LOWER": "x"}], {"TAG": "NN"}),
        ([{"LOWER": {"FUZZY1": "x"}}], {"POS": "NOUN"}),
    ],
)
def test_a_model_whose_rules_look_elsewhere_keeps_its_ruler(
    pattern: list[dict[str, object]], set_attributes: dict[str, str]
) -> None:
    model = spacy.load(next(name for name in MODELS if name == find_model()))
    ruler = model.get_pipe("attribute_ruler")
    assert can_remember(ruler)
    ruler.add([pattern], set_attributes)
    assert not can_remember(ruler)
