"""Whether the front of a card gives its answer away, leaves too much open, or is too long."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lalaflash.generate.frequency import zipf
from lalaflash.generate.gaps import NUMERIC, TIMED, Kind
from lalaflash.generate.giveaways import acronym_of, gives_away
from lalaflash.generate.reject import is_balanced
from lalaflash.generate.syntax import CONTENT
from lalaflash.generate.text_cleaning import VERBATIM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

_DASHES = re.compile(r"(?<=\w)[-–](?=\w)")
LONG_FRONT = "long front"
_LONGEST_PROMPT = 36
"""Words; judges found nearly every longer sentence too much for one card."""
LONGEST_FRONT = 46
"""The same, with the context."""
LONGEST_LEANING_FRONT = 60
"""The same, where the sentence says nothing without its context."""
_FEWEST_WORDS = 3
_SHORTEST_STEM = 4
_SHARE_OF_STEM = 0.7
_PREFIX = 5
"""Letters; words that share so many are taken for relatives, as "refraction" and "refractive"."""


def flaw_of_front(
    parse: Parse,
    shown: Sequence[int],
    answer: Answer,
    prompt: str,
    *,
    topic: str,
    named: bool,
    context: str = "",
    longest: int = LONGEST_FRONT,
) -> str:
    """Why a front gives its answer away, leaves too much open or is too long, or "".

    ``shown`` are the tokens on the front other than the answer; ``prompt`` is its text with the gap,
    ``context`` what stands before it, both together at most ``longest`` words; ``named`` says that a name stands there
    in place of a pronoun.
    """
    if topic and _in_topic(parse, answer, topic):
        return "answer on the front"
    length = len(prompt.split())
    if length > _LONGEST_PROMPT or length + len(context.split()) > longest:
        return LONG_FRONT
    meaning = [i for i in shown if parse.pos[i] in CONTENT and parse.lemma[i] not in ("be", "have", "do")]
    helped = named or (bool(topic) and (answer.kind in TIMED or answer.kind in NUMERIC))
    unit = parse.lower[answer.start - 2 : answer.start] == ["measured", "in"]
    plain = answer.kind in (Kind.TERM, Kind.COUNT) and not unit and not (_is_special(parse, answer) and "[" in prompt)
    if len(meaning) + helped < _FEWEST_WORDS + plain:
        return "too little to go by"
    if not is_balanced(VERBATIM.sub("", context + prompt)):
        return "crosses a boundary"
    if _is_joined_by_dashes(parse, answer, prompt):
        return "answer on the front"
    related = answer.kind is not Kind.CODE and _given_away(parse, meaning, answer)
    given_away = related or gives_away(parse, shown, answer)
    return "answer on the front" if given_away else ""


def _is_joined_by_dashes(parse: Parse, answer: Answer, prompt: str) -> bool:
    """ "HF is weak because of the strength of the H–F bond"."""
    short = answer.end - answer.start == 1 and parse.text[answer.start].isupper() and len(parse.text[answer.start]) > 1
    return short and parse.text[answer.start] in _DASHES.sub("", prompt).split()


def _is_special(parse: Parse, answer: Answer) -> bool:
    """ "Through the afferent arteriole", "a grand jury": more words than one, which fewer things fit."""
    return answer.end - answer.start > 1 and parse.dep[answer.head] in ("nsubj", "nsubjpass", "dobj", "pobj")


def _in_topic(parse: Parse, answer: Answer, topic: str) -> bool:
    named = {word.strip("().,:;") for word in topic.lower().replace("–", " ").split()}  # "Cassini–Huygens"
    if answer.kind is Kind.PERSON and any(word.startswith(parse.lower[answer.end - 1]) for word in named):
        return True  # "Sax", where the topic is the saxophone.
    if answer.kind is Kind.CODE:
        return parse.lower[answer.start].strip("`") in named
    if answer.kind in TIMED and answer.kind is not Kind.YEAR:
        return False
    own = [parse.lower[i] for i in range(answer.start, answer.end) if parse.pos[i] in CONTENT]
    initials = "".join(word[0] for word in topic.split() if word[0].isupper())
    if acronym_of(parse, answer) in topic.split() or parse.text[answer.start : answer.end] == [initials]:
        return True  # "General Data Protection Regulation", where the topic is the GDPR
    if not own:
        return False
    if len(named) == 1 and own[0] in named and _is_binomial(parse, answer):
        return True  # "Welwitschia mirabilis", where the topic is Welwitschia
    telling = _rarest(own)
    return any(_are_related(telling, word) for word in named if len(word) > 1)


def _is_binomial(parse: Parse, answer: Answer) -> bool:
    return parse.text[answer.start][0].isupper() and parse.text[answer.end - 1].islower()


def _given_away(parse: Parse, meaning: Iterable[int], answer: Answer) -> bool:
    """Whether a word of the answer, or a near relative, stands on the front."""
    own = {parse.lemma[i] for i in range(answer.start, answer.end) if parse.pos[i] in CONTENT}
    if answer.kind in NUMERIC or answer.kind in TIMED:
        numbers = {
            parse.lower[i]
            for i in range(answer.start, answer.end)
            if parse.pos[i] == "NUM" or answer.kind is Kind.ORDINAL
        }
        return bool(numbers) and numbers <= {parse.lower[i] for i in meaning}
    shown = {parse.lemma[i] for i in meaning}
    if answer.kind is Kind.PERSON and any(word in shown or word.removesuffix("s") in shown for word in own):
        return True
    if not own:
        return False
    telling = _rarest(own)
    return any(_are_related(telling, other) for other in shown)


def _rarest(words: Iterable[str]) -> str:
    """The word that says most: the others of an answer may stand on the front."""
    return min(sorted(words), key=zipf)


def _plain(word: str) -> str:
    """Without accents and without the ending of a plural."""
    bare = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return (bare or word).removesuffix("s")


def _are_related(word: str, other: str) -> bool:
    """ "Refraction" and "refractive"; but not "transfer" and "transduction", which only begin alike."""
    one, two = sorted((_plain(word), _plain(other)), key=len)
    if one == two or (len(one) >= _SHORTEST_STEM and two.startswith(one)):
        return True  # "Moho" and "Mohorovičić"
    stem = max(_PREFIX, round(_SHARE_OF_STEM * len(one)))
    return len(one) >= stem and one[:stem] == two[:stem]
