"""Where a project begins. Every command asks for it first, so it imports next to nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DECKS = "decks"
CACHES = ".lalaflash"  # what may be deleted at any time
YAML_ENDINGS = (".yaml", ".yml")
MARKDOWN_ENDINGS = (".md", ".markdown")
TEXT_ENDINGS = (".txt", *MARKDOWN_ENDINGS)
RECORD_SUFFIX = ".generated"
"""What was generated for the facts of a file lies beside it, with this ending."""


def find_root(start: Path) -> Path | None:
    """Return the nearest folder with decks/, from `start` upwards."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if os.path.isdir(folder / DECKS)), None)  # noqa: PTH112
