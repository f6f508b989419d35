r"""TeX as a terminal can show it: ``\frac{a+b}{2} \le x^{10}`` becomes ``(a+b)/2 ≤ x¹⁰``.

What has no sign of its own stays as the author typed it, so that nothing is lost and nothing reads as something else.
The characters U+0002 and U+0003, which stand around what a card asks for, go through unharmed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from lalaflash.review.marks import BEGIN, END
from lalaflash.review.tex_signs import (
    ALPHABETS,
    FENCES,
    FRACTIONS,
    LOOKS,
    NAMES,
    SIZES,
    accents,
    character,
    scripts,
    sign_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_DEEPEST: Final = 40  # how deep groups may nest; what is deeper is shown as typed
_TOKEN: Final = re.compile(r"\\[a-zA-Z]+\*?|\\.|\s+|.", re.DOTALL)
_MARKS: Final = re.compile(f"[{BEGIN}{END}]")
_GAP: Final = re.compile(f"{BEGIN}\\[[^{END}]*\\]{END}")
_SPACE_BEFORE_END: Final = re.compile(f" +{END}")
_SPACES: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
_OPERATOR: Final = re.compile(r"[^\w.°′!√⋅·\x02\x03]")
# What stands above or below another sign.
_SMALL: Final = re.compile(r"[°′!⁰¹²³⁴-₟ᵃ-ᶿ\u0300-\u036f\u20d0-\u20f0]+$")


class _TooDeepError(Exception):
    """The groups of a formula nest too deeply."""


def readable(tex: str) -> str:
    """Return ``tex`` in signs, on one line or several; as typed where it can't be understood."""
    try:
        shown = _Formula(_TOKEN.findall(tex)).sequence()
    except _TooDeepError:
        return tex
    lines = (_SPACES.sub(" ", line).strip() for line in _SPACE_BEFORE_END.sub(END, shown).split("\n"))
    return "\n".join(line for line in lines if line)


class _Formula:
    """Reads the tokens of one formula from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._row_ends = ["\n"]
        self._structures: dict[str, Callable[[], str]] = {
            **dict.fromkeys(FRACTIONS, self._fraction),
            **dict.fromkeys(LOOKS, self._argument),
            **dict.fromkeys(SIZES, self._bracket),
            r"\sqrt": self._root,
            r"\begin": self._begin,
            r"\end": self._end,
            r"\binom": lambda: f"C({self._argument()}, {self._argument()})",
            r"\pmod": lambda: f"(mod {self._argument()})",
            r"\not": lambda: _composed(f"{self._argument()}\u0338"),
            r"\\": self._row_end,
        }

    def sequence(self, end: str = "") -> str:
        """Return what stands up to the token ``end``, which is passed over, or up to the end of the formula."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeepError
        shown: list[str] = []
        while self._at < len(self._tokens):
            following = self._take()
            if following == end:
                break
            self._add(shown, following)
        self._depth -= 1
        return "".join(shown)

    def _add(self, shown: list[str], token: str) -> None:
        """Add what ``token`` begins to ``shown``, with the spaces that keep it apart from what stands beside it."""
        before = shown[-1][-1:] if shown else ""
        if token in ("^", "_"):
            shown.append(_script(self._argument(), token))
        elif token in FRACTIONS:
            shown += [" " * (before.isalnum() or before in (")", "]")), self._fraction()]
            shown.append(" " * (self._peek().isalnum() or self._peek()[:1] == "\\"))
        else:
            shown.append(self._atom(token))
            if token[1:].isalpha() and token not in NAMES and before not in ("", " "):
                self._skip_end_of_name()

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _skip_space(self) -> None:
        while self._peek().isspace():
            self._at += 1

    def _skip_end_of_name(self) -> None:
        r"""Pass over a space that only ends a command's name, as in ``x\to 0``."""
        following = self._tokens[self._at + 1] if self._at + 1 < len(self._tokens) else ""
        if self._peek().isspace() and (following.isalnum() or following[:1] == "\\"):
            self._at += 1

    def _argument(self) -> str:
        """Return the group or the single token that a command takes."""
        self._skip_space()
        return "" if self._peek() in ("", "}") else self._atom(self._take())

    def _atom(self, token: str) -> str:
        match token[0]:
            case "{":
                return self.sequence("}")
            case "\x02":
                return f"{BEGIN}{self.sequence(END)}{END}"
            case "\\":
                return self._command(token)
            case _:
                return " " if token.isspace() else character(token)

    def _command(self, name: str) -> str:
        if name in self._structures:
            return self._structures[name]()
        if name in ALPHABETS:
            return "".join(sign_of(f"{name}{{{letter}}}") or letter for letter in self._argument())
        if name in accents():
            return _composed("".join(f"{letter}{accents()[name]}" for letter in self._argument()))
        sign = sign_of(name)
        return self._as_typed(name) if sign is None else sign

    def _as_typed(self, name: str) -> str:
        shown = name
        while self._peek() == "{":
            self._at += 1
            shown += f"{{{self.sequence('}')}}}"
        return shown

    def _fraction(self) -> str:
        return f"{_numerator(self._argument())}/{_factor(self._argument())}"

    def _root(self) -> str:
        degree = ""
        if self._peek() == "[":
            self._at += 1
            degree = _script(self.sequence("]"), "^").removeprefix("^")
        return f"{degree}√{_factor(self._argument())}"

    def _bracket(self) -> str:
        r"""Pass over the dot of ``\left.``, a bracket that is not shown."""
        self._skip_space()
        self._at += self._peek() == "."
        return ""

    def _begin(self) -> str:
        name = self._argument()
        self._skip_space()
        self._row_ends.append("; " if name in FENCES else "\n")
        return FENCES[name][0] if name in FENCES else "{ " * (name == "cases")

    def _end(self) -> str:
        name = self._argument()
        if len(self._row_ends) > 1:
            self._row_ends.pop()
        return FENCES[name][1] if name in FENCES else ""

    def _row_end(self) -> str:
        self._skip_space()
        return self._row_ends[-1]


def _script(script: str, kind: str) -> str:
    """Return a superscript or subscript in small signs, or behind ``^`` or ``_`` where one of them is missing."""
    signs = scripts(kind)
    script = script.strip()
    if all(letter in signs or letter in (BEGIN, END) for letter in script):
        return "".join(signs.get(letter, letter) for letter in script)
    bare = _MARKS.sub("", script)
    return kind + (script if len(bare) == 1 or _GAP.fullmatch(script) else f"({script})")


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _numerator(operand: str) -> str:
    """Put parentheses around a sum or the like, which would fall apart before a fraction stroke."""
    operand = operand.strip()
    return f"({operand})" if _OPERATOR.search(_outside_brackets(operand)) else operand


def _factor(operand: str) -> str:
    """Put parentheses around everything but a single sign, for behind a fraction stroke or a root."""
    operand = operand.strip()
    bare = _SMALL.sub("", _outside_brackets(_MARKS.sub("", operand)).lstrip("√"))
    return operand if len(bare) <= 1 or bare.isdecimal() else f"({operand})"


def _outside_brackets(text: str) -> str:
    """Return ``text`` with "." in the place of each outermost pair of brackets and all between them."""
    outside: list[str] = []
    depth = 0
    for letter in text:
        if letter in ")]" and depth:
            depth -= 1
        elif letter in "([":
            outside += "." * (depth == 0)
            depth += 1
        elif depth == 0:
            outside.append(letter)
    return "".join(outside)
