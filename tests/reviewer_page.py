"""A card as Anki's reviewer shows it: the page that Anki puts around what its backend renders."""

from __future__ import annotations

import html
import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anki.cards import Card


class Side(StrEnum):
    """The two sides of a card."""

    FRONT = "front"
    BACK = "back"


# The reviewer's own rules, as far as they meet a card.
_REVIEWER_STYLE = """
:root { --canvas: #f5f5f5; --fg: #020202 }
:root.night-mode { --canvas: #2c2c2c; --fg: #fcfcfc }
body { margin: 20px; overflow-wrap: break-word; background-color: var(--canvas) }
body.nightMode { background-color: var(--canvas); color: var(--fg) }
hr { background-color: #ccc }
img { max-width: 100%; max-height: 95vh }
li { text-align: start }
pre { text-align: left }
#typeans { width: 100%; box-sizing: border-box; line-height: 1.75 }
code#typeans { white-space: pre-wrap; font-variant-ligatures: none }
.typeGood { background: #afa; color: black }
.typeBad { background: #faa; color: black }
.typeMissed { background: #ccc; color: black }
.replay-button { text-decoration: none; display: inline-flex; vertical-align: middle; margin: 3px }
.replay-button svg { width: 40px; height: 40px }
"""
_PAGE = """<!doctype html>
<html{root}><head><meta charset="utf-8"><style>{reviewer}</style></head>
<body class="card card{number} isLin{night}"><div id="qa"><style>{css}</style>{body}</div></body></html>
"""
_TYPE_BOX = re.compile(r"\[\[type:(cloze:)?(.+?)\]\]")
_TYPE_FONT = "font-family: 'Arial'; font-size: 20px"
_SOUND = re.compile(r"\[anki:play:[qa]:\d+\]")
_SOUND_BUTTON = """<a class="replay-button soundLink" href="#"><svg class="playImage" viewBox="0 0 64 64">
<circle cx="32" cy="32" r="29"/><path d="M56.502,32.301l-37.502,20.101l0.329,-40.804l37.173,20.703Z"/></svg></a>"""


def reviewer_page(card: Card, side: Side, *, night: bool = False, typed: str = "") -> str:
    """Return the HTML page of a side; ``typed`` is what the learner typed, where the card asks for it."""
    output = card.render_output()
    body = output.question_text if side is Side.FRONT else output.answer_text
    body = _TYPE_BOX.sub(lambda box: _type_box(card, side, box, typed), body)
    return _PAGE.format(
        root=' class="night-mode"' if night else "",
        reviewer=_REVIEWER_STYLE,
        number=card.ord + 1,
        night=" nightMode night_mode" if night else "",
        css=output.css,
        body=_SOUND.sub(_SOUND_BUTTON, body),
    )


def frame(page: str, *, width: int, height: int) -> str:
    """Return a page as a frame of another: windows have a least width, frames have none."""
    return f'<iframe srcdoc="{html.escape(page)}" width="{width}" height="{height}"></iframe>'


def _type_box(card: Card, side: Side, box: re.Match[str], typed: str) -> str:
    """Return the box to type in, or on the back the comparison with what was typed."""
    if side is Side.FRONT:
        return f'<center><input type="text" id="typeans" value="{html.escape(typed)}" style="{_TYPE_FONT}"></center>'
    expected = card.note()[box[2]]
    if box[1]:
        expected = card.col.extract_cloze_for_typing(expected, card.ord + 1)
    return f'<div style="{_TYPE_FONT}">{card.col.compare_answer(expected, typed)}</div>'
