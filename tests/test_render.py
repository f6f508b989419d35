from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalaflash import cloze
from lalaflash.media import MediaFolder
from lalaflash.model import ListContext, Note, NoteKind, Problem, RenderedNote, Source, Text
from lalaflash.notetypes import CLOZE_FIELDS, QUESTION_FIELDS
from lalaflash.render import render, unique_tags

if TYPE_CHECKING:
    from anki_backend import Anki

HERE = Source("cards/film.yaml", 3, 5)


def text(value: str, line: int = 3) -> Text:
    return Text(value, Source("cards/film.yaml", line, 5))


def cloze_note(value: str, **rest: Any) -> Note:
    return Note(NoteKind.CLOZE, HERE, text(value), **rest)


def question(front: str, back: str, **rest: Any) -> Note:
    return Note(NoteKind.QUESTION, HERE, text(front), text(back, 4), **rest)


def rendered(note: Note, root: Path = Path("nowhere")) -> tuple[RenderedNote, list[Problem]]:
    return render(note, deck_tags=(), media=MediaFolder(root))


def names(note: Note) -> list[str]:
    return [problem.name for problem in rendered(note)[1]]


def test_a_question_fills_the_fields_of_its_note_type() -> None:
    note = question(
        "*Who*?",
        "Chazelle",
        hint=text("h"),
        extra=text("{{x}}"),
        citation=text("s"),
        topic=text("La La Land"),
        typed=True,
        reversed=True,
    )
    result, problems = rendered(note)
    assert problems == []
    assert dict(zip(QUESTION_FIELDS, result.fields, strict=True)) == {
        "Question": "<em>Who</em>?",
        "Answer": "Chazelle",
        "Topic": "La La Land",
        "Hint": "h",
        "Extra": "&#123;&#123;x}}",
        "Source": "s",
        "Typed": "1",
        "Reversed": "1",
        **{f"Spare {number}": "" for number in range(1, 5)},
    }


def test_a_cloze_keeps_its_marks_in_the_first_field() -> None:
    result, problems = rendered(cloze_note("{{a}} b {{c2::d}}"))
    assert problems == []
    assert len(result.fields) == len(CLOZE_FIELDS)
    assert result.fields[0] == "\x020\x02a\x030\x03 b \x021\x02d\x031\x03"
    assert set(result.fields[1:]) == {""}
    assert [deletion.answer for deletion in result.deletions] == ["a", "d"]


def test_a_list_item_is_the_one_deletion_behind_the_items_before() -> None:
    context = ListContext(text("The *seasons*"), (text("Winter"), text("{{Spring}}")))
    result, problems = rendered(cloze_note("a::b}}", context=context))
    assert problems == []
    assert cloze.number(result.fields[0], result.deletions, [(1,)]) == (
        '<div class="list-title">The <em>seasons</em></div><ol class="list"><li>Winter</li>'
        "<li>&#123;&#123;Spring}}</li><li>{{c1::a&#58;&#58;b&#125;&#125;}}</li></ol>"
    )
    assert [deletion.answer for deletion in result.deletions] == ["a::b}}"]


def test_tags_of_deck_file_and_entry_stand_once_in_their_order() -> None:
    result, _ = render(
        question("q", "a", tags=("Cast", "b", "film")), deck_tags=("film", "cast"), media=MediaFolder(Path())
    )
    assert result.tags == ("film", "cast", "b")


@given(st.lists(st.text(alphabet="abAB\u00e4e\u0301", min_size=1, max_size=3)))
def test_unique_tags_lose_no_tag_and_keep_none_twice(tags: list[str]) -> None:
    folded = [tag.casefold() for tag in unique_tags(tuple(tags))]
    assert len(folded) == len(set(folded))
    assert set(folded) == {unicodedata.normalize("NFC", tag).casefold() for tag in tags}


def test_all_text_is_in_the_composed_form() -> None:
    result, _ = rendered(question("Caf\u0065\u0301?", "u\u0308", extra=text("`e\u0301`")))
    assert all(unicodedata.is_normalized("NFC", field) for field in result.fields)
    assert result.fields[0] == "Café?"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (cloze_note("no braces"), ["no-deletion"]),
        (cloze_note("{{ spaced }}"), ["no-deletion"]),
        (cloze_note("{{C1::x}}"), ["malformed-cloze"]),
        (cloze_note("{{a}} {{c1::b"), ["malformed-cloze"]),
        (cloze_note("{{c501::x}}"), ["cloze-number"]),
        (cloze_note("{{c99999999999999999999::x}}"), ["cloze-number"]),
        (cloze_note("{{x}} " * 501), ["too-many-deletions"]),
        (cloze_note("{{x}} " * 500), []),
        (cloze_note("{{c500::x}}"), []),
        (cloze_note(" \n"), ["empty-text"]),
        (question("[a]: https://a.org\n[b]: https://b.org", "b"), ["empty-text"]),
        (question("a", "\u00a0"), ["empty-text"]),
        (question("What does `{{c1::x}}` mean, and {{c1::x}}?", "a deletion"), []),
        (question("a", "\u200b\u200d"), ["empty-text"]),
        (question("a", "-\n-"), ["empty-text"]),
        (question("![](https://a.org/x.png)", "-"), []),
        (cloze_note("x", context=ListContext(text(" "), ())), ["empty-text"]),
    ],
)
def test_what_is_wrong_with_a_note_is_said_once(note: Note, expected: list[str]) -> None:
    assert names(note) == expected


def test_a_problem_stands_at_the_text_it_is_about() -> None:
    _, problems = rendered(question("fine", " "))
    assert [problem.source.line for problem in problems] == [4]


def test_media_are_named_once_in_the_order_of_the_fields(tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    for name in ("ä b.png", "x.mp3"):
        (tmp_path / "cards" / name).write_bytes(name.encode())
    media = MediaFolder(tmp_path)
    note = question("[hear](x.mp3)", "![](<ä b.png>)", extra=text("![](x.mp3) ![](%C3%A4%20b.png)"))
    result, problems = render(note, deck_tags=(), media=media)
    assert problems == []
    assert media.problems == ()
    assert [name.rpartition(".")[2] for name in result.media] == ["mp3", "png"]
    assert set(result.media) == set(media.files)


def test_anki_finds_the_media_that_fields_refer_to(tmp_path: Path, anki: Anki) -> None:
    (tmp_path / "cards").mkdir()
    for name in ("ä & b.png", "x.mp3"):
        (tmp_path / "cards" / name).write_bytes(name.encode())
    result, _ = render(question("![](x.mp3)", "![](<ä & b.png>)"), deck_tags=(), media=MediaFolder(tmp_path))
    collection = anki.collection
    notetype = collection.models.by_name("Basic")
    assert notetype
    note = collection.new_note(notetype)
    note.fields[:2] = result.fields[:2]
    collection.add_note(note, collection.decks.id("Default"))  # type: ignore[arg-type]
    assert sorted(collection.media.check().missing) == sorted(result.media)


def test_a_message_names_the_likely_fix() -> None:
    messages = [
        rendered(note)[1][0].message for note in (cloze_note("x"), cloze_note("{{c1:x}}"), cloze_note("{{c1::x"))
    ]
    assert re.search(r"write \{\{…\}\}", messages[0])
    assert "{{c1::answer}}" in messages[1]
    assert "close it with }}" in messages[2]
