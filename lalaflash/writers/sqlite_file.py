"""SQLite files that come out the same from every version of SQLite.

``VACUUM`` lays rows out in one way only, but leaves traces of the version and of its own work in the bytes.
"""

from __future__ import annotations

import contextlib
import sqlite3
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAGE = 4096
# All settings whose defaults a build of SQLite may change. Nobody opens the file after a crash, so it needs no journal.
_SETTINGS = f"""
PRAGMA page_size = {_PAGE};
PRAGMA auto_vacuum = NONE;
PRAGMA encoding = 'UTF-8';
PRAGMA secure_delete = ON;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
"""
# https://www.sqlite.org/fileformat2.html, 1.3 (the file's header) and 1.6 (b-tree pages).
_FILE_HEADER_SIZE = 100
_CHANGE_COUNTER, _COUNTER_OF_WRITER, _WRITER_VERSION = 24, 92, 96
_UINT32 = struct.Struct(">L")
_CELL_COUNT = struct.Struct(">3xHH")
_HEADER_SIZES = {2: 12, 5: 12, 10: 8, 13: 8}


@contextlib.contextmanager
def new_database(path: Path) -> Iterator[sqlite3.Cursor]:
    """Yield a cursor on a new database at ``path``; at the end, its rows are laid out afresh and it is closed."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_SETTINGS)
        yield connection.cursor()
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def stable_bytes(path: Path) -> bytearray:
    """Return the content of a file made by ``new_database``, without what depends on the version of SQLite."""
    content = bytearray(path.stat().st_size)
    with path.open("rb") as file:
        file.readinto(content)
    _UINT32.pack_into(content, _CHANGE_COUNTER, 1)
    _UINT32.pack_into(content, _COUNTER_OF_WRITER, 1)
    _UINT32.pack_into(content, _WRITER_VERSION, 0)
    for start in range(0, len(content), _PAGE):
        _clear_gap(content, start)
    return content


def _clear_gap(content: bytearray, page: int) -> None:
    """Zero what lies between the cell pointers and the cells of the b-tree page at offset ``page``.

    An overflow page begins with the number of another page, which is 0 in its first byte up to 64 GiB.
    """
    header = page or _FILE_HEADER_SIZE
    header_size = _HEADER_SIZES.get(content[header])
    if header_size is None:
        return
    count, cells = _CELL_COUNT.unpack_from(content, header)
    start = header + header_size + 2 * count
    end = page + cells
    content[start:end] = bytes(end - start)
