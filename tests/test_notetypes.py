import hashlib
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from anki_backend import Anki
from package_samples import SAMPLE, collection_rows, write

from lalaflash.model import NoteKind
from lalaflash.notetypes import MODIFIED, note_type
from lalaflash.writers import collection

# When the looks of each note type changed, and the digest of its templates and style since then. When a test fails
# because of it: give MODIFIED in notetypes.py the time of the change, and put it here with the new digest. Learners
# who have the deck would not get the new looks otherwise.
LOOKS = {
    NoteKind.CLOZE: (1_795_788_299, "a908aa9e8d0b907c"),
    NoteKind.QUESTION: (1_795_788_299, "a955182cd8812608"),
}


@pytest.mark.parametrize("kind", NoteKind)
def test_a_change_of_looks_has_a_new_time(kind: NoteKind) -> None:
    definition = note_type(kind)
    looks = (definition.css, *(side for template in definition.templates for side in (template.front, template.back)))
    digest = hashlib.sha256("\x1f".join(looks).encode()).hexdigest()[:16]
    assert (MODIFIED[kind], digest) == LOOKS[kind]
    assert MODIFIED[kind] < time.time()


def test_new_looks_reach_a_learner_who_has_the_deck(anki: Anki, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anki.import_package(write(package, *SAMPLE))
    anki.review("guid-2")
    cards = anki.rows("select * from cards")
    now = {kind: replace(note_type(kind), css=".card { color: red }", modified=MODIFIED[kind] + 1) for kind in NoteKind}
    monkeypatch.setattr(collection, "note_type", now.__getitem__)
    assert "new" not in anki.import_package(write(package, *SAMPLE))
    assert anki.card("guid-2").render_output().css == ".card { color: red }"
    assert anki.rows("select * from cards") == cards


def test_fields_and_ids_of_the_note_types_are_frozen() -> None:
    frozen = [
        (note_type(kind).id, note_type(kind).name, [(field.id, field.name) for field in note_type(kind).fields])
        for kind in NoteKind
    ] + [[(template.id, template.name) for template in note_type(kind).templates] for kind in NoteKind]
    assert hashlib.sha256(repr(frozen).encode()).hexdigest()[:16] == "4fdbb20a00a6bc3d"


def test_all_ids_of_the_note_types_differ() -> None:
    types = [note_type(kind) for kind in NoteKind]
    ids = [each.id for each in types]
    ids += [field.id for each in types for field in each.fields]
    ids += [template.id for each in types for template in each.templates]
    assert len(set(ids)) == len(ids)


def test_note_types_arrive_with_their_ids_descriptions_and_style(anki: Anki, package: Path) -> None:
    anki.import_package(write(package, *SAMPLE))
    for kind in NoteKind:
        ours = note_type(kind)
        arrived = anki.collection.models.by_name(ours.name)
        assert arrived is not None
        assert arrived["id"] == ours.id
        assert arrived["css"] == ours.css
        flags = [(each["id"], each["name"], each["description"], each["plainText"]) for each in arrived["flds"]]
        assert flags == [(each.id, each.name, each.description, each.plain_text) for each in ours.fields]
        sides = [(each["id"], each["name"], each["qfmt"], each["afmt"]) for each in arrived["tmpls"]]
        assert sides == [(each.id, each.name, each.front, each.back) for each in ours.templates]
        assert all(each["preventDeletion"] for each in arrived["flds"])


def test_the_package_names_the_fields_that_a_card_needs_as_anki_does(anki: Anki, package: Path) -> None:
    ((models,),) = collection_rows(write(package, *SAMPLE), "select models from col")
    written = {model["name"]: model["req"] for model in json.loads(str(models)).values()}
    anki.import_package(package)
    for name in written:
        arrived = anki.collection.models.by_name(name)
        assert arrived is not None
        assert written[name] == arrived["req"]


def test_only_note_types_in_use_are_shipped(anki: Anki, package: Path) -> None:
    anki.import_package(write(package, SAMPLE[0]))
    names = [each.name for each in anki.collection.models.all_names_and_ids()]
    assert "Lalaflash Cloze" in names
    assert "Lalaflash Question" not in names
