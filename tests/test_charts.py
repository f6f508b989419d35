"""Charts and tables: nothing is wider than the terminal, and what is shown agrees with the figures."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.cli.charts import bar, columns, dates_below, heatmaps
from lalaflash.cli.tables import Column, cells, fit, table

TODAY = date(2026, 11, 22).toordinal()  # a Sunday
YEAR = 365
widths = st.integers(20, 120)


@given(st.floats(0, 1), st.integers(1, 60))
def test_a_bar_fills_its_share_and_shows_anything_above_nothing(share: float, length: int) -> None:
    drawn = bar(share, length)
    assert len(drawn) <= length
    assert bool(drawn) == (share > 0)
    assert abs(len(drawn) - share * length) <= 1


def test_columns_rise_with_their_values() -> None:
    assert columns([4, 2, 0, 1], height=2, cells=1) == ["█", "██ ▄"]
    assert columns([4, 2, 0, 1], height=1, cells=3) == ["██ ▄▄    ▂▂"]
    assert columns([0, 0], height=3, cells=1) == []


def test_a_column_that_is_more_than_nothing_is_seen() -> None:
    assert columns([10_000, 1], height=3, cells=1)[-1] == "█▁"


def test_dates_stand_below_the_first_day_of_each_week() -> None:
    assert dates_below(TODAY, 15, cells=1) == "22 Nov 29 Nov 6 Dec"
    assert dates_below(TODAY, 14, cells=2).index("29 Nov") == 14


@given(st.dictionaries(st.integers(TODAY - 400, TODAY), st.integers(1, 500)), st.integers(TODAY - 7, TODAY), widths)
def test_a_heatmap_has_a_sign_for_each_day_of_the_year_and_fits(counts: dict[int, int], today: int, width: int) -> None:
    parts = heatmaps(counts, today, YEAR, width)
    lines = [part.months for part in parts] + [name + row for part in parts for name, row in part.rows]
    assert max(map(len, lines)) <= width
    signs = [sign for part in parts for _, row in part.rows for sign in row if sign != " "]
    wide = 2 if len(signs) == 2 * YEAR else 1
    assert len(signs) == wide * YEAR
    seen = sum(sign != "·" for sign in signs) // wide
    assert seen == sum(today - YEAR < day <= today for day in counts)


def test_a_heatmap_names_the_months_and_puts_today_last() -> None:
    (part,) = heatmaps({TODAY: 3}, TODAY, YEAR, 80)
    assert part.months.split() == ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    assert part.rows[6][1].endswith("·█")
    assert all(row.endswith("·") for _, row in part.rows[:6])


@given(
    st.lists(st.text(st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029"), max_size=30)),
    st.lists(st.integers(0, 10**7), min_size=1),
    widths,
)
def test_a_table_fits_its_width(names: list[str], numbers: list[int], width: int) -> None:
    cell = [f"{numbers[index % len(numbers)]:,}" for index in range(len(names))]
    made = table("name", names, [Column("one", cell), Column("another", cell), Column("a third", cell)], width)
    assert len(made) == 1 + len(names)
    assert max(cells(line) for line in made[1:]) <= width if names else True


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("robin", 7, "robin  "),
        ("robin", 5, "robin"),
        ("robin", 4, "rob…"),
        ("駒鳥です", 5, "駒鳥…"),
        ("駒鳥です", 6, "駒鳥 …"),
        ("robin", 1, "…"),
    ],
)
def test_a_text_is_cut_or_filled_to_its_cells(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


def test_wide_letters_in_a_column_keep_the_table_straight() -> None:
    made = table("card", ["a", "b"], [Column("deck", ["駒鳥です", "birds"]), Column("n", ["1", "2"])], 20)
    assert made[1:] == ["a     駒鳥です  1", "b        birds  2"]


def test_names_that_would_steer_a_terminal_are_shown_as_signs() -> None:
    assert table("tag", ["a\x1b[2Jb\n\u202ec"], [Column("deck", ["\x1b]0;x\x07"])], 60)[1] == "a␛[2Jb ⟨U+202E⟩c  ␛]0;x␇"


def test_the_last_columns_are_left_out_first() -> None:
    columns = [Column("new", ["1"]), Column("a very long title", ["2"])]
    assert table("deck", ["birds"], columns, 20)[1] == "birds    1"
