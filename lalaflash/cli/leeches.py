"""``lalaflash leeches``: the cards that are forgotten again and again."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import click

from lalaflash.cli.context import project_root
from lalaflash.cli.learner import data_option, learner
from lalaflash.cli.stats_text import percent
from lalaflash.cli.tables import cells, fit, terminal_width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lalaflash.review.figures import HardCard

_SHORTEST_FRONT = 24  # cells; where there is less room, it has a line of its own


@click.command("leeches", short_help="List cards that were forgotten eight times.")
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only cards with this tag.")
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print the leeches as a JSON list.")
@click.pass_obj
def command(
    given_root: Path | None, decks: tuple[str, ...], tags: tuple[str, ...], data: str | None, as_json: bool
) -> None:
    """List the leeches: cards that were forgotten eight times or more, and are tagged and suspended for it.

    A leech costs more time than it is worth. Reword it, split it, or leave it. `lalaflash progress resume --tag leech`
    asks them all again.

    \b
    Examples:
      lalaflash leeches
      lalaflash leeches birds --tag music
    """
    from lalaflash.cli.stats import front, hard_json
    from lalaflash.review.agenda import Wanted
    from lalaflash.review.stats import leeches

    with learner(project_root(given_root), data, decks) as (database, catalogue):
        found = [(hard, catalogue.find(hard.card)) for hard in leeches(database, Wanted(decks, tags))]
    if as_json:
        click.echo(json.dumps([hard_json(hard, listing) for hard, listing in found], indent=1))
        return
    if not found:
        click.echo("There are no leeches.")
    for hard, listing in found:
        place = f"{listing.path}:{listing.line}" if listing else hard.deck
        for line in _lines(place, front(listing), hard, terminal_width()):
            click.echo(line)


def _lines(place: str, front: str, hard: HardCard, width: int) -> Iterator[str]:
    """Yield where a leech stands with the beginning of its front, and how it went."""
    room = width - cells(f"{place}: ")
    if room >= _SHORTEST_FRONT:
        yield f"{place}: {fit(front, room).rstrip()}"
    else:
        yield place
        yield f"  {fit(front, width - 2).rstrip()}"
    how = f"forgotten {hard.lapses} times, {percent(hard.recalled, hard.reviews)} recalled"
    how += ", suspended" if hard.suspended else ""
    yield from (click.style(f"  {part}", dim=True) for part in textwrap.wrap(how, width - 2))
