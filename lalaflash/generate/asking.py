"""What a question is made from, and how its words are put in order.

A clause is read as [before] subject [operator] rest. The answer is taken out of it, and what is left is put in the
order of a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lalaflash.generate.clauses import Clause, is_plain
from lalaflash.generate.frequency import zipf
from lalaflash.generate.gaps import Kind
from lalaflash.generate.inflection import base_form, support
from lalaflash.generate.nouns import is_plural
from lalaflash.generate.syntax import (
    FINITE,
    NOMINAL,
    VERBAL,
    Item,
    capitalise,
    lower_first,
    render,
    span_text,
    subject_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

ARTICLES = frozenset({"the", "a", "an"})
_ARTICLE_AND_NAME = 2
_NAME = 4.0
"""On the Zipf scale; a commoner word is hardly a name."""
_SINGULAR = frozenset({"does", "is", "has"})
_PLURAL = frozenset({"do", "are", "were", "have"})
_NEGATIVE = frozenset({"no", "few", "none", "neither", "nobody", "nothing", "little"})


class Asked(NamedTuple):
    """A question and its answer as they are printed, and how it was asked."""

    prompt: str
    answer: str
    reason: str


class Draft(NamedTuple):
    """What a question is made from."""

    parse: Parse
    clause: Clause
    answer: Answer
    words: Mapping[int, str]


def invert(draft: Draft, wh: str, removed: set[int]) -> str | None:
    """Build the question: the opening phrase, wh-word, operator, subject, what is left of the rest."""
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    if not removed.issuperset(range(answer.start, answer.end)) and answer.kind is not Kind.COUNT:
        return None
    rest: list[Item] = [i for i in clause.rest if i not in removed and i != clause.operator]
    if parse.text[clause.verb].isupper() or any(_goes_on(parse, i) for i in rest if isinstance(i, int)):
        return None
    if clause.operator is not None:
        operator: Item = clause.operator
    else:
        base = base_form(parse, clause.verb)
        operator = support(parse, clause.verb)
        if not base or not operator:
            return None
        rest = [base if i == clause.verb else i for i in rest]
    if not _agrees(draft, parse.lower[operator] if isinstance(operator, int) else operator) or _is_heavy(draft):
        return None
    subject: list[Item] = [i for i in clause.subject if i not in removed]
    in_small = lowered(draft, subject)
    is_doubtful = _keeps_article if in_small == subject else _may_be_name
    if subject and is_doubtful(parse, subject):
        return None
    negation = [i for i in rest if isinstance(i, int) and parse.lower[i] in ("n't", "n’t")]
    if (negation and (wh != "why" or parse.head[negation[0]] != clause.verb or len(negation) > 1)) or not is_plain(
        parse, [*subject, *rest]
    ):
        return None
    rest = [i for i in rest if i not in negation]
    return line_of(draft, [*opening(draft, removed), wh, operator, *negation, *in_small, *rest])


def _may_be_name(parse: Parse, subject: Sequence[Item]) -> bool:
    """ "Carthage was razed", "Kubernetes was released": a rare word that the tagger takes for a common noun."""
    opening = subject[0]
    if isinstance(opening, str) or parse.tag[opening] != "NN" or not parse.text[opening].isalpha():
        return False
    single = parse.tag[opening + 1 : opening + 2] not in (["NN"], ["NNS"])
    return single and parse.lower[opening] not in parse.text and zipf(parse.lower[opening]) < _NAME


def _keeps_article(parse: Parse, subject: Sequence[Item]) -> bool:
    """ "The Armada was sighted": a title, as "The Concert", or a name with the article that begins its sentence?"""
    opening = subject[0]
    if isinstance(opening, str) or len(subject) > _ARTICLE_AND_NAME:
        return False
    opens = parse.text[opening] == "The" and parse.sentences[parse.sentence[opening]][0] == opening
    return opens and zipf(parse.lower[opening + 1]) < _NAME


def _goes_on(parse: Parse, i: int) -> bool:
    """ "Let light pass through slits and observed fringes": a second verb with a tense, joined to the wrong word."""
    return parse.dep[i] == "conj" and parse.tag[i] in FINITE and parse.tag[parse.head[i]] not in FINITE


def _agrees(draft: Draft, operator: str) -> bool:
    """Whether the operator fits the number of the subject, which the parser may have misread."""
    head = subject_of(draft.parse, draft.clause.verb)
    if head is None or draft.parse.pos[head] not in NOMINAL:
        return head is None or draft.parse.pos[head] == "PRON"
    if draft.parse.pos[head] == "PROPN" or operator not in _PLURAL | _SINGULAR:
        return True  # "The United States is"
    return is_plural(draft.parse, head) == (operator in _PLURAL)


def _is_heavy(draft: Draft) -> bool:
    """Whether the subject ends with the verb of its own clause: "was the way in which it was spread shown …"."""
    parse, subject = draft.parse, draft.clause.subject
    return parse.pos[subject[-1]] in VERBAL and any(parse.tag[i] in FINITE for i in subject)


def lowered(draft: Draft, items: Sequence[Item]) -> list[Item]:
    """Take the capital of its sentence's beginning from a phrase, unless a name stands in for it."""
    if items and isinstance(items[0], int) and items[0] in draft.words:
        written = draft.words[items[0]]
        return [f"the {written[4:]}", *items[1:]] if written.startswith("The ") else list(items)
    return lower_first(draft.parse, items)


def opening(draft: Draft, removed: set[int]) -> list[Item]:
    """What stands in front of the question word: a phrase with its comma, or nothing."""
    before: list[Item] = [i for i in draft.clause.before if i not in removed]
    if not before or all(draft.parse.pos[i] == "PUNCT" for i in before if isinstance(i, int)):
        return []
    last = before[-1]
    return before if isinstance(last, int) and draft.parse.text[last] == "," else [*before, ","]


def line_of(draft: Draft, items: Sequence[Item]) -> str:
    """The question as a line of text."""
    text = render(draft.parse, items, draft.words).strip().rstrip(",.;: ")
    return capitalise(text) + "?"


def answer_text(draft: Draft, start: int | None = None, end: int | None = None) -> str:
    """The answer as it stands in the fact, or the tokens from ``start`` to ``end`` (exclusive)."""
    begin = draft.answer.start if start is None else start
    return span_text(draft.parse, begin, draft.answer.end if end is None else end)


def is_negated(draft: Draft) -> bool:
    """Whether the clause says what is not so, which a question would turn around."""
    parse = draft.parse
    return parse.lower[draft.clause.subject[0]] in _NEGATIVE or any(parse.dep[i] == "neg" for i in draft.clause.rest)
