"""Text from card files, made safe for a terminal: what would steer it is shown as a visible sign instead.

Control characters become their pictures (``␛`` for escape), and the bidi controls that can make a line read as another
one (https://trojansource.codes) become ``⟨U+202E⟩``. Marks that only join or separate letters stay: scripts need them.
"""

from __future__ import annotations

from typing import Final

_PICTURES: Final = 0x2400  # U+2400 to U+241F picture the controls from 0 on
_DELETE: Final = 0x7F
_PICTURE_OF_DELETE: Final = "\u2421"
_UPPER_CONTROLS: Final = range(0x80, 0xA0)
_BIDI_CONTROLS: Final = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INVISIBLE_TAGS: Final = range(0xE0000, 0xE0080)
_SURROGATES: Final = range(0xD800, 0xE000)

_SIGNS: Final[dict[int, str]] = {
    **{code: chr(_PICTURES + code) for code in range(0x20) if chr(code) not in "\n\t"},
    _DELETE: _PICTURE_OF_DELETE,
    **{code: f"⟨U+{code:04X}⟩" for code in (*_UPPER_CONTROLS, *_BIDI_CONTROLS, *_INVISIBLE_TAGS)},
    0x2028: "\n",
    0x2029: "\n",
    **dict.fromkeys(_SURROGATES, "\ufffd"),
}


def harmless(text: str) -> str:
    """Return ``text`` without anything that a terminal would obey, except for line ends; tabs become spaces."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_SIGNS).expandtabs(4)


def harmless_line(text: str) -> str:
    """Return ``text`` as ``harmless`` does, on one line."""
    return " ".join(harmless(text).split())
