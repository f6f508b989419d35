"""Rules for questions: one question each, and none that a coin could answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lalaflash.checks.seen import Finding, Seen, without_quotes
from lalaflash.checks.words import is_english

if TYPE_CHECKING:
    from collections.abc import Iterator

_AUXILIARY = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|"
    r"isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|can't|couldn't|won't|wouldn't|shouldn't)"
)
_INTRODUCTION = r"(?:In|On|At|Under|During|According to|For|With|If|When|As|After|Before)\b[^,?]{1,80},\s+"
_YES_NO = re.compile(
    rf"(?:{_INTRODUCTION})?(?i:{_AUXILIARY})\s+"
    r"(?!you\s+(?:name|list|explain|say|give|tell|describe|know|remember|recall)\b)[^?]*\?\W*",
    re.DOTALL,
)
_ALTERNATIVE = re.compile(r"\bor\b(?!\s+not\b)")
_FOREIGN_START = re.compile(r"(?:Was|Will|Am|Is|Has|Do|Can)\b")
_TRUE_OR_FALSE = re.compile(r"\s*(?:true or false|right or wrong|yes or no)\b", re.IGNORECASE)
_VERDICT = re.compile(r"\W*(?:[Yy]es|[Nn]o|[Tt]rue|[Ff]alse)\s*[.!]?\s*")
_WH = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)

_QUESTION_END = re.compile(r"[?？]+(?=[\s)]*(?:$|[^\Wa-z]|[¿“\"‘«(]))")
_BRACKETS = re.compile(r"\([^)]*\)")
_VERB = r"(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|must|may|might)"
_SECOND_QUESTION = re.compile(
    rf"\b(?:and|or)\s+(?P<wh>who|when|where|why|how(?:\s+(?:much|many|long|often|old|far))?|(?:what|which)(?:\s+\w+)?)\s+{_VERB}\b"
    r"|\band\s+(?P<subject>what)\s+\w+s\b|(?:,|\band)\s+(?P<last>when|where|why|how)\s*\?"
)
_TWO_AT_ONCE = re.compile(r"(?:who|what|when|where|why|how)\s+and\s+(?:who|what|when|where|why|how)\b", re.IGNORECASE)


def yes_no(seen: Seen) -> Iterator[Finding]:
    """Find questions that are answered with yes or no."""
    if not seen.is_question or _is_translation(seen):
        return
    front = seen.front
    verdict = bool(_VERDICT.fullmatch(seen.answer))
    if verdict and (_TRUE_OR_FALSE.match(front) or (front.endswith((".", "?", "!")) and not _WH.search(front))):
        asks = True
    else:
        asks = _asks_for_yes_or_no(front)
    if asks:
        message = (
            "the question can be answered with yes or no, so half of all guesses are right; ask for the fact itself"
        )
        yield Finding(seen.note.front.source, f"{message} (who, what, when, how many …)")


def several_questions(seen: Seen) -> Iterator[Finding]:
    """Find fronts that ask more than one thing."""
    if not seen.is_question or _is_translation(seen):
        return
    front = seen.front
    marks = front.count("?") + front.count("？")
    if not marks or (marks == 1 and " and " not in front and " or " not in front and "," not in front):
        return
    text = _BRACKETS.sub("", without_quotes(front))
    if len(_QUESTION_END.findall(text)) > 1 or _has_two_question_words(text):
        message = "the card asks several questions; make a card of each, so that each is scheduled by itself"
        yield Finding(seen.note.front.source, message)


def _is_translation(seen: Seen) -> bool:
    """Tell whether the answer is a question as well, as in a phrase book."""
    return "?" in seen.answer or "？" in seen.answer


def _asks_for_yes_or_no(front: str) -> bool:
    if front.count("?") != 1 or _ALTERNATIVE.search(front) or not _YES_NO.fullmatch(front):
        return False
    # German and Dutch questions begin with "Was", "Will" or "Is", too.
    return not _FOREIGN_START.match(front) or is_english(front)


def _has_two_question_words(text: str) -> bool:
    if _TWO_AT_ONCE.match(text.lstrip()):
        return True
    match = _SECOND_QUESTION.search(text)
    if not match or not _WH.match(text.lstrip()):
        return False
    # "the man who was … and who was …" repeats a relative pronoun and asks nothing.
    word = (match["wh"] or match["subject"] or match["last"]).split()[0]
    return not re.search(rf"\S\s+{word}\b", text[: match.start()])
