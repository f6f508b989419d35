"""A rule for whole decks: no two notes that ask the same in other words.

Two notes are near-duplicates if their fronts have the same content words in any order and form, and their answers have
the same words. A changed content word, number or name always makes another card: "capital of France" and "capital of
Finland" look alike to any measure of likeness, and so do hyperkalaemia and hypokalaemia. That makes the search one
look-up a note instead of a comparison of all pairs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lalaflash.checks.seen import OBJECT, Finding, Seen, objects
from lalaflash.checks.words import ARTICLES, WORD, fold, stem, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What a reworded question may have or lack. Negations, directions, "from", "to" and "not" have to agree.
_FILLERS = ARTICLES | word_set(
    "is are was were be been being did do does has have had of in by for that which what film movie name named called "
    "exactly actually please"
)
_ENDINGS = ("ing", "ed", "er", "or", "es", "e", "s")
# Shorter fronts are vocabulary, where "dog" and "dogs", "work" and "works" are cards of their own.
_FEWEST_WORDS_TO_STEM = 3

_Key = tuple[str, ...]


def near_duplicates(notes: Iterable[Seen]) -> Iterator[Finding]:
    """Find notes that say nearly the same as a note before them; each is reported once."""
    alike: dict[tuple[object, ...], list[Seen]] = {}
    for seen in notes:
        if not seen.note.context:
            alike.setdefault(_answer_key(seen), []).append(seen)
    for group in alike.values():
        if len(group) > 1:
            yield from _in_group(group)


def _in_group(group: Iterable[Seen]) -> Iterator[Finding]:
    """Find near-duplicates among notes that have the same answers."""
    first: dict[_Key, Seen] = {}
    for seen in group:
        key = _content(seen.front)
        if not key:
            continue
        other = first.setdefault(key, seen)
        if other is not seen and _differs_in_source(seen, other):
            path, line, _ = other.note.front.source
            mend = "keep one of them, or make clear how they differ"
            yield Finding(seen.note.front.source, f"says nearly the same as {path}:{line}; {mend}")


def _answer_key(seen: Seen) -> tuple[object, ...]:
    """Return what near-duplicates have in common, besides the content words of their fronts."""
    if seen.is_question:
        answers: tuple[_Key, ...] = (_words(seen.answer),)
    else:
        answers = tuple(sorted(_words(deletion.answer) for deletion in seen.rendered.deletions))
    shown = objects(seen.rendered.fields[0]) if seen.has_object else ()
    if OBJECT in seen.answer:
        shown += objects(seen.rendered.fields[1])
    return answers, seen.topic, seen.note.kind, seen.rendered.media, shown


def _content(text: str) -> _Key:
    """Return the content words of a front, sorted."""
    words = [word for word in map(_without_possessive, WORD.findall(fold(text))) if word not in _FILLERS]
    if len(words) >= _FEWEST_WORDS_TO_STEM:
        words = [_root(word) for word in words]
    return tuple(sorted(words))


def _words(text: str) -> _Key:
    return tuple(sorted(word for word in WORD.findall(fold(text)) if word not in ARTICLES))


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


@lru_cache(maxsize=1 << 16)
def _root(word: str) -> str:
    """Return a word without the ending of a plural, a verb or a doer: "directed" and "director" are one."""
    word = stem(word)
    for ending in _ENDINGS:
        if len(word) - len(ending) >= 4 and word.endswith(ending):
            return word[: -len(ending)]
    return word


def _differs_in_source(seen: Seen, other: Seen) -> bool:
    """Tell near-duplicates from equal notes, which are an error of their own."""
    mine, theirs = seen.note, other.note
    if mine.front.value != theirs.front.value:
        return True
    return (mine.back and mine.back.value) != (theirs.back and theirs.back.value)
