"""Opening a file at a line in the learner's own editor."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from lalaflash.errors import LalaflashError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_FALLBACK: Final = "vi"
# How editors want to be told the line. Most terminal editors understand vi's way.
_COLON: Final = frozenset(("subl", "hx", "helix", "zed", "micro"))
_GOTO: Final = frozenset(("code", "code-insiders", "codium", "cursor", "windsurf"))
_WAITS: Final = dict.fromkeys(("subl", "zed", *_GOTO), "--wait")  # else they return at once


def editor_command(environment: Mapping[str, str], path: Path, line: int) -> list[str]:
    """Return the command that opens ``path`` at ``line`` and ends when the learner is done.

    VISUAL goes before EDITOR; raises LalaflashError where its quotes don't match.
    """
    chosen = environment.get("VISUAL") or environment.get("EDITOR") or _FALLBACK
    try:
        command = shlex.split(chosen) or [_FALLBACK]
    except ValueError as error:
        raise LalaflashError(f"your editor is set to {chosen!r}, whose quotes don't match") from error
    name = PurePath(command[0]).stem.casefold()
    if name in _WAITS and not {"-w", "--wait"} & set(command):
        command.append(_WAITS[name])
    if name in _GOTO:
        return [*command, "--goto", f"{path}:{line}"]
    return [*command, f"{path}:{line}"] if name in _COLON else [*command, f"+{line}", str(path)]


def run_editor(command: Sequence[str]) -> None:
    """Run an editor until it is closed; raises LalaflashError if it can't be started or fails."""
    try:
        code = subprocess.run(command, check=False).returncode  # noqa: S603 (the learner's own editor)
    except OSError as error:
        raise LalaflashError(
            f"the editor {command[0]!r} can't be started ({error.strerror}); set EDITOR to one that can"
        ) from error
    if code:
        raise LalaflashError(f"the editor {command[0]!r} ended with code {code}")
