"""``lalaflash decks``: the decks of the project, with what they hold for the learner."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from lalaflash.cli.context import project_root
from lalaflash.cli.learner import data_option, learner, now

if TYPE_CHECKING:
    from pathlib import Path


@click.command("decks", short_help="List the decks: new, due, learned.")
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print the decks as a JSON list.")
@click.pass_obj
def command(given_root: Path | None, data: str | None, as_json: bool) -> None:
    """List the decks of the project: how many cards are new, due and learned.

    \b
    Example:
      lalaflash decks
    """
    from lalaflash.cli.stats import group_json
    from lalaflash.cli.stats_text import group_table
    from lalaflash.cli.tables import terminal_width
    from lalaflash.review.stats import decks

    with learner(project_root(given_root), data) as (database, _):
        found = decks(database, now().day)
    if as_json:
        click.echo(json.dumps([group_json(deck) for deck in found], indent=1))
        return
    for line in group_table("deck", found, terminal_width()):
        click.echo(line)
