"""``lalaflash schema``: what editors need to complete and underline card files."""

from __future__ import annotations

import json

import click

from lalaflash.schema import card_schema, deck_schema


@click.command("schema", short_help="Print the schema that editors use.")
@click.argument("kind", type=click.Choice(["cards", "decks"]), default="cards")
def command(kind: str) -> None:
    """Print the JSON Schema of card files, or of deck files.

    An editor with a YAML language server completes keys and underlines mistakes in files that name the schema in their
    first line, as the files made by `lalaflash new` do.

    \b
    Examples:
      lalaflash schema > cards/cards.schema.json
      lalaflash schema decks > decks/decks.schema.json
    """
    made = card_schema() if kind == "cards" else deck_schema()
    click.echo(json.dumps(made, indent=2))
