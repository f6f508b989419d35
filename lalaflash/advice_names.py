"""The names of all warnings, as ``allow:`` takes them, each with what it warns of."""

from __future__ import annotations

ADVICE: dict[str, str] = {
    "long-answer": "the answer is too long to be recalled as one thing",
    "answer-on-front": "the answer already stands on the front of its card",
    "dangling-pronoun": "a pronoun or “this” refers to nothing on the card",
    "yes-no": "the question can be answered by a coin flip: yes or no",
    "enumeration": "the answer lists several things",
    "several-questions": "the card asks more than one question",
    "near-duplicate": "another card of the deck says nearly the same",
    "everything-deleted": "the deletions leave no text that would ask for them",
    "fact-without-card": "no good card can be made of the fact",
    "swallowed-comment": "YAML takes the rest of the line, from a # on, as a comment",
}
