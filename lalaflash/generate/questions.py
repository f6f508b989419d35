"""Questions, asked only where the grammar is certain; everything else becomes a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.asking import ARTICLES, Asked, Draft, answer_text, invert, is_negated, line_of, lowered, opening
from lalaflash.generate.clauses import Clause, is_plain, is_unsure_place, may_lead_question, phrase_of, read_clause
from lalaflash.generate.definitions import ask_definition, ask_term, is_definition
from lalaflash.generate.gaps import NUMERIC, TIMED, YEAR, Kind
from lalaflash.generate.hints import hint_for
from lalaflash.generate.inflection import third_person
from lalaflash.generate.measures import ask_count
from lalaflash.generate.nouns import is_person, is_plural, kind_at
from lalaflash.generate.pronouns import fits
from lalaflash.generate.syntax import CONTENT, NOMINAL
from lalaflash.generate.why import ask_why
from lalaflash.generate.words import CROWDS, HUMAN_OBJECT, HUMAN_SUBJECT, MONTHS, VAGUE_OPENERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Item, Parse

_FEWEST_TOLD = 5
"""Words of content in a question for a common noun."""
_NEAR = 2
"""Steps from the verb: "on Monday" hangs from it, "the hit of 1990" only from a noun."""
_LIGHT_VERBS = frozenset({"have", "be", "take", "make", "do", "give", "get", "keep", "leave", "put", "set"})
_PEOPLE = frozenset(
    {
        "claimant",
        "controller",
        "customer",
        "defendant",
        "employee",
        "employer",
        "farmer",
        "manager",
        "member",
        "merchant",
        "settler",
        "plaintiff",
        "trader",
        "user",
    }
)
_WHICH_TIME = {"century": "in which century", "decade": "in which decade"}
_WITH_ADJECTIVE = frozenset({"die", "retire", "return", "arrive"})
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does", "’re": "is"}


def ask(
    parse: Parse, items: Sequence[int], verb: int, subject: tuple[int, int], answer: Answer, words: Mapping[int, str]
) -> Asked | None:
    """The question that an answer answers, or None where a gap is the safer card."""
    clause = read_clause(parse, items, verb, subject)
    if clause is None or _is_doubtful(parse, clause, answer):
        return None
    if not may_lead_question(parse, _left_over(parse, clause.before, answer)):
        return None
    left = [i for i in (*clause.before, *clause.rest) if not answer.start <= i < answer.end and i not in words]
    pointing = any(_means_answer(parse, i, answer) for i in left)
    draft = Draft(parse, clause, answer, words)
    for form in _FORMS:
        asked = form(draft)
        if asked is not None:
            # In a definition, what points back means the wider term.
            return None if pointing and form is not ask_term else asked
    return None


def _means_answer(parse: Parse, i: int, answer: Answer) -> bool:
    """ "Who discovered the paradox named after him?", "what do drugs raise because they reduce its excretion?"."""
    if parse.tag[i] not in ("PRP", "PRP$") or parse.pos[answer.head] not in NOMINAL or answer.kind in TIMED | NUMERIC:
        return False
    if answer.kind is Kind.PERSON:
        return parse.lower[i] in ("him", "them")
    return fits(parse, answer.head, parse.lower[i])


def _is_doubtful(parse: Parse, clause: Clause, answer: Answer) -> bool:
    """Whether a question would sound wrong: of what "had happened" before, of "so many that", of a lost phrase."""
    words = [parse.lower[i] for i in clause.rest if parse.lower[i] != "so" or parse.text[i - 1] != ","]
    if parse.tag[clause.verb] == "VBN" and clause.operator is not None and parse.lower[clause.operator] == "had":
        return True
    if clause.before and parse.pos[clause.before[-1]] == "NOUN" and parse.pos[clause.subject[0]] == "PROPN":
        return True  # "In Copenhagen the veterinarian Bernhard Bang": his role has been parted from him.
    if parse.text[clause.verb].isupper() or parse.lemma[clause.verb] in ("happen", "mean", "occur"):
        return True
    behind = [c for c in parse.children[clause.verb] if c > clause.verb]
    if parse.lemma[clause.verb] == "come" and answer.kind in TIMED and any(parse.lower[c] == "from" for c in behind):
        return True  # "In what year did the theory come from Bardeen?"
    if parse.lemma[clause.verb] == "follow" and not any(parse.dep[c] == "dobj" for c in behind):
        return True
    if "so" in words and "that" in words[words.index("so") :]:
        return True
    # "After every 30 compressions give two breaths": a preposition has lost its noun to the subject.
    return bool(clause.before) and parse.pos[clause.before[-1]] in ("ADP", "SCONJ")


def _left_over(parse: Parse, before: Sequence[int], answer: Answer) -> list[int]:
    """The opening of a clause without the answer and the small words that go with it."""
    left = [i for i in before if not answer.start <= i < answer.end]
    if len(left) == len(before):
        return left
    return left if any(parse.pos[i] not in ("ADP", "DET", "PUNCT") for i in left) else []


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
    role = [i for i in left if parse.lower[i] not in ARTICLES]
    if role:
        return _ask_role(draft, role)
    wh = _subject_word(draft)
    if not wh or is_definition(draft):
        return None
    if parse.tag[answer.start] == "VBG" and any(parse.lower[i] in ("it", "its", "them", "their") for i in clause.rest):
        return None  # "Recycling aluminium": the pronoun stands for a part of the answer.
    if parse.lemma[clause.verb] == "be" and any(parse.dep[c] == "ccomp" for c in parse.children[clause.verb]):
        return None
    return _subject_line(draft, [wh], "subject")


def _ask_role(draft: Draft, role: list[int]) -> Asked | None:
    """ "The Danish astronomer Ole Rømer showed …" asks "Which Danish astronomer showed …?"."""
    parse, answer = draft.parse, draft.answer
    if role[-1] != answer.start - 1 or parse.pos[role[-1]] != "NOUN" or parse.pos[answer.head] != "PROPN":
        return None
    if any(parse.tag[i] in ("PRP$", "POS", "CD", "DT", "RB", "HYPH") for i in role) or parse.tag[role[-1]] != "NN":
        return None
    if answer.kind is not Kind.PERSON and parse.lower[role[0]] in VAGUE_OPENERS:
        return None  # "The first football World Cup"
    return _subject_line(draft, ["which", *lowered(draft, role)], "subject with its role")


def _subject_word(draft: Draft) -> str:
    parse, answer, clause = draft.parse, draft.answer, draft.clause
    verb = parse.lemma[clause.verb]
    if answer.kind is Kind.PERSON:
        if answer.end - answer.start == 1 and parse.tag[clause.verb] == "VBZ":
            return ""  # "Zugzwang describes …": the recogniser knows people by two names, or by what they did.
        known = HUMAN_OBJECT if parse.dep[answer.head] == "nsubjpass" else HUMAN_SUBJECT
        return (
            "who" if (verb in known or parse.lower[clause.verb] == "born") and not is_plural(parse, answer.head) else ""
        )
    bare = parse.lower[clause.subject[0]] not in ("the", "this", "these", "his", "her", "its", "their")
    if answer.kind is Kind.TERM and parse.entity[answer.head] < 0 and bare and not _tells_of_people(parse, answer.head):
        quality = any(parse.dep[c] == "acomp" for c in parse.children[clause.verb])
        compared = verb == "be" and quality and any(parse.tag[i] in ("JJR", "RBR") for i in clause.rest)
        if compared and "than" in (parse.lower[i] for i in clause.rest):
            return ""  # "What is more common in men than in women?"
        told = sum(parse.pos[i] in CONTENT for i in clause.rest)
        if told < _FEWEST_TOLD or (verb in _LIGHT_VERBS and verb != "be"):
            return ""  # "What lasts a week?", "What has four quarters?": so do others.
        return "" if verb in HUMAN_SUBJECT and verb != "be" and clause.operator is None else "what"
    return ""


def _tells_of_people(parse: Parse, noun: int) -> bool:
    """Whether "what" would be the wrong word for a noun: "planetary geologists"."""
    lemma = parse.lemma[noun]
    return is_person(parse, noun) or lemma in CROWDS | _PEOPLE or lemma.endswith(("ist", "ian", "man", "woman"))


def _subject_line(draft: Draft, wh: list[Item], reason: str) -> Asked | None:
    parse, clause = draft.parse, draft.clause
    rest: list[Item] = list(clause.rest)
    if not is_plain(parse, rest):
        return None
    plural = is_plural(parse, draft.answer.head)
    lead = clause.operator if clause.operator is not None else clause.verb
    if parse.lemma[lead] == "be" and any(parse.dep[i] == "mark" and i - 1 == lead for i in clause.rest):
        return None  # "What is that …?"
    if plural and any(parse.tag[i] == "VBP" and i != lead and parse.dep[i] == "conj" for i in clause.rest):
        return None
    if plural and any(parse.lower[i] in ("they", "their", "them", "themselves") for i in clause.rest):
        return None
    nominal = any(parse.dep[c] == "attr" for c in parse.children[clause.verb])
    if nominal and not plural and parse.lower[lead] in ("are", "were"):
        return None
    if lead in rest and plural:
        word = parse.lower[lead]
        if nominal:
            return None
        if word in _SINGULAR or parse.tag[lead] == "VBP":
            rest[rest.index(lead)] = _SINGULAR.get(word, third_person(word))
    prompt = line_of(draft, [*opening(draft, set()), *wh, *rest])
    return Asked(prompt, answer_text(draft), reason)


# -- objects ------------------------------------------------------------------------------------------------------


def _ask_object(draft: Draft) -> Asked | None:
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    if parse.dep[answer.head] not in ("dobj", "oprd") or parse.head[answer.head] != clause.verb:
        return None
    phrase = phrase_of(parse, answer.head, clause.rest)
    if any(parse.lower[i] not in ARTICLES for i in phrase if not answer.start <= i < answer.end):
        return None
    others = [c for c in parse.children[clause.verb] if c != answer.head and c > clause.verb]
    if any(parse.dep[c] in ("xcomp", "ccomp", "dobj", "oprd") for c in others):
        return None  # "Requires players to dress in white"
    if _may_describe(parse, clause, answer.head, max(phrase) + 1) or _lists_some(parse, clause):
        return None
    if parse.dep[answer.head] == "oprd" and parse.lemma[clause.verb] not in ("call", "name"):
        return None
    wh = _object_word(draft)
    line = invert(draft, wh, phrase) if wh and not is_negated(draft) else None
    return Asked(line, answer_text(draft), "object") if line else None


def _lists_some(parse: Parse, clause: Clause) -> bool:
    """ "Famous musicians include Chopin" tells who they are; "its symptoms include …" what they are."""
    owned = any(parse.tag[i] in ("POS", "PRP$") for i in clause.subject)
    return parse.lemma[clause.verb] == "include" and not owned


def _may_describe(parse: Parse, clause: Clause, noun: int, after: int) -> bool:
    """Whether a phrase behind an object may belong to it: "caused increased scrutiny on teachers"."""
    deverbal = parse.lemma[noun].endswith(("tion", "sion", "ment"))
    if deverbal and after in clause.rest and parse.pos[after] == "ADP":
        return True
    return after in clause.rest and parse.lower[after] in ("of", "on", "about", "between", "by", "with", "against")


def _object_word(draft: Draft) -> str:
    answer, verb = draft.answer, draft.parse.lemma[draft.clause.verb]
    if answer.kind is Kind.PERSON:
        return "who" if verb in HUMAN_OBJECT else ""
    if answer.kind is Kind.NAME and verb in HUMAN_OBJECT:
        return ""  # The recogniser doesn't know the name: who or what?
    if answer.kind is Kind.TERM and (draft.parse.tag[draft.clause.verb] != "VBD" or not _has_named_subject(draft)):
        return ""  # "What does the disease cause?" has many answers, "What did Bell patent in 1876?" one.
    if answer.kind in (Kind.TERM, Kind.WORK, Kind.NAME) and verb not in _LIGHT_VERBS:
        definite = draft.parse.lower[answer.start - 1] == "the" and answer.end - answer.start == 1
        return "" if definite and answer.kind is Kind.TERM else "what"
    return ""


def _has_named_subject(draft: Draft) -> bool:
    return any(kind_at(draft.parse, i) in ("PERSON", "ORG", "GPE") for i in draft.clause.subject)


# -- adverbials ---------------------------------------------------------------------------------------------------


def _ask_adverbial(draft: Draft) -> Asked | None:
    """When, where, how long: the answer is all of a phrase that belongs to the verb."""
    parse, clause, answer = draft.parse, draft.clause, draft.answer
    prep = parse.head[answer.head]
    if parse.dep[answer.head] != "pobj" or parse.dep[prep] != "prep" or is_negated(draft):
        return None
    if not _belongs_to_verb(parse, clause, prep) or any(parse.dep[c] == "appos" for c in parse.children[answer.head]):
        return None
    phrase = phrase_of(parse, prep, [*clause.before, *clause.rest])
    if any(not answer.start <= i < answer.end and i != prep and parse.lower[i] not in ARTICLES for i in phrase):
        return None
    lead = clause.verb if clause.operator is None else clause.operator
    present = answer.kind in TIMED and (
        parse.tag[lead] in ("VBZ", "VBP", "MD") or parse.lemma[clause.verb] in ("last", "take", "cost", "mean")
    )
    wh = "" if present else _adverbial_word(parse, parse.lower[prep], answer)
    if wh == "where" and (is_unsure_place(parse, prep) or _has_place_as_object(parse, clause)):
        return None
    if parse.lemma[clause.verb] == "be" and any(parse.dep[c] == "attr" for c in parse.children[clause.verb]):
        return None  # "In what year was Harvard a founding member?"
    if wh == "when" and any(parse.lower[i] == "when" for i in clause.rest):
        return None
    if wh == "where" and any(parse.dep[c] == "ccomp" for c in parse.children[clause.verb]):
        return None  # "Scholars argue that a settlement existed in the United States": which verb does it belong to?
    if wh.startswith(("when", "in ")) and not _may_ask_when(draft, phrase):
        return None
    removed = phrase | _second_adverbial(draft, phrase) if wh else phrase
    line = invert(draft, wh, removed) if wh else None
    article = parse.lower[answer.start - 1] == "the" and answer.kind is Kind.PLACE
    start = answer.start - 1 if article else answer.start
    return Asked(line, answer_text(draft, start), f"{wh}, belongs to the verb") if line else None


def _has_place_as_object(parse: Parse, clause: Clause) -> bool:
    """ "Reached Calicut on the Malabar Coast"."""
    return any(parse.dep[c] == "dobj" and kind_at(parse, c) in ("GPE", "LOC", "FAC")
               for c in parse.children[clause.verb])  # fmt: skip


def _may_ask_when(draft: Draft, phrase: set[int]) -> bool:
    """Not where a second time is left, nor behind an opening that isn't a place, nor for "died childless"."""
    parse, clause = draft.parse, draft.clause
    others = [i for i in (*clause.before, *clause.rest) if i not in phrase]
    if any(_is_point_in_time(parse, i) and _depth(parse, i, clause.verb) <= _NEAR for i in others):
        return False
    opening = [i for i in clause.before if i not in phrase and parse.pos[i] != "PUNCT"]
    if opening and parse.lower[opening[0]] not in ("in", "at", "on", "under", "among"):
        return False
    after = clause.verb + 1
    return not (parse.lemma[clause.verb] in _WITH_ADJECTIVE and parse.tag[after : after + 1] in (["JJ"], ["VBN"]))


def _is_point_in_time(parse: Parse, i: int) -> bool:
    dated = YEAR.fullmatch(parse.text[i]) or (parse.lower[i] in MONTHS and parse.tag[i] == "NNP")
    return bool(dated) or (kind_at(parse, i) == "TIME" and ":" in parse.text[i])


def _depth(parse: Parse, i: int, verb: int) -> int:
    """How many steps lie between a token and the verb that it belongs to."""
    steps = 0
    while i != verb and parse.head[i] != i:
        i, steps = parse.head[i], steps + 1
    return steps


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
        parted = parse.lower[answer.start] in ("early", "late", "mid")  # "In the late 1980s" is more than a decade.
        return _WHICH_TIME.get(hint_for(parse, answer), "when") if prep == "in" and not parted else "when"
    if (
        answer.kind is Kind.PLACE
        and "v" not in parse.lower[answer.start : answer.end]
        and prep in ("in", "at", "on")
        and parse.lower[answer.start - 1] not in ("a", "an")
        and parse.tag[answer.end - 1] == "NNP"
    ):
        return "where"
    if answer.kind is Kind.DURATION and prep == "for" and parse.text[answer.end : answer.end + 1] != [","]:
        return "for how long"
    return ""


def _second_adverbial(draft: Draft, first: set[int]) -> set[int]:
    """ "Born in Warsaw in 1867", "set in Paris in 1920": the other half would only clutter the question."""
    parse, clause = draft.parse, draft.clause
    if parse.lower[clause.verb] not in ("born", "set"):
        return set()
    return {
        i for c in parse.children[clause.verb] if parse.dep[c] == "prep" and c in clause.rest and c not in first
        for i in range(parse.left[c], parse.right[c] + 1)
    }  # fmt: skip


_FORMS: tuple[Callable[[Draft], Asked | None], ...] = (
    ask_why, ask_count, ask_term, ask_definition, _ask_subject, _ask_object, _ask_adverbial,
)  # fmt: skip
