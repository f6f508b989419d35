"""Kill -9 at one step after the other, each time in a process of its own.

A step is what changes something on the disk: what Python does to a file, and each time that SQLite writes to a file,
cuts it or deletes it.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlite_writes import call_before_writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Act = Callable[[Path, Callable[[], None]], None]

KILLS = int(os.environ.get("LALAFLASH_KILLS", "12"))  # how many processes a test kills, where not all steps are tried

_FILE_STEPS = {"open", "os.rename", "os.remove", "os.mkdir"}
_NEVER = -1
_STEP, _DONE = b".", b"!"


class Life(NamedTuple):
    """What became of a process that was to be killed: the steps it began, and how often it told of something done."""

    steps: int
    told: int
    was_killed: bool


def lives_cut_short(start: Path, act: Act, *, kills: int = KILLS) -> Iterator[tuple[Path, int]]:
    """Let ``act`` work on copies of the folder ``start``, and kill it at ``kills`` of its steps, spread over them all.

    Yield the folder that each left behind, and how often it had told of something done. ``act`` gets the folder, and a
    function to call whenever something is acknowledged.
    """
    folder = start.with_name(f"{start.name}-killed")
    total = live_until(_NEVER, shutil.copytree(start, folder), act).steps
    count = min(kills, total)
    for index in range(count):
        shutil.rmtree(folder)
        life = live_until(index * total // count, shutil.copytree(start, folder), act)
        assert life.was_killed
        yield folder, life.told


def live_until(step: int, folder: Path, act: Act) -> Life:
    """Run ``act`` in a process that is killed before its step number ``step`` in ``folder``."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _Killer(step, folder, writer).watch()
            act(folder, lambda: _tell(writer, _DONE))
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        told = stream.read()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "what was to be killed failed: see its traceback"
    return Life(told.count(_STEP), told.count(_DONE), os.WIFSIGNALED(status))


def _tell(writer: int, what: bytes) -> None:
    os.write(writer, what)


class _Killer:
    """Tells of this process's steps in ``folder``, and kills it at the one with the number ``left``."""

    def __init__(self, left: int, folder: Path, writer: int) -> None:
        self._left = left
        self._folder = str(folder)
        self._writer = writer

    def watch(self) -> None:
        """Do so from now on, until the end of the process."""
        sys.addaudithook(self._see)
        call_before_writing(self._step)

    def _step(self) -> None:
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self._left -= 1
        _tell(self._writer, _STEP)

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _FILE_STEPS and any(self._folder in str(argument) for argument in arguments):
            self._step()
