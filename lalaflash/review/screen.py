"""What a conversation looks like on a terminal of any size: a header, the card, where one is, what to press.

Everything stands in one column in the middle, at most as wide as is good to read. A card that is longer than the
screen is scrolled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from lalaflash.review import wording
from lalaflash.review.conversation import Stage
from lalaflash.review.harmless import harmless_line
from lalaflash.review.styled import (
    BOLD,
    CYAN,
    DIM,
    GREEN,
    ITALIC,
    MAGENTA,
    REVERSE,
    Block,
    Hanging,
    Line,
    Piece,
    Stack,
    Text,
    filled,
    joined,
    shortened,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lalaflash.review.conversation import Grade, View
    from lalaflash.review.sitting import Shown
    from lalaflash.review.terminal import Size

WIDEST: Final = 78  # cells; longer lines tire the eye
_TALL: Final = 20  # lines; with so many, the header stands a line lower
_LEAST_BODY: Final = 3  # lines; where there are fewer, the header goes first, then the bar
_BAR: Final = 24  # cells of the bar of progress, where there is room
_GAPS: Final = (3, 2)  # cells between two keys, at best and at least

KEY_STYLE: Final = BOLD
_PROPOSED: Final = BOLD | REVERSE
_NOTICE: Final = ITALIC | CYAN
HELP: Final = (
    ("space, enter", "show the answer; then the proposed grade"),
    ("u", "undo, as often as you like"),
    ("h", "show the hint"),
    ("t", "type the answer, where the card asks for it"),
    ("e", "edit the card in your editor"),
    ("m", "mark the card, or take the mark away"),
    ("b", "bury the card until tomorrow"),
    ("s", "suspend the card"),
    ("j k ↓ ↑", "scroll"),
    ("ctrl-z", "back to the shell for a while; `fg` returns"),
    ("q, ctrl-c", "stop; every answer is kept"),
    ("↻", "asked once more in this sitting"),
)

Lines = list[Line]


class Frame(NamedTuple):
    """A whole screen: its lines, where the cursor stands (row, column) if it is seen, and how far one can scroll."""

    lines: Lines
    cursor: tuple[int, int] | None
    scroll: int
    furthest: int
    page: int


def compose(view: View, size: Size, scroll: int | None = None) -> Frame:
    """Return the screen for ``view``, scrolled down by ``scroll`` lines as far as that is possible.

    Without ``scroll`` it begins at the top, or where the answer can be seen.
    """
    width = max(1, min(WIDEST, size.width - 2))
    margin = (size.width - width) // 2
    body, caret = _body(view, width)
    header, footer = _around(view, width, size.height, len(body))
    page = max(1, size.height - len(header) - len(footer))
    furthest = max(0, len(body) - page)
    if caret is not None:
        scroll = furthest  # whoever types sees what is typed
    elif scroll is None:
        scroll = _answer_scroll(body, page) if view.stage is Stage.ANSWERED and not view.helping else 0
    scroll = min(scroll, furthest)
    window = body[scroll : scroll + page]
    window += [[] for _ in range(page - len(window))]
    if furthest:
        window = _with_arrows(window, width, above=scroll > 0, below=scroll < furthest)
    lines = [*header, *window, *footer][-size.height :]
    cursor = (len(header) + caret[0] - scroll, margin + caret[1]) if caret is not None else None
    indent = [Piece(" " * margin)] if margin else []
    return Frame([[*indent, *line] if line else [] for line in lines], cursor, scroll, furthest, page)


def _answer_scroll(body: Lines, page: int) -> int:
    """Return how far to scroll so that what was asked for is on the screen; its beginning, if not all of it can be."""
    found = [row for row, line in enumerate(body) if any(piece.style.is_answer for piece in line)]
    if not found or found[-1] < page:
        return 0
    return min(found[0], found[-1] - page + 2)


def _around(view: View, width: int, height: int, body: int) -> tuple[Lines, Lines]:
    """Return what stands above and below the card; less of it on a screen of few lines."""
    header = [*header_of(view, width).lines(width), []] if view.shown else []
    bar = _progress(view, width).lines(width)
    notice = Text(Piece(view.notice, _NOTICE)).lines(width) if view.notice else []
    keys = _keys(view, width).lines(width)
    needed = min(body, _LEAST_BODY)
    if height >= _TALL:
        header.insert(0, [])
    if height >= len(header) + needed + 1 + len(notice) + len(bar) + len(keys):
        return header, [[], *notice, *bar, *keys]
    if height >= needed + len(notice) + len(keys):
        return [], [*notice, *keys]
    return [], notice


def header_of(view: View, width: int) -> Text:
    """Return deck and topic, and at the right edge what kind of question it is."""
    shown, face = view.shown, view.face
    if shown is None or face is None:
        return Text()
    topic = f" · {face.topic}" if face.topic else ""
    label = wording.phase_label(shown.phase)
    star = "★" if shown.stored.state.marked else ""
    right = Text(Piece(label, CYAN), Piece(" " * bool(label and star) + star, MAGENTA))
    left = shortened(Text(Piece(_deck_name(shown), BOLD), Piece(topic, DIM)), max(1, width - right.cells - 1))
    return Text(left, " " * max(0, width - right.cells - left.cells), right)


def _deck_name(shown: Shown) -> str:
    return harmless_line(shown.listing.deck.name).replace("::", " › ")


def blocks_of(view: View, *, styled: bool = True) -> list[Block]:
    """Return what is to be seen of the card, or that all is done; ``styled`` says whether styles will be seen."""
    if view.face is None:
        return [Text(Piece("Done.", BOLD)), Text(), *map(Text, view.ending)]
    face = view.face
    if view.stage is not Stage.ANSWERED:
        return [*face.front, *([Text(), Text(Piece("Hint", DIM)), face.hint] if view.has_hint and face.hint else [])]
    blocks = _apart(face.back)
    if view.comparison:
        from lalaflash.review.difference import difference

        blocks += [Text(), *difference(view.comparison, styled=styled)]
    return [*blocks, *(block for each in face.after for block in (Text(), each))]


def _body(view: View, width: int) -> tuple[Lines, tuple[int, int] | None]:
    """Return the card's lines, and where among them the cursor stands, if something is typed."""
    if view.helping:
        return Stack(*_help(view.grades)).lines(width), None
    lines = Stack(*blocks_of(view)).lines(width)
    if view.stage is not Stage.TYPING:
        return lines, None
    typed, caret = _typed(view, width)
    return [*lines, [], *typed], (len(lines) + 1 + caret[0], caret[1])


def _apart(blocks: Sequence[Block]) -> list[Block]:
    """Put a short line between question and answer."""
    apart: list[Block] = []
    for block in blocks:
        apart += [*([Text(), Text(Piece("─" * 8, DIM)), Text()] if apart else []), block]
    return apart


def _typed(view: View, width: int) -> tuple[Lines, tuple[int, int]]:
    """Return the line that is being typed, folded to ``width``, and where its cursor stands."""
    prompt = "› "
    room = max(2, width - len(prompt))
    rows: list[str] = [""]
    caret = (0, len(prompt))
    for position, letter in enumerate(view.line.text):
        if cell_len(rows[-1]) + cell_len(letter) > room:
            rows.append("")
        rows[-1] += letter
        if position < len(view.line.before):
            caret = (len(rows) - 1, len(prompt) + cell_len(rows[-1]))
    lines = [
        [Piece(prompt if index == 0 else " " * len(prompt), DIM), Piece(row, BOLD)] for index, row in enumerate(rows)
    ]
    return lines, (caret[0], min(caret[1], width - 1))


def help_rows(grades: Sequence[Grade]) -> list[tuple[str, str]]:
    """Return each key, and what it does."""
    return [HELP[0], (f"{grades[0].key} to {grades[-1].key}", ", ".join(grade.name for grade in grades)), *HELP[1:]]


def _help(grades: Sequence[Grade]) -> list[Block]:
    rows = help_rows(grades)
    width = max(len(key) for key, _ in rows) + 2
    return [Hanging(key.ljust(width), " " * width, Text(what), KEY_STYLE) for key, what in rows]


def _progress(view: View, width: int) -> Text:
    done, left = view.done, sum(view.counts)
    time_left = f" · about {wording.duration(view.time_left_ms)}" if left else ""
    text = Text(Piece(f"{done} done · {left} left{time_left}", DIM))
    room = min(_BAR, width - text.cells - 2)
    if room < 6:
        return text
    full = round(room * done / (done + left)) if done + left else room
    return Text(Piece("━" * full, GREEN), Piece("━" * (room - full), DIM), "  ", text)


def _keys(view: View, width: int) -> Text:
    """Return the keys that one may want now, in as many lines as they need."""
    if view.helping:
        return _joined([_item("any key", "goes back")], width)
    match view.stage:
        case Stage.OVER:
            return _joined([_item("enter", "finish"), _item("u", "undo")], width)
        case Stage.TYPING:
            hint = [_item("tab", "hint")] if _waits_for_hint(view) else []
            return _joined([_item("enter", "compare"), *hint, _item("esc", "other keys")], width)
        case Stage.ASKED:
            items = [_item("space", "answer"), *([_item("t", "type")] if view.can_type else [])]
            items += [_item("h", "hint")] if _waits_for_hint(view) else []
            return _joined([*items, _item("u", "undo"), _item("q", "stop"), _item("?", "help")], width)
    grades = [_grade_item(grade, view.shown, proposed=grade == view.proposed) for grade in view.grades]
    others = [_item("u", "undo"), _item("?", "help")]
    line = _joined([*grades, *others], width)
    return line if "\n" not in line.plain else joined("\n", [_joined(grades, width), _joined(others, width)])


def _waits_for_hint(view: View) -> bool:
    return view.face is not None and view.face.hint is not None and not view.has_hint


def _item(key: str, what: str) -> Text:
    return Text(Piece(key, KEY_STYLE), " ", Piece(what, DIM))


def _grade_item(grade: Grade, shown: Shown | None, *, proposed: bool) -> Text:
    result = wording.outcome(shown.outcomes[grade.quality], shown.phase) if shown else ""
    key = Piece(f" {grade.key} {grade.name} ", _PROPOSED) if proposed else Piece(grade.key, KEY_STYLE)
    return Text(key, "" if proposed else f" {grade.name}", Piece(f" {result}" if result else "", DIM))


def _joined(items: Sequence[Text], width: int) -> Text:
    """Return the items side by side; where one line can't hold them, in columns on as few lines as can."""
    for rows in range(1, len(items) + 1):
        columns = -(-len(items) // rows)
        lines = [items[start : start + columns] for start in range(0, len(items), columns)]
        cells = [max(line[column].cells for line in lines if column < len(line)) for column in range(columns)]
        gap = next((gap for gap in _GAPS if sum(cells) + gap * (columns - 1) <= width), 0)
        if gap or columns == 1:
            return joined("\n", [_row(line, cells, gap) for line in lines])
    return Text()


def _row(items: Sequence[Text], cells: Sequence[int], gap: int) -> Text:
    row = joined(" " * gap, [Text(item, " " * (width - item.cells)) for item, width in zip(items, cells, strict=False)])
    row.rstrip()
    return row


def _with_arrows(window: Lines, width: int, *, above: bool, below: bool) -> Lines:
    """Show at the right edge that the card goes on."""
    arrows = {0: "↑" * above, len(window) - 1: "↓" * below}
    return [
        [*filled(line, width - 1), Piece(arrows[row], KEY_STYLE)] if arrows.get(row) else line
        for row, line in enumerate(window)
    ]
