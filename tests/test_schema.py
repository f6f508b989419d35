"""The schemas say to an editor what the readers say to a user."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from lalaflash.readers.cards import read_cards
from lalaflash.readers.decks import read_deck
from lalaflash.schema import Schema, card_schema, deck_schema

DOCS = Path(__file__).parent.parent / "docs"


def accepts(schema: Schema, text: str) -> bool:
    return bool(jsonschema.Draft7Validator(schema).is_valid(yaml.safe_load(text)))


@pytest.mark.parametrize(("name", "schema"), [("cards", card_schema()), ("decks", deck_schema())])
def test_the_schema_in_the_docs_is_the_one_that_is_made(name: str, schema: Schema) -> None:
    jsonschema.Draft7Validator.check_schema(schema)
    written = (DOCS / f"{name}.schema.json").read_text(encoding="utf-8")
    assert written == json.dumps(schema, indent=2) + "\n"


CARDS = [
    ("- cloze: x", True),
    ("cards:\n- cloze: x\n  id: a\n  tags: [a::b, 1]\n  extra: 3\n  hint: no\n  typed: true\n", True),
    ("tags: a\nsource: x\ntopic: 12\nallow: yes-no\ncards: []\n", True),
    ("cards:\n", True),
    ("- {question: x, answer: 1994, reversed: true, source: s, topic: t, allow: [yes-no]}", True),
    ("- {title: x, list: [1, two]}", True),
    ("- {cloze: x, typed: off}", True),
    ("- {cloze: x, tgas: [a]}", False),
    ("- {cloze: x, question: y, answer: z}", False),
    ("- {cloze: x, answer: y}", False),
    ("- {question: x}", False),
    ("- {answer: x}", False),
    ("- {title: x}", False),
    ("- {title: x, list: [a]}", False),
    ("- {title: x, list: a}", False),
    ("- {cloze: x, reversed: true}", False),
    ("- {cloze: x, typed: maybe}", False),
    ("- {cloze: x, tags: [a b]}", False),
    ("- {cloze: x, tags: ['a::::b']}", False),
    ("- {cloze: x, id: a b}", False),
    ("- {cloze: x, allow: [nothing]}", False),
    ("- cloze: ''", False),
    ("- cloze:", False),
    ("- cloze: [a]", False),
    ("- tags: [a]", False),
    ("- fact: x", True),
    ("- text", False),
    ("text", False),
    ("tags: [a]", False),
    ("cards: x", False),
]


@pytest.mark.parametrize(("text", "good"), CARDS)
def test_the_schema_and_the_reader_agree_on_card_files(text: str, good: bool) -> None:
    assert accepts(card_schema(), text) is good
    assert (not read_cards(text.encode(), "cards/x.yaml").problems) is good


DECKS = [
    ("name: A", True),
    ("name: A::B\ntopic: t\ndescription: d\ncards: [a, b]\ntags: [t]\nauthor: a\nlicence: l\nversion: 1.0\n", True),
    ("name: A\ncards: a\nallow: [yes-no]\noptions: {new_per_day: 0, reviews_per_day: 9999, order: random}", True),
    ("topic: t", False),
    ("name: ''", False),
    ("name: A\nlicense: MIT", False),
    ("name: A\noptions: {new_per_day: 10000}", False),
    ("name: A\noptions: {order: x}", False),
    ("name: A\noptions: {new: 1}", False),
    ("- name: A", False),
]


@pytest.mark.parametrize(("text", "good"), DECKS)
def test_the_schema_and_the_reader_agree_on_deck_files(text: str, good: bool) -> None:
    assert accepts(deck_schema(), text) is good
    assert (not read_deck(text.encode(), "decks/x.yaml")[1]) is good


def test_every_property_is_explained() -> None:
    entry = card_schema()["definitions"]["entry"]
    options = deck_schema()["definitions"]["options"]
    for schema in (card_schema()["oneOf"][0], entry, deck_schema(), options):
        assert all(value["description"] for value in schema["properties"].values())
