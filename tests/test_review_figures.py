"""``stats``, ``decks``, ``leeches`` and ``progress``, as they are called in a project that is being learnt."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from projects import edit, write_project
from rich.cells import cell_len

from lalaflash.cli import cli
from lalaflash.review.agenda import Wanted
from lalaflash.review.candidates import plan_sitting
from lalaflash.review.catalogue import open_catalogue
from lalaflash.review.leeches import LEECH_LAPSES
from lalaflash.review.links import join
from lalaflash.review.state import CardKey, Event, EventKind, Moment
from lalaflash.review.store.database import open_database
from lalaflash.review.store.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from click.testing import Result

BIRDS = """\
tags: [birds]
cards:
  - question: Which bird can't fly but swims?
    answer: The penguin
    tags: [sea]
  - cloze: The {{kestrel}} hovers over {{fields}}.
  - question: "Which bird sings \\e[31mred?"
    answer: The robin
"""
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_project(tmp_path, {"cards/birds.yaml": BIRDS.replace("\\e", "")})
    return tmp_path


def call(project: Path, *arguments: str, **env: str) -> Result:
    environment = {"LALAFLASH_DATA": str(project / "data"), "COLUMNS": "80", **env}
    return CliRunner(env=environment).invoke(cli, ["-C", str(project), *arguments])


def printed(project: Path, *arguments: str) -> str:
    result = call(project, *arguments)
    assert result.exit_code == 0, result.output
    return result.output


def data(project: Path, *arguments: str) -> Any:
    return json.loads(printed(project, *arguments, "--json"))


def cards(project: Path) -> list[CardKey]:
    """Return the keys of all cards, in the author's order."""
    printed(project, "decks")
    with open_database(project / "data" / "progress.db") as database:
        with open_catalogue(project / ".lalaflash" / "catalogue.db") as catalogue:
            join(database, catalogue)
        return [slot.card for slot in plan_sitting(database, Wanted(cram=True), 1)]


def learn(project: Path, card: CardKey, qualities: Sequence[int], day: int) -> None:
    """Answer ``card`` on ``day`` and every second day after."""
    with open_database(project / "data" / "progress.db") as database:
        for index, quality in enumerate(qualities):
            when = Moment((day - 719_163 + 2 * index) * 86_400_000, day + 2 * index)
            Progress(database).record(Event(card, EventKind.ANSWER, when, quality, 5_000, "sm2"), None)


def test_decks_lists_new_due_and_learned(project: Path) -> None:
    assert data(project, "decks")[0]["new"] == 4
    learn(project, cards(project)[0], [4], 738_000)
    deck = data(project, "decks")[0]
    assert (deck["name"], deck["cards"], deck["new"], deck["due"], deck["begun"]) == ("birds", 4, 3, 1, 1)
    head, row = printed(project, "decks").splitlines()
    assert head.split()[:4] == ["deck", "new", "due", "learned"]
    assert row.split()[:4] == ["birds", "3", "1", "1"]


def test_stats_tell_the_same_as_text_and_as_json(project: Path) -> None:
    first = cards(project)[0]
    today = json_day(project)
    learn(project, first, [4, 4, 2], today - 4)
    found = data(project, "stats")
    assert found["today"]["reviews"] == 1
    assert found["today"]["recalled"] == 0
    assert found["due"] == found["forecast"][0]["cards"] == 0
    assert found["forecast"][1]["cards"] == 1
    assert [day["day"] for day in found["days"]][-1] == found["day"]
    assert found["hardest"][0]["front"] == "Which bird can't fly but swims?"
    assert (found["hardest"][0]["path"], found["hardest"][0]["line"]) == ("cards/birds.yaml", 3)
    assert {tag["name"]: tag["cards"] for tag in found["tags"]} == {"birds": 4, "sea": 1}
    assert found["taken_ms"] == 15_000
    text = printed(project, "stats")
    for words in ("1 answer in 5 s, 0 % remembered", "0 now, 1 more tomorrow", "1 of 4 cards", "3 answers on 3 days"):
        assert words in text
    assert re.search(r"swims\? +1 × +50 %", text)


def test_edits_renames_and_builds_keep_the_progress(project: Path) -> None:
    for card in cards(project):
        learn(project, card, [4], 738_000)
    before = {key: value for key, value in data(project, "decks")[0].items() if key != "name"}
    (project / "cards" / "birds.yaml").rename(project / "cards" / "of-a-feather.yaml")
    assert printed(project, "build")
    edit(project / "cards" / "of-a-feather.yaml", "hovers over {{fields}}", "hovers above the {{fields}}")
    assert data(project, "decks")[0] == {"name": "birds", **before}
    assert printed(project, "build")
    (project / ".lalaflash" / "catalogue.db").unlink()
    assert data(project, "decks")[0] == {"name": "birds", **before}


def json_day(project: Path) -> int:
    return date.fromisoformat(data(project, "stats")["day"]).toordinal()


@pytest.mark.parametrize("command", ["stats", "decks", "leeches"])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(project: Path, width: int, command: str) -> None:
    edit(project / "cards" / "birds.yaml", "hovers over", "hovers over all the wide and windy")
    (project / "decks" / "birds.yaml").rename(project / "decks" / "鳥類とその歌.yaml")
    for card in cards(project):
        learn(project, card, [4, 4, 2, 5] * 20, 739_000)
    result = call(project, command, COLUMNS=str(width))
    assert max(map(cell_len, COLOUR.sub("", result.output).splitlines())) <= width


def test_leeches_are_listed_with_their_place_and_taken_up_again(project: Path) -> None:
    assert printed(project, "leeches") == "There are no leeches.\n"
    leech = cards(project)[1]
    learn(project, leech, [4, *[1, 4] * LEECH_LAPSES], 738_000)
    assert printed(project, "leeches").splitlines() == [
        "cards/birds.yaml:6: The […] hovers over fields.",
        "  forgotten 8 times, 50 % recalled, suspended",
    ]
    assert data(project, "leeches")[0]["lapses"] == LEECH_LAPSES
    assert data(project, "leeches")[0]["front"] == "The […] hovers over fields."
    assert data(project, "decks")[0]["suspended"] == 1
    assert printed(project, "progress", "resume", "--tag", "sea") == "0 cards taken up again\n"
    assert printed(project, "progress", "resume", "--tag", "leech") == "1 card taken up again\n"
    assert data(project, "decks")[0]["suspended"] == 0


def test_a_leech_has_a_tag_wherever_there_are_tags(project: Path) -> None:
    leech = cards(project)[1]
    learn(project, leech, [4, *[1, 4] * LEECH_LAPSES], 738_000)
    tags = {tag["name"]: tag for tag in data(project, "stats")["tags"]}
    assert {name: tag["cards"] for name, tag in tags.items()} == {"birds": 4, "leech": 1, "sea": 1}
    assert tags["leech"]["reviews"] == tags["birds"]["reviews"] == 2 * LEECH_LAPSES
    assert sum(span["reviews"] for span in tags["leech"]["retention"]) == 2 * LEECH_LAPSES
    assert re.search(r"^leech +1 +0 +0 +50 %", printed(project, "stats"), re.MULTILINE)
    assert data(project, "stats", "--tag", "Leech")["decks"][0]["cards"] == 1
    assert len(data(project, "leeches", "--tag", "birds")) == 1
    assert data(project, "leeches", "--tag", "sea") == []


def test_stats_count_only_the_cards_asked_for(project: Path) -> None:
    first, *others = cards(project)
    learn(project, first, [4, 4], 738_000)
    for card in others:
        learn(project, card, [4, 4, 2], 738_000)
    sea = data(project, "stats", "--tag", "sea")
    assert [deck["cards"] for deck in sea["decks"]] == [1]
    assert sum(span["reviews"] for span in sea["retention"]) == 1
    assert sea["hardest"] == []
    assert data(project, "stats", "--search", "kestrel")["decks"][0]["cards"] == 2
    assert data(project, "stats", "birds")["retention"] == data(project, "stats")["retention"]
    assert "1 of 1 card" in printed(project, "stats", "birds", "--tag", "sea")
    assert printed(project, "stats", "--tag", "mountain") == "There is no such card.\n"
    assert data(project, "stats", "--tag", "mountain")["decks"] == []


def test_progress_goes_out_and_in_again(project: Path, tmp_path: Path) -> None:
    learn(project, cards(project)[0], [4, 5], 738_000)
    exported = tmp_path / "progress.jsonl"
    assert printed(project, "progress", "export", str(exported)) == f"wrote {exported}, 2 entries\n"
    assert printed(project, "progress", "export") == exported.read_text("utf-8")
    other = str(tmp_path / "other")
    assert "added 2 entries; 0 were here" in printed(project, "progress", "import", str(exported), "--data", other)
    assert "added 0 entries; 2 were here" in printed(project, "progress", "import", str(exported), "--data", other)
    assert data(project, "decks", "--data", other) == data(project, "decks")
    assert printed(project, "progress", "rebuild") == "worked out 1 card from the log\n"


def test_an_export_is_utf_8_even_where_the_terminal_is_not(project: Path, tmp_path: Path) -> None:
    learn(project, CardKey("pinguïn", 1), [4], 738_000)
    exported = tmp_path / "progress.jsonl"
    printed(project, "progress", "export", str(exported))
    arguments = ["-C", str(project), "progress", "export", "--data", str(project / "data")]
    assert CliRunner(charset="latin-1").invoke(cli, arguments).stdout_bytes == exported.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("progress", "import", "missing.jsonl"), 2, "missing.jsonl: cannot be read: No such file or directory"),
        (("stats", "brids"), 2, "there is no deck 'brids' (did you mean `birds`?)"),
        (("leeches", "brids"), 2, "there is no deck 'brids' (did you mean `birds`?)"),
        (("progress", "import", "-"), 1, "standard input: this file is empty: `lalaflash progress export` writes one"),
        (("progress", "resume", "brids"), 2, "there is no deck 'brids' (did you mean `birds`?)"),
        (("progress", "export", "/dev/null/progress.jsonl"), 1, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    project: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    result = call(project, *arguments)
    assert result.exit_code == code
    assert message in result.output
    assert len(result.output.splitlines()) == 1


def test_a_wrong_line_of_an_export_is_told_with_its_file_as_everywhere(project: Path) -> None:
    learn(project, cards(project)[0], [4, 5], 738_000)
    exported = project / "ex\x1bport.jsonl"
    exported.write_text(printed(project, "progress", "export").replace('"quality":5', '"quality":9'), "utf-8")
    result = call(project, "progress", "import", str(exported))
    assert result.exit_code == 1
    where = f"{project}/ex?port.jsonl:3"
    assert result.output == f"Error: {where}: `quality` must be a whole number from 0 to 5; nothing was imported\n"


@pytest.mark.parametrize("command", ["stats", "decks", "leeches", "progress export", "progress rebuild"])
def test_a_file_that_is_no_database_is_refused_in_one_line(project: Path, command: str) -> None:
    (project / "data").mkdir()
    (project / "data" / "progress.db").write_text("not a database", "utf-8")
    result = call(project, *command.split())
    assert result.exit_code == 1
    assert "is not a progress database of lalaflash" in result.output
    assert len(result.output.splitlines()) == 1
    assert (project / "data" / "progress.db").read_text("utf-8") == "not a database"


def test_a_damaged_catalogue_is_named_and_no_progress_is_lost(project: Path) -> None:
    card = cards(project)[0]
    learn(project, card, [4], 738_000)
    before = data(project, "decks")
    catalogue = project / ".lalaflash" / "catalogue.db"
    content = catalogue.read_bytes()
    pages = range(4096, len(content), 4096)
    named = 0
    for page in pages:
        catalogue.write_bytes(content[:page] + b"\xff" * 4096 + content[page + 4096 :])
        result = call(project, "stats")
        assert "Traceback" not in result.output
        assert "progress.db" not in result.output
        named += "catalogue.db: this cache is damaged: delete the file" in result.output
    assert named
    catalogue.unlink()
    assert data(project, "decks") == before
