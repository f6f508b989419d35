"""Questions that ask for a reason."""

from __future__ import annotations

import pytest
from generator_parts import asked, cards


def whys(text: str) -> dict[str, str]:
    """Question → answer of the cards that ask why."""
    return {card.prompt: card.answer for card in cards(text) if card.prompt.startswith(("Why ", "In 2006, why "))}


@pytest.mark.parametrize(
    ("text", "question", "reason"),
    [
        (
            "Pulsars appear to blink because their magnetic axis is tilted against their rotation axis, so the beam of "
            "radio waves sweeps past the Earth like that of a lighthouse.",
            "Why do Pulsars appear to blink?",
            "Because their magnetic axis is tilted against their rotation axis",
        ),
        (
            "Carrots should be sown where they are to grow, since transplanting makes their roots fork.",
            "Why should carrots be sown where they are to grow?",
            "Since transplanting makes their roots fork",
        ),
        (
            "Slash the top just before baking so that the loaf can expand without bursting at the side.",
            "Why should you slash the top just before baking?",
            "So that the loaf can expand without bursting at the side",
        ),
        (
            "Don't use colour alone to convey information, because colour-blind users might miss it.",
            "Why should you not use colour alone to convey information?",
            "Because colour-blind users might miss it",
        ),
        (
            "Never put butter on a burn, since greasy substances trap the heat.",
            "Why should you never put butter on a burn?",
            "Since greasy substances trap the heat",
        ),
        (
            "Patients must not start the diet before the biopsy, because the mucosa may recover.",
            "Why must patients not start the diet before the biopsy?",
            "Because the mucosa may recover",
        ),
        (
            "Children under ten can't be guilty of an offence, because the law presumes that they lack capacity.",
            "Why can't children under ten be guilty of an offence?",
            "Because the law presumes that they lack capacity",
        ),
    ],
)
def test_why_something_is_so_or_ought_to_be_done(text: str, question: str, reason: str) -> None:
    assert asked(text, reason[0].lower() + reason[1:]) == question


@pytest.mark.parametrize(
    "text",
    [
        "Mutations do not appear because an organism would benefit from them.",  # The reason is what is denied.
        "The club has played in Turin since the stadium was opened by the king.",  # That is a time.
        "The heating has damaged its proteins, so that no firm curd forms in the milk.",  # That is a result.
        "The novel was refused partly because its publisher was afraid of a lawsuit.",  # There were other reasons.
        "Dust the banneton with rice flour, which sticks less than wheat flour because it contains no gluten.",
        "Zugzwang is a situation in which a player would rather pass, since every move makes the position worse.",
        "Set the crown so that the growing tip is just at the surface of the soil.",  # That is how.
        "HF is a weak acid in water because of the strength of its bond.",
    ],
)
def test_no_why_where_the_reason_is_not_one_for_the_whole_statement(text: str) -> None:
    assert whys(text) == {}


def test_a_short_why_is_surer_than_a_gap_in_its_reason() -> None:
    (card,) = cards("Noble gases are chemically unreactive because their outer electron shells are full.", max_cards=1)
    assert card.prompt == "Why are noble gases chemically unreactive?"
