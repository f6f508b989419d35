"""Answers that stand on the front in another form, or that the words beside them make no answer."""

from __future__ import annotations

import pytest
from generator_parts import cards, drafted, fronts


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
    asked = drafted("Leo Tolstoy was never awarded the Nobel Prize in Literature in Stockholm.")
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
    front = drafted("Lise Meitner is buried at Bramley in Hampshire.")
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


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The descending limb of the loop of Henle is permeable to water but not to salt.", "Henle"),
        ("RTS,S was recommended by the World Health Organization for children in October 2021.", "RTS"),
        ("Bach's cantata about coffee (BWV 211) tells of a young woman who will not give it up.", "211"),
        ("Girl with a Pearl Earring (c. 1665) hangs in the Mauritshuis in The Hague.", "Pearl Earring"),
        ("Girl with a Pearl Earring (c. 1665) hangs in the Mauritshuis in The Hague.", "1665"),
        ("Nino Rota had reused a theme from the 1958 film Fortunella by Eduardo De Filippo.", "1958"),
        ("In 2022 there were an estimated 249 million cases of malaria in the world.", "2022"),
        ("The Normans are said to have lured the English off the ridge at Hastings.", "Normans"),
        ("The telescope turns by means of reaction wheels and is boosted by spacecraft.", "means"),
        ("People indoors should take cover under a table and hold on until the shaking stops.", "People indoors"),
    ],
)
def test_a_piece_of_a_name_and_what_anybody_guesses_are_not_asked(text: str, answer: str) -> None:
    assert answer not in fronts(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("ADH (antidiuretic hormone) is made in the hypothalamus of the brain.", "ADH"),
        ("The name of the package index, PyPI, stands for Python Package Index.", "PyPI"),
        ("`*/15` in the minute field runs the job every fifteen minutes.", "fifteen minutes"),
    ],
)
def test_an_answer_that_something_beside_it_gives_away_is_never_asked_in_its_sight(text: str, answer: str) -> None:
    front = fronts(text).get(answer, "")
    assert not front or (answer == "ADH" and "(" not in front)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Girl with a Pearl Earring (c. 1665) hangs in the Mauritshuis in The Hague.", "Girl with a Pearl Earring"),
        ("The kidneys let glucose through from roughly 10 mmol/l on, since their tubules are saturated.",
         "10 mmol/l"),
        ("The telescope turns by means of reaction wheels and is boosted by spacecraft.", "reaction wheels"),
        ("Desert rodents have long loops of Henle, which lets them produce highly concentrated urine in summer.",
         "highly concentrated urine"),
        ("Ada Lovelace lost a great deal of money on horses in the late 1840s.", "late 1840s"),
        ("Girl with a Red Hat is not a portrait but a tronie from the Golden Age.", "tronie"),
        ("Blood enters the glomerulus through the afferent arteriole.", "afferent arteriole"),
        ("The 1944 Nobel Prize in Chemistry was awarded to Otto Hahn alone.", "1944"),
    ],
)  # fmt: skip
def test_the_whole_of_what_was_cut_or_passed_over_can_be_asked(text: str, answer: str) -> None:
    assert answer in drafted(text)


def test_a_year_of_three_digits_is_called_a_year() -> None:
    assert fronts("The Althing was founded at Thingvellir around 930.")["930"].endswith("around [year].")
    fleet = fronts("The fleet of William was made up of around 930 ships.").values()
    assert fleet
    assert not any("[year]" in front for front in fleet)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Stevie Nicks wrote a song that became a number one on the Billboard Hot 100 in America.", "100"),
        ("Since Python 3.7 all dictionaries keep the order in which keys were inserted.", "3.7"),
        ("In Labrador retrievers a dog with recessive e alleles has a yellow coat.", "Labrador"),
        ("Rosalind Franklin worked for the Coal Association in Kingston upon Thames during the war.", "Thames"),
        ("Artemisia Gentileschi's earliest signed painting is Susanna and the Elders from Rome.", "Susanna"),
        ("Artemisia Gentileschi's earliest signed painting is Susanna and the Elders from Rome.", "Elders"),
        ("In Terry v. Ohio the Supreme Court allowed the police to frisk a person on suspicion.", "Supreme Court"),
        ("Don Budge was the first tennis player to win all four majors in one calendar year.", "four"),
        ("A converging lens forms two images of a distant lamp on the screen behind the slit.", "two"),
        ("The Danube is the second-longest river in Europe with a length of 2,850 kilometres.", "Europe"),
        ("The Danube is the second-longest river in Europe with a length of 2,850 kilometres.",
         "second-longest river"),
        ("A dough of 500 grams of flour and 350 grams of water has a hydration of 70 percent.", "500 grams"),
        ("A cup of flour can hold anything from 120 to 160 grams of loosely packed powder.", "160 grams"),
        ("Food chains seldom have more than four or five links between plants and hunters.", "four"),
        ("A diplomat who is declared persona non grata must be recalled by his government.", "non grata"),
        ("A diplomat who is declared persona non grata must be recalled by his government.", "persona"),
        ("According to the central limit theorem, the mean of many variables is normally distributed.", "theorem"),
        ("A send on an unbuffered channel blocks until another goroutine is ready.", "unbuffered channel blocks"),
        ("The race detector of the compiler is switched on with the flag `-race`.", "race detector"),
        ("ACID stands for atomicity, consistency, isolation and durability in databases.", "ACID"),
        ("The falling error is proportional to the inverse of the square root of n.", "n"),
        ("Artemisia moved to Florence, where the banker Cosimo de' Medici paid for her paintings.", "Medici"),
    ],
)  # fmt: skip
def test_half_of_a_term_and_what_needs_no_knowledge_is_not_asked(text: str, answer: str) -> None:
    assert answer not in drafted(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("In Terry v. Ohio the Supreme Court allowed the police to frisk a person on suspicion.", "Terry v. Ohio"),
        ("The fundamental attribution error is the tendency to explain behaviour by character.",
         "fundamental attribution error"),
        ("Transduction is the transfer of bacterial DNA by a bacteriophage into another cell.", "Transduction"),
        ("The Enchiridion opens with the distinction between things that are up to us and things that are not.",
         "Enchiridion"),
        ("Gosset published the t-distribution in 1908 because his employer, the Guinness brewery, wanted secrecy.",
         "1908"),
        ("By crossing the Rubicon with his troops in January 49 BC, Caesar started a civil war in Italy.", "Rubicon"),
        ("According to the Rayleigh criterion, two sources are resolved when the "
         "maximum of one falls on the minimum of the other.",
         "Rayleigh criterion"),
        ("A competitive antagonist shifts the dose-response curve to the right without lowering the maximum.",
         "dose-response curve"),
    ],
)  # fmt: skip
def test_a_whole_term_of_a_sentence_that_explains_itself_is_asked(text: str, answer: str) -> None:
    assert answer in drafted(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "The demon sorts fast molecules into one box, and slow molecules into another box beside it.",
            "fast molecules",
        ),
        ("The strong form of the hypothesis is given up, but the weaker form of it has some support.", "weaker form"),
        (
            "If you cross two of these plants, you expect three dominant plants for one recessive plant.",
            "recessive plant",
        ),
    ],
)
def test_a_word_whose_opposite_stands_on_the_front_is_not_asked(text: str, answer: str) -> None:
    assert answer not in drafted(text)


@pytest.mark.parametrize(
    "text",
    [
        "The work that a conservative force does between two points does not depend on the path.",
        "In a Lutz the skater takes off from the edge of one foot with the help of the toe pick of the other.",
    ],
)
def test_any_two_are_not_asked_for(text: str) -> None:
    assert not {"two points", "one foot", "two", "one"} & set(drafted(text))


def test_an_amount_is_not_told_again_in_other_words() -> None:
    text = "Weigh the shredded cabbage and add 2 percent of its weight in salt, that is, 20 grams per kilogram."
    assert drafted(text)["2 percent"] == "Weigh the shredded cabbage and add [percentage] of its weight in salt."


def test_a_prize_is_asked_for_only_where_there_is_nothing_else() -> None:
    text = "Barry Marshall and Robin Warren were awarded the Nobel Prize in 2005 for their work on gastritis."
    answers = {card.answer for card in cards(text, max_cards=3)}
    assert "2005" in answers
    assert "Nobel Prize" not in answers


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "Charles Avison, the leading British composer of the 18th century, died in Newcastle in 1770.",
            "18th century",
        ),
        ("As of 2010, there were 821,784 people and 366,273 households in the city of Jacksonville.", "2010"),
        ("Tumour cells often have fewer MHC class I molecules and so escape detection by T cells.", "MHC class"),
    ],
)
def test_a_century_a_date_of_a_figure_and_a_numbered_class_are_not_asked(text: str, answer: str) -> None:
    assert answer not in drafted(text)


def test_a_gauge_is_not_told_again_in_feet_and_inches() -> None:
    text = "Victorian lines mainly use the broad gauge of 1,600 mm (5 ft 3 in) that came from Ireland."
    assert drafted(text)["1,600 mm"] == (
        "Victorian lines mainly use the broad gauge of [how many mm] that came from Ireland."
    )


def test_a_century_is_asked_without_the_years_of_its_people() -> None:
    text = "During the 20th century, Gallagher (1919–1980) and Robinson (1920–1999) made a theory."
    assert drafted(text)["20th century"] == "During the [century], Gallagher and Robinson made a theory."


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Taytu was no mere companion on the campaign.", "Taytu"),
        ("Miyazaki did not attend the ceremony in March.", "Miyazaki"),
        ("Weigh the cabbage and add 2 percent of its weight in salt, that is, 20 grams per kilogram.", "20 grams"),
    ],
)
def test_what_one_is_not_and_an_amount_that_another_tells_are_not_asked(text: str, answer: str) -> None:
    assert answer not in drafted(text)


def test_a_part_of_the_name_of_a_kind_is_no_number() -> None:
    assert "beta-2" not in drafted("Salbutamol, a beta-2 agonist, relaxes the smooth muscle of the bronchi in minutes.")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("A senior men's match lasts ninety minutes, divided into two halves of forty-five minutes.", "ninety minutes"),
        ("A senior men's match lasts ninety minutes, divided into two halves of forty-five.", "forty-five"),
        ("Seven classical types of the toxin are distinguished, labelled A to G.", "Seven"),
        ("The Wind Quintet led him to plan a concerto for each of the five players.", "five"),
        ("The name was meant to be Fourth, as it was software for the fourth generation of computers.", "Fourth"),
        ("Opinion changed in the late 1960s and the 1970s, when other scientists found mobile genes.", "1970s"),
        (
            "The third man was Nils Strindberg, who was related to the playwright August Strindberg.",
            "August Strindberg",
        ),
    ],
)
def test_what_another_number_or_name_on_the_front_tells_is_not_asked(text: str, answer: str) -> None:
    assert answer not in drafted(text)


def test_a_year_in_the_title_of_the_topic_is_not_asked() -> None:
    text = "Fitzcarraldo was written and directed by Werner Herzog and released in 1982."
    assert "1982" not in drafted(text, topic="Fitzcarraldo (1982)")
    assert "1982" in drafted(text, topic="Fitzcarraldo")


def test_a_name_given_to_something_else_is_not_hidden_with_the_name_that_it_comes_from() -> None:
    text = "Walter White's alias, Heisenberg, is borrowed from the German physicist Werner Heisenberg."
    assert "Werner Heisenberg" not in drafted(text)
