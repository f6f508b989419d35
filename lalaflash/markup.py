"""An author's text to the HTML of a field: what the author typed is what the learner sees.

Text is Markdown: CommonMark with tables and ``~~strikethrough~~``; HTML and entities are text, a newline is a line
break, a text of one line is a paragraph and no list, heading or quotation, ``$…$`` and ``$$…$$`` are math. ``\\(`` and
``\\[`` are Markdown's escapes for a bracket and no math. Most texts have no Markdown in them; these take a short way
here, all others go through ``markdown``, with the same result.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lalaflash.cloze import Flaw, closing_mark, opening_mark, parse_numbers
from lalaflash.model import Deletion, Field

if TYPE_CHECKING:
    from collections.abc import Callable

# Some patterns cost Markdown 50 µs a character; a card of this size can't be read anyway.
LONGEST_TEXT = 100_000

# Control characters and lone surrogates, which can't go into a package; the separators are line breaks.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?|\x85|\u2028|\u2029")

# What may mean something to Markdown in a text of one line, which is a paragraph whatever it begins with; such a text
# takes the long way. Braces are dealt with on their own.
_SPECIAL = re.compile(r"[\\`*_\[\]<$~\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# The commonest Markdown, *x*, **x** and `x` around whole words: before the rest of the short way it becomes a pair of
# control characters, which no text that goes this way can hold, and at its end their HTML. The long way takes 130 µs.
_WORDS = r"[^\W_](?:[^\\`*_\[\]<$~{}\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]*[^\W_])?"
_STYLED = re.compile(rf"(?<![^\s(])(\*\*?|`)({_WORDS})\1(?=[\s.,;:?!)]|\Z)")
_STYLES = {"*": ("\x0e", "\x0f"), "**": ("\x10", "\x11"), "`": ("\x12", "\x13")}
_STYLE_HTML = str.maketrans(
    {"\x0e": "<em>", "\x0f": "</em>", "\x10": "<strong>", "\x11": "</strong>", "\x12": "<code>", "\x13": "</code>"}
)
_PART = r"[^\s{}:\x0e-\x13](?:(?:[^{}:\x0e-\x13]|:(?!:))*[^\s{}:\x0e-\x13])?"
_SIMPLE_DELETION = re.compile(
    r"\{\{(?:c([1-9][0-9]{0,2})::)?(?!\s*[cC][\s,]*[0-9][0-9\s,]*:)(" + _PART + r")(?:::(" + _PART + r"))?\}\}"
)


def _ignore(_flaw: Flaw) -> None:
    """Say nothing about a flaw."""


def render(
    text: str,
    *,
    deletions: bool,
    media: Callable[[str], str | None],
    report: Callable[[Flaw], None] = _ignore,
) -> Field:
    """Render Markdown; ``deletions`` says whether ``{{…}}`` means a cloze deletion.

    ``media`` gets each reference to a local file, as typed, and returns its name inside the package, or None where it
    can't be used; ``report`` gets what is wrong with the text.
    """
    field = _render_plain(text, deletions=deletions)
    if field is not None:
        return field
    if len(text) > LONGEST_TEXT:
        report(Flaw("too-long", f"this text has more than {LONGEST_TEXT:,} characters; split it into several cards"))
        return Field("")
    from lalaflash.markdown import render_markdown

    text = _UNFIT.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    return render_markdown(text, deletions=deletions, media=media, report=report)


def escape(text: str) -> str:
    """Return ``text`` as HTML; quotes may stand in it as they are, but not in an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _render_plain(text: str, *, deletions: bool) -> Field | None:
    """Render a text of one line with simple deletions and styles at most; None for any other."""
    if text != text.strip() or not text:
        return None
    if not _SPECIAL.search(text):
        return _render_line(text, deletions=deletions)
    if _SPECIAL.search(_STYLED.sub(r"\2", text)):
        return None
    field = _render_line(_STYLED.sub(_styled, text), deletions=deletions)
    return replace(field, html=field.html.translate(_STYLE_HTML)) if field else None


def _styled(found: re.Match[str]) -> str:
    begin, end = _STYLES[found[1]]
    return f"{begin}{found[2]}{end}"


def _render_line(text: str, *, deletions: bool) -> Field | None:
    if "{" not in text and "}" not in text:
        return Field(escape(text))
    return _render_simple_cloze(text) if deletions else None


def _render_simple_cloze(text: str) -> Field | None:
    parts = _SIMPLE_DELETION.split(text)
    count = len(parts) // 4
    if text.count("{") != 2 * count or text.count("}") != 2 * count:
        return None
    html = [escape(parts[0])]
    found: list[Deletion] = []
    for index in range(count):
        digits, answer, hint, after = parts[4 * index + 1 : 4 * index + 5]
        html += (opening_mark(index), escape(answer), closing_mark(index), escape(after))
        found.append(Deletion(parse_numbers(digits or ""), " ".join(answer.split()), escape(hint or "")))
    return Field("".join(html), tuple(found))
