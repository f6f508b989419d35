"""Trees that the parser gets wrong in the same way again and again, put right before anything reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.trees import way_up

if TYPE_CHECKING:
    from collections.abc import Iterable

_OF_TIMES = frozenset({"in", "on", "by", "since", "until"})


def part_dates_from_names(
    words: list[str], dep: list[str], head: list[int], entities: Iterable[tuple[int, int, str]]
) -> None:
    """ "In May 1889 Menelik signed": the date belongs to the preposition in front of it, and not to the name."""
    for start, end, kind in entities:
        if kind != "DATE" or not start or end >= len(words) or words[start - 1].lower() not in _OF_TIMES:
            continue
        noun = next((i for i in range(start, end) if head[i] >= end), None)
        if noun is None or any(head[i] == start - 1 for i in range(start, end)):
            continue
        led = way_up(start - 1, head)
        if noun in led or led[-1] != way_up(noun, head)[-1]:
            continue
        named = dep[head[noun]] in ("nsubj", "nsubjpass") and words[head[noun]][0].isupper()
        if named and dep[noun] in ("compound", "nmod", "nummod"):
            head[noun], dep[noun] = start - 1, "pobj"
