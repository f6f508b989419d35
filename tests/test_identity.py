"""Promise 1: an edit never costs anyone their review history."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lalaflash import cloze
from lalaflash.identity import Assignment, assign
from lalaflash.lock import EMPTY, Lock, State, digest, read_lock, union, write_lock
from lalaflash.model import Deck, Deletion, ListContext, Note, NoteKind, RenderedNote, Source, Text

NOW = 1_790_000_000_000
DAY = 86_400_000
DECK = Deck("film", Source("decks/film.yaml", 1, 1), "Film", (), author="Ada")


def question(front: str, back: str, *, path: str = "cards/a.yaml", **more: object) -> RenderedNote:
    place = Source(path, 1, 1)
    note = Note(NoteKind.QUESTION, place, Text(front, place), Text(back, place), **more)  # type: ignore[arg-type]
    return RenderedNote(note, (front, back, ""), ("tag",))


def blanks(text: str, *, path: str = "cards/a.yaml", **more: object) -> RenderedNote:
    """Make a cloze of ``{{answer}}`` and ``{{c1::answer}}``, rendered as its text stands."""
    place, deletions, html, end = Source(path, 1, 1), [], "", 0
    for index, found in enumerate(re.finditer(r"\{\{(?:c([0-9]+)::)?(.*?)\}\}", text)):
        deletions.append(Deletion((int(found[1]),) if found[1] else (), found[2]))
        html += text[end : found.start()] + cloze.opening_mark(index) + found[2] + cloze.closing_mark(index)
        end = found.end()
    note = Note(NoteKind.CLOZE, place, Text(text, place), **more)  # type: ignore[arg-type]
    return RenderedNote(note, (html + text[end:], ""), (), tuple(deletions))


def item(title: str, text: str, before: tuple[str, ...] = (), *, path: str = "cards/a.yaml") -> RenderedNote:
    place = Source(path, 1, 1)
    context = ListContext(Text(title, place), tuple(Text(one, place) for one in before))
    note = Note(NoteKind.CLOZE, place, Text(text, place), context=context)
    html = "".join(before) + cloze.opening_mark(0) + text + cloze.closing_mark(0)
    return RenderedNote(note, (html, title), (), (Deletion((), text),))


def moved(rendered: RenderedNote, path: str) -> RenderedNote:
    return replace(rendered, note=replace(rendered.note, source=Source(path, 7, 3)))


def build(notes: list[RenderedNote], lock: Lock = EMPTY, now_ms: int = NOW) -> Assignment:
    return assign(DECK, notes, lock, now_ms=now_ms)


def guids(assignment: Assignment) -> list[str]:
    return [note.guid for note in assignment.notes]


def numbers(assignment: Assignment, index: int = 0) -> dict[str, int]:
    """Return the cloze number of each answer of a note."""
    found = re.findall(r"\{\{c([0-9]+)::(.*?)\}\}", assignment.notes[index].fields[0])
    return {answer: int(number) for number, answer in found}


FILM = [
    question("Who directed La La Land?", "Damien Chazelle"),
    question("Who composed the music of La La Land?", "Justin Hurwitz"),
    blanks("Filming took {{eight weeks}} in {{Los Angeles}}."),
    question("What is the name of Sebastian's club?", "Seb's"),
    blanks("Mia works at a {{coffee shop}} on the studio lot."),
]


# One edit: the same note.


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (question("Who directd La La Land?", "Chazelle"), question("Who directed La La Land?", "Chazelle")),
        (
            question("Who was the director?", "Damien Chazelle"),
            question("Which person directed La La Land?", "Damien Chazelle"),
        ),
        (question("How long did filming last?", "8 weeks"), question("How long did filming last?", "two months")),
        (question("Chemical sign of gold?", "Fe"), question("Chemical sign of gold?", "Au")),
        (blanks("It took {{eight weeks}} to film in LA."), blanks("It took {{eight weeks}} to film in {{LA}}.")),
        (blanks("It took {{eight weeks}} to film in {{LA}}."), blanks("It took {{eight weeks}} to film in LA.")),
        (blanks("Paris is the capital of {{France}}."), blanks("{{Paris}} is the capital of France.")),
        (blanks("The budget was {{30}} million."), blanks("The budget was {{about 40}} million.")),
        (blanks("They dance on {{Mulholland Drive}}."), blanks("They dance above LA on {{Mulholland Drive}}.")),
        (blanks("They dance on {{a road}}."), blanks("They dance on {{c1::a road}}.")),
        (question("犬はどこに住んでいますか", "家"), question("犬はどこに住んでいるか", "家")),
        (question("x", "y"), question("x", "z")),
        (question("x", "y", extra=Text("a", Source("f", 1, 1))), question("x", "y", hint=Text("h", Source("f", 1, 1)))),
        (item("Poem", "the woods are lovly"), item("Poem", "The woods are lovely")),
        (item("Poem", "one line"), item("The poem of the woods", "one line")),
    ],
)
@pytest.mark.parametrize("at", [0, 2, 5])
def test_an_edited_note_keeps_its_guid(old: RenderedNote, new: RenderedNote, at: int) -> None:
    before = build([*FILM[:at], old, *FILM[at:]])
    after = build([*FILM[:at], new, *FILM[at:]], before.lock, NOW + DAY)
    assert guids(after) == guids(before)
    assert not after.changes.gone
    assert not after.changes.new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (question("What is the capital of France?", "Paris"), question("What is the capital of Spain?", "Madrid")),
        (question("Chemical sign of iron?", "Fe"), question("Chemical sign of gold?", "Au")),
        (question("Who won best actress in 1994?", "Hunter"), question("Who won best actress in 1995?", "Lange")),
        (question("der Hund", "the dog"), question("die Katze", "a cat")),
        (blanks("{{Ryan Gosling}} plays {{Sebastian}}."), blanks("{{Emma Stone}} plays {{Mia}}.")),
        (blanks("The capital of France is {{Paris}}."), blanks("The capital of Spain is {{Madrid}}.")),
        (FILM[0], question("How many Oscars did the film win?", "six")),
    ],
)
def test_another_fact_in_the_same_place_is_a_new_note(old: RenderedNote, new: RenderedNote) -> None:
    before = build([*FILM[1:3], old, *FILM[3:]])
    after = build([*FILM[1:3], new, *FILM[3:]], before.lock)
    assert guids(after)[2] not in guids(before)
    assert after.changes.summary() == "1 new, 1 gone"
    assert [loss.guid for loss in after.changes.lost] == [guids(before)[2]]


def test_only_an_edited_note_is_newer_and_always_by_a_second_at_least() -> None:
    before = build(FILM)
    edited = [*FILM[:3], question("What is Sebastian's club called?", "Seb's"), FILM[4]]
    for now in (NOW + DAY, NOW, NOW - DAY):
        after = build(edited, before.lock, now)
        assert after.notes[:3] + after.notes[4:] == before.notes[:3] + before.notes[4:]
        assert after.notes[3].modified == max(now // 1000, NOW // 1000 + 1)
        assert after.notes[3].note_id == before.notes[3].note_id
        assert after.changes.summary() == "1 changed (history kept)"
        assert after.changes.changed[0].before == "What is the name of Sebastian's club?"


def test_new_tags_are_a_change() -> None:
    before = build(FILM)
    after = build([replace(FILM[0], tags=("other",)), *FILM[1:]], before.lock, NOW + DAY)
    assert after.changes.summary() == "1 changed (history kept)"
    assert after.notes[0].tags == ("other",)


# Many edits, moves, files.


def test_everything_may_be_reordered_and_moved_to_other_files() -> None:
    before = build(FILM)
    after = build([moved(note, f"cards/{index}.yaml") for index, note in enumerate(reversed(FILM))], before.lock)
    assert guids(after) == guids(before)[::-1]
    assert after.changes.summary() == "nothing changed"


def test_a_renamed_file_may_be_edited_at_once() -> None:
    before = build(FILM)
    edited = [*FILM[:2], question("How is Sebastian's own club called?", "Seb's"), *FILM[4:]]
    with_four = build([*FILM[:2], *FILM[3:]], before.lock)
    after = build([moved(note, "cards/new.yaml") for note in edited], with_four.lock)
    assert guids(after) == guids(with_four)


def test_a_file_may_be_split_and_a_note_edited_a_little() -> None:
    before = build(FILM)
    edited = blanks("Mia works in a {{coffee shop}} on the studio lot.")
    after = build([*FILM[:2], *(moved(note, "cards/b.yaml") for note in (*FILM[2:4], edited))], before.lock)
    assert guids(after) == guids(before)


def test_a_note_may_be_edited_and_moved_within_its_file() -> None:
    before = build(FILM)
    edited = question("Who was the composer of La La Land's music?", "Justin Hurwitz")
    after = build([FILM[0], *FILM[2:], edited], before.lock)
    assert guids(after) == [guids(before)[index] for index in (0, 2, 3, 4, 1)]


def test_every_note_may_be_edited_a_little_at_once() -> None:
    fronts = [f"{verb} {what} in the film?" for verb in ("Who wrote", "Who sang") for what in ("a song", "the score")]
    before = build([question(front, f"person {index}") for index, front in enumerate(fronts)])
    after = build([question(f"{front}!", f"person {index}") for index, front in enumerate(fronts)], before.lock)
    assert guids(after) == guids(before)
    assert after.changes.summary() == "4 changed (history kept)"


def test_a_note_put_before_edited_ones_does_not_shift_them() -> None:
    before = build(FILM)
    edited = [blanks("Shooting took {{eight weeks}} in {{Los Angeles}}."), question("How is the club called?", "Seb's")]
    new = question("Which film festival opened with it?", "Venice")
    after = build([*FILM[:2], new, *edited, FILM[4]], before.lock)
    assert [*guids(after)[:2], *guids(after)[3:]] == guids(before)


def test_one_of_three_near_identical_notes_may_be_edited() -> None:
    notes = [question(f"Who sings song number {name}?", "Mia") for name in ("one", "two", "six")]
    before = build(notes)
    for at in range(3):
        edited = question(notes[at].note.front.value.replace("sings", "sang"), "Mia")
        after = build([*notes[:at], edited, *notes[at + 1 :]], before.lock)
        assert guids(after) == guids(before)


def test_a_weak_match_in_place_does_not_steal_from_a_strong_one_elsewhere() -> None:
    before = build(FILM)
    new = question("Who directed the music of Whiplash?", "Damien Chazelle")
    edited = moved(question("Who directed La La Land (2016)?", "Damien Chazelle"), "cards/b.yaml")
    after = build([new, *FILM[1:], edited], before.lock)
    assert guids(after)[-1] == guids(before)[0]
    assert guids(after)[0] not in guids(before)


def test_equal_items_of_a_list_keep_their_places() -> None:
    lines = ["la", "la", "land", "la"]
    notes = [item("Song", text, tuple(lines[:index])) for index, text in enumerate(lines)]
    before = build(notes)
    assert len(set(guids(before))) == 4
    longer = ["oh", *lines]
    after = build([item("Song", text, tuple(longer[:index])) for index, text in enumerate(longer)], before.lock)
    assert guids(after)[1:] == guids(before)


def test_equal_texts_of_two_files_stay_apart() -> None:
    notes = [moved(item("Song", "la"), f"cards/{name}.yaml") for name in "ab"]
    before = build(notes)
    assert guids(build(notes[::-1], before.lock)) == guids(before)[::-1]


def test_of_edited_notes_that_begin_alike_each_keeps_its_place() -> None:
    beginning = "The hero sings on a hill " * 5
    old, new = question(f"{beginning} at dusk?", "Mia"), question(f"{beginning} at dawn?", "Mia")
    before = build([new, old], build([old]).lock, NOW + DAY)
    after = build([question(f"{beginning} {end}?", "Mia") for end in ("tonight", "today")], before.lock)
    assert guids(after) == guids(before)


def test_more_notes_than_can_be_compared_may_be_edited_and_moved_at_once() -> None:
    fronts = [f"{digest([str(index)])} and {digest(['of', str(index)])}" for index in range(1100)]
    before = build([question(front, f"answer{index}") for index, front in enumerate(fronts)])
    edited = [question(f"{front} too", f"answer{index}") for index, front in enumerate(fronts)]
    after = build(edited[::-1], before.lock)
    assert guids(after) == guids(before)[::-1]


# The author's ids.


def test_a_note_with_an_id_may_change_altogether() -> None:
    before = build([*FILM, question("Who plays Mia?", "Emma Stone", id="mia")])
    after = build([moved(question("Wie heißt der Film?", "La La Land", id="mia"), "z.yaml"), *FILM], before.lock)
    assert guids(after)[0] == guids(before)[-1]


def test_ids_that_change_places_take_their_histories_along() -> None:
    before = build([question("a one", "b", id="x"), question("c two", "d", id="y")])
    after = build([question("a one", "b", id="y"), question("c two", "d", id="x")], before.lock)
    assert guids(after) == guids(before)[::-1]


@pytest.mark.parametrize(("old", "new"), [("", "x"), ("x", ""), ("x", "y")])
def test_an_id_may_be_added_removed_or_renamed(old: str, new: str) -> None:
    before = build([*FILM, question("Who plays Mia?", "Emma Stone", id=old)])
    after = build([question("Who plays Mia?", "Emma Stone", id=new), *FILM], before.lock)
    assert sorted(guids(after)) == sorted(guids(before))
    assert after.changes.summary() == "nothing changed"


@pytest.mark.parametrize(("old", "new"), [("", "x"), ("x", "")])
def test_an_id_may_come_or_go_together_with_an_edit_in_place(old: str, new: str) -> None:
    before = build([*FILM, question("Who plays Mia?", "Emma Stone", id=old)])
    after = build([*FILM, question("Who acts as Mia?", "Emma Stone", id=new)], before.lock)
    assert guids(after) == guids(before)


def test_another_id_together_with_another_text_makes_a_new_note() -> None:
    before = build([*FILM, question("Who plays Mia?", "Emma Stone", id="x")])
    after = build([*FILM, question("Who acts as Mia?", "Emma Stone", id="y")], before.lock)
    assert guids(after)[-1] not in guids(before)


def test_a_lost_lock_gives_notes_with_ids_their_guids_even_if_edited() -> None:
    before = build([question("Who plays Mia?", "Emma Stone", id="mia")])
    assert guids(build([question("Who is Mia?", "Emma Stone", id="mia")])) == guids(before)


# What comes, goes, and comes back.


def test_a_note_that_comes_back_comes_back_to_its_history() -> None:
    before = build(FILM)
    without = build(FILM[1:], before.lock, NOW + DAY)
    assert without.changes.summary() == "1 gone"
    assert [line.state for line in without.lock.lines if line.guid == guids(before)[0]] == [State.GONE]
    assert build(FILM[1:], without.lock, NOW + DAY).changes.summary() == "nothing changed"
    after = build(FILM, without.lock, NOW + 2 * DAY)
    assert after.notes == before.notes
    assert after.changes.summary() == "1 back (history kept)"


def test_a_new_note_never_takes_the_guid_of_another() -> None:
    before = build([question("What is the old name?", "x")])
    edited = build([question("What is the new name?", "x")], before.lock)
    after = build([question("What is the old name?", "x"), question("What is the new name?", "x")], edited.lock)
    assert guids(after)[1] == guids(before)[0] != guids(after)[0]


def test_a_lost_lock_gives_unedited_notes_their_old_guids() -> None:
    assert guids(build(FILM[::-1], EMPTY, NOW + DAY)) == guids(build(FILM))[::-1]


def test_guids_are_plain_text_and_belong_to_the_deck() -> None:
    mine = guids(build(FILM))
    other = [note.guid for note in assign(replace(DECK, key="other"), FILM, EMPTY, now_ms=NOW).notes]
    assert all(re.fullmatch("[0-9a-f]{16}", guid) for guid in mine)
    assert not set(mine) & set(other)


@pytest.mark.parametrize("identifier", ["", "mia"])
def test_a_note_that_changes_its_kind_is_new_and_named_as_a_loss(identifier: str) -> None:
    before = build([*FILM[:2], blanks("The capital of France is {{Paris}}.", id=identifier)])
    after = build([*FILM[:2], question("The capital of France is what?", "Paris", id=identifier)], before.lock)
    assert after.changes.summary() == "1 new, 1 gone"
    (loss,) = after.changes.lost
    assert loss.guid == guids(before)[2]
    assert "cloze" in loss.reason
    assert "question" in loss.reason
    assert loss.source == after.changes.new[0].source


def test_a_reversed_card_that_goes_is_named_as_a_loss() -> None:
    before = build([question("Mia", "Emma Stone", reversed=True)])
    after = build([question("Mia", "Emma Stone")], before.lock)
    assert [note.ords for note in (*before.notes, *after.notes)] == [(0, 1), (0,)]
    assert "reversed" in after.changes.lost[0].reason
    assert build([question("Mia", "Emma Stone")], after.lock).changes.lost == ()


# Cloze numbers.


def test_deletions_are_numbered_in_order_around_the_authors_own_numbers() -> None:
    assert numbers(build([blanks("{{a}} {{b}} {{c}}")])) == {"a": 1, "b": 2, "c": 3}
    assert numbers(build([blanks("{{a}} {{c1::b}} {{c}} {{c3::d}} {{e}}")])) == {"a": 2, "b": 1, "c": 4, "d": 3, "e": 5}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It took {{a week}} here.", "{{It}} took {{a week}} {{here}}.", {"It": 2, "a week": 1, "here": 3}),
        ("{{one thing}} and {{a week}}", "{{a week}} and {{one thing}}", {"one thing": 1, "a week": 2}),
        ("{{eight weeks}} in {{LA}}", "{{nine weeks}} in {{LA}}", {"nine weeks": 1, "LA": 2}),
        ("{{LA}} took {{eight weeks}}", "{{about eight weeks}} in {{LA}}", {"about eight weeks": 2, "LA": 1}),
        ("the sum is {{12}} or so", "the sum is {{seven}} or so", {"seven": 1}),
        ("Paris is in {{France}} now", "{{Paris}} is in France now", {"Paris": 2}),
        ("{{c2::x}} and {{c5::y}} here", "{{x}} and {{y}} here", {"x": 2, "y": 5}),
        ("{{x}} and {{y}} here", "{{c2::x}} and {{y}} here", {"x": 2, "y": 3}),
    ],
)
def test_a_deletion_keeps_its_number(old: str, new: str, expected: dict[str, int]) -> None:
    before = build([*FILM, blanks(old)])
    after = build([*FILM, blanks(new)], before.lock)
    assert guids(after) == guids(before)
    assert numbers(after, -1) == expected


def test_a_retired_number_is_kept_for_its_answer() -> None:
    first = build([blanks("We saw {{one}}, {{two}} and {{three}} there.", id="x")])
    second = build([blanks("We saw {{one}}, two and {{three}} there.", id="x")], first.lock)
    assert "“two”" in second.changes.lost[0].reason
    third = build([blanks("We saw {{one}}, two and {{three}} over {{there}}.", id="x")], second.lock)
    assert numbers(third) == {"one": 1, "three": 3, "there": 4}
    assert third.changes.lost == ()
    fourth = build([blanks("We saw {{one}}, {{two}} and {{three}} over {{there}}.", id="x")], third.lock)
    assert numbers(fourth) == {"one": 1, "two": 2, "three": 3, "there": 4}


def test_numbers_that_anki_would_not_know_are_not_given() -> None:
    first = build([blanks("{{c500::last}} of {{some}}", id="x")])
    second = build([blanks("{{c500::last}} of {{some}} {{new}}", id="x")], first.lock)
    assert numbers(second) == {"last": 500, "some": 1, "new": 2}


def test_five_hundred_deletions_keep_their_numbers_when_reversed() -> None:
    answers = [f"answer {index:03}" for index in range(500)]
    before = build([blanks(" ".join(f"{{{{{answer}}}}}" for answer in answers), id="x")])
    after = build([blanks(" ".join(f"{{{{{answer}}}}}" for answer in reversed(answers)), id="x")], before.lock)
    assert numbers(after) == numbers(before)


# Ids of notes and cards.


def test_note_ids_follow_the_authors_order_and_end_before_now() -> None:
    before = build(FILM)
    more = [question(f"New {index}", "x", path="cards/b.yaml") for index in range(50)]
    after = build([*more, *FILM], before.lock, NOW + 20)
    own = [note.note_id for note in after.notes]
    assert own[:50] == sorted(own[:50])
    assert max(own) <= NOW + 20
    assert min(own) > 0
    assert all(note.card_ids == tuple(note.note_id + ord_ for ord_ in note.ords) for note in after.notes)


@pytest.mark.parametrize("now_ms", [1, 1000, NOW])
def test_all_ids_differ_whatever_the_clock_says(now_ms: int) -> None:
    first = build(FILM * 3, EMPTY, now_ms)
    second = build([*FILM, blanks(" ".join(f"{{{{{n}}}}}" for n in range(40))), *FILM], first.lock, now_ms)
    for built in (first, second):
        cards = [card for note in built.notes for card in note.card_ids]
        assert len(set(cards)) == len(cards)
        assert len({line.note_id for line in built.lock.lines}) == len(built.lock.lines)
        assert min(cards) > 0


def test_a_note_that_grows_does_not_move_the_cards_of_its_neighbours() -> None:
    before = build([blanks("{{x}} here", id="x"), *FILM])
    after = build([blanks(" ".join(f"{{{{{n}}}}}" for n in range(60)), id="x"), *FILM], before.lock)
    assert [note.card_ids for note in after.notes[1:]] == [note.card_ids for note in before.notes[1:]]
    cards = [card for note in after.notes for card in note.card_ids]
    assert len(set(cards)) == len(cards)


def test_branches_that_both_added_notes_merge() -> None:
    base = build(FILM)
    mine, yours = question("Mine alone", "x"), question("Somebody else's", "y")
    merged = union(build([*FILM, mine], base.lock).lock, build([*FILM, yours], base.lock).lock)
    after = build([*FILM, mine, yours], merged)
    assert after.changes.summary() == "nothing changed"
    assert guids(after)[:5] == guids(base)
    assert len({note.note_id for note in after.notes}) == 7


# Any sequence of edits.

WORDS = st.text("abcdefghij", min_size=1, max_size=5)
ENTRY = st.tuples(
    st.booleans(),
    st.lists(WORDS, min_size=1, max_size=5),
    st.lists(WORDS, min_size=1, max_size=3),
    st.sampled_from("ab"),
)
EDIT = st.tuples(
    st.sampled_from(("insert", "delete", "move", "edit", "blank")), st.integers(0, 9), st.integers(0, 9), ENTRY
)
Entry = tuple[bool, list[str], list[str], str]


def apply(entries: list[Entry], edit: tuple[str, int, int, Entry]) -> list[Entry]:
    what, at, to, new = edit
    if what == "insert" or not entries:
        return [*entries[:at], new, *entries[at:]]
    at %= len(entries)
    old, rest = entries[at], [*entries[:at], *entries[at + 1 :]]
    if what == "delete":
        return rest
    if what == "move":
        return [*rest[:to], (*old[:3], new[3]), *rest[to:]]
    words = [*old[1], *new[1][:1]] if what == "edit" else old[1]
    answers = [*new[2][:1], *old[2]] if what == "blank" else old[2]
    return [*entries[:at], (old[0], words, answers, old[3]), *entries[at + 1 :]]


def rendered(entries: list[Entry]) -> list[RenderedNote]:
    """Make notes of entries: file by file, each text once and each answer of a cloze once."""
    unique = {str((*entry[:2], [*dict.fromkeys(entry[2])])): entry for entry in entries}
    return [
        blanks(f"{' '.join(words)} {' '.join(f'{{{{{one}}}}}' for one in dict.fromkeys(answers))}", path=path)
        if is_cloze
        else question(" ".join(words), " ".join(answers), path=path)
        for is_cloze, words, answers, path in sorted(unique.values(), key=lambda entry: entry[3])
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(ENTRY, max_size=6), st.lists(st.lists(EDIT, max_size=4), min_size=1, max_size=5))
def test_histories_survive_any_sequence_of_edits(
    entries: list[Entry], builds: list[list[tuple[str, int, int, Entry]]]
) -> None:
    notes = rendered(entries)
    before = build(notes)
    for day, edits in enumerate(builds, 1):
        for edit in edits:
            entries = apply(entries, edit)
        old, notes = notes, rendered(entries)
        after = build(notes, before.lock, NOW + day)
        _check_ids(after)
        _check_unedited(old, before, notes, after)
        again = build(notes, read_lock(write_lock(after.lock), "x.lock"), NOW + day + DAY)
        assert (again.notes, again.lock) == (after.notes, after.lock)
        assert again.changes.summary() == "nothing changed"
        before = after


def _check_ids(built: Assignment) -> None:
    cards = [card for note in built.notes for card in note.card_ids]
    assert len(set(cards)) == len(cards)
    assert len(set(guids(built))) == len(built.notes)
    assert len({line.note_id for line in built.lock.lines}) == len(built.lock.lines)


def _check_unedited(
    old_notes: list[RenderedNote], before: Assignment, notes: list[RenderedNote], after: Assignment
) -> None:
    old = {
        note.note.front.value + str(note.note.back and note.note.back.value): own
        for note, own in zip(old_notes, before.notes, strict=True)
    }
    for note, own in zip(notes, after.notes, strict=True):
        was = old.get(note.note.front.value + str(note.note.back and note.note.back.value))
        if was and was.kind is own.kind:
            assert own == was
