"""The exceptions that end a run, each with its exit code and the one line that the user reads."""

from __future__ import annotations

# What shells say of a program that Ctrl-C ended.
INTERRUPTED = 130


class LalaflashError(Exception):
    """Something that the user did or met; printed as one line, without a traceback."""

    exit_code = 1


class UsageError(LalaflashError):
    """The command was called with something that does not exist or does not fit."""

    exit_code = 2


class ProjectError(LalaflashError):
    """The project's files cannot be used as they are."""


class LockError(ProjectError):
    """A lock file cannot be read."""


class WriteError(LalaflashError):
    """A file could not be written; what stood there before is untouched."""
