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
    from lalaflash.review.courses import Courses
    from lalaflash.review.figures import Course, DayTotal, Group, HardCard


@click.command("stats", short_help="Show where you stand.")
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only cards with this tag; leech: only leeches.")
@click.option("--search", default="", metavar="WORDS", help="Only cards whose text holds all these words.")
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print all figures as one JSON object.")
@click.pass_obj
def command(
    given_root: Path | None, decks: tuple[str, ...], tags: tuple[str, ...], search: str, data: str | None, as_json: bool
) -> None:
    """Show what was done, what is due, and how much is remembered, of the decks named, or of all.

    Today; the cards that fall due in the next four weeks; a year of learning; how much was remembered after short and
    long intervals; time spent; the hardest cards; every deck and tag. --json has all of it for each deck and tag, too.

    \b
    Examples:
      lalaflash stats
      lalaflash stats birds --tag music
      lalaflash stats --json
    """
    from lalaflash.review.agenda import Wanted
    from lalaflash.review.courses import courses
    from lalaflash.review.stats import figures

    wanted = Wanted(decks, tags, search)
    with learner(project_root(given_root), data, decks) as (database, catalogue):
        day = now().day
        by_group = courses(database, day, wanted) if as_json else None
        found = by_group.figures if by_group else figures(database, day, wanted)
        listings = [catalogue.find(hard.card) for hard in found.hardest]
    if by_group:
        click.echo(json.dumps(_json(by_group, listings), indent=1))
        return
    if not found.decks:
        click.echo("There is no such card.")
        return
    from lalaflash.cli.stats_text import Hard, report
    from lalaflash.cli.tables import terminal_width

    hardest = [Hard(hard, front(listing)) for hard, listing in zip(found.hardest, listings, strict=True)]
    for line in report(found, hardest, terminal_width()):
        click.echo(line)


def front(listing: Listing | None) -> str:
    """Return the front of a card as its learner sees it, on one line, with nothing that a terminal would obey."""
    from lalaflash.review.faces import front_line

    return front_line(listing.text, listing.key.number) if listing else ""


def hard_json(hard: HardCard, listing: Listing | None) -> dict[str, Any]:
    """Return a hard card as JSON data, with its place in the card files."""
    place = {"path": listing.path, "line": listing.line, "front": front(listing)} if listing else {}
    fields = {name: value for name, value in hard._asdict().items() if name not in ("card", "ease")}
    return {**hard.card._asdict(), **place, **fields, "ease": hard.ease / 100}


def group_json(group: Group) -> dict[str, Any]:
    """Return a deck or tag as JSON data."""
    return {**group._asdict(), "new": group.new}


def _json(by_group: Courses, listings: Sequence[Listing | None]) -> dict[str, Any]:
    figures, decks, tags, nothing = by_group
    return {
        "day": _date(figures.day),
        "today": _day_json(figures.today),
        "due": figures.course.forecast[0].cards,
        **_course_json(figures.course),
        "hardest": [hard_json(hard, listing) for hard, listing in zip(figures.hardest, listings, strict=True)],
        "decks": [{**group_json(deck), **_course_json(decks.get(deck.name, nothing))} for deck in figures.decks],
        "tags": [{**group_json(tag), **_course_json(tags.get(tag.name, nothing))} for tag in figures.tags],
        "taken_ms": sum(day.taken_ms for day in figures.course.days),
    }


def _course_json(course: Course) -> dict[str, Any]:
    return {
        "forecast": [{"day": _date(due.day), "cards": due.cards} for due in course.forecast],
        "days": [_day_json(day) for day in course.days],
        "retention": [span._asdict() for span in course.retention],
    }


def _day_json(day: DayTotal) -> dict[str, Any]:
    return {**day._asdict(), "day": _date(day.day)}


def _date(day: int) -> str:
    return date.fromordinal(day).isoformat()
