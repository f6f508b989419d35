"""The way in for ``lalaflash`` and ``python -m lalaflash``."""

from lalaflash.cli import cli


def main() -> None:
    """Run the command line with the process's arguments, and exit with its code."""
    cli(prog_name="lalaflash")


if __name__ == "__main__":
    main()
