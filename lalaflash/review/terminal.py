"""The terminal while a sitting is on: its modes are changed on the way in, and put back on every way out.

Nothing here raises at a moment of its own choosing: a signal only wakes the one place that waits for a key. So an
answer is never cut in two by Ctrl-C or by a window that closes.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import termios
import tty
from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

from lalaflash.review.keys import Key, KeyDecoder

if TYPE_CHECKING:
    from collections.abc import Iterator

RESIZED: Final = "resized"
CLOSED: Final = "closed"

_ESCAPE_WAIT_S: Final = 0.05  # how long the rest of an escape sequence may take to arrive
_CHUNK: Final = 4096
# Alternate screen; no cursor; pasted text in brackets; no wrapping, should the terminal find a sign wider than we do.
_ENTER: Final = "\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?7l\x1b[H\x1b[2J"
_LEAVE: Final = "\x1b[0m\x1b[?7h\x1b[?2004l\x1b[?25h\x1b[?1049l"
_STOPS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Size(NamedTuple):
    """A terminal's size in cells."""

    width: int
    height: int


class Terminal:
    """The terminal as a sitting needs it; use it in a ``with`` statement."""

    def __init__(self, keyboard: int, screen: int) -> None:
        """Read keys from the file descriptor ``keyboard`` and draw on ``screen``; both are terminals."""
        self._keyboard = keyboard
        self._screen = screen
        self._decoder = KeyDecoder()
        self._keys: deque[Key] = deque()
        self._exit = contextlib.ExitStack()

    def __enter__(self) -> Terminal:
        """Take the terminal over."""
        with contextlib.ExitStack() as stack:
            self._wakeup = stack.enter_context(_signals_as_bytes((*_STOPS, signal.SIGWINCH)))
            stack.enter_context(self._taken_over())
            self._exit = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Give the terminal back as it was."""
        self._exit.close()

    @property
    def size(self) -> Size:
        """The terminal's size now; where it knows none, the usual one."""
        with contextlib.suppress(OSError):
            width, height = os.get_terminal_size(self._screen)
            if width and height:
                return Size(width, height)
        return Size(80, 24)

    def key(self) -> Key:
        """Wait for a key, ``RESIZED``, or ``CLOSED`` when no more can come."""
        while not self._keys:
            timeout = _ESCAPE_WAIT_S if self._decoder.is_waiting else None
            ready, _, _ = select.select([self._keyboard, self._wakeup], [], [], timeout)
            if self._wakeup in ready:
                self._take_signals()
            elif self._keyboard in ready:
                self._take_bytes()
            else:
                self._keys += self._decoder.flush()
        return self._keys.popleft()

    def write(self, text: str) -> None:
        """Send ``text`` in one go; to a terminal that is gone, nothing."""
        remaining = text.encode("utf-8", "replace")
        try:
            while remaining:
                remaining = remaining[os.write(self._screen, remaining) :]
        except OSError:
            self._keys.append(Key(CLOSED))

    @contextlib.contextmanager
    def given_back(self) -> Iterator[None]:
        """Give the terminal back for the length of the block: to an editor, or to the shell."""
        self._exit.close()
        try:
            yield
        finally:
            self.__enter__()

    def stop_job(self) -> None:
        """Do what Ctrl-Z does everywhere else."""
        with self.given_back():
            os.kill(0, signal.SIGTSTP)

    @contextlib.contextmanager
    def _taken_over(self) -> Iterator[None]:
        before = termios.tcgetattr(self._keyboard)
        tty.setcbreak(self._keyboard, termios.TCSADRAIN)
        modes = termios.tcgetattr(self._keyboard)
        modes[0] &= ~(termios.IXON | termios.ICRNL)
        modes[3] &= ~termios.ISIG  # Ctrl-C and Ctrl-Z come as keys
        try:
            termios.tcsetattr(self._keyboard, termios.TCSADRAIN, modes)
            self.write(_ENTER)
            yield
        finally:
            self.write(_LEAVE)
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._keyboard, termios.TCSADRAIN, before)

    def _take_signals(self) -> None:
        numbers = os.read(self._wakeup, _CHUNK)
        if any(number in _STOPS for number in numbers):
            self._keys.append(Key(CLOSED))
        elif signal.SIGWINCH in numbers:
            self._keys.append(Key(RESIZED))

    def _take_bytes(self) -> None:
        try:
            received = os.read(self._keyboard, _CHUNK)
        except OSError:
            received = b""
        self._keys += self._decoder.feed(received) if received else [Key(CLOSED)]


@contextlib.contextmanager
def _signals_as_bytes(signals: tuple[signal.Signals, ...]) -> Iterator[int]:
    """Yield a descriptor from which each of ``signals`` can be read as a byte, instead of having its effect."""
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    before = {number: signal.signal(number, _do_nothing) for number in signals}
    previous = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    try:
        yield reader
    finally:
        signal.set_wakeup_fd(previous)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(reader)
        os.close(writer)


def _do_nothing(_number: int, _frame: object) -> None:
    """Let the byte in the pipe speak."""
