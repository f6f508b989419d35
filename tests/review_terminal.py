"""A terminal for tests: a real pty with a process on it, and the screen that the process draws."""

from __future__ import annotations

import os
import termios
import time
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_PATIENCE_S = 20.0
_TESTS = os.path.dirname(__file__)  # noqa: PTH120


class ScreenTest:
    """A process on a terminal of ``width`` by ``height`` cells; ``sent`` is all that it has written."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        width: int = 80,
        height: int = 24,
        env: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        unset = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "VISUAL", "EDITOR", "COLUMNS", "LINES")
        environment = {name: value for name, value in os.environ.items() if name not in unset}
        environment |= {"TERM": "xterm-256color", "PYTHONPATH": _TESTS, "PYTHONUTF8": "1", **(env or {})}
        self.screen = pyte.Screen(width, height)
        self.sent = b""
        self._stream = pyte.ByteStream(self.screen)
        self.process: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(height, width),
            env=environment,
            timeout=_PATIENCE_S,
            cwd=str(folder) if folder else None,
        )
        self.modes = termios.tcgetattr(self.process.child_fd)

    def show_on(self, screen: pyte.Screen) -> None:
        """Draw on ``screen`` from now on."""
        self.screen, self._stream = screen, pyte.ByteStream(screen)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, words: str) -> str:
        """Read until ``words`` are on the screen; return all of it."""
        return self.wait_until(lambda: words in self.text, words)

    def wait_until(self, is_there: Callable[[], bool], what: str) -> str:
        end = time.monotonic() + _PATIENCE_S
        while not is_there():
            assert time.monotonic() < end, f"{what!r} did not come:\n{self.text}"
            assert self._read(), f"{what!r} did not come before the end:\n{self.text}"
        return self.text

    def press(self, keys: str, words: str = "") -> str:
        """Send keys, then wait for ``words``."""
        self.process.send(keys)
        return self.wait(words)

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)
        self.screen.reset()
        self.process.setwinsize(height, width)

    def finish(self) -> int:
        """Read to the end; return the exit code (negative: the signal)."""
        end = time.monotonic() + _PATIENCE_S
        while self._read():
            assert time.monotonic() < end, f"it did not end:\n{self.text}"
        self.process.wait()
        code = self.process.exitstatus
        return -int(self.process.signalstatus or 0) if code is None else int(code)

    def hang_up(self) -> None:
        """Close the terminal under the process, and wait for its end."""
        inner = self.process.ptyproc  # type: ignore[attr-defined]
        inner.fileobj.close()
        inner.wait()
        inner.closed = self.process.closed = True

    def close(self) -> None:
        self.process.close(force=True)

    def _read(self) -> bool:
        """Take what was written, for a moment; False when nothing more can come."""
        try:
            received = self.process.read_nonblocking(65536, 0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.sent += received
        self._stream.feed(received)
        return True
