"""A fact's tokens as small integers, so that features are looked up in arrays.

Every array has one item more than the fact has tokens: the last one, code 0, stands for "no such token".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lalaflash.generate.tokens import Tokens

Codes = NDArray[np.intp]

NONE = "-"
"""The name of code 0: no such token, or a value that the list does not know."""

# fmt: off
POS = (
    NONE, "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)
TAGS = (
    NONE, "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "HYPH", "IN", "JJ",
    "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP",
    "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``",
)
DEPS = (
    NONE, "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc",
    "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta",
    "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj",
    "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp",
)
KINDS = (
    NONE, "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG",
    "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART",
)
# fmt: on
SHAPES = (NONE, "lower", "capital", "upper", "digits", "with digits", "other")


def codes_of(names: tuple[str, ...]) -> dict[str, int]:
    """The code of each name."""
    return {name: code for code, name in enumerate(names)}


POS_CODES, TAG_CODES, DEP_CODES, KIND_CODES, SHAPE_CODES = map(codes_of, (POS, TAGS, DEPS, KINDS, SHAPES))


@dataclass(frozen=True, slots=True)
class TokenCodes:
    """One fact. ``role`` is the dependency with coordination seen through: in "A and B won", B is a subject too.

    ``parent``, ``grandparent`` and ``verb`` (the nearest one above) are positions, the last one for none;
    ``depth`` counts the steps to the root, and ``joined`` those along a coordination; ``entity`` is the number
    of the token's entity or -1, and ``kind`` its label.
    """

    pos: Codes
    tag: Codes
    dep: Codes
    role: Codes
    word: Codes
    shape: Codes
    kind: Codes
    entity: Codes
    parent: Codes
    grandparent: Codes
    verb: Codes
    depth: Codes
    joined: Codes


def encode(t: Tokens, words: Mapping[str, int]) -> TokenCodes:
    """Encode a fact's tokens; ``words`` are the codes of the words that the ranking knows."""
    joints = _joints(t)
    nobody = len(t)
    parent = [t.head[j] if t.head[j] != j else nobody for j in joints]
    entity, kind = _entities(t)
    verb, depth = _climb(t)
    return TokenCodes(
        pos=_codes(t.pos, POS_CODES),
        tag=_codes(t.tag, TAG_CODES),
        dep=_codes(t.dep, DEP_CODES),
        role=_codes((t.dep[j] for j in joints), DEP_CODES),
        word=_codes(t.lower, words),
        shape=np.array([SHAPE_CODES[shape_of(word)] for word in t.text] + [0]),
        kind=kind,
        entity=entity,
        parent=np.array([*parent, nobody]),
        grandparent=np.array([parent[p] if p < nobody else nobody for p in parent] + [nobody]),
        verb=verb,
        depth=depth,
        joined=np.array([t.dep[i] == "conj" for i in range(nobody)] + [False], dtype=np.intp),
    )


def shape_of(word: str) -> str:
    """Classify how a word is written, one of SHAPES."""
    if word.isdigit():
        return "digits"
    if any(map(str.isdigit, word)):
        return "with digits"
    if word[:1].isupper():
        return "upper" if len(word) > 1 and word.isupper() else "capital"
    return "lower" if word.islower() else "other"


def _codes(names: Iterable[str], codes: Mapping[str, int]) -> Codes:
    found = [codes.get(name, 0) for name in names]
    found.append(0)
    return np.array(found)


def _joints(t: Tokens) -> list[int]:
    """For each token the first member of the coordination that it belongs to, or itself."""
    joints = list(range(len(t)))
    # Coordination runs from left to right, so a member's predecessor is already known; a rare backward
    # arc stays as it is.
    for i, (dep, head) in enumerate(zip(t.dep, t.head, strict=True)):
        if dep == "conj" and head < i:
            joints[i] = joints[head]
    return joints


def _entities(t: Tokens) -> tuple[Codes, Codes]:
    entity = np.full(len(t) + 1, -1)
    kind = np.zeros(len(t) + 1, dtype=np.intp)
    for number, (start, end, label) in enumerate(t.entities):
        entity[start:end] = number
        kind[start:end] = KIND_CODES.get(label, 0)
    return entity, kind


def _climb(t: Tokens) -> tuple[Codes, Codes]:
    """For each token the nearest verb above it, and its distance from the root."""
    nobody = len(t)
    verb, depth = [nobody] * (nobody + 1), [-1] * (nobody + 1)
    for i in range(nobody):
        path = []
        while depth[i] < 0:
            path.append(i)
            if t.head[i] == i:
                depth[i] = 0
            i = t.head[i]
        for below in reversed(path):
            if depth[below] < 0:
                above = t.head[below]
                depth[below] = depth[above] + 1
                verb[below] = above if t.pos[above] in ("VERB", "AUX") else verb[above]
    depth[nobody] = 0
    return np.array(verb), np.array(depth)
