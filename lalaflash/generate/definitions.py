"""Questions about what something is, and what is called so."""

from __future__ import annotations

from lalaflash.generate.asking import ARTICLES, Asked, Draft, answer_text, line_of, lowered
from lalaflash.generate.clauses import is_plain
from lalaflash.generate.gaps import Kind
from lalaflash.generate.nouns import is_plural
from lalaflash.generate.syntax import NOMINAL, render
from lalaflash.generate.words import BEARERS

_LONGEST_DEFINITION = 12


def is_definition(draft: Draft) -> bool:
    """ "Inflation is a general rise in prices": a bare term, "is" or "are", and a noun."""
    parse, clause = draft.parse, draft.clause
    if clause.operator != clause.verb or parse.lower[clause.verb] not in ("is", "are") or clause.before:
        return False
    if parse.tag[clause.subject[-1]] not in ("NN", "NNS", "NNP", "NNPS") or parse.lower[clause.subject[0]] in (
        "the",
        "this",
    ):
        return False
    attr = _attribute(draft)
    if attr is None or any(parse.tag[i] in ("PRP$", "POS", "DT", "CD") and i != parse.left[attr] and i < attr
                           and parse.lower[i] not in ARTICLES for i in range(parse.left[attr], attr)):  # fmt: skip
        return False
    first = parse.lower[clause.rest[1]] if len(clause.rest) > 1 else ""
    plain = len(clause.rest) > 1 and parse.pos[clause.rest[1]] in ("NOUN", "ADJ", "PROPN")
    return first in ("a", "an") or (parse.tag[attr] == "NNS" and plain)


def _attribute(draft: Draft) -> int | None:
    parse, verb = draft.parse, draft.clause.verb
    return next(
        (c for c in parse.children[verb] if parse.dep[c] == "attr" and c > verb and parse.pos[c] in NOMINAL), None
    )


def ask_term(draft: Draft) -> Asked | None:
    """The definition is given, the term is asked for."""
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    attr = _attribute(draft)
    if attr is None or answer.head not in clause.subject or not is_definition(draft):
        return None
    if answer.kind not in (Kind.TERM, Kind.NAME) or parse.dep[answer.head] != "nsubj" or parse.entity[answer.head] >= 0:
        return None
    if any(not answer.start <= i < answer.end and parse.lower[i] not in ARTICLES for i in clause.subject):
        return None
    narrowing = ("relcl", "acl") if is_plural(parse, answer.head) else ("relcl", "acl", "prep")
    if not any(parse.dep[c] in narrowing for c in parse.children[attr]) or not is_plain(parse, clause.rest):
        return None
    if any(parse.dep[c] == "conj" for c in parse.children[answer.head]):
        return None
    if parse.lemma[attr] in BEARERS and parse.tag[answer.head] == "NNP":
        return None  # "Lindisfarne is a folk-rock group": that is how it is named, not what such a group is called.
    return Asked(line_of(draft, ["what do we call", *clause.rest[1:]]), answer_text(draft), "term of a definition")


def ask_definition(draft: Draft) -> Asked | None:
    """The term is given, the definition is asked for."""
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    if not is_definition(draft) or answer.head != _attribute(draft) or len(clause.rest) - 1 > _LONGEST_DEFINITION:
        return None
    if is_plural(parse, clause.subject[-1]) or len(clause.subject) > 4 or len(clause.rest) < 5:
        return None
    if parse.pos[clause.subject[-1]] != "NOUN":
        return None
    line = line_of(draft, ["what is", *lowered(draft, clause.subject)])
    return Asked(line, render(parse, clause.rest[1:], draft.words).rstrip(" ,."), "definition")
