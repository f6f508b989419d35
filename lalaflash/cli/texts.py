"""Texts to make cards from, as the command line names them, and what is said of facts without a card."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from lalaflash.errors import ProjectError, UsageError
from lalaflash.generate.unusable import LEANS
from lalaflash.model import Problem
from lalaflash.project import MAX_FILE_BYTES
from lalaflash.readers.texts import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lalaflash.generate.record import FactRecord
    from lalaflash.readers.prose import Fact

STANDARD_INPUT = "-"
_WORTH_A_TITLE = 5
"""Facts that lean on an untold topic, from which on a title is worth a hint."""


class TextFile(NamedTuple):
    """A text that was read: the path as it was typed (``-`` for standard input), and its facts."""

    path: str
    facts: list[Fact]


def read_texts(paths: Sequence[str]) -> list[TextFile]:
    """Read texts; raises ProjectError with a line for each that can't be used, UsageError where there is no file."""
    texts = []
    wrong = []
    for path in paths:
        found = read_text(_bytes(path), path, Path(path).suffix)
        if isinstance(found, Problem):
            wrong.append(f"{found.source.path}:{found.source.line}: {found.message}")
        else:
            texts.append(TextFile(path, found))
    if wrong:
        raise ProjectError("\nError: ".join(wrong))
    return texts


def _bytes(path: str) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    file = Path(path)
    if file.suffix in (".yaml", ".yml"):
        raise UsageError(f"{path}: this is a card file: `lalaflash build` makes cards of the facts in it")
    if file.is_dir():
        raise UsageError(f"{path}: this is a folder: name the texts in it, such as {file / '*.txt'}")
    if not file.exists():
        raise UsageError(f"{path}: there is no such file")
    if file.is_file() and file.stat().st_size > MAX_FILE_BYTES:
        raise ProjectError(f"{path}: the file is larger than {MAX_FILE_BYTES // 1_000_000} MB: split it")
    try:
        return file.read_bytes()
    except OSError as error:
        raise ProjectError(f"{path}: the file can't be read: {error.strerror or error}") from error


def say_cardless(results: Iterable[tuple[Fact, FactRecord]], *, topic: str = "") -> None:
    """Name the facts for which there is no card, each with the reason, so that nothing is lost silently."""
    untold: Counter[str] = Counter()
    for fact, record in results:
        if not record.cards:
            place = f"{fact.source.path}:{fact.source.line}"
            click.echo(f"{place}: {click.style('no card:', fg='yellow')} {record.reason}", err=True)
            untold[fact.source.path] += not (topic or fact.topic) and record.reason == LEANS
    for path, count in untold.items():
        if count >= _WORTH_A_TITLE:
            click.echo(
                f"{path}: {count} facts lean on what the text is about: a title in its first line gives them cards,"
                " as in “La La Land”",
                err=True,
            )
