"""The way in for ``lalaflash`` and ``python -m lalaflash``."""

import io
import sys

from lalaflash.errors import INTERRUPTED


def main() -> None:
    """Run the command line with the process's arguments, and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a letter that the terminal doesn't know is no reason to fail
            stream.reconfigure(errors="backslashreplace")
    try:
        from lalaflash.cli import cli

        cli(prog_name="lalaflash")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
