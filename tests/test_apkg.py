import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from anki_backend import ALWAYS, Anki
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from package_samples import DECK, SAMPLE, cloze, collection_rows, edited, question, write

from lalaflash.errors import WriteError
from lalaflash.writers import apkg

# Import


def test_anki_imports_every_note_and_finds_nothing_to_mend(anki: Anki, package: Path) -> None:
    assert anki.import_package(write(package, *SAMPLE)) == {"new": ["guid-1", "guid-2", "guid-3"]}
    assert anki.problems() == []
    assert {guid: anki.ords(guid) for guid in ("guid-1", "guid-2", "guid-3")} == {
        "guid-1": [0, 1],
        "guid-2": [0],
        "guid-3": [0, 1],
    }


def test_ids_times_and_tags_arrive_as_given(anki: Anki, package: Path) -> None:
    first = replace(SAMPLE[0], tags=("film::cast", "music"))
    anki.import_package(write(package, first, SAMPLE[1]))
    assert anki.rows("select id, mod, tags from notes order by id") == [
        [first.note_id, first.modified, " film::cast music "],
        [SAMPLE[1].note_id, SAMPLE[1].modified, ""],
    ]
    ((card_ids),) = [anki.rows("select id, mod from cards where nid = ?", first.note_id)]
    assert card_ids == [[card_id, first.modified] for card_id in first.card_ids]


@pytest.mark.parametrize(
    ("text", "ords"),
    [
        ("{{c1::a}} {{c2::b}} {{c1::c}}", (0, 1)),
        ("{{c1::a {{c2::b}} c}}", (0, 1)),
        ("{{c1,3::m}} {{c3::z}}", (0, 2)),
        ("{{c500::last}}", (499,)),
        ("{{c1::a&#58;&#58;b&#125;&#125;::hint}}", (0,)),
        ("<p>{{c2::two<br>\nlines}}</p>", (1,)),
    ],
)
def test_a_cloze_note_has_the_cards_that_anki_would_make(
    text: str, ords: tuple[int, ...], anki: Anki, package: Path
) -> None:
    anki.import_package(write(package, cloze(1, text, ords)))
    assert anki.ords("guid-1") == list(ords) == anki.cloze_ords("guid-1")
    assert anki.problems() == []


def test_cloze_cards_hide_and_show_their_deletion(anki: Anki, package: Path) -> None:
    anki.import_package(write(package, *SAMPLE))
    front, back = anki.sides("guid-1", 1)
    assert "eight weeks" in front
    assert "Linus Sandgren" not in front
    assert "[...]" in front
    assert "La La Land" in front
    assert ">Linus Sandgren</span>" in back
    assert "In 2015." not in front
    assert "In 2015." in back


def test_question_cards_ask_and_answer(anki: Anki, package: Path) -> None:
    anki.import_package(write(package, *SAMPLE))
    front, back = anki.sides("guid-2")
    assert "Who wrote the music?" in front
    assert "Justin Hurwitz" not in front
    assert "Played the piano" in front
    assert "Justin Hurwitz" in back
    assert "Variety" in back
    reverse = anki.sides("guid-3", 1)
    assert "Lighthouse" in reverse.front
    assert "[[type:Question]]" in reverse.front
    assert "café" in reverse.back


HOSTILE = """quotes "' back\\slash `tick` {{no}} {{{x}}} %s ? ; -- '); DROP TABLE notes; 👩‍👩‍👧 ‮rtl‬ \u2028 \n\t𝒳"""


def test_any_text_arrives_as_it_is(anki: Anki, package: Path) -> None:
    asked = question(1, HOSTILE, HOSTILE, Extra=HOSTILE, Topic="&lt;script&gt;")
    hostile = replace(asked, guid="#" + HOSTILE, tags=("tag'\"👩‍👩‍👧\\",))
    anki.import_package(write(package, hostile, deck=replace(DECK, name='"deck\'" %s 👩 {}', description=HOSTILE)))
    assert anki.rows("select guid, flds, tags from notes") == [
        ["#" + HOSTILE, "\x1f".join(hostile.fields), " tag'\"👩‍👩‍👧\\ "]
    ]
    assert '"deck\'" %s 👩 {}' in [deck.name for deck in anki.collection.decks.all_names_and_ids()]
    assert anki.problems() == []


def test_ten_thousand_notes(anki: Anki, package: Path) -> None:
    told: list[int] = []
    notes = [question(number, f"Question {number}?") for number in range(10_000)]
    apkg.write(package, DECK, notes, {}, progress=told.append)
    assert sum(told) == 10_000
    assert len(anki.import_package(package)["new"]) == 10_000
    assert anki.problems() == []


def test_a_deck_without_notes_is_written(anki: Anki, package: Path) -> None:
    assert anki.import_package(write(package)) == {}
    assert anki.problems() == []


def test_genanki_has_nothing_to_warn_of(package: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(package, question(1, "Is a < b && c > d?"))
    assert capfd.readouterr() == ("", "")


# Updates


def test_a_second_import_changes_nothing(anki: Anki, package: Path) -> None:
    anki.import_package(write(package, *SAMPLE))
    tables = ("notes", "cards", "notetypes", "fields", "templates")
    before = [anki.rows(f"select * from {table}") for table in tables]
    assert anki.import_package(package) == {"duplicate": ["guid-1", "guid-2", "guid-3"]}
    assert anki.import_package(package, update=ALWAYS) == {"duplicate": ["guid-1", "guid-2", "guid-3"]}
    assert [anki.rows(f"select * from {table}") for table in tables] == before


def test_an_edit_updates_one_note_and_keeps_its_history(anki: Anki, package: Path) -> None:
    anki.import_package(write(package, *SAMPLE))
    anki.review("guid-1", 1)
    history = [anki.rows(f"select * from {table} order by id") for table in ("cards", "revlog")]
    assert anki.card("guid-1", 1).ivl == 30
    assert len(history[1]) == 3
    log = anki.import_package(write(package, edited(SAMPLE[0], "In {{c1::8 weeks}} by {{c2::him}}"), *SAMPLE[1:]))
    assert log == {"updated": ["guid-1"], "duplicate": ["guid-2", "guid-3"]}
    assert [anki.rows(f"select * from {table} order by id") for table in ("cards", "revlog")] == history
    assert "8 weeks" in anki.sides("guid-1", 1).front
    assert anki.problems() == []


def test_a_new_deletion_adds_a_new_card_beside_the_old_one(anki: Anki, package: Path) -> None:
    anki.import_package(write(package, SAMPLE[0]))
    anki.review("guid-1", 0)
    old = anki.card("guid-1", 0)
    wider = edited(SAMPLE[0], "{{c1::a}} {{c2::b}} {{c3::c}}")
    wider = replace(wider, ords=(0, 1, 2), card_ids=(*wider.card_ids, wider.card_ids[-1] + 5))
    assert anki.import_package(write(package, wider)) == {"updated": ["guid-1"]}
    assert anki.ords("guid-1") == [0, 1, 2]
    assert (anki.card("guid-1", 0).ivl, anki.card("guid-1", 0).id) == (30, old.id)
    assert anki.card("guid-1", 2).ivl == 0


# The same bytes

MAKE = """
import sys
from pathlib import Path
from lalaflash.model import AnkiNote, Deck, DeckOptions, NoteKind, Source
from lalaflash.writers import apkg, collection
deck = Deck("k", Source("k.yaml", 1, 1), "A::B", (), description="D", options=DeckOptions())
note = AnkiNote(NoteKind.CLOZE, "g", 10**12, 10**9, ("{{c1::x}} {{c2::y}}", *[""] * 9), ("b", "a"), (0, 1), (1, 2))
apkg.write(Path(sys.argv[1]), deck, [note], {"a": Path(sys.argv[0]), "b": Path(sys.argv[0])})
"""


def test_bytes_depend_neither_on_day_nor_zone_nor_hash_seed(tmp_path: Path) -> None:
    script = tmp_path / "make.py"
    script.write_text(MAKE)
    os.utime(script, (0, 0))
    made = set()
    for zone, seed in (("UTC", "0"), ("Pacific/Kiritimati", "1"), ("America/Los_Angeles", "2")):
        package = tmp_path / f"{seed}.apkg"
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, script, package], env=environment, check=True)
        made.add(package.read_bytes())
        script.touch()
    assert len(made) == 1


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=8), name=ANY_TEXT.filter(bool))
def test_any_notes_make_a_sound_file_and_the_same_one_twice(
    fields: list[tuple[str, str]], name: str, tmp_path: Path
) -> None:
    notes = [question(number, *texts) for number, texts in enumerate(fields)]
    deck = replace(DECK, name=name, description=name)
    first = write(tmp_path / "1.apkg", *notes, deck=deck)
    second = write(tmp_path / "2.apkg", *notes, deck=deck)
    assert first.read_bytes() == second.read_bytes()
    assert collection_rows(first, "PRAGMA integrity_check") == [("ok",)]
    assert collection_rows(first, "select flds from notes order by id") == [("\x1f".join(n.fields),) for n in notes]


# What can go wrong


def test_notes_that_share_an_id_are_refused(package: Path) -> None:
    with pytest.raises(WriteError, match="UNIQUE constraint failed"):
        write(package, SAMPLE[0], replace(SAMPLE[0], guid="other"))


def test_a_missing_media_file_is_named(package: Path, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"gone\.png: cannot be packed"):
        write(package, *SAMPLE, media={"gone-1a.png": tmp_path / "gone.png"})
