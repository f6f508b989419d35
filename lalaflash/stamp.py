"""The stamp of a build: what went in and what came out, so that a build with nothing to do is known at once.

Stamps lie in ``.lalaflash/`` and may be deleted at any time. A stamp vouches for a build only while every input and
output has the content that it had then and the same program would make it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lalaflash import __version__
from lalaflash.files import replace_text
from lalaflash.root import CACHES

if TYPE_CHECKING:
    from collections.abc import Iterable

# The libraries whose own version can change the bytes of a package.
_MAKERS = ("deflate", "genanki", "markdown-it-py", "mdit-py-plugins", "pygments")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one build of a deck read and wrote: content hashes by path from the project's root, and its counts."""

    program: str
    cards: tuple[str, ...]
    files: dict[str, str]
    notes: int
    card_count: int


def program() -> str:
    """Return what makes the bytes: lalaflash and the libraries that it renders and packs with."""
    installed = _installed()
    versions = [f"{name}={installed.get(name.replace('-', '_')) or _version(name)}" for name in _MAKERS]
    return " ".join([f"lalaflash={__version__}", *versions])


def _installed() -> dict[str, str]:
    """Return the versions of packages, by the folders that installers leave, such as ``genanki-0.13.1.dist-info``.

    ``importlib.metadata`` knows more, but its import alone takes as long as the rest of a build with nothing to do.
    """
    versions: dict[str, str] = {}
    for folder in sys.path:
        for entry in Path(folder).glob("*.dist-info"):
            name, _, version = entry.stem.partition("-")
            versions.setdefault(name.lower(), version)
    return versions


def _version(name: str) -> str:
    from importlib.metadata import version

    return version(name)


def make(root: Path, *, cards: Iterable[Path], others: Iterable[Path], notes: int, card_count: int) -> Stamp:
    """Return the stamp of a build that read the card files ``cards`` and read or wrote ``others``."""
    card_files = tuple(_name(root, path) for path in cards)
    names = {*card_files, *(_name(root, path) for path in others)}
    files = {name: _digest(root / name) for name in sorted(names)}
    return Stamp(program(), card_files, files, notes, card_count)


def write(root: Path, key: str, stamp: Stamp) -> None:
    """Keep the stamp of the deck ``key``."""
    folder = root / CACHES
    replace_text(folder / ".gitignore", "*\n")
    replace_text(folder / f"{key}.json", json.dumps(asdict(stamp), indent=1) + "\n")


def current(root: Path, key: str, cards: Iterable[Path]) -> Stamp | None:
    """Return the deck's stamp if it still holds for these card files, else None."""
    try:
        fields = json.loads((root / CACHES / f"{key}.json").read_bytes())
        stamp = Stamp(**{**fields, "cards": tuple(fields["cards"])})
        if stamp.program != program() or stamp.cards != tuple(_name(root, path) for path in cards):
            return None
        unchanged = all(_digest(root / name) == digest for name, digest in stamp.files.items())
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return stamp if unchanged else None


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _digest(path: Path) -> str:
    """Return the content's hash, or "" for a file that isn't there, so that one that appears is noticed."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:32]
