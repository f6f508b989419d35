"""What an untitled text is about, by the name that it opens with."""

from __future__ import annotations

import pytest
from generator_parts import drafted
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.readers.prose import read_prose
from lalaflash.readers.subjects import find_subject

LAKE = "Lake Baikal in southern Siberia is the deepest lake in the world. It holds a fifth of all fresh water."


def topics(text: str) -> set[str]:
    """The topics of a text's facts."""
    return {fact.topic for fact in read_prose(text, "facts.txt")}


def test_a_subtitle_in_small_letters_is_no_part_of_the_topics_name() -> None:
    text = "At the 2002 Berlin Film Festival it shared the Golden Bear with Bloody Sunday."
    front = drafted(text, topic="Spirited Away: production trivia")["Golden Bear"]
    assert front == "At the 2002 Berlin Film Festival Spirited Away shared the […] with Bloody Sunday."


def test_the_name_that_later_facts_take_up_is_the_topic() -> None:
    assert topics(f"{LAKE}\n\nThe lake lies in a rift valley.") == {"Lake Baikal"}


def test_a_title_goes_before_the_name_that_the_text_opens_with() -> None:
    assert topics(f"Deep lakes\n\n{LAKE}\n\nThe lake lies in a rift valley.") == {"Deep lakes"}


def test_a_title_may_end_with_a_year_in_brackets() -> None:
    assert topics("The Matrix (1999)\n\nThe lobby scene took ten days to film.") == {"The Matrix (1999)"}


@pytest.mark.parametrize(
    ("opening", "subject"),
    [
        ("The Suez Canal opened in 1869.", "Suez Canal"),
        ("Tardigrades are microscopic animals.", "Tardigrades"),
        ("The tides are caused by the Moon.", "Tides"),
        ("Ken Thompson wrote Unix in 1969.", "Unix"),
        ("René Laennec invented the stethoscope in Paris.", "Stethoscope"),
        ("Tulip mania reached its height in 1637.", "Tulip mania"),
    ],
)
def test_names_and_terms_are_found_before_their_verb(opening: str, subject: str) -> None:
    assert find_subject([opening, f"{subject} again."]) == subject


@pytest.mark.parametrize(
    "opening", ["Ken Thompson won again.", "Nobody was there.", "In 1990 it rained.", "The film was shot in May."]
)
def test_what_the_text_is_not_about_is_no_topic(opening: str) -> None:
    assert find_subject([opening, opening]) == ""


def test_a_list_of_unrelated_facts_has_no_topic() -> None:
    assert topics("Osmosis is the movement of water.\n\nInflation is a rise in prices.\n\nA tort is a wrong.") == {""}


@given(st.lists(st.text(), min_size=1))
def test_any_text_has_a_topic_or_none(facts: list[str]) -> None:
    assert isinstance(find_subject(facts), str)


def test_an_introduced_name_is_the_topic_if_a_quarter_of_the_facts_take_it_up() -> None:
    facts = ["Shigeru Miyamoto made Donkey Kong.", "Tetris came later.", "It sold well.", "The Wii sold better."]
    assert find_subject(["Nintendo was founded in Kyoto in 1889.", *facts]) == "Nintendo"
    assert find_subject(["Nintendo moved in 1889.", *facts]) == ""
    assert find_subject(["Nintendo was founded in Kyoto in 1889.", *(3 * facts[:2])]) == ""


def test_the_country_takes_up_the_name_that_a_text_opens_with() -> None:
    facts = ["Reykjavík is home to a third of the country's people.", "Icelanders have no family names."]
    assert find_subject(["Iceland lies on the Mid-Atlantic Ridge.", *facts]) == "Iceland"
    assert find_subject(["Iceland lies on the Mid-Atlantic Ridge.", "Bees sting.", "The country of bees is far."]) == ""
