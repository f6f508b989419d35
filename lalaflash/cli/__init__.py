"""The command line. Nothing imports it; each command lives in a module of its own and is imported when it is used."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any

import click

from lalaflash import __version__
from lalaflash.errors import INTERRUPTED, LalaflashError

_COMMANDS = {
    "new": "lalaflash.cli.new",
    "check": "lalaflash.cli.check",
    "build": "lalaflash.cli.build",
    "generate": "lalaflash.cli.generate",
    "schema": "lalaflash.cli.schema",
    "review": "lalaflash.cli.review",
    "stats": "lalaflash.cli.stats",
    "decks": "lalaflash.cli.decks",
    "leeches": "lalaflash.cli.leeches",
    "progress": "lalaflash.cli.progress",
}


class _LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for: starting the program stays fast."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(_COMMANDS[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a mistyped one is answered with the one that was meant."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from lalaflash.spelling import did_you_mean

            ctx.fail(f"there is no command {args[0]!r}{did_you_mean(args[0], _COMMANDS)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the user did or met becomes one line and an exit code."""
        try:
            return super().invoke(ctx)
        except LalaflashError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            raise  # the reader has seen enough: click ends the program quietly
        except OSError as error:  # the folder that we stand in is gone, the disk behind stdout is full
            place = f"{error.filename}: " if error.filename else ""
            click.echo(f"Error: {place}{error.strerror or error}", err=True)
            ctx.exit(1)


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 all is well, 1 something has to be mended, 2 wrong usage, 130 interrupted.",
)
@click.option(
    "-C",
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder; else the nearest folder, from here upwards, that has decks/.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, project: Path | None) -> None:
    """Turn facts into Anki flashcards that keep their review history.

    \b
    Try it:
      lalaflash new birds          start a project with an example deck
      lalaflash check              find what is wrong with the cards
      lalaflash build              write dist/NAME.apkg, ready to import into Anki
      lalaflash build notes.txt    make cards of a text and pack them
      lalaflash review             learn in the terminal
    """
    ctx.obj = project
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        ctx.color = False
