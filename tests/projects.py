"""Small projects for tests, and the command line run on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from lalaflash.cli import cli

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOW = 1_800_000_000

_FILES = {
    "decks/birds.yaml": "name: Birds\ntopic: Birds\n",
    "cards/birds.yaml": """\
- cloze: The {{robin}} sings in {{winter::season}}.
  tags: [song]
- question: Which bird lays its eggs in other birds' nests?
  answer: The cuckoo
- title: Three owls by size
  list: [Little owl, Barn owl, Eagle owl]
""",
}


def write_project(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a project with the deck ``birds``, and ``files`` besides or instead; returns its root."""
    for name, content in {**_FILES, **(files or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def edit(path: Path, old: str, new: str) -> None:
    """Replace the one ``old`` in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def lalaflash(root: Path, *arguments: str, now: int = NOW) -> Result:
    """Run ``lalaflash -C root …`` at the time ``now`` (seconds); a traceback fails the test."""
    result = CliRunner(env={"SOURCE_DATE_EPOCH": str(now)}).invoke(cli, ["-C", str(root), *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
