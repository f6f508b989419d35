"""Tags are few, stable and say where a card belongs."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lalaflash.generate.gaps import Kind
from lalaflash.generate.tagging import content_tags, heading_tag, kind_tag, merge, tag_name


def test_headings_make_one_hierarchical_tag() -> None:
    assert heading_tag(["Cell Biology", "Organelles & DNA"]) == "cell-biology::organelles-dna"


def test_a_term_that_some_facts_share_is_a_tag_and_a_common_one_is_not() -> None:
    facts = [Counter({"film": 2, "dance": 1}), Counter({"film": 1, "dance": 2}), *[Counter({"film": 1})] * 6]
    assert content_tags(facts)[:3] == [("dance",), ("dance",), ()]


def test_tags_do_not_depend_on_the_order_of_the_terms() -> None:
    one = [Counter({"a": 1, "b": 1, "c": 1}), Counter({"c": 1, "b": 1, "a": 1}), Counter()]
    assert content_tags(one)[0] == content_tags(one)[1]


def test_the_kind_of_answer_is_a_tag() -> None:
    assert kind_tag(Kind.YEAR) == kind_tag(Kind.DATE) == "asks::date"
    assert kind_tag(Kind.OTHER) == ""


def test_merged_tags_keep_their_order_and_come_once() -> None:
    assert merge(["b", "a"], ["", "a", "c"]) == ("b", "a", "c")


@given(st.text())
def test_a_tag_never_holds_a_space_or_a_capital(text: str) -> None:
    name = tag_name(text)
    assert name == "".join(name.split())
    assert ":" not in name
