"""From a folder to its decks, notes and media, without ever leaving it."""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest

from lalaflash import project
from lalaflash.errors import UsageError
from lalaflash.media import MAX_BYTES, MediaFolder, package_name
from lalaflash.model import Severity, Source
from lalaflash.root import find_root

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HERE = Source("cards/a/x.yaml", 3, 5)


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write `files` below `root` and return it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def names(loaded: project.Project) -> list[str]:
    return [problem.name for problem in loaded.problems]


def fronts(loaded: project.Project) -> list[list[str]]:
    return [[note.front.value for note in deck.notes] for deck in loaded.decks]


def test_the_root_is_the_nearest_folder_with_decks(tmp_path: Path) -> None:
    write(tmp_path, {"decks/a.yaml": "name: A", "cards/deep/x.yaml": ""})
    assert find_root(tmp_path / "cards" / "deep") == tmp_path
    assert find_root(tmp_path) == tmp_path
    assert find_root(tmp_path.parent) is None


def test_notes_come_in_the_order_of_globs_then_files_then_entries(tmp_path: Path) -> None:
    files = {
        "decks/d.yaml": "name: D\ncards: [cards/z.yaml, cards/**/*.yaml]\n",
        "cards/z.yaml": "- cloze: z1\n- cloze: z2\n",
        "cards/b.yaml": "- cloze: b\n",
        "cards/a/2.yaml": "- cloze: a2\n",
        "cards/a/10.yaml": "- cloze: a10\n",
    }
    loaded = project.load(write(tmp_path, files))
    assert loaded.problems == ()
    assert fronts(loaded) == [["z1", "z2", "a10", "a2", "b"]]
    assert loaded.decks[0].card_files == project.deck_inputs(tmp_path, loaded.decks[0].deck)
    assert loaded.decks[0].notes[2].source == Source("cards/a/10.yaml", 1, 3)


def test_hidden_files_backups_and_other_files_are_no_card_files(tmp_path: Path) -> None:
    others = {
        f"cards/{name}": "?" for name in (".#a.yaml", ".git/a.yaml", "a.yaml~", "#a.yaml#", "a.png", "a.yaml.bak")
    }
    files = {
        "decks/d.yaml": "name: D\ncards: cards/**\n",
        "cards/a.yaml": "- cloze: a\n",
        "cards/b.yml": "- cloze: b\n",
    }
    loaded = project.load(write(tmp_path, {**files, **others}))
    assert (fronts(loaded), loaded.problems) == ([["a", "b"]], ())


def test_only_the_decks_asked_for_are_read(tmp_path: Path) -> None:
    root = write(tmp_path, {"decks/a.yaml": "name: A", "decks/b.yaml": "nam: B", "cards/x.yaml": "- cloze: x"})
    assert [deck.deck.key for deck in project.load(root, ["a"]).decks] == ["a"]
    assert names(project.load(root, ["a"])) == []
    assert "unknown-key" in names(project.load(root))


def test_an_unknown_deck_is_a_usage_error_with_a_suggestion(tmp_path: Path) -> None:
    root = write(tmp_path, {"decks/la-la-land.yaml": "name: A"})
    with pytest.raises(UsageError, match="did you mean `la-la-land`"):
        project.load(root, ["lalaland"])


def test_a_topic_is_the_entrys_else_the_files_else_the_decks(tmp_path: Path) -> None:
    files = {
        "decks/d.yaml": "name: D\ntopic: deck\n",
        "cards/1.yaml": "- cloze: a\n",
        "cards/2.yaml": "topic: file\ncards:\n- cloze: b\n- {cloze: c, topic: entry}\n",
    }
    (deck,) = project.load(write(tmp_path, files)).decks
    assert [note.topic and note.topic.value for note in deck.notes] == ["deck", "file", "entry"]


def test_one_run_tells_the_problems_of_all_files_each_once(tmp_path: Path) -> None:
    files = {
        "decks/a.yaml": "name: A\ncards: cards/*.yaml\n",
        "decks/b.yaml": "name: B\ncards: [cards/*.yaml, cards/none/*.yaml]\nauthr: x\n",
        "cards/1.yaml": "- cloze: x\n  id: i\n- clze: y\n",
        "cards/2.yaml": "- cloze: x\n  id: i\n",
        "cards/3.yaml": "a: {{b}} c\n",
        "lalaflash.yaml": "alow: x\n",
    }
    loaded = project.load(write(tmp_path, files))
    assert [(problem.source.path, problem.name) for problem in loaded.problems] == [
        ("cards/1.yaml", "unknown-key"),
        ("cards/2.yaml", "duplicate-content"),
        ("cards/2.yaml", "duplicate-id"),
        ("cards/3.yaml", "unquoted-braces"),
        ("decks/b.yaml", "no-match"),
        ("decks/b.yaml", "unknown-key"),
        ("lalaflash.yaml", "unknown-key"),
    ]
    assert fronts(loaded) == [["x", "x"], ["x", "x"]]


@pytest.mark.parametrize(
    ("glob", "name"),
    [
        ("../*.yaml", "outside-project"),
        ("cards/../../x.yaml", "outside-project"),
        ("/etc/*.yaml", "outside-project"),
        ("C:/x.yaml", "outside-project"),
        ("cards/none.yaml", "no-match"),
        ("cards/a**b/*.yaml", "no-match"),
        ("cards/[.yaml", "no-match"),
        (".", "no-match"),
        ("\\\\server\\x", "outside-project"),
    ],
)
def test_a_glob_that_leads_out_or_nowhere_is_told_at_its_place(tmp_path: Path, glob: str, name: str) -> None:
    root = write(tmp_path, {"decks/d.yaml": f"name: D\ncards: '{glob}'\n", "cards/x.yaml": "- cloze: x\n"})
    (problem,) = project.load(root).problems
    assert problem.source == Source("decks/d.yaml", 2, 8)
    assert problem.name in {name, "bad-glob"}


def test_a_deck_without_cards_and_a_project_without_decks_are_told(tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir()
    assert names(project.load(tmp_path)) == ["no-decks"]
    write(tmp_path, {"decks/d.yaml": "name: D\n", "cards/x.yaml": "cards:\n"})
    assert names(project.load(tmp_path)) == ["no-cards"]


def test_two_decks_of_one_package_are_told(tmp_path: Path) -> None:
    root = write(tmp_path, {"decks/a.yaml": "name: A", "decks/a.yml": "name: B", "cards/x.yaml": "- cloze: x"})
    assert names(project.load(root)) == ["same-package"]


def test_settings_and_decks_switch_warnings_off(tmp_path: Path) -> None:
    files = {"decks/d.yaml": "name: D\nallow: yes-no\n", "cards/x.yaml": "- cloze: C #\n"}
    (warning,) = project.load(write(tmp_path, files)).problems
    assert (warning.name, warning.severity) == ("swallowed-comment", Severity.WARNING)
    loaded = project.load(write(tmp_path, {"lalaflash.yaml": "allow: [swallowed-comment]\n"}))
    assert loaded.problems == ()
    assert loaded.decks[0].deck.allow == {"yes-no", "swallowed-comment"}


def test_links_inside_the_project_are_followed_and_links_out_of_it_are_not(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"x.yaml": "- cloze: secret\n"})
    root = write(tmp_path / "root", {"decks/d.yaml": "name: D\n", "shared/y.yaml": "- cloze: y\n", "cards/.keep": ""})
    (root / "cards" / "in.yaml").symlink_to(root / "shared" / "y.yaml")
    assert fronts(project.load(root)) == [["y"]]
    (root / "cards" / "again.yaml").symlink_to(root / "shared" / "y.yaml")
    (root / "cards" / "out.yaml").symlink_to(outside / "x.yaml")
    (root / "cards" / "loop.yaml").symlink_to(root / "cards" / "loop.yaml")
    (root / "decks" / "out.yaml").symlink_to(outside / "x.yaml")
    loaded = project.load(root)
    assert (names(loaded), fronts(loaded)) == (["outside-project", "outside-project"], [["y"]])


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything is readable here")
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, {"decks/d.yaml": "name: D\n", "cards/x.yaml": "- cloze: x\n"})
    (root / "cards" / "x.yaml").chmod(0)
    assert names(project.load(root)) == ["unreadable"]


def test_a_folder_with_the_name_of_a_deck_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "decks" / "d.yaml").mkdir(parents=True)
    assert names(project.load(tmp_path)) == ["unreadable"]


@pytest.mark.skipif(sys.platform != "linux", reason="such names exist on Linux only")
def test_names_that_a_terminal_would_obey_are_shown_harmless(tmp_path: Path) -> None:
    root = write(tmp_path, {"decks/d.yaml": "name: D\n"})
    for name in (b"\x1b[31m.yaml", b"\xff.yaml", b"a\nb.yaml"):
        write(root, {f"cards/{os.fsdecode(name)}": "- clze: x\n"})
    problems = project.load(root).problems
    assert len(problems) == 3
    assert all(problem.source.path.isprintable() for problem in problems)


def test_a_picture_is_found_beside_the_card_file_then_in_media(tmp_path: Path) -> None:
    root = write(tmp_path, {"cards/a/near.png": b"1", "media/near.png": b"1", "media/sub/far.mp3": b"2"})
    media = MediaFolder(root)
    resolve = media.resolver(HERE)
    near, far = resolve("near.png"), resolve("sub/far.mp3")
    assert near == "near-6b86b273ff34.png"
    assert far == "far-d4735e3a265e.mp3"
    assert media.files == {near: root / "cards/a/near.png", far: root / "media/sub/far.mp3"}
    assert media.problems == ()


def test_a_reference_may_be_written_as_in_a_url_or_in_another_unicode_form(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "naïve cat.png")
    media = MediaFolder(write(tmp_path, {f"media/{name}": b"1", "media/50%25.png": b"2"}))
    resolve = media.resolver(HERE)
    assert resolve("na%C3%AFve%20cat.png") == resolve("naïve cat.png") == "naïve-cat-6b86b273ff34.png"
    assert resolve("50%25.png") == "50-25-d4735e3a265e.png"


def test_a_file_used_many_times_is_read_once(tmp_path: Path) -> None:
    root = write(tmp_path, {"media/a.png": b"1"})
    media = MediaFolder(root)
    first = media.resolver(HERE)("a.png")
    (root / "media/a.png").unlink()
    assert media.resolver(HERE._replace(line=9))("a.png") == first


@pytest.mark.parametrize(
    ("reference", "name", "words"),
    [
        ("cat.pgn", "missing-media", "did you mean `cat.png`?"),
        ("CAT.PNG", "missing-media", "did you mean `cat.png`?"),
        ("xyz.jpg", "missing-media", "beside the card file or in media/"),
        ("sub", "missing-media", "a folder"),
        ("", "missing-media", "a folder"),
        ("a%00b", "missing-media", "no file"),
        ("x/" * 3000, "missing-media", "no file"),
        ("../../../secret.png", "outside-project", "leads out"),
        ("/etc/passwd", "outside-project", "leads out"),
        ("link.png", "outside-project", "leads out"),
        ("huge.png", "media-too-large", "100 MB"),
        ("nothing.png", "missing-media", "an empty file"),
    ],
)
def test_a_reference_that_leads_to_no_usable_file_is_told(
    tmp_path: Path, reference: str, name: str, words: str
) -> None:
    root = write(
        tmp_path / "root",
        {"media/cat.png": b"1", "media/sub/x.png": b"1", "media/nothing.png": b"", "cards/a/x.yaml": b""},
    )
    write(tmp_path, {"secret.png": b"1"})
    (root / "media" / "link.png").symlink_to(tmp_path / "secret.png")
    with (root / "media" / "huge.png").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    media = MediaFolder(root)
    for _ in range(2):
        assert media.resolver(HERE)(reference) is None
    (problem,) = media.problems
    assert (problem.source, problem.name) == (HERE, name)
    assert words in problem.message
    assert media.files == {}


def test_two_different_files_of_one_name_are_told_and_equal_ones_are_one(tmp_path: Path) -> None:
    root = write(tmp_path, {"cards/a/x.png": b"1", "cards/b/x.png": b"2", "cards/c/x.png": b"1"})
    media = MediaFolder(root)
    first = media.resolver(HERE)("x.png")
    assert media.resolver(Source("cards/c/x.yaml", 1, 1))("x.png") == first
    assert not media.problems
    assert media.resolver(Source("cards/b/x.yaml", 1, 1))("x.png") is None
    (problem,) = media.problems
    assert (problem.name, problem.source.path) == ("media-name-clash", "cards/b/x.yaml")
    assert "cards/a/x.png" in problem.message


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("My cat (2).JPG", "My-cat-2-0123456789ab.JPG"),
        ("日本.png", "日本-0123456789ab.png"),
        ("_x'\"<>.png", "x-0123456789ab.png"),
        ("noending", "noending-0123456789ab"),
        (".png", "png-0123456789ab"),
        ("---.png", "file-0123456789ab.png"),
    ],
)
def test_the_name_inside_a_package_is_safe_everywhere(base: str, expected: str) -> None:
    assert package_name(base, "0123456789abcdef") == expected


def test_the_name_inside_a_package_is_as_short_as_anki_wants_it() -> None:
    assert len(package_name("本" * 80 + "." + "語" * 80, "0" * 64).encode()) <= 120
