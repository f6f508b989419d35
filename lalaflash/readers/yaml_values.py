"""Read YAML into text, lists and mappings that know their place.

Every scalar is the text that was typed: ``no``, ``1994`` and ``12:30`` are never a truth value, a number or a time.
The values are made from the parser's events, and the entries of a card file are handed on one by one: 100,000 cards as
a graph of nodes would take a gigabyte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import yaml

from lalaflash.model import Problem, Source, Text
from lalaflash.readers.yaml_errors import MAX_DEPTH, UNQUOTED_BRACES, explain, too_deep
from lalaflash.readers.yaml_text import control_characters, decode, describe

if TYPE_CHECKING:
    from collections.abc import Callable

try:
    from yaml import CBaseLoader as EventLoader
except ImportError:  # PyYAML without libyaml: the same events, about ten times slower
    from yaml import BaseLoader as EventLoader  # type: ignore[assignment]

# What aliases may add to a file, in characters: far more than any honest file repeats, far less than fills a memory.
MAX_ALIASED = 10_000_000

_COMMENT = re.compile(r"[ \t]+#")


class Items(NamedTuple):
    """A list, and where it begins."""

    items: tuple[Value, ...]
    source: Source


class Mapping(NamedTuple):
    """A mapping in the order of its keys, the parser's mark of each key, and where the mapping begins."""

    values: dict[str, Value]
    marks: dict[str, Any]
    source: Source

    def key_source(self, key: str) -> Source:
        """Return where `key` stands."""
        return _source(self.source.path, self.marks[key])


class Broken(NamedTuple):
    """A value that a problem has already been told about."""

    source: Source


Value: TypeAlias = Text | Items | Mapping | Broken


class Stream(NamedTuple):
    """Takes the items of the outermost list, or of the list under `key`, as they are read; the list stays empty."""

    key: str
    take: Callable[[Value], None]


class Document(NamedTuple):
    """What a file holds: ``value`` is None where it is empty or cannot be read.

    ``commented`` are the places of unquoted texts that a comment follows on the same line.
    """

    value: Value | None
    problems: list[Problem]
    commented: frozenset[Source] = frozenset()


def read_yaml(data: bytes, path: str, stream: Stream | None = None) -> Document:
    """Read the one YAML document in `data`; never raises, whatever the bytes are."""
    text = decode(data, path)
    if isinstance(text, Problem):
        return Document(None, [text])
    if problems := control_characters(text, path):
        return Document(None, problems)
    composer = _Composer(text, path, stream)
    value: Value | None = None
    try:
        value = composer.document()
    except _StopError as stop:
        composer.problems.append(stop.problem)
    except yaml.YAMLError as error:
        composer.add_unless_told(explain(error, text, path))
    finally:
        composer.loader.dispose()
    composer.tell_unused_anchors()
    return Document(value, composer.problems, frozenset(composer.commented))


def _source(path: str, mark: Any) -> Source:
    return Source(path, mark.line + 1, mark.column + 1)


def _is_plain_list(event: Any) -> bool:
    return type(event) is yaml.SequenceStartEvent and event.anchor is None and event.tag is None


class _StopError(Exception):
    """The rest of the file is not worth reading."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class _Anchor:
    """A named value; ``weight`` is what each alias of it adds to the file, in characters."""

    name: str
    value: Value
    weight: int
    used: bool = False


class _Composer:
    """Turns the events of one file into values."""

    def __init__(self, text: str, path: str, stream: Stream | None) -> None:
        self.loader: Any = EventLoader(text)
        self.problems: list[Problem] = []
        self.commented: list[Source] = []
        self._text = text
        self._path = path
        self._stream = stream
        self._has_comments = " #" in text or "\t#" in text
        self._anchors: dict[str, _Anchor] = {}
        self._all_anchors: list[_Anchor] = []
        self._aliased = 0

    def document(self) -> Value | None:
        """Return the file's value, or None where it is empty."""
        next_event = self.loader.get_event
        next_event()
        if isinstance(next_event(), yaml.StreamEndEvent):
            return None
        event = next_event()
        value = self._streamed(event, self._stream) if self._stream and _is_plain_list(event) else self._value(event, 0)
        next_event()
        after = next_event()
        if isinstance(after, yaml.DocumentStartEvent):
            message = "a second document begins here (---): a file holds one; remove the line, or make two files"
            raise _StopError(Problem(_source(self._path, after.start_mark), "several-documents", message))
        return value

    def add_unless_told(self, problem: Problem) -> None:
        """Add `problem`, unless its line has one already: the parser stumbles where we did."""
        if all(told.source.line != problem.source.line for told in self.problems[-1:]):
            self.problems.append(problem)

    def tell_unused_anchors(self) -> None:
        """An anchor without an alias is mostly a text that began with &, of which a word has vanished."""
        for anchor in self._all_anchors:
            if not anchor.used:
                message = f"YAML takes `&{anchor.name}` as a name for what follows, and nothing uses it: quote the text"
                self.problems.append(Problem(anchor.value.source, "unused-anchor", message))

    def _value(self, event: Any, depth: int) -> Value:
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self._alias(event)
        if event.tag is not None:
            self._tell_tag(event)
        if event.anchor is not None:
            return self._anchored(event, depth)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        return self._collection(event, depth)

    def _streamed(self, start: Any, stream: Stream) -> Items:
        """Hand on the items of a list; `start` is its first event."""
        next_event = self.loader.get_event
        while type(event := next_event()) is not yaml.SequenceEndEvent:
            stream.take(self._value(event, 1))
        return Items((), _source(self._path, start.start_mark))

    def _scalar(self, event: Any) -> Text:
        mark = event.start_mark
        source = Source(self._path, mark.line + 1, mark.column + 1)
        if event.style == '"':
            self._tell_escaped_control(event.value, source)
        elif self._has_comments and not event.style and _COMMENT.match(self._text, event.end_mark.index):
            self.commented.append(source)
        return Text(event.value, source)

    def _collection(self, event: Any, depth: int) -> Value:
        if depth >= MAX_DEPTH:
            raise _StopError(too_deep(_source(self._path, event.start_mark)))
        if type(event) is yaml.SequenceStartEvent:
            return self._items(event, depth + 1)
        return self._mapping(event, depth + 1)

    def _items(self, start: Any, depth: int) -> Items:
        next_event = self.loader.get_event
        items: list[Value] = []
        while type(event := next_event()) is not yaml.SequenceEndEvent:
            items.append(self._value(event, depth))
        return Items(tuple(items), _source(self._path, start.start_mark))

    def _mapping(self, start: Any, depth: int) -> Value:
        next_event = self.loader.get_event
        values: dict[str, Value] = {}
        marks: dict[str, Any] = {}
        broken = False
        while type(event := next_event()) is not yaml.MappingEndEvent:
            key = self._key(event, start, depth)
            broken |= key is None
            after = next_event()
            value: Value
            if depth == 1 and self._stream and key == self._stream.key and _is_plain_list(after):
                value = self._streamed(after, self._stream)
            else:
                value = self._value(after, depth)
            if key in values:
                self._tell_duplicate(key, event.start_mark, marks[key])
            elif key is not None:
                values[key] = value
                marks[key] = event.start_mark
        source = _source(self._path, start.start_mark)
        return Broken(source) if broken else Mapping(values, marks, source)

    def _key(self, event: Any, mapping: Any, depth: int) -> str | None:
        """Return the next key of the mapping that began with the event `mapping`, or None where a problem was told."""
        if type(event) is yaml.ScalarEvent and not event.style and event.anchor is None and event.tag is None:
            name: str = event.value
            if name != "<<":
                return name
            message = "merge keys (<<) are not supported: repeat the keys, or set them once for the whole file"
            self.problems.append(Problem(_source(self._path, event.start_mark), "merge-key", message))
            return None
        key = self._value(event, depth)
        if isinstance(key, Text):
            return key.value
        if self._text.startswith("{{", mapping.start_mark.index):
            source = _source(self._path, mapping.start_mark)
            self.add_unless_told(Problem(source, "unquoted-braces", UNQUOTED_BRACES))
        else:
            self.add_unless_told(Problem(key.source, "wrong-type", "a key must be a word, not a list or a mapping"))
        return None

    def _anchored(self, event: Any, depth: int) -> Value:
        before = self._aliased
        is_scalar = type(event) is yaml.ScalarEvent
        value = self._scalar(event) if is_scalar else self._collection(event, depth)
        end = event.end_mark.index if is_scalar else self.loader.peek_event().start_mark.index
        weight = end - event.start_mark.index + self._aliased - before
        anchor = _Anchor(event.anchor, value, weight)
        self._anchors[event.anchor] = anchor
        self._all_anchors.append(anchor)
        return value

    def _alias(self, event: Any) -> Value:
        source = _source(self._path, event.start_mark)
        anchor = self._anchors.get(event.anchor)
        if anchor is None:
            message = f"YAML takes `*{event.anchor}` as an alias, and nothing before it has that name: quote the text"
            raise _StopError(Problem(source, "bad-yaml", message))
        anchor.used = True
        self._aliased += anchor.weight
        if self._aliased > MAX_ALIASED:
            message = "the aliases (*) of this file repeat too much: write out what you mean"
            raise _StopError(Problem(source, "alias-bomb", message))
        return anchor.value._replace(source=source)

    def _tell_tag(self, event: Any) -> None:
        message = f"YAML takes `{event.tag[:60]}` as a type, but all values are text: remove it, or quote the text"
        self.problems.append(Problem(_source(self._path, event.start_mark), "yaml-tag", message))

    def _tell_escaped_control(self, value: str, source: Source) -> None:
        for character in describe(value):
            message = f"a backslash makes the control character {character} here: use single quotes, or remove it"
            self.problems.append(Problem(source, "control-character", message))

    def _tell_duplicate(self, key: str, mark: Any, first: Any) -> None:
        message = f"key `{key[:60]}` stands here a second time (first in line {first.line + 1}): remove one of the two"
        self.problems.append(Problem(_source(self._path, mark), "duplicate-key", message))
