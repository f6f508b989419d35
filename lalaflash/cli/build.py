"""``lalaflash build``: from card files to packages."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import click

from lalaflash.cli.context import collector_paused, now_ms, project_root
from lalaflash.cli.output import count, print_problems, progress
from lalaflash.model import Severity
from lalaflash.root import TEXT_ENDINGS
from lalaflash.spelling import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lalaflash.build import DeckPlan
    from lalaflash.model import Source

# A build lists as many edits and losses as a screen holds; a dry run lists them all.
MOST_LISTED = 10


@click.command("build", short_help="Write packages, ready to import into Anki.")
@click.argument("decks", nargs=-1, metavar="[DECK|TEXT]...")
@click.option("-n", "--dry-run", is_flag=True, help="Only say what the build would change.")
@click.pass_obj
@click.pass_context
def command(ctx: click.Context, given_root: Path | None, decks: tuple[str, ...], dry_run: bool) -> None:
    """Write dist/DECK.apkg for the decks named, or for all; from a text such as notes.txt make dist/notes.apkg.

    Before it writes, it says what the build means for those who have imported the deck: what is new, what is changed
    (with its history kept), what is gone, and which cards would lose their history. Commit decks/DECK.lock with the
    cards: it is what keeps each note the same note.

    \b
    Examples:
      lalaflash build                 build all decks
      lalaflash build birds           build decks/birds.yaml
      lalaflash build --dry-run       say what would change, write nothing
      lalaflash build notes.txt       make cards of a text and pack them
    """
    from lalaflash import build, project

    texts = [name for name in decks if is_text(name)]
    if texts:
        from lalaflash.cli.build_text import build_texts

        if not build_texts(given_root, texts, dry_run=dry_run):
            ctx.exit(1)
        decks = tuple(name for name in decks if name not in texts)
        if not decks:
            return
    root = project_root(given_root)
    chosen = project.read_decks(root, decks)
    stale = []
    for deck in chosen.decks:
        stamp = build.current(root, deck)
        if stamp is None:
            stale.append(deck.key)
        else:
            contents = _contents(stamp.notes, stamp.card_count)
            click.echo(f"{_name(deck.key)} nothing changed; dist/{deck.key}.apkg holds {contents}")
    if stale or chosen.problems:
        with contextlib.nullcontext() if dry_run else build.alone(root), collector_paused():
            is_built = _build(root, stale or decks, dry_run=dry_run)
        if not is_built:
            ctx.exit(1)


def is_text(name: str) -> bool:
    """Whether an argument names a text, and not a deck."""
    return name.lower().endswith(TEXT_ENDINGS)


def _build(root: Path, keys: Sequence[str], *, dry_run: bool) -> bool:
    """Build the decks ``keys``; False where errors stand in the way."""
    from lalaflash import build, project
    from lalaflash.prepare import prepare

    loaded = project.load(root, keys)
    with progress("Reading cards", sum(len(deck.notes) for deck in loaded.decks)) as moved:
        prepared = prepare(loaded, progress=moved)
    print_problems(prepared.problems, err=True)
    if prepared.has_errors:
        errors = sum(problem.severity is Severity.ERROR for problem in prepared.problems)
        click.echo(f"Nothing was built: {count(errors, 'error')} to mend first.", err=True)
        return False
    plans = [build.plan(root, deck, now_ms=now_ms()) for deck in prepared.decks]
    for plan in plans:
        say_changes(plan, most=None if dry_run else MOST_LISTED)
    for plan in plans if not dry_run else ():
        with progress("Writing cards", len(plan.assignment.notes)) as moved:
            build.write(root, plan, progress=moved)
        say_written(plan)
    return True


def say_written(plan: DeckPlan) -> None:
    """Say what was written."""
    contents = _contents(len(plan.assignment.notes), plan.card_count)
    size = click.style(f"{plan.package_path.stat().st_size / 1000:,.0f} kB", dim=True)
    click.echo(f"{_name(plan.key)} wrote dist/{plan.key}.apkg, {contents}  {size}")


def say_changes(plan: DeckPlan, *, most: int | None) -> None:
    """Say what the build means, name what loses its history, and show what was taken for an edit; ``most`` of each."""
    changes = plan.assignment.changes
    click.echo(f"{_name(plan.key)} {changes.summary()}")
    losses = [f"{_place(loss.source)}{loss.label}: {loss.reason}" for loss in changes.lost]
    edits = [
        f"{_place(change.source)}{change.before} → {change.label}"
        for change in changes.changed
        if change.before != change.label
    ]
    for title, colour, rows in (("loses history:", "yellow", losses), ("edited:", "cyan", edits)):
        for row in rows[:most]:
            click.echo(f"  {click.style(title, fg=colour)} {printable(row)}")
        if most is not None and len(rows) > most:
            click.echo(f"  … and {len(rows) - most:,} more; `lalaflash build --dry-run` lists them all")


def _place(source: Source | None) -> str:
    return f"{source.path}:{source.line}: " if source else ""


def _name(key: str) -> str:
    return click.style(f"{key}:", bold=True)


def _contents(notes: int, cards: int) -> str:
    return f"{count(notes, 'note')} with {count(cards, 'card')}"
