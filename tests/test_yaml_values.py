"""What stands in a YAML file is what comes out, or a problem; never anything else."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from lalaflash.model import Source, Text
from lalaflash.readers import yaml_values
from lalaflash.readers.yaml_values import Document, Items, Mapping, Stream, Value, read_yaml

PATH = "cards/a.yaml"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def read(text: str) -> Document:
    return read_yaml(text.encode(), PATH)


def plain(value: Value | None) -> object:
    """Return a value without its places."""
    if isinstance(value, Text):
        return value.value
    if isinstance(value, Items):
        return [plain(item) for item in value.items]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.values.items()}
    return value


def names(document: Document) -> list[str]:
    return [problem.name for problem in document.problems]


def only_problem(text: str) -> tuple[int, int, str]:
    """Return line, column and message of the one problem that `text` has."""
    (problem,) = read(text).problems
    return problem.source.line, problem.source.column, problem.message


@pytest.mark.parametrize(
    "typed",
    ["no", "yes", "True", "1994", "0x1F", "1_000", "12:30", "~", "null", "3.10", "2016-08-31", "1e3", "=", ".inf"],
)
def test_every_scalar_is_the_text_that_was_typed(typed: str) -> None:
    document = read(f"answer: {typed}\n")
    assert (plain(document.value), document.problems) == ({"answer": typed}, [])


def test_an_absent_value_is_the_empty_text() -> None:
    assert plain(read("answer:\n").value) == {"answer": ""}


def test_each_value_knows_its_place() -> None:
    value = read("cards:\n  - cloze: über\n    tags: [a, ä]\n").value
    assert isinstance(value, Mapping)
    cards = value.values["cards"]
    assert isinstance(cards, Items)
    entry = cards.items[0]
    assert isinstance(entry, Mapping)
    assert entry.source == Source(PATH, 2, 5)
    assert entry.key_source("tags") == Source(PATH, 3, 5)
    tags = entry.values["tags"]
    assert isinstance(tags, Items)
    assert tags.items[1] == Text("ä", Source(PATH, 3, 15))


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_the_text() -> None:
    document = read_yaml(b"\xef\xbb\xbfa: |\r\n  one\r\n  two\r\nb: c\r\n", PATH)
    assert plain(document.value) == {"a": "one\ntwo\n", "b": "c"}
    assert isinstance(document.value, Mapping)
    assert document.value.key_source("b") == Source(PATH, 4, 1)


def test_an_empty_file_has_no_value_and_no_problem() -> None:
    assert read("# only a comment\n") == Document(None, [])


TRAPS = [
    ("a: {{eight weeks}} was the time\nb: c\n", 1, 4, "{{ must be quoted"),
    ("a: {{eight weeks}}\n", 1, 4, "{{ must be quoted"),
    ("a: {{c1::x}} and {{c2::y}}\n", 1, 4, "{{ must be quoted"),
    ("a: What: is it?\n", 1, 8, "`: ` must be quoted"),
    ("a:\n\t- b\n", 2, 1, "spaces"),
    ('a: "What is\nb: y\n', 1, 4, "never closed"),
    ('a: "What" is it\nb: y\n', 1, 11, "after its closing quote"),
    ("a: 'What's it'\n", 1, 10, "after its closing quote"),
    ("a: [x] is\n", 1, 8, "`[` must be quoted"),
    ("a: [x\nb: y\n", 1, 4, "`[` must be quoted"),
    ("a: *x* is\n", 1, 6, "`*` must be quoted"),
    ("a: **x** is\n", 1, 5, "`*` must be quoted"),
    ("a: *x\n", 1, 4, "quote the text"),
    ("a: & is\n", 1, 5, "`&` must be quoted"),
    ("a: &x is\n", 1, 4, "quote the text"),
    ("a: @x is\n", 1, 4, "`@` must be quoted"),
    ("a: `x` is\n", 1, 4, "``` must be quoted"),
    ("a: %x is\n", 1, 4, "`%` must be quoted"),
    ("a: | x is\n", 1, 6, "`|` must be quoted"),
    ("a: !x is\n", 1, 4, "quote the text"),
    ("a: - x\n", 1, 4, "`- ` must be quoted"),
    ("a: x\n  b: y\n", 2, 4, "line them up"),
    ("a: x\nb\nc: y\n", 2, 1, "neither `key: text` nor a list item"),
    ('a: "\\delta"\n', 1, 4, "backslash"),
    ("a: b\n---\nc: d\n", 2, 1, "second document"),
    ("a: b\n<<: {c: d}\n", 2, 1, "merge keys"),
    ("a: b\na: c\n", 2, 1, "second time (first in line 1)"),
    ("[a]: b\n", 1, 1, "a key must be a word"),
    ("a: !!python/object:os.system x\n", 1, 4, "all values are text"),
    ("a: !!int 12\n", 1, 4, "all values are text"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), TRAPS, ids=[repr(trap[0])[:40] for trap in TRAPS])
def test_a_trap_of_yaml_is_one_problem_with_its_place_and_its_fix(
    text: str, line: int, column: int, words: str
) -> None:
    found = only_problem(text)
    assert found[:2] == (line, column), found
    assert words in found[2]


@pytest.mark.parametrize(
    ("data", "name", "line"),
    [
        (b"a: b\nc: caf\xe9\n", "not-utf8", 2),
        (b"a: \xed\xa0\x80\n", "not-utf8", 1),
        ("a: b\n".encode("utf-16"), "not-utf8", 1),
        (b"a: b\nc: d\x02\n", "control-character", 2),
        (b"a: \xc2\x85\n", "control-character", 1),
        (b"a: \xef\xbf\xbf\n", "control-character", 1),
        (b"\n" + rb'a: "\x02"', "control-character", 2),
        (rb'"\x02": a', "control-character", 1),
        (rb'a: "\r"', "control-character", 1),
        (rb'a: "\ud800"', "bad-yaml", 1),
    ],
)
def test_bytes_that_no_card_may_hold_are_told(data: bytes, name: str, line: int) -> None:
    (problem,) = read_yaml(data, PATH).problems
    assert (problem.name, problem.source.line) == (name, line)


def test_an_alias_stands_for_its_value_at_its_own_place() -> None:
    value = read("a: &x [1, 2]\nb: *x\n").value
    assert plain(value) == {"a": ["1", "2"], "b": ["1", "2"]}
    assert isinstance(value, Mapping)
    assert value.values["b"].source == Source(PATH, 2, 4)


@pytest.mark.parametrize("head", ["[" + "x," * 9 + "x]", "x" * 200_000])
def test_an_alias_bomb_is_a_problem(head: str) -> None:
    lines = [f"a0: &a0 {head}"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "alias-bomb" in names(read("\n".join(lines)))


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000, "? " * 50_000])
def test_deep_nesting_is_a_problem(text: str) -> None:
    assert names(read(text)) == ["too-deep"]


def test_only_unquoted_texts_with_a_comment_behind_them_are_marked() -> None:
    text = "a: What is C #\nb: The #1 song\nc: 'C #'\nd: >- # fine\n  C # too\ne: # empty\nf: x\n# own line\n"
    document = read(text)
    assert document.problems == []
    assert sorted(source.line for source in document.commented) == [1, 2, 6]


def test_a_stream_takes_the_entries_one_by_one_and_the_rest_stays() -> None:
    taken: list[object] = []
    stream = Stream("cards", lambda value: taken.append(plain(value)))
    document = read_yaml(b"cards: [a, {cards: [b]}]\ntags: [c]\n", PATH, stream)
    assert taken == ["a", {"cards": ["b"]}]
    assert plain(document.value) == {"cards": [], "tags": ["c"]}
    taken.clear()
    read_yaml(b"- a\n- b\n", PATH, stream)
    assert taken == ["a", "b"]


def test_without_libyaml_the_values_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "cards:\n  - cloze: no # x\n    tags: &t [a, 'b', \"c\"]\n  - tags: *t\n    x: >-\n      12:30\n"
    fast = read(text)
    monkeypatch.setattr(yaml_values, "EventLoader", yaml.BaseLoader)
    slow = read(text)
    assert plain(slow.value) == plain(fast.value)
    assert (slow.problems, slow.commented) == (fast.problems, fast.commented) == ([], frozenset({Source(PATH, 2, 12)}))


@given(
    st.text().filter(lambda text: not CONTROL.search(text)), st.sampled_from([None, "'", '"', "|", ">"]), st.booleans()
)
def test_any_text_survives_a_dump_and_a_read(text: str, style: str | None, raw: bool) -> None:
    dumped = yaml.dump({"cards": [text]}, default_style=style, allow_unicode=raw)
    assert plain(read(dumped).value) == {"cards": [text]}, dumped


HOSTILE = st.text(alphabet="{}[]&*!|>%@`\"'#-?:, \n\t\\abc<~0\u2028\x85", max_size=60)


@given(st.one_of(st.binary(max_size=200), HOSTILE.map(str.encode)))
@example(b"")
@example(b"%YAML 3.0\n---\na")
@example(b"&a [*a]")
def test_arbitrary_bytes_raise_nothing(data: bytes) -> None:
    document = read_yaml(data, PATH)
    assert all(problem.message and problem.source.path == PATH for problem in document.problems)
    lines = data.decode(errors="replace").splitlines()
    assert all(1 <= problem.source.line <= len(lines) + 1 for problem in document.problems)
