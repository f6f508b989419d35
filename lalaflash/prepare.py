"""From a project's folder to rendered notes: what a check and a build have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lalaflash.media import MediaFolder
from lalaflash.model import Problem, RenderedNote, Severity
from lalaflash.render import render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lalaflash.generate.record import Record
    from lalaflash.model import Deck
    from lalaflash.project import Project


@dataclass(frozen=True, slots=True)
class PreparedDeck:
    """A deck whose notes are rendered. ``media`` maps names inside the package to files; ``records`` are to be kept."""

    deck: Deck
    notes: tuple[RenderedNote, ...]
    media: Mapping[str, Path]
    card_files: tuple[Path, ...]
    records: Mapping[Path, Record] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prepared:
    """All decks asked for, and everything that is wrong with them. With an error among it, they can't be built."""

    decks: tuple[PreparedDeck, ...]
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether any problem stops a build."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def prepare(loaded: Project, *, progress: Callable[[int], None] | None = None) -> Prepared:
    """Render all notes of a project; ``progress`` is told how many more are done."""
    problems = list(loaded.problems)
    decks = []
    for deck in loaded.decks:
        media = MediaFolder(loaded.root)
        notes = []
        for note in deck.notes:
            rendered, found = render(note, deck_tags=deck.deck.tags, media=media)
            notes.append(rendered)
            problems += found
            if progress:
                progress(1)
        problems += media.problems
        decks.append(PreparedDeck(deck.deck, tuple(notes), media.files, deck.card_files, deck.records))
    return Prepared(tuple(decks), tuple(problems))
