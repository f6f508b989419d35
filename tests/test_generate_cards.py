"""From a text to cards: what a card shows, what it keeps, and what is refused."""

from __future__ import annotations

import pytest
from generator_parts import cards, drafted, fronts, results
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lalaflash.model import NoteKind

CURIE = "Marie Curie was born in Warsaw in 1867 and moved to Paris. She studied physics at the Sorbonne."


def test_a_year_is_asked_with_do_support_and_the_base_form() -> None:
    front = fronts("Kazakhstan finished the Kok-Aral Dam in 2005.")["2005"]
    assert front == "In what year did Kazakhstan finish the Kok-Aral Dam?"


def test_a_passive_keeps_its_auxiliary_in_the_question() -> None:
    assert fronts("Archduke Franz Ferdinand was shot in Sarajevo on 28 June 1914.")["28 June 1914"] == (
        "When was Archduke Franz Ferdinand shot in Sarajevo?"
    )


def test_a_person_who_acts_is_asked_for_with_who() -> None:
    assert fronts("James Prinsep deciphered the Brahmi script in 1837.")["James Prinsep"] == (
        "Who deciphered the Brahmi script in 1837?"
    )


def test_a_reason_is_asked_for_with_why() -> None:
    assert fronts("Noble gases hardly react because their outer shell is full.")[
        "Because their outer shell is full"
    ] == ("Why do noble gases hardly react?")


def test_a_definition_asks_for_its_term() -> None:
    assert drafted("An isotope is a form of an element that differs in its number of neutrons.")["isotope"] == (
        "What do we call a form of an element that differs in its number of neutrons?"
    )


def test_an_abbreviation_asks_what_it_stands_for() -> None:
    text = "Britain joined the International Monetary Fund (IMF) in 1945."
    assert fronts(text)["International Monetary Fund"] == "What does IMF stand for?"


def test_a_short_sentence_is_shown_whole() -> None:
    assert fronts("The Berlin Wall was built in August 1961 and fell on 9 November 1989.")["9 November 1989"] == (
        "The Berlin Wall was built in August 1961 and fell on [date]."
    )


def test_a_joined_clause_of_a_long_sentence_stands_alone_with_the_shared_subject() -> None:
    text = (
        "The Berlin Wall was built in August 1961 on the orders of the East German government to stop people from "
        "leaving for the West, and fell on 9 November 1989 after weeks of protests in Leipzig and Dresden."
    )
    assert drafted(text)["Berlin Wall"] == (
        "The […] fell on 9 November 1989 after weeks of protests in Leipzig and Dresden."
    )


def test_a_year_before_the_subject_stays_with_its_preposition() -> None:
    front = fronts(
        "In 1676 Ole Rømer noticed at the observatory of Paris that the eclipses of Io came late when the Earth was "
        "moving away from Jupiter, and concluded that light travels at a finite speed instead of at once.",
        kinds=frozenset({NoteKind.CLOZE}),
    )
    assert front["Ole Rømer"] == "[…] concluded that light travels at a finite speed instead of at once."
    assert front["1676"].startswith("In [year] Ole Rømer noticed")


def test_a_pronoun_becomes_the_name_that_it_stands_for() -> None:
    assert drafted(CURIE)["Sorbonne"] == "Marie Curie studied physics at the […]."


def test_a_sentence_that_leans_brings_its_context() -> None:
    text = "Titan is the largest moon of Saturn. The Huygens probe landed there on 14 January 2005."
    card = next(card for card in cards(text) if card.answer == "14 January 2005")
    assert card.context == "Titan is the largest moon of Saturn."
    assert card.text == (
        "Titan is the largest moon of Saturn. The Huygens probe landed there on {{c1::14 January 2005::date}}."
    )


def test_an_answer_in_the_context_is_hidden_there_too() -> None:
    text = "Mozart wrote the opera in Prague. The premiere took place there, and Mozart conducted it himself."
    for card in cards(text):
        assert card.answer.lower() not in f"{card.context} {card.prompt}".lower()


@pytest.mark.parametrize(
    "text", ["He discovered radium in 1898.", "This was first shown in Paris in 1937.", "The film was shot in 40 days."]
)
def test_a_fact_that_leans_on_nothing_gets_no_card_but_a_reason(text: str) -> None:
    (result,) = results(text)
    assert not result.cards
    assert result.reason == "leans on another sentence"


def test_with_a_topic_the_film_is_understood() -> None:
    (card,) = cards("The film was shot in 40 days.", topic="Jaws", max_cards=1)
    assert (card.topic, card.answer) == ("Jaws", "40 days")


def test_a_missing_subject_is_the_topic() -> None:
    text = "Was the first movie to earn more than $100 million in a year."
    assert fronts(text, topic="Jaws")["$100 million"] == (
        "Jaws was the first movie to earn more than [how much] in a year."
    )
    assert not cards(text)


@pytest.mark.parametrize("word", ["about", "more than", "only", "almost", "exactly"])
def test_a_qualified_number_keeps_its_qualifier_on_the_card(word: str) -> None:
    made = cards(f"The Rhine carries {word} 2,000 tonnes of sediment past Basel.")
    assert made
    assert all(word in f"{card.prompt} {card.answer}" for card in made)


def test_negation_is_never_lost() -> None:
    made = cards("Einstein received the Nobel Prize in 1921 for the photoelectric effect, not for relativity.")
    assert made
    assert all("not for" in card.prompt for card in made)


def test_a_number_takes_its_unit_along_and_the_hint_names_it() -> None:
    (card,) = [card for card in cards("The scurvy patients of James Lind recovered within six days.") if card.hint]
    assert (card.answer, card.hint) == ("six days", "how many days")


def test_two_mentions_of_a_name_share_a_gap() -> None:
    text = "Hahn was honoured in Stockholm, although Hahn had not worked alone."
    (card,) = [card for card in cards(text, kinds=frozenset({NoteKind.CLOZE})) if card.answer == "Hahn"]
    assert card.text.count("{{c1::Hahn") == 2


@pytest.mark.parametrize(
    "text",
    [
        "The command `git bisect` finds the bad commit by binary search in 1999.",
        "The roots are $x_1 = 3$ and $x_2 = 5$, as Gauss proved in Göttingen in 1799.",
    ],
)
def test_no_gap_falls_into_code_or_math(text: str) -> None:
    made = cards(text)
    assert made
    protected = text.split("`")[1::2] + text.split("$")[1::2]
    assert all(part in card.text for part in protected for card in made)


def test_braces_and_asterisks_of_prose_are_escaped_in_the_card_text() -> None:
    text = "In Jinja, {{name}} prints a variable, which Armin Ronacher added to Flask* in 2008."
    made = cards(text)
    assert made
    assert all("\\{{name" in card.text for card in made if card.kind is NoteKind.CLOZE)


def test_one_kind_of_note_can_be_asked_for() -> None:
    text = "James Prinsep deciphered the Brahmi script in 1837."
    for kind in NoteKind:
        made = cards(text, kinds=frozenset({kind}))
        assert made
        assert {card.kind for card in made} == {kind}


def test_the_best_cards_of_a_fact_ask_for_different_things() -> None:
    text = "Miles Davis recorded Kind of Blue in New York on 2 March 1959 and on 22 April 1959 with Bill Evans."
    answers = [card.answer for card in cards(text, max_cards=3)]
    assert len(set(answers)) == len(answers) == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("123 456 789 000", "no letters"),
        ("😀 😀 😀 😀 😀", "no letters"),
        ("北京 是 中华人民共和国 的 首都 。", "not English"),
        ("int main() { for (int i=0;i<10;i++) { f(i); } return 0; }", "hardly any prose"),
        ("Die Donau ist nach der Wolga der zweitgrößte Fluss in Europa und mündet ins Schwarze Meer.", "not English"),
        ("| a | b | c | d |", "hardly any prose"),
    ],
)
def test_what_is_no_english_prose_is_refused_with_a_reason(text: str, reason: str) -> None:
    (result,) = results(text)
    assert (result.cards, result.reason) == ((), reason)


def test_a_fact_of_fifty_thousand_letters_is_survived() -> None:
    assert results("a" * 50_000)[0].reason == "too short"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [*"()[]{}\"“”'’`$:;,.-–/%", "the", "of", "was", "He", "in", "1999", "Paris", "😀", "ran", "\x00"]
        ),
        max_size=30,
    )
)
def test_hostile_text_never_crashes_and_never_shows_its_answer(words: list[str]) -> None:
    for card in cards(" ".join(words)):
        assert card.prompt
        assert card.answer.strip()
        assert f" {card.answer} " not in f" {card.prompt} "


@pytest.mark.parametrize(
    ("fact", "answer", "front"),
    [
        ("Was filmed in Toronto in 40 days.", "Toronto", "Jaws was filmed in [place] in 40 days."),
        ("Filmed in Toronto in 40 days.", "Toronto", "Jaws was filmed in [place] in 40 days."),
        ("Shot in Toronto in 40 days.", "Toronto", "Jaws was shot in [place] in 40 days."),
        (
            "Based on a bestselling novel by Peter Benchley.",
            "Peter Benchley",
            "Jaws is based on a bestselling novel by […].",
        ),
        ("The only film to be shot in Oak Bluffs.", "Oak Bluffs", "Jaws is the only film to be shot in [place]."),
        (
            "Second film directed by Steven Spielberg.",
            "Steven Spielberg",
            "Jaws is the second film directed by [person].",
        ),
    ],
)
def test_a_note_without_a_subject_is_about_the_topic(fact: str, answer: str, front: str) -> None:
    assert drafted(fact, topic="Jaws")[answer] == front
    assert not cards(fact)


@pytest.mark.parametrize(
    ("fact", "answer", "front"),
    [
        ("It opened in 409 cinemas in June 1975.", "409", "Jaws opened in [how many] cinemas in June 1975."),
        ("Its score was written by John Williams.", "John Williams", "Jaws's score was written by [person]."),
        ("This was the second film by Steven Spielberg.", "Steven Spielberg", "Jaws was the second film by […]."),
    ],
)
def test_a_pronoun_that_opens_a_fact_is_the_topic(fact: str, answer: str, front: str) -> None:
    assert drafted(fact, topic="Jaws")[answer] == front
    assert not cards(fact, topic="Filming on the coast in winter")


def test_a_pronoun_in_front_of_its_subject_needs_no_context() -> None:
    text = "In his youth, Albert Einstein played the violin in Munich."
    assert drafted(text)["Munich"] == "In his youth, where did Albert Einstein play the violin?"


def test_each_other_and_a_former_trade_point_to_nothing() -> None:
    text = "Ada Lovelace and Charles Babbage, a former banker, wrote letters to each other in Turin."
    assert "Turin" in drafted(text)


def test_a_relative_clause_that_leans_is_left_out() -> None:
    text = (
        "In 1989 Greg LeMond beat the French favourite Laurent Fignon in a time trial from Versailles to Paris by no "
        "more than 8 seconds in all, which is still the smallest margin in the long history of the race."
    )
    assert "smallest" not in fronts(text)["Greg LeMond"]


def test_a_clause_that_says_which_one_is_meant_is_never_cut() -> None:
    text = "The scene, in which Roy Scheider meets a shark for the first time in the whole film, was shot in Edgartown."
    assert "in which" in fronts(text, topic="Jaws")["Edgartown"]


def test_a_bracket_within_a_name_stays() -> None:
    text = (
        "The Contracts (Rights of Third Parties) Act 1999 relaxed the old doctrine of privity in the courts of "
        "England, which had long been criticised by Lord Denning."
    )
    assert "(Rights of Third Parties)" in fronts(text)["Lord Denning"]


def test_words_in_a_quotation_lean_on_nothing() -> None:
    text = 'Roy Scheider added the line "they need a bigger boat and this is it" on the set in Martha\'s Vineyard.'
    assert "Roy Scheider" in fronts(text)


def test_then_is_left_out_where_it_only_links_to_the_sentence_before() -> None:
    text = "Ada Lovelace met Charles Babbage in 1833. Lovelace then translated an article by Luigi Menabrea."
    assert fronts(text)["Luigi Menabrea"].endswith(" Lovelace translated an article by […].")
    assert "then" in drafted("If a ball crosses a line in Wimbledon, then George Smith calls it out.")["Wimbledon"]


def test_a_pronoun_in_front_of_all_names_means_somebody_else() -> None:
    text = "In Berlin she began to work with Otto Hahn. At first she was not allowed to enter the halls in Dahlem."
    assert all("Otto Hahn was not" not in front for front in fronts(text, topic="Lise Meitner").values())


def test_a_participle_takes_over_no_subject() -> None:
    text = "Blade Runner is a science fiction film directed by Ridley Scott and adapted from a novel by Philip K. Dick."
    assert not any(front.startswith("Blade Runner adapted") for front in fronts(text).values())


def test_a_name_set_in_front_of_its_sentence_is_left_out() -> None:
    text = "Marc Platt: the producer waves to Emma Stone from the ramp when the drummers begin to play."
    assert drafted(text, topic="La La Land")["Emma Stone"].startswith("The producer waves to")


def test_a_sentence_about_some_of_a_group_brings_its_context() -> None:
    text = "The last diet of the Hanseatic League met in 1669. Only nine cities sent delegates to Lübeck."
    assert drafted(text)["Lübeck"].startswith("The last diet of the Hanseatic League met in 1669. Only nine cities")


def test_a_roman_numeral_ends_a_sentence() -> None:
    text = "P700 belongs to photosystem I. Confusingly, photosystem II comes first in the electron transport chain."
    assert "I. Confusingly" not in fronts(text)


@pytest.mark.parametrize(
    ("topic", "fact", "answer", "front"),
    [
        ("Jaws trivia", "It opened in cinemas in Toronto in June.", "Toronto", "Jaws opened in cinemas in"),
        (
            "Hubble Space Telescope",
            "It was built by Lockheed in Sunnyvale.",
            "Sunnyvale",
            "The Hubble Space Telescope was built by",
        ),
        (
            "Jan Vermeer",
            "Vermeer praised his teacher Carel Fabritius.",
            "Carel Fabritius",
            "Vermeer praised his teacher",
        ),
    ],
)
def test_a_topic_stands_in_a_sentence_as_one_says_it(topic: str, fact: str, answer: str, front: str) -> None:
    assert drafted(fact, topic=topic)[answer].startswith(front)


def test_a_part_that_is_later_than_what_it_leaves_out_is_no_card_of_its_own() -> None:
    text = "In 1835 Ada Byron married William King, who was made Earl of Lovelace three years later in Ockham."
    assert fronts(text)["Ockham"].startswith("In 1835 Ada Byron married")


def test_an_ordinal_says_not_which_one() -> None:
    text = "The match was played at Wimbledon in 2010 by John Isner and Nicolas Mahut. The fifth set ended in Hall 7."
    assert not any(front.startswith("The fifth set") for front in fronts(text).values())


@pytest.mark.parametrize(
    "text", ["Michael Umlauf led the choir of Vienna also", "It was, for example, in 1824, however,"]
)
def test_links_at_the_very_end_do_no_harm(text: str) -> None:
    assert all(card.answer in text for card in cards(text))


@pytest.mark.parametrize(
    ("text", "never"),
    [
        (
            "Charlie Parker played the saxophone and, together with Dizzy Gillespie, was the leader of bebop.",
            "Gillespie.",
        ),
        (
            "The effect was discovered by Heike Onnes in Leiden, who found that mercury has no resistance.",
            "[place] found",
        ),
        (
            "Congress was in recess in Ohio. Chief Justice Roger Taney held that Lincoln had no power to do so.",
            "[person] held",
        ),
    ],
)
def test_a_part_is_no_card_where_its_rest_stood_elsewhere(text: str, never: str) -> None:
    for front in fronts(text).values():
        assert not front.startswith(never)
        assert not front.endswith(never)


def test_a_number_that_counts_things_of_its_own_sentence_points_to_nothing() -> None:
    text = "An octopus has three hearts: two pump blood through the gills, and one serves the rest in Naples."
    assert "Naples" in drafted(text)


def test_brackets_in_code_are_no_aside() -> None:
    text = "A zombie is a process that has ended but whose parent has not yet called `wait()` in Linux or Solaris."
    assert all("`wait()`" in front for answer, front in drafted(text).items() if answer != "`wait()`")
    assert drafted(text)


def test_an_article_of_a_topic_is_small_within_a_sentence() -> None:
    text = "Each of its three towers weighs 5,500 tonnes and stands on granite piers in the water."
    assert "Each of the Forth Bridge's three towers" in drafted(text, topic="The Forth Bridge")["5,500 tonnes"]
