"""Cleaning, sentences, readers: what stands between a file and a parsed fact."""

from __future__ import annotations

import pytest
from generator_parts import parser
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.generate.text_cleaning import clean
from lalaflash.readers.markdown_facts import read_markdown
from lalaflash.readers.prose import read_prose


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("It was shot in 40 days.[3] It won.", "It was shot in 40 days. It won."),
        ("Vitamin C[citation needed] helps[12][13].", "Vitamin C helps."),
        ("co\u00adoper\u00adate with\u00a0care", "cooperate with care"),
        ("One fact.Another one follows.", "One fact. Another one follows."),
        ("In the film,Ryan Gosling plays.", "In the film, Ryan Gosling plays."),
        ("A list `a[1]` and $x[2]$ stay", "A list `a[1]` and $x[2]$ stay"),
        ("zero\u200bwidth\ufeff and \x00control", "zerowidth and control"),
    ],
)
def test_only_what_no_reader_misses_is_taken_out(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@given(st.text())
def test_cleaned_text_is_one_clean_line(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == " ".join(cleaned.split())
    assert clean(cleaned).count("\n") == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Smith met Mr. J. R. Jones, e.g. in the U.S. embassy.",
        "Growth fell to 3.2% in the U.S. in 1990.",
        "Symphony No. 5 was written in C minor.",
        '"Crazy, Stupid, Love." was a hit in 2011.',
        'He asked "Why not? It works." and left.',
        "The team (which won. Twice!) went home.",
        "In Miranda v. Arizona the court ruled for the suspect.",
    ],
)
def test_a_stop_that_ends_no_sentence_splits_none(sentence: str) -> None:
    doc = parser()(f"{sentence} The next one begins here.")
    assert [sent.text for sent in doc.sents] == [sentence, "The next one begins here."]


def test_a_unit_ends_a_sentence() -> None:
    doc = parser()("Heat the water to 95 °C. Use 60 grams of coffee.")
    assert [sent.text for sent in doc.sents] == ["Heat the water to 95 °C.", "Use 60 grams of coffee."]


def test_clauses_parted_by_a_semicolon_are_sentences() -> None:
    doc = parser()("Saffron is made from a crocus; a kilogram needs many flowers.")
    assert len(list(doc.sents)) == 2


def test_hard_wrapped_lines_are_joined_and_know_their_line() -> None:
    facts = list(read_prose("First fact is\nwrapped here.\n\n\nSecond fact.\n", "a.txt"))
    assert [(fact.text, fact.source.line) for fact in facts] == [
        ("First fact is wrapped here.", 1),
        ("Second fact.", 5),
    ]


def test_a_word_broken_at_the_end_of_a_line_is_mended() -> None:
    (fact,) = read_prose("The exam-\nple holds.", "a.txt")
    assert fact.text == "The example holds."


def test_list_items_are_facts() -> None:
    facts = list(read_prose("- One fact\n  goes on.\n- Two facts.\n1. Three.", "a.txt"))
    assert [fact.text for fact in facts] == ["One fact goes on.", "Two facts.", "Three."]


def test_a_year_at_the_end_of_a_line_is_no_list_item() -> None:
    (fact,) = read_prose("The wall fell in\n1989. It was pulled down.", "a.txt")
    assert fact.text == "The wall fell in 1989. It was pulled down."


def test_a_short_first_line_is_the_topic() -> None:
    (fact,) = read_prose("The Berlin Wall\n\nIt fell in 1989.", "a.txt")
    assert (fact.text, fact.topic, fact.source.line) == ("It fell in 1989.", "The Berlin Wall", 3)


@given(st.text(alphabet=st.sampled_from("ab .-*1\n\r\t")))
def test_no_word_of_a_plain_text_is_lost(text: str) -> None:
    facts = list(read_prose(text, "a.txt"))
    read = "".join(fact.text for fact in facts) + (facts[0].topic if facts else "")
    assert sum(c in "ab" for c in read) == sum(c in "ab" for c in text)


def test_markdown_headings_are_topic_and_tags_and_code_is_left_out() -> None:
    text = "# Cells\n\n## Parts\n\nA *cell* has `parts`.\n\n- One item\n- Two\n"
    text += "\n```\ncode\n```\n\n| a |\n|---|\n| b |\n\n<div>x</div>\n"
    facts = list(read_markdown(text, "a.md"))
    assert [(fact.text, fact.source.line) for fact in facts] == [
        ("A cell has `parts`.", 5),
        ("One item", 7),
        ("Two", 8),
    ]
    assert {(fact.topic, fact.headings) for fact in facts} == {("Cells: Parts", ("Cells", "Parts"))}


def test_a_heading_of_the_same_level_replaces_the_one_before() -> None:
    facts = list(read_markdown("# A\n## B\nx\n## C\ny\n# D\nz", "a.md"))
    assert [fact.headings for fact in facts] == [("A", "B"), ("A", "C"), ("D",)]


@given(st.text())
def test_any_text_can_be_read_as_markdown(text: str) -> None:
    for fact in read_markdown(text, "a.md"):
        assert fact.text
        assert fact.source.line >= 1


def test_the_label_of_a_collection_of_trivia_is_left_out() -> None:
    assert clean("Damien Chazelle: [song] The song plays twice.") == "The song plays twice."
    assert clean("Two kinds: [big] The first.") == "Two kinds: [big] The first."


def test_a_space_in_front_of_a_comma_is_a_typing_error() -> None:
    assert clean("It was , very briefly , the winner.") == "It was, very briefly, the winner."


@pytest.mark.parametrize("mark", ["[original research?]", "[by whom?]", "[further explanation needed]", "[which?]"])
def test_a_mark_of_doubt_is_no_part_of_a_fact(mark: str) -> None:
    assert clean(f"The Moon is made of basalt.{mark}") == "The Moon is made of basalt."


def test_the_marks_of_a_heading_are_no_part_of_a_plain_text_s_title() -> None:
    (fact,) = read_prose("# Forth\n\nForth was made by Charles Moore.\n", "a.txt")
    assert (fact.topic, fact.headings) == ("Forth", ("Forth",))
