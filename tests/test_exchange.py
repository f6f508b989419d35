"""Progress as JSON lines: there and back, merged without doubling, and hostile files refused whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_helpers import Clock, act, answer, assert_log_gives_the_states, card, open_progress, record, whole_content

from lalaflash.review.state import EventKind
from lalaflash.review.store.exchange import export_lines, import_lines
from lalaflash.review.store.header import StoreError
from lalaflash.review.store.merge import Merged

if TYPE_CHECKING:
    from pathlib import Path

    from lalaflash.review.store.progress import Progress


@pytest.fixture
def progress(tmp_path: Path) -> Progress:
    progress = open_progress(tmp_path / "one")
    fill(progress, Clock())
    return progress


def fill(progress: Progress, clock: Clock) -> None:
    for index in range(12):
        entry = record(progress, answer(card(index % 5), index % 6, clock())).entry
        clock.pass_days(index % 3)
        if index % 4 == 3:
            progress.undo([entry], now_ms=clock.at_ms)
    record(progress, act(card(1), EventKind.MARK, clock()))


def exported(progress: Progress) -> list[bytes]:
    return [line.encode() for line in export_lines(progress.database)]


def test_an_export_read_into_an_empty_database_gives_an_equal_one(progress: Progress, tmp_path: Path) -> None:
    other = open_progress(tmp_path / "other")
    assert import_lines(other.database, exported(progress), "a.jsonl") == Merged(13, 0, 0)
    assert whole_content(other.database) == whole_content(progress.database)
    assert exported(other) == exported(progress)


def test_reading_an_export_twice_adds_nothing(progress: Progress) -> None:
    before = whole_content(progress.database)
    assert import_lines(progress.database, exported(progress), "a.jsonl") == Merged(0, 0, 13)
    assert whole_content(progress.database) == before


def test_two_histories_merge_into_the_same_one_whichever_comes_first(progress: Progress, tmp_path: Path) -> None:
    laptop, desk = open_progress(tmp_path / "laptop"), open_progress(tmp_path / "desk")
    for one in (laptop, desk):
        import_lines(one.database, exported(progress), "a.jsonl")
    clock = Clock()
    clock.pass_days(30)
    record(laptop, answer(card(1), 4, clock()))
    clock.pass_days(1)
    record(desk, answer(card(1), 2, clock()))
    record(desk, answer(card(9), 5, clock()))
    from_laptop, from_desk = exported(laptop), exported(desk)
    import_lines(laptop.database, from_desk, "a.jsonl")
    import_lines(desk.database, from_laptop, "a.jsonl")
    assert whole_content(laptop.database) == whole_content(desk.database)
    assert_log_gives_the_states(laptop)


def test_what_was_undone_elsewhere_is_undone_here(progress: Progress, tmp_path: Path) -> None:
    other = open_progress(tmp_path / "other")
    entry = record(progress, answer(card(7), 1, Clock()())).entry
    import_lines(other.database, exported(progress), "a.jsonl")
    progress.undo([entry], now_ms=5)
    assert import_lines(other.database, exported(progress), "a.jsonl") == Merged(0, 1, 13)
    assert whole_content(other.database) == whole_content(progress.database)


GOOD = '{"guid":"g","number":1,"at":1,"day":738000,"kind":"answer","quality":4,"taken":5,"scheduler":"sm2"}'

HOSTILE = {
    "not JSON": "{",
    "not UTF-8": b"\xff\xfe",
    "not an object": "[1]",
    "deep": "[" * 3_000,
    "long": '{"guid":"' + "x" * 10_000 + '"}',
    "a key too many": GOOD.replace('"number"', '"nunber":1,"number"'),
    "no guid": GOOD.replace('"guid":"g",', ""),
    "an empty guid": GOOD.replace('"g"', '""'),
    "an escape sequence as guid": GOOD.replace('"g"', '"\\u001b[2J"'),
    "half a surrogate pair": GOOD.replace('"g"', '"\\ud800"'),
    "a number as text": GOOD.replace('"number":1', '"number":"1"'),
    "true as a number": GOOD.replace('"number":1', '"number":true'),
    "a fraction": GOOD.replace('"at":1', '"at":1.5'),
    "not a number": GOOD.replace('"at":1', '"at":NaN'),
    "an instant before 1970": GOOD.replace('"at":1', '"at":-1'),
    "a number of many digits": GOOD.replace('"at":1', '"at":' + "9" * 3_900),
    "no such day": GOOD.replace("738000", "99999999"),
    "no such kind": GOOD.replace('"answer"', '"delete"'),
    "a kind that is a list": GOOD.replace('"answer"', "[]"),
    "no such quality": GOOD.replace('"quality":4', '"quality":6'),
    "no such scheduler": GOOD.replace("sm2", "sm99"),
    "a scheduler that is a list": GOOD.replace('"sm2"', "[]"),
    "a quality for a mark": GOOD.replace('"answer"', '"mark"'),
    "another entry at one instant": GOOD + "\n" + GOOD.replace('"quality":4', '"quality":5'),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_line_that_is_wrong_is_named_and_nothing_is_imported(progress: Progress, hostile: str | bytes) -> None:
    before = whole_content(progress.database)
    text = hostile.encode() if isinstance(hostile, str) else hostile
    lines = [
        b'{"lalaflash":"progress","version":1,"entries":3}',
        GOOD.replace('"g"', '"new"').encode(),
        *text.split(b"\n"),
    ]
    with pytest.raises(StoreError, match=f"^a.jsonl:{len(lines)}: ") as caught:
        import_lines(progress.database, lines, "a.jsonl")
    assert str(caught.value).isprintable()
    assert whole_content(progress.database) == before


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "empty"),
        ([b'{"lalaflash":"deck"}'], "no export"),
        ([b"SQLite format 3\0"], "^a.jsonl:1: this is no export of lalaflash's progress: `lalaflash progress export`"),
        ([b'{"lalaflash":"progress","version":2,"entries":0}'], "newer"),
        (
            [b'{"lalaflash":"progress","version":1,"entries":2}', GOOD.encode()],
            "^a.jsonl:1: 2 entries are named here and 1 follow",
        ),
    ],
)
def test_a_file_that_is_no_export_or_cut_short_is_refused(progress: Progress, lines: list[bytes], message: str) -> None:
    before = whole_content(progress.database)
    with pytest.raises(StoreError, match=message):
        import_lines(progress.database, lines, "a.jsonl")
    assert whole_content(progress.database) == before


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)
near_entries = st.fixed_dictionaries(
    {},
    optional={key: st.just(value) | json_values for key, value in json.loads(GOOD).items()} | {"undone": json_values},
)


@settings(max_examples=50, deadline=None)
@given(st.lists(near_entries.map(json.dumps).map(str.encode) | st.binary(max_size=60), max_size=4))
def test_any_file_is_read_or_refused_in_one_line(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    progress = open_progress(tmp_path_factory.mktemp("any"))
    first = json.dumps({"lalaflash": "progress", "version": 1, "entries": len(lines)}).encode()
    refused = ""
    try:
        import_lines(progress.database, [first, *lines], "a.jsonl")
    except StoreError as error:
        refused = str(error)
    assert "\n" not in refused
    assert_log_gives_the_states(progress)
    progress.database.close()
