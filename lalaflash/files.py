"""Files that are replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from lalaflash.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def replacement(target: Path) -> Iterator[Path]:
    """Yield a path beside ``target`` to write to; it takes target's place when the block ends well.

    The new file is on the disk before it gets its name, so that a crash leaves the old file or the new one. When the
    block fails nothing of it stays; what a killed process left behind is overwritten by the next one. Only one process
    at a time may replace a target. Raises WriteError where the disk refuses.
    """
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        _sync(temporary)
        temporary.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise WriteError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def replace_text(target: Path, text: str) -> None:
    """Replace ``target`` by ``text`` in UTF-8, or raise WriteError and leave it as it was."""
    with replacement(target) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def _sync(path: Path) -> None:
    """Wait until ``path`` is on the disk; folders can't be waited for on Windows."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
