"""The tokens of several facts as small integers, so that features are looked up in arrays for all facts at once.

In every array two items with code 0, for "no such token", follow each fact: so the neighbours of a fact's first and
last words need no test. Before the first fact stand the items -1 and -2, which are the last of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lalaflash.generate.syntax import Parse

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


PADDING = 2
"""How many items follow each fact's tokens."""


@dataclass(frozen=True, slots=True)
class TokenCodes:
    """Facts one after another. ``role`` is the dependency with coordination seen through: in "A and B won", B is a
    subject too.

    ``start`` has the position of each fact's first token. ``head``, ``parent`` (the head with coordination seen
    through), ``grandparent`` and ``verb`` (the nearest one above) are positions, that of the item behind the fact
    for none; ``depth`` counts the steps to the root, and ``joined`` those along a coordination; ``entity`` is the
    number of the token's entity or -1, and ``kind`` its label; ``sentence`` the number of its sentence.
    """

    start: Codes
    pos: Codes
    tag: Codes
    dep: Codes
    role: Codes
    word: Codes
    shape: Codes
    kind: Codes
    entity: Codes
    sentence: Codes
    head: Codes
    parent: Codes
    grandparent: Codes
    verb: Codes
    depth: Codes
    joined: Codes


def encode(facts: Sequence[Parse], words: Mapping[str, int]) -> TokenCodes:
    """Encode the tokens of facts; ``words`` are the codes of the words that the ranking knows."""
    start = np.cumsum([0, *(len(fact) + PADDING for fact in facts[:-1])])
    joints = [_joints(fact) for fact in facts]
    parents = [_parents(fact, joint) for fact, joint in zip(facts, joints, strict=True)]
    climbs = [_climb(fact) for fact in facts]
    parent = _places(parents, start)
    return TokenCodes(
        start=start,
        pos=_codes((fact.pos for fact in facts), POS_CODES),
        tag=_codes((fact.tag for fact in facts), TAG_CODES),
        dep=_codes((fact.dep for fact in facts), DEP_CODES),
        role=_codes(([fact.dep[j] for j in joint] for fact, joint in zip(facts, joints, strict=True)), DEP_CODES),
        word=_codes((fact.lower for fact in facts), words),
        shape=padded([SHAPE_CODES[shape_of(word)] for word in fact.text] for fact in facts),
        kind=padded(_kinds(fact) for fact in facts),
        entity=_numbers([fact.entity for fact in facts], [len(fact.entities) for fact in facts]),
        sentence=_numbers([fact.sentence for fact in facts], [len(fact.sentences) for fact in facts]),
        head=_places([fact.head for fact in facts], start),
        parent=parent,
        grandparent=parent[parent],
        verb=_places([verb for verb, _ in climbs], start),
        depth=padded(depth for _, depth in climbs),
        joined=padded([dep == "conj" for dep in fact.dep] for fact in facts),
    )


def padded(columns: Iterable[Iterable[int]], behind: int = 0) -> Codes:
    """One value a token, fact by fact, as one array with the padding behind each fact."""
    values: list[int] = []
    for column in columns:
        values += column
        values += [behind] * PADDING
    return np.array(values, dtype=np.intp)


def _places(columns: Iterable[Sequence[int]], starts: Codes) -> Codes:
    """Positions within facts as positions among all tokens; a fact's length stands for none."""
    values: list[int] = []
    for column, start in zip(columns, starts.tolist(), strict=True):
        values += [start + i for i in column]
        values += [start + len(column)] * PADDING
    return np.array(values, dtype=np.intp)


def _numbers(columns: Iterable[Sequence[int]], sizes: Iterable[int]) -> Codes:
    """Numbers counted anew in each fact as numbers counted through; -1 stays."""
    values: list[int] = []
    before = 0
    for column, size in zip(columns, sizes, strict=True):
        values += [before + i if i >= 0 else -1 for i in column]
        values += [-1] * PADDING
        before += size
    return np.array(values, dtype=np.intp)


def shape_of(word: str) -> str:
    """Classify how a word is written, one of SHAPES."""
    if word.isdigit():
        return "digits"
    if any(map(str.isdigit, word)):
        return "with digits"
    if word[:1].isupper():
        return "upper" if len(word) > 1 and word.isupper() else "capital"
    return "lower" if word.islower() else "other"


def _codes(columns: Iterable[Iterable[str]], codes: Mapping[str, int]) -> Codes:
    return padded([codes.get(name, 0) for name in names] for names in columns)


def _joints(t: Parse) -> list[int]:
    """For each token the first member of the coordination that it belongs to, or itself."""
    joints = list(range(len(t)))
    # Coordination runs from left to right, so a member's predecessor is already known; a rare backward
    # arc stays as it is.
    for i, (dep, head) in enumerate(zip(t.dep, t.head, strict=True)):
        if dep == "conj" and head < i:
            joints[i] = joints[head]
    return joints


def _parents(t: Parse, joints: list[int]) -> list[int]:
    return [t.head[j] if t.head[j] != j else len(t) for j in joints]


def _kinds(t: Parse) -> list[int]:
    labels = [KIND_CODES.get(label, 0) for _, _, label in t.entities]
    return [labels[number] if number >= 0 else 0 for number in t.entity]


def _climb(t: Parse) -> tuple[list[int], list[int]]:
    """For each token the nearest verb above it, the fact's length for none, and its distance from the root."""
    nobody = len(t)
    verb, depth = [nobody] * nobody, [-1] * nobody
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
    return verb, depth
