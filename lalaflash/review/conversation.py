"""The conversation about the cards of a sitting: keys go in, what is to be seen comes out, without any screen."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from lalaflash.review.faces import Face, face
from lalaflash.review.keys import ESCAPE, Key
from lalaflash.review.line_editor import Line
from lalaflash.review.sitting import Overtaken
from lalaflash.review.wording import summary_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from lalaflash.review.sitting import Answered, Counts, Shown, Sitting
    from lalaflash.review.store.progress import Recorded
    from lalaflash.review.typed import Comparison

_GOOD: Final = 4  # the quality that Enter gives to a card that was not typed


class Grade(NamedTuple):
    """A key that grades, its name, and the quality that it gives."""

    key: str
    name: str
    quality: int


FOUR_GRADES: Final = (Grade("1", "again", 1), Grade("2", "hard", 3), Grade("3", "good", 4), Grade("4", "easy", 5))
SIX_GRADES: Final = (
    Grade("0", "blank", 0),
    Grade("1", "wrong", 1),
    Grade("2", "nearly", 2),
    Grade("3", "hard", 3),
    Grade("4", "good", 4),
    Grade("5", "easy", 5),
)


class Stage(Enum):
    """How far the card is; OVER when there is none left."""

    ASKED = "asked"
    TYPING = "typing"
    ANSWERED = "answered"
    OVER = "over"


class Request(Enum):
    """What a key asks of whoever shows the conversation."""

    SHOW = "show"
    EDIT = "edit"
    STOP_JOB = "stop job"
    STOP = "stop"


class View(NamedTuple):
    """What is to be seen now. When the sitting is over, ``shown`` and ``face`` are None and ``ending`` is set."""

    stage: Stage
    shown: Shown | None
    face: Face | None
    line: Line
    comparison: Comparison | None
    proposed: Grade
    grades: tuple[Grade, ...]
    has_hint: bool
    can_type: bool
    helping: bool
    notice: str
    counts: Counts
    time_left_ms: int
    done: int
    ending: tuple[str, ...]


class Conversation:
    """Leads through ``sitting``; ``types`` says that every answer is typed, not only where the author wants it."""

    def __init__(
        self,
        sitting: Sitting,
        *,
        due_tomorrow: Callable[[], int],
        grades: tuple[Grade, ...] = FOUR_GRADES,
        types: bool = False,
    ) -> None:
        """Begin with the sitting's first card; ``due_tomorrow`` counts cards for the end."""
        self._sitting = sitting
        self._due_tomorrow = due_tomorrow
        self._grades = grades
        self._types = types
        self._notice = ""
        self._line = Line()
        self._comparison: Comparison | None = None
        self._stage = Stage.OVER
        self._shown: Shown | None = None
        self._face: Face | None = None
        self._hinted = self._helping = False
        self._ending: tuple[str, ...] = ()
        self._show()

    @property
    def view(self) -> View:
        """What is to be seen now."""
        return View(
            stage=self._stage,
            shown=self._shown,
            face=self._face,
            line=self._line,
            comparison=self._comparison,
            proposed=self._proposed(),
            grades=self._grades,
            has_hint=self._hinted,
            can_type=self._can_type(),
            helping=self._helping,
            notice=self._notice,
            counts=self._sitting.counts(),
            time_left_ms=self._sitting.time_left_ms(),
            done=self._sitting.summary().cards,
            ending=self._ending,
        )

    def summary(self) -> list[str]:
        """Return what the sitting came to, in short lines; none if nothing was answered."""
        done = self._sitting.summary()
        return summary_lines(done, self._due_tomorrow()) if done.cards else []

    def press(self, key: Key) -> Request:
        """Do what ``key`` means now."""
        if key.name in ("ctrl-c", "ctrl-d"):
            return Request.STOP
        if key.name == "ctrl-z":
            return Request.STOP_JOB
        self._notice = ""
        if self._helping:
            self._helping = False
            return Request.SHOW
        match self._stage:
            case Stage.TYPING:
                return self._type(key)
            case Stage.OVER:
                return self._after_the_last(key)
            case _:
                return self._command(key)

    def reload(self, notice: str) -> None:
        """Show the card as it is after it was edited, at the same stage, with ``notice`` of how that went."""
        stage = self._stage
        self._sitting.reload()
        self._show()
        if self._stage is not Stage.OVER and stage is Stage.ANSWERED:
            self._stage = Stage.ANSWERED
        self._notice = notice

    def _show(self) -> None:
        """Take up the sitting's next card."""
        self._shown = self._sitting.show()
        self._face = face(self._shown.listing.text, self._shown.listing.key.number) if self._shown else None
        self._line = Line()
        self._comparison = None
        self._hinted = self._helping = False
        self._ending = () if self._shown else tuple(self.summary())
        self._stage = Stage.OVER if self._shown is None else Stage.TYPING if self._can_type() else Stage.ASKED

    def _can_type(self) -> bool:
        if self._shown is None or self._face is None or not self._face.expected:
            return False
        return self._types or self._shown.listing.text.typed

    def _proposed(self) -> Grade:
        quality = self._comparison.quality if self._comparison else _GOOD
        return next(grade for grade in self._grades if grade.quality == quality)

    def _type(self, key: Key) -> Request:
        if key.name == "enter":
            self._reveal()
        elif key.name == ESCAPE:
            self._stage = Stage.ASKED
        elif key.name == "tab":
            self._hinted = True
        else:
            self._line = self._line.press(key)
        return Request.SHOW

    def _after_the_last(self, key: Key) -> Request:
        if key.name == "u":
            self._undo()
        elif key.name in ("q", "enter", "space", ESCAPE):
            return Request.STOP
        return Request.SHOW

    def _command(self, key: Key) -> Request:
        match key.name:
            case "q":
                return Request.STOP
            case "e":
                return Request.EDIT
            case "?":
                self._helping = True
            case "u":
                self._undo()
            case "b":
                self._leave(self._sitting.bury(), "buried until tomorrow; u brings it back")
            case "s":
                self._leave(self._sitting.suspend(), "suspended; u brings it back")
            case "m":
                self._mark()
            case "h" | "tab":
                self._hint()
            case name if self._stage is Stage.ASKED:
                self._unveil(name)
            case name:
                self._grade(name)
        return Request.SHOW

    def _unveil(self, name: str) -> None:
        if name in ("space", "enter"):
            self._reveal()
        elif name == "t" and self._can_type():
            self._stage = Stage.TYPING

    def _reveal(self) -> None:
        """Show the answer, and compare it with what was typed, if anything was."""
        if self._line.text.strip() and self._face:
            from lalaflash.review.typed import compare

            self._comparison = compare(self._line.text, self._face.expected)
        self._stage = Stage.ANSWERED

    def _grade(self, name: str) -> None:
        grade = next((grade for grade in self._grades if grade.key == name), None)
        if name in ("space", "enter"):
            grade = self._proposed()
        if grade is None:
            return
        result = self._sitting.answer(grade.quality)
        lapses = 0 if isinstance(result, Overtaken) else result.recorded.stored.state.lapses
        is_leech = not isinstance(result, Overtaken) and result.leech
        self._leave(result, f"a leech, forgotten {lapses} times: tagged and suspended; reword it" if is_leech else "")

    def _leave(self, result: Answered | Recorded | Overtaken, notice: str) -> None:
        """Go on to the next card."""
        self._show()
        self._notice = _OVERTAKEN if isinstance(result, Overtaken) else notice

    def _mark(self) -> None:
        result = self._sitting.mark()
        if isinstance(result, Overtaken):
            self._leave(result, "")
            return
        self._shown = self._sitting.show()
        self._notice = "marked" if result.stored.state.marked else "not marked any more"

    def _hint(self) -> None:
        self._hinted = True
        if self._face and self._face.hint is None:
            self._notice = "this card has no hint"

    def _undo(self) -> None:
        if self._sitting.undo():
            self._show()
            self._notice = "undone"
        else:
            self._notice = "nothing to undo in this sitting"


_OVERTAKEN: Final = "another review changed this card meanwhile; nothing was recorded here"
