"""What ``lalaflash stats`` shows: the figures as short sections of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import click

from lalaflash.cli.charts import bar, columns, dates_below, heatmaps, legend
from lalaflash.cli.tables import Column, cells, fit, table
from lalaflash.review.figures import HEATMAP_DAYS
from lalaflash.review.wording import count, duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lalaflash.review.figures import DayTotal, DueOn, Figures, Group, HardCard, Retention
    from lalaflash.review.state import Recall

_COLUMN_HEIGHT: Final = 5
_WIDE_COLUMN: Final = 3  # cells of a day of the forecast, where there is room
_LONGEST_BAR: Final = 40
_SHOWN: Final = 10  # hard cards and tags; --json has them all
_WEEK, _MONTH = 7, 30
_HOUR_MS: Final = 3_600_000
_MANY_HOURS: Final = 10
_SHORTEST_NAME, _SHORTEST_FRONT = 16, 24  # cells; sooner than cut them more, columns are left out


class Hard(NamedTuple):
    """A card that was forgotten often, with the beginning of its front, harmless and on one line."""

    card: HardCard
    front: str


def report(figures: Figures, hardest: Sequence[Hard], width: int) -> Iterator[str]:
    """Yield the lines of all sections."""
    yield from _today(figures, width)
    yield from _section("Due in the next weeks", _forecast(figures.course.forecast, width))
    yield from _section("The last year", _year(figures.course.days, figures.day, width))
    yield from _section("Remembered, by interval", _retention(figures.course.retention, width))
    yield from _section("Time spent", _time(figures.course.days, figures.day))
    yield from _section("Hardest cards", _hardest(hardest[:_SHOWN], width))
    yield from _section("Decks", standing_table("deck", figures.decks, width))
    by_time = sorted(figures.tags, key=lambda tag: (-tag.taken_ms, tag.name))
    yield from _section("Tags", standing_table("tag", by_time[:_SHOWN], width))
    if len(by_time) > _SHOWN:
        yield click.style(f"and {count(len(by_time) - _SHOWN, 'more tag')}: --json has them all", dim=True)


def percent(recalled: int, reviews: int) -> str:
    """Return ``87 %``, or a dash where nothing was reviewed."""
    return f"{round(100 * recalled / reviews)} %" if reviews else "–"


def spent(milliseconds: int) -> str:
    """Return a time as ``40 s`` or ``1 h 5 min``; many hours without their minutes."""
    hours = round(milliseconds / _HOUR_MS)
    return f"{hours:,} h" if hours >= _MANY_HOURS else duration(milliseconds)


def group_table(title: str, groups: Sequence[Group], width: int) -> list[str]:
    """Return decks or tags as a table; none as no lines."""
    if not groups:
        return []
    return table(
        title,
        [group.name for group in groups],
        [
            Column("new", [f"{group.new:,}" for group in groups]),
            Column("due", [f"{group.due:,}" for group in groups]),
            Column("learned", [f"{group.begun:,}" for group in groups]),
            Column("recalled", [percent(group.recalled, group.reviews) for group in groups]),
            Column("time", [spent(group.taken_ms) for group in groups]),
            Column("suspended", [f"{group.suspended:,}" for group in groups]),
        ],
        width,
    )


def standing_table(title: str, groups: Sequence[Group], width: int) -> list[str]:
    """Return decks or tags as a table: what is due now and within a week, what was done, what was remembered."""
    if not groups:
        return []

    def recalled(recalls: Iterable[Recall]) -> list[str]:
        return [percent(recall.recalled, recall.reviews) for recall in recalls]

    return table(
        title,
        [group.name for group in groups],
        [
            Column("cards", [f"{group.cards:,}" for group in groups]),
            Column("due", [f"{group.due:,}" for group in groups]),
            Column("week", [f"{group.due_in_week:,}" for group in groups]),
            Column("young", recalled(group.young for group in groups)),
            Column("mature", recalled(group.mature for group in groups)),
            Column("reviews", [f"{group.reviews:,}" for group in groups]),
            Column("time", [spent(group.taken_ms) for group in groups]),
            Column("new", [f"{group.new:,}" for group in groups]),
            Column("suspended", [f"{group.suspended:,}" for group in groups]),
        ],
        width,
        shortest=_SHORTEST_NAME,
    )


def hard_table(hardest: Sequence[Hard], width: int) -> list[str]:
    """Return hard cards, each with how often it was forgotten and how often it was remembered."""
    return table(
        "card",
        [hard.front for hard in hardest],
        [
            Column("forgotten", [f"{hard.card.lapses} ×" for hard in hardest]),
            Column("recalled", [percent(hard.card.recalled, hard.card.reviews) for hard in hardest]),
            Column("", ["suspended" if hard.card.suspended else "" for hard in hardest]),
            Column("deck", [hard.card.deck for hard in hardest]),
        ],
        width,
        shortest=_SHORTEST_FRONT,
    )


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield click.style(title, bold=True)
        yield from lines


def _today(figures: Figures, width: int) -> Iterator[str]:
    today = figures.today
    done = "nothing yet"
    if today.answers:
        done = f"{count(today.answers, 'answer')} in {duration(today.taken_ms)}"
        if today.new:
            done += f", {count(today.new, 'new card')}"
        if today.reviews:
            done += f", {percent(today.recalled, today.reviews)} remembered"
    forecast = figures.course.forecast
    due = f"{forecast[0].cards:,} now, {forecast[1].cards:,} more tomorrow"
    cards = sum(deck.cards for deck in figures.decks)
    begun = sum(deck.begun for deck in figures.decks)
    for title, text in (("Today", done), ("Due", due), ("Learned", f"{begun:,} of {count(cards, 'card')}")):
        yield from _hanging(title, text, width)


def _hanging(title: str, text: str, width: int) -> Iterator[str]:
    """Yield ``text`` beside its title, broken at spaces where it is too long."""
    line = ""
    head = click.style(fit(title, 9), bold=True)
    for word in text.split(" "):
        if line and 9 + cells(line) + 1 + cells(word) > width:
            yield head + line
            head, line = " " * 9, word
        else:
            line = f"{line} {word}" if line else word
    yield head + line


def _forecast(forecast: Sequence[DueOn], width: int) -> list[str]:
    values = [due.cards for due in forecast]
    scale = f"{max(values):,} "
    room = (width - len(scale)) // len(values)
    size = max(1, min(_WIDE_COLUMN, room))
    lines = columns(values, height=_COLUMN_HEIGHT, cells=size)
    if not lines:
        return ["nothing is due"]
    margins = [scale, *[" " * len(scale)] * len(lines)]
    dates = dates_below(forecast[0].day, len(values), cells=size)
    charted = [margin + click.style(line, fg="cyan") for margin, line in zip(margins, lines, strict=False)]
    return [*charted, click.style(margins[-1] + dates, dim=True)]


def _year(days: Sequence[DayTotal], today: int, width: int) -> list[str]:
    counts = {day.day: day.answers for day in days}
    if not counts:
        return []
    lines = []
    for part in heatmaps(counts, today, HEATMAP_DAYS, width):
        lines.append(click.style(part.months, dim=True))
        lines += [click.style(name, dim=True) + click.style(row, fg="green") for name, row in part.rows]
    answers = f"{count(sum(counts.values()), 'answer')} on {count(len(counts), 'day')}"
    signs = legend()
    if len(answers) + len(signs) + 2 > width:
        return [*lines, answers, signs]
    return [*lines, answers + "  " + click.style(signs, dim=True)]


def _retention(spans: Sequence[Retention], width: int) -> list[str]:
    reviewed = [span for span in spans if span.reviews]
    if not reviewed:
        return []
    names = [_span(span) for span in reviewed]
    tallies = [f"{span.reviews:,}" for span in reviewed]
    margin, last = max(map(len, names)), max(map(len, tallies))
    length = max(4, min(_LONGEST_BAR, width - margin - last - 10))
    return [
        f"{name.ljust(margin)}  "
        + click.style(bar(span.recalled / span.reviews, length).ljust(length), fg="cyan")
        + f" {percent(span.recalled, span.reviews).rjust(5)}"
        + click.style(f" {tally.rjust(last)}", dim=True)
        for name, tally, span in zip(names, tallies, reviewed, strict=True)
    ]


def _span(span: Retention) -> str:
    if span.longest is None:
        return f"{span.shortest}+ days"
    if span.longest == span.shortest:
        return count(span.shortest, "day")
    return f"{span.shortest}–{span.longest} days"


def _time(totals: Sequence[DayTotal], today: int) -> list[str]:
    if not totals:
        return []
    spans = (("7 days", _WEEK), ("30 days", _MONTH), ("a year", HEATMAP_DAYS))
    return [f"{name.ljust(9)}{_in_days(totals, today, days)}" for name, days in spans]


def _in_days(totals: Sequence[DayTotal], today: int, days: int) -> str:
    taken = [total.taken_ms for total in totals if total.day > today - days]
    return f"{spent(sum(taken))}, {spent(sum(taken) // days)} a day" if taken else "nothing"


def _hardest(hardest: Sequence[Hard], width: int) -> list[str]:
    return hard_table(hardest, width) if hardest else []
