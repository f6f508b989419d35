"""Measure ``lalaflash generate``: its cost as a ratio to spaCy alone, what a second process gains, and its memory.

The texts are those of ``tests/judged``, repeated with other years, so that no fact occurs twice; or a text of yours.
spaCy alone means ``nlp.pipe`` of the model as it is loaded by default. Both read the same facts, a block in turn, so
that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import spacy

from lalaflash.generate import engine
from lalaflash.generate.cards import GenerateOptions
from lalaflash.generate.nlp import find_model
from lalaflash.generate.text_cleaning import clean
from lalaflash.readers.prose import linked, read_prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lalaflash.readers.prose import Fact

_TEXTS = Path(__file__).parent.parent / "tests" / "judged"
_BLOCK = 256
_YEAR = re.compile(r"\b1[0-9]{3}\b")


def main() -> None:
    options = _options()
    given = options.text.read_text(encoding="utf-8") if options.text else ""
    facts = linked(list(read_prose(given or _sample(options.facts), "sample.txt")))
    print(f"{len(facts):,} facts, {sum(len(fact.text.split()) for fact in facts):,} words, model {find_model()}")
    print(_ratio(facts))
    print(_scaling(facts, options.rounds))
    print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000:.0f} MB at most in one process")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--facts", type=int, default=2000, help="how many facts to make up (2000)")
    parser.add_argument("--text", type=Path, help="a text to read instead")
    parser.add_argument("--rounds", type=int, default=3, help="how often to time the command (3)")
    return parser.parse_args()


def _sample(size: int) -> str:
    """So many facts, parted by blank lines."""
    rows = [json.loads(line) for path in sorted(_TEXTS.glob("texts-*.jsonl")) for line in path.open(encoding="utf-8")]
    base = [fact for row in rows for fact in row["text"].split("\n\n")]
    return "\n\n".join(fact for fact, _ in zip(_variants(base), range(size), strict=False))


def _variants(facts: Sequence[str]) -> Iterator[str]:
    """The facts, then those with a year again and again, each time with the year before."""
    yield from facts
    dated = [fact for fact in facts if _YEAR.search(fact)]
    for shift in range(1, 900):
        yield from (_YEAR.sub(partial(_earlier, shift), fact) for fact in dated)


def _earlier(shift: int, year: re.Match[str]) -> str:
    return str(int(year[0]) - shift)


def _ratio(facts: Sequence[Fact]) -> str:
    """Seconds of processor time for spaCy alone and for the generator, block by block."""
    bare = spacy.load(find_model())
    options = GenerateOptions()
    blocks = [facts[start : start + _BLOCK] for start in range(0, len(facts), _BLOCK)]
    list(engine.make(blocks[0], options))
    parsing = generating = 0.0
    for block in blocks:
        texts = [clean(fact.text) for fact in block]
        parsing += _seconds(lambda texts=texts: list(bare.pipe(texts)))  # type: ignore[misc]
        generating += _seconds(lambda block=block: list(engine.make(block, options)))  # type: ignore[misc]
    return f"spaCy alone {parsing:.1f} s, generator {generating:.1f} s: {generating / parsing:.2f} times"


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _scaling(facts: Sequence[Fact], rounds: int) -> str:
    """What a second process gains by the clock, beside what two separate runs gain, each of half the text.

    The latter is the floor: cores that share a memory are slower together than one of them alone. The fastest of all
    rounds counts for each, the one that other work on the machine disturbed least.
    """
    half = len(facts) // 2
    ways = ([(facts, 1)], [(facts, 2)], [(facts[:half], 1), (facts[half:], 1)])
    times = [[_clock(runs) for runs in ways] for _ in range(rounds)]
    one, two, apart = map(min, zip(*times, strict=True))
    return (
        f"--jobs 1: {one:.1f} s by the clock, --jobs 2: {two:.1f} s, {one / two:.2f} times as fast; "
        f"two runs of half the text each: {apart:.1f} s, {one / apart:.2f} times"
    )


def _clock(runs: Sequence[tuple[Sequence[Fact], int]]) -> float:
    """Seconds that commands take side by side, each with facts and a number of jobs."""
    with tempfile.TemporaryDirectory() as folder:
        commands = []
        for number, (facts, jobs) in enumerate(runs):
            text = Path(folder) / f"notes{number}.txt"
            text.write_text("\n\n".join(fact.text for fact in facts), encoding="utf-8")
            command = [sys.executable, "-m", "lalaflash", "generate", str(text), "-o", str(text.with_suffix(".yaml"))]
            commands.append([*command, "--jobs", str(jobs)])
        start = perf_counter()
        started = [subprocess.Popen(row, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for row in commands]
        ends = [process.wait() for process in started]
        if any(ends):
            raise SystemExit("a run failed")
        return perf_counter() - start


if __name__ == "__main__":
    main()
