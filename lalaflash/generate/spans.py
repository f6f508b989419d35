"""The candidates of several facts as arrays of positions, and what is counted within them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lalaflash.generate.candidates import Candidate
    from lalaflash.generate.codes import Codes, TokenCodes
    from lalaflash.generate.syntax import Parse

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Spans:
    """The candidates of some facts, fact by fact, as arrays of positions among all their tokens (see ``codes``).

    ``fact`` is the number of each candidate's fact; ``texts`` are its words in lower case.
    """

    facts: Sequence[Parse]
    codes: TokenCodes
    fact: Codes
    start: Codes
    end: Codes
    head: Codes
    origin: Codes
    texts: Sequence[str]

    @cached_property
    def last(self) -> Codes:
        """The last token of each candidate."""
        return self.end - 1

    @cached_property
    def before(self) -> Codes:
        """The token before each candidate."""
        return self.start - 1

    @cached_property
    def length(self) -> Codes:
        """How many tokens each candidate has."""
        return self.end - self.start

    @cached_property
    def sentence(self) -> Codes:
        """The number of each candidate's sentence."""
        return self.codes.sentence[self.head]

    @cached_property
    def nobody(self) -> Codes:
        """The position behind each candidate's fact, which holds no token."""
        ends = self.codes.start + np.array([len(fact) for fact in self.facts])
        behind: Codes = ends[self.fact]
        return behind

    def count(self, numbers: Codes | Flags) -> Codes:
        """The sum of the numbers of each span's tokens; there may be several rows of them."""
        total = np.zeros((*numbers.shape[:-1], numbers.shape[-1] + 1), dtype=np.intp)
        np.cumsum(numbers, axis=-1, out=total[..., 1:])
        counted: Codes = total[..., self.end] - total[..., self.start]
        return counted


def span_arrays(facts: Sequence[Parse], candidates: Sequence[Sequence[Candidate]], codes: TokenCodes) -> Spans:
    """The candidates of each fact, of which there is at least one, as arrays."""
    fact = np.repeat(np.arange(len(facts)), [len(found) for found in candidates])
    start, end, head, origin = np.array([candidate for found in candidates for candidate in found]).T
    offset = codes.start[fact]
    texts = [" ".join(t.lower[c.start : c.end]) for t, found in zip(facts, candidates, strict=True) for c in found]
    return Spans(facts, codes, fact, start + offset, end + offset, head + offset, origin, texts)
