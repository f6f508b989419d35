"""Which cards are wanted, as a condition of a query on the catalogue (see ``links``)."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, NamedTuple

from lalaflash.review.leeches import LEECH_LAPSES, LEECH_TAG

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from lalaflash.review.agenda import Wanted

_IS_LEECH = f"EXISTS (SELECT 1 FROM main.card AS l WHERE l.id = c.progress AND l.lapses >= {LEECH_LAPSES})"


class Condition(NamedTuple):
    """A part of a WHERE clause on ``catalogue.card AS c``, and the values of its parameters."""

    sql: str
    values: dict[str, Any]


EVERYTHING = Condition("1", {})


def condition_for(connection: sqlite3.Connection, wanted: Wanted) -> Condition:
    """Return what a card must fulfil to be wanted: its deck, its tags and the words in it."""
    parts, values = [EVERYTHING.sql], {}
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


@contextlib.contextmanager
def chosen_cards(connection: sqlite3.Connection, wanted: Wanted) -> Iterator[Condition]:
    """Look at the cards once, and lend a condition for many queries; EVERYTHING where no card is left out."""
    condition = condition_for(connection, wanted)
    if condition == EVERYTHING:
        yield condition
        return
    connection.execute("CREATE TEMP TABLE chosen (card INTEGER PRIMARY KEY)")
    try:
        connection.execute(
            f"INSERT INTO temp.chosen SELECT c.id FROM catalogue.card AS c WHERE {condition.sql}", condition.values
        )
        yield Condition("c.id IN (SELECT card FROM temp.chosen)", {})
    finally:
        connection.execute("DROP TABLE temp.chosen")


def chosen_decks(connection: sqlite3.Connection, wanted: Wanted) -> list[int]:
    """Return the ids of the decks wanted, in the order of their keys."""
    rows = connection.execute("SELECT key, id FROM catalogue.deck ORDER BY key")
    return [deck for key, deck in rows if not wanted.decks or key in wanted.decks]
