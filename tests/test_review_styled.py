"""Styled text, folded into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from lalaflash.review.styled import BOLD, GREEN, MAGENTA, PLAIN, Code, Hanging, Piece, Style, Text, filled, shortened

TEXTS = st.builds(
    lambda pieces: Text(*pieces),
    st.lists(st.builds(Piece, st.text(st.sampled_from("ab é日👩\u0301\n")), st.sampled_from([PLAIN, BOLD, GREEN]))),
)


def plain(text: Text, width: int) -> list[str]:
    return ["".join(piece.text for piece in line) for line in text.lines(width)]


@given(TEXTS, st.integers(1, 12))
def test_no_line_is_wider_than_it_may_be(text: Text, width: int) -> None:
    assert all(cell_len(line) <= width for line in plain(Text(text), width))
    for block in (Hanging("1. ", "   ", text), Code(text)):
        assert all(cell_len("".join(piece.text for piece in line)) <= width for line in block.lines(width))


@given(TEXTS, st.integers(2, 12))
def test_folding_keeps_every_letter_in_its_style(text: Text, width: int) -> None:
    def letters(pieces: list[Piece]) -> list[tuple[str, Style]]:
        return [(letter, piece.style) for piece in pieces for letter in piece.text if not letter.isspace()]

    assert [letter for line in text.lines(width) for letter in letters(line)] == letters(text.pieces)
    code = [[piece for piece in line if "↳" not in piece.text] for line in Code(text).lines(max(4, width))]
    assert [letter for line in code for letter in letters(line)] == letters(text.pieces)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("if a:\n    b = c", 9, ["if a:", "    b = c"]),
        ("    return first + second", 16, ["    return first", "    ↳ + second"]),
        ("    a_name_without_a_gap", 12, ["    a_name_w", "    ↳ ithout", "    ↳ _a_gap"]),
        ("          deep = 1 + 2", 12, ["          de", "      ↳ ep =", "      ↳ 1 +", "      ↳ 2"]),
        ("漢字 = 漢字漢字", 10, ["漢字 =", "↳ 漢字漢字"]),
    ],
)
def test_code_goes_on_behind_its_indentation_and_a_sign(text: str, width: int, lines: list[str]) -> None:
    assert ["".join(piece.text for piece in line) for line in Code(Text(text)).lines(width)] == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 3, ["one", "two", "thr", "ee"]),
        ("a longest b", 4, ["a", "long", "est", "b"]),
        ("    indented code", 10, ["    indent", "ed code"]),
        ("日本語", 4, ["日本", "語"]),
        ("a\n\nb", 5, ["a", "", "b"]),
    ],
)
def test_lines_break_between_words_where_that_is_possible(text: str, width: int, lines: list[str]) -> None:
    assert plain(Text(text), width) == lines


@pytest.mark.parametrize(("width", "cut"), [(5, "abcde"), (4, "abc…"), (2, "a…"), (1, "…")])
def test_a_long_text_is_cut_with_an_ellipsis(width: int, cut: str) -> None:
    assert shortened(Text("ab", Piece("cde", BOLD)), width).plain == cut


@pytest.mark.parametrize(("width", "text"), [(2, "日"), (3, "日 "), (6, "日本  ")])
def test_a_line_is_cut_or_filled_to_its_width(width: int, text: str) -> None:
    assert "".join(piece.text for piece in filled([Piece("日"), Piece("本", BOLD)], width)) == text


def test_a_style_over_another_keeps_what_it_does_not_change() -> None:
    assert BOLD | MAGENTA | GREEN == BOLD | GREEN
    assert (Style(is_answer=True) | BOLD).is_answer
