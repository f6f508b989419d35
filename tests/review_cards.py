"""Cards of all kinds for the tests of what a terminal shows."""

from __future__ import annotations

from lalaflash.model import DeckOptions, NoteKind
from lalaflash.review.card_text import CardText
from lalaflash.review.catalogue import DeckEntry, NoteEntry

DECK = DeckEntry("astronomy", "Astronomy::Planets", DeckOptions())

JUPITER = CardText(
    NoteKind.CLOZE,
    "The planet {{Jupiter}} has a storm that is wider than {{the Earth::a planet}}.",
    hint="It is the *largest* of them.",
    extra="The **Great Red Spot** has been watched since 1831.",
    citation="[NASA](https://science.nasa.gov/jupiter/), *Jupiter facts*",
    topic="The Solar System",
    numbers=((1,), (2,)),
)
MERCURY = CardText(NoteKind.QUESTION, "Which planet is nearest to the Sun?", "Mercury", typed=True)
NEPTUNE = CardText(
    NoteKind.CLOZE,
    "Neptune",
    title="The planets, from the Sun outwards",
    before=("Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus"),
    numbers=((1,),),
)
CODE = CardText(
    NoteKind.CLOZE,
    "Count the lines:\n\n"
    "```python\ndef count(path):\n    # lazily\n    return {{c1::sum(1 for _ in path.open())}}\n```",
    numbers=((1,),),
)
MATH = CardText(
    NoteKind.CLOZE, r"$$f(x) = \frac{1}{2} e^{{c1::-x^2}}$$" + "\n\nwith $x \\in \\mathbb{R}$", numbers=((1,),)
)
TABLE = CardText(NoteKind.CLOZE, "| Planet | Moons |\n|---|--:|\n| Mars | {{2}} |\n| Saturn | 274 |", numbers=((1,),))
LONG = CardText(NoteKind.QUESTION, "Read\n\n" + "\n".join(f"{n}. line number {n}" for n in range(1, 61)), "All *read*")

ALL = (JUPITER, MERCURY, NEPTUNE, CODE, MATH, TABLE, LONG)


def entries(*texts: CardText) -> list[NoteEntry]:
    """Return a note with one card for each text, on a line of its own."""
    return [NoteEntry(f"guid{index}", (1,), "cards/solar.yaml", index + 1, text) for index, text in enumerate(texts)]
