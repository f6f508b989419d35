"""Facts that lean on the fact before them: shown below it where that tells what they speak of, else left out."""

from __future__ import annotations

import pytest
from generator_parts import cards, fronts, results

from lalaflash.generate.familiar import defined_topics, tells_of_a_life, written_topics
from lalaflash.generate.syntax import joined, span_text
from lalaflash.model import Source
from lalaflash.readers.markdown_facts import read_markdown
from lalaflash.readers.prose import Fact, linked
from lalaflash.readers.texts import read_text

ANDREE = "Andrée met the American balloonist John Wise in Philadelphia in 1876. At home he worked at the patent office."


def test_a_fact_that_begins_with_a_pronoun_stands_below_the_first_sentence_of_the_one_before() -> None:
    text = f"{ANDREE}\n\nIn 1895 he presented his plan to the Royal Swedish Academy of Sciences."
    assert fronts(text)["1895"] == (
        "Andrée met the American balloonist John Wise in Philadelphia in 1876. "
        "In [year] he presented his plan to the Royal Swedish Academy of Sciences."
    )


def test_the_context_from_the_fact_before_is_no_answer_of_the_fact_below() -> None:
    text = f"{ANDREE}\n\nIn 1895 he presented his plan to the Royal Swedish Academy of Sciences."
    (_, below) = results(text)
    assert {"John Wise", "Philadelphia", "1876"}.isdisjoint(card.answer for card in below.cards)
    assert all(card.source.line == 3 for card in below.cards)


def test_a_year_that_is_only_pointed_to_needs_all_of_the_fact_before() -> None:
    before = "Since 1975 the Tour has ended in Paris. In 2024 it finished in Nice instead."
    front = fronts(f"{before}\n\nThat same year Mark Cavendish won his 35th stage.")["Mark Cavendish"]
    assert front == f"{before} That same year [person] won his 35th stage."


def test_a_fact_stands_below_no_fact_whose_subject_it_cannot_mean() -> None:
    text = "The harvest was poor in the whole country.\n\nIn 1895 he presented his plan to the Academy of Sciences."
    (_, below) = results(text)
    assert below.reason == "leans on another sentence"


def test_a_fact_that_stands_alone_is_not_shown_below_another() -> None:
    text = f"{ANDREE}\n\nIn 1895 Ekholm presented a plan to the Royal Swedish Academy of Sciences."
    assert "Andrée" not in fronts(text)["1895"]


def test_a_fact_is_not_shown_below_one_under_another_heading() -> None:
    text = f"# Balloons\n\n{ANDREE}\n\n# Academies\n\nIn 1895 he presented his plan to the Academy."
    facts = read_text(text.encode(), "balloons.md", ".md")
    assert isinstance(facts, list)
    assert [fact.before for fact in facts] == ["", ""]


def test_each_fact_knows_the_one_before_it_under_its_heading() -> None:
    facts = linked(list(read_markdown("# One\n\nFirst.\n\n- Second.\n- Third.\n", "one.md")))
    assert [(fact.text, fact.before) for fact in facts] == [
        ("First.", ""),
        ("Second.", "First."),
        ("Third.", "Second."),
    ]


def test_cards_are_the_same_whether_the_fact_before_is_new_or_known() -> None:
    before, fact = (
        Fact(text, Source("a.txt", 1, 1)) for text in (ANDREE, "In 1895 he presented his plan to the Academy.")
    )
    below = fact._replace(before=before.text)
    together, alone = _generated([before, below])[1], _generated([below])[0]
    assert together == alone
    assert together


def _generated(facts: list[Fact]) -> list[list[tuple[str, str, str]]]:
    from generator_parts import parser, spans

    from lalaflash.generate.cards import GenerateOptions, generate

    made = generate(facts, parser(), spans, GenerateOptions())
    return [[(card.context, card.prompt, card.answer) for card in result.cards] for result in made]


def test_two_facts_in_one_parse_keep_their_words_sentences_and_names() -> None:
    from generator_parts import parser

    from lalaflash.generate.parsing import parse_texts

    one, other = parse_texts(parser(), [ANDREE, "In 1895 he met Alfred Nobel in Paris."])
    both = joined(one, other)
    assert span_text(both, 0, len(both)) == f"{ANDREE} In 1895 he met Alfred Nobel in Paris."
    assert [span_text(both, *sentence) for sentence in both.sentences[-2:]] == [
        "At home he worked at the patent office.",
        "In 1895 he met Alfred Nobel in Paris.",
    ]
    assert "Alfred Nobel" in [span_text(both, start, end) for start, end, _ in both.entities]
    assert all(both.head[i] - len(one) == other.head[i - len(one)] for i in range(len(one), len(both)))


@pytest.mark.parametrize(
    ("topic", "text", "defined"),
    [
        ("The McGurk effect", "The McGurk effect is an illusion of hearing.", True),
        ("Brown adipose tissue", "Brown adipose tissue, or brown fat, is a kind of body fat.", True),
        ("Criminal law", "Theft is a crime.", False),
        ("Curling", "Curling stones are made of granite.", False),
    ],
)
def test_a_topic_is_defined_where_a_fact_says_what_it_is(topic: str, text: str, defined: bool) -> None:
    assert (topic in defined_topics([(topic, text)])) is defined


def test_it_is_the_topic_where_the_text_has_said_what_that_is() -> None:
    topic = "The McGurk effect"
    text = "It was described in 1976 by two psychologists of the University of Surrey."
    asked = {card.prompt for card in cards(text, topic=topic, defined=frozenset({topic}))}
    assert "In what year was the McGurk effect described by two psychologists of the University of Surrey?" in asked
    assert not cards(text, topic=topic)


def test_which_novel_was_filmed_the_life_of_its_author_does_not_say() -> None:
    facts = [
        f"In {year} he published a short book of stories about robots, which made him known in Poland."
        for year in (1961, 1964, 1968, 1971)
    ]
    text = "The novel was filmed by Andrei Tarkovsky in 1972 and by Steven Soderbergh in 2002."
    (alone,) = results(text, topic="Stanisław Lem", lived=tells_of_a_life(facts))
    assert alone.reason == "leans on another sentence"
    (known,) = results(text, topic="Solaris (novel)", lived=tells_of_a_life([text]))
    assert known.cards


@pytest.mark.parametrize(
    ("topic", "texts", "form"),
    [
        ("Spleen", ["The spleen lies in the abdomen.", "In cirrhosis the spleen swells."], "the spleen"),
        ("Colchicine", ["Colchicine is a drug.", "Doctors gave colchicine every hour."], "colchicine"),
        ("Forth", ["Forth is a language.", "Programs in Forth are compact."], "Forth"),
        ("The Prisoner", ["The Prisoner is a series.", "In The Prisoner nobody has a name."], "The Prisoner"),
        ("TeX", ["TeX is a program.", "In 1989 the TeX program was frozen.", "TeX is free."], "TeX"),
        (
            "Stirling engine",
            ["A Stirling engine is quiet.", "In the Stirling engine air expands."],
            "the Stirling engine",
        ),
        ("Hertha Ayrton", ["Hertha Ayrton was an engineer."], ""),
    ],
)
def test_a_topic_is_written_as_its_text_writes_it(topic: str, texts: list[str], form: str) -> None:
    assert dict(written_topics([(topic, text) for text in texts])).get(topic, "") == form


def test_the_topic_written_for_it_has_the_article_that_the_text_gives_it() -> None:
    text = "It is the organ most often damaged by a blunt blow to the abdomen, as Hans Kehr found."
    known = fronts(text, topic="Spleen", written=(("Spleen", "the spleen"),))
    assert known["Hans Kehr"].startswith("The spleen is the organ")


def test_a_theatre_is_not_whom_he_means() -> None:
    text = (
        "The National Theatre turned the work down for more than a decade.\n\n"
        "He finally accepted it for 1916 on condition that he could revise the orchestration."
    )
    (_, below) = results(text)
    assert not below.cards


def test_he_is_the_only_person_of_the_fact_before() -> None:
    text = (
        "It was invented by Robert Stirling, who applied for a patent in 1816.\n\n"
        "His first engine was set to work in a quarry in Ayrshire in 1818."
    )
    topic = "Stirling engine"
    known = fronts(text, topic=topic, defined=frozenset({topic}), written=((topic, "the Stirling engine"),))
    assert known["1818"].startswith(
        "The Stirling engine was invented by Robert Stirling, who applied for a patent in 1816."
    )


def test_they_are_the_two_whom_the_fact_before_names() -> None:
    text = (
        "The idea was put forward by William Baumol and William Bowen, two economists at Princeton.\n\n"
        "Their book, Performing Arts, came out in 1966 and was read by many."
    )
    assert fronts(text)["1966"].startswith("The idea was put forward by William Baumol and William Bowen")


def test_a_pronoun_is_shown_below_the_sentence_whose_subject_it_can_mean() -> None:
    text = (
        "Graves' disease is the commonest cause of an overactive thyroid. Antibodies stimulate the TSH receptor, and "
        "patients lose weight and sweat. It is named after the Irish physician Robert Graves, who described it in 1835."
    )
    assert fronts(text)["1835"].startswith("Graves' disease is the commonest cause")


def test_it_is_the_topic_where_the_text_tells_what_that_does() -> None:
    opening = "The common swift spends almost its whole life in the air."
    text = "Its scientific name, first written down in 1758, comes from a Greek word."
    topics = defined_topics([("The common swift", opening), ("Swifts", "Swifts in towns nest under tiles.")])
    assert topics == {"The common swift"}
    front = fronts(text, topic="The common swift", defined=topics)["1758"]
    assert front.startswith("The common swift's scientific name, first written down in")


def test_somebody_told_of_beside_his_name_is_whom_he_means() -> None:
    before = "The Cherokee syllabary was completed around 1821 by Sequoyah, a silversmith who spoke no English."
    text = f"{before}\n\nIn 1813 he served in the Creek War."
    assert fronts(text)["1813"] == f"{before} In [year] he served in the Creek War."
