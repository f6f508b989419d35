"""``lalaflash build notes.txt``: from a text to a package in one step."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from lalaflash import build
from lalaflash.cli.build import MOST_LISTED, say_changes, say_written
from lalaflash.cli.context import collector_paused, now_ms
from lalaflash.cli.output import print_problems, progress
from lalaflash.cli.texts import read_texts, say_cardless
from lalaflash.errors import ProjectError, UsageError
from lalaflash.generate.cards import GenerateOptions
from lalaflash.generate.notes import text_deck
from lalaflash.generate.record import load_record, save_record
from lalaflash.generate.run import complete, recorded
from lalaflash.prepare import prepare
from lalaflash.root import DECKS, RECORD_SUFFIX, find_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lalaflash.cli.texts import TextFile
    from lalaflash.generate.cards import FactCards
    from lalaflash.generate.record import Record
    from lalaflash.readers.prose import Fact

_OPTIONS = GenerateOptions()


def build_texts(given_root: Path | None, paths: Sequence[str], *, dry_run: bool) -> bool:
    """Build a package from each text; False where errors stand in the way.

    Packages go to dist/ in the project, or in the current folder where there is no project. A text's lock and the
    record of its cards lie beside it.
    """
    folder = given_root or Path.cwd()
    root = find_root(folder)
    texts = read_texts(paths)
    _tell_same_packages(root, [Path(text.path) for text in texts])
    with build.alone(root) if root and not dry_run else contextlib.nullcontext():
        built = [_build_text(root or folder, text, dry_run=dry_run) for text in texts]
    return all(built)


def _tell_same_packages(root: Path | None, paths: Iterable[Path]) -> None:
    taken = {path.stem.casefold(): path for path in (root / DECKS).glob("*.y*ml")} if root else {}
    for path in paths:
        other = taken.setdefault(path.stem.casefold(), path)
        if other is not path:
            raise UsageError(f"{path}: its package would replace that of {other}: rename one of the two")


def _build_text(folder: Path, text: TextFile, *, dry_run: bool) -> bool:
    path = Path(text.path)
    record = _completed(path, text.facts, dry_run=dry_run)
    say_cardless(recorded(record, text.facts, _OPTIONS))
    loaded = text_deck(path, record, text.facts, _OPTIONS)
    if not loaded.decks[0].notes:
        raise ProjectError(f"{path}: no card could be made from this text")
    with collector_paused():
        prepared = prepare(loaded)
        print_problems(prepared.problems, err=True)
        if prepared.has_errors:
            return False
        lock_path = path.with_suffix(".lock")
        plan = build.plan_at(prepared.decks[0], lock_path, folder / build.DIST, name=str(lock_path), now_ms=now_ms())
        say_changes(plan, most=None if dry_run else MOST_LISTED)
        if not dry_run:
            with progress("Writing cards", len(plan.assignment.notes)) as moved:
                build.write_files(plan, progress=moved)
            say_written(plan)
    return True


def _completed(path: Path, facts: Sequence[Fact], *, dry_run: bool) -> Record:
    """The record of a text with the cards of all its facts; what Ctrl-C leaves finished is kept for the next time."""
    record_path = path.with_suffix(RECORD_SUFFIX)
    record = load_record(record_path)
    try:
        with progress("Making cards", len(facts)) as moved:
            complete(record, facts, _OPTIONS, _make, progress=moved)
    finally:
        if not dry_run:
            save_record(record_path, record)
    return record


def _make(facts: Sequence[Fact], options: GenerateOptions) -> Iterable[FactCards]:
    from lalaflash.generate import engine  # here, since a build from the record needs no spaCy

    return engine.make(facts, options)
