"""Facts from plain text: paragraphs, each with the line on which it begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.model import Source
from lalaflash.readers.subjects import find_subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BULLET = re.compile(r"\s*(?:[-*•‣–]|\(?\d{1,3}[.)])\s+(?=\S)")
_LONGEST_TITLE = 12
_BROKEN_WORD = re.compile(r"(?<=[a-z])-$")


class Fact(NamedTuple):
    """A piece of text to make cards from. ``headings`` are those above it, the outermost first.

    ``before`` is the text of the fact before it under the same heading, which "he" or "this" may speak of.
    """

    text: str
    source: Source
    topic: str = ""
    headings: tuple[str, ...] = ()
    before: str = ""


def read_prose(text: str, path: str) -> Iterator[Fact]:
    """The facts of a plain text: blank lines part them, and so do the items of a list; broken lines are joined.

    A short first line without a full stop is the title of the text, and its topic. Without one, the topic is the name
    that the text opens with and keeps coming back to, if there is any.
    """
    facts = _paragraphs(text, path)
    first = next(facts, None)
    second = next(facts, None)
    if first is None:
        return
    if second is None:
        yield first
    elif _is_title(first.text):
        title = first.text.lstrip("#= ").rstrip("= ") or first.text  # As Markdown and wikis mark it.
        for fact in (second, *facts):
            yield fact._replace(topic=title, headings=(title,))
    else:
        untitled = [first, second, *facts]
        subject = find_subject([fact.text for fact in untitled])
        for fact in untitled:
            yield fact._replace(topic=subject)


def linked(facts: Sequence[Fact]) -> list[Fact]:
    """The facts of one text, each with the one before it."""
    return [
        fact._replace(before=before.text) if before is not None and before.headings == fact.headings else fact
        for before, fact in zip((None, *facts), facts, strict=False)
    ]


def _is_title(text: str) -> bool:
    return len(text.split()) <= _LONGEST_TITLE and text[-1] not in '.!?:;,…"”' and not _BULLET.match(text)


def _paragraphs(text: str, path: str) -> Iterator[Fact]:
    first, lines = 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        item = _BULLET.match(line)
        if lines and (not line.strip() or (item and _is_list(lines[0], line))):
            yield Fact(join_lines(lines), Source(path, first, 1))
            lines = []
        if line.strip():
            first = first if lines else number
            lines.append(line)
    if lines:
        yield Fact(join_lines(lines), Source(path, first, 1))


def _is_list(first: str, line: str) -> bool:
    """A line begins the next item only where the fact before it began as an item as well."""
    return bool(_BULLET.match(first)) and len(line) - len(line.lstrip()) <= len(first) - len(first.lstrip()) + 1


def join_lines(lines: Sequence[str]) -> str:
    """Hard-wrapped lines as one, without the mark of a list item; a word broken at the end of a line is mended."""
    bullet = _BULLET.match(lines[0])
    joined = lines[0][bullet.end() if bullet else 0 :].strip()
    for line in lines[1:]:
        following = line.strip()
        if _BROKEN_WORD.search(joined) and following[:1].islower():
            joined = joined[:-1] + following
        else:
            joined = f"{joined} {following}"
    return joined
