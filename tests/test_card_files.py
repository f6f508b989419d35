"""From the bytes of a card file to its notes and problems."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.model import NoteKind, Severity, Source, Text
from lalaflash.readers.cards import CardFile, read_cards
from lalaflash.readers.duplicates import duplicate_contents, duplicate_ids

PATH = "cards/a.yaml"


def read(text: str, topic: Text | None = None) -> CardFile:
    return read_cards(text.encode(), PATH, topic)


def told(text: str) -> list[tuple[int, int, str]]:
    """Return line, column and name of each problem."""
    return [(problem.source.line, problem.source.column, problem.name) for problem in read(text).problems]


def message(text: str) -> str:
    """Return the message of the one problem."""
    (problem,) = read(text).problems
    return problem.message


def test_a_cloze_entry_has_all_that_its_author_wrote() -> None:
    text = """\
- cloze: It took {{42}} days.
  id: days
  tags: [a::b, c]
  extra: In *2015*.
  hint: weeks
  source: The press kit
  topic: Filming
  typed: yes
  allow: [long-answer]
"""
    (note,), ids, problems, _ = read(text)
    assert problems == []
    assert ids == [Text("days", Source(PATH, 2, 7))]
    assert (note.kind, note.source) == (NoteKind.CLOZE, Source(PATH, 1, 3))
    assert note.front == Text("It took {{42}} days.", Source(PATH, 1, 10))
    assert (note.id, note.tags, note.typed, note.reversed) == ("days", ("a::b", "c"), True, False)
    others = [text.value for text in (note.extra, note.hint, note.citation, note.topic) if text]
    assert others == ["In *2015*.", "weeks", "The press kit", "Filming"]
    assert note.allow == {"long-answer"}


def test_a_question_has_an_answer_and_can_be_reversed() -> None:
    (note,), _, problems, _ = read("- question: Is it?\n  answer: no\n  reversed: on\n")
    assert problems == []
    assert (note.kind, note.front.value, note.reversed) == (NoteKind.QUESTION, "Is it?", True)
    assert note.back == Text("no", Source(PATH, 2, 11))


def test_each_item_of_a_list_is_a_note_with_the_items_before_it() -> None:
    notes, ids, problems, _ = read("- title: Planets\n  id: planets\n  list: [Mercury, Venus, Earth]\n")
    assert problems == []
    assert [entry_id.value for entry_id in ids] == ["planets"]
    assert [note.front.value for note in notes] == ["Mercury", "Venus", "Earth"]
    assert {(note.kind, note.id) for note in notes} == {(NoteKind.CLOZE, "")}
    context = notes[2].context
    assert context is not None
    assert context.title.value == "Planets"
    assert [item.value for item in context.before] == ["Mercury", "Venus"]
    assert notes[1].source == Source(PATH, 3, 19)


@pytest.mark.parametrize("last", [False, True])
def test_a_file_sets_tags_source_topic_and_allow_wherever_they_stand(last: bool) -> None:
    defaults = "tags: [a]\nsource: Book\ntopic: T\nallow: yes-no\n"
    cards = "cards:\n  - cloze: one\n  - {cloze: two, tags: [b, a], source: Film, topic: U, allow: [enumeration]}\n"
    one, two = read(cards + defaults if last else defaults + cards).notes
    assert (one.tags, one.citation and one.citation.value, one.topic and one.topic.value) == (("a",), "Book", "T")
    assert (two.tags, two.citation and two.citation.value, two.topic and two.topic.value) == (("a", "b"), "Film", "U")
    assert one.allow == {"yes-no"}
    assert two.allow == {"yes-no", "enumeration"}


def test_the_decks_topic_is_for_notes_without_one_of_their_own() -> None:
    topic = Text("Deck", Source("decks/d.yaml", 1, 1))
    notes = read("- cloze: one\n- {cloze: two, topic: Own}\n", topic).notes
    assert [note.topic and note.topic.value for note in notes] == ["Deck", "Own"]


def test_one_tag_needs_no_list() -> None:
    assert read("- {cloze: x, tags: music::jazz}").notes[0].tags == ("music::jazz",)


@pytest.mark.parametrize("text", ["", "# soon\n", "cards:\n", "cards: []\n", "[]"])
def test_a_file_without_entries_is_empty_and_right(text: str) -> None:
    assert read(text) == CardFile([], [], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- cloze: x\n  tgas: [a]\n", [(2, 3, "unknown-key")]),
        ("tag: [a]\ncards: []\n", [(1, 1, "unknown-key")]),
        ("- clze: x\n", [(1, 3, "unknown-key")]),
        ("- tags: [a]\n", [(1, 3, "missing-text")]),
        ("- question: x\n", [(1, 3, "missing-text")]),
        ("- answer: x\n", [(1, 3, "missing-text")]),
        ("- title: x\n", [(1, 3, "missing-text")]),
        ("- list: [x, y]\n", [(1, 3, "missing-text")]),
        ("- cloze:\n", [(1, 9, "empty-text")]),
        ('- question: x\n  answer: " "\n', [(2, 11, "empty-text")]),
        ("- cloze: # 1 song\n", [(1, 9, "empty-text")]),
        ("- title: x\n  list: [a, '', b]\n", [(2, 13, "empty-text")]),
        ("- cloze: [a]\n", [(1, 10, "wrong-type")]),
        ("- cloze: {a}\n", [(1, 10, "wrong-type")]),
        ("- title: x\n  list:\n  - a: b\n  - c\n", [(3, 5, "wrong-type")]),
        ("- title: x\n  list: a\n", [(2, 9, "wrong-type")]),
        ("- just text\n", [(1, 3, "wrong-type")]),
        ("just text\n", [(1, 1, "wrong-type")]),
        ("cards: x\n", [(1, 8, "wrong-type")]),
        ("- cloze: x\n  typed: maybe\n", [(2, 10, "wrong-type")]),
        ("- cloze: x\n  tags: {a: b}\n", [(2, 9, "wrong-type")]),
        ("cloze: x\n", [(1, 1, "missing-cards")]),
        ("tags: [a]\n", [(1, 1, "missing-cards")]),
        ("card: [a]\n", [(1, 1, "unknown-key")]),
        ("- cloze: x\n  question: y\n", [(1, 3, "mixed-forms")]),
        ("- cloze: x\n  answer: y\n", [(1, 3, "mixed-forms")]),
        ("- fact: ''\n", [(1, 9, "empty-text")]),
        ("- fact: x\n  cloze: y\n", [(1, 3, "mixed-forms")]),
        ("- cloze: x\n  reversed: true\n", [(2, 3, "misplaced-key")]),
        ("- title: x\n  list: [a, b]\n  reversed: true\n", [(3, 3, "misplaced-key")]),
        ("- cloze: x\n  tags: [a b]\n", [(2, 10, "tag-with-space")]),
        ("- cloze: x\n  tags: a, b\n", [(2, 9, "tag-with-space")]),
        ("- cloze: x\n  tags: ['a\u3000b']\n", [(2, 10, "tag-with-space")]),
        (
            "- cloze: x\n  tags: ['a::::b', '::a', 'a::']\n",
            [(2, 10, "bad-tag"), (2, 20, "bad-tag"), (2, 27, "bad-tag")],
        ),
        ("- cloze: x\n  id: a b\n", [(2, 7, "bad-id")]),
        (f"- cloze: x\n  id: {'a' * 101}\n", [(2, 7, "bad-id")]),
        ("- cloze: x\n  allow: [long-anser]\n", [(2, 11, "unknown-warning")]),
        ("- title: x\n  list: [a]\n", [(2, 9, "short-list")]),
        (f"- title: x\n  list: [{'a, ' * 501}]\n", [(2, 9, "long-list")]),
        ("- cloze: {{x}}\n", [(1, 10, "unquoted-braces")]),
        ("- cloze: x\n  <<: {tags: [a]}\n", [(2, 3, "merge-key")]),
    ],
)
def test_each_mistake_is_told_once_at_its_place(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert told(text) == expected


def test_all_problems_of_a_file_are_told_and_hide_no_good_entry() -> None:
    file = read("- cloze:\n- good\n- {cloze: one, tgas: [a]}\n- {question: x}\n- cloze: two\n")
    assert [problem.source.line for problem in file.problems] == [1, 2, 3, 4]
    assert [note.front.value for note in file.notes] == ["one", "two"]


def test_messages_say_the_likely_fix() -> None:
    assert "did you mean `tags`?" in message("- {cloze: x, tgas: [a]}")
    assert "did you mean `long-answer`?" in message("- {cloze: x, allow: [long-anser]}")
    assert "a-b" in message("- {cloze: x, tags: [a b]}")
    assert "[a, b]" in message("- cloze: x\n  tags: a, b")
    assert "in quotes" in message("- title: x\n  list:\n  - a: b\n  - c\n  - d\n")


def test_a_text_that_loses_its_end_to_a_comment_is_a_warning_that_can_be_switched_off() -> None:
    text = "- question: What is C #\n  answer: a language\n  typed: true # this is a comment\n"
    (problem,) = read(text).problems
    assert (problem.name, problem.severity, problem.source.line) == ("swallowed-comment", Severity.WARNING, 1)
    assert read(text + "  allow: swallowed-comment\n").problems == []


def test_an_id_that_stands_twice_names_the_other_place() -> None:
    file = read("- {cloze: x, id: a}\n- {title: t, list: [x, y], id: a}\n")
    (problem,) = duplicate_ids(file.ids)
    assert (problem.source.line, problem.name) == (2, "duplicate-id")
    assert f"{PATH}:1:18" in problem.message


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- cloze: a  b\n- cloze: >\n    a\n    b\n", [2]),
        ("- cloze: caf\u00e9\n- cloze: cafe\u0301\n", [2]),
        ("- {question: a, answer: b}\n- {question: a, answer: c}\n", []),
        ("- {question: a, answer: b}\n- {question: a, answer: b, extra: c}\n", [2]),
        ("- cloze: a\n- cloze: A\n", []),
        ("- {title: t, list: [a, b, a]}\n", []),
        ("- {title: t, list: [a, b]}\n- {title: u, list: [a, b]}\n", []),
        ("- {title: t, list: [a, b]}\n- {title: t, list: [a, b]}\n", [2]),
    ],
)
def test_two_entries_of_one_content_are_told_once(text: str, lines: list[int]) -> None:
    problems = duplicate_contents(read(text).notes)
    assert [problem.source.line for problem in problems] == lines
    assert all(f"{PATH}:1:" in problem.message for problem in problems)


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), min_size=1)


@given(st.lists(st.tuples(TEXT, TEXT).filter(lambda pair: all(text.strip() for text in pair)), max_size=4))
def test_any_texts_survive_being_written_as_yaml(pairs: list[tuple[str, str]]) -> None:
    entries = [{"question": question, "answer": answer} for question, answer in pairs]
    file = read_cards(yaml.dump({"cards": entries}, allow_unicode=True).encode(), PATH)
    assert [(note.front.value, note.back and note.back.value) for note in file.notes] == pairs
    assert file.problems == []


PIECES = ["cards", "cloze", "question", "answer", "title", "list", "tags", "id", "allow", "typed", "fact", "source"]
PIECES += [
    ": ",
    "- ",
    "\n",
    "  ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "&a ",
    "*a",
    "<<",
    "x",
    '"',
    "'",
    "|",
    "#",
    "!",
    "a b",
    "::",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_stands_in_a_file_nothing_is_raised(text: str) -> None:
    file = read(text)
    assert all(note.source.path == PATH for note in file.notes)
    assert file.problems == sorted(file.problems, key=lambda problem: problem.source)
