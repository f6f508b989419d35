"""Abbreviations that a text explains: "the International Monetary Fund (IMF)", "ACID stands for …"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lalaflash.generate.syntax import Parse

_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to", "de", "&", "-", "a", "by"})


class Abbreviation(NamedTuple):
    """A short form, and the tokens ``start`` to ``end`` (exclusive) that it stands for."""

    short: str
    start: int
    end: int


def find_abbreviations(parse: Parse) -> Iterator[Abbreviation]:
    """Every short form in brackets behind its long form, or with its long form in brackets."""
    for i, word in enumerate(parse.text):
        if word != "(" or not i:
            continue
        close = next((j for j in range(i + 1, min(i + 12, len(parse))) if parse.text[j] == ")"), None)
        if close is None:
            continue
        if close == i + 2 and _is_short(parse.text[i + 1]):
            start = _long_form_before(parse, i, parse.text[i + 1])
            if start is not None:
                yield Abbreviation(parse.text[i + 1], start, i)
        elif _is_short(parse.text[i - 1]):
            start = i + 2 if parse.lower[i + 1] in ("the", "a", "an") else i + 1
            if _matches(parse, start, close, parse.text[i - 1]):
                yield Abbreviation(parse.text[i - 1], start, close)


def _is_short(word: str) -> bool:
    return 2 <= len(word) <= 7 and word.isalpha() and sum(c.isupper() for c in word) >= 2


def _long_form_before(parse: Parse, end: int, short: str) -> int | None:
    for start in range(end - 2, max(-1, end - 2 * len(short) - 2), -1):
        if _matches(parse, start, end, short):
            return start
    return None


def _matches(parse: Parse, start: int, end: int, short: str) -> bool:
    """Whether the initials of the words between make the short form; small words may count or not."""
    if end - start < 2 or parse.lower[start] in _SMALL:
        return False
    initials = [parse.lower[i][0] for i in range(start, end) if parse.lower[i] not in _SMALL]
    everything = [parse.lower[i][0] for i in range(start, end) if parse.text[i] != "-"]
    wanted = list(short.lower().removesuffix("s") if short[-1] == "s" else short.lower())
    return wanted in (initials, everything) or _is_spelt_by(wanted, initials, "".join(parse.lower[start:end]))


def _is_spelt_by(wanted: list[str], initials: list[str], letters: str) -> bool:
    """ "MVCC (multiversion concurrency control)", "deoxyribonucleic acid (DNA)": letters within the words count too."""
    return wanted[0] == initials[0] and _in_order(initials, wanted) and _in_order(wanted, letters)


def _in_order(few: Iterable[str], many: Iterable[str]) -> bool:
    left = iter(many)
    return all(letter in left for letter in few)
