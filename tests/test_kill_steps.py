"""Kill -9 between any two steps of a review and of what keeps its progress; then everything is there, and goes on."""

from __future__ import annotations

import os
import shutil
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from killing import KILLS, lives_cut_short
from projects import edit, write_project
from review_helpers import (
    DAY,
    Clock,
    answer,
    assert_log_gives_the_states,
    card,
    open_progress,
    record,
    whole_content,
)
from sqlite_writes import IS_WITHIN_REACH

from lalaflash.cli.learner import learner
from lalaflash.lock import read_lock
from lalaflash.review.agenda import Wanted
from lalaflash.review.candidates import plan_sitting
from lalaflash.review.conversation import Conversation
from lalaflash.review.links import relink
from lalaflash.review.plain_loop import run_in_lines
from lalaflash.review.refresh import refresh
from lalaflash.review.sitting import Sitting
from lalaflash.review.store.database import MIGRATIONS, open_database
from lalaflash.review.store.exchange import export_lines, import_lines
from lalaflash.review.store.progress import Progress

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Content = tuple[list[tuple[object, ...]], ...]

pytestmark = pytest.mark.skipif(
    not (hasattr(os, "fork") and IS_WITHIN_REACH), reason="needs fork, and a SQLite that lets itself be watched"
)

KEYS = ("", "3", "b", "s", "u", "m", "e", "", "1", "u", "", "4", "q")


class Keyboard(StringIO):
    """Gives one line after the other to whoever is ready for it, which is told, and lets some time pass."""

    def __init__(self, lines: Sequence[str], clock: Clock, told: Callable[[], None]) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._clock = clock
        self._told = told

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        self._told()
        self._clock.pass_ms(700)
        return super().readline(size)


def review(root: Path, told: Callable[[], None], lines: Sequence[str], *, days: int = 0) -> None:
    """Review the project ``root`` as the command does, and press Enter after each of ``lines``."""
    clock = Clock()
    clock.pass_days(days)
    with learner(root, str(root / "data")) as (database, catalogue):

        def edit_a_card(_: object) -> str:
            edit(root / "cards" / "birds.yaml", "lays its eggs in", "leaves its eggs to")
            refresh(root, catalogue, now_ns=1)
            relink(database)
            return ""

        slots = plan_sitting(database, Wanted(), clock.day)
        sitting = Sitting(Progress(database), catalogue, slots, clock)
        conversation = Conversation(sitting, due_tomorrow=lambda: 0)
        run_in_lines(conversation, Keyboard(lines, clock, told), StringIO(), edit_a_card)


def content(data: Path) -> Content:
    """Return all that is recorded, once it is sure that it is sound and that the log gives every state."""
    progress = open_progress(data)
    with progress.database, progress.database.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert_log_gives_the_states(progress)
        return whole_content(progress.database)


def guids(root: Path) -> set[str]:
    return {line.guid for line in read_lock((root / "decks" / "birds.lock").read_text("utf-8"), "birds.lock").lines}


def test_a_sitting_killed_at_any_step_has_all_that_was_acknowledged_and_goes_on(tmp_path: Path) -> None:
    start = write_project(tmp_path / "start")
    whole = shutil.copytree(start, tmp_path / "whole")
    after: list[Content] = []  # what is recorded each time that a key is waited for, and at the end
    review(whole, lambda: after.append(content(whole / "data")), KEYS)
    after.append(content(whole / "data"))
    assert len({str(recorded) for recorded in after}) == 1 + 8, "a key changed nothing"

    for root, keys in lives_cut_short(start, lambda root, told: review(root, told, KEYS), kills=2 * KILLS):
        recorded = content(root / "data")
        assert recorded in after[max(0, keys - 1) : keys + 1]
        review(root, lambda: None, ["", "3", "q"], days=1)
        assert len(content(root / "data")[1]) == len(recorded[1]) + 1
        assert guids(root) == guids(whole)
        assert not list(root.rglob("*.tmp*"))


@pytest.fixture
def answered(tmp_path: Path) -> Path:
    """A data folder with the answers to some cards, one of them undone."""
    folder = tmp_path / "answered"
    progress, clock = open_progress(folder), Clock()
    with progress.database:
        entries = [record(progress, answer(card(index % 5), index % 6, clock())).entry for index in range(12)]
        progress.undo(entries[3:4], now_ms=clock.at_ms)
    return folder


def add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE card ADD COLUMN note TEXT")


def test_a_migration_killed_at_any_step_is_done_by_the_next_one_and_the_backup_is_whole(answered: Path) -> None:
    def migrate(folder: Path, _: object) -> None:
        open_database(folder / "progress.db", migrations=(*MIGRATIONS, add_column)).close()

    before = content(answered)
    for folder, _ in lives_cut_short(answered, migrate):
        migrate(folder, None)
        backups = list(folder.glob(f"progress.version-{len(MIGRATIONS)}*.db"))
        assert backups
        for backup in backups:
            with open_database(backup) as opened:
                assert whole_content(opened) == before
        with open_database(folder / "progress.db", migrations=(*MIGRATIONS, add_column)) as migrated:
            assert whole_content(migrated) == before
        assert not list(folder.glob("*.tmp*"))


def test_an_import_killed_at_any_step_is_done_or_not_begun(answered: Path, tmp_path: Path) -> None:
    with open_database(answered / "progress.db") as database:
        lines = [line.encode() for line in export_lines(database)]
    start = tmp_path / "start"
    progress = open_progress(start)
    with progress.database:
        record(progress, answer(card(1), 5, Clock(DAY - 1)()))

    def bring_in(folder: Path, _: object) -> None:
        with open_database(folder / "progress.db") as database:
            import_lines(database, lines, "a.jsonl")

    before = content(start)
    finished = shutil.copytree(start, tmp_path / "finished")
    bring_in(finished, None)
    after = content(finished)
    for folder, _ in lives_cut_short(start, bring_in):
        assert content(folder) in (before, after)
        bring_in(folder, None)
        assert content(folder) == after


def test_a_rebuild_killed_at_any_step_is_done_or_not_begun(answered: Path) -> None:
    def rebuild(folder: Path, _: object) -> None:
        progress = open_progress(folder)
        with progress.database:
            progress.rebuild()

    right = content(answered)
    with open_database(answered / "progress.db") as database, database.writing() as connection:
        connection.execute("UPDATE card SET revision = 0, due = NULL, interval = 0, repetitions = 99")
        wrong = whole_content(database)
    for folder, _ in lives_cut_short(answered, rebuild):
        with open_database(folder / "progress.db") as database:
            assert whole_content(database) in (wrong, right)
        rebuild(folder, None)
        assert content(folder) == right
