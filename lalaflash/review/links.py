"""Progress and catalogue side by side in one connection, and the link between a card here and the same card there.

Comparing the names of 100,000 cards would take most of a second. So each card of the catalogue remembers its row in the
progress database. Rows there are never deleted, so that only the new ones need a look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from lalaflash.review.catalogue import Catalogue
    from lalaflash.review.store.database import Database

_UNKNOWN = -1


def join(database: Database, catalogue: Catalogue) -> None:
    """Put the catalogue beside the progress database, as ``catalogue``, and bring its links up to date."""
    database.attach(catalogue.path, "catalogue")
    relink(database)


def relink(database: Database) -> None:
    """Link the catalogue's cards to what the progress database knows of them by now."""
    with database.reading() as connection:
        connection.execute("PRAGMA catalogue.synchronous = OFF")
        (name,) = connection.execute("SELECT name FROM main.identity").fetchone()
        (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM main.card").fetchone()
        linked_name, upto = connection.execute("SELECT database, upto FROM catalogue.link").fetchone()
        is_another = linked_name != name or upto > last
        (unknown,) = connection.execute("SELECT EXISTS (SELECT 1 FROM catalogue.card WHERE progress = -1)").fetchone()
        if not is_another and upto == last and not unknown:
            return
        connection.execute("BEGIN")
        try:
            if is_another:
                connection.execute("UPDATE catalogue.card SET progress = ?", (_UNKNOWN,))
            _link(connection, upto, last)
            connection.execute("UPDATE catalogue.link SET database = ?, upto = ?", (name, last))
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _link(connection: sqlite3.Connection, upto: int, last: int) -> None:
    connection.execute(
        "UPDATE catalogue.card AS here SET progress ="
        " (SELECT id FROM main.card AS there WHERE there.guid = here.guid AND there.number = here.number)"
        " WHERE progress = -1"
    )
    newer = connection.execute(
        "SELECT id, guid, number FROM main.card WHERE id > ? AND id <= ?", (upto, last)
    ).fetchall()
    connection.executemany(
        "UPDATE catalogue.card SET progress = ? WHERE guid = ? AND number = ? AND progress IS NULL", newer
    )
