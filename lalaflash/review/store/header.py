"""The first bytes of a database file, read without SQLite, so that a file that we refuse is not touched at all.

Source of the offsets: https://www.sqlite.org/fileformat2.html, "The Database Header".
"""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.errors import LalaflashError

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID = 0x6C616C61  # "lala"

ELSEWHERE = ", or name another with --data"  # how to mend what is wrong with a place

_MAGIC = b"SQLite format 3\0"
_LENGTH = 100
_PAGE_SIZE_OF_ONE = 65_536  # the header writes 1 for it
_UNFINISHED = ("-journal", "-wal")  # beside the file, these hold changes that its header may not show yet


class StoreError(LalaflashError):
    """Progress cannot be read or written; what was there before is untouched."""


class _Header(NamedTuple):
    page_size: int
    pages: int
    version: int
    application: int


def refuse_misfits(path: Path, newest: int) -> None:
    """Raise StoreError for a file that is no progress database, is cut short, or is newer than version ``newest``.

    A file that does not exist, or is empty, is fine: it is about to become one.
    """
    try:
        with path.open("rb") as file:
            first = file.read(_LENGTH)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror or error}; mend that{ELSEWHERE}") from error
    if not first:
        return
    if len(first) < _LENGTH or not first.startswith(_MAGIC):
        raise foreign(path)
    header = _parse(first)
    if any(os.path.lexists(f"{path}{suffix}") for suffix in _UNFINISHED):
        return
    if header.application != APPLICATION_ID:
        raise foreign(path)
    if header.version > newest:
        raise too_new(path)
    if header.page_size * header.pages > size:
        raise damaged(path)


def foreign(path: Path) -> StoreError:
    """Return the error for a file of another program."""
    return StoreError(f"{path}: this is not a progress database of lalaflash: move it away{ELSEWHERE}")


def too_new(path: Path) -> StoreError:
    """Return the error for a file of a later lalaflash."""
    return StoreError(f"{path}: a newer lalaflash has written this: update lalaflash to go on")


def damaged(path: Path) -> StoreError:
    """Return the error for a file that SQLite cannot make sense of."""
    return StoreError(f"{path}: the database is damaged: put a backup or an export in its place; nothing was changed")


def displaced(path: Path) -> StoreError:
    """Return the error for a file that is open, but not to be found in its place any more."""
    return StoreError(
        f"{path}: it was moved, deleted or replaced while it was in use: put it back, then try again;"
        " what was recorded before is in it"
    )


def damaged_cache(path: Path) -> StoreError:
    """Return the error for a damaged file beside the database that holds nothing of worth."""
    return StoreError(f"{path}: this cache is damaged: delete the file, then try again; no progress is lost")


def _parse(first: bytes) -> _Header:
    (page_size,) = struct.unpack_from(">H", first, 16)
    (pages,) = struct.unpack_from(">I", first, 28)
    version, application = struct.unpack_from(">I4xI", first, 60)
    return _Header(_PAGE_SIZE_OF_ONE if page_size == 1 else page_size, pages, version, application)
