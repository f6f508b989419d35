"""What the learner sees: the plain text of a note's fields, and the front of each of its cards."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.model import Deletion, Note, NoteKind, RenderedNote, Source
from lalaflash.notetypes import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Stands in the plain text for what is no prose: code, math, an image, a sound (U+FFFC, object replacement character).
OBJECT = "\ufffc"
GAP = "[…]"
# Advice on the wording ends here, so that a card of megabytes can't stall a check.
LONGEST_TEXT = 10_000

# Each alternative that begins must also end, if need be with the text: else a text of beginnings takes quadratic time.
_OBJECTS = re.compile(
    r"<(pre|code|audio|video)\b.*?(?:</\1>|\Z)|<img\b[^<>]*>|\\\(.*?(?:\\\)|\Z)|\\\[.*?(?:\\\]|\Z)|\[sound:[^\[\]]*\]",
    re.DOTALL,
)
_MARKS = re.compile(r"\x02\d+\x02|\x03\d+\x03")
_BLOCKS = re.compile(r"</?(?:p|div|li|ul|ol|br|hr|h[1-6]|blockquote|table|thead|tbody|tr|th|td|dl|dt|dd)\b[^<>]*>")
_EMPHASIS = re.compile(r"<(/?)em\b[^<>]*>")
_TAGS = re.compile(r"<[^<>]*>")
_EDGE = re.compile(r"([\x02\x03])(\d+)\1")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)|「[^」]*」")


class Finding(NamedTuple):
    """What a rule has to say, and about which text."""

    source: Source
    message: str


class Card(NamedTuple):
    """One card of a cloze: its front, where gaps stand for what it hides, and the texts that it hides."""

    front: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A note as plain text. Emphasis has become “quotation marks”, since both can set off a title or a word as such.

    ``marked`` is the first field with the marks of its deletions, ``front`` the same without them; ``answer`` is ""
    for a cloze.
    """

    rendered: RenderedNote
    marked: str
    front: str
    answer: str
    topic: str
    hint: str

    @property
    def note(self) -> Note:
        """The note as its author wrote it."""
        return self.rendered.note

    @property
    def is_question(self) -> bool:
        """Whether this is a question with its answer, and no cloze."""
        return self.rendered.note.kind is NoteKind.QUESTION

    @property
    def has_object(self) -> bool:
        """Whether the front shows code, math, an image or a sound."""
        return OBJECT in self.front

    def cards(self) -> Iterator[Card]:
        """Yield the cards of a cloze, in the order of their first deletions."""
        pieces = _EDGE.split(self.marked)
        deletions = self.rendered.deletions
        for hidden in _hidden_together(deletions):
            yield Card(_front_without(pieces, hidden, deletions), tuple(deletions[index].answer for index in hidden))


def see(rendered: RenderedNote) -> Seen:
    """Return the plain text of ``rendered``."""
    fields = rendered.fields
    kind = rendered.note.kind
    names = FIELDS[kind]
    marked = plain(fields[0])
    front = _MARKS.sub("", marked) if rendered.deletions else marked
    answer = plain(fields[1]) if kind is NoteKind.QUESTION else ""
    topic, hint = fields[names.index("Topic")], fields[names.index("Hint")]
    return Seen(rendered, marked, front, answer, plain(topic), plain(hint))


def plain(markup: str) -> str:
    """Return HTML as text: blocks on lines of their own, emphasis in quotation marks, OBJECT for what is no prose."""
    text = markup
    if "<" in text or "\\" in text or "[sound:" in text:
        text = _OBJECTS.sub(_object, text)
        text = _BLOCKS.sub("\n", text)
        text = _EMPHASIS.sub(lambda match: "”" if match[1] else "“", text)
        text = _TAGS.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    return text.strip()[:LONGEST_TEXT]


def objects(markup: str) -> tuple[str, ...]:
    """Return the code, math, images and sounds of HTML, as they stand there."""
    return tuple(match[0] for match in _OBJECTS.finditer(markup))


def without_quotes(text: str) -> str:
    """Return ``text`` with OBJECT in place of what stands in quotation marks or was emphasised."""
    return _QUOTED.sub(OBJECT, text)


def _object(match: re.Match[str]) -> str:
    """Return OBJECT, with the marks of any deletions that stood inside the match."""
    return OBJECT + "".join(_MARKS.findall(match[0]))


def _hidden_together(deletions: Sequence[Deletion]) -> list[tuple[int, ...]]:
    """Return for each card the indices of the deletions that it hides."""
    together: dict[int | str, list[int]] = {}
    for index, deletion in enumerate(deletions):
        for key in deletion.numbers or (f"automatic {index}",):
            together.setdefault(key, []).append(index)
    return [tuple(indices) for indices in together.values()]


def _front_without(pieces: Sequence[str], hidden: tuple[int, ...], deletions: Sequence[Deletion]) -> str:
    """Join ``pieces`` (text, mark, index, text, …) to a card's front, with a gap or a hint for what is hidden."""
    shown = [pieces[0]]
    closing = ""
    for at in range(1, len(pieces), 3):
        mark, index, text = pieces[at : at + 3]
        if not closing and mark == "\x02" and int(index) in hidden:
            closing = index
            hint = deletions[int(index)].hint
            shown.append(f"[{plain(hint)}]" if hint else GAP)
        elif closing == index and mark == "\x03":
            closing = ""
        if not closing:
            shown.append(text)
    return "".join(shown)
