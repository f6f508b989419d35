"""The way in for ``lalaflash`` and ``python -m lalaflash``."""

import gc
import io
import os
import sys

from lalaflash.errors import INTERRUPTED

# How many new values may be there before the search for garbage. Starting makes tens of thousands that all stay; with
# Python's own 700 they would be searched again and again, for a twelfth of the time to the first card of a review.
_UNSEARCHED = 100_000


def main() -> None:
    """Run the command line with the process's arguments, and exit with its code."""
    gc.set_threshold(_UNSEARCHED)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a letter that the terminal doesn't know is no reason to fail
            stream.reconfigure(errors="backslashreplace")
    try:
        from lalaflash.cli import cli

        cli(prog_name="lalaflash")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        _let_go_of_full_disk()


def _let_go_of_full_disk() -> None:
    """Drop what stdout could not take: the command has said so, and Python would say it once more at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
