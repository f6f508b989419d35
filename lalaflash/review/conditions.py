"""Which cards are wanted, as a condition of a query on the catalogue (see ``links``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lalaflash.review.leeches import LEECH_LAPSES, LEECH_TAG

if TYPE_CHECKING:
    import sqlite3

    from lalaflash.review.agenda import Wanted

_IS_LEECH = f"EXISTS (SELECT 1 FROM main.card AS l WHERE l.id = c.progress AND l.lapses >= {LEECH_LAPSES})"


class Condition(NamedTuple):
    """A part of a WHERE clause on ``catalogue.card AS c``, and the values of its parameters."""

    sql: str
    values: dict[str, Any]


def condition_for(connection: sqlite3.Connection, wanted: Wanted) -> Condition:
    """Return what a card must fulfil to be wanted: its deck, its tags and the words in it."""
    parts, values = ["1"], {}
    if wanted.decks:
        decks = chosen_decks(connection, wanted)
        parts.append(f"c.deck IN ({', '.join(map(str, decks))})")
    for index, tag in enumerate(wanted.tags):
        name = f"tag{index}"
        tagged = (
            "EXISTS (SELECT 1 FROM catalogue.tag_set AS t WHERE t.id = c.tag_set"
            f" AND (t.name = :{name} OR substr(t.name, 1, length(:{name}) + 2) = :{name} || '::'))"
        )
        parts.append(f"({tagged} OR {_IS_LEECH})" if tag.casefold() == LEECH_TAG else tagged)
        values[name] = tag.casefold()
    for index, word in enumerate(wanted.search.casefold().split()):
        name = f"word{index}"
        parts.append(f"instr((SELECT search FROM catalogue.note AS n WHERE n.id = c.note), :{name}) > 0")
        values[name] = word
    return Condition(" AND ".join(parts), values)


def chosen_decks(connection: sqlite3.Connection, wanted: Wanted) -> list[int]:
    """Return the ids of the decks wanted, in the order of their keys."""
    rows = connection.execute("SELECT key, id FROM catalogue.deck ORDER BY key")
    return [deck for key, deck in rows if not wanted.decks or key in wanted.decks]
