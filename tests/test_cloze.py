from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from anki_backend import Anki, new_collection
from hypothesis import given, settings
from hypothesis import strategies as st

from lalaflash import cloze, markup
from lalaflash.cloze import Close, Flaw, Open
from lalaflash.model import Deletion, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anki.notes import Note

A = Deletion((), "a")

CLOZES = [
    "{{a}}",
    "{{c1::a}} {{c2::b::hint}} {{c1::c}}",
    "{{c1,3::a}} {{c3::b}} {{b}}",
    "{{c01::a}} {{c2,2::b}}",
    "{{c1::a {{c2::b {{c}} d}} e::hint}}",
    "{{{c1::a}}} {{{b}}}",
    "{{{{ user.name }}}} and {{ user.name }} and \\{{x}}",
    "{{a\\}}} {{b\\::c:}} {{d\\}\\}::h\\}\\}}} {{e::f::g}}",
    "{{`}}`}} {{c2::`a::b{`}} {{`{{c`::`{{c9::x}}`}}",
    "{{c1::`x` {{c2::`y}}`}}`}}`}}",
    "{{c500::a}}",
    "**{{a}}** {{*b*}} ~~{{c}}~~ [{{d}}](https://a.org/x::y) {{[e](https://a.org/x::y}})}}",
    "{{a < b && c > d <script>}} {{&nbsp;}} {{[sound:x]}} {{[latex]x[/latex]}}",
    "`{{c1::std::vector<int>}} {{x}}` {{y}}",
    "```cpp\nstd::map<int, {{c1::std::vector<int>}}> m{{{c2::1}}};\n```",
    "# {{h}}\n\n- {{i}}\n- {{c9::j}}\n\n| {{k}} |\n|---|\n| {{l::m}} |\n\n> {{n}}",
    "Two:\n{{c2::\n- a\n- {{b}}\n\n```\n}} ::\n```\n::the things}}\n\n{{z}}",
    "{{one\ntwo}}\nthree",
    "{{" * 10 + "x" + "}}" * 10,
    "{{日本}} {{עברית}} {{e\u0301}}",
    "a {{c1::x}} {{c2::y}",
    "{{c2:: a }}{{c1::b}}",
]
MATHS = [
    r"${{c1::\frac{1}{2}}}$ and {{c2::$\frac{1}{\frac{2}{3}}$}}",
    r"$\frac{{{c1::a}}}{{{c2::b::the denominator}}}$",
    r"{{$a<b$}} $a{{b}}$ $${{c3::x::{y}}}$$",
    "$$\n\\begin{aligned}a&={{c1::b}}\\\\[2pt]c&=d\\end{aligned}\n$$",
]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Anki]:
    with new_collection(tmp_path_factory.mktemp("anki")) as anki:
        yield anki


def render(text: str) -> Field:
    return markup.render(text, deletions=True, media=lambda name: name)


def in_anki(anki: Anki, field: Field) -> tuple[Note, list[tuple[int, ...]]]:
    """Number the deletions, 1, 2, 3 … where the author gave no number, and put them in a note of Anki's."""
    numbers = [deletion.numbers or (index + 1,) for index, deletion in enumerate(field.deletions)]
    notetype = anki.collection.models.by_name("Cloze")
    assert notetype
    note = anki.collection.new_note(notetype)
    note.fields[0] = cloze.number(field.html, field.deletions, numbers)
    return note, numbers


def sides(note: Note, ord_: int) -> tuple[str, str]:
    output = note.ephemeral_card(ord_).render_output()
    return output.question_text, output.answer_text


def without_marks(html: str) -> str:
    return re.sub(r"[\x02\x03][0-9]+[\x02\x03]", "", html)


def check_against_anki(anki: Anki, text: str) -> None:
    """Anki makes the cards that we say, and each shows what was typed, with only its own deletions hidden."""
    field = render(text)
    note, numbers = in_anki(anki, field)
    known = anki.collection._backend.cloze_numbers_in_note(note._to_backend_note())
    assert tuple(sorted(number - 1 for number in known)) == cloze.ords(numbers)
    for ord_ in cloze.ords(numbers):
        front, back = sides(note, ord_)
        assert cloze.plain(back) == cloze.plain(without_marks(field.html))
        assert cloze.plain(front) == cloze.plain(hide(field, numbers, ord_ + 1))


def hide(field: Field, numbers: list[tuple[int, ...]], hidden: int) -> str:
    """Return the front of a card by the plain meaning of marks."""
    shown: list[str] = []
    closing = ""
    for piece in re.split(r"(\x02[0-9]+\x02|\x03[0-9]+\x03)", field.html):
        index = piece.strip("\x02\x03")
        if piece[:1] == "\x02" and not closing and hidden in numbers[int(index)]:
            closing = index
            shown.append(f"[{field.deletions[int(index)].hint or '...'}]")
        elif piece[:1] == "\x03" and index == closing:
            closing = ""
        elif piece[:1] not in ("\x02", "\x03") and not closing:
            shown.append(piece)
    return "".join(shown)


@pytest.mark.parametrize("text", CLOZES + MATHS)
def test_anki_makes_the_cards_that_we_say_and_shows_what_was_typed(collection: Anki, text: str) -> None:
    assert render(text).deletions
    check_against_anki(collection, text)


BRACES = ["{{", "}}", "{", "}", "::", ":", "c1::", "{{c1::", "{{c2,3::", "{{a}}", "{{c4::x::y}}", "\n{{\n", "\n}}\n"]
OTHERS = ["a", "b c", " ", "`", "``", "\\", "\n", "**", "[", "](x)", "<", "&", "1", ",", "|", "- ", "```\n", "(", ")"]
pieces = st.sampled_from(BRACES + OTHERS)


@settings(deadline=None, max_examples=500)
@given(st.lists(pieces, max_size=14).map("".join))
def test_anki_agrees_on_any_text(collection: Anki, text: str) -> None:
    check_against_anki(collection, text)


@settings(deadline=None, max_examples=200)
@given(st.lists(pieces | st.sampled_from(["$", "$$", "\\frac"]), max_size=14).map("".join))
def test_anki_agrees_on_the_cards_of_any_text_with_math(collection: Anki, text: str) -> None:
    note, numbers = in_anki(collection, render(text))
    known = collection.collection._backend.cloze_numbers_in_note(note._to_backend_note())
    assert tuple(sorted(number - 1 for number in known)) == cloze.ords(numbers)


def test_math_reaches_mathjax_as_typed_but_for_spaces_between_braces(collection: Anki) -> None:
    note, _ = in_anki(collection, render(r"{{$\frac{1}{\sqrt{a<b}}$}} ${{c2::\frac{1}{2}}}^2$"))
    _, back = sides(note, 0)
    assert unescape(back.replace("} }", "}}")).count(r"\frac{1}{\sqrt{a<b}}") == 1
    assert r"\(\frac{1}{2} ^2\)" in back


@pytest.mark.parametrize(
    "text", ["{{c1::a}}", "{{ c1::a}}", "{{c,1::a}}", "`{{c1::a}}`", "${{c1::a}}$", "![{{c1::a}}](x.png)"]
)
def test_a_field_without_deletions_makes_no_card(collection: Anki, text: str) -> None:
    note, _ = in_anki(collection, markup.render(text, deletions=False, media=lambda name: name))
    assert list(collection.collection._backend.cloze_numbers_in_note(note._to_backend_note())) == []


def test_numbering_writes_ankis_syntax() -> None:
    html = "\x020\x02a \x021\x02b\x031\x03\x030\x03 \x022\x02c\x032\x03"
    deletions = [Deletion((), "a b", "why?"), Deletion((), "b"), Deletion((), "c")]
    assert cloze.number(html, deletions, [(1,), (2, 3), (4,)]) == "{{c1::a {{c2,3::b}}::why?}} {{c4::c}}"


def test_the_ords_of_numbers_are_sorted_and_each_stands_once() -> None:
    assert cloze.ords([(3,), (1, 3), (2,)]) == (0, 1, 2)
    assert cloze.ords([]) == ()


def test_numbers_are_read_as_anki_reads_them() -> None:
    assert cloze.parse_numbers("1,3") == (1, 3)
    assert cloze.parse_numbers("01,1,,2,") == (1, 2)
    assert cloze.parse_numbers("9" * 5000)[0] > cloze.MAX_NUMBER


@pytest.mark.parametrize(
    ("text", "answer", "hint"),
    [
        ("{{a  *b* `c<d>`::h & i}}", "a b c<d>", "h &amp; i"),
        ("{{c1::- &amp;}}", "- &amp;", ""),
        ("{{a {{b}} c}}", "a b c", ""),
        ("{{\n- a\n- b\n}}", "a b", ""),
        ("{{[a](x.mp3)}}", "a", ""),
    ],
)
def test_an_answer_is_plain_text_and_a_hint_is_html(text: str, answer: str, hint: str) -> None:
    first = render(text).deletions[0]
    assert (first.answer, first.hint) == (answer, hint)


def test_code_and_math_split_at_explicit_deletions_with_balanced_braces() -> None:
    found: list[Flaw] = []
    assert cloze.pieces_of_code("f{{c1::{a::b}}}{{x}}", found.append) == ["f", Open((1,)), "{a::b}", Close(""), "{{x}}"]
    assert cloze.pieces_of_code("{{c1::if (x) {}} b", found.append) == ["", Open((1,)), "if (x) {", Close(""), " b"]
    assert cloze.pieces_of_math(r"{{c1::\{a::h}}", found.append) == ["", Open((1,)), r"\{a", Close("h"), ""]
    assert found == []


def test_outside_of_deletions_nothing_is_guarded() -> None:
    assert (
        cloze.guard("a::b}} \x020\x02c::d}}\x030\x03 e::f}}")
        == "a::b}} \x020\x02c&#58;&#58;d&#125;&#125;\x030\x03 e::f}}"
    )
