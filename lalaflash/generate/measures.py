"""Questions about numbers: how many there are, and how much something measures."""

from __future__ import annotations

from lalaflash.generate.asking import Asked, Draft, answer_text, invert, line_of, opening
from lalaflash.generate.clauses import is_plain, phrase_of
from lalaflash.generate.gaps import YEAR, Kind
from lalaflash.generate.syntax import Item, render

_LONGEST_COUNTED = 6
_PLACED = frozenset({"first", "last", "next", "remaining"})
"""What a question would lose: "the last three ranks form the promotion zone"."""
_MASS = frozenset(["water", "money", "time", "oil", "energy", "information", "evidence"])


def ask_count(draft: Draft) -> Asked | None:
    """ "How many dancers …?" for a number that counts the subject or the object."""
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    if answer.kind is not Kind.COUNT or parse.dep[answer.head] != "nummod" or not parse.text[answer.start].isalnum():
        return None
    noun = parse.head[answer.head]
    if parse.tag[noun] != "NNS" or parse.head[noun] != clause.verb or noun < answer.end or parse.lower[noun] in _MASS:
        return None
    if noun in clause.before:
        return None
    start = parse.left[noun]
    qualified = [i for i in range(start, answer.start) if parse.lower[i] not in ("the", "a", "an")]
    if any(parse.tag[i] in ("PRP$", "POS", "NN", "NNS", "NNP") or parse.lower[i] in _PLACED for i in qualified):
        return None
    begin = min((i for i in qualified if not YEAR.fullmatch(parse.text[i])), default=answer.start)
    inside = [*clause.subject, *clause.rest]
    counted = [i for i in inside if answer.end <= i <= parse.right[noun]]
    if any(parse.pos[i] == "NUM" for i in counted):
        return None
    if len(counted) > _LONGEST_COUNTED or any(parse.tag[i] in ("VBN", "VBG") and i > noun for i in counted):
        return None
    wh: list[Item] = ["how many", *counted]
    if not is_plain(parse, counted) or any(parse.dep[i] == "conj" and parse.head[i] == noun for i in counted):
        return None
    text = answer_text(draft, begin)
    if (
        parse.dep[noun] in ("nsubj", "nsubjpass")
        and set(counted) <= set(clause.subject)
        and is_plain(parse, clause.rest)
    ):
        return Asked(line_of(draft, [*opening(draft, set()), *wh, *clause.rest]), text, "count of the subject")
    if parse.dep[noun] != "dobj":
        return None
    line = invert(draft, render(parse, wh, draft.words), phrase_of(parse, noun, inside))
    return Asked(line, text, "count of the object") if line else None
