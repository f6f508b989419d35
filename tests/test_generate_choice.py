"""Which of a fact's drafts become its cards: names that a text is about, second cards that must earn their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator_parts import cards
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.generate.cards import FactCards, GenerateOptions
from lalaflash.generate.drafts import Draft
from lalaflash.generate.everyday import is_everyday
from lalaflash.generate.familiar import familiar_names
from lalaflash.generate.gaps import Kind
from lalaflash.generate.record import Record
from lalaflash.generate.run import complete
from lalaflash.generate.select import choose, least_score
from lalaflash.model import NoteKind, Source
from lalaflash.readers.prose import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

FAMILIAR = frozenset({"gosling"})


def draft(answer: str, kind: Kind, worth: float, *, score: float = 0.9) -> Draft:
    """A draft at a place of its own in its fact."""
    place = sum(map(ord, answer)) * 10
    return Draft(NoteKind.CLOZE, "A word or […].", answer, "", "", (), score, (), kind, 0, place, place + 1, worth)


def chosen(*drafts: Draft, familiar: frozenset[str] = FAMILIAR) -> list[str]:
    return [best.answer for best in choose(drafts, 3, familiar)]


def test_a_familiar_name_gives_way_to_any_other_answer() -> None:
    assert chosen(draft("Ryan Gosling", Kind.PERSON, 0.9), draft("handheld camera", Kind.TERM, 0.7)) == [
        "handheld camera"
    ]


def test_a_familiar_name_is_asked_for_where_there_is_nothing_else() -> None:
    assert chosen(draft("Ryan Gosling", Kind.PERSON, 0.9), draft("Gosling", Kind.PERSON, 0.8)) == ["Ryan Gosling"]


def test_a_second_card_has_to_be_worth_more_than_the_only_one() -> None:
    first = draft("Vincente Minnelli", Kind.PERSON, 0.7)
    assert chosen(first, draft("Wolfenbüttel", Kind.PLACE, 0.55)) == ["Vincente Minnelli"]
    better = draft("Vincente Minnelli", Kind.PERSON, 0.95)
    assert chosen(better, draft("Wolfenbüttel", Kind.PLACE, 0.93)) == ["Vincente Minnelli", "Wolfenbüttel"]


def test_a_card_that_most_readers_would_throw_out_is_not_made_even_where_there_is_no_other() -> None:
    assert chosen(draft("sepal", Kind.TERM, 0.61)) == ["sepal"]
    assert chosen(draft("sepal", Kind.TERM, 0.59)) == []


def test_what_the_ranking_likes_much_less_than_another_answer_is_not_asked() -> None:
    assert chosen(draft("sepal", Kind.TERM, 0.88), draft("Linné", Kind.PERSON, 0.95, score=0.2)) == ["sepal"]


def test_a_name_of_the_whole_text_is_asked_for_where_nothing_else_is_worth_it() -> None:
    term, name = draft("sepal", Kind.TERM, 0.5), draft("Ryan Gosling", Kind.PERSON, 0.85)
    assert [one.answer for one in choose([term, name], 3, FAMILIAR)] == ["Ryan Gosling"]
    assert choose([term, name._replace(worth=0.75)], 3, FAMILIAR) == []


def test_an_everyday_noun_gives_way_to_any_other_answer_and_is_asked_for_once_where_there_is_nothing_else() -> None:
    bubbles, lips = draft("bubbles", Kind.TERM, 0.9), draft("lips", Kind.TERM, 0.85)
    assert chosen(bubbles, draft("sepal", Kind.TERM, 0.7)) == ["sepal"]
    assert chosen(bubbles, lips) == ["bubbles"]


def test_an_everyday_noun_is_a_good_answer_where_a_thing_is_called_so_or_it_is_a_name() -> None:
    named = draft("bear", Kind.TERM, 0.95)._replace(prompt="A falling market is known as a […] market.")
    assert chosen(named, draft("sepal", Kind.TERM, 0.93)) == ["bear", "sepal"]
    assert chosen(draft("Bath", Kind.PLACE, 0.95), draft("sepal", Kind.TERM, 0.93)) == ["Bath", "sepal"]


def test_a_common_noun_or_place_gives_way_though_no_list_has_it_but_a_person_does_not() -> None:
    sepal = draft("sepal", Kind.TERM, 0.93)
    assert chosen(draft("lens", Kind.TERM, 0.9), sepal) == ["sepal"]
    assert chosen(draft("United States", Kind.PLACE, 0.9), sepal) == ["sepal"]
    assert chosen(draft("Thomas Young", Kind.PERSON, 0.95), sepal) == ["Thomas Young", "sepal"]


def test_the_plural_of_an_everyday_noun_is_one_too() -> None:
    assert is_everyday("memories", "Bees have […] of colours.")
    assert is_everyday("Boxes", "[…] of tea were thrown overboard.")
    assert not is_everyday("cornea", "Light passes through the […].")


def test_names_in_many_facts_are_familiar_and_others_are_not() -> None:
    facts = [f'In scene {n} the pianist Sebastian meets "Mia" in Los Angeles.' for n in range(8)]
    assert familiar_names(facts) == {"sebastian", "mia", "los", "angeles"}
    assert familiar_names(facts[:2]) == frozenset()
    assert familiar_names([*facts, *["The weather was fine on every day."] * 80]) == frozenset()


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    assert familiar_names(["Pianists practise. They do so daily."] * 20) == frozenset()


def test_cards_of_a_text_pass_over_the_name_that_it_is_about() -> None:
    text = "The pianist Sebastian was played by Ryan Gosling, who practised in Burbank for three months."
    asked = {card.answer for card in cards(text, familiar=frozenset({"gosling"}), max_cards=3)}
    assert asked
    assert "Ryan Gosling" not in asked


def test_a_new_fact_is_asked_with_the_names_that_all_facts_of_its_text_share() -> None:
    def fact(text: str) -> Fact:
        return Fact(text, Source("facts.txt", 1, 1))

    def make(facts: Sequence[Fact], options: GenerateOptions) -> list[FactCards]:
        asked.append(options.familiar)
        return [FactCards(fact) for fact in facts]

    asked: list[frozenset[str]] = []
    record = Record()
    old = [fact(f"In scene {n} the pianist Sebastian plays.") for n in range(9)]
    complete(record, old, GenerateOptions(), make)
    complete(record, [*old, fact("The bar belongs to Keith.")], GenerateOptions(), make)
    assert asked == [{"sebastian"}, {"sebastian"}]


DRAFTS = st.builds(
    lambda answer, kind, score, worth, sentence: draft(answer, kind, worth, score=score)._replace(sentence=sentence),
    st.sampled_from(["Ryan Gosling", "Vienna", "bomb", "1905", "handheld camera", "Ohio", "Linus Sandgren", "radium"]),
    st.sampled_from([Kind.PERSON, Kind.PLACE, Kind.TERM, Kind.YEAR]),
    st.floats(0.01, 1),
    st.floats(0, 1),
    st.integers(0, 2),
)


@given(st.lists(DRAFTS, max_size=12))
def test_what_a_better_draft_rules_out_would_not_be_chosen(drafts: list[Draft]) -> None:
    ranked = sorted(drafts, key=lambda one: -one.score)
    least = max((least_score(one, FAMILIAR) for one in ranked), default=0.0)
    assert choose(ranked, 3, FAMILIAR) == choose([one for one in ranked if one.score >= least], 3, FAMILIAR)
