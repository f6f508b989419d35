"""Questions, asked only where the grammar is certain; everything else becomes a gap.

A clause is read as [before] subject [operator] rest. The answer is taken out of it, and what is left is put in the
order of a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lalaflash.generate.clauses import Clause, is_plain, is_unsure_place, phrase_of, read_clause
from lalaflash.generate.gaps import TIMED, Kind
from lalaflash.generate.inflection import base_form, support, third_person
from lalaflash.generate.nouns import is_plural
from lalaflash.generate.syntax import NOMINAL, Item, capitalise, lower_first, render, span_text
from lalaflash.generate.words import HUMAN_OBJECT, HUMAN_SUBJECT, VAGUE_OPENERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

_ARTICLES = frozenset({"the", "a", "an"})
_LIGHT_VERBS = frozenset({"have", "be", "take", "make", "do", "give", "get"})
_LONGEST_REASON = 16
_LONGEST_DEFINITION = 12
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does", "’re": "is"}
_MASS = frozenset(["water", "money", "time", "oil", "energy", "information", "evidence"])


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


def ask(
    parse: Parse, items: Sequence[int], verb: int, subject: tuple[int, int], answer: Answer, words: Mapping[int, str]
) -> Asked | None:
    """The question that an answer answers, or None where a gap is the safer card."""
    clause = read_clause(parse, items, verb, subject)
    if clause is None:
        return None
    draft = Draft(parse, clause, answer, words)
    for form in _FORMS:
        asked = form(draft)
        if asked is not None:
            return asked
    return None


def _invert(draft: Draft, wh: str, removed: set[int]) -> str | None:
    """Build the question: the opening phrase, wh-word, operator, subject, what is left of the rest."""
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    if not removed.issuperset(range(answer.start, answer.end)) and answer.kind is not Kind.COUNT:
        return None
    rest: list[Item] = [i for i in clause.rest if i not in removed and i != clause.operator]
    if parse.text[clause.verb].isupper():
        return None
    if clause.operator is not None:
        operator: Item = clause.operator
    else:
        base = base_form(parse, clause.verb)
        operator = support(parse, clause.verb)
        if not base or not operator:
            return None
        rest = [base if i == clause.verb else i for i in rest]
    subject: list[Item] = [i for i in clause.subject if i not in removed]
    negation = [i for i in rest if isinstance(i, int) and parse.lower[i] in ("n't", "n’t")]
    if negation or not is_plain(parse, [*subject, *rest]):
        return None
    return _line(draft, [*_opening(draft, removed), wh, operator, *_lowered(draft, subject), *rest])


def _lowered(draft: Draft, items: Sequence[Item]) -> list[Item]:
    if items and isinstance(items[0], int) and items[0] in draft.words:
        return list(items)
    return lower_first(draft.parse, items)


def _opening(draft: Draft, removed: set[int]) -> list[Item]:
    before: list[Item] = [i for i in draft.clause.before if i not in removed]
    if not before or all(draft.parse.pos[i] == "PUNCT" for i in before if isinstance(i, int)):
        return []
    last = before[-1]
    return before if isinstance(last, int) and draft.parse.text[last] == "," else [*before, ","]


def _line(draft: Draft, items: Sequence[Item]) -> str:
    text = render(draft.parse, items, draft.words).strip().rstrip(",.;: ")
    return capitalise(text) + "?"


def _answer_text(draft: Draft, start: int | None = None, end: int | None = None) -> str:
    begin = draft.answer.start if start is None else start
    return span_text(draft.parse, begin, draft.answer.end if end is None else end)


# -- subjects -----------------------------------------------------------------------------------------------------


def _ask_subject(draft: Draft) -> Asked | None:
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    if not (clause.subject[0] <= answer.start and answer.end <= clause.subject[-1] + 1):
        return None
    left = [i for i in clause.subject if not answer.start <= i < answer.end]
    if parse.head[answer.head] != clause.verb or parse.dep[answer.head] not in ("nsubj", "nsubjpass"):
        return None
    if clause.subject[-1] >= answer.end:
        return None
    role = [i for i in left if parse.lower[i] not in _ARTICLES]
    if role:
        return _ask_role(draft, role)
    wh = _subject_word(draft)
    if not wh or _is_definition(draft):
        return None
    if parse.tag[answer.start] == "VBG" and any(parse.lower[i] in ("it", "its", "them", "their") for i in clause.rest):
        return None  # "Recycling aluminium": the pronoun stands for a part of the answer.
    return _subject_line(draft, [wh], "subject")


def _ask_role(draft: Draft, role: list[int]) -> Asked | None:
    """ "The Danish astronomer Ole Rømer showed …" asks "Which Danish astronomer showed …?"."""
    parse, answer = draft.parse, draft.answer
    if role[-1] != answer.start - 1 or parse.pos[role[-1]] != "NOUN" or parse.pos[answer.head] != "PROPN":
        return None
    if any(parse.tag[i] in ("PRP$", "POS", "CD", "DT") for i in role) or parse.tag[role[-1]] != "NN":
        return None
    if answer.kind is not Kind.PERSON and parse.lower[role[0]] in VAGUE_OPENERS:
        return None  # "The first football World Cup"
    return _subject_line(draft, ["which", *_lowered(draft, role)], "subject with its role")


def _subject_word(draft: Draft) -> str:
    parse, answer, clause = draft.parse, draft.answer, draft.clause
    verb = parse.lemma[clause.verb]
    if answer.kind is Kind.PERSON:
        known = HUMAN_OBJECT if parse.dep[answer.head] == "nsubjpass" else HUMAN_SUBJECT
        return (
            "who" if (verb in known or parse.lower[clause.verb] == "born") and not is_plural(parse, answer.head) else ""
        )
    bare = parse.lower[clause.subject[0]] not in ("the", "this", "these", "his", "her", "its", "their")
    if answer.kind is Kind.TERM and parse.entity[answer.head] < 0 and bare:
        return "" if verb in HUMAN_SUBJECT and verb not in ("be", "have") and clause.operator is None else "what"
    return ""


def _subject_line(draft: Draft, wh: list[Item], reason: str) -> Asked | None:
    parse, clause = draft.parse, draft.clause
    rest: list[Item] = list(clause.rest)
    if not is_plain(parse, rest):
        return None
    plural = is_plural(parse, draft.answer.head)
    lead = clause.operator if clause.operator is not None else clause.verb
    if plural and any(parse.tag[i] == "VBP" and i != lead and parse.dep[i] == "conj" for i in clause.rest):
        return None
    if plural and any(parse.lower[i] in ("they", "their", "them", "themselves") for i in clause.rest):
        return None
    nominal = any(parse.dep[c] == "attr" for c in parse.children[clause.verb])
    if lead in rest and plural:
        word = parse.lower[lead]
        if nominal:
            return None
        if word in _SINGULAR or parse.tag[lead] == "VBP":
            rest[rest.index(lead)] = _SINGULAR.get(word, third_person(word))
    prompt = _line(draft, [*_opening(draft, set()), *wh, *rest])
    return Asked(prompt, _answer_text(draft), reason)


# -- counts -------------------------------------------------------------------------------------------------------


def _ask_count(draft: Draft) -> Asked | None:
    """ "How many dancers …?" for a number that counts the subject or the object."""
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    if answer.kind is not Kind.COUNT or parse.dep[answer.head] != "nummod" or not parse.text[answer.start].isalnum():
        return None
    noun = parse.head[answer.head]
    if parse.tag[noun] != "NNS" or parse.head[noun] != clause.verb or noun < answer.end or parse.lower[noun] in _MASS:
        return None
    start = parse.left[noun]
    qualified = [i for i in range(start, answer.start) if parse.lower[i] not in ("the", "a", "an")]
    if any(parse.tag[i] in ("PRP$", "POS", "NN", "NNS", "NNP") for i in qualified):
        return None
    begin = min(qualified, default=answer.start)
    inside = [*clause.subject, *clause.rest]
    counted = [i for i in inside if answer.end <= i <= parse.right[noun]]
    wh: list[Item] = ["how many", *counted]
    if not is_plain(parse, counted) or any(parse.dep[i] == "conj" and parse.head[i] == noun for i in counted):
        return None
    text = _answer_text(draft, begin)
    if (
        parse.dep[noun] in ("nsubj", "nsubjpass")
        and set(counted) <= set(clause.subject)
        and is_plain(parse, clause.rest)
    ):
        return Asked(_line(draft, [*_opening(draft, set()), *wh, *clause.rest]), text, "count of the subject")
    if parse.dep[noun] != "dobj":
        return None
    line = _invert(draft, render(parse, wh, draft.words), phrase_of(parse, noun, inside))
    return Asked(line, text, "count of the object") if line else None


# -- objects ------------------------------------------------------------------------------------------------------


def _ask_object(draft: Draft) -> Asked | None:
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    if parse.dep[answer.head] not in ("dobj", "oprd") or parse.head[answer.head] != clause.verb:
        return None
    phrase = phrase_of(parse, answer.head, clause.rest)
    if any(parse.lower[i] not in _ARTICLES for i in phrase if not answer.start <= i < answer.end):
        return None
    if any(parse.dep[c] in ("xcomp", "ccomp") and c > answer.head for c in parse.children[clause.verb]):
        return None  # "Requires players to dress in white"
    if parse.dep[answer.head] == "oprd" and parse.lemma[clause.verb] not in ("call", "name"):
        return None
    wh = _object_word(draft)
    line = _invert(draft, wh, phrase) if wh and not _negated(draft) else None
    return Asked(line, _answer_text(draft), "object") if line else None


def _object_word(draft: Draft) -> str:
    answer, verb = draft.answer, draft.parse.lemma[draft.clause.verb]
    if answer.kind is Kind.PERSON:
        return "who" if verb in HUMAN_OBJECT else ""
    if answer.kind is Kind.NAME and verb in HUMAN_OBJECT:
        return ""  # The recogniser doesn't know the name: who or what?
    if answer.kind in (Kind.TERM, Kind.WORK, Kind.NAME) and verb not in _LIGHT_VERBS:
        definite = draft.parse.lower[answer.start - 1] == "the" and answer.end - answer.start == 1
        return "" if definite and answer.kind is Kind.TERM else "what"
    return ""


def _negated(draft: Draft) -> bool:
    parse = draft.parse
    return parse.lower[draft.clause.subject[0]] in ("no", "few") or any(
        parse.dep[i] == "neg" for i in draft.clause.rest
    )


# -- adverbials ---------------------------------------------------------------------------------------------------


def _ask_adverbial(draft: Draft) -> Asked | None:
    """When, where, how long: the answer is all of a phrase that belongs to the verb."""
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    prep = parse.head[answer.head]
    if parse.dep[answer.head] != "pobj" or parse.dep[prep] != "prep" or _negated(draft):
        return None
    if not _belongs_to_verb(parse, clause, prep) or any(parse.dep[c] == "appos" for c in parse.children[answer.head]):
        return None
    phrase = phrase_of(parse, prep, [*clause.before, *clause.rest])
    if any(not answer.start <= i < answer.end and i != prep and parse.lower[i] not in _ARTICLES for i in phrase):
        return None
    lead = clause.verb if clause.operator is None else clause.operator
    present = answer.kind in TIMED and (
        parse.tag[lead] in ("VBZ", "VBP", "MD") or parse.lemma[clause.verb] in ("last", "take", "cost", "mean")
    )
    wh = "" if present else _adverbial_word(parse, parse.lower[prep], answer)
    if wh == "where" and is_unsure_place(parse, prep):
        return None
    removed = phrase | _second_adverbial(draft, phrase) if wh else phrase
    line = _invert(draft, wh, removed) if wh else None
    article = parse.lower[answer.start - 1] == "the" and answer.kind is Kind.PLACE
    start = answer.start - 1 if article else answer.start
    return Asked(line, _answer_text(draft, start), f"{wh}, belongs to the verb") if line else None


def _belongs_to_verb(parse: Parse, clause: Clause, prep: int) -> bool:
    """The phrase hangs from the verb, or from an object after which the clause ends."""
    head = parse.head[prep]
    if head == clause.verb:
        return True
    ends = parse.right[prep] == clause.rest[-1]
    return (
        ends
        and parse.head[head] == clause.verb
        and parse.dep[head] in ("dobj", "attr")
        and parse.lower[prep] in ("in", "on")
    )


def _adverbial_word(parse: Parse, prep: str, answer: Answer) -> str:
    if answer.kind is Kind.YEAR and prep == "in":
        return "in what year"
    if answer.kind is Kind.DATE and prep in ("in", "on") and parse.text[answer.end - 1][0].isalnum():
        return "when"
    if answer.kind is Kind.PLACE and prep in ("in", "at", "on") and parse.tag[answer.end - 1] == "NNP":
        return "where"
    if answer.kind is Kind.DURATION and prep == "for" and parse.text[answer.end : answer.end + 1] != [","]:
        return "for how long"
    return ""


def _second_adverbial(draft: Draft, first: set[int]) -> set[int]:
    """ "Born in Warsaw in 1867": the other half would only clutter the question."""
    parse, clause = draft.parse, draft.clause
    if parse.lower[clause.verb] != "born":
        return set()
    return {
        i for c in parse.children[clause.verb] if parse.dep[c] == "prep" and c in clause.rest and c not in first
        for i in range(parse.left[c], parse.right[c] + 1)
    }  # fmt: skip


def _ask_why(draft: Draft) -> Asked | None:
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    reason = next((c for c in parse.children[clause.verb] if parse.dep[c] == "advcl" and c > clause.verb
                   and parse.lower[parse.left[c]] == "because"), None)  # fmt: skip
    if reason is None or answer.head != reason or _negated(draft):
        return None
    start, end = parse.left[reason], parse.right[reason] + 1
    while end > start and parse.pos[end - 1] == "PUNCT":
        end -= 1
    if end - start > _LONGEST_REASON or end <= clause.rest[-1]:
        return None
    removed = set(range(start, clause.rest[-1] + 1)) | ({start - 1} if parse.text[start - 1] == "," else set())
    if parse.lower[start - 1] in ("not", "only", "partly", "mainly", "simply", "just", "largely"):
        return None
    line = _invert(draft, "why", removed)
    text = render(parse, range(start, end), draft.words)
    return Asked(line, capitalise(text), "reason after because") if line else None


# -- definitions --------------------------------------------------------------------------------------------------


def _is_definition(draft: Draft) -> bool:
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
                           and parse.lower[i] not in _ARTICLES for i in range(parse.left[attr], attr)):  # fmt: skip
        return False
    first = parse.lower[clause.rest[1]] if len(clause.rest) > 1 else ""
    plain = len(clause.rest) > 1 and parse.pos[clause.rest[1]] in ("NOUN", "ADJ", "PROPN")
    return first in ("a", "an") or (parse.tag[attr] == "NNS" and plain)


def _attribute(draft: Draft) -> int | None:
    parse, verb = draft.parse, draft.clause.verb
    return next(
        (c for c in parse.children[verb] if parse.dep[c] == "attr" and c > verb and parse.pos[c] in NOMINAL), None
    )


def _ask_term(draft: Draft) -> Asked | None:
    """The definition is given, the term is asked for."""
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    attr = _attribute(draft)
    if attr is None or answer.head not in clause.subject or not _is_definition(draft):
        return None
    if answer.kind not in (Kind.TERM, Kind.NAME) or parse.dep[answer.head] != "nsubj" or parse.entity[answer.head] >= 0:
        return None
    if any(not answer.start <= i < answer.end and parse.lower[i] not in _ARTICLES for i in clause.subject):
        return None
    if not any(parse.dep[c] in ("relcl", "acl", "prep") for c in parse.children[attr]) or not is_plain(
        parse, clause.rest
    ):
        return None
    return Asked(_line(draft, ["what do we call", *clause.rest[1:]]), _answer_text(draft), "term of a definition")


def _ask_definition(draft: Draft) -> Asked | None:
    """The term is given, the definition is asked for."""
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    if not _is_definition(draft) or answer.head != _attribute(draft) or len(clause.rest) - 1 > _LONGEST_DEFINITION:
        return None
    if is_plural(parse, clause.subject[-1]) or len(clause.subject) > 4 or len(clause.rest) < 5:
        return None
    if parse.pos[clause.subject[-1]] != "NOUN":
        return None
    line = _line(draft, ["what is", *_lowered(draft, clause.subject)])
    return Asked(line, render(parse, clause.rest[1:], draft.words).rstrip(" ,."), "definition")


_FORMS: tuple[Callable[[Draft], Asked | None], ...] = (
    _ask_why, _ask_count, _ask_term, _ask_definition, _ask_subject, _ask_object, _ask_adverbial,
)  # fmt: skip
