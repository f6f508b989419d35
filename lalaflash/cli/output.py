"""How results look: problems as lines or JSON, counts in plain words, a progress bar on long work."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

import click

from lalaflash.model import Problem, Severity
from lalaflash.spelling import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# A bar that is drawn for every note takes longer than the work.
_MOST_STEPS = 200

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def count(number: int, noun: str) -> str:
    """Return ``1 card``, ``2 cards``, ``1,000 cards``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def problem_line(problem: Problem) -> str:
    """Return ``path:line:column: error: message [name]``."""
    path, line, column = problem.source
    severity = click.style(f"{problem.severity}:", fg=_COLOURS[problem.severity], bold=True)
    name = click.style(f"[{problem.name}]", dim=True)
    return f"{path}:{line}:{column}: {severity} {printable(problem.message)} {name}"


def print_problems(problems: Sequence[Problem], *, err: bool) -> None:
    """Print the problems, a line each, in the order of their places."""
    for problem in sorted(problems):
        click.echo(problem_line(problem), err=err)


def problem_json(problem: Problem) -> dict[str, str | int]:
    """Return a problem as JSON data: path, line, column, severity, name, message."""
    path, line, column = problem.source
    return {
        "path": path,
        "line": line,
        "column": column,
        "severity": problem.severity,
        "name": problem.name,
        "message": problem.message,
    }


@contextlib.contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None] | None]:
    """Yield a function that takes how many more are done and moves a bar; None where no one would see the bar."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    steps = max(1, total // _MOST_STEPS)
    with click.progressbar(length=total, label=what, file=sys.stderr, show_pos=True, update_min_steps=steps) as bar:
        yield bar.update
