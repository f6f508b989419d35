"""Whether the front of a card gives its answer away, leaves too much open, or is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.gaps import NUMERIC, TIMED, Kind
from lalaflash.generate.reject import is_balanced
from lalaflash.generate.syntax import CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

_LONGEST_FRONT = 46
_FEWEST_WORDS = 3
_PREFIX = 5
"""Letters; words that share so many are taken for relatives, as "refraction" and "refractive"."""


def flaw_of_front(parse: Parse, shown: Sequence[int], answer: Answer, front: str, *, topic: str, named: bool) -> str:
    """Why a front gives its answer away, leaves too much open or is too long, or "".

    ``shown`` are the tokens on the front other than the answer; ``front`` is its text with the gap;
    ``named`` says that a name stands there in place of a pronoun.
    """
    words = front.split()
    if topic and _in_topic(parse, answer, topic):
        return "answer on the front"
    if len(words) > _LONGEST_FRONT:
        return "long front"
    meaning = [i for i in shown if parse.pos[i] in CONTENT and parse.lemma[i] not in ("be", "have", "do")]
    helped = named or (bool(topic) and (answer.kind in TIMED or answer.kind in NUMERIC))
    if len(meaning) + helped < _FEWEST_WORDS + (answer.kind in (Kind.TERM, Kind.COUNT)):
        return "too little to go by"
    if not is_balanced(front):
        return "crosses a boundary"
    return "answer on the front" if _given_away(parse, meaning, answer) else ""


def _in_topic(parse: Parse, answer: Answer, topic: str) -> bool:
    named = set(topic.lower().split())
    stems = {word[:_PREFIX] for word in named if len(word) >= _PREFIX}
    own = [parse.lower[i] for i in range(answer.start, answer.end) if parse.pos[i] in CONTENT]
    return any(word in named or word[:_PREFIX] in stems for word in own)


def _given_away(parse: Parse, meaning: Iterable[int], answer: Answer) -> bool:
    """Whether a word of the answer, or a near relative, stands on the front."""
    own = {parse.lemma[i] for i in range(answer.start, answer.end) if parse.pos[i] in CONTENT}
    if answer.kind in NUMERIC or answer.kind in TIMED:
        numbers = {parse.lower[i] for i in range(answer.start, answer.end) if parse.pos[i] == "NUM"}
        return bool(numbers) and numbers <= {parse.lower[i] for i in meaning}
    stems = {word[:_PREFIX] for word in own if len(word) >= _PREFIX}
    own |= {word.removesuffix("s") for word in own if len(word) >= _PREFIX}
    return any(parse.lemma[i] in own or parse.lemma[i][:_PREFIX] in stems for i in meaning)


def acronym_of(parse: Parse, answer: Answer) -> str:
    """The initials of an answer's capitalised words."""
    return "".join(w[0] for w in parse.text[answer.start : answer.end] if w[0].isupper())
