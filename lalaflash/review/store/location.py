"""Where progress is kept."""

from __future__ import annotations

from pathlib import Path

FILE_NAME = "progress.db"


def database_path(data: str | None) -> Path:
    """Return the database in the folder ``data`` (``--data`` or LALAFLASH_DATA), or else in the user's data folder."""
    if data:
        return Path(data).expanduser() / FILE_NAME
    from platformdirs import user_data_path  # slow to import, and not needed with --data

    return user_data_path("lalaflash", appauthor=False) / FILE_NAME
