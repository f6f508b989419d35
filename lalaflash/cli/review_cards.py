"""New cards one at a time: accept, edit, skip or reject each with one key, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from lalaflash.errors import ProjectError
from lalaflash.generate.card_files import Addition, addition, read_existing
from lalaflash.generate.record import State, content_of
from lalaflash.generate.update import Choice
from lalaflash.writers.cards import head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lalaflash.generate.cards import GeneratedCard

_KEYS = "a accept   e edit   s skip for now   r reject for good   u undo   q quit"
_QUIT = ("q", "\x03", "\x04", "\x1b")


class _Decision(NamedTuple):
    """What was decided on one card: the entry to add if any, and the card's state (None: still open)."""

    added: Addition | None = None
    state: State | None = None


def review(cards: Sequence[GeneratedCard], topic: str) -> Choice:
    """Ask for a decision on each card; quitting leaves the rest open, to be offered again."""
    decisions: list[_Decision] = []
    if cards:
        click.echo(_KEYS)
    while len(decisions) < len(cards):
        card = cards[len(decisions)]
        _show(card, len(decisions) + 1, len(cards))
        key = _key()
        if key in _QUIT:
            break
        if key == "u" and decisions:
            decisions.pop()
        elif decision := _decided(key, card, topic):
            decisions.append(decision)
    decided = list(zip(cards, decisions, strict=False))
    return Choice(
        [decision.added for _, decision in decided if decision.added],
        {content_of(card): decision.state for card, decision in decided if decision.state},
    )


def _decided(key: str, card: GeneratedCard, topic: str) -> _Decision | None:
    """The decision that a key stands for; None where it stands for none, or the editor was left without one."""
    if key == "a":
        return _Decision(addition(card, topic), State.WRITTEN)
    if key == "s":
        return _Decision()
    if key == "r":
        return _Decision(state=State.REJECTED)
    if key == "e":
        edited = _edited(addition(card, topic))
        if edited:
            kept = content_of(card) in edited.contents
            return _Decision(edited, State.WRITTEN if kept else State.GONE)
        return None
    click.echo(_KEYS)
    return None


def _edited(entry: Addition) -> Addition | None:
    """The entry as it comes back from the editor; None where it was not saved, is empty or can't be read."""
    try:
        text = click.edit(entry.block, extension=".yaml")
    except click.ClickException as error:
        click.echo(error.message, err=True)
        return None
    if text is None:
        return None
    block = text if text.endswith("\n") else text + "\n"
    try:
        contents = read_existing((head() + block).encode(), "the entry").contents
    except ProjectError as error:
        click.echo(str(error), err=True)
        return None
    return Addition(block, contents) if contents else None


def _key() -> str:
    """One key in lower case; Ctrl-C and the end of the input quit."""
    try:
        return click.getchar().lower() or "q"
    except (KeyboardInterrupt, EOFError):
        return "q"


def _show(card: GeneratedCard, number: int, total: int) -> None:
    place = f"{card.source.path}:{card.source.line}"
    reasons = ", ".join(card.reasons)
    click.echo(click.style(f"\n{number}/{total}  {place}  score {card.score:.2f}: {reasons}", dim=True))
    if card.topic:
        click.echo(click.style(f"  {card.topic}", dim=True))
    click.echo(f"  {card.context} {card.prompt}" if card.context else f"  {card.prompt}")
    click.echo(click.style(f"  {card.answer}", fg="green"))
