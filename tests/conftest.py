from collections.abc import Iterator
from pathlib import Path

import pytest
from anki_backend import Anki, new_collection


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    """An empty collection of a real Anki."""
    with new_collection(tmp_path / "anki") as opened:
        yield opened


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A place for a package."""
    return tmp_path / "film.apkg"
