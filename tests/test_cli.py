"""The command line: what it prints, and what it exits with."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from projects import lalaflash, write_project

from lalaflash.cli import cli

if TYPE_CHECKING:
    from pathlib import Path

BAD_CARD = {"cards/bad.yaml": "- question: What is it?\n  answer: It is a bird\n  anser: x\n"}
YES_NO = {"cards/yes.yaml": "- question: Is the robin a bird?\n  answer: Yes, it is\n"}


def test_every_command_has_help_with_an_example() -> None:
    for name, command in ((name, cli.get_command(None, name)) for name in cli.list_commands(None)):  # type: ignore[arg-type]
        result = CliRunner().invoke(cli, [name, "--help"])
        assert result.exit_code == 0
        assert command
        assert command.short_help
        assert f"lalaflash {name}" in result.stdout


def test_the_version_is_that_of_the_installed_package() -> None:
    assert CliRunner().invoke(cli, ["--version"], prog_name="lalaflash").stdout == f"lalaflash {version('lalaflash')}\n"


@pytest.mark.parametrize("command", ["check", "build"])
def test_without_a_project_a_command_says_so_in_one_line(tmp_path: Path, command: str) -> None:
    result = lalaflash(tmp_path, command)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "no decks/ folder" in result.stderr


def test_a_mistyped_command_or_deck_is_met_with_the_right_one(tmp_path: Path) -> None:
    assert "build" in lalaflash(tmp_path, "biuld").stderr
    result = lalaflash(write_project(tmp_path), "check", "brids")
    assert result.exit_code == 2
    assert "did you mean `birds`?" in result.stderr


def test_a_check_without_problems_exits_with_0(tmp_path: Path) -> None:
    result = lalaflash(write_project(tmp_path), "check")
    assert (result.exit_code, result.stdout) == (0, "no problems in 5 notes of 1 deck\n")


def test_a_check_prints_each_problem_at_its_place_and_exits_with_1(tmp_path: Path) -> None:
    result = lalaflash(write_project(tmp_path, BAD_CARD), "check")
    assert result.exit_code == 1
    first, last = result.stdout.splitlines()
    assert first.startswith("cards/bad.yaml:3:3: error: ")
    assert "did you mean `answer`?" in first
    assert first.endswith("[unknown-key]")
    assert last.startswith("1 error in ")


def test_a_warning_fails_only_a_strict_check(tmp_path: Path) -> None:
    root = write_project(tmp_path, YES_NO)
    result = lalaflash(root, "check")
    assert result.exit_code == 0
    assert "cards/yes.yaml:1:13: warning: " in result.stdout
    assert lalaflash(root, "check", "--strict").exit_code == 1


@pytest.mark.parametrize(
    "files",
    [
        {"lalaflash.yaml": "allow: [yes-no]\n"},
        {"decks/birds.yaml": "name: Birds\nallow: [yes-no]\n"},
        {"cards/yes.yaml": "allow: [yes-no]\ncards:\n  - question: Is the robin a bird?\n    answer: Yes, it is\n"},
        {"cards/yes.yaml": "- question: Is the robin a bird?\n  answer: Yes, it is\n  allow: [yes-no]\n"},
    ],
    ids=["project", "deck", "file", "entry"],
)
def test_a_warning_can_be_switched_off(tmp_path: Path, files: dict[str, str]) -> None:
    root = write_project(tmp_path, {**YES_NO, **files})
    assert lalaflash(root, "check", "--strict").exit_code == 0


def test_the_same_problems_come_as_json(tmp_path: Path) -> None:
    result = lalaflash(write_project(tmp_path, {**BAD_CARD, **YES_NO}), "check", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["errors"], found["warnings"]) == (1, 1, 1)
    assert (
        found["problems"][0].items()
        >= {
            "path": "cards/bad.yaml",
            "line": 3,
            "column": 3,
            "severity": "error",
            "name": "unknown-key",
        }.items()
    )


def test_new_starts_a_project_that_checks_clean_and_builds(tmp_path: Path) -> None:
    result = lalaflash(tmp_path, "new", "owls")
    assert "Next: cd owls && lalaflash build" in result.stdout
    root = tmp_path / "owls"
    assert lalaflash(root, "check", "--strict").exit_code == 0
    assert lalaflash(root, "build").exit_code == 0
    assert (root / "dist" / "owls.apkg").exists()


def test_new_inside_a_project_adds_a_deck_and_touches_nothing_else(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert "Next: lalaflash build owls" in lalaflash(root, "new", "owls").stdout
    assert {path: path.read_bytes() for path in before} == before
    assert lalaflash(root, "build", "owls").exit_code == 0


@pytest.mark.parametrize("name", ["../x", ".hidden", "a b", "", "-x/y", "x" * 200])
def test_new_refuses_a_name_that_cannot_be_a_file(tmp_path: Path, name: str) -> None:
    result = lalaflash(tmp_path, "new", "--", name)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_new_never_overwrites(tmp_path: Path) -> None:
    lalaflash(tmp_path, "new", "owls")
    assert lalaflash(tmp_path, "new", "owls").exit_code == 2
    assert lalaflash(tmp_path / "owls", "new", "owls").exit_code == 2


def test_a_time_that_is_no_number_is_refused(tmp_path: Path) -> None:
    result = CliRunner(env={"SOURCE_DATE_EPOCH": "soon"}).invoke(cli, ["-C", str(write_project(tmp_path)), "build"])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_starting_the_program_imports_nothing_heavy() -> None:
    heavy = {"yaml", "genanki", "markdown_it", "pygments", "rich", "rapidfuzz", "platformdirs", "sqlite3"}
    code = "import sys\nfrom lalaflash.cli import cli\ncli(['--version'], standalone_mode=False)\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert heavy.isdisjoint(loaded)


def test_the_module_runs_like_the_command(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "lalaflash", "-C", str(write_project(tmp_path)), "check"], capture_output=True, text=True
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "no problems in 5 notes of 1 deck\n", "")
