"""What later readers found: answers that the front tells in another way, gaps that cut a phrase, wrong hints."""

from __future__ import annotations

import pytest
from generator_parts import cards, drafted


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Each team fields six players, three in the front row and three in the back row.", "six"),
        ("The attack line, often called the three-metre line, is drawn 3 m from the net.", "3 m"),
        ("Cuba's women won three Olympic titles in a row, in 1992, 1996 and 2000.", "three"),
        ("Cuba's women won three Olympic titles in a row, in 1992, 1996 and 2000.", "1996"),
    ],
)
def test_a_number_that_the_rest_of_the_sentence_tells_is_not_asked(text: str, answer: str) -> None:
    assert answer not in drafted(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "The sky is blue because air molecules scatter short wavelengths far more strongly than long ones.",
            "air molecules scatter",
        ),
        ("Following the Rayleigh criterion, two point sources are resolved when their images part.", "two point"),
        ("The latest record was overtaken by the Japanese hit Demon Slayer: Mugen Train in 2020.", "Demon Slayer"),
        ("The latest record was overtaken by the Japanese hit Demon Slayer: Mugen Train in 2020.", "Mugen Train"),
    ],
)
def test_a_gap_cuts_no_phrase_and_no_title(text: str, answer: str) -> None:
    assert answer not in drafted(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A mutable default like `[]` is shared between all calls of a function.", "`[]`"),
        ("A tuple with a single element needs a trailing comma: `(1,)`.", "`(1,)`"),
        ("Rounding goes towards negative infinity, so that `-7 // 2` is `-4` in this language.", "`-7 // 2`"),
        ("Rounding goes towards negative infinity, so that `-7 // 2` is `-4` in this language.", "`-4`"),
    ],
)
def test_code_that_is_only_an_example_is_not_asked_for(text: str, code: str) -> None:
    assert code not in drafted(text)


def test_a_question_keeps_no_second_verb_with_a_tense() -> None:
    text = "In 1801 Thomas Young let light pass through two closely spaced openings and observed bright fringes."
    assert drafted(text)["1801"].startswith("In [year] Thomas Young let")


def test_degrees_are_a_temperature_only_where_a_scale_says_so() -> None:
    assert "[…]" in drafted("The halo around the Moon or the Sun has a radius of 22° at most places.")["22°"]
    assert "[temperature]" in drafted("Hot water should be stored at 60 °C in order to kill bacteria.")["60 °C"]


def test_what_speaks_of_both_shows_both() -> None:
    text = "`list.sort()` sorts in place; `sorted()` builds a new list of its items. Both use the Timsort algorithm."
    assert drafted(text)["Timsort algorithm"].startswith("`list.sort()` sorts in place; `sorted()` builds")


def test_an_amount_is_not_told_again_in_another_unit() -> None:
    asked = drafted("The whole extent of Hadrian's Wall was 73 miles (117 km), spanning the width of Britain.")
    assert (
        asked["73 miles"] == "The whole extent of Hadrian's Wall was [how many miles], spanning the width of Britain."
    )
    assert "73 miles (117 km)" in asked["Hadrian's Wall"]


def test_a_sentence_that_tells_something_needs_no_subject_from_the_topic() -> None:
    text = "The first recorded settlement in what is now Newcastle was Pons Aelius, a Roman fort and bridge."
    assert drafted(text, topic="Newcastle")["Pons Aelius"].startswith("The first recorded settlement")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "The five Monuments are Milan–San Remo, the Tour of Flanders, Paris–Roubaix, Liège–Bastogne–Liège and "
            "Il Lombardia.",
            "five",
        ),
        ("The film institute ranked it fifth on its list of the 100 greatest movie quotes in 2005.", "100"),
        ("The GDP deflator is nominal GDP divided by real GDP, times 100.", "100"),
        ("All members of the band wrote at least one top ten hit in Britain.", "ten"),
        ("In 1824 Sadi Carnot published Reflections on the Motive Power of Fire.", "Sadi Carnot published Reflections"),
        ("A domestique works for his team leader: fetching bottles, chasing attacks, giving up a wheel.", "bottles"),
    ],
)
def test_what_anybody_fills_and_what_swallows_a_verb_is_not_asked(text: str, answer: str) -> None:
    assert answer not in drafted(text)


def test_a_number_of_millions_is_asked_for_as_a_whole() -> None:
    assert "roughly one million" in drafted(
        "Each human kidney contains roughly one million nephrons at the time of birth."
    )


def test_who_goes_along_is_not_whom_a_pronoun_means() -> None:
    text = "Meitner worked in Berlin. Together with Hahn she discovered the first isotope of protactinium in 1917."
    assert "Hahn Hahn" not in " ".join(drafted(text).values())


def test_it_was_somebody_who_is_no_pronoun_for_the_topic() -> None:
    text = 'It was Otto Frisch who coined the term "fission" in 1939, borrowing it from biology.'
    assert drafted(text, topic="Lise Meitner")["Otto Frisch"].startswith("It was […] who coined")


@pytest.mark.parametrize("body", ["The National Health Service", "NATO"])
def test_he_is_no_institution_but_the_topic(body: str) -> None:
    text = f"{body} came into being on 5 July 1948 under his Minister of Health, Aneurin Bevan."
    assert "under Clement Attlee's Minister" in drafted(text, topic="Clement Attlee")["5 July 1948"]


def test_a_train_is_no_person_and_a_title_no_place() -> None:
    train = drafted("Japan's Tokaido Shinkansen began running between Tokyo and Osaka on 1 October 1964.")
    assert train["Tokaido Shinkansen"].startswith("Japan's […]")
    book = drafted("Such wagonways are described by Georgius Agricola in De re metallica (1556).")
    assert "[place]" not in " ".join(book.values())


def test_a_further_thing_leans_on_the_sentence_before() -> None:
    assert not drafted("A further blow to the samurai class came in 1876 with the ban on swords.")


def test_a_quotation_opens_a_sentence() -> None:
    text = 'Every member wrote a hit of the band. "Another One Bites the Dust" was written by John Deacon.'
    assert drafted(text)["John Deacon"].endswith('"Another One Bites the Dust" was written by [person].')


def test_that_is_explains_and_points_to_nothing() -> None:
    assert "necessaries" in drafted("Minors, that is persons under 18, are bound only by contracts for necessaries.")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The director wanted a grounded musical while still paying homage to the classics.", "homage"),
        ("In the film Ryan Gosling plays a pianist and John Legend a guitarist.", "John Legend a guitarist"),
        ("La La Land was at one point set to star Miles Teller and Emma Watson.", "one point"),
    ],
)
def test_a_set_phrase_and_two_phrases_in_one_are_not_asked(text: str, answer: str) -> None:
    assert answer not in drafted(text)


def test_a_year_is_not_hinted_at_twice_and_short_forms_in_the_plural_do_stand_for_something() -> None:
    text = "No census was taken between the Domesday Book and the year 1377, when Richard II reigned in England."
    assert "the year […]" in drafted(text)["1377"]
    asked = cards("Students of the university run 400 Recognized Student Organizations (RSOs) in Chicago.")
    assert "What do RSOs stand for?" in [card.prompt for card in asked]
