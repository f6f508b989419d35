"""What else stands on a front and gives its answer away: the things that were counted, short forms, contraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.gaps import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

_COUNTS = {
    word: number
    for number, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
}
_PAIR = 2
_NEGATIONS = ("anti", "dis", "im", "in", "non", "un")
_LONG = 7
"""Letters; a shorter word that begins like a negation is rarely one: "under", "inch"."""


def gives_away(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """Whether the answer can be worked out from the tokens ``shown``."""
    if answer.kind is Kind.COUNT:
        return _is_counted(parse, shown, answer)
    return _is_abbreviated(parse, shown, answer) or _is_contrary(parse, shown, answer)


def acronym_of(parse: Parse, answer: Answer) -> str:
    """The initials of an answer's capitalised words."""
    return "".join(w[0] for w in parse.text[answer.start : answer.end] if w[0].isupper())


def _is_abbreviated(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "Los Angeles, or in short LA"."""
    short = acronym_of(parse, answer)
    return len(short) > 1 and any(parse.text[i] == short for i in shown)


def _is_contrary(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "Antisymmetric, and else symmetric", "fast molecules from slow ones"."""
    words = parse.lower[answer.start : answer.end]
    bare = {w.removeprefix(prefix) for w in words for prefix in _NEGATIONS if len(w) >= _LONG and w.startswith(prefix)}
    if any(parse.lower[i] in bare for i in shown):
        return True
    described = parse.tag[answer.head] == "NNS" and any(parse.pos[i] == "ADJ" for i in range(answer.start, answer.head))
    return described and any(
        i > answer.end and parse.lower[i] == "ones" and parse.sentence[i] == parse.sentence[answer.start] for i in shown
    )


def _is_counted(parse: Parse, shown: Sequence[int], answer: Answer) -> bool:
    """ "Five mother sauces: A, B, C, D and E": whoever can count knows the answer."""
    number = _number(parse.lower[answer.start])
    noun = parse.head[answer.head]
    if answer.end - answer.start != 1 or not number or noun < answer.end:
        return False
    end = parse.sentences[parse.sentence[answer.start]][1]
    inside = frozenset(shown)
    return any(
        parse.tag[i] == "CC" and i in inside and _listed_around(parse, i, noun) == number for i in range(noun + 2, end)
    )


def _number(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) <= _PAIR else _COUNTS.get(word, 0)


def _listed_around(parse: Parse, link: int, noun: int) -> int:
    """How many things are listed before the "and" at ``link`` and behind it; 0 where there may be no list."""
    size, opened = _PAIR, False
    for i in range(link - 1, noun, -1):
        word = parse.text[i]
        if word in ":;–(" or word == "-":
            opened = True
            break
        if word == "," and i < link - 1:
            if i == noun + 1:
                opened = True
                break
            size += 1
    numbers = parse.pos[link - 1] == parse.pos[link + 1] == "NUM"
    return size if size > _PAIR or opened or numbers else 0
