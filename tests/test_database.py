"""The database file: what is refused, what is waited for, and that nothing is touched that should not be."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_helpers import (
    Clock,
    all_states,
    answer,
    assert_log_gives_the_states,
    card,
    open_progress,
    record,
    whole_content,
)

from lalaflash.review.state import INTERVAL_STEPS, NEW, CardKey, with_review
from lalaflash.review.store import database
from lalaflash.review.store.database import MIGRATIONS, open_database
from lalaflash.review.store.header import StoreError
from lalaflash.review.store.location import database_path
from lalaflash.review.store.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A database with some answers, closed."""
    progress = open_progress(tmp_path)
    for index in range(40):
        record(progress, answer(card(index), 4, Clock()()))
    progress.database.close()
    return tmp_path / "progress.db"


def refusal(path: Path) -> str:
    with pytest.raises(StoreError) as caught:
        open_database(path).close()
    line = str(caught.value)
    assert "\n" not in line
    assert str(path) in line
    return line


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_answer_waits_for_the_disk(tmp_path: Path) -> None:
    with open_database(tmp_path / "progress.db") as opened, opened.reading() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize(
    "content",
    [b"x", b"not a database, but long enough to be one" * 10, b"SQLite format 3\0", b"\0" * 4096],
    ids=["short", "text", "header cut short", "zeros"],
)
def test_a_file_of_something_else_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "progress.db"
    path.write_bytes(content)
    assert "not a progress database" in refusal(path)
    assert files(tmp_path) == {"progress.db": content}


def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = files(tmp_path)
    assert "not a progress database" in refusal(path)
    assert files(tmp_path) == before


def test_a_newer_database_is_refused_untouched(filled: Path) -> None:
    with sqlite3.connect(filled) as newer:
        newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.close()
    before = files(filled.parent)
    assert "newer" in refusal(filled)
    assert files(filled.parent) == before


@pytest.mark.parametrize("keep", [0.99, 0.5, 0.1])
def test_a_database_cut_short_is_refused_untouched(filled: Path, keep: float) -> None:
    whole = filled.read_bytes()
    filled.write_bytes(whole[: int(len(whole) * keep)])
    before = files(filled.parent)
    assert "damaged" in refusal(filled)
    assert files(filled.parent) == before


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damage_anywhere_ends_in_one_line_or_in_nothing_lost(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    progress = open_progress(folder)
    for index in range(10):
        record(progress, answer(card(index), 4, Clock()()))
    intact = whole_content(progress.database)
    progress.database.close()
    path = folder / "progress.db"
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + 16] = data.draw(st.binary(min_size=16, max_size=16))
    path.write_bytes(content)
    rows, refused = None, ""
    try:
        with open_database(path) as opened:
            rows = whole_content(opened)
    except StoreError as error:
        refused = str(error)
    if rows is None:
        assert refused.isprintable()
        assert path.read_bytes() == content
    else:
        assert [len(table) for table in rows] == [len(table) for table in intact]


def test_a_locked_database_is_waited_for_and_then_told_in_one_line(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE_MS", 50)
    progress = open_progress(filled.parent)
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with progress.database:
        before = whole_content(progress.database)
        with pytest.raises(StoreError, match="busy") as caught:
            record(progress, answer(card(1), 4, Clock()()))
        assert "\n" not in str(caught.value)
        assert whole_content(progress.database) == before
        other.execute("ROLLBACK")
        record(progress, answer(card(1), 4, Clock()()))
    other.close()


def test_a_full_disk_is_told_in_one_line_and_nothing_is_lost(filled: Path) -> None:
    progress = open_progress(filled.parent)
    with progress.database:
        with progress.database.reading() as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages}")
        with contextlib.suppress(StoreError):
            for recorded in range(40, 1_000):
                record(progress, answer(card(recorded), 4, Clock()()))
        with pytest.raises(StoreError, match="the disk is full"):
            record(progress, answer(card(recorded), 4, Clock()()))
        assert len(whole_content(progress.database)[1]) == recorded
        with progress.database.reading() as connection:
            connection.execute(f"PRAGMA max_page_count = {pages * 100}")
        record(progress, answer(card(recorded), 4, Clock()()))


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_nothing_is_recorded_into_a_file_that_was_moved_away(filled: Path, journal: str) -> None:
    progress = open_progress(filled.parent)
    with progress.database, progress.database.reading() as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        before = whole_content(progress.database)
        filled.rename(filled.with_name("moved.db"))
        with pytest.raises(StoreError, match="moved, deleted or replaced"):
            record(progress, answer(card(1), 4, Clock()()))
        filled.with_name("moved.db").rename(filled)
        assert whole_content(progress.database) == before
        record(progress, answer(card(1), 4, Clock()()))


def test_a_place_where_no_folder_can_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be"):
        open_database(tmp_path / "file" / "progress.db")


def add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE card ADD COLUMN note TEXT")


def break_halfway(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM log")
    connection.execute("SELECT * FROM no_such_table")


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(number)


def test_a_migration_keeps_everything_and_makes_a_backup_first(filled: Path) -> None:
    with open_database(filled) as old:
        before = whole_content(old)
    with open_database(filled, migrations=(*MIGRATIONS, add_column)) as new:
        assert whole_content(new) == before
    assert version(filled) == len(MIGRATIONS) + 1
    with open_database(filled.with_name(f"progress.version-{len(MIGRATIONS)}.db")) as backup:
        assert whole_content(backup) == before


def test_a_database_of_version_1_gets_what_it_lacks_from_its_log(tmp_path: Path) -> None:
    clock = Clock()
    new = open_progress(tmp_path)
    for quality in (4, 4, 4, 5, 2, 4):
        for index in range(3):
            record(new, answer(card(index), quality - (index == 2), clock()))
        clock.pass_days(40)
    old = tmp_path / "old.db"
    open_database(old, migrations=MIGRATIONS[:1]).close()
    with new.database.reading() as connection:
        connection.execute("ATTACH ? AS old", (str(old),))
        for table in ("card", "log"):
            names = ", ".join(row[1] for row in connection.execute(f"PRAGMA old.table_info({table})"))
            connection.execute(f"INSERT INTO old.{table} ({names}) SELECT {names} FROM main.{table}")
        connection.execute("DETACH old")
    with open_database(old) as migrated:
        assert whole_content(migrated) == whole_content(new.database)
        assert_log_gives_the_states(Progress(migrated))
        assert sum(span.reviews > 0 for span in all_states(migrated)[card(0)].spans) > 1


def test_a_migration_begins_and_ends_each_span_as_an_answer_does(tmp_path: Path) -> None:
    intervals = [days for step in INTERVAL_STEPS[1:] for days in (step - 1, step, step)]
    old = tmp_path / "old.db"
    with open_database(old, migrations=MIGRATIONS[:1]) as version_1, version_1.writing() as connection:
        connection.execute(
            "INSERT INTO card VALUES (1, 'guid', 1, 1, 1, 1, 250, 1, 0, 0, 0, 0, NULL, NULL, ?, 0, 0)",
            (len(intervals),),
        )
        connection.executemany(
            "INSERT INTO log VALUES (NULL, 1, ?, 1, 'answer', 2, 0, 'sm2', NULL, 'review', ?)", enumerate(intervals)
        )
    spans = NEW.spans
    for interval in intervals:
        spans = with_review(spans, interval, is_recalled=False)
    with open_database(old) as migrated:
        assert all_states(migrated)[CardKey("guid", 1)].spans == spans


def test_a_migration_that_fails_leaves_the_database_as_it_was(filled: Path) -> None:
    with open_database(filled) as old:
        before = whole_content(old)
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError):
            open_database(filled, migrations=(*MIGRATIONS, add_column, break_halfway))
    assert version(filled) == len(MIGRATIONS)
    with open_database(filled) as again:
        assert whole_content(again) == before
    assert filled.with_name(f"progress.version-{len(MIGRATIONS)}-2.db").exists(), "a backup is never overwritten"


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.touch()], ids=["missing", "empty"])
def test_a_missing_or_empty_file_becomes_a_database(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "folder" / "progress.db"
    path.parent.mkdir()
    make(path)
    open_database(path).close()
    assert version(path) == len(MIGRATIONS)


def test_the_data_folder_is_the_one_asked_for_or_the_users(tmp_path: Path) -> None:
    assert database_path(str(tmp_path)) == tmp_path / "progress.db"
    assert database_path(None).name == "progress.db"
    assert "lalaflash" in str(database_path(None))
