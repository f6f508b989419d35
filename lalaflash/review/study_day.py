"""The study day: a learner's day turns at four in the morning, on whatever clock hangs on the wall.

The day is worked out from the wall clock of the zone that the learner is in. Where clocks are put forward or back, or
the learner travels, a day is longer or shorter, and what was answered keeps the day that it was answered on.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from lalaflash.errors import LalaflashError
from lalaflash.review.state import Moment

if TYPE_CHECKING:
    from datetime import tzinfo

_TURNS_AT = timedelta(hours=4)
_EARLIEST_MS = 0  # 1970
_LATEST_MS = 250_000_000_000_000  # in the year 9892: any interval after it still ends on a date


def study_day(at_ms: int, zone: tzinfo | None) -> int:
    """Return the study day of an instant (UTC, ms) in ``zone``, as an ordinal; None is the zone of this computer.

    Raises LalaflashError for an instant that no working clock shows.
    """
    if not _EARLIEST_MS <= at_ms <= _LATEST_MS:
        raise LalaflashError("the clock of this computer is not set: its date is impossible; set it, then try again")
    wall_clock = datetime.fromtimestamp(at_ms // 1000, zone).replace(tzinfo=None)
    return (wall_clock - _TURNS_AT).toordinal()


def moment(at_ms: int, zone: tzinfo | None) -> Moment:
    """Return the instant (UTC, ms) together with its study day in ``zone``."""
    return Moment(at_ms, study_day(at_ms, zone))
