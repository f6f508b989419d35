"""Every write of SQLite's own, told beforehand: by the door that SQLite has for tests of its system calls.

Source: https://www.sqlite.org/c3ref/vfs.html, ``xSetSystemCall``. The names are those of ``os_unix.c``.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_BYTES, _OFFSET = ctypes.c_ssize_t, ctypes.c_int64
_WRITES = {
    b"write": (_BYTES, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t),
    b"pwrite": (_BYTES, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, _OFFSET),
    b"pwrite64": (_BYTES, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, _OFFSET),
    b"ftruncate": (ctypes.c_int, ctypes.c_int, _OFFSET),
    b"unlink": (ctypes.c_int, ctypes.c_char_p),
}

_for_ever: list[object] = []  # what SQLite calls must not be collected


class _Vfs(ctypes.Structure):
    """A ``sqlite3_vfs``, as far as it is needed here."""


_SET = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Vfs), ctypes.c_char_p, ctypes.c_void_p)
_GET = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(_Vfs), ctypes.c_char_p)
_Vfs._fields_ = [
    *[(name, ctypes.c_int) for name in ("iVersion", "szOsFile", "mxPathname")],
    *[(name, ctypes.c_void_p) for name in ("pNext", "zName", "pAppData")],
    *[(name, ctypes.c_void_p) for name in ("xOpen", "xDelete", "xAccess", "xFullPathname")],
    *[(name, ctypes.c_void_p) for name in ("xDlOpen", "xDlError", "xDlSym", "xDlClose")],
    *[(name, ctypes.c_void_p) for name in ("xRandomness", "xSleep", "xCurrentTime", "xGetLastError")],
    ("xCurrentTimeInt64", ctypes.c_void_p),
    ("xSetSystemCall", _SET),
    ("xGetSystemCall", _GET),
]


def _find_vfs() -> Any:
    """Return a pointer to the VFS that files get, or None where Python's SQLite can't be reached from outside."""
    library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))  # without a file of its own it is within Python
    find = getattr(library, "sqlite3_vfs_find", None)
    if find is None:
        return None
    find.restype = ctypes.POINTER(_Vfs)
    return find(None)


IS_WITHIN_REACH = os.name == "posix" and _find_vfs() is not None


def call_before_writing(call: Callable[[], None]) -> None:
    """Call ``call`` before each write of SQLite in this process, from now on."""
    vfs = _find_vfs()
    for name, (result, *arguments) in _WRITES.items():
        if original := vfs.contents.xGetSystemCall(vfs, name):
            prototype = ctypes.CFUNCTYPE(result, *arguments, use_errno=True)
            replacement = prototype(_with(call, prototype(original)))
            _for_ever.append(replacement)
            vfs.contents.xSetSystemCall(vfs, name, ctypes.cast(replacement, ctypes.c_void_p))


def _with(before: Callable[[], None], original: Callable[..., int]) -> Callable[..., int]:
    def call(*arguments: Any) -> int:
        before()
        return original(*arguments)

    return call
