"""Questions that ask why something is so, or why one should do something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.asking import Asked, Draft, invert, is_negated
from lalaflash.generate.syntax import capitalise, lower_first, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lalaflash.generate.syntax import Item, Parse

REASON_AFTER = "reason after"
_LONGEST_REASON = 18
"""Tokens."""
_SHORTEST_REASON = 3
_SHORTEST_ORDER = 3
_LONGEST_ORDER = 22
_HEDGES = frozenset({
    "just", "largely", "mainly", "merely", "not", "only", "partly", "perhaps", "possibly", "probably", "simply",
})  # fmt: skip
"""What weakens or turns round the reason behind it, so that "why" would say too much."""
_ENDS = frozenset({";", ":", "–", "—", "("})
_GOES_ON = frozenset({"but", "so", "whereas", "which", "while", "who"})
_MODAL = frozenset({"can", "ca", "could", "may", "might", "must", "shall", "should", "will", "wo", "would"})
_NEGATIONS = frozenset({"n't", "n’t", "not"})
_TEMPORAL = frozenset({"has", "have", "had", "been", "ever"})


def find_reason(parse: Parse, sentence: int) -> tuple[int, int] | None:
    """The tokens of the reason that a sentence gives with "because", "since" or "so that", or None."""
    start, end = parse.sentences[sentence]
    for i in range(start + 2, end - _SHORTEST_REASON):
        if _gives_reason(parse, i, start, end) and parse.lower[i - 1] not in _HEDGES:
            last = next((j for j in range(i + 1, end) if _ends_reason(parse, j)), end)
            while parse.pos[last - 1] == "PUNCT" and parse.text[last - 1] not in ('"', "”", ")"):
                last -= 1
            return (i, last) if _SHORTEST_REASON < last - i <= _LONGEST_REASON else None
    return None


def _gives_reason(parse: Parse, i: int, start: int, end: int) -> bool:
    word = parse.lower[i]
    if word == "because":
        return parse.lower[i + 1] != "of"
    if word == "since":
        # "Since" of time goes with a perfect, or with a date.
        timeless = _TEMPORAL.isdisjoint(parse.lower[start:i]) and parse.pos[i + 1] != "NUM"
        return parse.text[i - 1] == "," and parse.dep[i] == "mark" and timeless
    if parse.lower[i : i + 2] != ["so", "that"] or parse.text[i - 1] == ",":
        return False
    return not (_MODAL | _NEGATIONS).isdisjoint(parse.lower[i:end])  # Else it tells how: "so that the tip is on top".


def _ends_reason(parse: Parse, i: int) -> bool:
    """Whether something else begins behind a reason: "…, so the beam sweeps past the Earth"."""
    return parse.text[i] in _ENDS or (parse.text[i] == "," and parse.lower[i + 1] in _GOES_ON)


def is_order(parse: Parse, items: Sequence[int]) -> bool:
    """ "Slash the top", "Never oil the stone", "Don't rely on colour"."""
    first = items[0]
    verb = next((i for i in items[:4] if parse.tag[i] == "VB"), None)
    return verb is not None and all(
        parse.lower[i] in ("do", "always", "never") or parse.lower[i] in _NEGATIONS for i in range(first, verb)
    )


def ask_why(draft: Draft) -> Asked | None:
    """Why a clause is so, with the reason that its sentence gives behind it."""
    parse, clause, start = draft.parse, draft.clause, draft.answer.start
    reason = find_reason(parse, parse.sentence[start])
    if reason is None or reason[0] != start or start <= clause.verb or not _belongs_to(parse, start, clause.verb):
        return None
    turned = is_negated(draft) or any(parse.lower[i] in _NEGATIONS for i in clause.rest)
    defined = ("a", "an", "the") if parse.lower[start] == "since" else ("the",)
    if parse.lemma[clause.verb] == "be" and any(
        parse.dep[c] == "attr" and parse.lemma[c] != "one" and parse.lower[parse.left[c]] in defined
        for c in parse.children[clause.verb]
    ):
        return None  # "Zugzwang is a situation in which one would pass, since …"
    modal = clause.operator is not None and parse.lower[clause.operator] in _MODAL
    told = [i for i in clause.rest if i < start]
    negated = [i for i in told if parse.dep[i] == "neg"]
    if turned and negated and not (modal or parse.text[start - 1] == ","):
        return None  # "Mutations do not appear because they are useful": the reason is what is denied.
    removed = set(range(start, clause.rest[-1] + 1)) | ({start - 1} if parse.text[start - 1] == "," else set())
    return _asked(parse, reason, invert(draft, "why", removed), draft.words)


def _belongs_to(parse: Parse, mark: int, verb: int) -> bool:
    """Whether a reason is given for what a verb says, and not for something within a clause that depends on it."""
    reason = parse.head[mark]
    above = parse.head[reason]
    steps = 0
    while above != verb and parse.dep[above] in ("xcomp", "acomp", "attr", "dobj", "prep", "pobj", "advmod", "pcomp"):
        above, steps = parse.head[above], steps + 1
    return verb in (above, reason)


def ask_why_to(parse: Parse, items: Sequence[int], start: int, words: Mapping[int, str]) -> Asked | None:
    """Why one should do what a sentence tells one to do."""
    reason = find_reason(parse, parse.sentence[start])
    if reason is None or reason[0] != start or not is_order(parse, items):
        return None
    told = [i for i in items if i < start]
    while told and parse.text[told[-1]] == ",":
        told.pop()
    # "Dust it with rice flour, which sticks less because …": the reason is one for the clause before it.
    plain = not any(parse.text[i] in _ENDS or parse.tag[i] in ("WDT", "WP") for i in told)
    if not plain or not _SHORTEST_ORDER <= len(told) <= _LONGEST_ORDER:
        return None
    line: list[Item] = ["why should you"]
    if parse.lower[told[0]] == "do":
        if len(told) == 1 or parse.lower[told[1]] not in _NEGATIONS:
            return None
        line.append("not")
        told = told[2:]
    prompt = capitalise(render(parse, [*line, *lower_first(parse, told)], words)) + "?"
    return _asked(parse, reason, prompt, words)


def _asked(parse: Parse, reason: tuple[int, int], line: str | None, words: Mapping[int, str]) -> Asked | None:
    text = capitalise(render(parse, range(*reason), words))
    return Asked(line, text, f"{REASON_AFTER} {parse.lower[reason[0]]}") if line else None
