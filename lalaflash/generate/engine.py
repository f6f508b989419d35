"""The maker of cards that reads facts with spaCy: in this process, or in several."""

from __future__ import annotations

import gc
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from lalaflash.generate.cards import FactCards, generate
from lalaflash.generate.nlp import load_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language

    from lalaflash.generate.cards import GenerateOptions, Ranker
    from lalaflash.readers.prose import Fact

CHUNK = 256
"""Facts between two clean-ups of the parser's memory."""
SHARE = 32
"""Facts that a process is given at a time; Ctrl-C waits for those that are being read, and at the end the others do."""
_AHEAD = 3
"""Chunks that wait for each process, so that none idles and few lie in memory."""


def make(facts: Sequence[Fact], options: GenerateOptions, *, model: str = "", jobs: int = 1) -> Iterator[FactCards]:
    """Make cards of facts, one result a fact, in their order, with ``jobs`` processes.

    Raises GeneratorMissingError where spaCy or the model called ``model`` is not there.
    """
    jobs = min(jobs, -(-len(facts) // SHARE))
    if jobs > 1:
        return _make_in_processes(facts, options, model, jobs)
    return _make_here(facts, options, model)


def _make_here(facts: Iterable[Fact], options: GenerateOptions, model: str) -> Iterator[FactCards]:
    parser = load_parser(model)
    rank = _ranker(options)
    for chunk in _chunks(facts, CHUNK):
        # What the parser remembers of new words would grow with the text.
        with parser.memory_zone():
            yield from generate(chunk, parser, rank, options)


def _make_in_processes(facts: Iterable[Fact], options: GenerateOptions, model: str, jobs: int) -> Iterator[FactCards]:
    # Spawned, since a forked process may inherit a lock that another thread holds.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_ignore_interrupts)
    waiting: deque[Future[list[FactCards]]] = deque()
    try:
        for chunk in _chunks(facts, SHARE):
            waiting.append(pool.submit(_make_chunk, chunk, options, model))
            if len(waiting) > _AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _make_chunk(facts: Sequence[Fact], options: GenerateOptions, model: str) -> list[FactCards]:
    return list(_make_here(facts, options, model))


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that collects the results."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def load_parser(model: str) -> Language:
    """Load a model once a process; "" is the largest that is installed."""
    parser = load_model(model)
    # The model stays: searching it for garbage again and again took a sixtieth of the parser's time.
    gc.freeze()
    return parser


def _ranker(options: GenerateOptions) -> Ranker:
    """The fitted ranking of more spans than become drafts, since some are rejected; more still would change little."""
    from lalaflash.generate.ranking import rank

    return partial(rank, limit=4 * options.max_cards + 8)


def _chunks(facts: Iterable[Fact], size: int) -> Iterator[list[Fact]]:
    left = iter(facts)
    while chunk := list(islice(left, size)):
        yield chunk
