"""What every command needs from around it: the project's folder and the time."""

from __future__ import annotations

import contextlib
import gc
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from lalaflash.errors import UsageError
from lalaflash.root import find_root

if TYPE_CHECKING:
    from collections.abc import Iterator

# Up to the year 2286.
_SECONDS = re.compile(r"[1-9][0-9]{0,9}")


def project_root(given: Path | None) -> Path:
    """Return the folder given with ``-C``, or the nearest one with decks/; raises UsageError when there is none."""
    root = find_root(given or Path.cwd())
    if root is None:
        raise UsageError("no project here: there is no decks/ folder; `lalaflash new NAME` starts one")
    return root


def now_ms() -> int:
    """Return the time in milliseconds; ``SOURCE_DATE_EPOCH`` (seconds) fixes it for reproducible builds."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return time.time_ns() // 1_000_000
    if not _SECONDS.fullmatch(fixed):
        raise UsageError(f"SOURCE_DATE_EPOCH is {fixed!r}: it must be a number of seconds since 1970")
    return int(fixed) * 1000


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the search for cyclic garbage: a build makes many values and no cycles (docs/performance.md)."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
