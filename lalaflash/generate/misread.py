"""Answers that come from a wrong parse: a verb that was taken for a noun, half of a term, two sentences in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.frequency import zipf
from lalaflash.generate.syntax import FINITE, subject_of
from lalaflash.generate.words import ABBREVIATIONS, KINDS

if TYPE_CHECKING:
    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse


_PLURAL_MODIFIERS = frozenset(
    {"arms", "awards", "customs", "earnings", "goods", "graphics", "materials", "men", "rights", "sales"}
    | {"savings", "securities", "sports", "systems", "women"}
)
"""Plurals that stand before a noun: "sales tax", "systems analysis"."""


_CAUSING = frozenset({"allow", "cause", "enable", "encourage", "force", "help", "induce", "tell"})
"""Verbs with an object that then does something."""


def asks(parse: Parse, answer: Answer) -> bool:
    """ "How personal data are processed"."""
    return parse.tag[answer.start] in ("WDT", "WP", "WRB")


def crosses_sentences(parse: Parse, answer: Answer) -> bool:
    """ "W3C. Version 2.2": the parser has missed the end of a sentence."""
    inside = range(answer.start, answer.end - 1)
    return any(parse.text[i].endswith(".") and len(parse.text[i]) > 2 and parse.text[i + 1][0].isupper()
               and parse.text[i].count(".") == 1 and parse.lower[i] not in ABBREVIATIONS for i in inside)  # fmt: skip


def is_deed(parse: Parse, answer: Answer) -> bool:
    """ "Have not been shown to prolong life", "an antagonist shifts the curve": a verb, whatever the tagger says."""
    first, last = parse.sentences[parse.sentence[answer.start]]
    told = any(parse.tag[i] in FINITE for i in range(first, last)) or parse.tag[first] == "VB"
    leads = any(parse.head[i] == i for i in range(answer.start, answer.end))
    return parse.tag[answer.start - 1] == "TO" or (leads and not told)


def is_caused_deed(parse: Parse, answer: Answer) -> bool:
    """ "Allowing the aardwolf to lick termites": the same for what the recogniser takes for a name."""
    near = parse.lemma[max(0, answer.start - 6) : answer.start]
    return near[-1:] == ["to"] and not _CAUSING.isdisjoint(near) and parse.text[answer.start].islower()


def swallows_time(parse: Parse, answer: Answer) -> bool:
    """ "At the time astronomers believed that …"."""
    start = answer.start
    timed = parse.lower[max(0, start - 2) : start + 1] == ["at", "the", "time"]
    return timed and answer.end - start > 1 and parse.pos[start + 1] in ("NOUN", "PROPN")


def joins_two_phrases(parse: Parse, answer: Answer) -> bool:
    """ "Namibiavis from the Miocene of Namibia and Protoazin from the Eocene": the "and" joins the animals."""
    near = range(max(0, answer.start - 2), answer.start)
    before = next((parse.lower[i] for i in reversed(near) if parse.tag[i] == "IN"), "")
    joined = any(parse.lower[i] == "and" for i in range(answer.start, answer.end))
    return bool(before) and joined and parse.lower[answer.end : answer.end + 1] == [before]


def runs_on(parse: Parse, answer: Answer) -> bool:
    """ "Spithead for Queen Victoria's Diamond Jubilee": two names with a preposition between them."""
    first, last = parse.entity[answer.start], parse.entity[answer.end - 1]
    parted = first != last and max(first, last) >= 0
    return parted and any(parse.lower[i] == "for" for i in range(answer.start + 1, answer.end - 1))


def is_half_of_foreign_term(parse: Parse, answer: Answer) -> bool:
    """ "Jus cogens norms"."""
    behind = answer.end
    unknown = parse.pos[behind : behind + 1] == ["NOUN"] and zipf(parse.lower[behind]) == 0
    return answer.end - answer.start == 1 and unknown and parse.dep[behind] == "compound"


def stands_beside_noun(parse: Parse, answer: Answer) -> bool:
    """ "Persona non grata", "the nerve pierces coracobrachialis": half a term, or a verb that was taken for a noun."""
    first, last = parse.sentences[parse.sentence[answer.start]]
    left = answer.start > first and parse.pos[answer.start - 1] == "NOUN" and parse.lemma[answer.start - 1] not in KINDS
    right = answer.end < last and parse.pos[answer.end] in ("NOUN", "PROPN") and parse.text[answer.end - 1].islower()
    return left or right


def stops_before_noun(parse: Parse, answer: Answer) -> bool:
    """The same for what the tagger took for a name, as "The Carmo Convent's Gothic" in front of "church"."""
    last = answer.end - 1
    small = answer.end - answer.start > 1 and parse.text[last].islower()
    owner = any(parse.tag[i] == "POS" for i in range(answer.start, last))
    goes_on = owner and parse.dep[last] in ("amod", "compound") and parse.head[last] > last
    return goes_on or (small and stands_beside_noun(parse, answer))


def swallows_verb(parse: Parse, answer: Answer) -> bool:
    """ "An unbuffered channel blocks until …": no verb is left in the clause, whatever the tagger says."""
    if answer.end - answer.start == 1 or not parse.text[answer.end - 1].islower():
        return False
    if parse.lower[max(0, answer.start - 2) : answer.start] == ["what", "the"]:
        return True  # "Most of what the gland secretes is thyroxine"
    first, last = parse.sentences[parse.sentence[answer.start]]
    if any(
        parse.tag[c] in FINITE and parse.dep[c] == "conj"
        for i in range(answer.start, answer.end)
        for c in parse.children[i]
    ):
        return True
    verbs = {i for i in range(first, last) if parse.tag[i] in FINITE}
    begin = next((i for i in range(answer.start - 1, first, -1) if _opens_clause(parse, i)), first)
    end = next((i for i in range(answer.end, last) if _opens_clause(parse, i) and parse.text[i - 1] != ","), last)
    if not verbs:  # A note, or a statement that the tagger took for one.
        return ":" not in parse.text[first:last] and parse.pos[answer.end : answer.end + 1] not in (
            [],
            ["PUNCT"],
            ["ADP"],
        )
    return verbs.isdisjoint(range(begin, end)) and parse.tag[first] != "VB"


def joins_plural(parse: Parse, answer: Answer) -> bool:
    """ "Because air molecules scatter short wavelengths": behind a plural, a noun is mostly a verb."""
    return any(
        parse.tag[i] == "NNS" and parse.dep[i] == "compound" and parse.head[i] == i + 1
        and parse.tag[i + 1] in ("NN", "NNS")
        and parse.lower[i] not in _PLURAL_MODIFIERS
        for i in range(answer.start, answer.end - 1)
    )  # fmt: skip


def _opens_clause(parse: Parse, i: int) -> bool:
    if parse.dep[i] == "mark" or parse.tag[i] in ("WDT", "WP", "WRB"):
        return True
    return parse.lower[i] in (";", "because", "until", "whereas", "while") and parse.lower[i + 1 : i + 2] != ["of"]


def takes_subject_along(parse: Parse, answer: Answer) -> bool:
    """ "In real life pure methamphetamine is not blue": the verb behind has lost its subject to the answer."""
    end = answer.end
    if end >= len(parse) or parse.tag[end] not in FINITE or parse.sentence[end] != parse.sentence[answer.start]:
        return False
    opens = parse.head[answer.head] == parse.sentences[parse.sentence[answer.start]][0]
    return opens and parse.dep[answer.head] == "pobj" and parse.head[end] == end and subject_of(parse, end) is None


def ends_with_adjective(parse: Parse, answer: Answer) -> bool:
    """ "Keep the intake of vitamin K steady"."""
    last = answer.end - 1
    return answer.end - answer.start > 1 and parse.pos[last] == "ADJ" and parse.text[last].islower()
