"""Generated cards in files: they read back, what a person decided stays decided, what is known costs nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.errors import LockError, ProjectError
from lalaflash.generate.card_files import addition, read_existing, with_additions
from lalaflash.generate.cards import FactCards, GeneratedCard, GenerateOptions
from lalaflash.generate.record import (
    FactRecord,
    Record,
    State,
    content_of,
    fact_key,
    load_record,
    read_record,
    save_record,
)
from lalaflash.generate.run import recorded, usable_cards
from lalaflash.generate.update import Choice, update_card_file
from lalaflash.model import NoteKind, Source
from lalaflash.readers.cards import read_cards
from lalaflash.readers.prose import Fact
from lalaflash.readers.shape import is_tag
from lalaflash.writers.cards import entry, head, scalar, tag_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

OPTIONS = GenerateOptions()
HEAD = "# lalaflash generated 1\n"
CONTROL = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF]))
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=CONTROL)
    | st.sampled_from("\n\t :#{}[]'\"-?!|>%@`&*,\\"),
    min_size=1,
).filter(lambda text: not text.isspace())
TAG = TEXT.map(lambda text: "".join(text.split()).strip(":").replace("::", "")).filter(is_tag)


def card(text: str, answer: str = "x", kind: NoteKind = NoteKind.CLOZE, **fields: object) -> GeneratedCard:
    made = GeneratedCard(kind, text, answer, "", "", "", (), 0.5, (), Source("a.txt", 1, 1), text)
    return replace(made, **fields)  # type: ignore[arg-type]


def fact(text: str, line: int = 1) -> Fact:
    return Fact(text, Source("a.txt", line, 1))


class Maker:
    """Makes one gap of the last word of each fact, in a wording that the version shows; counts what it was asked."""

    def __init__(self, version: str = "", stop_after: int = 1000) -> None:
        self.version = version
        self.stop_after = stop_after
        self.asked: list[str] = []

    def __call__(self, facts: Sequence[Fact], options: GenerateOptions) -> Iterator[FactCards]:
        for one in facts:
            if len(self.asked) == self.stop_after:
                raise KeyboardInterrupt
            self.asked.append(one.text)
            *words, last = one.text.split()
            text = f"{' '.join(words)}{self.version} {{{{c1::{last}}}}}"
            yield FactCards(one, (card(text, last, source=one.source),))


def update(path: Path, *texts: str, make: Maker | None = None, **options: object) -> Maker:
    make = make or Maker()
    facts = [fact(text, line) for line, text in enumerate(texts, 1)]
    update_card_file(path, facts, OPTIONS, make, **options)  # type: ignore[arg-type]
    return make


def fronts(path: Path) -> list[str]:
    file = read_cards(path.read_bytes(), path.name)
    assert not file.problems
    return [note.front.value for note in file.notes]


@given(TEXT, TEXT, TEXT, st.lists(TAG, max_size=3, unique=True))
def test_whatever_a_card_says_reads_back_exactly(text: str, answer: str, topic: str, tags: list[str]) -> None:
    block = f"  - question: {scalar(text)}\n    answer: {scalar(answer)}\n    tags: {tag_list(tags)}\n"
    file = read_cards((head(topic=topic) + block).encode(), "x.yaml")
    assert not file.problems
    (note,) = file.notes
    assert note.back
    assert note.topic
    assert (note.front.value, note.back.value, note.topic.value) == (text, answer, topic)
    assert note.tags == tuple(tags)


@given(TEXT, TEXT, TEXT)
def test_an_entry_reads_back_as_the_content_of_its_card(text: str, answer: str, topic: str) -> None:
    made = card(text, answer, NoteKind.QUESTION, topic=topic)
    file = read_cards((head() + entry(made)).encode(), "x.yaml")
    (note,) = file.notes
    assert note.back
    assert (note.kind, note.front.value, note.back.value) == content_of(made)


@pytest.mark.parametrize("text", ["no", "1994", "12:30", "null", "1e5"])
def test_what_other_readers_take_for_another_type_is_quoted(text: str) -> None:
    assert scalar(text) == f'"{text}"'


def test_plain_prose_is_not_quoted() -> None:
    text = "It took {{c1::42 days::how long}} to shoot, said C# fans at 12:30."
    assert scalar(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "- cloze: The {{robin}}\n",
        "cards:\n- cloze: The {{robin}}",
        "tags: [x]\ncards:\n  - cloze: The {{robin}}\n",
        "\n",
    ],
)
def test_cards_are_added_at_the_end_and_all_else_stays(text: str) -> None:
    before = read_existing(text.encode(), "x.yaml")
    after = with_additions(before, [addition(card("An {{c1::owl}}"))], "x.yaml")
    assert after.text.startswith(before.text)
    assert read_existing(after.text.encode(), "x.yaml") == after


def test_a_file_that_can_take_no_cards_at_its_end_is_left_alone() -> None:
    before = read_existing(b"cards:\n  - cloze: The {{robin}}\ntags: [x]\n", "x.yaml")
    with pytest.raises(ProjectError, match="put its list of cards last"):
        with_additions(before, [addition(card("An {{c1::owl}}"))], "x.yaml")


def test_an_unchanged_fact_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    assert update(path, "one two", "three four").asked == ["one two", "three four"]
    before = path.read_bytes(), path.with_suffix(".generated").read_bytes()
    assert update(path, "one two", "three  four").asked == []
    assert (path.read_bytes(), path.with_suffix(".generated").read_bytes()) == before


def test_a_better_generator_changes_nothing_until_it_is_told_to(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    update(path, "one two")
    update(path, "one two", make=Maker("!"))
    assert fronts(path) == ["one {{c1::two}}"]
    update(path, "one two", make=Maker("!"), anew=True)
    assert fronts(path) == ["one! {{c1::two}}"]


def test_only_what_is_new_is_added(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    update(path, "one two")
    written = path.read_text(encoding="utf-8")
    assert update(path, "three four", "one two").asked == ["three four"]
    assert path.read_text(encoding="utf-8").startswith(written)
    assert fronts(path) == ["one {{c1::two}}", "three {{c1::four}}"]


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize(
    "edited", ["cards:\n  - cloze: One and {{two}}\n", "cards:\n  - cloze: My {{own}}\n", "# empty\n"]
)
def test_a_card_that_was_edited_or_deleted_does_not_come_back(tmp_path: Path, edited: str, anew: bool) -> None:
    path = tmp_path / "a.yaml"
    update(path, "one two")
    path.write_text(edited, encoding="utf-8")
    update(path, "one two", anew=anew)
    assert path.read_text(encoding="utf-8") == edited


def test_a_card_that_was_edited_survives_a_new_generation(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    update(path, "one two", "three four")
    text = path.read_text(encoding="utf-8").replace("one {{c1::two}}", "One and {{c1::two}}")
    path.write_text(text, encoding="utf-8")
    update(path, "one two", "three four", make=Maker("!"), anew=True)
    assert "One and {{c1::two}}" in fronts(path)
    assert "three {{c1::four}}" not in fronts(path)


def test_an_entry_with_a_key_of_its_owner_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    update(path, "one two")
    path.write_text(path.read_text(encoding="utf-8") + "    extra: mine\n", encoding="utf-8")
    update(path, "one two", make=Maker("!"), anew=True)
    assert fronts(path) == ["one {{c1::two}}", "one! {{c1::two}}"]


def test_a_card_file_that_was_deleted_comes_back_without_the_cards_that_had_left_it(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    update(path, "one two", "three four")
    path.write_text("cards:\n  - cloze: three {{c1::four}}\n", encoding="utf-8")
    update(path, "one two", "three four")
    path.unlink()
    update(path, "one two", "three four")
    assert fronts(path) == ["three {{c1::four}}"]


def test_a_rejected_card_does_not_come_back(tmp_path: Path) -> None:
    def reject(cards: Sequence[GeneratedCard], topic: str) -> Choice:
        return Choice([], dict.fromkeys(map(content_of, cards), State.REJECTED))

    path = tmp_path / "a.yaml"
    update(path, "one two", choose=reject)
    assert not path.exists()
    update(path, "one two", "three four", anew=True)
    assert fronts(path) == ["three {{c1::four}}"]


def test_a_skipped_card_is_offered_again(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    update(path, "one two", choose=lambda cards, topic: Choice([], {}))
    assert update(path, "one two").asked == []
    assert fronts(path) == ["one {{c1::two}}"]


def test_what_is_finished_before_an_interrupt_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    update(path, "one two", "three four", make=Maker(stop_after=1))
    assert fronts(path) == ["one {{c1::two}}"]
    assert update(path, "one two", "three four").asked == ["three four"]


def test_a_file_killed_before_its_record_was_written_gets_no_card_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    update(path, "one two")
    path.with_suffix(".generated").unlink()
    update(path, "one two")
    assert fronts(path) == ["one {{c1::two}}"]


def test_a_card_file_with_an_error_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("cards: [", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"a\.yaml:2:1: .* in quotes"):
        update(path, "one two")
    assert path.read_text(encoding="utf-8") == "cards: ["
    assert not path.with_suffix(".generated").exists()


STATES = st.sampled_from(State)
CARD = st.builds(
    lambda text, answer, kind, tags: card(text, answer, kind, tags=tuple(tags), source=Source("", 0, 0)),
    TEXT, TEXT, st.sampled_from(NoteKind), st.lists(TAG),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["a1", "b2"]), st.lists(st.tuples(CARD, STATES), max_size=2)), TEXT)
def test_a_record_reads_back_exactly(facts: dict[str, list[tuple[GeneratedCard, State]]], reason: str) -> None:
    record = Record()
    for key, cards in facts.items():
        record[key] = FactRecord(
            tuple(c for c, _ in cards), tuple(s for _, s in cards), reason, (("term", 2),), "a.txt"
        )
    again = read_record(b"".join(record.rows()).decode(), "x.generated")
    assert list(again) == list(record)
    assert [again[key] for key in again] == [record[key] for key in record]
    assert list(again.rows()) == list(record.rows())


def test_a_record_is_read_through_the_marks_of_a_merge_and_the_stronger_decision_wins(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    update(path, "one two")
    mine = path.with_suffix(".generated").read_text(encoding="utf-8")
    line = mine.splitlines()[-1]
    theirs = line.replace('"written"', '"rejected"')
    merged = read_record(f"{mine.replace(line, '<<<<<<< a')}{line}\n=======\n{theirs}\n>>>>>>> b\n", "x")
    assert [merged[key].states for key in merged] == [(State.REJECTED,)]


@pytest.mark.parametrize(
    "text",
    ["", "nothing", f"{HEAD}{{", HEAD + '{"fact": 1, "cards": [{}]}', "[" * 9999],
)
def test_a_broken_record_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(LockError):
        read_record(text, "a.generated")


def test_a_record_of_a_newer_lalaflash_is_refused() -> None:
    with pytest.raises(LockError, match="update lalaflash"):
        read_record("# lalaflash generated 2\n", "a.generated")


def test_other_options_are_other_cards_but_tags_are_not() -> None:
    one = fact("one two")
    assert fact_key(one, OPTIONS) == fact_key(one, replace(OPTIONS, tags=("x",)))
    others = [
        replace(OPTIONS, max_cards=2),
        replace(OPTIONS, topic="x"),
        replace(OPTIONS, kinds=frozenset({NoteKind.CLOZE})),
    ]
    assert len({fact_key(one, options) for options in [OPTIONS, *others]}) == 4


def test_tags_of_the_user_come_first_and_bad_ones_are_left_out(tmp_path: Path) -> None:
    record = Record()
    record[fact_key(fact("a"), OPTIONS)] = FactRecord((card("A {{c1::b}}", tags=("x", "y" * 300)),), (State.NEW,))
    save_record(tmp_path / "a.generated", record)
    loaded = load_record(tmp_path / "a.generated")
    ((_, known),) = recorded(loaded, [fact("a")], replace(OPTIONS, tags=("mine", "x")))
    assert [made.tags for made in usable_cards(known)] == [("mine", "x")]
