"""The lock file: what is written is read, what git merges is read, what is broken is told apart."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.errors import LockError
from lalaflash.lock import (
    EMPTY,
    Answer,
    Lock,
    LockLine,
    State,
    digest,
    lock_of,
    read_lock,
    short_answer,
    union,
    write_lock,
)
from lalaflash.model import NoteKind

PATH = "decks/film.lock"
HASHES = st.text("0123456789abcdef", min_size=16, max_size=16)
GUIDS = st.text("abAB01", min_size=1, max_size=4)
LINES = st.builds(
    LockLine,
    guid=GUIDS,
    kind=st.sampled_from(NoteKind),
    note_id=st.integers(1, 30),
    modified=st.integers(0, 3),
    content=HASHES,
    source=HASHES,
    state=st.sampled_from(State),
    after=GUIDS | st.just(""),
    path=st.text(),
    id=st.text(),
    answers=st.lists(st.builds(Answer, st.integers(1, 9999), st.text(), st.booleans()), max_size=3).map(tuple),
    text=st.text(st.characters(categories=None)),
)
LOCKS = st.lists(LINES, max_size=8).map(lock_of)


def line(guid: str = "abc", **changes: object) -> LockLine:
    plain = LockLine(
        guid,
        NoteKind.QUESTION,
        1_700_000_000_000,
        1_700_000_000,
        "0" * 16,
        "1" * 16,
        State.LIVE,
        "",
        "cards/cast.yaml",
        "",
        (Answer(1, "Mia"),),
        "Who does Emma Stone play?",
    )
    return plain._replace(**changes)  # type: ignore[arg-type]


@given(LOCKS)
def test_what_is_written_is_read_back_and_written_the_same(lock: Lock) -> None:
    text = write_lock(lock)
    assert read_lock(text, PATH) == lock
    assert write_lock(read_lock(text, PATH)) == text
    text.encode()


@given(LOCKS)
def test_a_lock_has_one_line_a_note_sorted_by_guid(lock: Lock) -> None:
    rows = write_lock(lock).split("\n")
    assert rows[-1] == ""
    guids = [row.split("\t")[0] for row in rows[2:-1]]
    assert guids == sorted({own.guid for own in lock.lines})


@given(LOCKS, LOCKS)
def test_a_union_does_not_depend_on_the_order(one: Lock, other: Lock) -> None:
    assert union(one, other) == union(other, one)


@given(st.lists(LINES, max_size=12))
def test_no_two_notes_share_a_guid_or_a_note_id(lines: list[LockLine]) -> None:
    lock = lock_of(lines)
    assert {own.guid for own in lock.lines} == {own.guid for own in lines}
    assert len({own.guid for own in lock.lines}) == len({own.note_id for own in lock.lines}) == len(lock.lines)


def test_of_two_lines_for_a_note_the_newer_stays() -> None:
    old, new = line(modified=5, text="old"), line(modified=6, text="new")
    assert lock_of([new, old]).lines == lock_of([old, new]).lines == (new,)


def test_of_two_lines_of_one_age_the_live_one_stays() -> None:
    gone, live = line(state=State.GONE, text="z"), line(text="a")
    assert lock_of([gone, live]).lines == (live,)


def test_git_conflict_markers_are_read_as_a_union() -> None:
    ours, theirs, both = line("ours", note_id=3), line("theirs", note_id=4), line("both", note_id=5)
    head, *rows = write_lock(lock_of([ours, theirs, both])).splitlines()[1:]
    by_guid = {row.split("\t")[0]: row for row in rows}
    text = "\n".join(
        [
            "# lalaflash lock 1",
            head,
            "<<<<<<< HEAD",
            by_guid["ours"],
            "||||||| base",
            by_guid["both"],
            "=======",
            by_guid["theirs"],
            ">>>>>>> their-branch",
            "",
        ]
    )
    assert read_lock(text, PATH) == lock_of([ours, theirs, both])


def test_line_ends_and_byte_order_marks_of_other_systems_do_not_matter() -> None:
    lock = lock_of([line("a", note_id=1), line("b", note_id=2)])
    assert read_lock("\ufeff" + write_lock(lock).replace("\n", "\r\n"), PATH) == lock


def test_an_empty_lock_reads_back_empty() -> None:
    assert read_lock(write_lock(EMPTY), PATH) == EMPTY


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\tquestion\t", "\triddle\t"),
        ("\tquestion\t", "\t"),
        ("\t1700000000000\t", "\t-5\t"),
        ("\t1700000000000\t", "\t0\t"),
        ("\t1700000000000\t", "\t١٢\t"),
        ("\tlive\t", "\tdead\t"),
        ("1=Mia", "one=Mia"),
        ("1=Mia", "1=Mia|"),
        ("abc\t", "\t"),
        ("0" * 16, "nothex"),
    ],
)
def test_a_broken_line_is_named_with_its_place_and_a_fix(old: str, new: str) -> None:
    text = write_lock(lock_of([line()]))
    assert old in text
    with pytest.raises(LockError, match=r"^decks/film\.lock:3:1: .*git checkout HEAD -- decks/film\.lock"):
        read_lock(text.replace(old, new, 1), PATH)


@pytest.mark.parametrize("text", ["", "\n", "# a comment", "hello", "\x00\x00"])
def test_a_file_that_is_no_lock_is_refused_rather_than_taken_for_an_empty_one(text: str) -> None:
    with pytest.raises(LockError, match=r"decks/film\.lock:1:1: .*git checkout"):
        read_lock(text, PATH)


def test_a_lock_of_a_newer_version_asks_for_an_update() -> None:
    with pytest.raises(LockError, match="update lalaflash"):
        read_lock("# lalaflash lock 2\nwhatever\n", PATH)


@given(st.text(st.characters(categories=None)))
def test_any_text_gives_a_lock_or_a_lock_error(text: str) -> None:
    for whole in (text, "# lalaflash lock 1\n" + text, write_lock(lock_of([line()])) + text):
        with contextlib.suppress(LockError):
            lock = read_lock(whole, PATH)
            assert read_lock(write_lock(lock), PATH) == lock


def test_lines_are_readable_by_people() -> None:
    row = write_lock(lock_of([line(answers=(Answer(1, "Mia"), Answer(2, "a|b", live=False)))])).splitlines()[2]
    assert row.endswith("\tlive\t-\tcards/cast.yaml\t-\t1=Mia|2~a\\u007cb\tWho does Emma Stone play?")


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_a_digest_knows_where_texts_end(one: list[str], other: list[str]) -> None:
    assert (digest(one) == digest(other)) == (one == other)
    assert digest(["ab", "c"]) != digest(["a", "bc"])


def test_long_answers_that_differ_at_their_end_stay_different() -> None:
    assert short_answer("long " * 30 + "one") != short_answer("long " * 30 + "two")
    assert len(short_answer("long " * 30)) < 50
