"""The bytes of a keyboard, as keys; and a line that is typed with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.review.keys import Key, KeyDecoder
from lalaflash.review.line_editor import Line


def keys_of(*pieces: bytes) -> list[Key]:
    decoder = KeyDecoder()
    keys = [key for piece in pieces for key in decoder.feed(piece)]
    return keys + decoder.flush()


def typed(*names: str, line: Line = Line()) -> Line:  # noqa: B008 (immutable)
    for name in names:
        line = line.press(Key(name, name if len(name) == 1 else " " if name == "space" else ""))
    return line


@pytest.mark.parametrize(
    ("received", "names"),
    [
        (b"a1?", ["a", "1", "?"]),
        (b" \r\n\t\x7f", ["space", "enter", "enter", "tab", "backspace"]),
        (b"\x03\x04\x1a\x0c", ["ctrl-c", "ctrl-d", "ctrl-z", "ctrl-l"]),
        (b"\x1b[A\x1b[B\x1bOC\x1bOD", ["up", "down", "right", "left"]),
        (b"\x1b[5~\x1b[6~\x1b[3~\x1b[H\x1b[4~", ["page-up", "page-down", "delete", "home", "end"]),
        (b"\x1b[1;5A", ["up"]),
        (b"\x1b", ["escape"]),
        (b"\x1b\x1b[A", ["escape", "up"]),
        (b"\x1bx\x1b[<0;3;4M\x1b]11;rgb:0/0/0\x07q", ["q"]),
        ("é日👩".encode(), ["é", "日", "👩"]),
        (b"\x1b[12;", []),
        (b"\xff", ["\ufffd"]),
    ],
)
def test_bytes_become_keys(received: bytes, names: list[str]) -> None:
    assert [key.name for key in keys_of(received)] == names


@given(st.data())
def test_where_the_bytes_are_cut_makes_no_difference(data: st.DataObject) -> None:
    received = "a\x1b[Bé\x1b[200~one\r\ntwo\x1b[201~\x1bOA日\x1b[5~ q".encode()
    cuts = sorted(data.draw(st.sets(st.integers(1, len(received) - 1))))
    pieces = [received[start:end] for start, end in zip([0, *cuts], [*cuts, len(received)], strict=True)]
    assert keys_of(*pieces) == keys_of(received)


def test_pasted_text_is_one_key_that_presses_nothing() -> None:
    assert keys_of(b"\x1b[200~1q\x1b[A\r\n2\x1b[201~q") == [Key("paste", "1q [A 2"), Key("q", "q")]


@given(st.binary())
def test_any_bytes_are_taken(received: bytes) -> None:
    decoder = KeyDecoder()
    decoder.feed(received)
    decoder.flush()
    assert decoder.feed(b"\x1b[201~q")[-1:] == [Key("q", "q")] or b"\x1b" in received or received[-1:] > b"\x7f"


def test_a_line_is_edited_where_the_cursor_stands() -> None:
    assert typed("a", "c", "left", "b") == Line("ab", "c")
    assert typed("home", "x", line=Line("ab", "c")) == Line("x", "abc")
    assert typed("end", "backspace", line=Line("ab", "c")) == Line("ab", "")
    assert typed("delete", line=Line("ab", "cd")) == Line("ab", "d")
    assert typed("ctrl-w", line=Line("one two ", "x")) == Line("one ", "x")
    assert typed("ctrl-u", "ctrl-k", line=Line("ab", "cd")) == Line("", "")
    assert typed("up", "page-up", line=Line("ab", "cd")) == Line("ab", "cd")


def test_an_accent_goes_with_its_letter() -> None:
    assert typed("backspace", line=Line("cafe\u0301", "")) == Line("caf", "")
    assert typed("right", line=Line("", "e\u0301x")) == Line("e\u0301", "x")


@given(st.lists(st.sampled_from(["a", "é", "\u0301", "日", "left", "right", "backspace", "delete", "home", "end"])))
def test_a_line_holds_what_was_typed_minus_what_was_deleted(names: list[str]) -> None:
    letters = sum(len(name) == 1 for name in names)
    deletions = sum(name in ("backspace", "delete") for name in names)
    assert len(typed(*names).text) <= letters
    assert deletions > 0 or len(typed(*names).text) == letters
