"""A conversation about cards, and what it looks like on screens of all sizes."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_cards import ALL, DECK, JUPITER, LONG, MERCURY, NEPTUNE, entries
from review_helpers import Clock, Desk, card, fill_catalogue

from lalaflash.review.agenda import Wanted
from lalaflash.review.conversation import FOUR_GRADES, SIX_GRADES, Conversation, Request, Stage
from lalaflash.review.keys import Key
from lalaflash.review.plain_loop import run_in_lines
from lalaflash.review.screen import compose
from lalaflash.review.terminal import Size
from lalaflash.review.typed import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lalaflash.review.card_text import CardText
    from lalaflash.review.conversation import Grade
    from lalaflash.review.screen import Frame
    from lalaflash.review.sitting import Sitting

    Begin = Callable[..., Desk]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Return a function that opens a desk with one card for each of its texts."""
    desks: list[Desk] = []

    def open_desk(*texts: CardText) -> Desk:
        fill_catalogue(tmp_path / "catalogue.db", entries(*texts), DECK).__exit__()
        desks.append(Desk(tmp_path, Clock()))
        return desks[-1]

    yield open_desk
    for desk in desks:
        desk.close()


@pytest.fixture
def full_desk(begin: Begin) -> Desk:
    return begin(*ALL)


def talk(sitting: Sitting, *, grades: tuple[Grade, ...] = FOUR_GRADES, types: bool = False) -> Conversation:
    return Conversation(sitting, due_tomorrow=lambda: 7, grades=grades, types=types)


def press(conversation: Conversation, *names: str) -> Request:
    """Press keys by their names; return what the last one asks for."""
    request = Request.SHOW
    for name in names:
        request = conversation.press(Key(name, name if len(name) == 1 else " " if name == "space" else ""))
    return request


def frame_of(conversation: Conversation, width: int = 80, height: int = 24, scroll: int | None = None) -> Frame:
    return compose(conversation.view, Size(width, height), scroll)


def rows(frame: Frame) -> list[str]:
    return ["".join(piece.text for piece in line).rstrip() for line in frame.lines]


def text(frame: Frame) -> str:
    return "\n".join(rows(frame))


def answers(desk: Desk) -> list[int]:
    with desk.progress.database.reading() as connection:
        rows = connection.execute("SELECT quality FROM log WHERE phase IS NOT NULL ORDER BY id")
        return [quality for (quality,) in rows]


def test_each_key_gives_its_quality(begin: Begin) -> None:
    desk = begin(JUPITER, NEPTUNE, LONG, JUPITER)
    conversation = talk(desk.sit())
    for key in "1234":
        press(conversation, "space", key)
    assert answers(desk) == [1, 3, 4, 5]


def test_with_six_grades_each_key_is_its_quality(begin: Begin) -> None:
    desk = begin(JUPITER, NEPTUNE, LONG, JUPITER, NEPTUNE, LONG)
    conversation = talk(desk.sit(), grades=SIX_GRADES)
    for key in "012345":
        press(conversation, "space", key)
    assert answers(desk) == [0, 1, 2, 3, 4, 5]


def test_a_grade_counts_only_after_the_answer_was_seen(begin: Begin) -> None:
    desk = begin(JUPITER)
    conversation = talk(desk.sit())
    press(conversation, "3", "x", "paste")
    assert conversation.view.stage is Stage.ASKED
    assert answers(desk) == []


def test_undo_goes_back_over_the_last_card(begin: Begin) -> None:
    desk = begin(JUPITER, NEPTUNE)
    conversation = talk(desk.sit())
    press(conversation, "space", "3", "space", "3")
    assert conversation.view.stage is Stage.OVER
    press(conversation, "u", "u")
    assert answers(desk) == []
    assert conversation.view.shown
    assert conversation.view.shown.listing.text == JUPITER
    press(conversation, "u")
    assert "nothing to undo" in conversation.view.notice


def test_the_end_says_what_the_sitting_came_to(begin: Begin) -> None:
    desk = begin(JUPITER, NEPTUNE)
    conversation = talk(desk.sit())
    press(conversation, "space", "1", "space", "3")
    desk.clock.pass_ms(90_000)
    press(conversation, "space", "3")
    shown = rows(frame_of(conversation))
    assert [line.strip() for line in shown[1:7]] == [
        "Done.",
        "",
        "3 answers in 1 min",
        "2 new cards",
        "1 asked once more",
        "7 cards due tomorrow",
    ]


def test_a_typed_answer_is_compared_and_proposes_a_grade(begin: Begin) -> None:
    desk = begin(MERCURY, MERCURY, MERCURY)
    conversation = talk(desk.sit())
    verdicts = []
    for typed in ("mercury", "Mercry", "Venus"):
        press(conversation, *typed, "enter")
        comparison = conversation.view.comparison
        verdicts.append(comparison.verdict if comparison else None)
        press(conversation, "enter")
    assert verdicts == [Verdict.EXACT, Verdict.CLOSE, Verdict.WRONG]
    assert answers(desk) == [4, 3, 1]


def test_the_difference_to_what_was_typed_is_shown(begin: Begin) -> None:
    conversation = talk(begin(MERCURY).sit())
    press(conversation, *"Mercxry", "enter")
    assert "  Mercuxry" in text(frame_of(conversation))


def test_whoever_typed_may_give_another_grade(begin: Begin) -> None:
    desk = begin(MERCURY)
    conversation = talk(desk.sit())
    press(conversation, *"Venus", "enter", "4")
    assert answers(desk) == [5]


def test_letters_are_typed_and_are_no_commands_until_escape(begin: Begin) -> None:
    conversation = talk(begin(MERCURY).sit())
    press(conversation, *"qubs1?")
    assert conversation.view.line.text == "qubs1?"
    assert press(conversation, "escape", "q") is Request.STOP


def test_with_type_every_card_is_typed(begin: Begin) -> None:
    assert talk(begin(JUPITER).sit(), types=True).view.stage is Stage.TYPING


def test_bury_suspend_and_mark_are_kept(begin: Begin) -> None:
    desk = begin(JUPITER, NEPTUNE, LONG)
    conversation = talk(desk.sit())
    press(conversation, "b", "s", "m")
    states = [desk.progress.stored(card(index)).state for index in range(3)]
    assert (states[0].buried, states[1].suspended, states[2].marked) == (desk.clock.day + 1, True, True)
    assert "★" in rows(frame_of(conversation))[1]


def test_a_card_that_another_review_answered_is_passed_over(begin: Begin) -> None:
    desk = begin(JUPITER, NEPTUNE)
    here, there = talk(desk.sit()), talk(desk.sit())
    press(here, "space", "3")
    press(there, "space", "1")
    assert answers(desk) == [4]
    assert "another review" in there.view.notice
    assert there.view.shown
    assert there.view.shown.listing.text == NEPTUNE


def test_a_leech_is_told_in_one_line(begin: Begin) -> None:
    desk = begin(JUPITER)
    for _ in range(16):
        conversation = talk(desk.sit())
        remembered = conversation.view.shown and conversation.view.shown.stored.state.repetitions
        press(conversation, "space", "1" if remembered else "3")
        if conversation.view.notice:
            break
        desk.clock.pass_days(1)
    assert conversation.view.notice.startswith("a leech, forgotten 8 times: tagged and suspended")


def test_the_screen_shows_where_one_is_and_what_each_grade_would_do(begin: Begin) -> None:
    conversation = talk(begin(JUPITER, NEPTUNE).sit())
    front = text(frame_of(conversation))
    assert "Astronomy › Planets · The Solar System" in front
    assert "[…]" in front
    assert "0 done · 2 left · about 16 s" in front
    press(conversation, "space")
    assert rows(frame_of(conversation))[-1].split("   ")[:2] == [" 1 again 1d↻", "2 hard 1d↻"]


def test_a_hint_is_shown_on_demand(begin: Begin) -> None:
    conversation = talk(begin(JUPITER).sit())
    assert "largest" not in text(frame_of(conversation))
    press(conversation, "h")
    assert "It is the largest of them." in text(frame_of(conversation))


def test_a_long_card_is_scrolled_to_its_answer_and_back(begin: Begin) -> None:
    conversation = talk(begin(LONG).sit())
    assert "1.  line number 1" in text(frame_of(conversation))
    press(conversation, "space")
    frame = frame_of(conversation)
    assert "All read" in text(frame)
    assert "line number 1\n" in text(frame_of(conversation, scroll=0))
    assert rows(frame_of(conversation, scroll=10**6)) == rows(frame_of(conversation, scroll=frame.furthest))


def test_the_cursor_stands_behind_what_was_typed(begin: Begin) -> None:
    conversation = talk(begin(MERCURY).sit())
    press(conversation, *"日本x", "left")
    frame = frame_of(conversation, 40, 12)
    assert frame.cursor
    row, column = frame.cursor
    assert rows(frame)[row].strip() == "› 日本x"
    assert column == 1 + 2 + 4


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["space", "enter", "escape", "tab", "paste", "left", *"1234ubsmh?tqx"]), max_size=12),
    st.integers(1, 220),
    st.integers(1, 60),
    st.integers(0, 80),
)
def test_every_screen_is_exactly_as_large_as_the_terminal(
    full_desk: Desk, names: list[str], width: int, height: int, scroll: int
) -> None:
    conversation = talk(full_desk.sit(Wanted(cram=True)))
    for name in names:
        press(conversation, name)
        frame = frame_of(conversation, width, height, scroll)
        assert len(frame.lines) == height
        if width >= 20:
            assert all(len(row) <= width for row in rows(frame))


def lines_of(conversation: Conversation, *typed: str) -> str:
    output = StringIO()
    keyboard = StringIO("".join(f"{line}\n" for line in typed))
    run_in_lines(conversation, keyboard, output, lambda _: "edited")
    return output.getvalue()


def test_a_dumb_terminal_is_asked_in_lines(begin: Begin) -> None:
    desk = begin(JUPITER, MERCURY, NEPTUNE)
    printed = lines_of(talk(desk.sit()), "", "3", "Mercry", "", "", "1", "", "4", "u", "q")
    assert answers(desk) == [4, 3, 1]
    assert "\x1b" not in printed
    assert "The planet […] has" in printed
    assert "= Jupiter" in printed
    assert "≈ close" in printed


def test_commands_are_reached_while_typing_in_lines(begin: Begin) -> None:
    desk = begin(JUPITER, MERCURY)
    lines_of(talk(desk.sit()), "", "3", ":u")
    assert answers(desk) == []


def test_the_end_of_the_input_is_a_stop(begin: Begin) -> None:
    desk = begin(JUPITER, MERCURY)
    lines_of(talk(desk.sit()), "", "3")
    assert answers(desk) == [4]


def test_an_edited_card_is_shown_again(begin: Begin) -> None:
    assert "edited" in lines_of(talk(begin(JUPITER).sit()), "e", "q")
