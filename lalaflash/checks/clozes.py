"""A rule for clozes: something has to be left on the front."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lalaflash.checks.seen import GAP, OBJECT, Finding, Seen
from lalaflash.checks.words import WORD, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

# Words that ask for nothing when they stand alone around a gap; pronouns and verbs do ("I {{am}}").
_EMPTY_WORDS = word_set("a an the and or of in on at to for by with from as")
_LONG_WORD = re.compile(r"\w{5}")
_SYMBOL = re.compile(r"[^\w\s.,;:!?…\-–—()\[\]{}'’\"“”‘«»„/|*]")


def everything_deleted(seen: Seen) -> Iterator[Finding]:
    """Find cloze cards that show no word on their front."""
    if seen.is_question or seen.note.context or seen.hint:
        return
    # A word before the first deletion or after the last one stands on every card.
    before, after = seen.marked.partition("\x02")[0], seen.marked.rpartition("\x03")[2]
    if _LONG_WORD.search(before) or _LONG_WORD.search(after):
        return
    for card in seen.cards():
        shown = card.front.replace(GAP, " ")
        if OBJECT in shown or _SYMBOL.search(shown):
            continue
        if _EMPTY_WORDS.issuperset(word.casefold() for word in WORD.findall(shown)):
            message = "a card of this cloze hides everything, so nothing asks for it; leave words around the deletion"
            yield Finding(seen.note.front.source, f"{message}, give it a hint ({{{{answer::hint}}}}) or ask a question")
            return
