"""Measure a review of 100,000 cards with a million answers behind them, beside the floor; print a table.

The floor is bare Python, and one durable commit of SQLite. Called as: review_speed.py [FOLDER] [--cards N]
[--entries N]. FOLDER keeps the made-up data (``review_data.py``) for the next time; measured is a copy of it, since
answers leave entries behind. Python keeps its bytecode, as it does for an installed program.
"""

from __future__ import annotations

import argparse
import os
import pty
import resource
import select
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import review_data

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PYTHON = (sys.executable, "-c", "pass")
_LALAFLASH = (sys.executable, "-m", "lalaflash")
_QUESTION, _ANSWER = b"answer", b"again"
_RUNS = 9
_ANSWERS = 60
_PATIENCE_S = 60.0


class Times(NamedTuple):
    """The best and the middle of several times by the clock, and the best of the processor's, in milliseconds.

    The processor's are those of a whole process, None for what is only a part of one.
    """

    best: float
    median: float
    processor: float | None = None


class Screen:
    """A review on a pseudo-terminal of 80 by 24 cells."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        """Start ``command``."""
        self.started = time.perf_counter()
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24", LALAFLASH_DATA=str(folder / "data"))
            os.execv(command[0], tuple(command))

    def wait(self, words: bytes) -> None:
        """Read until ``words`` came."""
        received = b""
        end = time.perf_counter() + _PATIENCE_S
        while words not in received:
            ready, _, _ = select.select([self._terminal], [], [], end - time.perf_counter())
            if not ready:
                raise TimeoutError(f"{words!r} did not come after {received[-200:]!r}")
            received += os.read(self._terminal, 65_536)

    def press(self, keys: bytes, words: bytes) -> float:
        """Press keys; return the milliseconds until ``words`` are drawn."""
        start = time.perf_counter()
        os.write(self._terminal, keys)
        self.wait(words)
        return (time.perf_counter() - start) * 1000

    def stop(self) -> None:
        """End the review, and wait for its end."""
        os.write(self._terminal, b"\x03")
        try:
            while os.read(self._terminal, 65_536):
                pass
        except OSError:  # the terminal is gone with its last process
            pass
        os.waitpid(self._process, 0)


def main() -> None:
    """Make the data where they are missing, measure, print."""
    options = _options()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="lalaflash-review-") as temporary:
        measured = Path(temporary, "measured")
        if options.folder is None:
            review_data.make(measured, options.cards, options.entries)
        else:
            if not (options.folder / "data").exists():
                review_data.make(options.folder, options.cards, options.entries)
            shutil.copytree(options.folder, measured)
        print(_measure(measured))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where the data are kept (default: nowhere)")
    parser.add_argument("--cards", type=int, default=100_000)
    parser.add_argument("--entries", type=int, default=1_000_000)
    return parser.parse_args()


def _measure(folder: Path) -> str:
    review = (*_LALAFLASH, "-C", str(folder / "project"), "review")
    environment = {**os.environ, "LALAFLASH_DATA": str(folder / "data")}

    def run(*command: str) -> Times:
        def work() -> float:
            start = time.perf_counter()
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            return (time.perf_counter() - start) * 1000

        return _processes(work)

    def first_card() -> float:
        screen = Screen(folder, review)
        screen.wait(_QUESTION)
        shown = (time.perf_counter() - screen.started) * 1000
        screen.stop()
        return shown

    first = _processes(first_card)
    answering = _answering(folder, review)
    stats = (*_LALAFLASH, "-C", str(folder / "project"), "stats")
    rows = {
        "floor: bare Python": run(*_PYTHON),
        "first card on the screen": first,
        "floor: one durable commit": _times(_durable_commits(folder)),
        "grade, to the next card": _times(answering[0]),
        "key, to the answer": _times(answering[1]),
        "`lalaflash decks`": run(*stats[:-1], "decks"),
        "`lalaflash stats`": run(*stats),
        "`lalaflash stats --json`": run(*stats, "--json"),
        "`lalaflash stats --tag history`": run(*stats, "--tag", "history"),
        "`lalaflash stats --search cal`": run(*stats, "--search", "cal"),
    }
    lines = [f"| {name} | {' | '.join(map(_cell, times))} |" for name, times in rows.items()]
    return "\n".join(["| ms | best | median | of processor |", "|---|---:|---:|---:|", *lines])


def _cell(milliseconds: float | None) -> str:
    return "" if milliseconds is None else f"{milliseconds:.0f}"


def _answering(folder: Path, review: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return how long each grade and each look at an answer took, in one review."""
    screen = Screen(folder, review)
    screen.wait(_QUESTION)
    grades, looks = [], []
    for _ in range(_ANSWERS):
        looks.append(screen.press(b" ", _ANSWER))
        grades.append(screen.press(b"3", _QUESTION))
    screen.stop()
    return grades, looks


def _durable_commits(folder: Path) -> list[float]:
    """Return how long it took, each time, to write one row durably, and nothing else."""
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS t (x)")
    taken = []
    for _ in range(_ANSWERS):
        start = time.perf_counter()
        connection.execute("INSERT INTO t VALUES (1)")
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def _processes(work: Callable[[], float]) -> Times:
    """Call ``work``, which runs a process and returns its time by the clock, several times."""
    walls, processors = [], []
    for _ in range(_RUNS):
        before = _processor_ms()
        walls.append(work())
        processors.append(_processor_ms() - before)
    return _times(walls)._replace(processor=min(processors))


def _processor_ms() -> float:
    """Return what all processes that have ended have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000


def _times(taken: list[float]) -> Times:
    return Times(min(taken), sorted(taken)[len(taken) // 2])


if __name__ == "__main__":
    main()
