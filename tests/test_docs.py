"""The docs are true: what they tell to type runs, prints what they show, and every link leads somewhere.

A page is worked through from top to bottom in a folder of its own: a ``yaml`` block that begins with ``# path`` becomes
that file, ``<!-- edit path: old → new -->`` edits one, and the commands of a ``console`` block are run and must print
what stands below them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from projects import edit

from lalaflash.cli import cli

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
STEP = re.compile(
    r"^```(?P<language>console|yaml)\n(?P<body>.*?)^```$|^<!-- edit (?P<path>\S+): (?P<old>.*?) → (?P<new>.*?) -->$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)


def run(command: str, folder: Path) -> str:
    scripts = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return done.stdout


def commands_and_outputs(block: str) -> list[tuple[str, str]]:
    starts = [found.start() for found in COMMAND.finditer(block)]
    parts = [block[start:end] for start, end in pairwise([*starts, len(block)])]
    return [(command.removeprefix("$ "), output) for command, _, output in (part.partition("\n") for part in parts)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_page_prints_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    folder = tmp_path
    for step in STEP.finditer(page.read_text(encoding="utf-8")):
        if step["path"]:
            edit(folder / step["path"], step["old"], step["new"])
        elif step["language"] == "yaml":
            if named := re.match(r"# (\S+\.yaml)\n", step["body"]):
                (folder / named[1]).parent.mkdir(parents=True, exist_ok=True)
                (folder / named[1]).write_text(step["body"], encoding="utf-8")
        else:
            for command, output in commands_and_outputs(step["body"]):
                if command.startswith("cd "):
                    folder /= command.removeprefix("cd ")
                else:
                    assert run(command, folder) == output, command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for path, anchor in LINK.findall(prose):
        target = page.parent / path if path else page
        assert target.exists(), path
        if anchor:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in PAGES[1:]:
        assert f"(docs/{page.name})" in readme


def test_every_command_stands_in_the_reference_with_its_help() -> None:
    reference = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in cli.list_commands(None):  # type: ignore[arg-type]
        assert f"$ lalaflash {name} --help\n" in reference


def test_the_two_commands_stand_at_the_top_of_the_readme() -> None:
    top = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:10]
    assert any(line.startswith("make ") for line in top)
    assert any(line.startswith("make test") for line in top)
