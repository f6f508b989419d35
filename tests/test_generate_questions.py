"""Questions and hints: which grammar is certain enough to ask, and what a hint may say."""

from __future__ import annotations

import pytest
from generator_parts import cards, drafted

from lalaflash.model import NoteKind


def questions(text: str) -> dict[str, str]:
    """Answer → question, for the answers of a text that are asked for with a question."""
    return {card.answer: card.prompt for card in cards(text) if card.kind == "question"}


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        ("Almost forgotten after his death, Vermeer was rediscovered in 1866 by a French critic.", "1866"),
        (
            "Upon Kennedy's death, President Johnson issued an executive order on November 29, 1963.",
            "November 29, 1963",
        ),
        ("Edward the Confessor died childless in January 1066 and left no heir.", "January 1066"),
        ("Harvard was a founding member of the Association of American Universities in 1900.", "1900"),
        ("A crontab line has five time fields followed by the command to run.", "five"),
        ("Planetary geologists have measured the oxygen isotopes of the Moon.", "Planetary geologists"),
        ("Aeolian sand with a number of dunes parted by swamps cover the highest terrace.", "highest terrace"),
        ("The mechanism by which Yersinia pestis was transmitted was established in 1898.", "1898"),
    ],
)
def test_where_a_question_would_sound_wrong_there_is_a_gap_or_nothing(fact: str, answer: str) -> None:
    assert answer not in questions(fact)


@pytest.mark.parametrize(
    ("fact", "answer", "question"),
    [
        (
            "Argon was discovered in 1894 by Lord Rayleigh and William Ramsay.",
            "1894",
            "In what year was argon discovered by Lord Rayleigh and William Ramsay?",
        ),
        (
            "The Concert was stolen from the Gardner Museum in Boston in March 1990.",
            "March 1990",
            "When was The Concert stolen from the Gardner Museum in Boston?",
        ),
        (
            "Constantinople fell to the Ottoman army on 29 May 1453 after a siege of 53 days.",
            "29 May 1453",
            "When did Constantinople fall to the Ottoman army after a siege of 53 days?",
        ),
        (
            "Astronauts installed a set of corrective optics in December 1993.",
            "December 1993",
            "When did astronauts install a set of corrective optics?",
        ),
        (
            "Tulips were first cultivated in Holland in the 16th century.",
            "16th century",
            "In which century were tulips first cultivated in Holland?",
        ),
        (
            "Death Wish Coffee beat out nine other contenders for the free advertisement.",
            "nine",
            "How many other contenders for the free advertisement did Death Wish Coffee beat out?",
        ),
        (
            "In Hungary, prices doubled roughly every 15 hours in July 1946.",
            "July 1946",
            "In Hungary, when did prices double roughly every 15 hours?",
        ),
    ],
)
def test_a_question_has_the_right_verb_capital_and_question_word(fact: str, answer: str, question: str) -> None:
    assert questions(fact)[answer] == question


@pytest.mark.parametrize(
    ("fact", "answer", "front"),
    [
        (
            "The Althing was founded at Thingvellir around 930.",
            "930",
            "The Althing was founded at Thingvellir around [year].",
        ),
        (
            "Lovelace died of uterine cancer in London, aged 36.",
            "36",
            "Lovelace died of uterine cancer in London, aged [age].",
        ),
        (
            "Hollandaise must be kept warm, ideally at about 60 °C.",
            "60 °C",
            "Hollandaise must be kept warm, ideally at about [temperature].",
        ),
        (
            "HbA1c reflects the average blood glucose over the previous 8-12 weeks.",
            "8-12 weeks",
            "HbA1c reflects the average blood glucose over the previous [how many weeks].",
        ),
        (
            "The grass is cut to a height of 8 mm for the tournament at Wimbledon.",
            "8 mm",
            "The grass is cut to a height of [how many mm] for the tournament at Wimbledon.",
        ),
        (
            "The castle has a 25-foot high wall built by Henry the Lion in 1170.",
            "25-foot",
            "The castle has a [how many feet] high wall built by Henry the Lion in 1170.",
        ),
        (
            "The rocket's payload grew to 103,600 pounds (47,000 kg) for the later landings.",
            "103,600 pounds",
            "The rocket's payload grew to [how many pounds] for the later landings.",
        ),
    ],
)
def test_a_hint_names_what_a_number_is(fact: str, answer: str, front: str) -> None:
    assert drafted(fact, wanted=frozenset({NoteKind.CLOZE}))[answer] == front


def test_where_is_not_asked_of_what_somebody_said() -> None:
    asked = questions("Many scholars argue that there already existed a negotiated settlement in Sarajevo.")
    assert not any(question.startswith("Where do many scholars argue") for question in asked.values())


def test_a_named_group_is_not_asked_for_as_what_such_a_group_is_called() -> None:
    asked = questions("Lindisfarne is a folk-rock group with a strong connection to the city of Newcastle.")
    assert not any(question.startswith("What do we call") for question in asked.values())


def test_no_question_writes_the_article_of_a_name_large() -> None:
    asked = questions("The Armada was sighted off the Lizard on 19 July 1588.")
    assert not any("The Armada" in question for question in asked.values())
