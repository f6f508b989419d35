"""A sentence with a gap: as a front to show, and as text in lalaflash's cloze markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.generate.gaps import NAMED, NUMERIC, TIMED, Kind
from lalaflash.generate.syntax import Item, capitalise, render, span_text
from lalaflash.generate.text_cleaning import VERBATIM

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

GAP = "[…]"
_MARK = re.compile("\x02([0-9]+)\x02")
_HYPHEN = "-"
_INSTITUTIONS = frozenset({
    "association", "bridge", "castle", "church", "club", "college", "company", "house", "institute", "museum", "palace",
    "park", "party", "school", "society", "street", "theatre", "university",
})  # fmt: skip
"""Words that do not name by themselves what a longer name does."""
_MARKDOWN = re.compile(r"\\|\*|\{\{|\}\}|(?<!\w)_|_(?!\w)|~~|\]\(|^(?:#{1,6} |[-+>] |\[|-(?=[- ]+$))")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_IN_ANSWER = re.compile(r"::|\}(?=\}|$)")


class Gapped(NamedTuple):
    """A line in which marks stand for gaps; ``gaps`` are the texts that they hide, ``hidden`` their tokens."""

    line: str
    gaps: tuple[str, ...]
    hidden: frozenset[int]

    def front(self, hint: str) -> str:
        """The line with ``[hint]`` or ``[…]`` in every gap."""
        return _MARK.sub(f"[{hint}]" if hint else GAP, self.line)

    def markup(self, hint: str) -> str:
        """The line as Markdown with one deletion, however often its answer occurs."""
        end = f"::{hint}" if hint else ""
        return _MARK.sub(lambda mark: f"{{{{c1::{_escape_answer(self.gaps[int(mark[1])])}{end}}}}}", escape(self.line))


def escape(prose: str) -> str:
    """Prose as Markdown that shows just this prose; code and math keep their meaning."""
    return _NUMBERED.sub(r"\1\\\2", _outside_code(prose, _MARKDOWN, lambda match: "\\" + match[0]))


def _escape_answer(text: str) -> str:
    return _outside_code(escape(text), _IN_ANSWER, lambda match: r"\:\:" if match[0] == "::" else r"\}")


def _outside_code(text: str, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]) -> str:
    """Replace a pattern in prose only; code and math stay as they are."""
    if "`" not in text and "$" not in text:
        return pattern.sub(replacement, text)
    parts: list[str] = []
    end = 0
    for match in VERBATIM.finditer(text):
        parts += [pattern.sub(replacement, text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*parts, pattern.sub(replacement, text[end:])])


def hide(parse: Parse, items: Sequence[int], answer: Answer, words: Mapping[int, str]) -> Gapped:
    """Put gaps in place of an answer and of its other mentions, and finish the line as a sentence."""
    mentions = find_mentions(parse, items, answer)
    hidden = frozenset(i for start, end in mentions.items() for i in range(start, end))
    line: list[Item] = []
    gaps: list[str] = []
    for i in items:
        if i in mentions:
            line.append(f"\x02{len(gaps)}\x02")
            gaps.append(answer_text(parse, i, mentions[i]))
        elif i not in hidden:
            line.append(i)
    return Gapped(_finish(capitalise(render(parse, line, words).strip())), tuple(gaps), hidden)


def _finish(text: str) -> str:
    """End with a full stop unless something else ends the sentence."""
    bare = text.rstrip(" ,;:–—")
    inner = bare.rstrip("\"”’')")
    return bare if inner.endswith((".", "!", "?", "…")) else bare + "."


def answer_text(parse: Parse, start: int, end: int) -> str:
    """An answer as it stands in the fact, without a full stop that the tokeniser took for a part of a unit."""
    text = span_text(parse, start, end)
    stray = text.endswith(".") and (end == len(parse) or parse.sentence[end] != parse.sentence[start])
    return text[:-1] if stray and text.count(".") == 1 else text


def find_mentions(parse: Parse, items: Sequence[int], answer: Answer) -> dict[int, int]:
    """Where the answer, or a part of it that names the same, stands among the items: start → end."""
    found = {answer.start: answer.end}
    own = parse.lower[answer.start : answer.end]
    inside = set(items)
    length = len(own)
    named = answer.kind in NAMED
    parts = {
        parse.lower[i]
        for i in range(answer.start, answer.end)
        if parse.tag[i] in ("NNP", "NNPS")
        and len(parse.text[i]) > 2
        and parse.lower[i] not in _INSTITUTIONS  # "Trinity College", beside "St John's College"
    }
    position = 0
    ordered = sorted(inside)
    while position < len(ordered):
        i = ordered[position]
        position += 1
        if answer.start <= i < answer.end:
            continue
        if (
            parse.lower[i : i + length] == own
            and (answer.kind is not Kind.CODE or parse.text[i] == parse.text[answer.start])
            and _HYPHEN not in (parse.text[i - 1], *parse.text[i + length : i + length + 1])
            and (named or answer.kind not in NUMERIC | TIMED or length > 1)
            and (length > 1 or not named or _stands_alone(parse, i))
            and (named or parse.dep[i + length - 1] not in ("compound", "amod", "nmod"))
        ):
            found[i] = i + length
            position += length - 1
        elif named and parse.lower[i] in parts and _stands_alone(parse, i) and not _is_given_name(parse, i):
            found[i] = i + 1
    return found


def _is_given_name(parse: Parse, i: int) -> bool:
    """ "They called the shark Bruce, after Bruce Ramer", "his alias, Heisenberg": it names another than the answer."""
    if parse.text[i - 1] in ('"', "“") or parse.dep[i] == "oprd" or parse.lemma[i - 1] in ("name", "surname"):
        return True
    return parse.dep[i] == "appos" and parse.lemma[parse.head[i]] in ("alias", "name", "nickname", "pseudonym")


def _stands_alone(parse: Parse, i: int) -> bool:
    """Whether a capitalised word is a name by itself and not part of another name."""
    if parse.lower[i + 1 : i + 3] in (["'s", "of"], ["’s", "of"]):
        return False  # "Lloyd's of London"
    near = [j for j in (i - 1, i + 1) if 0 <= j < len(parse)]
    if parse.lower[i + 1 : i + 2] == ["of"] and parse.text[i + 2 : i + 3] and parse.text[i + 2][0].isupper():
        return False  # "The Treaty of Rome, also known as the EC Treaty"
    if parse.lower[i - 1 : i] == ["of"] and i > 1 and parse.text[i - 2][0].isupper() and parse.text[i - 2].isalpha():
        return False  # "The Kingdom of Prussia", beside "the province of South Prussia"
    if i and parse.pos[i - 1] == "ADJ" and parse.text[i - 1][0].isupper():
        return False  # "The Slavonic Dances, modelled on the Hungarian Dances"
    return parse.tag[i] in ("NNP", "NNPS") and not any(parse.tag[j] in ("NNP", "NNPS", "HYPH", "CD") for j in near)
