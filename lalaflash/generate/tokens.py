"""The parts of a parsed fact that the generator reads over and over, as plain lists.

Each token is asked once here, instead of in every inner loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Tokens:
    """One fact; every list has one item a token, and positions are token indexes.

    ``head`` of a root is the root itself; ``left`` and ``right`` are the first and last token of the subtree;
    ``children`` are in reading order; ``common`` marks function words and their like; ``sentence`` is the number
    of the sentence, from 0; ``entities`` are (start, end, kind) and ``sentences`` (start, end), the end exclusive.
    """

    text: list[str]
    lower: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    common: list[bool]
    head: list[int]
    left: list[int]
    right: list[int]
    children: list[list[int]]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    entities: list[tuple[int, int, str]]

    def __len__(self) -> int:
        """How many tokens the fact has."""
        return len(self.text)


def read_tokens(doc: Doc) -> Tokens:
    """Read what the generator needs from a tagged and parsed text."""
    head = [token.head.i for token in doc]
    children: list[list[int]] = [[] for _ in head]
    for i, parent in enumerate(head):
        if parent != i:
            children[parent].append(i)
    sentences = [(sent.start, sent.end) for sent in doc.sents]
    text = [token.text for token in doc]
    return Tokens(
        text=text,
        lower=[word.lower() for word in text],
        pos=[token.pos_ for token in doc],
        tag=[token.tag_ for token in doc],
        dep=[token.dep_ for token in doc],
        common=[token.is_stop for token in doc],
        head=head,
        left=[token.left_edge.i for token in doc],
        right=[token.right_edge.i for token in doc],
        children=children,
        sentence=[number for number, (start, end) in enumerate(sentences) for _ in range(start, end)],
        sentences=sentences,
        entities=[(entity.start, entity.end, entity.label_) for entity in doc.ents],
    )
