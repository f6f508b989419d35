"""Inline code as an answer: the option, the command or the file that a sentence tells about, all of it or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lalaflash.generate.syntax import Parse

_MARK = "`"
_LONGEST = 24
"""Characters between the marks; longer code is an example and nothing to know by heart."""
_MOST_WORDS = 3
_SAID = 3
"""Letters; shorter words of code, such as "ls", stand for themselves alone."""
_ENDING = 3
"""Letters; what may be added to a word in prose: "commits", "adding"."""
_WORD = re.compile(r"[a-z]+")
_SUM = re.compile(r"`[-+\d\s*/%^=<>().,]*\d[-+\d\s*/%^=<>().,]*`")
_BEFORE_EXAMPLES = frozenset({"like", ":", "e.g.", "say"})
_OPTION = re.compile(r"`--?[A-Za-z]")
_NAMED = frozenset({"flag", "option", "options", "switch"})


def is_code(parse: Parse, i: int) -> bool:
    """Whether a token is a piece of inline code; math is none."""
    return parse.verbatim[i] and parse.text[i].startswith(_MARK)


def is_short(code: str) -> bool:
    """Whether somebody may know a piece of code by heart; ``code`` has its marks."""
    bare = code.strip(_MARK)
    return len(bare) <= _LONGEST and len(bare.split()) <= _MOST_WORDS


def is_example_code(parse: Parse, i: int) -> bool:
    """ "A default like `[]`", "needs a comma: `(1,)`", "`-7 // 2` is `-4`": other code would do as well."""
    return parse.lower[i - 1] in _BEFORE_EXAMPLES or bool(_SUM.fullmatch(parse.text[i]))


def is_said_in_words(parse: Parse, shown: Sequence[int], code: str) -> bool:
    """ "`git commit` makes a commit": whether the last word of the code stands elsewhere, in prose or in other code."""
    *others, last = code.strip(_MARK).split() or [""]
    words = _WORD.findall(last.lower())
    if last.startswith("-"):  # "`cat` concatenates, `cat -n` numbers the lines"
        words = [word for word in _WORD.findall(code.lower()) if len(word) >= _SAID]
    if not words or (not others and len(words[-1]) < _SAID):
        codes = [parse.text[i].strip(_MARK) for i in shown if parse.verbatim[i]]
        return any(last in (other.split() if others else other) for other in codes)
    return any(_begins_alike(words[-1], part) for i in shown for part in _WORD.findall(parse.lower[i]))


def _begins_alike(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return word == other or (len(short) >= _SAID and long.startswith(short) and len(long) - len(short) <= _ENDING)


def hint_for_code(parse: Parse, i: int) -> str:
    """What a piece of code is, where its looks tell and the words beside it don't."""
    beside = {*parse.lower[max(0, i - 1) : i], *parse.lower[i + 1 : i + 2]}
    return "option" if _OPTION.match(parse.text[i]) and _NAMED.isdisjoint(beside) else ""
