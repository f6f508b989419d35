"""Cloze deletions: the grammar of ``{{answer}}`` and ``{{c1::answer::hint}}``, and the marks that stand for them.

Where text leaves a choice, a deletion is what Anki would take for one: the first ``}}`` ends it, the first ``::``
begins its hint. Neither counts inside code, math, a link's address or a nested deletion, nor behind a backslash. Braces
without a number are a deletion only where no space follows ``{{`` or precedes ``}}``, so that ``{{ user.name }}`` stays
as typed; inside code and math they never are one.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lalaflash.model import Deletion

# Anki makes no card for a higher number, nor for deletions nested deeper (rslib/src/cloze.rs; tried with Anki 26.9.3).
MAX_NUMBER = 500
MAX_NESTING = 10

_LONGEST_EXCERPT = 40

_NUMBERS = r"c(0*[1-9][0-9,]*)::"
_EXPLICIT = re.compile(_NUMBERS)
# What looks like an explicit deletion, but is none to Anki: {{C1::x}}, {{ c1::x }}, {{c1:x}}, {{c0::x}}.
_LOOKALIKE = re.compile(r"\s*[cC][\s,]*[0-9][0-9\s,]*:+")
_SOLID = re.compile(r"\S")

_TEXT_STOP = re.compile(r"\\.|`+|\$|<|\{+|\}\}|::|\]\(|\[", re.DOTALL)
_CODE_STOP = re.compile(r"\{\{" + _NUMBERS + r"|\{|\}")
_MATH_STOP = re.compile(r"\{\{" + _NUMBERS + r"|\{|\}|::|\\.", re.DOTALL)
_AUTOLINK = re.compile(r"<[a-zA-Z][a-zA-Z0-9+.\-]{1,31}:[^<>\x00-\x20]*>")
_ADDRESS = re.compile(r"\]\((?:<[^<>\n\\]*>|[^\s<>()\\]*(?=[\s)]))")
# Without possessive quantifiers: before Python 3.11.5, one within another gives up what it should match.
_MATH = re.compile(
    r"(?!(?<=[\[/])\$\$?\])"  # [$]…[/$] and [$$]…[/$$] are Anki's LaTeX, and text here
    r"(?:\$\$(?P<display>(?:[^$\\]|\\.|\$(?!\$))+)\$\$"
    r"|(?<!\d)\$(?![\s$])(?!\d[\d.,]*\s+[^\W\d_]{2})"  # a price: $5 and …, $30 million
    r"(?P<inline>(?:[^$\\]|\\.)+)(?<!\s)\$(?!\d))",
    re.DOTALL,
)

_MARK = re.compile(r"([\x02\x03])([0-9]+)\1")
_GUARDED = re.compile(r"[\x02\x03][0-9]+[\x02\x03]|\\\\|\\[()\[\]]|\}+|:+")
_SOUND = re.compile(r"\[sound:[^\]]*\]")
_BLOCK_TAG = re.compile(r"</?(?:p|br|hr|h[1-6]|ul|ol|li|pre|blockquote|div|table|thead|tbody|tr|th|td)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


class Flaw(NamedTuple):
    """Something wrong in a text: a short stable name, and a message with the likely fix."""

    name: str
    message: str


class Span(NamedTuple):
    """Where a deletion stands in a text. ``hint`` is where its hint begins, or None; ``numbers`` may be empty."""

    start: int
    answer: int
    answer_end: int
    hint: int | None
    hint_end: int
    end: int
    numbers: tuple[int, ...]


class Open(NamedTuple):
    """The beginning of a deletion inside code or math."""

    numbers: tuple[int, ...]


class Close(NamedTuple):
    """The end of a deletion inside code or math; ``hint`` is as typed."""

    hint: str


@dataclass(slots=True)
class _Opened:
    """A deletion whose end has not been met yet."""

    start: int
    answer: int
    numbers: tuple[int, ...]
    malformed: bool = False
    hint: int | None = None
    braces: int = 0

    def closed(self, end: int) -> Span:
        if self.hint is None:
            return Span(self.start, self.answer, end, None, end, end + 2, self.numbers)
        return Span(self.start, self.answer, self.hint, self.hint + 2, end, end + 2, self.numbers)


def deletions_in_text(text: str, report: Callable[[Flaw], None]) -> dict[int, Span]:
    """Find the deletions of a paragraph of Markdown, by where they begin."""
    scan = _TextScan(text, report)
    scan.run()
    return scan.spans


def pieces_of_code(code: str, report: Callable[[Flaw], None]) -> list[str | Open | Close]:
    """Split code at its explicit deletions. They have no hints, since ``::`` is at home in code."""
    return list(_pieces(code, _explicit_deletions(code, _CODE_STOP, report)))


def pieces_of_math(math: str, report: Callable[[Flaw], None]) -> list[str | Open | Close]:
    """Split TeX at its explicit deletions."""
    return list(_pieces(math, _explicit_deletions(math, _MATH_STOP, report)))


def math_at(text: str, position: int, end: int) -> re.Match[str] | None:
    """Match math at ``position``, with its TeX as the group ``inline`` or ``display``; prices like $5 are none."""
    return _MATH.match(text, position, end)


def parse_numbers(digits: str) -> tuple[int, ...]:
    """Return the different numbers of ``1,3``, in order; one too long for a card becomes just too high."""
    return tuple(dict.fromkeys(int(d) if len(d) < 10 else MAX_NUMBER + 1 for d in digits.split(",") if d.strip("0")))


def opening_mark(index: int) -> str:
    """Return the mark for the beginning of deletion ``index``."""
    return f"\x02{index}\x02"


def closing_mark(index: int) -> str:
    """Return the mark for the end of deletion ``index``."""
    return f"\x03{index}\x03"


def number(marked: str, deletions: Sequence[Deletion], numbers: Sequence[tuple[int, ...]]) -> str:
    """Put Anki's ``{{c1::answer::hint}}`` in place of the marks; ``numbers[i]`` are the card numbers of deletion i."""

    def syntax(mark: re.Match[str]) -> str:
        index = int(mark[2])
        if mark[1] == "\x02":
            return "{{c" + ",".join(map(str, numbers[index])) + "::"
        hint = deletions[index].hint
        return f"::{hint}}}}}" if hint else "}}"

    return _MARK.sub(syntax, marked)


def ords(numbers: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the ords of the cards that these numbers make: the different numbers minus one, sorted."""
    return tuple(sorted({number - 1 for of_deletion in numbers for number in of_deletion}))


def answers(marked: str) -> list[str]:
    """Return the plain text of every deletion of ``marked`` HTML, in the order of their beginnings."""
    begins: dict[str, int] = {}
    found: dict[str, str] = {}
    for mark in _MARK.finditer(marked):
        if mark[1] == "\x02":
            begins[mark[2]] = mark.end()
            found[mark[2]] = ""
        else:
            found[mark[2]] = plain(marked[begins[mark[2]] : mark.start()])
    return list(found.values())


def plain(markup: str) -> str:
    """Return HTML as text on one line, without tags, marks and sounds."""
    text = _SOUND.sub("", _MARK.sub("", markup))
    if "<" in text:
        text = _TAG.sub("", _BLOCK_TAG.sub(" ", text))
    return " ".join(html.unescape(text).split())


def guard(marked: str, *, inside: bool = False) -> str:
    """Keep Anki from ending a deletion at a ``}}``, or beginning its hint at a ``::``, that belongs to its text.

    In math a space separates the braces, as Anki's own editor does; elsewhere they become entities. ``inside``
    says that the text begins inside a deletion already.
    """
    depth = int(inside)
    in_math = False

    def guarded(match: re.Match[str]) -> str:
        nonlocal depth, in_math
        run = match[0]
        if run[0] in "\x02\x03":
            depth += 1 if run[0] == "\x02" else -1
        elif run[0] == "\\":
            in_math = run in ("\\(", "\\[") or (in_math and run == "\\\\")
        elif depth and (len(run) > 1 or marked[match.end() : match.end() + 1] in ("", "\x02", "\x03")):
            return run.replace("}", "} ") if in_math and run[0] == "}" else "".join(f"&#{ord(c)};" for c in run)
        return run

    return _GUARDED.sub(guarded, marked) if "}" in marked or ":" in marked else marked


class _TextScan:
    """One pass over a paragraph. Every step moves on, so that the work grows with the text's length only."""

    def __init__(self, text: str, report: Callable[[Flaw], None]) -> None:
        self.spans: dict[int, Span] = {}
        self._text = text
        self._report = report
        self._opened: list[_Opened] = []
        self._brackets = 0
        self._backticks: dict[int, list[int]] | None = None

    def run(self) -> None:
        position = 0
        while stop := _TEXT_STOP.search(self._text, position):
            position = self._step(stop)
        self._report_unclosed()

    def _step(self, stop: re.Match[str]) -> int:
        """Deal with what ``stop`` found; return where to go on."""
        match stop[0][0]:
            case "`":
                return self._code_end(stop)
            case "$":
                math = math_at(self._text, stop.start(), len(self._text))
                return math.end() if math else stop.end()
            case "<":
                link = _AUTOLINK.match(self._text, stop.start())
                return link.end() if link else stop.end()
            case "[":
                self._brackets += 1
            case "]":
                return self._address_end(stop)
            case "{":
                return self._open(stop)
            case "}":
                self._close(stop.start())
            case ":":
                if self._opened and self._opened[-1].hint is None:
                    self._opened[-1].hint = stop.start()
            case _:  # a backslash and what it escapes
                pass
        return stop.end()

    def _code_end(self, stop: re.Match[str]) -> int:
        """Return the end of the code span that begins here, or of the backticks where it has no end."""
        if self._backticks is None:
            self._backticks = {}
            for run in re.finditer("`+", self._text):
                self._backticks.setdefault(len(run[0]), []).append(run.start())
        length = len(stop[0])
        ends = self._backticks.get(length, [])
        following = bisect_right(ends, stop.end() - 1)
        return ends[following] + length if following < len(ends) else stop.end()

    def _address_end(self, stop: re.Match[str]) -> int:
        if not self._brackets:
            return stop.end()
        self._brackets -= 1
        address = _ADDRESS.match(self._text, stop.start())
        return address.end() if address else stop.end()

    def _open(self, braces: re.Match[str]) -> int:
        """Open a deletion for each pair of a run of braces; the first of an odd number is text."""
        end = braces.end()
        if len(braces[0]) < 2:
            return end
        explicit = _EXPLICIT.match(self._text, end)
        if self._opened and self._opened[-1].hint is not None:
            if explicit:
                self._flaw(end - 2, explicit.end(), "a hint can't hold a deletion; put the deletion before the ::")
            return end
        for start in range(braces.start() + len(braces[0]) % 2, end, 2):
            self._opened.append(_Opened(start, start + 2, ()))
        innermost = self._opened[-1]
        if explicit:
            innermost.numbers = parse_numbers(explicit[1])
            innermost.answer = explicit.end()
        elif _LOOKALIKE.match(self._text, end):
            innermost.malformed = True
        return innermost.answer

    def _close(self, end: int) -> None:
        """End the innermost deletion at the ``}}`` at ``end``; ``}}`` without one is text."""
        if not self._opened:
            return
        opened = self._opened.pop()
        span = opened.closed(end)
        if opened.malformed:
            self._flaw(span.start, span.end, "write {{c1::answer}}: a small c, a number from 1, two colons, no spaces")
        elif opened.numbers:
            if _is_blank(self._text, span):
                self._flaw(span.start, span.end, "this deletion is empty; write {{c1::answer}}")
            else:
                self.spans[span.start] = span
        elif (
            span.answer < span.answer_end
            and not self._text[span.answer].isspace()
            and not self._text[end - 1].isspace()
        ):
            self.spans[span.start] = span

    def _report_unclosed(self) -> None:
        """Report the first deletion without an end; braces before a space or more braces are likely to be text."""
        for opened in self._opened:
            following = self._text[opened.answer : opened.answer + 1]
            if opened.numbers or opened.malformed or not (following in ("", "{") or following.isspace()):
                message = (
                    "this deletion has no end; close it with }} in the same paragraph (or write \\{{ for braces that "
                    "are text). To hide several paragraphs or a list, put {{ and }} on lines of their own"
                )
                self._flaw(opened.start, len(self._text), message)
                return

    def _flaw(self, start: int, end: int, message: str) -> None:
        self._report(_malformed(self._text, start, end, message))


def _is_blank(text: str, span: Span) -> bool:
    return _SOLID.search(text, span.answer, span.answer_end) is None


def _malformed(text: str, start: int, end: int, message: str) -> Flaw:
    excerpt = text[start : min(end, start + _LONGEST_EXCERPT)] + ("…" if end > start + _LONGEST_EXCERPT else "")
    return Flaw("malformed-cloze", f"`{' '.join(excerpt.split())}`: {message}")


def _explicit_deletions(code: str, stop: re.Pattern[str], report: Callable[[Flaw], None]) -> list[Span]:
    """Find explicit deletions in code or math, where braces come in pairs; else the first ``}}`` ends one."""
    if "{{c" not in code:
        return []
    spans, unclosed = _match_braces(code, stop, balanced=True)
    if unclosed:
        spans, unclosed = _match_braces(code, stop, balanced=False)
    for opened in unclosed[:1]:
        report(_malformed(code, opened.start, len(code), "this deletion has no end; close it with }}"))
    for span in spans:
        if _is_blank(code, span):
            report(_malformed(code, span.start, span.end, "this deletion is empty; write {{c1::answer}}"))
    return [span for span in spans if not _is_blank(code, span)]


def _match_braces(code: str, stop: re.Pattern[str], *, balanced: bool) -> tuple[list[Span], list[_Opened]]:
    """Return the explicit deletions of ``code`` and those that have no end."""
    spans: list[Span] = []
    opened: list[_Opened] = []
    position = 0
    while found := stop.search(code, position):
        position = found.end()
        if found[1]:
            opened.append(_Opened(found.start(), found.end(), parse_numbers(found[1])))
        elif not opened:
            continue
        elif found[0] == "{":
            opened[-1].braces += balanced
        elif found[0] == "}" and opened[-1].braces:
            opened[-1].braces -= 1
        elif found[0] == "}" and code.startswith("}}", found.start()):
            position = found.start() + 2
            spans.append(opened.pop().closed(found.start()))
        elif found[0] == "::" and opened[-1].hint is None:
            opened[-1].hint = found.start()
    return spans, opened


def _pieces(code: str, spans: list[Span]) -> Iterator[str | Open | Close]:
    """Yield ``code`` with the beginnings and ends of ``spans`` in their places."""
    events: list[tuple[int, int, Open | Close]] = []
    for span in spans:
        hint = "" if span.hint is None else code[span.hint : span.hint_end]
        events += [(span.start, span.answer, Open(span.numbers)), (span.answer_end, span.end, Close(hint))]
    position = 0
    for start, end, event in sorted(events, key=lambda event: event[:2]):
        yield code[position:start]
        yield event
        position = end
    yield code[position:]
