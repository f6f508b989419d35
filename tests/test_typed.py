"""Typed answers: tolerant in form, strict in numbers."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.review.number_words import with_digits
from lalaflash.review.typed import Part, Verdict, compare

EXACT = {
    "case": ("emma stone", "Emma Stone"),
    "accents": ("cafe", "café"),
    "letters with strokes": ("Soren Lodz", "Søren Łódź"),
    "sharp s": ("strasse", "Straße"),
    "an article": ("jazz club", "A jazz club"),
    "nothing but an article": ("The", "the"),
    "spaces": ("  Los   Angeles ", "Los Angeles"),
    "a hyphen": ("mix up", "mix-up"),
    "a word parted": ("fire fly", "firefly"),
    "full stops": ("JK Simmons", "J.K. Simmons"),
    "quotes": ("La La Land", "“La La Land”"),
    "an apostrophe": ("its", "it’s"),
    "an ampersand": ("rock and roll", "rock & roll"),
    "a number written out": ("eight", "8"),
    "a large number written out": ("two hundred and fifty thousand", "250,000"),
    "a year written out": ("two thousand sixteen", "2016"),
    "an ordinal": ("third", "3rd"),
    "an article before a number": ("a hundred", "100"),
    "thousands": ("1 000", "1,000"),
    "a decimal comma": ("3,5", "3.5"),
    "no nought before the point": (".5", "0.5"),
    "a space before a sign": ("50 %", "50%"),
    "an aside": ("Los Angeles", "Los Angeles (L.A.)"),
    "another script": ("東京", "東京"),
    "nothing but signs": ("->", "->"),
}
CLOSE = {
    "a surname": ("stone", "Emma Stone"),
    "a whole name for a surname": ("Emma Stone", "Stone"),
    "a surname with a particle": ("Beethoven", "Ludwig van Beethoven"),
    "a slip": ("convertable", "convertible"),
    "two letters swapped": ("Goslign", "Gosling"),
    "a plural": ("jazz clubs", "A jazz club"),
    "other order": ("Gosling Ryan", "Ryan Gosling"),
}
WRONG = {
    "nothing": ("", "Emma Stone"),
    "another year": ("1983", "1982"),
    "another year in a sentence": ("in the year 1983", "in the year 1982"),
    "another sign": ("-5", "5"),
    "a point left out": ("35", "3.5"),
    "digits parted otherwise": ("1 23", "12 3"),
    "a sign that is part of a name": ("C", "C++"),
    "a short word": ("cat", "car"),
    "the first name": ("Emma", "Emma Stone"),
    "a part of a place": ("York", "New York"),
    "the end of what is no name": ("club", "a jazz club"),
    "a voiced letter": ("かき", "がき"),
    "something else": ("Ryan Gosling", "Emma Stone"),
}


@pytest.mark.parametrize(("typed", "answer"), EXACT.values(), ids=EXACT)
def test_a_difference_in_form_is_exact(typed: str, answer: str) -> None:
    assert compare(typed, answer)[:2] == (Verdict.EXACT, 4)


@pytest.mark.parametrize(("typed", "answer"), CLOSE.values(), ids=CLOSE)
def test_a_small_difference_is_close(typed: str, answer: str) -> None:
    comparison = compare(typed, answer)
    assert comparison.verdict is Verdict.CLOSE
    assert comparison.quality in (3, 4)


@pytest.mark.parametrize(("typed", "answer"), WRONG.values(), ids=WRONG)
def test_a_difference_in_what_is_meant_is_wrong(typed: str, answer: str) -> None:
    assert compare(typed, answer)[:2] == (Verdict.WRONG, 1)


def test_the_difference_is_shown_letter_by_letter() -> None:
    segments = compare("jazz clib", "A jazz club").segments
    assert "".join(text for part, text in segments if part is not Part.TYPED) == "A jazz club"
    assert [text for part, text in segments if part is Part.TYPED] == ["i"]
    assert [text for part, text in segments if part is Part.MISSING] == ["A ", "u"]


lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(lines, lines)
def test_the_segments_hold_all_of_the_answer_and_all_that_was_typed(typed: str, answer: str) -> None:
    segments = compare(typed, answer).segments
    shown = "".join(text for part, text in segments if part is not Part.TYPED)
    assert shown == unicodedata.normalize("NFC", answer.strip())
    kept = sum(len(text) for part, text in segments if part is not Part.MISSING)
    assert kept == len(unicodedata.normalize("NFC", typed.strip()))


@given(lines.filter(str.strip))
def test_the_answer_itself_is_exact(answer: str) -> None:
    assert compare(answer, answer).verdict is Verdict.EXACT


@given(st.integers(0, 10**12))
def test_numbers_must_agree(number: int) -> None:
    assert compare(str(number), f"{number:,}").verdict is Verdict.EXACT
    assert compare(str(number + 1), str(number)).verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("zero", "0"),
        ("twenty five", "25"),
        ("five twenty", "5 20"),
        ("one hundred and five", "105"),
        ("nineteen eighty", "19 80"),
        ("two million three hundred thousand and one", "2300001"),
        ("seven and eight", "7 and 8"),
        ("cats and dogs", "cats and dogs"),
        ("hundred", "100"),
    ],
)
def test_number_words_become_digits(words: str, digits: str) -> None:
    assert " ".join(with_digits(words.split())) == digits


def test_a_page_of_text_is_compared_in_no_time() -> None:
    assert compare("x" * 1_000_000, "y " * 500_000).verdict is Verdict.WRONG
