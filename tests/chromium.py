"""Chromium without a window: what a page's scripts make of it, and pictures of it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
_LONGEST_RUN = 120


def find() -> str | None:
    """Return the program, or None where there is none on PATH."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def loaded(page: Path) -> str:
    """Return the HTML that a page consists of once it and its frames are loaded."""
    return _run(page, "--dump-dom")


def screenshot(page: Path, picture: Path, *, width: int, height: int, scale: float) -> None:
    """Write a PNG of a page; width and height are in CSS pixels, of which each becomes ``scale`` pixels."""
    _run(
        page,
        f"--screenshot={picture}",
        f"--window-size={width},{height}",
        f"--force-device-scale-factor={scale}",
        "--default-background-color=00000000",
    )


def _run(page: Path, *flags: str) -> str:
    program = find()
    if program is None:
        raise FileNotFoundError(f"none of {', '.join(NAMES)} is on PATH")
    # Processes of Chromium may outlive it for a moment, and still write into the profile.
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        command = [program, *_FLAGS, f"--user-data-dir={profile}", *flags, page.resolve().as_uri()]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=_LONGEST_RUN, check=True)
    return done.stdout
