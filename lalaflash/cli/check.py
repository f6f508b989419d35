"""``lalaflash check``: every problem of a project in one run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from lalaflash.cli.context import collector_paused, project_root
from lalaflash.cli.output import count, print_problems, problem_json
from lalaflash.model import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@click.command("check", short_help="Find what is wrong with the cards.")
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as one JSON object.")
@click.option("--strict", is_flag=True, help="Let warnings fail the check as well.")
@click.pass_obj
@click.pass_context
def command(ctx: click.Context, given_root: Path | None, decks: tuple[str, ...], as_json: bool, strict: bool) -> None:
    """Find what is wrong with the cards of the decks named, or of all.

    Errors stop a build; warnings are advice on the wording of cards. docs/checks.md explains each by its name, and how
    to switch a warning off. Exits with 1 if there is an error.

    \b
    Examples:
      lalaflash check
      lalaflash check birds --strict
      lalaflash check --json
    """
    from lalaflash import project
    from lalaflash.checks import advise_all
    from lalaflash.prepare import prepare

    with collector_paused():
        prepared = prepare(project.load(project_root(given_root), decks))
        problems = sorted((*prepared.problems, *advise_all(prepared)))
    if as_json:
        _print_json(problems)
    else:
        print_problems(problems, err=False)
        notes = sum(len(deck.notes) for deck in prepared.decks)
        click.echo(f"{_verdict(problems)} in {count(notes, 'note')} of {count(len(prepared.decks), 'deck')}")
    if prepared.has_errors or (strict and problems):
        ctx.exit(1)


def _tally(problems: Sequence[Problem]) -> tuple[int, int]:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return errors, len(problems) - errors


def _verdict(problems: Sequence[Problem]) -> str:
    errors, warnings = _tally(problems)
    if not problems:
        return click.style("no problems", fg="green")
    found = [count(errors, "error")] * bool(errors) + [count(warnings, "warning")] * bool(warnings)
    return " and ".join(found)


def _print_json(problems: Sequence[Problem]) -> None:
    errors, warnings = _tally(problems)
    rows = [problem_json(problem) for problem in problems]
    click.echo(json.dumps({"errors": errors, "warnings": warnings, "problems": rows}, indent=1))
