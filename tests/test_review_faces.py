"""What the two sides of a card show in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_cards import ALL, CODE, JUPITER, MATH, MERCURY, NEPTUNE, TABLE

from lalaflash.model import NoteKind
from lalaflash.review.card_text import CardText
from lalaflash.review.faces import face, front_line
from lalaflash.review.styled import Stack
from lalaflash.review.typeset import typeset, typeset_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lalaflash.review.styled import Block


def shown(blocks: Sequence[Block], width: int = 70) -> str:
    lines = Stack(*blocks).lines(width)
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in lines).strip("\n")


def highlighted(blocks: Sequence[Block]) -> str:
    return "".join(piece.text for line in Stack(*blocks).lines(60) for piece in line if piece.style.is_answer)


def cloze(text: str, *numbers: tuple[int, ...]) -> CardText:
    return CardText(NoteKind.CLOZE, text, numbers=numbers)


def test_a_cloze_hides_its_own_deletion_and_shows_the_others() -> None:
    assert shown(face(JUPITER, 1).front) == "The planet […] has a storm that is wider than the Earth."
    assert shown(face(JUPITER, 2).front) == "The planet Jupiter has a storm that is wider than [a planet]."
    assert shown(face(JUPITER, 2).back) == "The planet Jupiter has a storm that is wider than the Earth."


def test_the_back_highlights_what_was_hidden_and_nothing_else() -> None:
    assert highlighted(face(JUPITER, 1).back) == "Jupiter"
    assert highlighted(face(JUPITER, 2).back) == "the Earth"
    assert highlighted(face(JUPITER, 1).front) == ""


def test_deletions_of_one_number_are_hidden_together_and_nested_ones_within() -> None:
    text = cloze("{{c1::a {{c2::b}}}} c {{c1::d}}", (1,), (2,), (1,))
    assert shown(face(text, 1).front) == "[…] c […]"
    assert shown(face(text, 2).front) == "a […] c d"
    assert highlighted(face(text, 1).back) == "a bd"
    assert face(text, 1).expected == "a b, d"


def test_a_question_is_asked_both_ways() -> None:
    assert shown(face(MERCURY, 1).front) == "Which planet is nearest to the Sun?"
    assert highlighted(face(MERCURY, 1).back) == "Mercury"
    assert shown(face(MERCURY, 2).front) == "Mercury"
    assert face(MERCURY, 2).expected == "Which planet is nearest to the Sun?"


def test_the_hint_belongs_to_the_question_as_asked_first() -> None:
    hinted = MERCURY._replace(hint="a messenger")
    assert face(hinted, 1).hint is not None
    assert face(hinted, 2).hint is None


def test_a_list_card_shows_its_title_and_the_items_before() -> None:
    front = shown(face(NEPTUNE, 1).front)
    assert front.startswith("The planets, from the Sun outwards\n\n1. Mercury\n2. Venus")
    assert front.endswith("7. Uranus\n8. […]")
    assert highlighted(face(NEPTUNE, 1).back) == "Neptune"


def test_extra_and_source_stand_after_the_answer() -> None:
    assert [shown([block]) for block in face(JUPITER, 1).after] == [
        "The Great Red Spot has been watched since 1831.",
        "— NASA, Jupiter facts",
    ]
    assert face(JUPITER, 1).topic == "The Solar System"


def test_code_keeps_its_lines_and_hides_within() -> None:
    front = "Count the lines:\n\n│ def count(path):\n│     # lazily\n│     return […]"
    assert shown(face(CODE, 1).front) == front
    assert highlighted(face(CODE, 1).back) == "sum(1 for _ in path.open())"


def test_math_is_set_in_signs() -> None:
    assert shown(face(MATH, 1).front) == "f(x) = 1/2 e^[…]\n\nwith x ∈ ℝ"
    assert highlighted(face(MATH, 1).back) == "−x²"


def test_a_table_has_columns() -> None:
    rows = shown(face(TABLE, 1).back).split("\n")
    assert rows[3] == "│ Mars   │     2 │"
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("- a\n- b\n  1. c\n  2. d", "• a\n• b\n  1. c\n  2. d"),
        ("9. a\n10. b", "9.  a\n10. b"),
        ("- a\n\n- b\n\n  c", "• a\n• b\n\n  c"),
        ("> a\n> > b", "▎ a\n▎\n▎ ▎ b"),
        ("# Title\ntext", "Title\n\ntext"),
        ("![A map](maps/map.png) ![](x/y.png)", "[picture: A map] [picture: y.png]"),
        ("[listen](word.mp3)", "listen [sound: word.mp3]"),
        ("one\ntwo", "one\ntwo"),
        ("a `b < c` & d", "a b < c & d"),
        ("vector<int>", "vector<int>"),
        (r"\(not math\)", "(not math)"),
        ("| a |\n|---|", "╭───╮\n│ a │\n├───┤\n╰───╯"),
    ],
)
def test_markdown_is_readable(markdown: str, text: str) -> None:
    assert shown(face(CardText(NoteKind.QUESTION, markdown, "x"), 1).front) == text


@pytest.mark.parametrize("width", [1, 2, 10, 40, 200])
def test_a_card_fits_any_width(width: int) -> None:
    for text in ALL:
        for line in shown(face(text, 1).back, width).split("\n"):
            assert len(line) <= max(width, 4)


def test_escape_sequences_of_a_card_do_nothing() -> None:
    evil = "a \x1b[2J\x1b]0;t\x07 \x9b1m *b*\u202e `c\x1bd` [e](http://x\x1by) $f\x1b^\u202e2$ ![g\x1b](h\x1b.png)"
    card = CardText(NoteKind.QUESTION, evil, evil, hint=evil, extra=evil, citation=evil, topic=evil)
    sides = face(card, 1)
    assert sides.hint
    text = shown((*sides.front, *sides.back, *sides.after, sides.hint)) + sides.topic
    assert not set(text) & set("\x1b\x07\x9b\u202e")


@settings(deadline=None)
@given(st.text(st.sampled_from("ab {}:c1*`$[]()!<>&#-|\n\\\x1b\u202eש日")), st.integers(1, 3))
def test_any_text_has_two_sides(text: str, number: int) -> None:
    for kind in NoteKind:
        sides = face(CardText(kind, text, text, numbers=((1,), (2,), (1, 3))), number)
        assert not set(shown((*sides.front, *sides.back))) & set("\x1b\x02\x03\u202e")


@pytest.mark.parametrize(
    ("text", "number", "line"),
    [
        (JUPITER, 2, "The planet Jupiter has a storm that is wider than [a planet]."),
        (MERCURY, 1, MERCURY.front),
        (cloze("{{c1::a {{c2::b}}}} c {{c1::d}}", (1,), (2,), (1,)), 2, "a […] c d"),
        (cloze("A **bold** \x1b[31m {{`code` &amp; $x^2$}}\u202e", (2,)), 1, "A bold �[31m code &amp; x²⟨U+202E⟩"),
        (CardText(NoteKind.CLOZE, "c", title="Owls", before=("a", "*b*")), 1, "Owls 1. a 2. b 3. […]"),
        (CardText(NoteKind.QUESTION, "| a | b |\n|---|---|\n| c | d |", "e"), 1, "a b c d"),
        (CardText(NoteKind.QUESTION, "![A map](map.png) [sound:tit.mp3]", "e"), 1, "[picture: A map] [sound: tit.mp3]"),
        (CardText(NoteKind.QUESTION, "e", "the\n*answer*"), 2, "the answer"),
    ],
    ids=["hint", "question", "nested", "markup", "list", "table", "media", "reversed"],
)
def test_the_front_is_told_in_one_line(text: CardText, number: int, line: str) -> None:
    assert front_line(text, number) == line


@given(st.text(st.sampled_from("ab {}:c1*$[]()!<&;\x1b\u202eש日")), st.integers(1, 3))
def test_the_line_says_what_the_front_shows(text: str, number: int) -> None:
    card_text = cloze(text, (1,), (2,), (1, 3))
    assert front_line(card_text, number).split() == shown(face(card_text, number).front, 1_000).split()


def test_a_topic_is_one_line_of_text() -> None:
    assert typeset_line("<p>a <em>b</em>c</p>\n<p>\\(x^2\\)</p>") == "a bc x²"


def test_a_text_without_blocks_is_one_paragraph() -> None:
    assert shown([typeset("a &lt; b<br>c")]) == "a < b\nc"
