"""Sentences that lean on others: introduced by the first one of their fact, or found to lean on nothing."""

from __future__ import annotations

import pytest
from generator_parts import drafted

GENTILESCHI = "Artemisia Gentileschi"


def test_a_sentence_stands_below_the_first_one_with_the_topic_written_out() -> None:
    text = "She learned to paint in her father's workshop. Like Orazio, she was strongly influenced by Caravaggio."
    assert drafted(text, topic=GENTILESCHI)["Caravaggio"] == (
        "Artemisia Gentileschi learned to paint in her father's workshop. "
        "Like Orazio, she was strongly influenced by […]."
    )


def test_the_topic_is_written_out_before_a_sentence_that_says_there() -> None:
    text = "Around 1638 she joined her father in London. Orazio died there suddenly in 1639."
    assert drafted(text, topic=GENTILESCHI)["1639"] == (
        "Around 1638 Artemisia Gentileschi joined her father in London. Orazio died there suddenly in [year]."
    )


def test_an_answer_that_the_written_topic_holds_is_not_asked() -> None:
    text = "She learned to paint in Rome. There Gentileschi was strongly influenced by Caravaggio."
    assert "Gentileschi" not in drafted(text, topic=GENTILESCHI)


def test_she_is_the_topic_although_a_man_is_spoken_of_later() -> None:
    text = "In December 1999 she called on her party to break with Kohl, after he had refused to name donors."
    assert drafted(text, topic="Angela Merkel")["December 1999"].startswith("In [month and year] Angela Merkel called")


def test_she_is_not_the_topic_where_he_comes_first() -> None:
    text = "In December 1999 he wrote to her party that she had to break with Kohl."
    assert "her party" not in drafted(text, topic="Angela Merkel").get("Kohl", "")
    assert "Angela Merkel had to" not in drafted(text, topic="Angela Merkel").get("Kohl", "")


def test_she_goes_on_meaning_the_topic_past_the_title_of_a_work() -> None:
    text = "Her earliest surviving work is Susanna and the Elders, painted in 1610 when she was seventeen."
    assert drafted(text, topic=GENTILESCHI)["1610"].startswith("Artemisia Gentileschi's earliest surviving work is")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It takes about 550 litres of milk to make one wheel, which weighs around 40 kilograms.", "40 kilograms"),
        ("It is often claimed that milk was mixed into the water for the rain of 1952.", "1952"),
        ("Two species that compete for the same limiting resource, said Gause, cannot coexist for long.", "Gause"),
        ("For nine years he played in Prague, for much of that time under the baton of Bedřich Smetana.", "Smetana"),
        (
            "Volunteering in Stepney, he was so shaken by the poverty he saw there that he joined a party in 1908.",
            "1908",
        ),
        ("The Oseberg ship, excavated in 1904–05 near Tønsberg, contained the skeletons of two women.", "Tønsberg"),
    ],
)
def test_what_finds_its_meaning_in_its_own_sentence_leans_on_no_other(text: str, answer: str) -> None:
    assert any(found.endswith(answer) for found in drafted(text, topic="Antonín Dvořák"))


def test_it_is_claimed_names_no_topic() -> None:
    text = "It is often claimed that milk was mixed into the water. In fact it was lit from behind by Harold Rosson."
    assert not any("Rain is often claimed" in front for front in drafted(text, topic="Singin' in the Rain").values())


def test_as_a_young_man_he_is_the_topic() -> None:
    text = "As a young man he earned his living as a violist in the orchestra of the Provisional Theatre in Prague."
    assert drafted(text, topic="Antonín Dvořák")["Prague"].startswith("As a young man Antonín Dvořák earned his")


def test_a_sentence_that_the_parser_hangs_from_its_preposition_is_one() -> None:
    text = "In AD 79 an eruption buried Pompeii under pumice and ash, while Herculaneum was destroyed by lava surges."
    assert "Pompeii" in drafted(text)


def test_a_people_is_not_whom_he_means() -> None:
    text = (
        "In 1206 a council on the Onon River proclaimed Temüjin ruler of all the Mongols, and he took the title Khan."
    )
    assert "and Mongols took" not in drafted(text).get("1206", "")


def test_on_the_other_hand_is_left_out() -> None:
    text = "Stratovolcanoes, on the other hand, are steep cones made up of alternating layers of lava and ash."
    assert "on the other hand" not in drafted(text).get("Stratovolcanoes", "")


def test_a_language_is_no_place() -> None:
    text = "In Hindi, by contrast, the difference between them tells one word from another word."
    assert "[place]" not in drafted(text).get("Hindi", "")


def test_a_queen_is_the_subject_of_her_sentence() -> None:
    text = "Elizabeth I addressed her troops at Tilbury, declaring that she had the heart of a king."
    assert drafted(text)["Tilbury"].startswith("Elizabeth I addressed her troops")


def test_a_couple_was_named_before() -> None:
    assert not drafted("In July 1898 the couple announced a new element.", topic="Marie Curie")


def test_a_car_with_a_mans_name_is_what_its_means() -> None:
    text = "The DeLorean was chosen because its gull-wing doors made it look like a spaceship to a family in 1955."
    assert "Back to the Future" not in drafted(text, topic="Back to the Future (1985)")["1955"]


def test_beavers_are_many() -> None:
    text = "They build dams to raise the water level, so that the entrance of the lodge lies below the surface."
    assert drafted(text, topic="Beavers")["dams"].startswith("Beavers build […]")


def test_a_verb_that_looks_like_a_plural_makes_a_sentence() -> None:
    text = "In air at 20 °C sound travels at about 343 metres per second. It is four times as fast in water as in air."
    assert drafted(text)["343 metres"] == "In air at 20 °C sound travels at about [how many metres] per second."


def test_a_range_was_told_before() -> None:
    text = (
        "The ear is most sensitive from 2 to 5 kilohertz, since the canal of the ear resonates in this range by itself."
    )
    assert drafted(text, topic="Sound")


@pytest.mark.parametrize(
    ("text", "topic", "wrong"),
    [
        ("It was the young prince Alexios Angelos who drew the army to Constantinople in 1203.", "The Fourth Crusade",
         "The Fourth Crusade was"),
        ("In April 1924 Ramsay MacDonald's government offered him a knighthood, which he declined.", "Joseph Conrad",
         "offered MacDonald"),
        ("When it became clear that they would miss the Pole in 1895, they left the ship.", "Fridtjof Nansen",
         "When Fridtjof Nansen became clear"),
    ],
)  # fmt: skip
def test_no_wrong_name_is_written_for_a_pronoun(text: str, topic: str, wrong: str) -> None:
    assert not any(wrong in front for front in drafted(text, topic=topic).values())


@pytest.mark.parametrize(
    "text",
    [
        "From then on he was looked after by his uncle, Tadeusz Bobrowski, who sent him money.",
        "In a further 8% the antibodies are directed against MuSK, a kinase that clusters the receptors.",
    ],
)
def test_from_then_on_and_a_further_part_lean_on_what_was_said(text: str) -> None:
    assert not {"Tadeusz Bobrowski", "8%"} & set(drafted(text, topic="Joseph Conrad"))


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Knuth decided to rewrite it in 1982 after seeing proofs of a new edition.", ""),
        ("The six men had to winter in Godthaab, now Nuuk.", "Fridtjof Nansen"),
        ("IceCube applies the same idea to a cubic kilometre of Antarctic ice.", "Cherenkov radiation"),
        ("Inspectors of the International Atomic Energy Agency use it in spent fuel ponds.", "Cherenkov radiation"),
        ("Martin Fourcade dominated the following decade and won the World Cup.", "Biathlon"),
        ("The speaker was Arthur Eddington, who described his expedition of 1919.", "Cecilia Payne-Gaposchkin"),
        ("She worked on a memorial to him for almost eighteen years.", ""),
        ("From there she went in 1873 to Colorado, where she rode eight hundred miles.", "Isabella Bird"),
        ("Spike Lee paid tribute to it in Do the Right Thing in 1989.", ""),
    ],
)
def test_what_is_pointed_to_outside_of_a_first_sentence_is_not_left_open(text: str, topic: str) -> None:
    assert not drafted(text, topic=topic)


def test_whoever_is_appointed_by_a_body_is_the_topic() -> None:
    text = "In 1921 the League of Nations appointed him High Commissioner for Refugees."
    assert drafted(text, topic="Fridtjof Nansen")["1921"] == (
        "In what year did the League of Nations appoint Fridtjof Nansen High Commissioner for Refugees?"
    )


def test_she_is_not_the_man_who_told_her_so() -> None:
    text = (
        "Henry Russell told her that such a result was clearly impossible. "
        "She added a remark to her thesis saying that the calculated abundances were not real."
    )
    assert not any("Russell added" in front for front in drafted(text, topic="Cecilia Payne-Gaposchkin").values())


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Almost all the technetium on Earth comes from reactors. It makes up six per cent of the products.",
         "technetium on Earth makes"),
        ("The best-known example is the glow around the core of a reactor. It comes from electrons and rays.",
         "example comes"),
        ("The idea for the symphony came from a picture on a wall. It showed the four temperaments.", "symphony show"),
        ("A man named Chevalley offers the Prince a seat in the Senate. He suggests that Sedara be appointed.",
         "Chevalley suggests"),
    ],
)  # fmt: skip
def test_a_subject_that_it_does_not_mean_is_not_written_for_it(text: str, wrong: str) -> None:
    assert not any(wrong in front for front in drafted(text).values())


def test_a_clause_that_tells_what_had_been_before_is_shown_below_the_one_before_it() -> None:
    text = "They shared the prize with Cherenkov in 1958; Vavilov had died in 1951 and could not be included."
    assert drafted(text, topic="Cherenkov radiation").get("1951", "They shared").startswith("They shared")


def test_a_sentence_that_says_nothing_alone_may_have_a_long_context() -> None:
    text = (
        "Doctors used to tell patients to take a tablet every hour until either the pain stopped or diarrhoea set in. "
        "A trial published in 2010 showed that 1.8 milligrams, taken within an hour, did as well as a much higher dose "
        "and was far easier to bear."
    )
    assert drafted(text, topic="Colchicine")["2010"].startswith("Doctors used to tell patients")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("People can live without a spleen, but they risk infection. They are therefore vaccinated before two weeks.",
         "two weeks"),
        ("The dimensions are told by odd numbers. Many normal spleens are somewhat lighter, around 150 grams.",
         "150 grams"),
    ],
)  # fmt: skip
def test_a_conclusion_and_a_comparison_are_shown_below_what_they_follow_from(text: str, answer: str) -> None:
    assert drafted(text, topic="Spleen").get(answer, text).startswith(text[:20])
