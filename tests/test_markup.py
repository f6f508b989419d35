from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lalaflash import markup
from lalaflash.cloze import Flaw, plain
from lalaflash.markdown import render_markdown

if TYPE_CHECKING:
    from lalaflash.model import Field

FIXTURE = Path(__file__).parent / "fixtures" / "markup.md"
CASES = re.findall(r"(.+)\n\.\n((?:.*\n)*?)\.\n((?:.*\n)*?)\.\n", FIXTURE.read_text(encoding="utf-8"))


def media(reference: str) -> str | None:
    return None if reference.startswith("missing") else f"m-{reference}"


def render(text: str, *, deletions: bool = False) -> Field:
    return markup.render(text, deletions=deletions, media=media)


def flaws(text: str, *, deletions: bool = True) -> list[Flaw]:
    found: list[Flaw] = []
    markup.render(text, deletions=deletions, media=media, report=found.append)
    return found


def shown(field: Field) -> str:
    """Write a field as the fixture does: ⟨i⟨ … ⟩i⟩ for marks, then its deletions and media."""
    lines = [field.html.replace("\x02", "⟨").replace("\x03", "⟩")]
    for index, deletion in enumerate(field.deletions):
        numbers = ",".join(map(str, deletion.numbers)) or "-"
        lines.append(f"{index}: {numbers} | {deletion.answer} | {deletion.hint}".rstrip())
    if field.media:
        lines.append("media: " + " ".join(field.media))
    return "\n".join(lines)


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_text_renders_as_the_fixture_says(name: str, text: str, expected: str) -> None:
    field = render(text.removesuffix("\n"), deletions=name.startswith("cloze"))
    assert shown(field) == "\n".join(line.rstrip() for line in expected.splitlines())


plain_words = st.text(alphabet="abcC019 .,:;)(-+#>=!?&'\"|/éß\u00a0\u3000\u200b%@", max_size=8)
simple_parts = st.sampled_from(["{{a}}", "{{c1::b}}", "{{", "}}", "::", "{{a&b::h}}", "{{c2::x::y z}}", "{{ x }}", " "])
styled_parts = st.sampled_from(
    ["*a b*", "**c**", "`d & e`", "*", "`", " *f*, ", "(**g h**)", "{{*i* j}}", " `k`s", "*l*\u3000"]
)


@settings(deadline=None, max_examples=600)
@given(
    st.one_of(st.lists(plain_words | simple_parts | styled_parts, max_size=8).map("".join), st.text(max_size=20)),
    st.booleans(),
)
def test_the_short_way_gives_what_the_long_way_gives(text: str, deletions: bool) -> None:
    found: list[Flaw] = []
    short = markup._render_plain(text, deletions=deletions)
    if short is not None:
        assert short == render_markdown(text, deletions=deletions, media=media, report=found.append)
        assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "The film was shot in {{eight weeks}} & 3 > 2.",
        "{{c1::12:30::when?}} and {{b}}",
        "No. 5: a | b",
        "The *first* `x & y` is **bold**.",
    ],
)
def test_everyday_texts_take_the_short_way(text: str) -> None:
    assert markup._render_plain(text, deletions=True) is not None


everything = st.text(alphabet="ab1 \n{}:c$`\\*_[]()<>!|-#&~\"'\u2028/", max_size=30)


@settings(deadline=None, max_examples=300)
@given(everything, st.booleans())
def test_no_text_makes_html_of_its_own_or_a_tag_of_ankis(text: str, deletions: bool) -> None:
    html = render(text, deletions=deletions).html
    for tag in re.findall(r"<[^>]*>", html):
        assert re.match(r"</?(?:p|br|em|strong|s|code|pre|span|a|img|h[1-6]|ul|ol|li|hr|blockquote|t\w+)\b", tag), tag
    assert "{{" not in html
    assert not re.search(r"\[(?:latex|\$\$?)\]", html)


letters = st.text(alphabet="ab<>&;\"' {}:|=#%é", max_size=20)


@settings(deadline=None, max_examples=300)
@given(letters)
def test_what_is_typed_is_what_is_seen(text: str) -> None:
    assert plain(render(f"x{text}x").html) == " ".join(f"x{text}x".split())


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab1 {}:c<>&\"'\\[]()$", max_size=20), st.booleans())
def test_a_code_span_shows_exactly_what_is_typed(text: str, deletions: bool) -> None:
    code = text.replace("{{c1", "{c1")
    html = render(f"x `` {code}. ``", deletions=deletions).html
    assert unescape(re.sub(r"</?span>", "", html)) == f"x <code>{code}.</code>"


@pytest.mark.parametrize("code", ["x = 1\n\n\ny\t= 2  ", "  indented", "é\u2003z", "'''"])
@pytest.mark.parametrize("language", ["python", "html", "console", "nolang", ""])
def test_highlighting_changes_no_character(code: str, language: str) -> None:
    html = render(f"```{language}\n{code}\n```").html
    assert unescape(re.sub(r"<[^>]*>", "", html)) == code


def test_control_characters_and_line_separators_are_replaced() -> None:
    assert render("a\x00b\x1fc\x02\ud800").html == "a\ufffdb\ufffdc\ufffd\ufffd"
    assert render("a\u2028b\u2029c\rd").html == "a<br>b<br>c<br>d"


def test_a_reference_reaches_media_as_it_was_typed() -> None:
    seen: list[str] = []
    text = (
        "![](my%20file.png) ![](<my file.png>) ![](ä.png) [x](a.ogg) ![](https://a.org/x.png) [y](https://a.org/y.mp3)"
    )
    markup.render(text, deletions=False, media=lambda reference: seen.append(reference))
    assert seen == ["my%20file.png", "my file.png", "ä.png", "a.ogg"]


TYPING_ERRORS = """
{{C1::x}}
{{ c1::a }}
{{c1:a}}
{{c0::x}}
{{c1::}}
{{c1:: }}
{{c1::::h}}
{{c1::x
{{foo} bar
{{a::b {{c1::c}}}}
`{{c1::}}`
${{c1::x$
{{{{{{{{{{{{{{{{{{{{{{x}}}}}}}}}}}}}}}}}}}}}}
"""


@pytest.mark.parametrize("text", [*TYPING_ERRORS.split("\n")[1:-1], "{{c1::a\n\nb}}", "| {{a|b}} |\n|---|---|"])
def test_a_likely_typing_error_in_a_deletion_is_reported(text: str) -> None:
    assert {flaw.name for flaw in flaws(text)} == {"malformed-cloze"}


@pytest.mark.parametrize(
    "text", ["{{ user.name }}", "{{}}", "{{ x", "a }} b", "`{{x`", r"\{{x", "{{a}} {% b %}", "{{c1}}"]
)
def test_braces_that_are_no_deletion_are_no_flaw(text: str) -> None:
    assert flaws(text) == []


@pytest.mark.parametrize("row", ["| `a|b` | {{c}} |", "1 | 2 | 3", "| 1 | 2 | 3", "> | 1 | 2 | |"])
def test_a_row_that_would_lose_a_cell_is_a_flaw(row: str) -> None:
    quote = "> " if row.startswith(">") else ""
    table = f"{quote}| a | b |\n{quote}|---|---|\n{quote}| 1 |\n"
    assert flaws(table + quote + "| 1 | 2 |\n" + quote + "3 | 4") == []
    assert flaws(table + quote + "| `a\\|b` | |") == []
    assert [flaw.name for flaw in flaws(table + row)] == ["lost-cell"]


@pytest.mark.parametrize("deletions", [True, False])
@pytest.mark.parametrize("unit", ["> ", "- ", "1. "])
def test_blocks_nest_as_deep_as_they_are_shown_or_it_is_a_flaw(unit: str, deletions: bool) -> None:
    for depth in range(1, 30):
        text = unit * depth + "abc\nde"
        names = [flaw.name for flaw in flaws(text, deletions=deletions)]
        assert names == ([] if "abc" in render(text, deletions=deletions).html else ["too-deep"])


HOSTILE = [
    "{",
    "{{a",
    "{{c1::",
    "}",
    "[",
    "![",
    "[a](",
    "$",
    "$$",
    "$a ",
    "`a",
    "\\",
    "<a:",
    "*a_ ",
    "> ",
    "{{\n- ",
    "[[]",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_the_length_of_hostile_text_only(unit: str) -> None:
    def calls(size: int) -> int:
        text = (unit * size)[: size - 3] + "]}}"
        count = 0

        def one_more(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(one_more)
        try:
            render(text, deletions=True)
        finally:
            sys.setprofile(None)
        return count

    render(unit, deletions=True)
    assert calls(8_000) < 6 * calls(2_000) + 1_000


def test_a_text_beyond_all_measure_is_a_flaw() -> None:
    assert [flaw.name for flaw in flaws("{{{{{{{{" * 125_000)] == ["too-long"]
    assert flaws("a" * 1_000_000) == []


def test_markdown_and_pygments_are_loaded_only_when_needed() -> None:
    script = """
import sys
from lalaflash import markup, render
markup.render("{{a}} b", deletions=True, media=str)
print([name for name in sys.modules if name.startswith(("markdown_it", "pygments"))])
"""
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
