"""What lalaflash adds to Markdown's grammar: math, cloze deletions, and which links it takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.rules_block import reference, table
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_inline import image, link
from mdit_py_plugins.dollarmath.index import math_block_dollar

from lalaflash import cloze

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.utils import EnvType

    from lalaflash.cloze import Flaw

# How deep blocks may nest: a quote counts once, a list twice. markdown-it drops what lies deeper.
MAX_NESTING = 20

_LONGEST_ROW = 60

REMOTE_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_SCHEME = re.compile(r"\s*[a-zA-Z][a-zA-Z0-9+.-]*:")

# `[label]: address`, where the address is that of a page or names a file.
_DEFINITION = re.compile(
    r"\[(?:[^\[\]\\]|\\.)+\]:\s*<?(?:https?://|mailto:|[^<>]*\.\w{2,5}(?:[>\s]|$)).*", re.IGNORECASE
)

_BLOCK_BEGIN = re.compile(r"[\s>]*\{\{(?:c(0*[1-9][0-9,]*)::)?[ \t]*")
_BLOCK_END = re.compile(r"[\s>]*(?:::[ \t]*(.*?\S)[ \t]*)?\}\}[ \t]*")
_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})(.*)")


class Findings:
    """Where the deletions of a text stand. Parsing asks for it at many places, so that it is found out once."""

    def __init__(self, report: Callable[[Flaw], None]) -> None:
        """Tell ``report`` what is wrong with deletions."""
        self._reported: set[Flaw] = set()
        self._tell = report
        self._spans: dict[str, dict[int, cloze.Span]] = {}
        self._blocks: dict[str, dict[int, tuple[int, str]]] = {}

    def report(self, flaw: Flaw) -> None:
        """Report ``flaw``, once."""
        if flaw not in self._reported:
            self._reported.add(flaw)
            self._tell(flaw)

    def spans(self, text: str) -> Mapping[int, cloze.Span]:
        """Return the deletions of a paragraph, by where they begin."""
        if text not in self._spans:
            self._spans[text] = cloze.deletions_in_text(text, self.report)
        return self._spans[text]

    def blocks(self, text: str) -> Mapping[int, tuple[int, str]]:
        """Return the lines where deletions of whole blocks begin, with the lines where they end, and their hints."""
        if text not in self._blocks:
            self._blocks[text] = _pair_block_lines(text)
        return self._blocks[text]


def make_parser(renderer: type[RendererHTML], *, deletions: bool) -> MarkdownIt:
    """Make a parser; texts are parsed with their ``Findings`` as ``env["findings"]``."""
    options = {"html": False, "breaks": True, "maxNesting": MAX_NESTING}
    parser = MarkdownIt("commonmark", options, renderer_cls=renderer)
    parser.enable(["table", "strikethrough"]).disable("entity")
    parser.block.ruler.before("fence", "math_block", math_block_dollar(allow_labels=False, allow_blank_lines=False))
    parser.block.ruler.at("table", _table_rule, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("reference", _reference_rule)
    parser.inline.ruler.before("escape", "math", _math_rule)
    parser.inline.ruler.at("link", _link_rule)
    parser.inline.ruler.at("image", _image_rule)
    if deletions:
        parser.inline.ruler.before("escape", "deletion", _deletion_rule)
        interrupted = ["paragraph", "reference", "blockquote", "list"]
        parser.block.ruler.before("table", "deletion", _deletion_block_rule, {"alt": interrupted})
    parser.normalizeLink = _normalize_link  # type: ignore[method-assign]
    parser.validateLink = _is_allowed  # type: ignore[method-assign]
    return parser


def _findings(env: EnvType) -> Findings:
    findings: Findings = env["findings"]
    return findings


def _normalize_link(url: str) -> str:
    return normalizeLink(url) if REMOTE_LINK.match(url) else url


def _is_allowed(url: str) -> bool:
    return not _SCHEME.match(url) or REMOTE_LINK.match(url) is not None


def _math_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    found = cloze.math_at(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        is_display = found["display"] is not None
        token = state.push("math_display" if is_display else "math_inline", "", 0)
        token.content = found["display"] if is_display else found["inline"]
    state.pos = found.end()
    return True


def _table_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a table, and tell the rows of which Markdown would drop cells."""
    is_table = table(state, start_line, end_line, silent)
    if is_table and not silent:
        columns = _cell_count(state, start_line)
        for line in range(start_line + 2, state.line):
            if _cell_count(state, line) > columns:
                row = getLine(state, line).strip()[:_LONGEST_ROW]
                message = (
                    f"`{row}`: this row has more cells than the table's head ({columns}); write \\| for a bar in a cell"
                )
                _findings(state.env).report(cloze.Flaw("lost-cell", message))
    return is_table


def _cell_count(state: StateBlock, line: int) -> int:
    cells = escapedSplit(getLine(state, line).strip())
    return len(cells) - (cells[0] == "") - (cells[-1] == "" and len(cells) > 1)


def _reference_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a line for the address of links only if it has one; other lines of this form, `[fr]: bonjour`, are text."""
    return _line_match(_DEFINITION, state, start_line) is not None and reference(state, start_line, end_line, silent)


def _link_rule(state: StateInline, silent: bool) -> bool:
    # Looking for the end of a label costs much; without a bracket there is none.
    return state.src[state.pos] == "[" and "]" in state.src and link(state, silent)


def _image_rule(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "!" and "]" in state.src and image(state, silent)


def _deletion_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    span = _findings(state.env).spans(state.src).get(state.pos)
    if span is None or span.end > state.posMax:
        return False
    if not silent:
        limit = state.posMax
        state.push("deletion_open", "", 1).meta = {"numbers": span.numbers}
        state.pos, state.posMax = span.answer, span.answer_end
        state.md.inline.tokenize(state)
        state.posMax = limit
        hint = "" if span.hint is None else state.src[span.hint : span.hint_end]
        state.push("deletion_close", "", -1).content = hint
    state.pos = span.end
    return True


def _deletion_block_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take the blocks between a line ``{{`` or ``{{c1::`` and a line ``}}`` for one deletion."""
    begin = _line_match(_BLOCK_BEGIN, state, start_line)
    found = _findings(state.env).blocks(state.src).get(start_line) if begin else None
    if begin is None or found is None or state.is_code_block(start_line):
        return False
    close_line, hint = found
    if close_line >= end_line or state.sCount[close_line] < state.blkIndent:
        return False
    if not silent:
        numbers = cloze.parse_numbers(begin[1] or "")
        state.push("deletion_open", "", 1).meta = {"numbers": numbers}
        limit, state.lineMax = state.lineMax, close_line
        parent, state.parentType = state.parentType, "deletion"
        state.md.block.tokenize(state, start_line + 1, close_line)
        state.lineMax, state.parentType = limit, parent
        state.push("deletion_close", "", -1).content = hint
        state.line = close_line + 1
    return True


def _line_match(pattern: re.Pattern[str], state: StateBlock, line: int) -> re.Match[str] | None:
    return pattern.fullmatch(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _pair_block_lines(text: str) -> dict[int, tuple[int, str]]:
    """Pair the lines that begin a deletion with those that end it; lines of fenced code are neither."""
    pairs: dict[int, tuple[int, str]] = {}
    begun: list[int] = []
    fence = ""
    for line, content in enumerate(text.split("\n")):
        marker = _FENCE.match(content)
        if fence:
            if marker and marker[1].startswith(fence) and not marker[2].strip():
                fence = ""
        elif marker:
            fence = marker[1]
        elif _BLOCK_BEGIN.fullmatch(content):
            begun.append(line)
        elif begun and (end := _BLOCK_END.fullmatch(content)):
            pairs[begun.pop()] = (line, end[1] or "")
    return pairs
