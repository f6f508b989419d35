"""Measure ``lalaflash build`` on 1,000, 10,000 and 100,000 cards, each run a process of its own; print tables.

Beside it stands the floor (``floor.py``). Of several runs the best counts: the machine may have other things to do.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from sample import edit_one_card, write_project

_CARDS_A_FILE = 1000
_SIZES = (1_000, 10_000, 100_000)
_STARTS = 20
_LALAFLASH = (sys.executable, str(Path(sysconfig.get_path("scripts")) / "lalaflash"))
_FLOOR = (sys.executable, str(Path(__file__).with_name("floor.py")))
_ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1800000000"}  # the same time at every run


class Cost(NamedTuple):
    """What a run took: seconds of wall, seconds of processor (user and system), and bytes of memory at its peak."""

    wall: float
    processor: float
    memory: int

    def less(self, wall: float, processor: float) -> Cost:
        """Return the cost without a part that does not count."""
        return self._replace(wall=self.wall - wall, processor=self.processor - processor)


class Result(NamedTuple):
    """The best costs of one size, and the bytes of its package."""

    label: str
    floor: Cost
    full: Cost
    unchanged: Cost
    edited: Cost
    package: int


def main() -> None:
    options = _options()
    print(_starts(options.starts))
    largest = max(options.sizes)
    settings = [(size, _CARDS_A_FILE, f"{size:,}") for size in options.sizes]
    settings.append((largest, largest, f"{largest:,} in one file"))
    results = [_measure(*each, runs=options.runs or _runs(each[0])) for each in settings]
    for title, clock in (("Seconds of wall", "wall"), ("Seconds of processor", "processor")):
        print(f"\n{_table(title, clock, results)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, help="how many cards (default: %(default)s)")
    parser.add_argument("--runs", type=int, help="how often to run each (default: more often for fewer cards)")
    parser.add_argument("--starts", type=int, default=_STARTS, help="how often to start the program")
    return parser.parse_args()


def _runs(size: int) -> int:
    return 7 if size < 5_000 else 5 if size < 50_000 else 3


def _starts(count: int) -> str:
    """Say how long the program takes to start, beside Python itself; the two take turns."""
    pairs = [(_run(*_LALAFLASH, "--version")[0], _run(sys.executable, "-c", "pass")[0]) for _ in range(count)]
    version, bare = map(_best, zip(*pairs, strict=True))
    return (
        f"lalaflash --version: {1000 * version.wall:.0f} ms, python -c pass: {1000 * bare.wall:.0f} ms "
        f"(of processor: {1000 * version.processor:.0f} and {1000 * bare.processor:.0f} ms)"
    )


def _measure(cards: int, cards_a_file: int, label: str, *, runs: int) -> Result:
    with tempfile.TemporaryDirectory(prefix="lalaflash-benchmark-") as folder:
        root = Path(folder) / "project"
        write_project(root, cards, cards_a_file)
        rounds = [_round(root, number) for number in range(runs)]
        package = (root / "dist" / "sample.apkg").stat().st_size
    floor, full, unchanged, edited = map(_best, zip(*rounds, strict=True))
    return Result(label, floor, full, unchanged, edited, package)


def _round(root: Path, number: int) -> tuple[Cost, Cost, Cost, Cost]:
    """Return the costs of the floor, a full build, a build with nothing changed, and one after an edit."""
    for made in (".lalaflash", "dist"):
        shutil.rmtree(root / made, ignore_errors=True)
    (root / "decks" / "sample.lock").unlink(missing_ok=True)
    build = (*_LALAFLASH, "-C", str(root), "build")
    full, _ = _run(*build)
    unchanged, _ = _run(*build)
    edit_one_card(root, number)
    edited, _ = _run(*build)
    floor, said = _run(*_FLOOR, str(root), str(root / "floor.apkg"))
    return floor.less(*map(float, said.split())), full, unchanged, edited


def _run(*command: str) -> tuple[Cost, str]:
    """Run a command to its end; return its cost and its output."""
    start = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_ENVIRONMENT) as process:
        assert process.stdout
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = perf_counter() - start
    if process.returncode:
        sys.exit(f"failed: {' '.join(command)}")
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory), output


def _best(costs: tuple[Cost, ...]) -> Cost:
    """Return the shortest times, and the largest memory."""
    return Cost(min(c.wall for c in costs), min(c.processor for c in costs), max(c.memory for c in costs))


def _table(title: str, clock: str, results: list[Result]) -> str:
    """Return a table in Markdown; ratios are to the floor."""
    rows = [
        f"| {title} | floor | full build | nothing changed | one edit | peak memory, full / edit | package |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for result in results:
        floor = getattr(result.floor, clock)
        times = [getattr(cost, clock) for cost in (result.full, result.unchanged, result.edited)]
        cells = [f"{floor:.2f}", *(f"{time:.2f} ({time / floor:.2f} ×)" for time in times)]
        memory = f"{result.full.memory / 1e6:.0f} / {result.edited.memory / 1e6:.0f} MB"
        rows.append(f"| {result.label} | {' | '.join(cells)} | {memory} | {result.package / 1e6:.2f} MB |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
