"""The bytes that a terminal sends, as keys. A pure decoder: it reads nothing itself.

Printable characters are keys of their own name; the others are named ``enter``, ``left``, ``ctrl-c`` and so on. A
pasted text is one key named ``paste``, so that it can never press anything.
"""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

PASTE: Final = "paste"
ESCAPE: Final = "escape"

_SEQUENCE: Final = re.compile(
    r"\x1b(?:\[[0-9:;<=>?]*[ -/]*[@-~]"  # CSI: cursor keys, function keys
    r"|O[ -~]"  # SS3: cursor keys, in another mode
    r"|[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)"  # what the terminal reports of itself
    r"|[^\[O\]P^_X])"  # Alt and a letter
)
_PASTE_BEGIN: Final = "\x1b[200~"
_PASTE_END: Final = "\x1b[201~"
_LONGEST_PASTE: Final = 100_000

_CONTROLS: Final = {
    "\r": "enter",
    "\n": "enter",
    "\t": "tab",
    " ": "space",
    "\x7f": "backspace",
    "\x08": "backspace",
    **{chr(code): f"ctrl-{chr(code + 96)}" for code in range(1, 27) if chr(code) not in "\b\t\n\r"},
}
_BY_LETTER: Final = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
_KEYPAD_ENTER: Final = "\x1bOM"
_BY_NUMBER: Final = {
    "1": "home",
    "3": "delete",
    "4": "end",
    "5": "page-up",
    "6": "page-down",
    "7": "home",
    "8": "end",
}


class Key(NamedTuple):
    """One key; ``text`` is what it types, if anything."""

    name: str
    text: str = ""


class KeyDecoder:
    """Turns bytes into keys, however they are cut into pieces."""

    def __init__(self) -> None:
        """Begin with nothing received."""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._waiting = ""

    @property
    def is_waiting(self) -> bool:
        """Whether a sequence has begun and not ended: more bytes, or ``flush`` after a moment, decide what it is."""
        return bool(self._waiting)

    def feed(self, received: bytes) -> list[Key]:
        """Return the keys that are complete with these bytes."""
        self._waiting += self._decoder.decode(received)
        keys: list[Key] = []
        while self._waiting:
            taken = self._take()
            if taken is None:
                break
            keys += taken
        return keys

    def flush(self) -> list[Key]:
        """Return what has waited in vain for more: a lone escape is the key, anything longer is dropped."""
        if self._waiting.startswith(_PASTE_BEGIN):
            return []
        keys = [Key(ESCAPE)] if self._waiting == "\x1b" else []
        self._waiting = ""
        return keys

    def _take(self) -> list[Key] | None:
        """Take the next keys off what waits; None where it is not complete."""
        if self._waiting.startswith(_PASTE_BEGIN):
            return self._take_paste()
        if self._waiting[0] != "\x1b":
            letter, self._waiting = self._waiting[0], self._waiting[1:]
            return _plain_key(letter)
        if self._waiting.startswith("\x1b\x1b"):
            self._waiting = self._waiting[1:]
            return [Key(ESCAPE)]
        found = _SEQUENCE.match(self._waiting)
        if found is None:
            return None
        self._waiting = self._waiting[found.end() :]
        return _sequence_key(found[0])

    def _take_paste(self) -> list[Key] | None:
        text, end, rest = self._waiting[len(_PASTE_BEGIN) :].partition(_PASTE_END)
        if not end:
            if len(text) > _LONGEST_PASTE:
                self._waiting = ""
            return None
        self._waiting = rest
        return [Key(PASTE, " ".join("".join(c if c.isprintable() else " " for c in text).split()))]


def _plain_key(letter: str) -> list[Key]:
    name = _CONTROLS.get(letter)
    if name is not None:
        return [Key(name, " " if letter == " " else "")]
    # Joiners and marks type something, too; controls do not.
    return [] if letter < " " or "\x7f" <= letter < "\xa0" else [Key(letter, letter)]


def _sequence_key(sequence: str) -> list[Key]:
    if sequence[1] not in "[O" or len(sequence) < 3:
        return []
    if sequence == _KEYPAD_ENTER:
        return [Key("enter")]
    final = sequence[-1]
    name = _BY_NUMBER.get(sequence[2:-1].partition(";")[0]) if final == "~" else _BY_LETTER.get(final)
    return [Key(name)] if name else []
