"""What the commands about learning share: the time, the progress database, and the catalogue of the project's cards."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from lalaflash.cli.context import collector_paused
from lalaflash.errors import ProjectError, UsageError
from lalaflash.root import CACHES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lalaflash.review.catalogue import Catalogue
    from lalaflash.review.state import Moment
    from lalaflash.review.store.database import Database

_Command = TypeVar("_Command", bound="Callable[..., object]")


class Learner(NamedTuple):
    """A learner's progress, with the catalogue of the cards beside it, as ``catalogue`` in one connection."""

    database: Database
    catalogue: Catalogue


def data_option(command: _Command) -> _Command:
    """Give ``command`` the option that says where progress is kept."""
    return click.option(
        "--data", envvar="LALAFLASH_DATA", metavar="FOLDER", help="Where progress is kept [LALAFLASH_DATA]."
    )(command)


def now() -> Moment:
    """Return the time, with the study day where this computer is."""
    from lalaflash.review.study_day import moment

    return moment(time.time_ns() // 1_000_000, None)


@contextlib.contextmanager
def learner(root: Path, data: str | None, decks: Sequence[str] = ()) -> Iterator[Learner]:
    """Open progress, and the catalogue as the project's files are now; every one of ``decks`` must be there."""
    from lalaflash.review.catalogue import FILE_NAME, open_catalogue
    from lalaflash.review.links import join

    with progress_database(data) as database, open_catalogue(root / CACHES / FILE_NAME) as catalogue:
        _refresh(root, catalogue)
        _check_decks(catalogue, decks)
        join(database, catalogue)
        yield Learner(database, catalogue)


def progress_database(data: str | None) -> Database:
    """Open the progress database; made where there is none yet."""
    from lalaflash.review.store.database import open_database
    from lalaflash.review.store.location import database_path

    return open_database(database_path(data))


def _refresh(root: Path, catalogue: Catalogue) -> None:
    """Read what changed; a deck with errors stays as it was, or is missing if it never was read."""
    from lalaflash.cli.output import count, problem_line
    from lalaflash.review.refresh import refresh

    with collector_paused():
        refused = refresh(root, catalogue, now_ns=time.time_ns())
    known = {deck.key for deck in catalogue.decks()}
    for deck, problem, errors in refused:
        click.echo(problem_line(problem), err=True)
        what = "stands as it was before" if deck in known else "can't be reviewed"
        click.echo(f"{deck} {what}: {count(errors, 'error')} to mend (`lalaflash check`)", err=True)
    if refused and not known:
        raise ProjectError("there is nothing to review until that is mended")


def _check_decks(catalogue: Catalogue, decks: Sequence[str]) -> None:
    keys = [deck.key for deck in catalogue.decks()]
    for deck in decks:
        if deck not in keys:
            from lalaflash.spelling import did_you_mean

            raise UsageError(f"there is no deck {deck!r}{did_you_mean(deck, keys)}")
