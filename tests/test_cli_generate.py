"""``lalaflash generate``: from a text on the command line to cards."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from projects import edit, write_project

from lalaflash.cli import cli

pytest.importorskip("spacy")

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

NOTES = """\
Marie Curie

Marie Curie was born in Warsaw in 1867. She discovered polonium in 1898 with her husband Pierre Curie.

He did it.

James Prinsep deciphered the Brahmi script in 1837.
"""


def generate(folder: Path, *arguments: str, text: bytes | None = None) -> Result:
    """Run ``lalaflash generate`` in a folder; a traceback fails the test."""
    with contextlib.chdir(folder):
        result = CliRunner().invoke(cli, ["generate", *arguments], input=text)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def write_notes(folder: Path, text: str = NOTES) -> Path:
    path = folder / "notes.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_cards_are_written_beside_their_origin_and_facts_without_a_card_are_named(tmp_path: Path) -> None:
    write_notes(tmp_path)
    result = generate(tmp_path, "notes.txt")
    assert result.exit_code == 0
    assert result.stdout.startswith("notes.yaml: ")
    assert result.stderr == "notes.txt:5: no card: too short\n"
    text = (tmp_path / "notes.yaml").read_text(encoding="utf-8")
    assert "topic: Marie Curie\n" in text
    assert "  # from notes.txt:7\n  - question: Who deciphered the Brahmi script in 1837?\n" in text
    assert (tmp_path / "notes.generated").exists()


def test_in_a_project_the_cards_go_to_its_cards_and_check_clean(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"decks/birds.yaml": "name: Birds\ncards: cards/*.yaml\n", "texts/notes.txt": NOTES})
    generate(root / "texts", "notes.txt", "--tags", "science,physics::history")
    assert "tags: [science, physics::history, " in (root / "cards" / "notes.yaml").read_text(encoding="utf-8")
    result = CliRunner().invoke(cli, ["-C", str(root), "check"])
    assert result.exit_code == 0


def test_the_schema_is_named_where_the_project_has_one(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"cards/cards.schema.json": "{}", "notes.txt": NOTES})
    generate(root, "notes.txt")
    generate(root, "notes.txt", "-o", "cards/film/notes.yaml")
    for name, path in {"notes.yaml": "cards.schema.json", "film/notes.yaml": "../cards.schema.json"}.items():
        first = (root / "cards" / name).read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema={path}"


def test_json_is_one_object_a_card_and_writes_no_file(tmp_path: Path) -> None:
    write_notes(tmp_path)
    result = generate(tmp_path, "notes.txt", "--json", "--kind", "question")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert {row["kind"] for row in rows} == {"question"}
    (row,) = [row for row in rows if row["prompt"] == "Who deciphered the Brahmi script in 1837?"]
    assert row["answer"] == "James Prinsep"
    assert row["source"] == {"path": "notes.txt", "line": 7}
    assert {"hint", "context", "tags", "score", "reasons", "text"} <= row.keys()
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_standard_input_is_printed_as_a_card_file(tmp_path: Path) -> None:
    result = generate(tmp_path, "-", text=NOTES.encode())
    assert result.stdout.startswith("topic: Marie Curie\ncards:\n  # from -:3\n")
    assert list(tmp_path.iterdir()) == []


def test_headings_of_markdown_become_topics_and_tags(tmp_path: Path) -> None:
    text = "# History\n\n## India\n\n- James Prinsep deciphered the Brahmi script in 1837.\n"
    result = generate(tmp_path, "-o", "-", str(write_notes(tmp_path, text).rename(tmp_path / "notes.md")))
    assert 'topic: "History: India"\n' in result.stdout
    assert "history::india" in result.stdout


def test_several_texts_are_several_files_or_one(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(NOTES.replace("Curie", name[0].upper() + "son"), encoding="utf-8")
    generate(tmp_path, "a.txt", "b.txt")
    generate(tmp_path, "a.txt", "b.txt", "-o", "both.yaml")
    assert {"a.yaml", "b.yaml", "both.yaml"} <= {path.name for path in tmp_path.iterdir()}
    both = (tmp_path / "both.yaml").read_text(encoding="utf-8")
    assert "Marie Ason" in both
    assert "Marie Bson" in both
    assert both.count("Who deciphered") == 1


def test_an_edited_text_adds_its_new_cards_and_tells_of_those_that_lost_their_fact(tmp_path: Path) -> None:
    notes = write_notes(tmp_path)
    generate(tmp_path, "notes.txt")
    edit(notes, "in 1837", "in 1838")
    result = generate(tmp_path, "notes.txt")
    assert "from facts that are no longer in the text" in result.stdout
    text = (tmp_path / "notes.yaml").read_text(encoding="utf-8")
    assert "in 1837?" in text
    assert "in 1838?" in text


def test_with_all_facts_known_spacy_is_not_even_imported(tmp_path: Path) -> None:
    write_notes(tmp_path)
    generate(tmp_path, "notes.txt")
    code = (
        "import sys\nfrom lalaflash.cli import cli\n"
        "cli(['generate', 'notes.txt'], standalone_mode=False)\nprint(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "notes.yaml: 0 new cards" in done.stdout
    assert {"spacy", "numpy", "thinc"}.isdisjoint(done.stdout.split())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        ("Ren\xe9 Descartes".encode("latin-1"), "not UTF-8 (byte 0xE9)"),
        ("Descartes".encode("utf-16"), "UTF-16"),
        (b"%PDF-1.7 \xff\xfe", "not plain text"),
        (b"a\0b", "not plain text"),
        (b"12345", "no card could be made"),
        ("북경은 중국의 수도이다. 나는 그것을 안다.".encode(), "no card could be made"),
    ],
)
def test_a_text_that_cannot_be_used_gets_one_clear_line(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "notes.txt").write_bytes(content)
    result = generate(tmp_path, "notes.txt")
    errors = [line for line in result.stderr.splitlines() if line.startswith("Error: notes.txt")]
    assert result.exit_code == 1
    assert len(errors) == 1
    assert said in errors[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.txt"], "there is no such file"),
        (["."], "this is a folder"),
        (["cards.yaml"], "this is a card file"),
        (["notes.txt", "--tags", "two words"], "can't be a tag"),
        (["notes.txt", "--json", "-o", "x.yaml"], "--json"),
        (["-", "-i"], "keyboard"),
        (["notes.txt", "--model", "no_such_model"], "no_such_model"),
    ],
)
def test_wrong_usage_gets_one_clear_line(tmp_path: Path, arguments: list[str], said: str) -> None:
    write_notes(tmp_path)
    result = generate(tmp_path, *arguments)
    assert result.exit_code != 0
    assert result.stderr.count("\n") == 1
    assert said in result.stderr


@pytest.mark.parametrize("package", ["spacy", "wordfreq"])
def test_without_a_package_of_the_extra_one_line_says_how_to_install_it(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lalaflash.generate import engine

    write_notes(tmp_path)
    monkeypatch.setitem(sys.modules, package, None)
    engine.load_parser.cache_clear()
    result = generate(tmp_path, "notes.txt")
    engine.load_parser.cache_clear()
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert 'pip install "lalaflash[generate]"' in result.stderr


def test_two_processes_make_what_one_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lalaflash.generate import engine

    facts = [f"James Prinsep deciphered {n} scripts in 1837." for n in range(20, 30)]
    write_notes(tmp_path, "\n\n".join(facts))
    one = generate(tmp_path, "notes.txt", "--json").stdout
    monkeypatch.setattr(engine, "SHARE", 4)
    two = generate(tmp_path, "notes.txt", "--json", "--jobs", "2").stdout
    assert one == two
    assert one.count("\n") >= len(facts)


def test_many_facts_that_lean_on_an_untold_topic_bring_a_hint(tmp_path: Path) -> None:
    text = "\n\n".join(f"The film was shot in {days} days, and he liked it." for days in (40, 41, 42, 43, 44))
    notes = write_notes(tmp_path, f"{text}\n\nJames Prinsep deciphered the Brahmi script in 1837.\n")
    assert "5 facts lean on what the text is about: a title in its first line" in generate(tmp_path, str(notes)).stderr
    assert "a title" not in generate(tmp_path, "--topic", "Jaws", str(notes)).stderr
