"""Read the texts that cards are generated from: bytes → facts, or what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.model import Problem, Source
from lalaflash.readers.prose import linked, read_prose
from lalaflash.readers.yaml_text import decode
from lalaflash.root import MARKDOWN_ENDINGS

if TYPE_CHECKING:
    from lalaflash.readers.prose import Fact

_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(data: bytes, path: str, suffix: str) -> list[Fact] | Problem:
    """Return the facts of a text in UTF-8, Markdown where the suffix (such as ``.md``) says so; never raises."""
    place = Source(path, 1, 1)
    if not data.strip():
        return Problem(place, "empty-file", "the file is empty")
    if data.startswith(_SIGNATURES) or (b"\0" in data and not data.startswith(_UTF16)):
        return Problem(place, "not-text", "this is not plain text: save it as plain text or Markdown, in UTF-8")
    text = decode(data, path)
    if isinstance(text, Problem):
        return text
    if suffix.lower() in MARKDOWN_ENDINGS:
        from lalaflash.readers.markdown_facts import read_markdown

        facts = list(read_markdown(text, path))
    else:
        facts = list(read_prose(text, path))
    return linked(facts) or Problem(place, "no-facts", "there are no sentences in this file to make cards from")
