"""A real Anki collection for tests: import a package as a learner would, then look at what came of it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, NamedTuple

from anki import import_export_pb2
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.scheduler_pb2 import CardAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from anki.cards import Card, CardId

IF_NEWER = import_export_pb2.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER
ALWAYS = import_export_pb2.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS


class Sides(NamedTuple):
    """A card as Anki renders it."""

    front: str
    back: str


class Anki:
    """A learner's collection. ``collection`` is Anki's own object, for whatever has no method here."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    def import_package(
        self, path: Path, *, presets: bool = False, progress: bool = False, update: Any = IF_NEWER
    ) -> dict[str, list[str]]:
        """Import with the dialog's options; returns Anki's log: the guids that are new, updated, duplicate …"""
        options = ImportAnkiPackageOptions(
            with_deck_configs=presets,
            with_scheduling=progress,
            update_notes=update,
            update_notetypes=update,
        )
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        log = self.collection.import_anki_package(request).log
        guids = dict(self.rows("select id, guid from notes"))
        lists = {field.name: value for field, value in log.ListFields() if field.name != "found_notes"}
        return {name: [guids.get(entry.id.nid, "") for entry in entries] for name, entries in lists.items()}

    def problems(self) -> list[str]:
        """Return what Anki's "Check Database" finds."""
        return list(self.collection._backend.check_database())

    def rows(self, query: str, *arguments: str | int) -> list[Any]:
        """Return the rows of a query on the collection."""
        assert self.collection.db
        return list(self.collection.db.all(query, *arguments))

    def ords(self, guid: str) -> list[int]:
        """Return which cards a note has."""
        rows = self.rows("select c.ord from cards c join notes n on n.id = c.nid where n.guid = ? order by c.ord", guid)
        return [ord_ for (ord_,) in rows]

    def cloze_ords(self, guid: str) -> list[int]:
        """Return which cards Anki itself would make of a cloze note."""
        ((note_id,),) = self.rows("select id from notes where guid = ?", guid)
        note = self.collection.get_note(note_id)
        return sorted(number - 1 for number in self.collection._backend.cloze_numbers_in_note(note._to_backend_note()))

    def card(self, guid: str, ord_: int = 0) -> Card:
        """Return a card of a note."""
        rows = self.rows(
            "select c.id from cards c join notes n on n.id = c.nid where n.guid = ? and ord = ?", guid, ord_
        )
        ((card_id,),) = rows
        return self.collection.get_card(card_id)

    def sides(self, guid: str, ord_: int = 0) -> Sides:
        """Return both sides of a card, rendered by Anki."""
        output = self.card(guid, ord_).render_output()
        return Sides(output.question_text, output.answer_text)

    def preset(self, deck: str) -> dict[str, Any]:
        """Return the preset of a deck."""
        deck_id = self.collection.decks.id_for_name(deck)
        assert deck_id
        return self.collection.decks.config_dict_for_deck_id(deck_id)

    def new_cards(self, deck: str) -> list[str]:
        """Return the guids of a deck's new cards of today, in the order in which Anki shows them."""
        deck_id = self.collection.decks.id_for_name(deck)
        assert deck_id
        self.collection.decks.select(deck_id)
        queued = self.collection._backend.get_queued_cards(fetch_limit=1000, intraday_learning_only=False)
        guids = dict(self.rows("select c.id, n.guid from cards c join notes n on n.id = c.nid"))
        return [guids[each.card.id] for each in queued.cards]

    def review(self, guid: str, ord_: int = 0) -> None:
        """Give a card a history: two answers "Good" and an interval of 30 days."""
        card = self.card(guid, ord_)
        for _ in range(2):
            self._answer_good(card.id)
        self.collection.sched.set_due_date([card.id], "30!")

    def _answer_good(self, card_id: CardId) -> None:
        states = self.collection._backend.get_scheduling_states(card_id)
        answer = CardAnswer(
            card_id=card_id,
            current_state=states.current,
            new_state=states.good,
            rating=CardAnswer.GOOD,
            milliseconds_taken=1000,
            answered_at_millis=1_700_000_000_000,
        )
        self.collection._backend.answer_card(answer)


@contextlib.contextmanager
def new_collection(folder: Path) -> Iterator[Anki]:
    """Yield an empty collection in ``folder``, as a learner has it on the first day."""
    folder.mkdir(parents=True, exist_ok=True)
    collection = Collection(str(folder / "collection.anki2"))
    try:
        yield Anki(collection)
    finally:
        collection.close()
