"""Find the files of a project and read them: its decks, their notes, and everything that is wrong with them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.errors import UsageError
from lalaflash.model import Deck, Note, Problem, Severity, Source, Text
from lalaflash.readers.cards import read_cards
from lalaflash.readers.decks import read_deck, read_settings
from lalaflash.readers.duplicates import duplicate_contents, duplicate_ids
from lalaflash.root import DECKS, RECORD_SUFFIX, YAML_ENDINGS
from lalaflash.spelling import did_you_mean, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from lalaflash.generate.record import Record

SETTINGS = "lalaflash.yaml"
MAX_FILE_BYTES = 500_000_000


class Decks(NamedTuple):
    """Deck files that have been read, in the order of their keys, and what is wrong with them."""

    decks: tuple[Deck, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LoadedDeck:
    """A deck with its notes in the author's order, and the files that they stand in.

    ``records`` hold what was generated for the bare facts of those files, by the path of the record's file.
    """

    deck: Deck
    notes: tuple[Note, ...]
    card_files: tuple[Path, ...]
    records: Mapping[Path, Record] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Project:
    """The decks asked for; each problem stands once, in the order of its place."""

    root: Path
    decks: tuple[LoadedDeck, ...]
    problems: tuple[Problem, ...]


def load(root: Path, keys: Sequence[str] = ()) -> Project:
    """Read the decks `keys` (all when empty) with their notes; raises UsageError for a deck that doesn't exist."""
    chosen = read_decks(root, keys)
    problems = list(chosen.problems)
    loaded = []
    for deck in chosen.decks:
        deck_with_notes, found = _load_deck(root, deck)
        loaded.append(deck_with_notes)
        problems += found
    return Project(root, tuple(loaded), tuple(sorted(set(problems))))


def read_decks(root: Path, keys: Sequence[str] = ()) -> Decks:
    """Read the deck files `keys` (all when empty) and the settings; raises UsageError for a deck that doesn't exist."""
    paths = _deck_paths(root)
    names = {path.stem for path in paths}
    for key in keys:
        if key not in names:
            raise UsageError(f"there is no deck {key!r}: decks/{key}.yaml does not exist{did_you_mean(key, names)}")
    allow, problems = _settings(root)
    problems += _same_packages(root, paths)
    if not paths:
        problems.append(Problem(Source(DECKS, 1, 1), "no-decks", "there is no deck: make a file decks/NAME.yaml"))
    decks = []
    for path in paths:
        if keys and path.stem not in keys:
            continue
        data = _read(root, path, problems)
        if data is None:
            continue
        deck, found = read_deck(data, _name(root, path))
        problems += found
        if deck:
            decks.append(replace(deck, allow=deck.allow | allow))
    return Decks(tuple(decks), tuple(problems))


def deck_inputs(root: Path, deck: Deck) -> tuple[Path, ...]:
    """Return the card files of a deck in its order, without reading them."""
    return _card_files(root, deck)[0]


def _load_deck(root: Path, deck: Deck) -> tuple[LoadedDeck, list[Problem]]:
    paths, problems = _card_files(root, deck)
    notes: list[Note] = []
    ids: list[Text] = []
    records: dict[Path, Record] = {}
    for path in paths:
        data = _read(root, path, problems)
        if data is not None:
            file = read_cards(data, _name(root, path), deck.topic)
            if file.facts:
                from lalaflash.generate.bare_facts import with_generated

                file, records[path.with_suffix(RECORD_SUFFIX)] = with_generated(file, path)
            notes += file.notes
            ids += file.ids
            problems += (problem for problem in file.problems if not _is_allowed(problem, deck.allow))
    if not notes and not problems:
        problems.append(Problem(deck.source, "no-cards", "the deck has no cards: its card files are empty"))
    problems += duplicate_ids(ids)
    problems += duplicate_contents(notes)
    return LoadedDeck(deck, tuple(notes), paths, records), problems


def _is_allowed(problem: Problem, allow: frozenset[str]) -> bool:
    return problem.severity is Severity.WARNING and problem.name in allow


def _deck_paths(root: Path) -> list[Path]:
    try:
        found = sorted((root / DECKS).iterdir())
    except OSError:
        return []
    return [path for path in found if path.suffix in YAML_ENDINGS and not path.name.startswith(".")]


def _settings(root: Path) -> tuple[frozenset[str], list[Problem]]:
    path = root / SETTINGS
    problems: list[Problem] = []
    if not os.path.lexists(path):
        return frozenset(), problems
    data = _read(root, path, problems)
    return (frozenset(), problems) if data is None else read_settings(data, SETTINGS)


def _same_packages(root: Path, paths: Iterable[Path]) -> list[Problem]:
    """Tell deck files whose packages would be one file where case does not count."""
    first: dict[str, Path] = {}
    problems = []
    for path in paths:
        other = first.setdefault(path.stem.casefold(), path)
        if other is not path:
            message = f"this deck's package would replace that of {_name(root, other)}: rename one of the two"
            problems.append(Problem(Source(_name(root, path), 1, 1), "same-package", message))
    return problems


def _card_files(root: Path, deck: Deck) -> tuple[tuple[Path, ...], list[Problem]]:
    """Return the files that the deck's globs match, in the globs' order, each once."""
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    for pattern in deck.cards:
        matches = _matches(root, pattern, problems)
        for path in matches:
            real = os.path.realpath(path)
            if _is_inside(root, real):
                files.setdefault(real, path)
            else:
                message = f"{_name(root, path)} leads out of the project: copy it into the project"
                problems.append(Problem(pattern.source, "outside-project", message))
    return tuple(files.values()), problems


def _matches(root: Path, pattern: Text, problems: list[Problem]) -> list[Path]:
    """Return the YAML files that a glob matches, by path; hidden ones do not count."""
    glob = pattern.value.strip()
    parts = glob.replace("\\", "/").split("/")
    if ".." in parts or glob.startswith(("/", "\\")) or ":" in parts[0]:
        message = f"`{glob[:100]}` leads out of the project: write a path from the project's root, such as cards/*.yaml"
        problems.append(Problem(pattern.source, "outside-project", message))
        return []
    try:
        found = sorted(root.glob(f"{glob}/*" if parts[-1] == "**" else glob))
    except (ValueError, IndexError, NotImplementedError, OSError) as error:
        message = f"`{glob[:100]}` is not a pattern of files ({error}); write one such as cards/**/*.yaml"
        problems.append(Problem(pattern.source, "bad-glob", message))
        return []
    files = [path for path in found if _counts(path.relative_to(root), path)]
    if not files:
        message = f"no file matches `{glob[:100]}`: card files end in .yaml, and the path starts at the project's root"
        problems.append(Problem(pattern.source, "no-match", message))
    return files


def _counts(relative: Path, path: Path) -> bool:
    is_hidden = any(part.startswith(".") for part in relative.parts)
    return path.suffix in YAML_ENDINGS and not is_hidden and os.path.isfile(path)  # noqa: PTH113


def _read(root: Path, path: Path, problems: list[Problem]) -> bytes | None:
    """Return a file's bytes; None where it leads out of the project or can't be read, which is told."""
    place = Source(_name(root, path), 1, 1)
    if not _is_inside(root, os.path.realpath(path)):
        message = "this link leads out of the project: copy the file into the project"
        problems.append(Problem(place, "outside-project", message))
        return None
    try:
        if path.exists() and not path.is_file():
            problems.append(
                Problem(place, "unreadable", "this is a folder or a device, not a file: rename or remove it")
            )
            return None
        if path.stat().st_size > MAX_FILE_BYTES:
            message = f"the file is larger than {MAX_FILE_BYTES // 1_000_000} MB: split it"
            problems.append(Problem(place, "too-large", message))
            return None
        return path.read_bytes()
    except OSError as error:
        problems.append(Problem(place, "unreadable", f"the file can't be read: {error.strerror or error}"))
        return None


def _is_inside(root: Path, real: str) -> bool:
    base = os.path.realpath(root)
    return real.startswith(base.rstrip(os.sep) + os.sep)


def _name(root: Path, path: Path) -> str:
    """Return the path that users read: from the root, and with nothing in it that a terminal would obey."""
    return printable(path.relative_to(root).as_posix())
