"""The ranking of answer spans: what it finds, what it never does, and that it takes any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("spacy")

from spacy.tokens import Doc

from lalaflash.generate.candidates import MAX_TOKENS, find_candidates
from lalaflash.generate.feature_values import value_names
from lalaflash.generate.features import span_features
from lalaflash.generate.nlp import GeneratorMissingError, find_model, load_model
from lalaflash.generate.ranking import load_model as load_weights
from lalaflash.generate.ranking import load_vocabulary, rank
from lalaflash.generate.syntax import Parse, read_parse, span_text

if TYPE_CHECKING:
    from spacy.language import Language

    from lalaflash.generate.candidates import RankedSpan

FACT = (
    "The Ferris wheel was built by George Ferris, a bridge builder from Illinois, because the city wanted a rival "
    "to the Eiffel Tower. It stood 80 metres tall, carried 38,000 people a day and cost $400,000."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    try:
        return load_model()
    except GeneratorMissingError:
        pytest.skip("no English model is installed")


def ranked(nlp: Language, text: str, limit: int = 40) -> tuple[Parse, list[RankedSpan]]:
    """A fact and its answers."""
    fact = read_parse(nlp(text))
    (spans,) = rank([fact], limit=limit)
    return fact, spans


def answers(nlp: Language, text: str, limit: int = 8) -> list[str]:
    fact, spans = ranked(nlp, text, limit)
    return [span_text(fact, span.start, span.end) for span in spans]


def test_the_span_that_people_ask_for_comes_with_its_unit_and_without_its_article(nlp: Language) -> None:
    best = answers(nlp, FACT)
    assert "George Ferris" in best
    assert "80 metres" in best
    assert not any(answer.lower().startswith(("the ", "a ", "an ")) for answer in best)


def test_scores_fall_and_stay_between_0_and_1(nlp: Language) -> None:
    scores = [answer.score for answer in ranked(nlp, FACT)[1]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_no_two_answers_have_the_same_words(nlp: Language) -> None:
    found = answers(nlp, "Mozart wrote it. The public loved Mozart. Mozart died in Vienna.", limit=40)
    assert found.count("Mozart") == 1


def test_overlapping_spans_wait_for_others(nlp: Language) -> None:
    _, first = ranked(nlp, FACT, limit=5)
    covered = [token for answer in first for token in range(answer.start, answer.end)]
    assert len(covered) == len(set(covered))


def test_a_person_can_read_why(nlp: Language) -> None:
    fact, spans = ranked(nlp, FACT)
    ferris = next(span for span in spans if span_text(fact, span.start, span.end) == "George Ferris")
    assert "person" in ferris.reasons


def test_every_feature_has_a_named_value_for_every_candidate(nlp: Language) -> None:
    vocabulary = load_vocabulary()
    names = value_names(vocabulary)
    fact = read_parse(nlp(FACT))
    columns = span_features([fact], [find_candidates(fact)], vocabulary.codes())
    assert columns.keys() == names.keys()
    for name, codes in columns.items():
        assert 0 <= codes.min() <= codes.max() < len(names[name]), name


def test_candidates_are_short_and_lie_inside_the_fact(nlp: Language) -> None:
    fact = read_parse(nlp(FACT))
    for start, end, head, _ in find_candidates(fact):
        assert 0 <= start <= head < end <= len(fact)
        assert end - start <= MAX_TOKENS


@pytest.mark.parametrize(
    "text", [FACT, "The cat that the dog that Ann owns chased ran. It hid.", "a " * 300, "x, y and z"]
)
def test_the_ends_of_a_subtree_are_those_that_spacy_finds(nlp: Language, text: str) -> None:
    doc = nlp(text)
    fact = read_parse(doc)
    assert fact.left == [token.left_edge.i for token in doc]
    assert fact.right == [token.right_edge.i for token in doc]


@pytest.mark.parametrize("step", [-1, 1])
def test_a_fact_whose_words_all_hang_in_one_chain_is_read(nlp: Language, step: int) -> None:
    size = 20_000
    heads = [min(max(i + step, 0), size - 1) for i in range(size)]
    fact = read_parse(Doc(nlp.vocab, words=["x"] * size, heads=heads, deps=["dep"] * size))
    assert (fact.left[heads[size // 2]], fact.right[heads[size // 2]]) == (
        (0, size // 2 + 1) if step > 0 else (size // 2 - 1, size - 1)
    )


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "🎬🎹", "，。", "the", "((((", "1", "a " * 50, "x" * 3000])
def test_odd_texts_are_ranked_without_a_crash(nlp: Language, text: str) -> None:
    ranked(nlp, text)


def test_a_fact_is_ranked_the_same_alone_and_among_others(nlp: Language) -> None:
    facts = [
        read_parse(nlp(text)) for text in (FACT, "Mozart died in Vienna.", "…", "It rained.", FACT, "He won 3 cups.")
    ]
    assert list(rank(facts)) == [spans for fact in facts for spans in rank([fact])]


def test_repetition_does_not_crowd_out_other_answers(nlp: Language) -> None:
    found = answers(nlp, "Anna met Ben in Rome in 1950 and 30 others followed. " * 200, limit=20)
    assert {"Anna", "Ben", "Rome", "1950"} <= set(found)


def test_a_high_limit_keeps_scores_in_range(nlp: Language) -> None:
    scores = [answer.score for answer in ranked(nlp, FACT * 5, limit=500)[1]]
    assert all(0 <= score <= 1 for score in scores)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=120))
def test_any_text_is_ranked_without_a_crash(nlp: Language, text: str) -> None:
    assert all(answer.strip() for answer in answers(nlp, text, limit=40))


def test_load_weights_once() -> None:
    assert load_weights() is load_weights()


def test_an_unknown_model_is_one_friendly_line() -> None:
    with pytest.raises(GeneratorMissingError, match="nope") as caught:
        load_model("nope")
    assert "\n" not in str(caught.value)


def test_the_largest_installed_model_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lalaflash.generate.nlp.find_spec", lambda name: name.endswith(("_lg", "_sm")) or None)
    assert find_model() == "en_core_web_lg"


def test_a_missing_model_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lalaflash.generate.nlp.find_spec", lambda name: None)
    with pytest.raises(GeneratorMissingError, match=r"lalaflash\[generate\]"):
        find_model()
