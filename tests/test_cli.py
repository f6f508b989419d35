"""The command line: what it prints, and what it exits with."""

from __future__ import annotations

import json
import os
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


def test_a_problem_stays_on_one_line_whatever_an_author_typed(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"cards/bad.yaml": '- "an\\nswer\u202e\U0001f469\u200d\U0001f52c": x\n'})
    line, _ = lalaflash(root, "check").stdout.splitlines()
    assert "`an swer?\U0001f469\u200d\U0001f52c`" in line


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_are_left_out_where_they_are_not_wanted(tmp_path: Path, environment: dict[str, str]) -> None:
    command = ["-C", str(write_project(tmp_path)), "check"]
    assert "\x1b[" in CliRunner(env={"TERM": "xterm", "NO_COLOR": None}).invoke(cli, command, color=True).stdout
    plain = CliRunner(env={"TERM": "xterm", "NO_COLOR": None, **environment}).invoke(cli, command, color=True)
    assert plain.stdout == "no problems in 5 notes of 1 deck\n"


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


@pytest.mark.parametrize("name", ["../x", ".hidden", "a b", "", "-x/y", "x" * 200, "CON", "lpt1.x", "birds."])
def test_new_refuses_a_name_that_cannot_be_a_file(tmp_path: Path, name: str) -> None:
    result = lalaflash(tmp_path, "new", "--", name)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_new_never_overwrites(tmp_path: Path) -> None:
    lalaflash(tmp_path, "new", "owls")
    assert lalaflash(tmp_path, "new", "owls").exit_code == 2
    assert lalaflash(tmp_path / "owls", "new", "owls").exit_code == 2


@pytest.mark.parametrize("time", ["soon", "", "0", "-1", "²", "99999999999999999999"])
def test_a_time_that_is_no_number_of_seconds_is_refused(tmp_path: Path, time: str) -> None:
    result = CliRunner(env={"SOURCE_DATE_EPOCH": time}).invoke(cli, ["-C", str(write_project(tmp_path)), "build"])
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


def program(root: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Start lalaflash as users do, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "lalaflash", "-C", str(root), *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_terminal_that_does_not_know_every_letter_is_served(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"cards/bad.yaml": "- \U0001f3ac: x\n"})
    printed, errors = program(root, "check", PYTHONIOENCODING="cp1252").communicate()
    assert "unknown key `\\U0001f3ac`" in printed
    assert errors == ""
    printed, _ = program(root, "check", "--json", PYTHONIOENCODING="cp1252").communicate()
    assert "`\U0001f3ac`" in json.loads(printed)["problems"][0]["message"]


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, command: str) -> None:
    running = program(write_project(tmp_path), command)
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert running.stderr.read() == ""
    running.stderr.close()
    running.wait()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110
def test_a_disk_that_is_full_behind_stdout_is_one_line(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        command = [sys.executable, "-m", "lalaflash", "-C", str(write_project(tmp_path)), "check"]
        buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=buffered)
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert run.stderr.startswith("Error: ")


INTERRUPTED_CHECK = """
import signal, sys
from lalaflash import project
project.load = lambda *_: signal.raise_signal(signal.SIGINT)
from lalaflash.__main__ import main
sys.argv = ["lalaflash", "-C", sys.argv[1], "check"]
main()
"""


def test_ctrl_c_ends_with_130_and_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-c", INTERRUPTED_CHECK, str(write_project(tmp_path))]
    run = subprocess.run(command, capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder that someone stands in")
def test_a_folder_that_is_gone_is_one_line(tmp_path: Path) -> None:
    code = (
        "import os, sys; os.rmdir(os.getcwd()); from lalaflash.__main__ import main; sys.argv = ['', 'check']; main()"
    )
    (tmp_path / "gone").mkdir()
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "gone", capture_output=True, text=True)
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
