"""Find the pictures and sounds that cards refer to, and name them by their content."""

from __future__ import annotations

import contextlib
import hashlib
import os
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from lalaflash.model import Problem, Source
from lalaflash.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = "media"
MAX_BYTES = 100_000_000

# Anki allows a name of 120 bytes; the hash, its dash, the dot and an ending take about a quarter of them.
_MAX_STEM_BYTES = 60
_MAX_ENDING_BYTES = 16
_HASH_DIGITS = 12


class _File(NamedTuple):
    """A file of the project: its name inside the package, and its content's hash."""

    name: str
    digest: str
    path: Path


class MediaFolder:
    """The media of one deck: ``files`` maps names inside its package to paths.

    A file is looked for beside the card file, then in ``media/``; it is read once, however often it is used.
    """

    def __init__(self, root: Path) -> None:
        """Look for files in the project `root`."""
        self.files: dict[str, Path] = {}
        self._problems: dict[Problem, None] = {}
        self._root = root
        self._real_root = os.path.realpath(root)
        self._names: dict[tuple[str, str], str] = {}
        self._by_path: dict[str, _File] = {}
        self._by_base: dict[str, _File] = {}
        self._listings: dict[Path, dict[str, str]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the references so far, each told once."""
        return tuple(self._problems)

    def resolver(self, source: Source) -> Callable[[str], str | None]:
        """Return a function for a text at `source`: from a reference to its name inside the package.

        It returns None for a file that can't be used, which is told at `source`.
        """

        def resolve(reference: str) -> str | None:
            folder = source.path.rpartition("/")[0]
            name = self._names.get((folder, reference))
            if name is None:
                name = self._resolve(folder, reference, source)
                if name is not None:
                    self._names[folder, reference] = name
            return name

        return resolve

    def _resolve(self, folder: str, reference: str, source: Source) -> str | None:
        for written in dict.fromkeys((reference, unquote(reference))):
            for start in (self._root / folder, self._root / FOLDER):
                path = self._existing(start, written)
                if path is not None:
                    return self._take(path, written, source)
        self._tell_missing(folder, unquote(reference).replace("\0", "?"), source)
        return None

    def _existing(self, start: Path, written: str) -> Path | None:
        """Return the file if it exists under exactly this name: not every system tells ``a.PNG`` from ``a.png``."""
        if "\0" in written:
            return None
        path = Path(os.path.normpath(start / written))
        name = self._listing(path.parent).get(unicodedata.normalize("NFC", path.name))
        return path.with_name(name) if name else None

    def _listing(self, folder: Path) -> dict[str, str]:
        """Return the names in a folder by their composed form; none for one outside the project or without a folder."""
        if folder not in self._listings:
            names: list[str] = []
            if self._is_inside(os.path.realpath(folder)):
                with contextlib.suppress(OSError):
                    names = sorted(path.name for path in folder.iterdir())
            self._listings[folder] = {unicodedata.normalize("NFC", name): name for name in names}
        return self._listings[folder]

    def _is_inside(self, real: str) -> bool:
        return real == self._real_root or real.startswith(self._real_root.rstrip(os.sep) + os.sep)

    def _take(self, path: Path, written: str, source: Source) -> str | None:
        real = os.path.realpath(path)
        if not self._is_inside(real):
            self._tell(source, "outside-project", f"`{written}` leads out of the project: copy the file into it")
            return None
        file = self._by_path.get(real) or self._read(path, real, written, source)
        if file is None:
            return None
        other = self._by_base.setdefault(unicodedata.normalize("NFC", path.name), file)
        if other.digest != file.digest:
            message = f"`{self._shown(path)}` and `{self._shown(other.path)}` are two files of one name: rename one"
            self._tell(source, "media-name-clash", message)
            return None
        self.files.setdefault(file.name, file.path)
        return file.name

    def _read(self, path: Path, real: str, written: str, source: Source) -> _File | None:
        try:
            if not path.is_file():
                self._tell(source, "missing-media", f"`{written}` is a folder or a device, not a file")
                return None
            size = path.stat().st_size
            if size == 0:  # Anki leaves it out without a word
                self._tell(source, "missing-media", f"`{written}` is an empty file: bring back its content")
                return None
            if size > MAX_BYTES:
                message = f"`{written}` is larger than {MAX_BYTES // 1_000_000} MB: make it smaller"
                self._tell(source, "media-too-large", message)
                return None
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            self._tell(source, "unreadable", f"`{written}` can't be read: {error.strerror or error}")
            return None
        file = _File(package_name(path.name, digest), digest, path)
        self._by_path[real] = file
        return file

    def _tell_missing(self, folder: str, written: str, source: Source) -> None:
        if self._leads_out(folder, written):
            self._tell(source, "outside-project", f"`{written}` leads out of the project: copy the file into it")
            return
        folders = {
            Path(os.path.normpath(start / written)).parent for start in (self._root / folder, self._root / FOLDER)
        }
        names = [name for place in folders for name in self._listing(place)]
        guess = did_you_mean(PurePosixPath(written).name, names)
        message = f"there is no file `{written[:200]}` beside the card file or in {FOLDER}/{guess}"
        self._tell(source, "missing-media", message)

    def _leads_out(self, folder: str, written: str) -> bool:
        """Tell whether a reference leaves the project from both places where it could begin."""
        root = os.path.normpath(self._root)
        starts = (self._root / folder, self._root / FOLDER)
        ends = [os.path.normpath(start / written) for start in starts]
        return all(not end.startswith(root.rstrip(os.sep) + os.sep) for end in ends)

    def _shown(self, path: Path) -> str:
        return path.relative_to(os.path.normpath(self._root)).as_posix()

    def _tell(self, source: Source, name: str, message: str) -> None:
        self._problems[Problem(source, name, message)] = None


def package_name(base: str, digest: str) -> str:
    """Return a file's name inside a package: its own, made safe, with the first digits of its content's hash."""
    stem, dot, ending = unicodedata.normalize("NFC", base).rpartition(".")
    if not stem:
        stem, dot, ending = ending, "", ""
    safe_ending = _bounded("".join(letter for letter in ending if letter.isalnum()), _MAX_ENDING_BYTES)
    safe_stem = "".join(letter if letter.isalnum() else "-" for letter in stem)
    short = _bounded("-".join(filter(None, safe_stem.split("-"))), _MAX_STEM_BYTES) or "file"
    return f"{short}-{digest[:_HASH_DIGITS]}{dot if safe_ending else ''}{safe_ending}"


def _bounded(text: str, size: int) -> str:
    """Cut `text` to `size` bytes of UTF-8, between two characters."""
    return text.encode()[:size].decode(errors="ignore")
