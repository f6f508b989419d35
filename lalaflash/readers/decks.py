"""Read a deck file, and the settings of a project."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from lalaflash.model import CardOrder, Deck, DeckOptions, Problem, Source, Text
from lalaflash.readers.keys import DECK_KEYS, MAX_NUMBER, OPTION_KEYS, SETTINGS_KEYS
from lalaflash.readers.shape import (
    allowed_of,
    check_keys,
    missing,
    number_of,
    tags_of,
    text_of,
    words_of,
    wrong_type,
)
from lalaflash.readers.yaml_values import Broken, Mapping, read_yaml

DEFAULT_CARDS = "cards/**/*.yaml"
MAX_NAME = 200
MAX_KEY = 100

_BAD_IN_KEY = re.compile(r'[<>:"/\\|?*\x00-\x1f]|^\.|[. ]$')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def read_deck(data: bytes, path: str) -> tuple[Deck | None, list[Problem]]:
    """Read the deck file `path` (from the project's root); without a deck there is at least one problem."""
    document = read_yaml(data, path)
    problems = list(document.problems)
    start = Source(path, 1, 1)
    key = PurePosixPath(path).stem
    if not can_name_files(key):
        message = f"the package can't be named after this file: use letters, digits, - and _, {MAX_KEY} at most"
        problems.append(Problem(start, "bad-file-name", message))
        return None, problems
    if not isinstance(document.value, Mapping):
        if document.value is not None and not isinstance(document.value, Broken):
            wrong_type(document.value, "a deck file", "keys, such as `name: …`", problems)
        elif not problems:
            problems.append(missing(start, "the deck file is empty: give it a `name:`"))
        return None, problems
    return _deck(key, document.value, problems), problems


def can_name_files(key: str) -> bool:
    """Tell whether a package and a lock can be named after the deck `key` on every system."""
    return not (_BAD_IN_KEY.search(key) or _RESERVED.fullmatch(key) or len(key) > MAX_KEY)


def _deck(key: str, file: Mapping, problems: list[Problem]) -> Deck | None:
    check_keys(file, DECK_KEYS, "a deck file", problems)
    name = _name(file, problems)
    deck = Deck(
        key=key,
        source=file.source,
        name=name,
        cards=_globs(file, problems),
        topic=text_of(file, "topic", problems),
        description=_plain(file, "description", problems),
        tags=tags_of(file, "tags", problems),
        author=_plain(file, "author", problems),
        licence=_plain(file, "licence", problems),
        version=_plain(file, "version", problems),
        options=_options(file, problems),
        allow=allowed_of(file, "allow", problems),
    )
    return deck if name else None


def _plain(file: Mapping, key: str, problems: list[Problem]) -> str:
    text = text_of(file, key, problems)
    return text.value.strip() if text else ""


def _name(file: Mapping, problems: list[Problem]) -> str:
    """Return the deck's name in Anki, or "" where it is missing or bad (which is told)."""
    if "name" not in file.values:
        problems.append(missing(file.source, "the deck has no `name:`: add it"))
    name = text_of(file, "name", problems)
    if name is None:
        return ""
    is_clean = all(part and part == part.strip() for part in name.value.split("::"))
    if not is_clean or "\n" in name.value or "\t" in name.value or len(name.value) > MAX_NAME:
        message = f"a deck's name is one line of {MAX_NAME} characters at most, with a name on both sides of each `::`"
        problems.append(Problem(name.source, "bad-deck-name", message))
        return ""
    return name.value


def _globs(file: Mapping, problems: list[Problem]) -> tuple[Text, ...]:
    if "cards" not in file.values:
        return (Text(DEFAULT_CARDS, file.source),)
    return tuple(words_of(file, "cards", problems))


def _options(file: Mapping, problems: list[Problem]) -> DeckOptions | None:
    value = file.values.get("options")
    if value is None:
        return None
    if not isinstance(value, Mapping):
        wrong_type(value, "options", "keys, such as `new_per_day: 20`", problems)
        return None
    check_keys(value, OPTION_KEYS, "the options", problems)
    usual = DeckOptions()
    return DeckOptions(
        new_per_day=number_of(value, "new_per_day", usual.new_per_day, MAX_NUMBER, problems),
        reviews_per_day=number_of(value, "reviews_per_day", usual.reviews_per_day, MAX_NUMBER, problems),
        order=_order(value, usual.order, problems),
    )


def _order(options: Mapping, usual: CardOrder, problems: list[Problem]) -> CardOrder:
    value = options.values.get("order")
    if value is None:
        return usual
    if isinstance(value, Text) and value.value in {order.value for order in CardOrder}:
        return CardOrder(value.value)
    wrong_type(value, "order", "`author` or `random`", problems)
    return usual


def read_settings(data: bytes, path: str) -> tuple[frozenset[str], list[Problem]]:
    """Read a project's settings: the names of the warnings that it does not want."""
    document = read_yaml(data, path)
    problems = list(document.problems)
    if isinstance(document.value, Mapping):
        check_keys(document.value, SETTINGS_KEYS, "the settings", problems)
        return allowed_of(document.value, "allow", problems), problems
    if document.value is not None:
        wrong_type(document.value, "the settings", "keys, such as `allow: [long-answer]`", problems)
    return frozenset(), problems
