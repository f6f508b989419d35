"""``lalaflash progress``: the log of all answers, out, in, and worked through again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lalaflash.cli.context import project_root
from lalaflash.cli.learner import data_option, learner, now, progress_database
from lalaflash.cli.output import count
from lalaflash.errors import UsageError
from lalaflash.spelling import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

_STANDARD = "-"


@click.group("progress", short_help="Export, import, rebuild, resume.")
def command() -> None:
    """Take your progress with you, bring it back, or take up suspended cards again.

    \b
    Examples:
      lalaflash progress export progress.jsonl
      lalaflash progress import progress.jsonl
    """


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path), default=_STANDARD)
@data_option
def export(file: Path, data: str | None) -> None:
    """Write all that was ever answered to FILE as JSON lines, or to the standard output."""
    from lalaflash.review.store.exchange import export_lines

    with progress_database(data) as database:
        if str(file) == _STANDARD:
            output = sys.stdout.buffer  # JSON is UTF-8, whatever the terminal's letters are
            for line in export_lines(database):
                output.write(line.encode())
            return
        from lalaflash.files import replacement

        with replacement(file) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as stream:
            entries = sum(bool(stream.write(line)) for line in export_lines(database)) - 1
    click.echo(f"wrote {file}, {_entries(entries)}")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@data_option
def import_(file: Path, data: str | None) -> None:
    """Add the entries of an export to your progress; - reads the standard input.

    What is here already is not added twice, so that the progress of two computers can be joined in both directions.
    """
    from lalaflash.review.store.exchange import import_lines

    with progress_database(data) as database:
        name = "standard input" if str(file) == _STANDARD else printable(str(file))
        done = import_lines(database, _lines(file), name)
    click.echo(f"added {_entries(done.added)}; {done.known:,} were here already, {done.undone:,} are now undone")


@command.command("rebuild")
@data_option
def rebuild(data: str | None) -> None:
    """Work out the schedule of every card again from the log of answers."""
    from lalaflash.review.store.progress import Progress

    with progress_database(data) as database:
        cards = Progress(database).rebuild()
    click.echo(f"worked out {count(cards, 'card')} from the log")


@command.command("resume")
@click.argument("decks", nargs=-1, metavar="[DECK]...")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only cards with this tag; leech: only leeches.")
@click.option("--search", default="", metavar="WORDS", help="Only cards whose text holds all these words.")
@data_option
@click.pass_obj
def resume(
    given_root: Path | None, decks: tuple[str, ...], tags: tuple[str, ...], search: str, data: str | None
) -> None:
    """Take up suspended cards again, of the decks named or of all."""
    from lalaflash.review.agenda import Wanted
    from lalaflash.review.candidates import suspended
    from lalaflash.review.state import Event, EventKind
    from lalaflash.review.store.progress import Progress

    with learner(project_root(given_root), data, decks) as (database, _):
        cards = suspended(database, Wanted(decks, tags, search))
        Progress(database).record_all(Event(card, EventKind.UNSUSPEND, now()) for card in cards)
    click.echo(f"{count(len(cards), 'card')} taken up again")


def _lines(file: Path) -> Iterator[bytes]:
    if str(file) == _STANDARD:
        yield from sys.stdin.buffer
        return
    try:
        with file.open("rb") as stream:
            yield from stream
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror or error}") from error


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"
