"""Anki packages (``.apkg``): a zip file of a collection, media files by number, and the list of their names."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from lalaflash.errors import WriteError
from lalaflash.writers.archive import Archive
from lalaflash.writers.collection import write_collection
from lalaflash.writers.sqlite_file import stable_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lalaflash.model import AnkiNote, Deck


def write(
    path: Path,
    deck: Deck,
    notes: Sequence[AnkiNote],
    media: Mapping[str, Path],
    *,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write the package of ``deck`` to ``path``; the same arguments make the same bytes, anywhere and on any day.

    ``media`` maps names inside the package to files. ``progress`` is told how many notes more are written. Raises
    WriteError where a media file can't be read or the package grows too large, OSError where ``path`` can't be written;
    what stands at ``path`` is then useless.
    """
    collection = _collection(deck, notes, progress)
    with path.open("wb") as file:
        archive = Archive(file)
        archive.add("collection.anki2", collection)
        names = sorted(media)
        for number, name in enumerate(names):
            archive.add_file(str(number), media[name])
        archive.add("media", json.dumps(dict(enumerate(names))).encode())
        archive.close()


def _collection(deck: Deck, notes: Sequence[AnkiNote], progress: Callable[[int], None] | None) -> bytearray:
    with tempfile.TemporaryDirectory(prefix="lalaflash-") as folder:
        path = Path(folder) / "collection.anki2"
        try:
            write_collection(path, deck, notes, progress)
        except sqlite3.Error as error:
            raise WriteError(f"{path}: cannot be written: {error}") from error
        return stable_bytes(path)
