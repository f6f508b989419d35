"""Answers of a new shape: how many times, two nouns together, what something is said to be, what "the X" is."""

from __future__ import annotations

import pytest
from generator_parts import asked


@pytest.mark.parametrize(
    ("text", "answer", "front"),
    [
        (
            "To halve the standard error of the mean, you need four times as many observations.",
            "four times",
            "To halve the standard error of the mean, you need [how many times] as many observations.",
        ),
        (
            "A solution of pH 3 is about a hundred times more acidic than a solution of pH 5.",
            "a hundred times",
            "A solution of pH 3 is about […] more acidic than a solution of pH 5.",
        ),
        (
            '"We Will Rock You" is performed almost entirely with stomps and handclaps.',
            "stomps and handclaps",
            '"We Will Rock You" is performed almost entirely with […].',
        ),
        (
            "A good is called inelastic if the quantity demanded hardly reacts to its price.",
            "inelastic",
            "A good is called […] if the quantity demanded hardly reacts to its price.",
        ),
        (
            "The lingula is the part of the left upper lobe that corresponds to the middle lobe on the right.",
            "lingula",
            "The […] is the part of the left upper lobe that corresponds to the middle lobe on the right.",
        ),
        (
            "The binding energy per nucleon is greatest for nickel-62, not for iron-56 as is often claimed.",
            "nickel-62",
            "The binding energy per nucleon is greatest for […], not for iron-56 as is often claimed.",
        ),
        ("Electric current is measured in amperes.", "amperes", "Electric current is measured in […]."),
    ],
)
def test_what_is_worth_asking_is_asked_as_a_whole(text: str, answer: str, front: str) -> None:
    assert asked(text, answer) == front


def test_a_century_in_words_is_asked_for() -> None:
    text = "The beavers of the British rivers died out in the sixteenth century."
    assert asked(text, "sixteenth century") == "In which century did the beavers of the British rivers die out?"
