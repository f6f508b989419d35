"""What single TeX commands look like as signs; the signs themselves come from the library unicodeit."""

from __future__ import annotations

from functools import cache
from typing import Final

FRACTIONS: Final = frozenset((r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"))
# Commands that only say how their argument looks, or how large a bracket is.
LOOKS: Final = frozenset(
    f"\\{name}"
    for name in (
        *("text", "textrm", "textit", "textbf", "textsf", "texttt", "mbox", "mathrm", "mathbf", "mathit", "mathsf"),
        *("mathtt", "mathnormal", "boldsymbol", "bm", "operatorname", "operatorname*", "ensuremath"),
    )
)
SIZES: Final = frozenset(
    f"\\{name}"
    for name in (
        *("left", "right", "middle"),
        *(size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")),
    )
)
ALPHABETS: Final = frozenset((r"\mathbb", r"\mathcal", r"\mathfrak", r"\mathscr"))
NAMES: Final = frozenset(
    f"\\{name}"
    for name in (
        *("arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd"),
        *("hom", "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min", "Pr", "sec", "sin", "sinh"),
        *("sup", "tan", "tanh"),
    )
)
# An environment's brackets. The rows of a matrix stand side by side; other environments have a line for each.
FENCES: Final = {"pmatrix": "()", "bmatrix": "[]", "vmatrix": "||", "Bmatrix": "{}", "Vmatrix": "‖‖", "matrix": "  "}

_OWN: Final = {
    **{rf"\{sign}": sign for sign in "{}%$#&_"},
    **dict.fromkeys((r"\,", r"\;", r"\:", r"\>", r"\ ", "~", "&"), " "),
    **dict.fromkeys((r"\displaystyle", r"\textstyle", r"\scriptstyle", r"\limits", r"\nolimits", r"\!"), ""),
    **{name: name[1:] for name in NAMES},
    r"\quad": "  ",
    r"\qquad": "    ",
    r"\dots": "…",
    r"\ldots": "…",
    r"\cdots": "⋯",
    r"\cdot": "·",
    r"\colon": ":",
    r"\lvert": "|",
    r"\rvert": "|",
    r"\|": "‖",
    r"\bmod": "mod",
    "-": "−",
    "'": "′",
    "*": "∗",
}


def character(token: str) -> str:
    """Return how a character that is no command is shown in math."""
    return _OWN.get(token, token)


def sign_of(command: str) -> str | None:
    r"""Return the sign of a command without arguments, such as ``\alpha``; None for an unknown one."""
    return _OWN[command] if command in _OWN else _table().get(command)


@cache
def accents() -> dict[str, str]:
    """Return the combining character of each command that sets an accent."""
    from unicodeit.data import COMBININGMARKS

    return {**dict(COMBININGMARKS), r"\widehat": "\u0302", r"\widetilde": "\u0303"}


@cache
def scripts(kind: str) -> dict[str, str]:
    """Return the characters that exist as superscripts (``^``) or subscripts (``_``)."""
    from unicodeit.data import SUBSUPERSCRIPTS

    signs = {key[1:]: sign for key, sign in SUBSUPERSCRIPTS if key[0] == kind and len(key) == 2}
    signs["−"] = signs.get("-", "−")
    return {**signs, "′": "′", "∘": "°", "°": "°"} if kind == "^" else signs


@cache
def _table() -> dict[str, str]:
    from unicodeit.data import REPLACEMENTS  # 4,000 signs: only who has math loads them

    return dict(REPLACEMENTS)
