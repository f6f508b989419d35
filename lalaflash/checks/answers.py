"""Rules for answers: short, one fact, and not given away on the front."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lalaflash.checks.seen import OBJECT, Finding, Seen, without_quotes
from lalaflash.checks.words import FUNCTION_WORDS, NUMBER_WORDS, WORD, fold, is_english, shortened, stems, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lalaflash.model import Source

# Longer answers are recalled in parts and hard to grade; a line of a list (a poem) or a quotation is learnt as a whole.
MOST_WORDS = 12
MOST_CHARACTERS = 90
MOST_CJK_CHARACTERS = 40
ROOM_FOR_QUOTATIONS = 2

# A list's items are short; longer parts between commas are clauses.
MOST_WORDS_OF_ITEM = 5
MOST_WORDS_OF_BARE_ITEM = 3

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WHOLE_QUOTATION = re.compile(r"\s*(?:“.*”|\".*\"|«.*»|„.*[“”]|‘.*’|「.*」)[.!?]?\s*", re.DOTALL)

_CHOICE = re.compile(r"\b(?:or|oder|ou|eller)\b|\b(?:of|between|among)\b[^?]*\band\b")
_ABOUT_WORDS = re.compile(
    r"\b(?:plural|singular|tense|participle|comparative|superlative|infinitive|genitive|dative|translat\w+|synonym|"
    r"antonym|mean|means|meaning|spell\w*|spelt|pronounc\w+|called in|say in)\b"
)
_HINT_OF_CHOICE = re.compile(r"\[[^\]]*(?:/|\bor\b|\boder\b)[^\]]*\]")
# Words that make an answer more than the sum of its words: "left to right" is no "right to left".
_RELATIONS = word_set("after before from into minus no not over per than to under without")

_JOINT = r"(?:and|or|&|und|oder|et|ou|y|en|och|og)"
_LAST_JOINT = re.compile(rf"[,;]?\s+{_JOINT}\s+(?=[^,;]*$)")
_SEPARATOR = re.compile(r"[,;]\s+")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NAME_SUFFIX = re.compile(r",\s+(?=(?:Jr|Sr|Inc|Ltd|LLC|M\.?D|Ph\.?D|Esq|II|III|IV)\b)")
_LIST_ITEM = re.compile(r"<li\b")
_DATE = re.compile(
    r"\d{3,4}\b|\d{1,2}\s+[A-Z]|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)[a-z]*\.?\s*\d*(?:st|nd|rd|th)?$"
)
_ASKS_FOR_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d\d?|what are|what were|who are|who were|name the|list)\b|"
    r"\b(?:which|what)\s+(?:\w+\s+)?\w+[^\Wsui]s\b"
)
_ASKS_FOR_ONE = re.compile(
    r"\b(?:band|duo|trio|quartet|group|firm|company|title|motto|slogan|by what name)\b|"
    r"\b(?:which|what)\s+(?:\w+\s+){0,2}(?:album|band|book|episode|film|firm|game|movie|musical|novel|opera|painting|play|"
    r"poem|series|show|song|story|tale|work)\b"
)


def long_answer(seen: Seen) -> Iterator[Finding]:
    """Find answers and deletions that are too long to be recalled in one go."""
    if seen.is_question:
        if too_long := _too_long(seen.answer, 1) if not _is_enumeration(seen.answer, seen) else "":
            mend = "split the fact, or keep the answer to a few words and put the rest into extra"
            yield Finding(_answer_source(seen), f"the answer has {too_long}; {mend}")
        return
    room = ROOM_FOR_QUOTATIONS if seen.note.context else 1
    for deletion in seen.rendered.deletions:
        if (too_long := _too_long(deletion.answer, room)) and not _is_enumeration(deletion.answer, seen):
            mend = "split the fact, or hide only its key words"
            yield Finding(seen.note.front.source, f"the deletion “{shortened(deletion.answer)}” has {too_long}; {mend}")


def answer_on_front(seen: Seen) -> Iterator[Finding]:
    """Find cards whose answer stands on their front, in their topic or in their hint."""
    if seen.note.context:
        return
    if seen.is_question:
        if where := _where_given_away(seen.answer, seen.front, seen):
            yield Finding(seen.note.front.source, _given_away(seen.answer, where, "reword the question"))
        return
    suspects = _shown_twice(seen)
    if not suspects:
        return
    for card in seen.cards():
        front = _HINT_OF_CHOICE.sub("", card.front)
        for answer in card.answers:
            if answer in suspects and (where := _where_given_away(answer, front, seen)):
                suspects.discard(answer)
                mend = "reword the sentence, or hide every place at once with one number ({{c1::…}})"
                yield Finding(seen.note.front.source, _given_away(answer, where, mend))


def _shown_twice(seen: Seen) -> set[str]:
    """Return the deletions' answers whose beginning stands on any front, topic or hint besides its own place."""
    deletions = seen.rendered.deletions
    shown = " ".join((seen.front, seen.topic, seen.hint, *(deletion.hint for deletion in deletions)))
    visible = fold(shown)
    return {deletion.answer for deletion in deletions if visible.count(_beginning(fold(deletion.answer))) > 1}


def _beginning(folded: str) -> str:
    """Return a part of a folded answer that every text with its stems has in it: a cheap test, done before all else."""
    longest = max(WORD.findall(folded), key=len, default="")
    return longest[: max(3, len(longest) - 3)]


def enumeration(seen: Seen) -> Iterator[Finding]:
    """Find answers that list three or more things."""
    if seen.note.context:
        return
    mend = "ask for each alone, or make the order part of the fact with list: and title:"
    if seen.is_question:
        items = len(_LIST_ITEM.findall(seen.rendered.fields[1]))
        if items >= 2 or _is_enumeration(seen.answer, seen):
            yield Finding(_answer_source(seen), f"the answer lists several things; {mend}")
        return
    for deletion in seen.rendered.deletions:
        if _is_enumeration(deletion.answer, seen) and not _is_set_off(deletion.answer, seen):
            message = f"the deletion “{shortened(deletion.answer)}” lists several things; give each its own deletion"
            yield Finding(seen.note.front.source, message)


def _answer_source(seen: Seen) -> Source:
    return (seen.note.back or seen.note.front).source


def _too_long(answer: str, room: int) -> str:
    """Return how long an answer is if it's too long, else ""."""
    if len(answer) <= MOST_CJK_CHARACTERS and answer.count(" ") < MOST_WORDS:
        return ""
    if _WHOLE_QUOTATION.fullmatch(answer):
        room = ROOM_FOR_QUOTATIONS
    words = len(WORD.findall(answer))
    if words > MOST_WORDS * room:
        return f"{words} words"
    most = MOST_CJK_CHARACTERS if len(_CJK.findall(answer)) > len(answer) / 2 else MOST_CHARACTERS
    length = len(answer.replace(OBJECT, ""))
    return f"{length} characters" if length > most * room else ""


def _given_away(answer: str, where: str, mend: str) -> str:
    return f"the answer “{shortened(answer.strip('“”'))}” stands {where}; {mend}"


def _where_given_away(answer: str, front: str, seen: Seen) -> str:
    """Say in words where the answer is given away, or return ""."""
    visible, beginning = fold(front), _beginning(fold(answer))
    if not any(beginning in text for text in (visible, fold(seen.topic), fold(seen.hint))):
        return ""
    wanted = stems(answer)
    if not _is_telling(wanted, answer, front):
        return ""
    if _stands_in(wanted, answer, front):
        return "" if seen.is_question and _may_be_named(visible) else "on the front"
    if _stands_in(wanted, answer, seen.topic):
        return "in the topic"
    if _stands_in(wanted, answer, seen.hint):
        return "in the hint"
    if _every_word_stands_in(wanted, front) and not (seen.is_question and _may_be_named(visible)):
        return "word by word on the front"
    return ""


def _may_be_named(question: str) -> bool:
    """Tell whether a folded question offers a choice, or is about a word: then its answer may stand in it."""
    return bool(_CHOICE.search(question) or _ABOUT_WORDS.search(question))


def _is_telling(wanted: Sequence[str], answer: str, front: str) -> bool:
    """Tell whether an answer is more than a word that may stand anywhere by chance, such as "in" or "2"."""
    if FUNCTION_WORDS.issuperset(wanted) or all(len(word) == 1 for word in wanted):
        return False
    if len(wanted) > 1:
        return True
    word = wanted[0]
    if word[0].isdigit():
        return len(word) >= 3
    if answer != answer.lower():
        return True
    return len(word) >= (4 if is_english(front) else 6)


def _stands_in(wanted: Sequence[str], answer: str, text: str) -> bool:
    """Tell whether the wanted words follow one another in ``text``; one short word has to keep its case, too."""
    shown = stems(text)
    size = len(wanted)
    if size == 1 and len(wanted[0]) <= 3:
        return wanted[0] in shown and bool(set(WORD.findall(answer)) & set(WORD.findall(text)))
    return any(shown[at : at + size] == wanted for at in range(len(shown) - size + 1) if shown[at] == wanted[0])


def _every_word_stands_in(wanted: Sequence[str], text: str) -> bool:
    if not _RELATIONS.isdisjoint(wanted) or any(word[0].isdigit() for word in wanted):
        return False
    significant = {word for word in wanted if len(word) > 2} - FUNCTION_WORDS - NUMBER_WORDS
    return len(significant) >= 2 and significant.issubset(stems(text))


def _is_enumeration(answer: str, seen: Seen) -> bool:
    """Tell whether an answer is a list of three or more things, and no title, date, place or clause."""
    if "," not in answer and ";" not in answer:
        return False
    if _WHOLE_QUOTATION.fullmatch(answer) or "&" in answer:
        return False
    text = _NAME_SUFFIX.sub(" ", _BRACKETS.sub("", without_quotes(answer))).strip(" .")
    text, joints = _LAST_JOINT.subn(", ", text, count=1)
    joined = joints > 0
    items = [item.strip() for item in _SEPARATOR.split(text) if item.strip()]
    most = MOST_WORDS_OF_ITEM if joined else MOST_WORDS_OF_BARE_ITEM
    if len(items) < 3 or any(len(item.split()) > most for item in items) or any(map(_DATE.match, items)):
        return False
    return _names_several(items, joined, seen)


def _names_several(items: Sequence[str], joined: bool, seen: Seen) -> bool:
    """Tell a list from a title ("Eat, Pray, Love"), a place ("Austin, Texas, USA") and a row of adjectives."""
    question = fold(seen.front) if seen.is_question else ""
    capitals = sum(re.sub(r"^(?:the|a|an)\s+", "", item)[:1].isupper() for item in items)
    if capitals == len(items):
        if joined:
            return not _ASKS_FOR_ONE.search(question)
        return bool(_ASKS_FOR_SEVERAL.search(question)) and not _ASKS_FOR_ONE.search(question)
    if joined:
        return True
    # A sentence's first word may be a capital one.
    return capitals <= items[0][:1].isupper() and not items[0].lower().startswith(("a ", "an ", "the "))


def _is_set_off(answer: str, seen: Seen) -> bool:
    """Tell whether a deletion stands in emphasis or quotation marks, as titles do."""
    return any(f"{mark}{answer}" in seen.front for mark in "“\"«„‘'")
