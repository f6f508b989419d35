"""Zip files whose every byte is decided here, so that the same members make the same file everywhere.

Python's ``zipfile`` compresses with whatever zlib the machine has, and zlib builds differ in their output. libdeflate
comes with its wheel, one version for all.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from deflate import crc32, deflate_compress

from lalaflash.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The format: APPNOTE.TXT of PKWARE, 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sBBHHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")
_VERSION = 20
_UNIX = 3
_MODE = 0o644 << 16
_UTF8_NAME = 0x800
_MIDNIGHT, _NEW_YEAR_1980 = 0, 1 << 5 | 1
_STORED, _DEFLATED = 0, 8
_MOST_BYTES, _MOST_MEMBERS = 2**32 - 2, 2**16 - 2

# Of libdeflate's 12 levels: the last before the time grows faster than the gain.
_LEVEL = 5
_CHUNK = 1 << 20


class _Member(NamedTuple):
    name: bytes
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def _flags(self) -> int:
        return 0 if self.name.isascii() else _UTF8_NAME

    def local_header(self) -> bytes:
        return _LOCAL.pack(b"PK\3\4", _VERSION, self._flags, self.method, _MIDNIGHT, _NEW_YEAR_1980,
                           self.crc, self.packed, self.size, len(self.name), 0) + self.name  # fmt: skip

    def central_header(self) -> bytes:
        return _CENTRAL.pack(b"PK\1\2", _VERSION, _UNIX, _VERSION, self._flags, self.method, _MIDNIGHT, _NEW_YEAR_1980,
                             self.crc, self.packed, self.size, len(self.name), 0, 0, 0, 0, _MODE,
                             self.offset) + self.name  # fmt: skip


class Archive:
    """A zip file being written to ``file``, a seekable binary file at its beginning. Call ``close`` at the end.

    Every method raises WriteError for what a plain zip file can't hold: 4 GiB, or 65,535 members.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Start an empty archive."""
        self._file = file
        self._members: list[_Member] = []

    def add(self, name: str, content: bytes | bytearray) -> None:
        """Add a member from memory, compressed where that makes it smaller."""
        _check_size(size := len(content))
        packed: bytes | bytearray = deflate_compress(content, _LEVEL)
        method = _DEFLATED
        if len(packed) >= size:
            packed, method = content, _STORED
        member = _Member(name.encode(), method, crc32(content), len(packed), size, self._file.tell())
        self._file.write(member.local_header())
        self._file.write(packed)
        self._keep(member)

    def add_file(self, name: str, path: Path) -> None:
        """Add the file ``path`` as it is, a piece at a time. Raises WriteError where it can't be read."""
        member = _Member(name.encode(), _STORED, 0, 0, 0, self._file.tell())
        self._file.write(member.local_header())
        crc = size = 0
        for chunk in _chunks(path):
            crc = crc32(chunk, crc)
            size += len(chunk)
            _check_size(size)
            self._file.write(chunk)
        member = member._replace(crc=crc, packed=size, size=size)
        self._file.seek(member.offset)
        self._file.write(member.local_header())
        self._file.seek(size, 1)
        self._keep(member)

    def close(self) -> None:
        """Write the table of contents. The file itself stays open."""
        start = self._file.tell()
        for member in self._members:
            self._file.write(member.central_header())
        size = self._file.tell() - start
        count = len(self._members)
        _check_size(start + size)
        self._file.write(_END.pack(b"PK\5\6", 0, 0, count, count, size, start, 0))

    def _keep(self, member: _Member) -> None:
        self._members.append(member)
        _check_size(self._file.tell())
        if len(self._members) > _MOST_MEMBERS:
            raise WriteError(f"the package would hold more than {_MOST_MEMBERS:,} files; make several decks of it")


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise WriteError(f"{path}: cannot be packed: {error.strerror or error}") from error


def _check_size(size: int) -> None:
    if size > _MOST_BYTES:
        raise WriteError("the package would be larger than 4 GiB; use smaller media files, or make several decks of it")
