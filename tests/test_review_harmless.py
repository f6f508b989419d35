"""Whatever a card holds, a terminal is shown text, never told what to do."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.review.harmless import harmless, harmless_line

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(st.characters(categories=("Cc", "Cf", "Cs", "Lu", "Zl", "Zp", "Zs"))))
def test_no_control_and_no_bidi_override_comes_through(text: str) -> None:
    shown = harmless(text)
    assert not [letter for letter in shown if unicodedata.category(letter) in ("Cc", "Cs") and letter != "\n"]
    assert not set(BIDI) & set(shown)


@given(st.text(st.characters(categories=("L", "M", "N", "P", "S"))))
def test_letters_marks_digits_and_signs_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("a\x7fb\x00", "a␡b␀"),
        ("\u202egpj.exe", "⟨U+202E⟩gpj.exe"),
        ("lone \ud800", "lone \ufffd"),
        ("\tx", "    x"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("\u05e9\u05c1\u200f!", "\u05e9\u05c1\u200f!"),
    ],
)
def test_what_would_steer_a_terminal_is_pictured(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_one_line_stays_one_line() -> None:
    assert harmless_line("a\r\nb\u2028c  d") == "a␍ b c d"
