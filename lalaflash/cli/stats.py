"""``lalaflash stats``: where a learner stands."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from lalaflash.cli.context import project_root
from lalaflash.cli.learner import data_option, learner, now

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lalaflash.review.catalogue import Listing
    from lalaflash.review.stats import DayTotal, Figures, Group, HardCard


@click.command("stats", short_help="Show where you stand.")
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print all figures as one JSON object.")
@click.pass_obj
def command(given_root: Path | None, data: str | None, as_json: bool) -> None:
    """Show what was done, what is due, and how much is remembered.

    Today; the cards that fall due in the next four weeks; a year of learning; how much was remembered after short and
    long intervals; time spent; the hardest cards; every deck and tag.

    \b
    Examples:
      lalaflash stats
      lalaflash stats --json
    """
    from lalaflash.review.stats import figures

    with learner(project_root(given_root), data) as (database, catalogue):
        found = figures(database, now().day)
        listings = [catalogue.find(hard.card) for hard in found.hardest]
    if as_json:
        click.echo(json.dumps(_json(found, listings), indent=1))
        return
    from lalaflash.cli.stats_text import Hard, report
    from lalaflash.cli.tables import terminal_width

    hardest = [Hard(hard, front(listing)) for hard, listing in zip(found.hardest, listings, strict=True)]
    for line in report(found, hardest, terminal_width()):
        click.echo(line)


def front(listing: Listing | None) -> str:
    """Return the front of a card on one line, with nothing in it that a terminal would obey."""
    from lalaflash.review.harmless import harmless_line

    return harmless_line(listing.text.front) if listing else ""


def hard_json(hard: HardCard, listing: Listing | None) -> dict[str, Any]:
    """Return a hard card as JSON data, with its place in the card files."""
    place = {"path": listing.path, "line": listing.line, "front": listing.text.front} if listing else {}
    fields = {name: value for name, value in hard._asdict().items() if name not in ("card", "ease")}
    return {**hard.card._asdict(), **place, **fields, "ease": hard.ease / 100}


def group_json(group: Group) -> dict[str, Any]:
    """Return a deck or tag as JSON data."""
    return {**group._asdict(), "new": group.new}


def _json(figures: Figures, listings: Sequence[Listing | None]) -> dict[str, Any]:
    return {
        "day": _date(figures.day),
        "today": _day_json(figures.today),
        "due": figures.forecast[0].cards,
        "forecast": [{"day": _date(due.day), "cards": due.cards} for due in figures.forecast],
        "days": [_day_json(day) for day in figures.days],
        "retention": [span._asdict() for span in figures.retention],
        "hardest": [hard_json(hard, listing) for hard, listing in zip(figures.hardest, listings, strict=True)],
        "decks": [group_json(deck) for deck in figures.decks],
        "tags": [group_json(tag) for tag in figures.tags],
        "taken_ms": sum(day.taken_ms for day in figures.days),
    }


def _day_json(day: DayTotal) -> dict[str, Any]:
    return {**day._asdict(), "day": _date(day.day)}


def _date(day: int) -> str:
    return date.fromordinal(day).isoformat()
