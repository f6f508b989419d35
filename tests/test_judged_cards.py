"""Cards that were read and judged one by one: a good one must stay as it is, a bad one must not come back."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from generator_parts import parser

from lalaflash.generate.cards import GenerateOptions, drafter_below, drafter_of
from lalaflash.generate.parsing import parse_texts
from lalaflash.generate.special import special_spans
from lalaflash.generate.syntax import Parse, span_text
from lalaflash.generate.text_cleaning import clean
from lalaflash.model import Source
from lalaflash.readers.prose import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

Judgement = dict[str, str]
Front = tuple[str, str, str]
JUDGED = Path(__file__).parent / "judged" / "cards.jsonl"


@cache
def judgements() -> dict[tuple[str, str], list[Judgement]]:
    """The judged cards of each fact, by its topic and text."""
    facts: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        facts[row["topic"], row["fact"]].append(row)
    return facts


@cache
def made() -> dict[tuple[str, str], set[Front]]:
    """What the generator makes today of each judged answer, wherever the answer stands in its fact."""
    texts = [clean(fact) for _, fact in judgements()]
    parses = parse_texts(parser(), texts)
    return {
        key: set(_fronts(parse, *key, rows)) for (key, rows), parse in zip(judgements().items(), parses, strict=True)
    }


def _fronts(parse: Parse, topic: str, text: str, rows: list[Judgement]) -> Iterator[Front]:
    """Fronts for all answers, by the fact alone, and below the fact before it where a row tells that."""
    before = next((row["before"] for row in rows if "before" in row), "")
    fact = Fact(text, Source("judged", 1, 1), topic, before=before)
    options = GenerateOptions(
        lived=any("lived" in row for row in rows),
        defined=frozenset({topic} if any("defined" in row for row in rows) else ()),
    )
    drafter = drafter_of(fact, parse, options)
    places = list(_places(parse, {row["answer"] for row in rows}))
    drafts = [*(drafter.draft(*place, 1.0, ()) for place in places), *drafter.abbreviations(1.0)]
    if before:
        found = drafter_below(fact, parse, lambda text: next(parse_texts(parser(), [text])), options)
        assert found is not None
        below, shift = found
        drafts += [below.draft(start + shift, end + shift, 1.0, ()) for start, end in places]
    for draft in drafts:
        if not isinstance(draft, str):
            yield draft.context, draft.prompt, draft.answer


def _places(parse: Parse, answers: set[str]) -> Iterator[tuple[int, int]]:
    text = span_text(parse, 0, len(parse))
    ends = list(accumulate(len(word) + space for word, space in zip(parse.text, parse.space, strict=True)))
    yield from ((start, end) for start, end, _, _ in special_spans(parse))
    # The answer "About one in ten" comes from the number that it ends with.
    for answer in answers | {answer.split()[-1] for answer in answers if answer.startswith(("About ", "Almost "))}:
        at = text.find(answer)
        while at >= 0:
            yield bisect_right(ends, at), bisect_right(ends, at + len(answer) - 1) + 1
            at = text.find(answer, at + 1)


def _front(row: Judgement) -> Front:
    return row["context"], row["prompt"], row["answer"]


def test_every_card_that_passed_is_still_made() -> None:
    missing = [
        _front(row)
        for key, rows in judgements().items()
        for row in rows
        if row["verdict"] == "pass" and _front(row) not in made()[key]
    ]
    assert missing == []


def test_a_bad_card_that_was_mended_is_not_made_again() -> None:
    back = [
        _front(row)
        for key, rows in judgements().items()
        for row in rows
        if row["verdict"] == "mended" and _front(row) in made()[key]
    ]
    assert back == []


def test_bad_cards_are_known_by_what_they_failed_and_are_few() -> None:
    """Cards that failed are kept in the set; whoever mends one turns its verdict to "mended"."""
    bad = [row for rows in judgements().values() for row in rows if row["verdict"] == "fail"]
    good = sum(row["verdict"] == "pass" for rows in judgements().values() for row in rows)
    assert good >= 9 * len(bad)
    assert all(row["failed"] for row in bad)
