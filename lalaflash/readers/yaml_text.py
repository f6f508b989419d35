"""From a file's bytes to text without characters that no card may hold."""

from __future__ import annotations

import codecs
import re

from lalaflash.model import Problem, Source

# C0 without tab and line breaks, DEL, C1, halves of surrogate pairs, and the two that Unicode sets aside.
# A carriage return is a line break in a file; as an escape in a text it is a control character like the others.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROL_OR_RETURN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, path: str) -> str | Problem:
    """Return the text of a UTF-8 file without its byte order mark, or what is wrong."""
    if data.startswith(_UTF16):
        return Problem(Source(path, 1, 1), "not-utf8", "the file is UTF-16: save it as UTF-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line_start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[line_start : error.start].decode()) + 1
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8 (byte 0x{data[error.start]:02X}): save it as UTF-8"
        return Problem(Source(path, line, column), "not-utf8", message)


def control_characters(text: str, path: str) -> list[Problem]:
    """Tell the first control character of each line."""
    if not _CONTROL.search(text):
        return []
    return [
        Problem(
            Source(path, number, match.start() + 1),
            "control-character",
            f"control character {_code(match[0])}: remove it",
        )
        for number, line in enumerate(re.split("\r\n|\r|\n", text), 1)
        if (match := _CONTROL.search(line))
    ]


def describe(value: str) -> list[str]:
    """Return the codes of the control characters in a text, such as ``U+0002``, each once."""
    return list(dict.fromkeys(_code(character) for character in _CONTROL_OR_RETURN.findall(value)))


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
