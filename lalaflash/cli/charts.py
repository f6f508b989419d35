"""Charts out of block characters, as plain lines of text: they say the same with and without colour."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_EIGHTHS_ACROSS: Final = " ▏▎▍▌▋▊▉█"
_EIGHTHS_UP: Final = " ▁▂▃▄▅▆▇█"
_HEAT: Final = "·░▒▓█"  # a day without answers, then from few to many
_WEEK: Final = 7
_DAY_NAMES: Final = ("Mon", "", "Wed", "", "Fri", "", "")
_LABEL: Final = 4  # cells before a row of the heatmap
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Heatmap(NamedTuple):
    """A part of a year: the names of the months, and a row for each day of the week, its name first."""

    months: str
    rows: tuple[tuple[str, str], ...]


def short_date(day: int) -> str:
    """Return a study day as ``3 Mar``."""
    on = date.fromordinal(day)
    return f"{on.day} {_MONTHS[on.month - 1]}"


def bar(share: float, cells: int) -> str:
    """Return a bar that fills ``share`` (0 to 1) of ``cells``; what is more than nothing is seen."""
    eighths = max(round(share * cells * 8), 1 if share > 0 else 0)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS_ACROSS[rest] if rest else "")


def columns(values: Sequence[int], *, height: int, cells: int) -> list[str]:
    """Return ``height`` lines, from the top, in which each value is a column ``cells`` wide."""
    highest = max(values, default=0)
    if not highest:
        return []
    eighths = [max(round(value / highest * height * 8), 1 if value else 0) for value in values]
    gap = " " if cells > 1 else ""
    solid = cells - len(gap)
    return [
        "".join(_EIGHTHS_UP[min(8, max(0, filled - 8 * floor))] * solid + gap for filled in eighths).rstrip()
        for floor in reversed(range(height))
    ]


def dates_below(first: int, days: int, *, cells: int) -> str:
    """Return the line of dates below columns: one for each week."""
    line = ""
    for start in range(0, days, _WEEK):
        line = line.ljust(start * cells) + short_date(first + start)
    return line


def heatmaps(counts: Mapping[int, int], today: int, days: int, width: int) -> list[Heatmap]:
    """Return the ``days`` up to ``today`` as heatmaps one below the other, as many as it takes for ``width`` cells."""
    first = _monday(today - days + 1)
    weeks = (_monday(today) - first) // _WEEK + 1
    room = max(1, width - _LABEL)
    cells = 2 if room >= 2 * weeks else 1
    parts = -(-weeks // room) if cells == 1 else 1
    each = -(-weeks // parts)
    levels = _levels(counts, today - days + 1, today)
    starts = range(first, first + weeks * _WEEK, each * _WEEK)
    return [_heatmap(levels, start, min(each, (_monday(today) - start) // _WEEK + 1), cells) for start in starts]


def legend() -> str:
    """Return what the signs of a heatmap mean."""
    return f"fewer {_HEAT} more"


def _heatmap(levels: Mapping[int, str], start: int, weeks: int, cells: int) -> Heatmap:
    rows = []
    for weekday, name in enumerate(_DAY_NAMES):
        signs = [levels.get(start + week * _WEEK + weekday, " ") for week in range(weeks)]
        rows.append((name.ljust(_LABEL), "".join(sign * cells for sign in signs).rstrip()))
    return Heatmap(_months(start, weeks, cells), tuple(rows))


def _months(start: int, weeks: int, cells: int) -> str:
    """Name each month above the week in which it begins, where there is room."""
    line = ""
    for week in range(weeks):
        monday = date.fromordinal(start + week * _WEEK)
        place = _LABEL + week * cells
        begins = week == 0 or monday.day <= _WEEK
        if begins and (not line or len(line) < place) and place + 3 <= _LABEL + weeks * cells:
            if week == 0 and weeks * cells >= 2 * _WEEK and _next_begins_soon(monday, cells):
                continue
            line = line.ljust(place) + _MONTHS[monday.month - 1]
    return line


def _next_begins_soon(monday: date, cells: int) -> bool:
    """Whether the next month's name would have no room beside that of ``monday``."""
    following = date.fromordinal(monday.toordinal() + _WEEK * (4 // cells))
    return following.month != monday.month


def _levels(counts: Mapping[int, int], first: int, last: int) -> dict[int, str]:
    """Return each day's sign. A quarter of the days with answers each gets one, so that no single day dims the rest."""
    ranked = sorted(count for day, count in counts.items() if count and first <= day <= last)
    limits = [ranked[len(ranked) * quarter // 4] for quarter in (1, 2, 3)] if ranked else []
    return {
        day: _HEAT[1 + bisect_right(limits, counts[day])] if counts.get(day) else _HEAT[0]
        for day in range(first, last + 1)
    }


def _monday(day: int) -> int:
    """Return the Monday of the week of ``day``: the ordinal 1 is one."""
    return day - (day - 1) % _WEEK
