"""Inline code is one word to the parser, and an answer as a whole or not at all."""

from __future__ import annotations

import pytest
from generator_parts import cards, drafted, fronts, parser
from hypothesis import given, settings
from hypothesis import strategies as st

from lalaflash.generate.parsing import parse_texts
from lalaflash.generate.syntax import span_text
from lalaflash.generate.text_cleaning import clean


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("`git add -p` lets you stage a file hunk by hunk.", "`git add -p`"),
        ("`@@` repeats the macro that was executed last.", "`@@`"),
        ("Files listed in `.gitignore` are never tracked by the program.", "`.gitignore`"),
        ("`dmesg` prints the ring buffer of the kernel.", "`dmesg`"),
    ],
)
def test_a_whole_piece_of_code_is_asked_for(text: str, code: str) -> None:
    assert drafted(text)[code] == text.replace(code, "[…]")


def test_no_gap_opens_inside_code_or_math() -> None:
    text = "The command `git rebase main` moves the commits of a branch, and $E = mc^2$ holds for every mass at rest."
    assert not {"rebase", "git", "main", "E", "mc^2", "$E = mc^2$"} & set(drafted(text))


@pytest.mark.parametrize(
    "text",
    [
        "`git commit` makes a commit of what is in the index.",
        "`cat` concatenates files and can also make a catalogue with `cat -n`.",
        "`docker run --name web --detach nginx:latest` starts a web server in the background.",
        "Signals such as `SIGKILL` end a process at once.",
    ],
)
def test_code_that_is_said_beside_it_or_long_or_an_example_is_not_asked_for(text: str) -> None:
    assert not [answer for answer in drafted(text) if "`" in answer]


def test_an_option_is_hinted_at_unless_the_sentence_calls_it_one() -> None:
    assert drafted("`-z` compresses the data during the transfer.")["`-z`"].startswith("[option] compresses")
    assert drafted("The option `--no-ff` forces a merge commit in every case.")["`--no-ff`"].startswith(
        "The option […]"
    )


def test_code_keeps_its_colons_and_braces_in_the_markup() -> None:
    text = "Use `std::map<K, V>{}` to make an empty dictionary that is sorted by its keys."
    (card,) = [card for card in cards(text) if card.answer.startswith("`std")]
    assert card.text == text.replace("`std::map<K, V>{}`", "{{c1::`std::map<K, V>{}`}}")


def test_the_parser_finds_the_verb_behind_code_that_looks_like_words() -> None:
    (parse,) = parse_texts(parser(), ["`git add -p` lets you stage a file."])
    root = next(i for i, head in enumerate(parse.head) if head == i)
    assert (parse.text[0], parse.text[root]) == ("`git add -p`", "lets")


@pytest.mark.parametrize("text", ["`a`/`b`s and (`c`), `d`-like; `e`.", "`x`", "$a$`b` ` `c` $5 and $6.", "a `` b"])
def test_code_stays_as_it_was_typed_wherever_it_stands(text: str) -> None:
    (parse,) = parse_texts(parser(), [text])
    assert span_text(parse, 0, len(parse)) == text


def test_what_is_called_the_latter_in_its_own_sentence_leans_on_no_other() -> None:
    text = "Passwords are kept in `/etc/shadow`, not in `/etc/passwd`, because the latter is readable by everybody."
    assert "`/etc/shadow`" in fronts(text)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["`", "$", "a", "B.", " ", "(", ")", "é", "5", "-", "'s", "--x", "%", "。", "\t"]), max_size=24
    )
)
def test_any_text_with_marks_of_code_and_math_comes_back_as_it_was(pieces: list[str]) -> None:
    text = clean("".join(pieces))
    (parse,) = parse_texts(parser(), [text])
    assert span_text(parse, 0, len(parse)) == text
    assert drafted(text) is not None


def test_a_program_named_in_other_code_gives_no_command_away() -> None:
    text = "`tmux ls` lists all sessions, and `tmux kill-session -t work` ends one of them."
    assert drafted(text)["`tmux ls`"].endswith(
        "[…] lists all sessions, and `tmux kill-session -t work` ends one of them."
    )


def test_a_quote_within_code_opens_no_quotation() -> None:
    text = '`Ctrl-b %` splits a pane into a left and a right half, `Ctrl-b "` into an upper and a lower one.'
    assert {"`Ctrl-b %`", '`Ctrl-b "`'} <= set(drafted(text))
