"""The floor: the least work from card files to a package, with the libraries that lalaflash stands on.

Called with a built project and a file to write. It composes every card file with PyYAML, and writes the notes that it
finds in the built package with genanki, compressed as ``zipfile`` does it. Prints the seconds of wall and of processor
that reading those notes took, which are not part of the floor.
"""

from __future__ import annotations

import gc
import itertools
import json
import sqlite3
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import genanki
import yaml


def main(root: Path, target: Path) -> None:
    gc.disable()  # as lalaflash does
    wall, processor = time.perf_counter(), time.process_time()
    models, rows = _notes_of(root / "dist" / "sample.apkg")
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    for path in sorted((root / "cards").iterdir()):
        yaml.compose(path.read_bytes(), Loader=yaml.CBaseLoader)
    deck = genanki.Deck(1_500_000_000_000, "Sample")
    for guid, model_id, fields, tags in rows:
        deck.add_note(genanki.Note(models[model_id], fields.split("\x1f"), tags=tags.split(), guid=guid))
    _write(deck, target)
    print(wall, processor)


def _notes_of(package: Path) -> tuple[dict[int, Any], list[tuple[str, int, str, str]]]:
    """Return genanki's models by their id, and of each note its guid, model id, fields and tags."""
    connection = sqlite3.connect(":memory:")
    with zipfile.ZipFile(package) as archive:
        connection.deserialize(archive.read("collection.anki2"))
    (models,) = connection.execute("SELECT models FROM col").fetchone()
    rows = connection.execute("SELECT guid, mid, flds, tags FROM notes ORDER BY id").fetchall()
    connection.close()
    return {int(key): _model(model) for key, model in json.loads(models).items()}, rows


def _model(model: dict[str, Any]) -> Any:
    return genanki.Model(
        int(model["id"]), model["name"], model["flds"], model["tmpls"], css=model["css"], model_type=model["type"]
    )


def _write(deck: Any, target: Path) -> None:
    """Do what genanki's ``Package.write_to_file`` does, which doesn't compress."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "collection.anki2"
        connection = sqlite3.connect(database)
        genanki.Package(deck).write_to_db(connection.cursor(), 0, itertools.count(1))
        connection.commit()
        connection.close()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(database, database.name)
            archive.writestr("media", "{}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
