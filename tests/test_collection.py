import html
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from anki_backend import Anki
from package_samples import DECK, SAMPLE, collection_rows, question, write

from lalaflash.model import CardOrder, DeckOptions
from lalaflash.writers.collection import checksum, description, sort_text

# Decks, presets, media


def test_subdecks_arrive_with_the_description_on_the_deck_itself(anki: Anki, package: Path) -> None:
    deck = replace(DECK, name="Films::Musicals::La La Land", description="**Six** Oscars.\n")
    anki.import_package(write(package, *SAMPLE, deck=deck))
    arrived = anki.collection.decks.by_name("Films::Musicals::La La Land")
    above = anki.collection.decks.by_name("Films::Musicals")
    assert arrived
    assert above
    assert (arrived["desc"], arrived["md"], arrived["conf"]) == ("**Six** Oscars.", True, 1)
    assert above["desc"] == ""
    assert anki.rows("select distinct did from cards") == [[arrived["id"]]]
    assert anki.problems() == []


def test_the_description_shows_what_was_typed(anki: Anki) -> None:
    typed = "`vector<int>` & vector<int>, a < b && c > d, &amp; <script>x</script> **end** <https://a.org/?b&c> \\<"
    shown = anki.collection.render_markdown(description(replace(DECK, description=typed)))
    text = html.unescape(re.sub(r"<[^>]*>", "", shown)).strip()
    assert text == "vector<int> & vector<int>, a < b && c > d, &amp; <script>x</script> end https://a.org/?b&c <"


def test_the_description_ends_with_author_licence_and_version() -> None:
    deck = replace(DECK, description="Film.", author="Mia *D.* <m@x.org>", licence="CC BY 4.0", version="1.2")
    assert description(deck) == "Film.\n\nBy Mia \\*D.\\* \\<m@x.org\\> · CC BY 4.0 · Version 1.2"
    assert description(replace(DECK, version="2")) == "Version 2"
    assert description(DECK) == ""


def test_anki_shows_the_imprint_as_typed(anki: Anki) -> None:
    names = "A*b* _c_ `d` <e@f.gh> [i](j) k\\l &amp; ~~m~~ | n"
    shown = anki.collection.render_markdown(description(replace(DECK, author=names)))
    assert shown.strip() == "<p>By A*b* _c_ `d` &lt;e@f.gh&gt; [i](j) k\\l &amp;amp; ~~m~~ | n</p>"


def test_a_preset_arrives_when_the_learner_asks_for_it(anki: Anki, package: Path) -> None:
    deck = replace(DECK, options=DeckOptions(new_per_day=7, reviews_per_day=70))
    write(package, *SAMPLE, deck=deck)
    anki.import_package(package)
    assert anki.preset(DECK.name)["id"] == 1
    anki.import_package(package, presets=True)
    preset = anki.preset(DECK.name)
    assert preset["name"] == "La La Land (7 new, 70 reviews a day)"
    assert (preset["new"]["perDay"], preset["rev"]["perDay"]) == (7, 70)
    assert anki.problems() == []


def test_a_preset_is_anki_s_own_but_for_the_options(anki: Anki, package: Path) -> None:
    anki.import_package(write(package, *SAMPLE, deck=replace(DECK, options=DeckOptions())), presets=True)
    ours, stock = anki.preset(DECK.name), anki.preset("Default")
    changed = {key for key in stock if ours[key] != stock[key]} - {"mod", "usn"}
    assert changed == {"id", "name", "newGatherPriority", "newSortOrder"}


def test_changed_options_reach_a_deck_that_is_already_there(anki: Anki, package: Path) -> None:
    for limit in (7, 9):
        deck = replace(DECK, options=DeckOptions(new_per_day=limit))
        anki.import_package(write(package, *SAMPLE, deck=deck), presets=True)
    assert anki.preset(DECK.name)["name"] == "La La Land (9 new, 200 reviews a day)"


def test_a_deck_without_options_imports_with_presets_asked_for(anki: Anki, package: Path) -> None:
    assert anki.import_package(write(package, *SAMPLE), presets=True)["new"] == ["guid-1", "guid-2", "guid-3"]
    assert anki.preset(DECK.name)["id"] == 1


def test_new_cards_come_in_the_author_s_order(anki: Anki, package: Path) -> None:
    notes = [replace(question(50 - place, f"Q{place}"), guid=f"{place:02}") for place in range(15)]
    anki.import_package(write(package, *notes, deck=replace(DECK, options=DeckOptions())), presets=True)
    assert anki.rows("select due from cards order by id desc") == [[place] for place in range(1, 16)]
    assert anki.new_cards(DECK.name) == [f"{place:02}" for place in range(15)]


def test_new_cards_come_in_any_order_when_the_author_wants_it(anki: Anki, package: Path) -> None:
    notes = [replace(question(place, f"Q{place}"), guid=f"{place:02}") for place in range(20)]
    options = DeckOptions(order=CardOrder.RANDOM)
    anki.import_package(write(package, *notes, deck=replace(DECK, options=options)), presets=True)
    order = anki.new_cards(DECK.name)
    assert sorted(order) == [f"{place:02}" for place in range(20)]
    assert order != sorted(order)


def test_media_arrive_and_resolve(anki: Anki, package: Path, tmp_path: Path) -> None:
    (tmp_path / "still.png").write_bytes(b"\x89PNG not really" * 1000)
    (tmp_path / "theme.mp3").write_bytes(b"ID3 not really")
    media = {"theme-2b.mp3": tmp_path / "theme.mp3", "still é 1a.png": tmp_path / "still.png"}
    shown = question(1, 'A <img src="still é 1a.png">', "[sound:theme-2b.mp3]")
    anki.import_package(write(package, shown, media=media))
    folder = Path(anki.collection.media.dir())
    assert (folder / "still é 1a.png").read_bytes() == (tmp_path / "still.png").read_bytes()
    assert (folder / "theme-2b.mp3").read_bytes() == b"ID3 not really"
    assert list(anki.collection.media.check().missing) == []
    assert anki.sides("guid-1").front.count('src="still é 1a.png"') == 1
    assert [tag.filename for tag in anki.card("guid-1").answer_av_tags()] == ["theme-2b.mp3"]  # type: ignore[union-attr]


def test_media_are_numbered_by_name(package: Path, tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_text(name)
    write(package, media={name: tmp_path / name for name in "cab"})
    with zipfile.ZipFile(package) as file:
        assert file.namelist() == ["collection.anki2", "0", "1", "2", "media"]
        assert json.loads(file.read("media")) == {"0": "a", "1": "b", "2": "c"}
        assert [file.read(name) for name in "012"] == [b"a", b"b", b"c"]


# What is in the collection file


def test_sort_field_and_checksum_are_those_that_anki_computes(anki: Anki, package: Path) -> None:
    texts = [
        "plain",
        "<p>a <b>bold</b> &lt;tag&gt; &amp;&nbsp;&quot;more&quot; &#58;&#58;</p>",
        'see <img alt="x" src="a b.png"> and [sound:c.mp3]',
        "{{c1::deletion}}",
        "1994",
        "今日 é 👩",
    ]
    write(package, *(question(number, text) for number, text in enumerate(texts)))
    query = "select sfld, csum from notes order by id"
    ours = [list(row) for row in collection_rows(package, query)]
    anki.import_package(package)
    assert ours == anki.rows(query)


@pytest.mark.parametrize("number", ["3.14", "7.25e-7", "99999999999999999999999", "-.5", " 1e5 "])
def test_no_number_is_kept_as_a_float(number: str, package: Path) -> None:
    write(package, question(1, number))
    ((kind, fields),) = collection_rows(package, "select typeof(sfld), flds from notes")
    assert kind == "text"
    assert str(fields).startswith(f"{number}\x1f")


def test_html_is_stripped_and_unescaped_for_sorting() -> None:
    assert sort_text('<p>a&nbsp;&amp; <img src="x.png"></p>') == "a &  x.png "
    assert checksum("test") == 2840236005


def test_the_collection_is_of_the_present_scheduler_and_not_of_today(package: Path) -> None:
    ((created, conf),) = collection_rows(write(package, *SAMPLE), "select crt, conf from col")
    expected = {"schedVer": 2, "sched2021": True, "rollover": 4, "creationOffset": 0}
    assert created == 1_577_851_200
    assert json.loads(str(conf)).items() >= expected.items()
