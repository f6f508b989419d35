"""What a noun is: singular or plural, a person or a thing, and which entity it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.words import PERSON_NOUNS

if TYPE_CHECKING:
    from lalaflash.generate.syntax import Parse


def is_plural(parse: Parse, noun: int) -> bool:
    """Whether a noun is plural, by its form or because others are joined to it; "the killer whale or orca" is one."""
    if parse.tag[noun] in ("NNS", "NNPS"):
        return True
    joined = [c for c in parse.children[noun] if parse.dep[c] in ("cc", "conj")]
    two_names = parse.pos[noun] == "NOUN" and any(parse.lower[c] == "or" for c in joined)
    return any(parse.dep[c] == "conj" for c in joined) and not two_names


def kind_at(parse: Parse, i: int) -> str:
    """The kind of the entity that a token belongs to, or ""."""
    return parse.entities[parse.entity[i]][2] if parse.entity[i] >= 0 else ""


def is_person(parse: Parse, noun: int) -> bool:
    """Whether a noun names a person, by the entity recogniser or by its meaning; "the DeLorean" is none."""
    if parse.lower[noun - 1 : noun] == ["the"] and parse.tag[noun] == "NNP":
        return False
    return kind_at(parse, noun) == "PERSON" or (parse.pos[noun] == "NOUN" and parse.lemma[noun] in PERSON_NOUNS)
