"""``lalaflash new``: a project, or one more deck, with an example that builds."""

from __future__ import annotations

from pathlib import Path

import click

from lalaflash import scaffold
from lalaflash.errors import UsageError
from lalaflash.root import DECKS, find_root


@click.command("new", short_help="Start a project, or add a deck to one.")
@click.argument("name")
@click.pass_obj
def command(given_root: Path | None, name: str) -> None:
    """Start a deck project in the folder NAME, with an example that builds.

    Inside a project it adds the deck NAME to that project. No file that is there is touched.

    \b
    Example:
      lalaflash new birds
      cd birds
      lalaflash build
    """
    key = scaffold.deck_key(name)
    root = find_root(given_root or Path.cwd())
    if root is None:
        root = (given_root or Path.cwd()) / key
        if root.exists() and any(root.iterdir()):
            raise UsageError(f"the folder {key} is there already and is not empty; choose another name")
        written = scaffold.write_new(root, scaffold.project_files(key))
        then = f"cd {key} && lalaflash build"
    else:
        if (root / DECKS / f"{key}.yaml").exists():
            raise UsageError(f"the deck {key} is there already: {root / 'decks' / f'{key}.yaml'}")
        written = scaffold.write_new(root, scaffold.deck_files(key))
        then = f"lalaflash build {key}"
    for path in written:
        click.echo(f"{click.style('new', fg='green')}  {path}")
    click.echo(f"Next: {then}")
