import hashlib
import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lalaflash.errors import WriteError
from lalaflash.writers import archive
from lalaflash.writers.archive import Archive
from lalaflash.writers.sqlite_file import new_database, stable_bytes

COMPRESSIBLE = b"the film was shot in eight weeks " * 1000
NOISE = hashlib.shake_256(b"noise").digest(5000)


def packed(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    writer = Archive(file)
    for name, content in members.items():
        writer.add(name, content)
    writer.close()
    return file.getvalue()


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.binary(max_size=300)))
def test_python_reads_back_what_was_added(members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(members))) as file:
        assert file.testzip() is None
        assert [name.orig_filename for name in file.infolist()] == list(members)
        assert [file.read(info) for info in file.infolist()] == list(members.values())


def test_text_is_compressed_and_noise_is_not() -> None:
    with zipfile.ZipFile(io.BytesIO(packed({"text": COMPRESSIBLE, "noise": NOISE}))) as file:
        text, noise = file.infolist()
    assert text.compress_type == zipfile.ZIP_DEFLATED
    assert text.compress_size < len(COMPRESSIBLE) / 50
    assert (noise.compress_type, noise.compress_size) == (zipfile.ZIP_STORED, len(NOISE))


def test_members_carry_no_trace_of_machine_or_day() -> None:
    with zipfile.ZipFile(io.BytesIO(packed({"a": COMPRESSIBLE}))) as file:
        (member,) = file.infolist()
    assert member.date_time == (1980, 1, 1, 0, 0, 0)
    assert (member.create_system, member.external_attr, member.extra) == (3, 0o644 << 16, b"")


def test_the_bytes_of_an_archive_are_these_everywhere() -> None:
    digest = hashlib.sha256(packed({"collection.anki2": COMPRESSIBLE, "0": NOISE, "é": b""})).hexdigest()
    assert digest == "7c9e85d4d465a0d7063efb0ba6d2f6f014789eb417dcd0999eecc8d237e69c3e"


def test_files_are_stored_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(COMPRESSIBLE * 100)
    (tmp_path / "empty.mp3").touch()
    with (tmp_path / "x.zip").open("wb") as target:
        writer = Archive(target)
        writer.add_file("0", tmp_path / "a.png")
        writer.add_file("1", tmp_path / "empty.mp3")
        writer.close()
    with zipfile.ZipFile(tmp_path / "x.zip") as file:
        assert file.testzip() is None
        assert file.read("0") == COMPRESSIBLE * 100
        assert file.read("1") == b""
        assert file.getinfo("0").compress_type == zipfile.ZIP_STORED


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"gone\.png: cannot be packed: No such file"):
        Archive(io.BytesIO()).add_file("0", tmp_path / "gone.png")


@pytest.mark.parametrize("name", ["memory", "file"])
def test_an_archive_that_outgrows_its_format_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert archive._MOST_BYTES < 2**32
    monkeypatch.setattr(archive, "_MOST_BYTES", 8000)
    (tmp_path / "film.mp4").write_bytes(NOISE)
    writer = Archive(io.BytesIO())
    writer.add_file("0", tmp_path / "film.mp4")
    with pytest.raises(WriteError, match="larger than 4 GiB"):
        writer.add("1", NOISE) if name == "memory" else writer.add_file("1", tmp_path / "film.mp4")


def test_more_members_than_a_zip_file_counts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_MEMBERS", 3)
    packed(dict.fromkeys("abc", b""))
    with pytest.raises(WriteError, match="more than 3 files"):
        packed(dict.fromkeys("abcd", b""))


def sample_database(path: Path) -> bytearray:
    """A database with everything that leaves traces: overflow pages, deleted and changed rows, an index."""
    with new_database(path) as cursor:
        cursor.executescript("CREATE TABLE t (id integer primary key, text text); CREATE INDEX i ON t (text);")
        lengths = [(number * 7919) % 3001 for number in range(400)]
        cursor.executemany(
            "INSERT INTO t VALUES (?, ?)", ((n * 37 % 401, "x" * size) for n, size in enumerate(lengths))
        )
        cursor.execute("UPDATE t SET text = 'secret' || text WHERE id % 3 = 0")
        cursor.execute("UPDATE t SET text = substr(text, 7) WHERE id % 3 = 0")
        cursor.execute("DELETE FROM t WHERE id % 5 = 0")
    return stable_bytes(path)


def test_the_bytes_of_a_database_are_these_under_every_version_of_sqlite(tmp_path: Path) -> None:
    digest = hashlib.sha256(sample_database(tmp_path / "a.db")).hexdigest()
    assert digest == "8cd0165ae4d6fd586beccba915df71981954e4473f74cba3d46409b1ebf3d0e7"


def test_nothing_that_was_deleted_is_left_in_a_database(tmp_path: Path) -> None:
    assert b"secret" not in sample_database(tmp_path / "a.db")


def test_a_database_is_sound_after_its_bytes_were_settled(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(sample_database(tmp_path / "b.db"))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*), sum(length(text)) FROM t").fetchone() == (319, 481_526)
