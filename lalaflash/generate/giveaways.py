"""What else stands on a front and gives its answer away: numbers to work it out from, short forms, contraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.code_answers import is_said_in_words
from lalaflash.generate.gaps import NAMED, Kind
from lalaflash.generate.reckoning import is_worked_out
from lalaflash.generate.syntax import CONTENT, NOMINAL
from lalaflash.generate.words import OPPOSITES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

_PAIR = 2
_LONGEST_PAIR = 5
_NEGATIONS = ("anti", "dis", "im", "in", "non", "un")
_CODE_WORD = 4
_LONG = 7
"""Letters; a shorter word that begins like a negation is rarely one: "under", "inch"."""


def gives_away(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """Whether the answer can be worked out from the tokens ``shown``."""
    if answer.kind is Kind.CODE:
        return is_said_in_words(parse, shown, parse.text[answer.start])
    if is_worked_out(parse, shown, answer):
        return True
    if answer.kind is Kind.COUNT:
        return False
    if answer.kind in NAMED and _is_spelt_out(parse, shown, answer):
        return True
    return (
        _is_half_said(parse, shown, answer)
        or _is_named_in_code(parse, shown, answer)
        or _is_abbreviated(parse, shown, answer)
        or _is_contrary(parse, shown, answer)
    )


def acronym_of(parse: Parse, answer: Answer) -> str:
    """The initials of an answer's capitalised words."""
    return "".join(w[0] for w in parse.text[answer.start : answer.end] if w[0].isupper())


def _is_abbreviated(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "Los Angeles, or in short LA"."""
    short = acronym_of(parse, answer)
    if len(short) > 1 and any(parse.text[i] == short for i in shown):
        return True
    return answer.end - answer.start == 1 and _stands_in_full(parse, shown, parse.text[answer.start])


def _stands_in_full(parse: Parse, shown: Sequence[int], short: str) -> bool:
    """ "PyPI stands for Python Package Index"."""
    capitals = [letter for letter in short if letter.isupper()]
    size = len(capitals)
    inside = [i for i in shown if parse.text[i] != short]
    telling = size > _PAIR or (size == _PAIR and "." in short)  # "H.M. (Henry Molaison)"
    runs = [inside[n : n + size] for n in range(len(inside) - size + 1)] if telling else []
    if any(run[-1] - run[0] == size - 1 and [parse.text[i][0] for i in run] == capitals for run in runs):
        return True
    # "ACID stands for atomicity, consistency, isolation and durability."
    initials = "".join(parse.text[i][0].upper() for i in inside if parse.pos[i] in CONTENT)
    return size > _PAIR and "".join(capitals) in initials


def _is_spelt_out(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "ADH (antidiuretic hormone)": the letters of the short form, in their order."""
    short, opened = parse.text[answer.start], answer.end
    if answer.end - answer.start > 1 or not short.isupper() or parse.text[opened : opened + 1] != ["("]:
        return False
    words = []
    for i in range(opened + 1, len(parse)):
        if not parse.lower[i].replace("-", "").isalpha():
            break
        words += [parse.lower[i]] if i in shown else []
    letters = iter("".join(words))
    return bool(words) and words[0][0] == short[0].lower() and all(letter in letters for letter in short.lower())


def _is_half_said(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "Bobsleigh and luge, though in luge the athlete lies on the back"."""
    if "and" not in parse.lower[answer.start : answer.end] or answer.end - answer.start > _LONGEST_PAIR:
        return False
    joined = [i for i in range(answer.start, answer.end) if parse.dep[i] == "conj" and answer.start <= parse.head[i]]
    halves = {parse.lower[half] for i in joined for half in (i, parse.head[i]) if parse.pos[half] in NOMINAL}
    return any(parse.lower[i] in halves for i in shown)


def _is_named_in_code(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "The race detector is switched on with `-race`", "`docker run -p 8080:80` publishes port 80"."""
    code = [parse.lower[i] for i in shown if parse.verbatim[i]]
    words = [word for word in parse.lower[answer.start : answer.end] if len(word) >= _CODE_WORD or word.isdigit()]
    return any(word in text for word in words for text in code)


def _is_contrary(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "Antisymmetric, and else symmetric", "fast molecules from slow ones"."""
    words = parse.lower[answer.start : answer.end]
    bare = {w.removeprefix(prefix) for w in words for prefix in _NEGATIONS if len(w) >= _LONG and w.startswith(prefix)}
    opposite = {other for word in words for other in OPPOSITES.get(word, ())}
    if any(parse.lower[i] in bare or parse.lower[i] in opposite for i in shown):
        return True
    described = parse.tag[answer.head] == "NNS" and any(parse.pos[i] == "ADJ" for i in range(answer.start, answer.head))
    return described and any(
        i > answer.end and parse.lower[i] == "ones" and parse.sentence[i] == parse.sentence[answer.start] for i in shown
    )
