"""Write card files: entries in YAML that read back exactly, and changes to a file that leave all else as it stands."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from lalaflash.generate.clozes import escape
from lalaflash.lock import one_line
from lalaflash.model import NoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lalaflash.generate.cards import GeneratedCard

INDENT = "  "

# A text that YAML can't take for anything else, between keys and line breaks.
_PLAIN = re.compile(r"[^\W_](?:[^\s:#]| (?![ #])|:+(?=\w)|(?<=\S)#)*")
_PLAIN_TAG = re.compile(r"[^\W_](?:[\w-]|::(?=\w))*")
_NOT_PLAIN_END = (" ", ":")
# What is text to lalaflash, and something else to other readers of YAML.
_TYPED = re.compile(r"\d[\w.:+-]*|true|false|yes|no|on|off|null|y|n", re.IGNORECASE)
# What a double-quoted text must not hold as it is: YAML would join lines, or editors would not show it.
_ESCAPED = re.compile("[\x00-\x1f\x7f-\xa0\xad\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def scalar(text: str) -> str:
    """A text as YAML on one line, quoted where it has to be."""
    if _ESCAPED.search(text):
        return _double_quoted(text)
    if _PLAIN.fullmatch(text) and not text.endswith(_NOT_PLAIN_END) and not _TYPED.fullmatch(text):
        return text
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def tag_list(tags: Iterable[str]) -> str:
    """Tags as a YAML list on one line."""
    return f"[{', '.join(tag if _PLAIN_TAG.fullmatch(tag) else _double_quoted(tag) for tag in tags)}]"


def _double_quoted(text: str) -> str:
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04X}", json.dumps(text, ensure_ascii=False))


def entry(card: GeneratedCard, *, topic: str = "", indent: str = INDENT) -> str:
    """A generated card as an entry of a card file; ``topic`` is what the file says already."""
    if card.kind is NoteKind.CLOZE:
        keys = [("cloze", scalar(card.text))]
    else:
        keys = [("question", scalar(escape(card.text))), ("answer", scalar(escape(card.answer)))]
    if card.topic and card.topic != topic:
        keys.append(("topic", scalar(card.topic)))
    if card.tags:
        keys.append(("tags", tag_list(card.tags)))
    lines = [f"{key}: {value}\n" for key, value in keys]
    return f"{indent}- {f'{indent}  '.join(lines)}"


def head(*, schema: str = "", topic: str = "") -> str:
    """How a card file begins; entries follow. ``schema`` is the path of the schema for editors, or ""."""
    lines = [f"# yaml-language-server: $schema={schema}\n"] if schema else []
    lines += [f"topic: {scalar(topic)}\n"] if topic else []
    return "".join([*lines, "cards:\n"])


def with_origin(block: str, card: GeneratedCard) -> str:
    """An entry with a comment above it that says where its fact begins."""
    indent = block[: len(block) - len(block.lstrip(" "))]
    return f"{indent}# from {one_line(card.source.path)}:{card.source.line}\n{block}"


_ORIGIN = r"(?:^ *# from .*:\d+\n)?"
_NEXT = r"(?=^ *(?:#|- )|^\S|^$|\Z)"


def without_entry(text: str, block: str) -> str:
    """A file's text without the entry that stands in it just as ``block``; all of it where there is none."""
    found = re.search(f"{_ORIGIN}^{re.escape(block)}{_NEXT}", text, re.MULTILINE)
    return text[: found.start()] + text[found.end() :] if found else text
