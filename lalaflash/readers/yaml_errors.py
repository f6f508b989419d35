"""Say in plain words what is wrong with a file that is not YAML, and how it is mended."""

from __future__ import annotations

import re

import yaml

from lalaflash.model import Problem, Source

_PUT_IN_QUOTES = "put the text in quotes, or on the next line after `>-`"
MAX_DEPTH = 20
UNQUOTED_BRACES = f"a text that begins with {{{{ must be quoted, else YAML takes it as a mapping: {_PUT_IN_QUOTES}"

# What stands before the value in a line: dashes of list items and a key.
_VALUE = re.compile(r"[ \t]*(?:-[ \t]+)*(?:[\w-]+[ \t]*:[ \t]+)?(?P<value>\S.*)")
_ONLY_A_KEY = re.compile(r"[ \t]*(?:-[ \t]+)*[\w-]+[ \t]*")
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_SPECIAL = "{}[],&*!|>%@`?-"


def too_deep(source: Source) -> Problem:
    """Return the problem for lists and mappings that stand in each other too deep."""
    message = f"lists and mappings stand in each other more than {MAX_DEPTH} deep: card files need three"
    return Problem(source, "too-deep", message)


def explain(error: yaml.YAMLError, text: str, path: str) -> Problem:
    """Return the problem for what the parser raised while it read `text`: ``bad-yaml``, or ``too-deep``."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem(Source(path, 1, 1), "bad-yaml", f"this is not YAML: {error}".splitlines()[0])
    said = f"{error.context or ''} {error.problem or ''}".strip()
    mark = error.problem_mark
    if "nesting depth" in said:  # libyaml's own limit; it may look far ahead before it gives its first event.
        return too_deep(Source(path, mark.line + 1, mark.column + 1))
    if error.context_mark and any(word in said for word in ("quoted scalar", "simple key", "flow")):
        mark = error.context_mark
    line = _line(text, mark.line)
    value = _VALUE.fullmatch(line)
    message = _reason(said, line, mark.column, value["value"] if value else "")
    return Problem(Source(path, mark.line + 1, mark.column + 1), "bad-yaml", message)


def _line(text: str, number: int) -> str:
    """Return line `number` (from 0), counted as the parser counts."""
    start = 0
    for index, match in enumerate(_LINE_BREAK.finditer(text)):
        if index == number:
            return text[start : match.start()]
        start = match.end()
    return text[start:]


def _reason(said: str, line: str, column: int, value: str) -> str:
    """Return the likeliest cause and its fix; `said` are the parser's words, `value` is what the line gives its key."""
    if "\t" in line[: len(line) - len(line.lstrip())] or "tab character" in said:
        return "a tab is used as indentation: YAML wants spaces"
    if "escape" in said:
        return "a backslash in double quotes begins an escape: use single quotes, or double the backslash"
    if "quoted scalar" in said:
        return (
            "the quote that opens here is never closed: close it, or quote the whole text with the other kind of quote"
        )
    if "mapping values" in said:
        return _colon(line, column)
    if value.startswith("{{"):
        return UNQUOTED_BRACES
    if value.startswith(('"', "'")):
        return "the text goes on after its closing quote: quote the whole text with the other kind of quote"
    if value and value[0] in _SPECIAL and not value.startswith("- "):
        return f"a text that begins with `{value[0]}` must be quoted: {_PUT_IN_QUOTES}"
    if "expected ':'" in said:
        return "this line is neither `key: text` nor a list item: give its key a colon, or indent it below its text"
    if "block sequence entries" in said:
        return f"a text that begins with `- ` must be quoted: {_PUT_IN_QUOTES}"
    return f"this is not YAML ({said}): look at the indentation and the quotes of this line and the one before"


def _colon(line: str, column: int) -> str:
    """Explain a colon in the wrong place: inside a text, or after a key that is indented too far."""
    if _ONLY_A_KEY.fullmatch(line[:column]):
        return "this key is not indented like the one before it: line them up"
    return f"a text that holds `: ` must be quoted: {_PUT_IN_QUOTES}"
