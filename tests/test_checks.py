"""The rules of good cards, tried on the cards of fixtures/checks.yaml through the real reader and renderer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lalaflash.advice_names import ADVICE
from lalaflash.checks import RULES, advise
from lalaflash.checks.seen import plain, see
from lalaflash.checks.words import fold, is_english, stem
from lalaflash.media import MediaFolder
from lalaflash.model import Deletion, Note, NoteKind, Problem, RenderedNote, Severity, Source, Text
from lalaflash.notetypes import FIELDS
from lalaflash.readers.cards import read_cards
from lalaflash.render import render

Entry = dict[str, Any]
NONE: frozenset[str] = frozenset()
FIXTURES = Path(__file__).parent / "fixtures"
EXAMPLES: dict[str, dict[str, list[Any]]] = yaml.load(
    (FIXTURES / "checks.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
PNG = b"\x89PNG\r\n\x1a\n"


def _cases(verdict: str) -> list[Any]:
    cases = []
    for rule, examples in EXAMPLES.items():
        for example in examples[verdict]:
            entries = example if isinstance(example, list) else [example]
            shown = next(iter(entries[-1].values()))
            cases.append(pytest.param(rule, entries, id=f"{rule}: {shown[:40]}"))
    return cases


def _notes(folder: Path, *entries: Entry) -> list[RenderedNote]:
    (folder / "map.png").write_bytes(PNG)
    data = yaml.safe_dump({"cards": list(entries)}, allow_unicode=True, sort_keys=False)
    file = read_cards(data.encode(), "cards.yaml")
    assert file.problems == []
    media = MediaFolder(folder)
    rendered = [render(note, deck_tags=(), media=media) for note in file.notes]
    assert [problem for _, problems in rendered for problem in problems] == []
    return [note for note, _ in rendered]


def _names(problems: list[Problem]) -> list[str]:
    return [problem.name for problem in problems]


@pytest.mark.parametrize(("rule", "entries"), _cases("good"))
def test_a_good_card_gets_no_warning(rule: str, entries: list[Entry], tmp_path: Path) -> None:
    assert advise(_notes(tmp_path, *entries), allow=NONE) == []


@pytest.mark.parametrize(("rule", "entries"), _cases("bad"))
def test_a_bad_card_gets_its_warning_once(rule: str, entries: list[Entry], tmp_path: Path) -> None:
    problems = advise(_notes(tmp_path, *entries), allow=NONE)
    assert _names(problems).count(rule) == 1
    assert all(problem.severity is Severity.WARNING for problem in problems)
    assert not any(problem.message.endswith(f"({rule})") for problem in problems)


@pytest.mark.parametrize(("rule", "entries"), _cases("bad"))
def test_a_warning_can_be_switched_off_for_all_and_for_an_entry(
    rule: str, entries: list[Entry], tmp_path: Path
) -> None:
    assert rule not in _names(advise(_notes(tmp_path, *entries), allow=frozenset({rule})))
    allowing = [entry | {"allow": [rule]} for entry in entries]
    assert rule not in _names(advise(_notes(tmp_path, *allowing), allow=NONE))


def test_every_rule_has_a_name_to_allow_and_examples_to_stand_on() -> None:
    assert set(ADVICE) >= RULES
    assert set(EXAMPLES) == RULES
    assert all(len(verdicts["good"]) >= 12 and len(verdicts["bad"]) >= 6 for verdicts in EXAMPLES.values())


def test_every_warning_is_explained_in_the_docs() -> None:
    docs = (Path(__file__).parents[1] / "docs" / "checks.md").read_text(encoding="utf-8")
    assert [name for name in ADVICE if f"### {name}\n" not in docs] == []


@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_docs_examples_are_as_bad_and_as_good_as_they_say(rule: str, tmp_path: Path) -> None:
    docs = (Path(__file__).parents[1] / "docs" / "checks.md").read_text(encoding="utf-8")
    example = docs.split(f"### {rule}\n")[1].split("```yaml\n")[1].split("```")[0]
    bad, _, better = example.partition("# better")
    assert rule in _names(advise(_notes(tmp_path, *yaml.load(bad, yaml.BaseLoader)), allow=NONE))
    entries = yaml.load("# better" + better, yaml.BaseLoader) or []
    assert advise(_notes(tmp_path, *entries), allow=NONE) == [] if entries else rule == "near-duplicate"


def test_a_warning_points_at_the_text_concerned(tmp_path: Path) -> None:
    answer = "one two three four five six seven eight nine ten eleven twelve thirteen"
    note = _notes(tmp_path, {"question": "How do you count?", "answer": answer})[0]
    assert note.note.back is not None
    (problem,) = advise([note], allow=NONE)
    assert problem.source == note.note.back.source
    assert problem.message.startswith("the answer has 13 words; split the fact")


def test_a_near_duplicate_points_at_the_first_of_its_kind(tmp_path: Path) -> None:
    questions = ("Who directed *Jaws*?", "Who was the director of *Jaws*?", "Who is the director of the film *Jaws*?")
    notes = _notes(tmp_path, *({"question": question, "answer": "Spielberg"} for question in questions))
    problems = advise(notes, allow=NONE)
    first = notes[0].note.front.source
    assert [problem.source for problem in problems] == [note.note.front.source for note in notes[1:]]
    assert all(f"cards.yaml:{first.line};" in problem.message for problem in problems)


def test_equal_notes_are_left_to_the_error_about_them(tmp_path: Path) -> None:
    note = _notes(tmp_path, {"question": "Who directed *Jaws*?", "answer": "Spielberg"})
    assert advise(note * 2, allow=NONE) == []


def test_a_card_shows_the_deletions_of_other_numbers_and_hides_nested_ones(tmp_path: Path) -> None:
    (note,) = _notes(tmp_path, {"cloze": "{{c1::Mia {{c2::Dolan::surname}}}} and {{c1,2::Seb}} dance {{c3::well}}"})
    assert [card.front for card in see(note).cards()] == [
        "[…] and […] dance well",
        "Mia [surname] and […] dance well",
        "Mia Dolan and Seb dance […]",
    ]


def test_plain_text_keeps_words_and_marks_what_is_no_prose() -> None:
    assert plain("a &lt; b<br>c <strong>d</strong> <em>e</em>") == "a < b\nc d “e”"
    markup = '<pre><code class="x">if</code></pre> \\(x^2\\) <img src="a.png"> [sound:b.mp3]'
    assert plain(markup) == "\ufffc \ufffc \ufffc \ufffc"


def test_words_are_compared_without_case_accents_possessives_and_plurals() -> None:
    assert fold("CAFÉ") == "cafe"
    assert fold("が") == "が"
    words = {"mia's": "mia", "films": "film", "boxes": "box", "glass": "glass", "cities": "city"}
    assert {word: stem(word) for word in words} == words


@pytest.mark.parametrize(
    "text",
    [
        "Was ist in der Stadt?",
        "Dónde está su casa?",
        "Hij is in het huis",
        "Il est où?",
        "彼はどこですか",
        "من هو؟",
        "int main(void)",
    ],
)
def test_other_languages_are_not_taken_for_english(text: str) -> None:
    assert not is_english(text)


_PIECES = (
    *("he ", "It ", "this ", "Who ", "and what ", "the ", "Mia ", "?", ", ", " and ", "(", "“", "日", "é", "\u200f"),
    *("\x020\x02", "\x030\x03", "\x021\x02", "\x031\x03", "<em>", "</em>", "&lt;", "\\(", "\ufffc", "\n"),
)
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=20).map("".join) | st.text()


@settings(max_examples=200, deadline=None)
@given(front=_TEXTS, back=_TEXTS, answers=st.lists(_TEXTS, max_size=3))
def test_no_text_makes_a_rule_fail(front: str, back: str, answers: list[str]) -> None:
    place = Source("cards.yaml", 1, 1)
    kind = NoteKind.CLOZE if answers else NoteKind.QUESTION
    note = Note(kind, place, Text(front, place), None if answers else Text(back, place))
    fields = (front, back) + ("",) * (len(FIELDS[kind]) - 2)
    deletions = tuple(Deletion((1,) if len(answer) % 2 else (), answer, back) for answer in answers)
    problems = advise([RenderedNote(note, fields, (), deletions)], allow=NONE)
    assert {problem.source for problem in problems} <= {place}


@pytest.mark.parametrize(
    "text",
    [
        *("“" * 500_000, "it is " * 200_000, "In " + "a " * 500_000, "and what " * 100_000, "he, " * 200_000),
        *("<em>" * 300_000, "\\(" * 500_000, "<code>" * 200_000, "<" * 500_000, "[sound:" * 200_000),
    ],
    ids=lambda text: text[:10],
)
def test_a_hostile_text_is_read_to_its_end(text: str) -> None:
    """A rule that looks back again and again would need an hour for these texts."""
    place = Source("cards.yaml", 1, 1)
    note = Note(NoteKind.QUESTION, place, Text(text, place), Text("x", place))
    fields = (text + "?", "an answer of some words", *("",) * (len(FIELDS[NoteKind.QUESTION]) - 2))
    problems = advise([RenderedNote(note, fields, ())], allow=NONE)
    assert {problem.source for problem in problems} <= {place}
