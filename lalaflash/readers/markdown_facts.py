"""Facts from Markdown: paragraphs and list items, under the headings that give them a topic and tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from lalaflash.model import Source
from lalaflash.readers.prose import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)


def read_markdown(text: str, path: str) -> Iterator[Fact]:
    """The paragraphs and list items of a Markdown text; code, tables, HTML and quoted front matter are left out."""
    matter = _FRONT_MATTER.match(text)
    if matter:
        text = "\n" * matter[0].count("\n") + text[matter.end() :]
    headings: list[tuple[int, str]] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    table = 0
    for position, token in enumerate(tokens):
        table += (token.type == "table_open") - (token.type == "table_close")
        if token.type != "inline" or table:
            continue
        opening = tokens[position - 1]
        words = _prose(token)
        if opening.type == "heading_open":
            level = int(opening.tag[1])
            headings = [(depth, title) for depth, title in headings if depth < level]
            if words:
                headings.append((level, words))
        elif words:
            titles = tuple(title for _, title in headings)
            line = token.map[0] + 1 if token.map else 1
            yield Fact(words, Source(path, line, 1), _topic(titles), titles)


def _topic(titles: tuple[str, ...]) -> str:
    """What the text is about and what its section is about; the headings between them are left out."""
    return ": ".join(dict.fromkeys((titles[0], titles[-1]))) if titles else ""


def _prose(token: Token) -> str:
    """The words of a paragraph without its markup; code keeps its backticks, so that no gap falls into it."""
    parts = []
    for child in token.children or ():
        if child.type == "text":
            parts.append(child.content)
        elif child.type == "code_inline":
            parts.append(f"`{child.content}`")
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts).strip()
