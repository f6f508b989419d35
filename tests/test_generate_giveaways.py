"""Answers that stand on the front in another form, or that the words beside them make no answer."""

from __future__ import annotations

import pytest
from generator_parts import cards, fronts


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Four riders have won it five times: Jacques Anquetil, Eddy Merckx, Bernard Hinault and Miguel Indurain.",
         "Four"),
        ("The three primary colours of the painter are red, yellow and blue.", "three"),
        ("The company owned two houses in London: the Globe in Southwark and the Blackfriars in the City.", "two"),
    ],
)  # fmt: skip
def test_a_count_is_not_asked_where_the_things_are_listed(text: str, answer: str) -> None:
    assert answer not in fronts(text)


def test_a_count_is_asked_where_fewer_things_are_listed() -> None:
    text = "Nine cities sent delegates to the last diet: among them were Lübeck, Hamburg and Bremen."
    assert "Nine" in fronts(text) or "nine" in fronts(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The oxygen released in photosynthesis comes from water, not from carbon dioxide.", "carbon dioxide"),
        ("Yogurt gets its sour taste from bacteria rather than yeast.", "yeast"),
        ("Unlike Venus, Mars has two small moons that orbit close to its surface.", "Venus"),
    ],
)
def test_what_was_turned_down_is_not_asked(text: str, answer: str) -> None:
    assert answer not in fronts(text)


def test_a_name_does_not_end_in_a_preposition_and_may_be_asked_for_in_a_negated_statement() -> None:
    asked = fronts("Leo Tolstoy was never awarded the Nobel Prize in Literature in Stockholm.")
    assert "Nobel Prize in Literature" in asked
    assert not any(answer.endswith(" in") for answer in asked)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The SI unit of entropy is the joule per kelvin (J/K).", "kelvin"),
        ("The SI unit of entropy is the joule per kelvin (J/K).", "joule"),
        ("The SI unit of entropy is the joule per kelvin (J/K).", "J/K"),
        ("A stack of thylakoids inside the chloroplast is called a granum (plural: grana).", "plural"),
        ("The Symphony in D minor, Op. 125, was completed by Ludwig van Beethoven in Vienna.", "Op"),
        ("Ludwig van Beethoven completed the Symphony No. 9 in Vienna in 1824.", "9"),
        ("The symphony was first performed in 1824 at the Theater am Kärntnertor in Vienna.", "Theater"),
        ("Sulfonylureas, for instance gliclazide, stimulate the pancreas to release insulin.", "instance gliclazide"),
        ("Sulfonylureas, for instance gliclazide, stimulate the pancreas to release insulin.", "gliclazide"),
    ],
)
def test_half_a_unit_a_gloss_or_a_piece_of_an_abbreviation_is_no_answer(text: str, answer: str) -> None:
    assert answer not in fronts(text)


def test_a_long_list_is_no_answer_but_a_short_one_may_be() -> None:
    long = "The principal trading posts of the League were in London, Bruges, Bergen and Novgorod."
    assert not any(answer.count(",") > 1 for answer in fronts(long))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The city in which the film is set is Los Angeles, or in short form: LA.", "Los Angeles"),
        ("In the thought experiment a small being sorts fast molecules from slow ones.", "fast molecules"),
    ],
)
def test_a_short_form_or_a_contrary_on_the_front_gives_the_answer_away(text: str, answer: str) -> None:
    assert answer not in fronts(text)


def test_the_last_of_a_row_of_figures_is_not_asked() -> None:
    text = "All prime numbers larger than 5 end in 1, 3, 7 or 9 in the decimal system."
    assert not {"1", "3", "7", "9"} & set(fronts(text))


def test_a_where_question_leaves_no_second_place_behind() -> None:
    front = fronts("Lise Meitner is buried at Bramley in Hampshire.")
    assert not any(text.startswith("Where") for text in front.values())
    assert front["Hampshire"] == "Lise Meitner is buried at Bramley in [place]."


def test_the_hint_is_no_kind_of_what_a_word_names() -> None:
    text = "Leonard Bernstein replaced the word Freude with Freiheit in Berlin in 1989."
    assert all(card.hint != "person" for card in cards(text) if card.answer == "Freude")


def test_a_code_of_letters_and_digits_is_not_called_a_number() -> None:
    text = "P680 is the reaction centre of the second photosystem, P700 that of the first photosystem."
    assert all(card.hint != "number" for card in cards(text))


def test_a_sentence_of_more_than_a_few_lines_makes_no_card() -> None:
    text = (
        "During the conflict of 2006 the government of Iran enjoyed something of a resurgence in popularity among the "
        "predominantly Sunni people of the neighbouring countries owing to its support for the movement of Hezbollah "
        "and to the vehement opposition of President Mahmoud Ahmadinejad to the United States and to their allies."
    )
    assert all(len(card.prompt.split()) <= 36 for card in cards(text))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "According to the composer Justin Hurwitz, all the piano music was recorded by Randy Kerber.",
            "Justin Hurwitz",
        ),
        ("Ganymede is by far the largest and heaviest moon in the Solar System.", "Solar System"),
        ("Copper bowls were traditionally used for beating egg whites in France.", "Copper bowls"),
        ("Tom Everett Scott plays a musician who is a jazz fan in the film of 1996.", "musician"),
        ("The terms of the armistice required in Article 12 that Germany leave Warsaw.", "Article 12"),
        ("A further right to petition the Parliament is contained in article 227 of the treaty.", "227"),
        ("The number fifteen can be written as 3 · 5 and as 1 · 3 · 5 in lists of factors.", "5"),
        ("A single queen can lay up to 2,000 eggs in the hive on one day.", "single queen"),
        ("A pinch of cream of tartar has much the same effect on beaten egg whites.", "pinch"),
    ],
)
def test_what_many_would_fit_or_nobody_needs_is_not_asked(text: str, answer: str) -> None:
    assert answer not in fronts(text)
