"""How cards look and what they show, measured in a real browser: awkward cards, phone and desktop, day and night."""

from __future__ import annotations

import html
import json
import re
import shutil
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import chromium
import pytest
from anki_backend import new_collection
from projects import lalaflash, write_project
from reviewer_page import Side, frame, reviewer_page

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(chromium.find() is None, reason=f"none of {', '.join(chromium.NAMES)} is on PATH")

PHONE = 390
WIDTHS = (320, PHONE, 1100)
HEIGHT = 700
READABLE = 4.5  # the contrast that WCAG 2 asks of text

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_LINK = "https://example.org/a/long/address/that/never/breaks?because=it_has_no_spaces&and=many_parameters"
PYTHON = """\
@functools.cache
def tempo(beats: int, seconds: float, *, name: str = "waltz", unit: str = "beats per minute") -> float:

\treturn 60 * beats / seconds  # a comment that leads on and on, far beyond the right edge of any phone"""
ROW = "| Summit Entertainment | 2016 | 30,000,000 | 472,000,000 | Justin_Hurwitz_and_others | Linus Sandgren |\n"
TABLE = ROW + "|---|---|---:|---:|---|---|\n" + 3 * ROW
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="2000"><rect width="3000" height="2000"/></svg>'

AWKWARD: dict[str, dict[str, Any]] = {
    "plain": {"question": "Which planet has rings?", "answer": "Saturn", "reversed": True},
    "long-word": {"question": f"Say {LONG_WORD}.", "answer": LONG_LINK, "extra": LONG_WORD, "source": LONG_LINK},
    "long-gap": {"cloze": f"They are {{{{c1::{LONG_WORD}::{LONG_WORD}}}}} and {{{{c1::`{LONG_LINK}`}}}}."},
    "wide-code": {"question": f"What is this?\n\n```python\n{PYTHON}\n```", "answer": f"`{LONG_LINK}`"},
    "code-gap": {"cloze": "```python\nfor n in {{c1::range(10)}}:\n    print(n)  # each\n```"},
    "wide-table": {"question": "Which films were dear?", "answer": TABLE, "extra": TABLE},
    "table-gap": {"cloze": f"{TABLE}| {{{{c1::Babylon::film}}}} | {LONG_WORD} | {{{{c1::2022}}}} | x | y | z |"},
    "picture": {"question": "![Dusk](dusk.svg)", "answer": "![Dusk](dusk.svg)", "extra": "[listen](a.mp3)"},
    "arabic": {
        "cloze": "فيلم لا لا لاند من إخراج {{داميان شازيل::المخرج}} وبطولة إيما ستون.",
        "hint": "أخرج Whiplash",
    },
    "hebrew": {"question": "מי ביים את הסרט?", "answer": "דמיין שאזל\n\n- *Whiplash*\n- בלוז, jazz וגם swing"},
    "japanese": {"question": "『ラ・ラ・ランド』の監督は誰ですか。" * 4, "answer": "デイミアン・チャゼル"},
    "list": {"title": f"Seasons of the {LONG_WORD}", "list": [LONG_WORD, "Summer"]},
    "typed": {"question": "Which actress plays Mia?", "answer": "Emma Stone", "typed": True, "hint": "Born in 1988"},
    "typed-gap": {"cloze": f"The club is called {{{{Seb's, or {LONG_WORD}}}}}.", "typed": True},
    "rich": {
        "question": "# Why?\n\n> A *quotation* of **weight**, ~~struck~~\n\n1. one\n2. [two](https://example.org)\n\n---",
        "answer": "A & B\n\n```diff\n- old\n+ new\n```\n\n```html\n<b class='x'>&amp;</b> <!-- no -->\n```",
        "hint": "Think of `<b>`",
    },
}
AS_TYPED = {
    "template": "vector<int>",
    "operators": "a < b && c > d",
    "script": "<script>parent.executed.push('script')</script>",
    "image": "<img src=x onerror=\"parent.executed.push('image')\">",
    "svg": "<svg onload=\"parent.executed.push('svg')\"></svg>",
    "end-tags": "</div></style><b>bold</b><br>",
    "entities": "&amp; &lt;b&gt; &nbsp; &#65;",
    "comment": "<!-- no comment -->",
    "braces": "{{Question}} {{#Topic}} {{ user.name }} {% raw %}",
    "anki-tags": "[[type:Answer]] [sound:x.mp3] [latex]x[/latex] [anki:tts lang=en_US]x[/anki:tts]",
    "time": "12:30",
    "no": "no",
    "dollars": "$5 and $10",
    "backslash": "“{0}” %s \\n C:\\temp",
}
CONTROL = "<body class='card'><div class='text'><script>parent.executed.push('control')</script></div></body>"


class View(NamedTuple):
    """A side of a card by day or by night, on a screen of some width (CSS pixels)."""

    name: str
    side: Side
    night: bool
    width: int

    def __str__(self) -> str:
        return f"{self.name}, {self.side} at {self.width}{' by night' if self.night else ''}"


class Browser(NamedTuple):
    """What ``measure_cards.js`` saw in each view, and which scripts inside cards have run."""

    views: list[tuple[View, dict[str, Any]]]
    executed: list[str]

    def on_phone(self, name: str, side: Side) -> dict[str, Any]:
        """Return what is seen of a note's first card on a phone by day."""
        return next(seen for view, seen in self.views if view == (name, side, False, PHONE))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    folder = tmp_path_factory.mktemp("browser")
    as_typed = {name: {"question": text, "answer": text} for name, text in AS_TYPED.items()}
    entries = [{**entry, "tags": [name]} for name, entry in (AWKWARD | as_typed).items()]
    media = {"media/dusk.svg": PICTURE, "media/a.mp3": "sound"}
    files = {"cards/birds.yaml": json.dumps(entries, ensure_ascii=False), **media}
    built = lalaflash(write_project(folder / "project", files), "build")
    assert built.exit_code == 0, built.output
    pages = list(_pages(folder))
    cards, executed = _measured(folder / "harness.html", [*(page for _, page in pages), CONTROL])
    views = [
        (View(*side, width), seen)
        for (side, _), card in zip(pages, cards[:-1], strict=True)
        for width, seen in zip(WIDTHS, card, strict=True)
    ]
    return Browser(views, executed)


def _pages(folder: Path) -> Iterator[tuple[tuple[str, Side, bool], str]]:
    """Import the package, and yield the sides of its cards by day and by night; of a text as typed one is enough."""
    with new_collection(folder / "anki") as anki:
        anki.import_package(folder / "project" / "dist" / "birds.apkg")
        shutil.copytree(anki.collection.media.dir(), folder, dirs_exist_ok=True)
        for card_id in anki.collection.find_cards("", order="c.id"):
            card = anki.collection.get_card(card_id)
            (name,) = card.note().tags
            shown = product(Side, (False, True)) if name in AWKWARD else [(Side.BACK, False)]
            for side, night in shown:
                yield (name, side, night), reviewer_page(card, side, night=night, typed="Ema Stxne")


def _measured(harness: Path, pages: list[str]) -> tuple[list[list[dict[str, Any]]], list[str]]:
    """Load all pages in one; return what is seen of each at each width, and which scripts ran."""
    script = Path(__file__).with_name("measure_cards.js").read_text(encoding="utf-8")
    frames = "".join(frame(page, width=PHONE, height=HEIGHT) for page in pages)
    harness.write_text(
        f"<!doctype html><meta charset='utf-8'><script>const WIDTHS = {list(WIDTHS)};\n{script}</script>{frames}",
        encoding="utf-8",
    )
    found = re.search(r"<body>(.*)</body>", chromium.loaded(harness), re.DOTALL)
    assert found
    result = json.loads(html.unescape(found[1]))
    return result["cards"], result["executed"]


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of an opaque ``rgb(…)``, from 0 to 1."""
    found = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", colour)
    assert found, colour
    shares = [int(part) / 255 for part in found.groups()]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_no_card_makes_the_page_scroll_sideways(browser: Browser) -> None:
    assert [str(view) for view, seen in browser.views if seen["scrolls"]] == []


def test_no_text_is_cut_off_at_an_edge(browser: Browser) -> None:
    assert [(str(view), seen["cut_off"]) for view, seen in browser.views if seen["cut_off"]] == []


@pytest.mark.parametrize("name", AS_TYPED)
def test_text_is_shown_as_typed(browser: Browser, name: str) -> None:
    seen = browser.on_phone(name, Side.BACK)
    assert (seen["asked"], seen["answer"]) == (AS_TYPED[name], AS_TYPED[name])


def test_nothing_that_an_author_types_is_executed(browser: Browser) -> None:
    """A script of the harness itself does run: so it would show if a card's did."""
    assert browser.executed == ["control"]


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_every_text_has_the_contrast_that_reading_needs(browser: Browser, night: bool) -> None:
    inks = [ink for view, seen in browser.views if view.night is night for ink in seen["inks"]]
    faint = {ink["text"]: ink for ink in inks if _contrast(ink["colour"], ink["background"]) < READABLE}
    assert faint == {}
    assert len({ink["colour"] for ink in inks}) > 10


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_the_night_is_dark_and_the_day_is_light(browser: Browser, night: bool) -> None:
    papers = {seen["paper"] for view, seen in browser.views if view.night is night}
    assert all((_luminance(paper) < 0.1) is night for paper in papers)


def test_a_gap_stands_out_from_the_page_on_both_sides(browser: Browser) -> None:
    gaps = [(view, gap, seen["paper"]) for view, seen in browser.views for gap in seen["gaps"]]
    assert {view.name for view, _, _ in gaps} >= {"long-gap", "code-gap", "table-gap", "arabic", "list", "typed-gap"}
    assert [(str(view), gap) for view, gap, paper in gaps if gap["colour"] == paper or not gap["text"]] == []


def test_a_gap_shows_its_hint_and_then_its_answer(browser: Browser) -> None:
    asked, answered = (browser.on_phone("table-gap", side)["gaps"] for side in Side)
    assert [gap["text"] for gap in asked] == ["[film]", "[...]"]
    assert [gap["text"] for gap in answered] == ["Babylon", "2022"]


def test_each_view_is_as_wide_as_it_says(browser: Browser) -> None:
    assert [(str(view), seen["width"]) for view, seen in browser.views if seen["width"] != view.width] == []


def test_code_keeps_its_lines_however_narrow_the_screen(browser: Browser) -> None:
    shown = [seen["code"] for view, seen in browser.views if view.name == "wide-code"]
    assert shown
    assert [code for code in shown if code != [{"text": PYTHON, "lines": 4}]] == []


@pytest.mark.parametrize(("name", "right_to_left"), [("arabic", True), ("hebrew", True), ("japanese", False)])
def test_a_text_runs_in_the_direction_of_its_script(browser: Browser, name: str, right_to_left: bool) -> None:
    assert {browser.on_phone(name, side)["right_to_left"] for side in Side} == {right_to_left}


def test_a_picture_is_shown_and_fits_the_screen(browser: Browser) -> None:
    for view, seen in browser.views:
        for natural_width, width in seen["images"]:
            assert natural_width == 3000, view
            assert 200 < width <= view.width, view
    assert len(browser.on_phone("picture", Side.BACK)["images"]) == 2


def test_a_sound_has_its_button(browser: Browser) -> None:
    assert [browser.on_phone("picture", side)["sounds"] for side in Side] == [0, 1]


@pytest.mark.parametrize("name", ["typed", "arabic", "rich"])
def test_a_hint_shows_itself_when_asked_for(browser: Browser, name: str) -> None:
    assert browser.on_phone(name, Side.FRONT)["hint"] == [False, True]
    assert browser.on_phone(name, Side.BACK)["hint"] == []


def test_code_in_a_gap_has_no_box_of_its_own(browser: Browser) -> None:
    assert browser.on_phone("long-gap", Side.BACK)["code_in_gaps"] == ["rgba(0, 0, 0, 0)"]
