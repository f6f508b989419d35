"""From the bytes of a deck file to a deck and problems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.model import CardOrder, DeckOptions, Source, Text
from lalaflash.readers.decks import DEFAULT_CARDS, read_deck, read_settings

PATH = "decks/la-la-land.yaml"


def told(text: str, path: str = PATH) -> list[tuple[int, int, str]]:
    """Return line, column and name of each problem."""
    return [(problem.source.line, problem.source.column, problem.name) for problem in read_deck(text.encode(), path)[1]]


def test_a_deck_has_all_that_its_author_wrote() -> None:
    text = """\
name: Films::La La Land
topic: La La Land (2016)
description: |
  Trivia.

  Have **fun**.
cards: [cards/a/*.yaml, cards/b.yaml]
tags: [films]
author: Mia Dolan
licence: CC BY 4.0
version: 1.10
options: {new_per_day: 15, reviews_per_day: 0, order: random}
allow: [near-duplicate]
"""
    deck, problems = read_deck(text.encode(), PATH)
    assert problems == []
    assert deck is not None
    assert (deck.key, deck.name, deck.source) == ("la-la-land", "Films::La La Land", Source(PATH, 1, 1))
    assert deck.topic == Text("La La Land (2016)", Source(PATH, 2, 8))
    assert deck.description == "Trivia.\n\nHave **fun**."
    assert deck.cards == (Text("cards/a/*.yaml", Source(PATH, 7, 9)), Text("cards/b.yaml", Source(PATH, 7, 25)))
    assert (deck.tags, deck.author, deck.licence, deck.version) == (("films",), "Mia Dolan", "CC BY 4.0", "1.10")
    assert deck.options == DeckOptions(15, 0, CardOrder.RANDOM)
    assert deck.allow == {"near-duplicate"}


def test_a_name_is_enough() -> None:
    deck, problems = read_deck(b"name: A\n", PATH)
    assert problems == []
    assert deck is not None
    assert [glob.value for glob in deck.cards] == [DEFAULT_CARDS]
    assert deck.options is None


def test_options_left_out_are_the_usual_ones() -> None:
    deck, _ = read_deck(b"name: A\noptions: {new_per_day: 5}\n", PATH)
    assert deck is not None
    assert deck.options == DeckOptions(new_per_day=5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, 1, "missing-text")]),
        ("topic: x\n", [(1, 1, "missing-text")]),
        ("name:\n", [(1, 6, "empty-text")]),
        ("name: 'A::'\n", [(1, 7, "bad-deck-name")]),
        ("name: 'A:: B'\n", [(1, 7, "bad-deck-name")]),
        ("name: '::'\n", [(1, 7, "bad-deck-name")]),
        ('name: "A\\nB"\n', [(1, 7, "bad-deck-name")]),
        (f"name: {'a' * 201}\n", [(1, 7, "bad-deck-name")]),
        ("- name: A\n", [(1, 1, "wrong-type")]),
        ("A\n", [(1, 1, "wrong-type")]),
        ("name: A\nlicense: MIT\n", [(2, 1, "unknown-key")]),
        ("name: A\ncards: {a: b}\n", [(2, 8, "wrong-type")]),
        ("name: A\ncards:\n", [(2, 7, "empty-text")]),
        ("name: A\ntags: [a b]\n", [(2, 8, "tag-with-space")]),
        ("name: A\noptions: 20\n", [(2, 10, "wrong-type")]),
        ("name: A\noptions: {new_per_day: 10000}\n", [(2, 24, "wrong-type")]),
        ("name: A\noptions: {new_per_day: -1}\n", [(2, 24, "wrong-type")]),
        ("name: A\noptions: {new_per_day: '٣'}\n", [(2, 24, "wrong-type")]),
        ("name: A\noptions: {order: author's}\n", [(2, 18, "wrong-type")]),
        ("name: A\noptions: {new_a_day: 1}\n", [(2, 11, "unknown-key")]),
        ("name: A\nallow: nothing\n", [(2, 8, "unknown-warning")]),
        ("name: {{A}}\n", [(1, 7, "unquoted-braces")]),
    ],
)
def test_each_mistake_is_told_once_at_its_place(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert told(text) == expected


def test_the_american_licence_is_understood() -> None:
    (problem,) = read_deck(b"name: A\nlicense: MIT\n", PATH)[1]
    assert "did you mean `licence`?" in problem.message


@pytest.mark.parametrize("stem", ["con", "COM1", "a:b", 'a"b', "a.", "a ", "?", "x" * 101])
def test_a_deck_file_whose_name_no_package_can_have_is_told(stem: str) -> None:
    assert told("name: A\n", f"decks/{stem}.yaml") == [(1, 1, "bad-file-name")]


@pytest.mark.parametrize("stem", ["a", "spanish-verbs", "Ärger_2", "v1.2", "日本"])
def test_a_deck_is_known_by_the_name_of_its_file(stem: str) -> None:
    deck, problems = read_deck(b"name: A\n", f"decks/{stem}.yaml")
    assert problems == []
    assert deck is not None
    assert deck.key == stem


def test_settings_hold_the_warnings_that_a_project_does_not_want() -> None:
    allow, problems = read_settings(b"allow: [yes-no, enumeration]\n", "lalaflash.yaml")
    assert (sorted(allow), problems) == (["enumeration", "yes-no"], [])
    assert read_settings(b"", "lalaflash.yaml") == (frozenset(), [])
    for text, name in ((b"alow: []", "unknown-key"), (b"- yes-no", "wrong-type"), (b"allow: {", "bad-yaml")):
        (problem,) = read_settings(text, "lalaflash.yaml")[1]
        assert problem.name == name


PIECES = [
    "name",
    "cards",
    "options",
    "new_per_day",
    "tags",
    ": ",
    "- ",
    "\n",
    "  ",
    "{",
    "}",
    "[",
    "]",
    "A",
    "::",
    "9" * 5000,
]


@given(st.one_of(st.binary(max_size=100), st.lists(st.sampled_from(PIECES), max_size=20).map("".join).map(str.encode)))
def test_whatever_stands_in_a_deck_file_there_is_a_deck_or_a_problem(data: bytes) -> None:
    deck, problems = read_deck(data, PATH)
    assert deck or problems
