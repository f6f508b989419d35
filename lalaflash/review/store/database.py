"""The progress database: one class owns the connection, its transactions and the words for what can go wrong.

Changes go through a write-ahead log that is on the disk when a transaction returns (``synchronous = FULL``): one wait
for the disk an answer, and readers are not held up. Where a file system knows no such log, SQLite keeps its older
journal, which is as safe.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from lalaflash.errors import WriteError
from lalaflash.files import replacement
from lalaflash.review.store.header import (
    APPLICATION_ID,
    ELSEWHERE,
    StoreError,
    damaged,
    damaged_cache,
    displaced,
    foreign,
    refuse_misfits,
    too_new,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Migration = Callable[[sqlite3.Connection], None]

_FOLDER = Path(__file__).parent
_PATIENCE_MS = 3_000  # how long to wait for another process that is writing
_CHECKED_BYTES = 4_000_000  # a file up to this size is checked whole when it is opened; that takes milliseconds

# In KiB, negative as SQLite has it. What a sitting walks through; and a million entries with their indexes, which come
# in an order of their own and would else be written and read back many times.
_CACHE = -32_000
_LARGE_CACHE = -512_000

_PRIMARY = 0xFF  # the lower byte of SQLite's extended result codes
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_SHUT = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_SAFE = "what was recorded before is safe"
_REASONS = {
    sqlite3.SQLITE_BUSY: f"another lalaflash is busy writing: try again when it is done; {_SAFE}",
    sqlite3.SQLITE_LOCKED: f"another lalaflash is busy writing: try again when it is done; {_SAFE}",
    sqlite3.SQLITE_FULL: f"the disk is full: make room, then go on; {_SAFE}",
    sqlite3.SQLITE_READONLY: "cannot be written: make the file and its folder writable",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: make its folder writable",
    sqlite3.SQLITE_PERM: "cannot be written: make the file and its folder writable",
    sqlite3.SQLITE_AUTH: "cannot be opened: access is denied",
    sqlite3.SQLITE_IOERR: f"the disk reports an error; {_SAFE}",
}


def create_schema(connection: sqlite3.Connection) -> None:
    """Make version 1 out of an empty database."""
    _run(connection, "schema.sql")
    connection.execute("INSERT INTO identity VALUES (1, lower(hex(randomblob(16))))")


def tell_spans_apart(connection: sqlite3.Connection) -> None:
    """Make version 2: the reviews of each card, told apart by the interval before them."""
    _run(connection, "spans.sql")


# In order; the first n of them lead to version n. A migration once released is never changed.
MIGRATIONS: tuple[Migration, ...] = (create_schema, tell_spans_apart)


class Database:
    """An open progress database; use it in a ``with`` statement."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Take over ``connection``; ``open_database`` makes one."""
        self.path = path
        self._connection = connection
        self._file = _file_at(path)
        self._cache: Path | None = None

    def __enter__(self) -> Database:
        """Return the database itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the database."""
        self.close()

    def close(self) -> None:
        """Close the database; what was recorded is on the disk already."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection to read with; raises StoreError for what SQLite meets on the disk."""
        try:
            with translated(self.path):
                yield self._connection
        except StoreError as error:
            if self._cache and isinstance(error.__cause__, sqlite3.Error):
                self._clear_of_blame(self._cache, error.__cause__)
            raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for one transaction: durable when the block ends well, as if it had not been otherwise.

        Nobody else writes meanwhile, so that what the block reads stays true until it ends.
        """
        with translated(self.path), transaction(self._connection):
            yield self._connection
            if _file_at(self.path) != self._file:  # SQLite would write on into a file that nobody finds again
                raise displaced(self.path)

    @contextlib.contextmanager
    def writing_much(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for one transaction that touches most of the database, with memory for all of it."""
        with translated(self.path):
            self._connection.execute(f"PRAGMA cache_size = {_LARGE_CACHE}")
        try:
            with self.writing() as connection:
                yield connection
        finally:
            with translated(self.path):
                self._connection.execute(f"PRAGMA cache_size = {_CACHE}")

    def attach(self, path: Path, name: str) -> None:
        """Make the cache ``path`` readable and writable beside this one, under ``name``."""
        with translated_cache(path):
            self._connection.execute(f"ATTACH ? AS {name}", (str(path),))
        self._cache = path

    def refuse_read_only(self) -> None:
        """Raise StoreError where nothing could be recorded: SQLite notices only when it is about to write."""
        if not os.access(self.path, os.W_OK):
            raise _failure(self.path, sqlite3.SQLITE_READONLY)

    def _clear_of_blame(self, cache: Path, cause: sqlite3.Error) -> None:
        """Raise what was met while reading as an error of the cache, unless it is this database's own."""
        if is_damage(cause):
            with translated(self.path):
                is_sound = self._connection.execute("PRAGMA main.quick_check(1)").fetchone() == ("ok",)
        else:
            code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
            is_sound = code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL)  # only the cache is written to meanwhile
        if is_sound:
            with translated_cache(cache):
                raise cause

    def check(self) -> None:
        """Read all of the database; raises StoreError if it is damaged. Takes a second or two for a large one."""
        with self.reading() as connection:
            if connection.execute("PRAGMA main.quick_check(1)").fetchone() != ("ok",):
                raise damaged(self.path)


def open_database(path: Path, *, migrations: Sequence[Migration] = MIGRATIONS) -> Database:
    """Open the progress database ``path``, made or brought up to date as needed.

    Raises StoreError, and leaves the file as it is, if it is damaged, newer than we are, or not ours.
    """
    refuse_misfits(path, len(migrations))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent}: cannot be made: {error.strerror or error}; mend that{ELSEWHERE}") from error
    with translated(path):
        connection = sqlite3.connect(path, timeout=_PATIENCE_MS / 1000, isolation_level=None)
        database = Database(path, connection)
        try:
            _settle(connection, path)
            _bring_up_to_date(connection, path, migrations)
            if _schema(connection) != _schema_of(migrations):
                raise damaged(path)
            if path.stat().st_size <= _CHECKED_BYTES:
                database.check()
            connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            connection.close()
            raise
    return database


@contextlib.contextmanager
def translated(path: Path, *, elsewhere: str = ELSEWHERE) -> Iterator[None]:
    """Turn what SQLite meets on the disk into a StoreError; a mistake of ours stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        code = code_of(error)
        if code in _DAMAGED:
            raise damaged(path) from error
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_DBMOVED:
            raise displaced(path) from error
        if code in _REASONS:
            raise _failure(path, code, elsewhere=elsewhere) from error
        raise
    except UnicodeDecodeError as error:  # a text of the database, or of SQLite's message about it, is garbage
        raise damaged(path) from error


@contextlib.contextmanager
def translated_cache(path: Path) -> Iterator[None]:
    """Turn what SQLite meets on the disk into a StoreError that knows that this is only a cache."""
    try:
        with translated(path, elsewhere=""):
            yield
    except StoreError as error:
        if isinstance(error.__cause__, sqlite3.Error) and is_damage(error.__cause__):
            raise damaged_cache(path) from error
        raise


def is_damage(error: sqlite3.Error) -> bool:
    """Whether ``error`` says that the file itself cannot be read as a database."""
    return code_of(error) in _DAMAGED


def _failure(path: Path, code: int, *, elsewhere: str = ELSEWHERE) -> StoreError:
    return StoreError(f"{path}: {_REASONS[code]}{elsewhere if code in _SHUT else ''}")


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code for an error."""
    # Python itself raises an OperationalError without a code, for a text that is not UTF-8.
    garbled = sqlite3.SQLITE_CORRUPT if isinstance(error, sqlite3.OperationalError) else sqlite3.SQLITE_ERROR
    code: int = getattr(error, "sqlite_errorcode", garbled)
    # The file that processes share beside the database could not grow.
    return sqlite3.SQLITE_FULL if code == sqlite3.SQLITE_IOERR_SHMSIZE else code & _PRIMARY


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another, or None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all or nothing; nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _settle(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    try:
        connection.execute("PRAGMA synchronous = FULL")  # the first to read the file
    except sqlite3.OperationalError as error:
        if code_of(error) == sqlite3.SQLITE_ERROR:  # "unsupported file format"
            raise damaged(path) from error
        raise
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute(f"PRAGMA cache_size = {_CACHE}")


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    if _version(connection, path, len(migrations)) == len(migrations):
        return
    with transaction(connection):
        version = _version(connection, path, len(migrations))  # another process may just have done it
        if 0 < version < len(migrations):
            _back_up(path, version)
        for migrate in migrations[version:]:
            migrate(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")


def _version(connection: sqlite3.Connection, path: Path, newest: int) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION_ID and (version or tables):
        raise foreign(path)
    if version > newest:
        raise too_new(path)
    return version


def _schema(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Return the tables and indexes with their columns; how their statements were typed doesn't matter."""
    return connection.execute(
        "SELECT s.type, s.name, s.tbl_name, c.name, c.type"
        " FROM sqlite_schema AS s LEFT JOIN pragma_table_xinfo(s.name) AS c ORDER BY 1, 2, c.cid"
    ).fetchall()


def _schema_of(migrations: Sequence[Migration]) -> list[tuple[str, ...]]:
    """Return the schema that the migrations make, to be compared; it takes a millisecond."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for migrate in migrations:
            migrate(connection)
        return _schema(connection)


def _back_up(path: Path, version: int) -> None:
    """Copy the database, as it was before the migration, to a file beside it that is never overwritten."""
    names = (f"{path.stem}.version-{version}{part}{path.suffix}" for part in _parts())
    target = next(target for target in map(path.with_name, names) if not target.exists())
    try:
        with (
            replacement(target) as temporary,
            contextlib.closing(sqlite3.connect(path)) as source,
            contextlib.closing(sqlite3.connect(temporary)) as copy,
        ):
            source.backup(copy)
    except WriteError as error:
        raise StoreError(f"{error}; the database was not changed, since it is backed up first") from error


def _parts() -> Iterator[str]:
    yield ""
    number = 1
    while True:
        number += 1
        yield f"-{number}"


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Execute the statements of a file of this folder, in the transaction of the caller."""
    for statement in statements((_FOLDER / script).read_text(encoding="utf-8")):
        connection.execute(statement)


def statements(script: str) -> Iterator[str]:
    """Split an SQL script at the ends of its statements."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
