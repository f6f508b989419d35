"""JSON Schemas of the files, from the readers' own tables of keys, so that editors complete and underline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from lalaflash.advice_names import ADVICE
from lalaflash.model import CardOrder
from lalaflash.readers.cards import MAX_ID, MAX_ITEMS, MIN_ITEMS
from lalaflash.readers.decks import MAX_NAME
from lalaflash.readers.keys import CARD_FILE_KEYS, DECK_KEYS, ENTRY_KEYS, FORMS, MAX_NUMBER, OPTION_KEYS, Key, Wants
from lalaflash.readers.shape import FALSE, MAX_TAG, TAG_PATTERN, TRUE

if TYPE_CHECKING:
    from collections.abc import Mapping

Schema: TypeAlias = dict[str, Any]

# What editors support best.
_DIALECT = "http://json-schema.org/draft-07/schema#"

# An editor sees numbers and truth values where lalaflash sees the text that was typed. Null is left out, so that
# a key without a value is underlined; the word itself can be quoted.
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_TEXT: Schema = {**_SCALAR, "pattern": r"\S"}
_TAG: Schema = {**_SCALAR, "pattern": TAG_PATTERN, "maxLength": MAX_TAG}
_WARNING: Schema = {"oneOf": [{"const": name, "description": meaning} for name, meaning in ADVICE.items()]}

_VALUES: dict[Wants, Schema] = {
    Wants.TEXT: _TEXT,
    Wants.FLAG: {"enum": [True, False, *sorted(TRUE | FALSE)]},
    Wants.TAGS: {"anyOf": [{"type": "array", "items": _TAG}, _TAG]},
    Wants.WARNINGS: {"anyOf": [{"type": "array", "items": _WARNING}, _WARNING]},
    Wants.TEXTS: {"type": "array", "items": _TEXT, "minItems": MIN_ITEMS, "maxItems": MAX_ITEMS},
    Wants.GLOBS: {"anyOf": [{"type": "array", "items": _TEXT}, _TEXT]},
    Wants.NUMBER: {"type": "integer", "minimum": 0, "maximum": MAX_NUMBER},
    Wants.ORDER: {"enum": [order.value for order in CardOrder]},
    Wants.ENTRIES: {"type": ["array", "null"], "items": {"$ref": "#/definitions/entry"}},
    Wants.OPTIONS: {"$ref": "#/definitions/options"},
}

_SNIPPETS = [
    {"label": "cloze", "description": "a sentence with gaps", "body": {"cloze": "$1"}},
    {"label": "question", "description": "a question and its answer", "body": {"question": "$1", "answer": "$2"}},
    {"label": "fact", "description": "a fact to make cards of", "body": {"fact": "$1"}},
    {"label": "list", "description": "an ordered list", "body": {"title": "$1", "list": ["$2", "$3"]}},
]


def card_schema() -> Schema:
    """Return the JSON Schema of card files."""
    entries = _VALUES[Wants.ENTRIES]
    return {
        "$schema": _DIALECT,
        "title": "lalaflash card file",
        "description": "A list of entries, or `cards:` with that list beside what holds for all of them.",
        "oneOf": [{**_object(CARD_FILE_KEYS), "required": ["cards"]}, {**entries, "type": "array"}],
        "definitions": {"entry": _entry()},
    }


def deck_schema() -> Schema:
    """Return the JSON Schema of deck files."""
    deck = _object(DECK_KEYS)
    deck["properties"]["name"]["maxLength"] = MAX_NAME
    return {
        "$schema": _DIALECT,
        "title": "lalaflash deck file",
        **deck,
        "required": ["name"],
        "definitions": {"options": _object(OPTION_KEYS)},
    }


def _entry() -> Schema:
    """Return the schema of one entry: exactly one of the forms, with all of its keys."""
    forms = list(FORMS.values())
    entry = _object(ENTRY_KEYS)
    entry["properties"]["id"] |= {"pattern": r"^\S+$", "maxLength": MAX_ID}
    return {
        "description": "One fact: `cloze`, or `question` and `answer`, or `title` and `list`, or `fact`.",
        **entry,
        "oneOf": [{"required": [keys[0]]} for keys in forms],
        "dependencies": {
            **{key: [other for other in keys if other != key] for keys in forms for key in keys if len(keys) > 1},
            "reversed": ["question"],
        },
        "defaultSnippets": _SNIPPETS,
    }


def _object(keys: Mapping[str, Key]) -> Schema:
    properties = {name: _value(key) for name, key in keys.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _value(key: Key) -> Schema:
    example = {"examples": [key.example]} if key.example and key.wants is Wants.TEXT else {}
    return {"description": key.meaning, **_VALUES[key.wants], **example}
