"""Take from a mapping what its keys want, and tell what is there instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lalaflash.advice_names import ADVICE
from lalaflash.model import Problem, Source, Text
from lalaflash.readers.yaml_values import Broken, Items, Mapping, Value
from lalaflash.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection

TRUE = frozenset({"true", "yes", "on"})
FALSE = frozenset({"false", "no", "off"})
_SPACE = re.compile(r"\s")
MAX_TAG = 200
# Parts between `::` are not empty. Also for the schema, so in what Python and JavaScript have in common.
TAG_PATTERN = r"^(?!::)(?!.*::::)(?!.*::$)\S+$"
_TAG = re.compile(TAG_PATTERN)


def check_keys(mapping: Mapping, known: Collection[str], where: str, problems: list[Problem]) -> bool:
    """Tell the keys that are not `known` in `where` (such as ``an entry``); True where there are none."""
    unknown = [key for key in mapping.values if key not in known]
    for key in unknown:
        guess = did_you_mean(key, known) or f" (it can have: {', '.join(known)})"
        message = f"unknown key `{key[:60]}` in {where}{guess}"
        problems.append(Problem(mapping.key_source(key), "unknown-key", message))
    return not unknown


def wrong_type(value: Value, key: str, wants: str, problems: list[Problem]) -> None:
    """Tell that `key` wants something else; nothing where the value has a problem of its own."""
    if isinstance(value, Broken):
        return
    message = f"`{key}` wants {wants}, and this is {_kind(value)}"
    problems.append(Problem(value.source, "wrong-type", message))


def _kind(value: Value) -> str:
    if isinstance(value, Text):
        return f"the text `{value.value[:40]}`" if value.value else "empty"
    return "a list" if isinstance(value, Items) else "a mapping"


def text_of(mapping: Mapping, key: str, problems: list[Problem]) -> Text | None:
    """Return the text of `key`; None where it is absent, or empty or no text (which is told)."""
    value = mapping.values.get(key)
    return None if value is None else _text(value, key, problems)


def _text(value: Value, key: str, problems: list[Problem]) -> Text | None:
    if not isinstance(value, Text):
        wants = "text: if this is one, put it in quotes"
        wrong_type(value, key, wants, problems)
        return None
    if not value.value or value.value.isspace():
        message = f"`{key}` is empty: write its text, or remove the key (a text that begins with # needs quotes)"
        problems.append(Problem(value.source, "empty-text", message))
        return None
    return value


def texts_of(mapping: Mapping, key: str, problems: list[Problem]) -> tuple[Text, ...] | None:
    """Return a list of texts without the broken ones, which are told; None where there is no list."""
    value = mapping.values.get(key)
    if isinstance(value, Items):
        return tuple(text for item in value.items if (text := _text(item, f"an item of {key}", problems)))
    if value is not None:
        wrong_type(value, key, "a list of texts", problems)
    return None


def flag_of(mapping: Mapping, key: str, problems: list[Problem]) -> bool:
    """Return a truth value; False where the key is absent or wrong (which is told)."""
    value = mapping.values.get(key)
    if value is None:
        return False
    word = value.value.strip().lower() if isinstance(value, Text) else ""
    if word not in TRUE and word not in FALSE:
        wrong_type(value, key, "`true` or `false`", problems)
    return word in TRUE


def number_of(mapping: Mapping, key: str, default: int, maximum: int, problems: list[Problem]) -> int:
    """Return a whole number from 0 to `maximum`."""
    value = mapping.values.get(key)
    if value is None:
        return default
    digits = value.value if isinstance(value, Text) else ""
    if digits.isascii() and digits.isdigit() and len(digits) <= len(str(maximum)) and int(digits) <= maximum:
        return int(digits)
    wrong_type(value, key, f"a whole number from 0 to {maximum}", problems)
    return default


def words_of(mapping: Mapping, key: str, problems: list[Problem]) -> list[Text]:
    """Return the texts under `key`: a list, or one text in its place; none where the key is absent."""
    value = mapping.values.get(key)
    if value is None:
        return []
    if not isinstance(value, Items | Text):
        wrong_type(value, key, f"a list, such as `{key}: [one, two]`", problems)
        return []
    found = value.items if isinstance(value, Items) else (value,)
    return [text for item in found if (text := _text(item, key, problems))]


def tags_of(mapping: Mapping, key: str, problems: list[Problem]) -> tuple[str, ...]:
    """Return the good tags under `key`: a list, or one tag."""
    return tuple([tag.value for tag in words_of(mapping, key, problems) if _is_good_tag(tag, problems)])


def is_tag(word: str) -> bool:
    """Whether a word can be a tag."""
    return len(word) <= MAX_TAG and bool(_TAG.fullmatch(word))


def _is_good_tag(tag: Text, problems: list[Problem]) -> bool:
    if is_tag(tag.value):
        return True
    if _SPACE.search(tag.value):
        words = tag.value.replace(",", " ").split()
        message = (
            f"a tag has no spaces: write `{'-'.join(words)[:60]}`, or `[{', '.join(words)[:60]}]` for several tags"
        )
        problems.append(Problem(tag.source, "tag-with-space", message))
    else:
        message = f"a tag wants a word on both sides of `::`, and {MAX_TAG} characters at most"
        problems.append(Problem(tag.source, "bad-tag", message))
    return False


def allowed_of(mapping: Mapping, key: str, problems: list[Problem]) -> frozenset[str]:
    """Return the names of warnings under `key`: a list, or one name."""
    names = words_of(mapping, key, problems)
    for name in names:
        if name.value not in ADVICE:
            guess = did_you_mean(name.value, ADVICE) or f" (there are: {', '.join(ADVICE)})"
            problems.append(
                Problem(name.source, "unknown-warning", f"no warning has the name `{name.value[:60]}`{guess}")
            )
    return frozenset(name.value for name in names if name.value in ADVICE)


def missing(source: Source, message: str) -> Problem:
    """Return the problem that a text is not there at all."""
    return Problem(source, "missing-text", message)
