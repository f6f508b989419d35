"""``lalaflash review``: a sitting in the terminal."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

import click

from lalaflash.cli.context import project_root
from lalaflash.cli.learner import data_option, learner, now
from lalaflash.errors import LalaflashError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lalaflash.review.agenda import Slot, Wanted
    from lalaflash.review.catalogue import Catalogue
    from lalaflash.review.conversation import Conversation
    from lalaflash.review.sitting import Shown
    from lalaflash.review.store.database import Database

    Edit = Callable[[Shown], str]

_MINUTE_MS = 60_000


@click.command("review", short_help="Learn in the terminal.")
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", help="Only cards with this tag; several: with all of them."
)
@click.option("--search", default="", metavar="WORDS", help="Only cards whose text holds all these words.")
@click.option("--limit", type=click.IntRange(0), metavar="N", help="At most N cards.")
@click.option(
    "--new", type=click.IntRange(0), metavar="N", help="At most N new cards for each deck, not its own limit."
)
@click.option("--cram", is_flag=True, help="Ask cards that are not due, too; this changes no schedule.")
@click.option("--type", "types", is_flag=True, help="Type every answer.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), metavar="N", help="Begin no card after N minutes.")
@click.option("--grades", type=click.Choice(["1-4", "0-5"]), default="1-4", help="Four grades, or all six of SM-2.")
@data_option
@click.pass_obj
def command(
    given_root: Path | None,
    decks: tuple[str, ...],
    tags: tuple[str, ...],
    search: str,
    limit: int | None,
    new: int | None,
    cram: bool,
    types: bool,
    minutes: float | None,
    grades: str,
    data: str | None,
) -> None:
    """Ask the cards that are due, and some new ones, of the decks named, or of all.

    Every answer is kept at once: stop whenever you like, with q, Ctrl-C or by closing the window. ? shows all keys.

    \b
    Examples:
      lalaflash review
      lalaflash review birds --minutes 10
      lalaflash review --tag music --cram --type
    """
    from lalaflash.review.agenda import Wanted
    from lalaflash.review.conversation import FOUR_GRADES, SIX_GRADES, Conversation
    from lalaflash.review.sitting import Sitting
    from lalaflash.review.store.progress import Progress

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("a review needs a terminal: its input and its output must not be redirected")
    root = project_root(given_root)
    wanted = Wanted(decks, tags, search, limit, new, cram)
    with learner(root, data, decks) as (database, catalogue):
        database.refuse_read_only()
        slots = _plan(database, wanted)
        if not slots:
            _say_nothing_to_do(database, wanted)
            return
        until_ms = now().at_ms + round(minutes * _MINUTE_MS) if minutes else None
        sitting = Sitting(Progress(database), catalogue, slots, now, until_ms=until_ms)
        conversation = Conversation(
            sitting,
            due_tomorrow=lambda: _due_tomorrow(database, wanted),
            grades=SIX_GRADES if grades == "0-5" else FOUR_GRADES,
            types=types,
        )
        _lead(conversation, lambda shown: _edit(root, database, catalogue, shown))
        with contextlib.suppress(OSError):  # the terminal may be gone by now
            for line in conversation.summary():
                click.echo(line)


def _plan(database: Database, wanted: Wanted) -> tuple[Slot, ...]:
    from lalaflash.review.candidates import plan_sitting

    return plan_sitting(database, wanted, now().day)


def _lead(conversation: Conversation, edit: Edit) -> None:
    """Lead the sitting on the whole screen, or in lines on a terminal that can do no more."""
    try:
        if os.environ.get("TERM", "dumb") in ("", "dumb"):
            raise ImportError
        from lalaflash.review.terminal import Terminal
    except ImportError:  # Windows has no termios
        from lalaflash.review.plain_loop import run_in_lines

        run_in_lines(conversation, sys.stdin, sys.stdout, edit)
    else:
        from lalaflash.review.loop import run_on_screen

        with Terminal(sys.stdin.fileno(), sys.stdout.fileno()) as terminal:
            run_on_screen(conversation, terminal, edit, colours=not os.environ.get("NO_COLOR"))


def _edit(root: Path, database: Database, catalogue: Catalogue, shown: Shown) -> str:
    """Let the learner edit the card's file, and read it again; return a line about how that went."""
    from lalaflash.review.links import relink
    from lalaflash.review.open_editor import editor_command, run_editor
    from lalaflash.review.refresh import refresh

    listing = shown.listing
    try:
        run_editor(editor_command(os.environ, root / listing.path, listing.line))
        refused = refresh(root, catalogue, now_ns=time.time_ns())
        relink(database)
    except LalaflashError as error:
        return str(error)
    for _, problem, _ in refused:
        return f"not read again: {problem.source.path}:{problem.source.line}: {problem.message}"
    return ""


def _say_nothing_to_do(database: Database, wanted: Wanted) -> None:
    from lalaflash.cli.output import count

    if wanted.cram:
        click.echo("There is no such card.")
        return
    due = _due_tomorrow(database, wanted)
    click.echo(f"Nothing to review now; {count(due, 'card')} due tomorrow.")
    click.echo("`--new 10` asks ten more new cards of each deck, `--cram` asks any cards.")


def _due_tomorrow(database: Database, wanted: Wanted) -> int:
    from lalaflash.review.candidates import count_due
    from lalaflash.review.links import relink

    relink(database)
    return count_due(database, wanted, now().day + 1)
