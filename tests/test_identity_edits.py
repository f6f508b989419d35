"""Promise 1 in the life of real decks: whatever is done to card files, every entry keeps its own history.

Each entry here has a key that says which fact it is; the card files do not hold it. After an edit, the note of a key
must have the guid that it had before.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml
from fact_tables import MEANINGS, NERVES, POEM, PYTHON, READINGS, SYMBOLS, WORDS, YEARS

from lalaflash import project
from lalaflash.identity import Assignment, assign
from lalaflash.lock import EMPTY, Lock, union
from lalaflash.prepare import prepare

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = 1_790_000_000_000
DAY = 86_400_000


class Entry(NamedTuple):
    """A fact's key and what the card file says; of a list, the keys of its items."""

    key: str
    body: dict[str, object]
    items: tuple[str, ...] = ()


Files = dict[str, list[Entry]]


class Built(NamedTuple):
    """A build and the guid of each key."""

    assignment: Assignment
    guids: dict[str, str]

    @property
    def lock(self) -> Lock:
        return self.assignment.lock

    def front(self, key: str) -> str:
        """Return the front of a note, with its cloze numbers."""
        return next(note.fields[0] for note in self.assignment.notes if note.guid == self.guids[key])


def build(root: Path, files: Files, lock: Lock = EMPTY, day: int = 0) -> Built:
    """Write the card files and build, as far as the notes and the lock."""
    for old in root.glob("cards/*"):
        old.unlink()
    for name, entries in {"../decks/deck.yaml": None, **files}.items():
        path = root / "cards" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = {"name": "Deck"} if entries is None else [entry.body for entry in entries]
        path.write_text(yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")
    prepared = prepare(project.load(root))
    assert not prepared.has_errors, prepared.problems
    (deck,) = prepared.decks
    assignment = assign(deck.deck, deck.notes, lock, now_ms=NOW + day * DAY)
    entries = [entry for name in sorted(files) for entry in files[name]]
    keys = [key for entry in entries for key in entry.items or (entry.key,)]
    return Built(assignment, dict(zip(keys, [note.guid for note in assignment.notes], strict=True)))


def check_histories(before: Built, after: Built) -> None:
    """See that every key that was there has its guid, and that no other key has it."""
    owners = {guid: key for key, guid in before.guids.items()}
    moved = {
        key: owners.get(guid, "a new note")
        for key, guid in after.guids.items()
        if owners.get(guid) != (key if key in before.guids else None)
    }
    assert moved == {}


def question(key: str, front: str, back: str) -> Entry:
    return Entry(key, {"question": front, "answer": back})


def cloze(key: str, text: str) -> Entry:
    return Entry(key, {"cloze": text})


def ordered(title: str, items: dict[str, str]) -> Entry:
    return Entry(title, {"title": title, "list": list(items.values())}, tuple(items))


# The decks.


def words(pattern: str) -> Files:
    return {"words.yaml": [question(en, pattern.format(en), es) for en, es in WORDS.items()]}


def products(pattern: str) -> Files:
    pairs = [(a, b) for a in range(1, 10) for b in range(1, 10)]
    return {"products.yaml": [cloze(f"{a}·{b}", pattern.format(a, b, f"{{{{{a * b}}}}}")) for a, b in pairs]}


def symbols(pattern: str) -> Files:
    """Make clozes with three gaps: name, symbol and number."""
    facts = enumerate(SYMBOLS.items(), 1)
    gaps = [(name, [f"{{{{{part}}}}}" for part in (name, symbol, number)]) for number, (name, symbol) in facts]
    return {"symbols.yaml": [cloze(name, pattern.format(*parts)) for name, parts in gaps]}


def elements(pattern: str) -> Files:
    return {"elements.yaml": [question(el, pattern.format(at), el) for at, el in enumerate(SYMBOLS, 1)]}


def years(pattern: str) -> Files:
    return {"years.yaml": [question(event, pattern.format(event), year) for event, year in YEARS.items()]}


def readings(pattern: str) -> Files:
    return {"readings.yaml": [question(kanji, pattern.format(kanji), kana) for kanji, kana in READINGS.items()]}


def meanings(pattern: str) -> Files:
    return {"meanings.yaml": [question(word, pattern.format(word), meaning) for word, meaning in MEANINGS.items()]}


def code(pattern: str) -> Files:
    return {"code.yaml": [question(it, pattern.format(it), f"```python\n{xs}\n```") for it, xs in PYTHON.items()]}


def anatomy(pattern: str) -> Files:
    nerves = [cloze(name, pattern.format(f"{{{{{name}}}}}", f"{{{{{at}}}}}")) for at, name in enumerate(NERVES, 1)]
    return {"nerves.yaml": [ordered("The cranial nerves", {f"item {name}": name for name in NERVES}), *nerves]}


def poem() -> Files:
    return {"poem.yaml": [ordered("The Road Not Taken", {line: line for line in POEM})]}


DECKS: dict[str, tuple[Callable[[str], Files], tuple[str, ...]]] = {
    "words": (words, ("What is the Spanish for “{}”?", "Spanish: {}", "{}", "¿Cómo se dice {} en español?")),
    "products": (products, ("{} × {} = {}", "{}*{}={}", "{} times {} is {}", "What is {} · {}? {}")),
    "symbols": (symbols, ("The element {} has the symbol {} and the number {}.", "{1} stands for {0}, number {2}")),
    "elements": (
        elements,
        ("Which chemical element has the atomic number {} in the periodic table?", "Name element no. {}."),
    ),
    "years": (years, ("In what year was {}?", "{}: year?", "Wann war {}?")),
    "readings": (readings, ("「{}」の読み方は何ですか", "{} の読みは？", "How is {} read?")),
    "meanings": (meanings, ("ما معنى كلمة {} بالإنجليزية؟", "{}", "What does {} mean?")),
    "code": (code, ("Which Python expression {}?", "What {}?", "Welcher Ausdruck {}?")),
    "anatomy": (anatomy, ("The {} nerve is cranial nerve number {}.", "{}: cranial nerve {}")),
}

# What is done to a file as a whole.


def as_it_is(files: Files) -> Files:
    return files


def shuffled(files: Files) -> Files:
    return {name: random.Random(5).sample(entries, len(entries)) for name, entries in files.items()}


def backwards(files: Files) -> Files:
    return {name: entries[::-1] for name, entries in files.items()}


def by_letters(files: Files) -> Files:
    return {name: sorted(entries, key=lambda entry: str(entry.body)) for name, entries in files.items()}


def split_in_three(files: Files) -> Files:
    return {f"{at}-{name}": entries[at::3] for name, entries in files.items() for at in range(3) if entries[at::3]}


def renamed(files: Files) -> Files:
    return {f"new-{name}": entries for name, entries in files.items()}


def with_each(files: Files, **keys: object) -> Files:
    return {name: [entry._replace(body={**entry.body, **keys}) for entry in entries] for name, entries in files.items()}


def with_ids(files: Files, prefix: str = "id-") -> Files:
    """Give an id to each entry that may have one, after its key, so that it does not depend on the order."""
    return {
        name: [
            entry if entry.items else entry._replace(body={"id": prefix + entry.key.replace(" ", "-"), **entry.body})
            for entry in entries
        ]
        for name, entries in files.items()
    }


REORDERED = (as_it_is, shuffled, backwards, by_letters, split_in_three, renamed)


@pytest.mark.parametrize("reorder", REORDERED)
@pytest.mark.parametrize(("deck", "version"), [(deck, at) for deck in DECKS for at in range(1, len(DECKS[deck][1]))])
def test_a_pattern_may_be_reworded_and_all_be_reordered_at_once_and_undone(
    tmp_path: Path, deck: str, version: int, reorder: Callable[[Files], Files]
) -> None:
    make, patterns = DECKS[deck]
    before = build(tmp_path, make(patterns[0]))
    after = build(tmp_path, reorder(make(patterns[version])), before.lock, 1)
    check_histories(before, after)
    check_histories(before, build(tmp_path, make(patterns[0]), after.lock, 2))


@pytest.mark.parametrize("reorder", [shuffled, split_in_three])
@pytest.mark.parametrize("deck", DECKS)
def test_a_note_may_be_put_to_every_text_while_all_are_reordered(
    tmp_path: Path, deck: str, reorder: Callable[[Files], Files]
) -> None:
    make, patterns = DECKS[deck]
    before = build(tmp_path, make(patterns[0]))
    after = build(tmp_path, reorder(make(f"{patterns[0]} (think!)")), before.lock, 1)
    check_histories(before, after)
    assert after.assignment.changes.lost == ()


@pytest.mark.parametrize("deck", DECKS)
def test_extras_tags_and_topics_may_be_set_for_all_while_all_are_shuffled(tmp_path: Path, deck: str) -> None:
    make, patterns = DECKS[deck]
    before = build(tmp_path, make(patterns[0]))
    after = build(tmp_path, shuffled(with_each(make(patterns[0]), extra="more", tags=["x"], topic="T")), before.lock, 1)
    check_histories(before, after)
    assert len(after.assignment.changes.changed) == len(before.guids)


@pytest.mark.parametrize("deck", DECKS)
def test_ids_may_be_added_renamed_and_removed(tmp_path: Path, deck: str) -> None:
    make, patterns = DECKS[deck]
    plain = make(patterns[0])
    first = build(tmp_path, plain)
    lock = first.lock
    for day, files in enumerate((with_ids(plain), shuffled(with_ids(plain, "new-")), backwards(plain)), 1):
        after = build(tmp_path, files, lock, day)
        check_histories(first, after)
        assert after.assignment.changes.summary() == "nothing changed"
        lock = after.lock


@pytest.mark.parametrize("reorder", [as_it_is, shuffled, renamed])
@pytest.mark.parametrize("deck", DECKS)
def test_ids_may_come_or_go_together_with_an_edit_of_all(
    tmp_path: Path, deck: str, reorder: Callable[[Files], Files]
) -> None:
    make, patterns = DECKS[deck]
    before = build(tmp_path, make(patterns[0]))
    with_all = build(tmp_path, reorder(with_ids(make(patterns[1]))), before.lock, 1)
    check_histories(before, with_all)
    check_histories(before, build(tmp_path, make(patterns[0]), with_all.lock, 2))


def test_ids_that_are_numbered_anew_are_named_as_losses(tmp_path: Path) -> None:
    ((name, entries),) = words("{}").items()

    def numbered(entries: list[Entry]) -> Files:
        return {name: [entry._replace(body={"id": f"w{at}", **entry.body}) for at, entry in enumerate(entries)]}

    before = build(tmp_path, numbered(entries))
    new = question("sister", "sister", "hermana")
    after = build(tmp_path, numbered([*entries[:5], new, *entries[5:]]), before.lock, 1)
    lost = after.assignment.changes.lost
    assert [loss.guid for loss in lost] == [before.guids[entry.key] for entry in entries[5:]]
    assert "its id “w5” stands at another text" in lost[0].reason
    assert lost[0].label == entries[5].key
    check_histories(before, build(tmp_path, numbered(entries), after.lock, 2))


def first_deck() -> Files:
    """Read the cards of La La Land, without their ids."""
    files = {}
    for path in sorted((Path(__file__).parents[1] / "cards/la-la-land").glob("*.yaml")):
        bodies = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["cards"]
        files[path.name] = [
            Entry(key, body, tuple(f"{key} {at}" for at in range(len(body.get("list", ())))))
            for key, body in ((body.pop("id"), body) for body in bodies)
        ]
    return files


def replaced(body: dict[str, object], old: str, new: str) -> dict[str, object]:
    def one(value: object) -> object:
        if isinstance(value, list):
            return [one(part) for part in value]
        return value.replace(old, new) if isinstance(value, str) else value

    return {key: one(value) for key, value in body.items()}


@pytest.mark.parametrize("reorder", [as_it_is, shuffled, renamed])
@pytest.mark.parametrize("words", [("film", "movie"), ("the ", "that "), ("Which", "What"), ("i", "í")])
def test_words_may_be_replaced_in_the_whole_first_deck(
    tmp_path: Path, words: tuple[str, str], reorder: Callable[[Files], Files]
) -> None:
    files = first_deck()
    edited = {
        name: [entry._replace(body=replaced(entry.body, *words)) for entry in entries]
        for name, entries in files.items()
    }
    before = build(tmp_path, files)
    after = build(tmp_path, reorder(edited), before.lock, 1)
    check_histories(before, after)
    check_histories(before, build(tmp_path, files, after.lock, 2))


@pytest.mark.parametrize("deck", ["words", "elements", "years", "readings", "meanings", "code"])
def test_questions_and_answers_may_change_places(tmp_path: Path, deck: str) -> None:
    make, patterns = DECKS[deck]
    before = build(tmp_path, make(patterns[0]))
    turned = {
        name: [question(e.key, str(e.body["answer"]), str(e.body["question"])) for e in entries]
        for name, entries in make(patterns[0]).items()
    }
    after = build(tmp_path, turned, before.lock, 1)
    check_histories(before, after)
    check_histories(before, build(tmp_path, make(patterns[0]), after.lock, 2))


# One entry among many that look like it.


@pytest.mark.parametrize("copy_first", [True, False])
@pytest.mark.parametrize("also_edited", ["", " (hm)"])
@pytest.mark.parametrize(
    ("deck", "at", "copy"),
    [
        ("words", 0, question("copy", "What is the Spanish for “sister”?", "hermana")),
        ("products", 16, cloze("copy", "2 × 19 = {{38}}")),
        ("symbols", 25, cloze("copy", "The element {{Silver}} has the symbol {{Ag}} and the number {{47}}.")),
        (
            "elements",
            25,
            question("copy", "Which chemical element has the atomic number 47 in the periodic table?", "Ag"),
        ),
        ("years", 3, question("copy", "In what year was the fall of Rome?", "476")),
        ("readings", 3, question("copy", "「丘」の読み方は何ですか", "おか")),
        ("meanings", 3, question("copy", "ما معنى كلمة مدينة بالإنجليزية؟", "city")),
    ],
)
def test_the_original_of_an_edited_copy_keeps_its_history(
    tmp_path: Path, deck: str, at: int, copy: Entry, also_edited: str, copy_first: bool
) -> None:
    make, patterns = DECKS[deck]
    before = build(tmp_path, make(patterns[0]))
    ((name, entries),) = make(patterns[0]).items()
    (front,) = {"question", "cloze"} & entries[at].body.keys()
    original = entries[at]._replace(body={**entries[at].body, front: f"{entries[at].body[front]}{also_edited}"})
    pair = [copy, original] if copy_first else [original, copy]
    after = build(tmp_path, {name: [*entries[:at], *pair, *entries[at + 1 :]]}, before.lock, 1)
    check_histories(before, after)


@pytest.mark.parametrize("elsewhere", [True, False])
@pytest.mark.parametrize(
    ("deck", "at", "other"),
    [
        ("words", 1, question("other", "What is the Spanish for “sister”?", "hermana")),
        ("words", 5, question("other", "What is the Spanish for “thief”?", "ladrón")),
        ("products", 16, cloze("other", "13 × 17 = {{221}}")),
        (
            "elements",
            25,
            question("other", "Which chemical element has the atomic number 82 in the periodic table?", "Lead"),
        ),
        ("years", 3, question("other", "In what year was the Black Death in England?", "1348")),
        ("readings", 3, question("other", "「丘」の読み方は何ですか", "おか")),
    ],
)
def test_a_similar_fact_that_takes_the_place_of_a_deleted_one_is_new(
    tmp_path: Path, deck: str, at: int, other: Entry, elsewhere: bool
) -> None:
    make, patterns = DECKS[deck]
    before = build(tmp_path, make(patterns[0]))
    ((name, entries),) = make(patterns[0]).items()
    rest = [*entries[:at], *([] if elsewhere else [other]), *entries[at + 1 :], *([other] if elsewhere else [])]
    after = build(tmp_path, {name: rest}, before.lock, 1)
    check_histories(before, after)
    assert [loss.guid for loss in after.assignment.changes.lost] == [before.guids[entries[at].key]]
    undone = build(tmp_path, {name: entries}, after.lock, 2)
    check_histories(before, undone)


# Lists.


def _poem(items: dict[str, str], title: str = "The Road Not Taken", name: str = "poem.yaml") -> Files:
    return {name: [ordered(title, items)]}


LINES = {line: line for line in POEM}
NEW_LINE = {"new": "A line that had been forgotten"}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(_poem(LINES, "Robert Frost: The Road Not Taken"), id="title edited"),
        pytest.param(_poem(LINES, "Words for Edward Thomas"), id="another title"),
        pytest.param(_poem(LINES, "Words for Edward Thomas", "frost.yaml"), id="another title and file"),
        pytest.param(_poem({**NEW_LINE, **LINES}), id="line added in front"),
        pytest.param(_poem({**dict(list(LINES.items())[:4]), **NEW_LINE, **LINES}), id="line added in the middle"),
        pytest.param(_poem({**LINES, **NEW_LINE}), id="line added at the end"),
        pytest.param(_poem({**NEW_LINE, **{k: f"{v} /" for k, v in LINES.items()}}), id="line added, all edited"),
        pytest.param(_poem({k: f"{v}!" for k, v in reversed(LINES.items())}), id="reversed and all edited"),
        pytest.param(_poem(dict([*list(LINES.items())[1:], (POEM[0], POEM[0])])), id="first line moved to the end"),
        pytest.param(_poem(dict(sorted(LINES.items())), "Frost"), id="sorted and another title"),
        pytest.param(_poem(dict(list(LINES.items())[2:])), id="two lines deleted"),
        pytest.param(
            _poem({POEM[1]: f"{POEM[1]} so", POEM[0]: f"{POEM[0]} so", **dict(list(LINES.items())[2:])}),
            id="two lines swapped, edited",
        ),
    ],
)
def test_the_lines_of_a_poem_keep_their_histories(tmp_path: Path, files: Files) -> None:
    before = build(tmp_path, poem())
    after = build(tmp_path, files, before.lock, 1)
    check_histories(before, after)
    check_histories(before, build(tmp_path, poem(), after.lock, 2))


# Gaps and kinds of one cloze, with the cards that Anki keeps by their numbers.


_BOTH = "It took {{a week}} in {{LA}}."


def _film(text: str) -> Files:
    return {"film.yaml": [cloze("film", text), question("mia", "Who plays Mia?", "Emma Stone")]}


@pytest.mark.parametrize(
    ("front", "texts"),
    [
        ("{{c3::It}} took {{c1::a week}} in {{c2::LA}}", ["{{It}} took {{a week}} in {{LA}}."]),
        ("took {{c1::a week}} {{c3::in}} {{c2::LA}}", ["It took {{a week}} {{in}} {{LA}}."]),
        ("took a week in {{c2::LA}}", ["It took a week in {{LA}}."]),
        ("took {{c1::a week}} in {{c2::LA}}", ["It took a week in {{LA}}.", _BOTH]),
        ("took {{c1::seven days}} in {{c2::L. A.}}", ["It took {{seven days}} in {{L. A.}}."]),
        ("In {{c2::LA}} it took {{c1::a week}}", ["In {{LA}} it took {{a week}}."]),
        ("{{c2::LA}}, where {{c3::Mia}} lives", ["It took {{a week}} in {{LA}}, where {{Mia}} lives."]),
        ("took {{c2::a week}} in {{c1::LA}}", ["It took {{c2::a week}} in {{c1::LA}}."]),
        (
            "took {{c2::a week}} in {{c1::LA}}",
            ["It took {{c2::a week}} in {{c1::LA}}.", "It took {{a week}} in {{LA}}."],
        ),
        (
            "took {{c1::a week}} in {{c2::LA}}",
            ["It took {{c1::a week}} in {{c1::LA}}.", "It took {{a week}} in {{LA}}."],
        ),
        ("took {{c1::a week}} in {{c2::LA}}", ["It took {{a long week}} in LA.", _BOTH]),
    ],
)
def test_a_gap_keeps_its_card(tmp_path: Path, front: str, texts: list[str]) -> None:
    first = last = build(tmp_path, _film(_BOTH))
    for day, text in enumerate(texts, 1):
        last = build(tmp_path, _film(text), last.lock, day)
        check_histories(first, last)
    assert front in last.front("film")


def test_a_note_that_changes_its_kind_back_has_its_history_back(tmp_path: Path) -> None:
    before = build(tmp_path, _film("The club is called {{Seb's}}."))
    asked = {"film.yaml": [question("film", "What is the club called?", "Seb's"), *_film("")["film.yaml"][1:]]}
    turned = build(tmp_path, asked, before.lock, 1)
    assert [loss.guid for loss in turned.assignment.changes.lost] == [before.guids["film"]]
    check_histories(before, build(tmp_path, _film("The club is called {{Seb's}}."), turned.lock, 2))


# Many small builds, and branches.


def _typed(old: str, new: str) -> list[str]:
    """List what stands there after every keystroke of replacing one text by another: back to the first difference."""
    same = next(at for at in range(len(old) + 1) if old[: at + 1] != new[: at + 1])
    return [old[:at] for at in range(len(old), same, -1)] + [new[:at] for at in range(same, len(new) + 1)]


@pytest.mark.parametrize("deck", ["words", "years", "readings", "meanings"])
def test_a_build_after_every_keystroke_keeps_the_history(tmp_path: Path, deck: str) -> None:
    make, patterns = DECKS[deck]
    ((name, entries),) = make(patterns[0]).items()
    before = last = build(tmp_path, {name: entries})
    at = len(entries) // 2
    target = f"About {make('{}')[name][at].body['question']}?"
    for day, front in enumerate(_typed(str(entries[at].body["question"]), target), 1):
        if front.strip():
            edited = question(entries[at].key, front, str(entries[at].body["answer"]))
            last = build(tmp_path, {name: [*entries[:at], edited, *entries[at + 1 :]]}, last.lock, day)
            check_histories(before, last)


def test_two_branches_that_edit_different_entries_merge(tmp_path: Path) -> None:
    ((name, entries),) = words("Spanish: {}").items()
    base = build(tmp_path, {name: entries})
    mine, yours = list(entries), list(entries)
    mine[3] = question(mine[3].key, "Spanish for a tree that grows?", "árbol")
    yours[10] = question(yours[10].key, "Spanish for the star at night?", "estrella")
    new_mine, new_yours = question("mine", "Spanish: sister", "hermana"), question("yours", "Spanish: aunt", "tía")
    merged_lock = union(
        build(tmp_path, {name: [*mine, new_mine]}, base.lock, 1).lock,
        build(tmp_path, {name: [new_yours, *yours]}, base.lock, 2).lock,
    )
    merged = [new_yours, *mine[:10], yours[10], *mine[11:], new_mine]
    after = build(tmp_path, {name: merged}, merged_lock, 3)
    check_histories(base, after)
    assert after.assignment.changes.summary() == "nothing changed"


@pytest.mark.parametrize("mine_wins", [True, False])
def test_two_branches_that_edit_one_entry_merge_whoever_wins(tmp_path: Path, mine_wins: bool) -> None:
    ((name, entries),) = words("Spanish: {}").items()
    base = build(tmp_path, {name: entries})
    versions = [
        [question("dog", "What do the Spanish call a dog?", "perro"), *entries[1:]],
        [question("dog", "Spanish for the animal that barks (dog)", "el perro"), *entries[1:]],
    ]
    locks = [build(tmp_path, {name: version}, base.lock, day).lock for day, version in enumerate(versions, 1)]
    after = build(tmp_path, {name: versions[0] if mine_wins else versions[1]}, union(*locks), 3)
    check_histories(base, after)


def test_a_branch_that_sorts_and_one_that_rewords_merge(tmp_path: Path) -> None:
    base = build(tmp_path, words("What is the Spanish for “{}”?"))
    sorted_lock = build(tmp_path, by_letters(words("What is the Spanish for “{}”?")), base.lock, 1).lock
    reworded_lock = build(tmp_path, words("Spanish: {}"), base.lock, 2).lock
    after = build(tmp_path, by_letters(words("Spanish: {}")), union(sorted_lock, reworded_lock), 3)
    check_histories(base, after)
    assert after.assignment.changes.summary() == "nothing changed"
