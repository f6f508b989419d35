"""Presets: what Anki calls the options of a deck, in the JSON of its collection files."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from lalaflash.model import CardOrder

if TYPE_CHECKING:
    from lalaflash.model import Deck, DeckOptions


DEFAULT_PRESET_ID = 1
# Anki gives decks and presets the millisecond of their making as id. Ours come from a hash, and lie between the years
# 2011 and 2019, so that they look alike and never lie in the future.
_FIRST_ID = 1_300_000_000_000
_ID_SPAN = 1 << 38

# The defaults of Anki 26.09 itself.
_DEFAULTS: dict[str, Any] = {
    "mod": 0,
    "usn": 0,
    "maxTaken": 60,
    "autoplay": True,
    "timer": 0,
    "replayq": True,
    "new": {
        "bury": False,
        "delays": [1.0, 10.0],
        "initialFactor": 2500,
        "ints": [1, 4, 0],
        "order": 1,
        "perDay": 20,
    },
    "rev": {
        "bury": False,
        "ease4": 1.3,
        "ivlFct": 1.0,
        "maxIvl": 36500,
        "perDay": 200,
        "hardFactor": 1.2,
    },
    "lapse": {
        "delays": [10.0],
        "leechAction": 1,
        "leechFails": 8,
        "minInt": 1,
        "mult": 0.0,
    },
    "dyn": False,
    "newMix": 0,
    "newPerDayMinimum": 0,
    "interdayLearningMix": 0,
    "reviewOrder": 0,
    "newSortOrder": 0,
    "newGatherPriority": 0,
    "buryInterdayLearning": False,
    "fsrsWeights": [],
    "fsrsParams5": [],
    "fsrsParams6": [],
    "desiredRetention": 0.9,
    "ignoreRevlogsBeforeDate": "",
    "easyDaysPercentages": [1.0] * 7,
    "stopTimerOnAnswer": False,
    "secondsToShowQuestion": 0.0,
    "secondsToShowAnswer": 0.0,
    "questionAction": 0,
    "answerAction": 0,
    "waitForAudio": True,
    "sm2Retention": 0.9,
    "weightSearch": "",
}

# NewCardInsertOrder, NewCardGatherPriority and NewCardSortOrder, by their numbers in Anki.
_LOWEST_POSITION, _RANDOM_CARDS = 1, 4
_AS_GATHERED = 1
_INSERT_BY_POSITION, _INSERT_AT_RANDOM = 1, 0


def stable_id(*parts: object) -> int:
    """Return an id that follows from ``parts`` alone; it is never 1, which is Anki's default deck and preset."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).digest()
    return _FIRST_ID + int.from_bytes(digest, "big") % _ID_SPAN


def preset(deck: Deck, options: DeckOptions) -> dict[str, Any]:
    """Return the preset that ``options`` describe.

    Anki never changes a preset that it has, so other options make another preset, with a name that tells them apart.
    """
    at_random = options.order is CardOrder.RANDOM
    order = ", random order" if at_random else ""
    return {
        **_DEFAULTS,
        "id": stable_id("preset", deck.name, options.new_per_day, options.reviews_per_day, options.order.value),
        "name": f"{deck.name} ({options.new_per_day} new, {options.reviews_per_day} reviews a day{order})",
        "new": {
            **_DEFAULTS["new"],
            "perDay": options.new_per_day,
            "order": _INSERT_AT_RANDOM if at_random else _INSERT_BY_POSITION,
        },
        "rev": {**_DEFAULTS["rev"], "perDay": options.reviews_per_day},
        "newGatherPriority": _RANDOM_CARDS if at_random else _LOWEST_POSITION,
        "newSortOrder": _AS_GATHERED,
    }
