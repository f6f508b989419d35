"""What an untitled text is about: the name with which it opens, when the text keeps coming back to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lalaflash.generate.words import FUNCTION_WORDS, HUMAN_SUBJECT, MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME_WORD = r"(?:[A-Z][\w’'.-]*|\d+)"
_NAME = rf"[A-Z][\w’'.-]*(?: (?:(?:of|de|da|di|von|van|the|for) )*{_NAME_WORD})*"
_AUXILIARY = r"(?:is|are|was|were|has|have|had|can|could|may|will|did|does)\b"
_PAST = (
    r"(?:\w+ed|began|became|bought|broke|brought|built|came|chose|drew|fell|found|gave|got|grew|held|knew|lay|led|left"
    r"|lost|made|met|ran|rose|sang|saw|sold|spent|spoke|stood|taught|took|went|won|wrote)\b"
)
_PRESENT = r"[a-z]+s (?:(?:an?|the|about|as|at|by|from|in|more|of|on|over|some|to|up)\b|[A-Z\d])"
_OPENING_NAME = re.compile(rf"(?:The |An? )?(?P<name>{_NAME})(?:,| \(| in | on | {_AUXILIARY}| {_PAST}| {_PRESENT})")
_OPENING_NOUN = re.compile(
    rf"(?:(?:The|An?) )?(?P<name>[A-Za-z][a-z-]+(?: [a-z-]+)??) (?:{_AUXILIARY}|consists?\b|owes?\b|{_PAST})"
)
_OPENING_WORK = re.compile(
    rf"{_NAME} (?:wrote|finished|composed|painted|directed|published|built) (?P<name>(?:The )?{_NAME}(?: in {_NAME})?)"
    rf"|{_NAME} (?:invented|discovered|introduced|developed) (?:the )?(?P<thing>{_NAME}|[a-z-]+)(?:,| in | after | by )"
)
_BEGAN = (
    "born|built|completed|constructed|created|discovered|established|formed|founded|held|incorporated|introduced|invented"
    "|launched|opened|published|released|signed"
)
_LEAD = re.compile(
    rf"(?:The |An? )?{_NAME}(?: \([^)]*\))? (?:is|are|was|were) "
    rf"(?:an?\b|the\b|one of\b|(?:first |originally )?(?:{_BEGAN})\b)"
)
"""How articles begin: with a name and what it is, or when it began to be."""
_SENTENCE_END = re.compile(r"[.!?][\"”’)]* (?=[A-Z])")
_NO_NAME = FUNCTION_WORDS | MONTHS | frozenset([
    "according", "all", "although", "another", "any", "because", "between", "both", "despite", "due", "during", "early",
    "every", "few", "first", "here", "how", "if", "initially", "many", "most", "much", "my", "no", "nobody", "once",
    "one", "only", "our", "several", "since", "so", "some", "then", "there", "those", "though", "three", "two", "under",
    "unlike", "until", "we", "film", "movie", "show", "series", "book", "novel", "album", "song", "game", "team",
    "what", "where", "while", "why", "you", "your",
])  # fmt: skip
_DEEDS = frozenset([
    "began", "bought", "built", "chose", "drew", "found", "gave", "led", "made", "met", "sang", "saw", "shot", "sold",
    "spoke", "stole", "taught", "took", "went", "won", "wrote",
])  # fmt: skip
"""Past tenses of irregular verbs of which people are the subject."""
_PRONOUN = re.compile(r"(?:He|She|It|They|His|Her|Its|Their)\b")
_GENERIC = re.compile(
    r"\bthe (?:animal|church|city|club|company|country|disease|drug|element|empire|festival|firm|island|kingdom|lake"
    r"|language|moon|mountain|organi[sz]ation|party|planet|plant|protocol|race|river|school|species|star|state|team"
    r"|tournament|town|university|village|volcano)\b(?! (?:of|that|which|where) )"
)
"""What a text calls the thing that it is about, once it has named it."""
_LONGEST_NAME = 5
_MOST_PARAGRAPHS = 12
_NAMED = 0.5
_INTRODUCED = 0.25
_PARAGRAPH = 25
"""Words; an article's paragraphs are longer on average."""
_SHORTEST_WORD = 4
"""Letters; a shorter word of a name is no evidence that the name is meant."""


def find_subject(facts: Sequence[str]) -> str:
    """The name that opens the first fact, if the text is an article or enough of its other facts take it up; else "".

    Half of them have to; a quarter does where the first fact introduces the name, as articles do.
    """
    name = _opening(facts[0]) if len(facts) > 1 else ""
    if not name or _is_article(facts):
        return name
    needed = _INTRODUCED if _LEAD.match(facts[0]) and _OPENING_NAME.match(facts[0]) else _NAMED
    return name if _taken_up(name, facts[1:]) >= needed else ""


def _is_article(facts: Sequence[str]) -> bool:
    """Whether a text is a few paragraphs that belong together, and not a list of facts."""
    several = sum(bool(_SENTENCE_END.search(fact)) for fact in facts)
    words = sum(len(fact.split()) for fact in facts)
    return len(facts) <= _MOST_PARAGRAPHS and 2 * several > len(facts) and words >= _PARAGRAPH * len(facts)


def _taken_up(name: str, others: Sequence[str]) -> float:
    """The share of the facts that hold a word of the name, say "the country" or the like, or begin with a pronoun."""
    stems = [re.escape(_stem(word)) for word in name.lower().split() if len(word) >= _SHORTEST_WORD]
    if not stems:
        return 0.0
    taken_up = re.compile(rf"\b(?:{'|'.join(stems)})", re.IGNORECASE)
    count = sum(bool(taken_up.search(fact) or _GENERIC.search(fact) or _PRONOUN.match(fact)) for fact in others)
    return count / len(others)


def _opening(fact: str) -> str:
    match = _OPENING_NAME.match(fact) or _OPENING_NOUN.match(fact)
    if match is None:
        return ""
    name = match["name"]
    words = name.split()
    if _acts(fact[match.end("name") :]):
        made = _OPENING_WORK.match(fact)  # "Ken Thompson wrote Unix" opens a text on Unix.
        name = (made["name"] or made["thing"]).rstrip(".") if made else ""
        return name[:1].upper() + name[1:]
    if len(words) > _LONGEST_NAME or _NO_NAME & {words[0].lower(), words[-1]} or name.endswith(("'s", "’s", ".")):
        return ""
    return name[0].upper() + name[1:]


def _acts(rest: str) -> bool:
    """Whether a text goes on with a verb that tells what somebody did."""
    verb = rest.split(maxsplit=1)[0] if rest.strip() else ""
    regular = {verb.removesuffix("ed"), verb.removesuffix("d"), verb.removesuffix("ied") + "y"}
    return verb in _DEEDS or (verb.endswith("ed") and not HUMAN_SUBJECT.isdisjoint(regular))


def _stem(word: str) -> str:
    """A word without its plural ending, so that "hummingbird" takes up "hummingbirds"."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
