"""The long way of ``markup``: Markdown, with math, media, highlighted code and cloze deletions."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it.renderer import RendererHTML

from lalaflash import cloze
from lalaflash.cloze import Close, Flaw, Open
from lalaflash.highlight import highlight
from lalaflash.markdown_rules import MAX_NESTING, REMOTE_LINK, Findings, make_parser
from lalaflash.markup import escape
from lalaflash.model import Deletion, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

# What Anki's editor inserts as [sound:…] (aqt/editor.py: audio).
_AUDIO = ("3gp", "aac", "flac", "m4a", "mp3", "oga", "ogg", "opus", "spx", "wav")
_VIDEO = ("avi", "flv", "mkv", "mov", "mp4", "mpeg", "mpg", "ogv", "ogx", "swf", "webm")
PLAYED = frozenset((*_AUDIO, *_VIDEO))

_REMOTE = re.compile(r"https?://", re.IGNORECASE)

_CONTAINERS = frozenset(("blockquote_open", "list_item_open", "deletion_open"))

# What Anki would play, run, typeset as LaTeX or replace by an input box; and what MathJax would take for math.
_ANKI_TAG = re.compile(r"\[(?=/?(?:sound:|anki:|latex\]|\$\$?\])|\[type:)", re.IGNORECASE)
_MATH_DELIMITER = re.compile(r"\\(?=[()\[\]])")


def render_markdown(
    text: str, *, deletions: bool, media: Callable[[str], str | None], report: Callable[[Flaw], None]
) -> Field:
    """Render any text, whatever stands in it; see ``markup.render``."""
    findings = Findings(report)
    page = _Page(media, findings.report, hides=deletions)
    env: dict[str, Any] = {"page": page, "findings": findings}
    parser = _parser(deletions)
    line = text.strip()
    if "\n" in line:
        tokens = parser.parse(text, env)
        _check_depth(tokens, report)
        _unwrap_single_paragraph(tokens)
    else:  # a paragraph, whatever it begins with: the answers `+`, `- 5`, `> 3` and `1. e4` are no lists or quotations
        tokens = parser.parseInline(line, env)
    html = str(parser.renderer.render(tokens, parser.options, env)).strip("\n")
    html = html.replace("{{", "&#123;&#123;")
    if page.deletions:
        html = cloze.guard(html)
    found = zip(page.deletions, cloze.answers(html), strict=True)
    return Field(html, tuple([Deletion(numbers, answer, hint) for (numbers, hint), answer in found]), tuple(page.names))


class _Page:
    """What one text has brought to light so far."""

    def __init__(self, media: Callable[[str], str | None], report: Callable[[Flaw], None], *, hides: bool) -> None:
        self.hides = hides
        self.deletions: list[tuple[tuple[int, ...], str]] = []
        self.names: dict[str, None] = {}
        self.link_ends: list[str] = []
        self.report = report
        self._media = media
        self._open: list[int | None] = []

    def package_name(self, reference: str) -> str | None:
        """Return the name inside the package of the file that the author refers to."""
        name = self._media(reference)
        if name is not None:
            self.names[name] = None
        return name

    def open(self, numbers: tuple[int, ...]) -> str:
        """Begin a deletion; return its mark."""
        if len(self._open) >= cloze.MAX_NESTING:
            message = (
                f"deletions are nested more than {cloze.MAX_NESTING} deep; Anki would make no card of the innermost"
            )
            self.report(Flaw("malformed-cloze", message))
            self._open.append(None)
            return ""
        index = len(self.deletions)
        self._open.append(index)
        self.deletions.append((numbers, ""))
        return cloze.opening_mark(index)

    def close(self, hint: str) -> str:
        """End the innermost deletion; return its mark. ``hint`` is HTML."""
        index = self._open.pop()
        if index is None:
            return ""
        self.deletions[index] = (self.deletions[index][0], cloze.guard(hint.replace("{{", "&#123;&#123;"), inside=True))
        return cloze.closing_mark(index)

    def mark(self, event: Open | Close) -> str:
        """Begin or end a deletion inside code or math."""
        return self.open(event.numbers) if isinstance(event, Open) else self.close(_literal(event.hint))


class _Renderer(RendererHTML):
    """Tokens to HTML that Anki and MathJax show as the author typed it."""

    def deletion_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        return _page(env).open(tokens[idx].meta["numbers"])

    def deletion_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        page, hint = _page(env), tokens[idx].content
        if hint:  # a hint is Markdown as well, but holds no deletions
            page.hides = False
            hint = self.render(_parser(False).parseInline(hint, env), options, env)
            page.hides = True
        return page.close(hint)

    def text(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return _literal(tokens[idx].content)

    def softbreak(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return "<br>"

    def hardbreak(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: EnvType) -> str:
        return "<br>"

    def code_inline(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        return f"<code>{_code(tokens[idx], '', env)}</code>"

    def code_block(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        return f'<pre class="code"><code>{_code(tokens[idx], "", env)}</code></pre>\n'

    def fence(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        language = (tokens[idx].info.split() or [""])[0].lower()
        return f'<pre class="code"><code>{_code(tokens[idx], language, env)}</code></pre>\n'

    def math_inline(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        return f"\\({_math(tokens[idx], env)}\\)"

    def math_display(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        return f"\\[{_math(tokens[idx], env)}\\]"

    def math_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return self.math_display(tokens, idx, options, env) + "\n"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        reference = str(token.attrs["src"])
        alt = self.renderInlineAsText(token.children, options, env)
        if _REMOTE.match(reference):
            if _is_played(reference):
                return f'<a href="{_attribute(reference)}">{_literal(alt or reference)}</a>'
            source = _attribute(reference)
        else:
            name = _page(env).package_name(reference)
            if name is None:
                return _literal(alt)
            if _is_played(reference):
                return f"[sound:{escape(name)}]"
            source = _attribute(name)
        title = f' title="{_attribute(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
        return f'<img src="{source}" alt="{_attribute(alt)}"{title}>'

    def link_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        page, attrs = _page(env), tokens[idx].attrs
        target = str(attrs["href"])
        if REMOTE_LINK.match(target):
            page.link_ends.append("</a>")
            title = f' title="{_attribute(str(attrs["title"]))}"' if "title" in attrs else ""
            return f'<a href="{_attribute(target)}"{title}>'
        if not _is_played(target):
            page.link_ends.append(_literal(f"]({target})"))
            return "["
        name = page.package_name(target)
        space = "" if tokens[idx + 1].type == "link_close" else " "
        page.link_ends.append("" if name is None else f"{space}[sound:{escape(name)}]")
        return ""

    def link_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, env: EnvType) -> str:
        return _page(env).link_ends.pop()


def _page(env: EnvType) -> _Page:
    page: _Page = env["page"]
    return page


def _literal(text: str) -> str:
    """Return ``text`` as HTML in which nothing means anything to Anki or MathJax."""
    html = escape(text)
    if "\\" in html:  # MathJax doesn't look for its delimiters across elements
        html = _MATH_DELIMITER.sub(r"<span>\\</span>", html)
    return _ANKI_TAG.sub("&#91;", html) if "[" in html else html


def _attribute(text: str) -> str:
    html = _MATH_DELIMITER.sub("&#92;", escape(text).replace('"', "&quot;").replace("\n", " "))
    return _ANKI_TAG.sub("&#91;", html)


def _is_played(reference: str) -> bool:
    return reference.rpartition(".")[2].lower() in PLAYED


def _math(token: Token, env: EnvType) -> str:
    page = _page(env)
    tex = token.content.strip()
    pieces = cloze.pieces_of_math(tex, page.report) if page.hides else [tex]
    return "".join(
        _ANKI_TAG.sub("&#91;", escape(piece)) if isinstance(piece, str) else page.mark(piece) for piece in pieces
    )


def _code(token: Token, language: str, env: EnvType) -> str:
    """Return highlighted code; what is coloured is the code without the braces of its deletions."""
    page = _page(env)
    code = token.content.removesuffix("\n")
    pieces = cloze.pieces_of_code(code, page.report) if page.hides else [code]
    marks: list[tuple[int, str]] = []
    shown = ""
    for piece in pieces:
        if isinstance(piece, str):
            shown += piece
        else:
            marks.append((len(shown), page.mark(piece)))
    return _weave(highlight(shown, language), marks)


def _weave(coloured: Iterable[tuple[str, str]], marks: Sequence[tuple[int, str]]) -> str:
    """Return coloured text as HTML with ``marks`` at their offsets; a colour is interrupted where a mark stands."""
    html: list[str] = []
    waiting = iter([*marks, (sys.maxsize, "")])
    offset, mark = next(waiting)
    position = 0
    for css_class, text in coloured:
        end = position + len(text)
        while offset < end:
            html += (_coloured(css_class, text[: offset - position]), mark)
            text, position = text[offset - position :], offset
            offset, mark = next(waiting)
        html.append(_coloured(css_class, text))
        position = end
    html += [mark, *(mark for _, mark in waiting)]
    return "".join(html)


def _coloured(css_class: str, text: str) -> str:
    return f'<span class="{css_class}">{_literal(text)}</span>' if css_class and text else _literal(text)


@cache
def _parser(deletions: bool) -> MarkdownIt:
    return make_parser(_Renderer, deletions=deletions)


def _check_depth(tokens: Sequence[Token], report: Callable[[Flaw], None]) -> None:
    if any(token.type in _CONTAINERS and token.level + 1 >= MAX_NESTING for token in tokens):
        message = f"lists and quotes are nested too deeply ({MAX_NESTING} levels at most; a list counts as two)"
        report(Flaw("too-deep", message))


def _unwrap_single_paragraph(tokens: list[Token]) -> None:
    """Hide the paragraph's tags where a text is nothing but one paragraph."""
    blocks = [token for token in tokens if not token.type.startswith("deletion_")]
    if [token.type for token in blocks] == ["paragraph_open", "inline", "paragraph_close"]:
        blocks[0].hidden = blocks[2].hidden = True
