r"""Math in a terminal: signs for what has one, parentheses where a stroke would mislead, the rest as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.review.marks import BEGIN, END
from lalaflash.review.tex import readable


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"E = mc^2", "E = mc²"),
        (r"x^{10} + y_{ij}", "x¹⁰ + yᵢⱼ"),
        (r"x^{a/b}", "x^(a/b)"),
        (r"e^{-x^2}", "e^(−x²)"),
        (r"H_2O", "H₂O"),
        (r"90^\circ", "90°"),
        (r"f'(x)", "f′(x)"),
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{a+b}{c}", "(a+b)/c"),
        (r"\frac{a}{bc}", "a/(bc)"),
        (r"\frac{n(n+1)}{2}", "n(n+1)/2"),
        (r"\frac{(a)(b)}{(c)(d)}", "(a)(b)/((c)(d))"),
        (r"2\frac12x", "2 1/2 x"),
        (r"\sqrt{2}", "√2"),
        (r"\sqrt[3]{x+1}", "³√(x+1)"),
        (r"\alpha \to \infty", "α → ∞"),
        (r"\lim_{x\to 0} \sin x", "lim_(x→0) sin x"),
        (r"\sum_{i=1}^n i \le 5", "∑ᵢ₌₁ⁿ i ≤ 5"),
        (r"x \in \mathbb{R} \not\in Y", "x ∈ ℝ ∉ Y"),
        (r"\text{if } x > 0", "if x > 0"),
        (r"\left( x \right.", "( x"),
        (r"\vec{v} \hat H", "v⃗ Ĥ"),
        (r"\{1,\,2\}", "{1, 2}"),
        (r"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}", "(1 2; 3 4)"),
        (r"f = \begin{cases} 1 & x>0 \\ 0 & x\le 0 \end{cases}", "f = { 1 x>0\n0 x≤0"),
        (r"\binom{n}{k} \pmod 7", "C(n, k) (mod 7)"),
        (r"A \xrightarrow{f} B", r"A \xrightarrow{f} B"),
        (r"\nonsense{a}{b}", r"\nonsense{a}{b}"),
        (r"a \% b \\ c", "a % b\nc"),
        ("\\", "\\"),
    ],
)
def test_formulas_read_as_one_would_write_them_in_a_letter(tex: str, shown: str) -> None:
    assert readable(tex) == shown


def test_what_a_card_asks_for_keeps_its_marks() -> None:
    assert readable(f"mc^{BEGIN}2{END}") == f"mc{BEGIN}²{END}"
    assert readable(f"mc^{BEGIN}[…]{END}") == f"mc^{BEGIN}[…]{END}"
    assert readable(rf"\frac{{{BEGIN}a+b{END}}}{{2}}") == f"({BEGIN}a+b{END})/2"


@given(
    st.lists(st.sampled_from((*r"\{}^_[]()&a1 -'", r"\frac", r"\sqrt", r"\begin{", r"\left", r"\not", "\x02", "\x03")))
)
def test_any_text_gives_some_text(pieces: list[str]) -> None:
    assert isinstance(readable("".join(pieces)), str)


def test_groups_without_end_are_shown_as_typed() -> None:
    deep = "{" * 5_000
    assert readable(deep) == deep


@given(st.text("abcxyz+= 0123", min_size=1))
def test_no_letter_of_plain_math_is_lost(tex: str) -> None:
    assert readable(tex).replace(" ", "") == tex.replace(" ", "")
