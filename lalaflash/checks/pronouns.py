"""A rule for words that lean on a text which isn't there: "he", "its", "this film", "the latter"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lalaflash.checks.seen import OBJECT, Finding, Seen, without_quotes
from lalaflash.checks.words import FUNCTION_WORDS, NUMBER_WORDS, is_english, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

_CANDIDATE = re.compile(
    r"(?:\A(?P<far>that|those)|\b(?:(?P<person>he|him|his|she|hers?)|(?P<group>they|them|theirs?)|(?P<thing>its?)|(?P<pointer>this|these)|"
    r"the\s+(?P<pair>latter|former)))\b",
    re.IGNORECASE,
)
# The same on lower case; without IGNORECASE it takes half the time, and most texts have no candidate.
_LOWER_CANDIDATE = re.compile(_CANDIDATE.pattern)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;]\s|\n")
_QUESTION_START = re.compile(
    r"\W*(?:(?:in|on|at|for|to|from|of|with|by|under|after|before|during|since|until|about)\s+)?"
    r"(?:who|whom|whose|what|which|when|where|why|how|name|give|state|explain|describe|list|define)\b",
    re.IGNORECASE,
)

# Capital letters that name neither a person nor a group.
_NO_NAMES = word_set(
    "I January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Oscar Oscars Academy Award Awards Best"
)
_PERSON = re.compile(
    r"(?i:.*(?:man|woman|men|women|boy|girl|body|one|mother|father|parent|ist|ian|ess|eer|tor|sor|ser|cer|der|ger|ler|"
    r"ner|rer|ter|ver|wer|yer|her|ker|mer|per|ant|ee|old)|who|whose|whom|person|people|child|children|kid|"
    r"baby|infant|agent|chief|king|queen|wife|husband|spouse|son|daughter|brother|sister|aunt|uncle|cousin|friend|"
    r"president|student|patient|resident|client|hero|god|saint|pope|poet|monk|nun|coach|guest|host|bride|groom|judge|"
    r"thief|star|lead|male|female|lady|prince|duke|count|lord|knight|youth|individual|human|chef|guide|pilot|nurse|"
    r"character|figure|candidate|victim|witness|author|couple|cast|crew|heir|tsar|czar|emir|imam|rabbi|priest|pianist|"
    r"general|captain|cook|clerk|model|rival|twin|crook|spy|pharaoh|caliph|sultan|czarina|regent|monarch|tyrant)s?"
)
_GROUP = re.compile(
    r"(?i:.{3,}[^\Wsui]s|band|group|team|pair|family|company|government|police|party|army|public|majority|both|all|some|"
    r"each|every|any|mice|cattle|bacteria|data|.*[ae]i|.*ae)"
)
_NOT_CONTENT = (
    FUNCTION_WORDS
    | NUMBER_WORDS
    | word_set(
        "year years month day date time name named called know known city country place way kind sort type released "
        "filmed shot born made published founded long old many big often give state explain describe list define "
        "come came"
    )
)

_EMPTY_IT = re.compile(
    r"it(?:'s|’s)?\W+(?:\w+\W+)?(?:takes?|took|taken|costs?|rain\w*|snow\w*|matters?|means?|follows?|happens?|seems?|seemed|"
    r"appears?|appeared|turns?|turned|is said|was said|depends?|helps?)\b|"
    r"it(?:'s|’s|\s)[^.?!]*?\b(?:to|that|who|when|whether|if|for|like|by\s\w+ing)\b|"
    r"it(?:'s|’s)?\s+(?:possible|likely|necessary|illegal|legal|safe|dangerous|time|dark|cold|hot|late|early)\b|it\W*$",
    re.IGNORECASE,
)
_WHAT_TIME_IS_IT = re.compile(
    r"\b(?:time|day|date|season|far|long|late|hot|cold)\s+(?:is|was|does|did|will)\s+$", re.IGNORECASE
)
_WHO_DID_HE = re.compile(
    r"\W*(?:who|whom|whose\s+\w+)\s+(?:is|are|was|were|do|does|did|has|had|have|will|would|can|could)\s+$",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\W*(?:in|on|at|by|for|with|from|of|to|as|like|unlike|before|after|when|while|whilst|since|until|during|despite|although|"
    r"though|because|if|once|besides|apart|throughout|following|given|according|upon|whenever|thanks|due|among|along|through)\b",
    re.IGNORECASE,
)
_LATER_NAME = re.compile(
    r"\W*(?:what|which|who|where|how)?\W*(?:the|an?|[^\W\d_a-z]|\w+\s+(?:did|does|do|was|is)\s|\ufffc)"
)
_LATER_SUBJECT = re.compile(
    r"[^.?!]*\b(?:is|was|were|are|did|does|do|has|had|have|can|could|should|would|will|must)\s+(?:the\s+\w|[A-Z]|\ufffc)"
)
_THIS_DAY = re.compile(
    r"this\s+(?:day|year|century|world|planet|time|moment|week|month|morning|evening|way)\b", re.IGNORECASE
)
_FAR_START = re.compile(
    r"that\s+(?:is|was|year|day|film|movie|song|scene|same)\b|those\s+(?!who|which|that|with|of|in|from|born)\w"
)
_PAIR_ALONE = re.compile(
    r"the\s+(?:latter|former)\s*(?:$|[.,;:?!)]|(?:is|was|were|are|has|had|have|did|does|do|of\s+these)\b)",
    re.IGNORECASE,
)
_TWO_THINGS = re.compile(r"\b(?:and|or|versus|vs)\b|[,;/&]", re.IGNORECASE)


def dangling_pronoun(seen: Seen) -> Iterator[Finding]:
    """Find pronouns and demonstratives without anything before them that they could stand for."""
    if seen.note.context or not _LOWER_CANDIDATE.search(seen.front.lower()):
        return
    text = without_quotes(seen.front)
    if seen.is_question and not _is_question(seen, text):
        return
    if not is_english(text):
        return
    for match in _CANDIDATE.finditer(text):
        if _dangles(match, text, seen):
            word = " ".join(match[0].split())
            message = f"“{word}” has nothing to refer to on this card; write the name or the thing itself"
            yield Finding(seen.note.front.source, message)
            return


def _is_question(seen: Seen, text: str) -> bool:
    """Tell whether a front asks something, unlike a phrase to translate."""
    if "?" in seen.answer:
        return False
    return "?" in text or bool(_QUESTION_START.match(text))


def _dangles(match: re.Match[str], text: str, seen: Seen) -> bool:
    before = text[: match.start()]
    begins = not before.strip() or bool(re.search(r"[.!?:;\n]\W*$", before))
    if match[0][0].isupper() and not begins:
        return False
    if begins and re.match(r"\s+[A-Z][a-z]", text[match.end() :]) and match.lastgroup != "pointer":
        # Most likely a title: "She Loves You".
        return False
    if OBJECT in before:
        return False
    kind = match.lastgroup
    if kind in {"person", "group"}:
        return _lacks_person(match, text, before, group=kind == "group")
    if kind == "thing":
        return not seen.topic and not seen.has_object and _lacks_thing(match, text, before)
    if kind == "pair":
        return bool(_PAIR_ALONE.match(text, match.start())) and not _TWO_THINGS.search(before)
    if seen.topic or seen.has_object or OBJECT in text:
        return False
    if kind == "far":
        return bool(_FAR_START.match(match[0].lower() + text[match.end() :]))
    return _lacks_pointed_at(match, text, before)


def _lacks_person(match: re.Match[str], text: str, before: str, *, group: bool) -> bool:
    """Tell whether no person (or, for "they", no group) stands before a pronoun or follows its clause."""
    if _WHO_DID_HE.fullmatch(before):
        return True
    for found in _WORD.finditer(before):
        word = found[0]
        named = word[0].isupper() and word not in _NO_NAMES and word.lower() not in FUNCTION_WORDS
        if named and not (found.start() == _first_letter(before) and _QUESTION_START.match(before)):
            return False
        if word.lower() in _NOT_CONTENT and word.lower() not in {
            "who",
            "whose",
            "whom",
            "everyone",
            "someone",
            "anyone",
            "each",
            "both",
        }:
            continue
        if _PERSON.fullmatch(word.rpartition("-")[2]) or (group and _GROUP.fullmatch(word)):
            return False
    return not _named_after_clause(match, text, before)


def _named_after_clause(match: re.Match[str], text: str, before: str) -> bool:
    """Tell whether the name follows: "Despite his deafness, Beethoven …", "For which of his songs did Dylan …"."""
    if "?" in text and _LATER_SUBJECT.match(text, match.end()):
        return True
    starts = [0, *(found.end() for found in _SENTENCE_END.finditer(before))]
    if not _SUBORDINATE.match(before, starts[-1]):
        return False
    comma = text.find(", ", match.end())
    end = _SENTENCE_END.search(text, match.end())
    if comma < 0 or (end and end.start() < comma):
        return False
    return bool(_LATER_NAME.match(text, comma + 2))


def _lacks_thing(match: re.Match[str], text: str, before: str) -> bool:
    """Tell whether "it" or "its" stands for nothing before it, and isn't the empty "it" of "it takes"."""
    if match[0].lower() == "it" and (_EMPTY_IT.match(text, match.start()) or _WHAT_TIME_IS_IT.search(before)):
        return False
    return not _content_words(before) and not _named_after_clause(match, text, before)


def _lacks_pointed_at(match: re.Match[str], text: str, before: str) -> bool:
    """Tell whether "this" or "these" points at nothing: no text, name or colon is near."""
    if ":" in text or _THIS_DAY.match(text, match.start()):
        return False
    if _SENTENCE_END.search(before):
        return False
    words = _content_words(before)
    return len(words) <= 2 and not any(word[0].isupper() for word in words)


def _content_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word.lower() not in _NOT_CONTENT]


def _first_letter(text: str) -> int:
    return len(text) - len(text.lstrip())
