"""The names that a text is about: whoever has seen a few of its cards would guess them on every other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEWEST_FACTS = 3
_SMALLEST_SHARE = 0.1
"""A name that stands in so many facts, and in such a share of them, is familiar."""
_PERSON = re.compile(
    r"(?:(?:After|As|At|Before|During|For|From|In|On|When|While)\b[^.]{0,40}? )?(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b"
)
"""A pronoun that opens a fact, or follows its opening words."""
_COPULA = re.compile(r"(?:, [^.,]{3,60},| \([^)]{1,60}\))? (?:is|are|was|were)\b")
_DOES = re.compile(r" [a-z]+s (?:about|almost|an?|at|by|for|from|in|into|its|no|on|only|the|to|with)\b")
_OPENS = re.compile(r"(?:^|[.!?:][\"”’)]* )$")
"""The end of what stands in front of the first word of a sentence."""
_NEAR = 4
"""Characters in front of a word that tell whether it opens a sentence."""
_CAPITALISED = re.compile(r"(?<=[\w,;:’'\"”)] )[\"“(]?([A-Z]\w+)")
"""A word with a capital that doesn't begin a sentence."""


def tells_of_a_life(facts: Iterable[str]) -> bool:
    """Whether many facts begin with "he" or "she", or with "his" or "her", as only those about one person do."""
    openings = [bool(_PERSON.match(fact)) for fact in facts]
    return sum(openings) >= max(_FEWEST_FACTS, _SMALLEST_SHARE * len(openings))


def defined_topics(facts: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The topics of which a text says what they are or do: "Cherenkov radiation is the light …".

    Facts are (topic, text).
    """
    return frozenset(topic for topic, text in facts if topic and _defines(topic, text))


def written_topics(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Each topic with how its text writes it within a sentence, where it does: "the spleen", "colchicine", "Forth"."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for topic, text in facts:
        if topic:
            texts[topic].append(text)
    found = {topic: _most_written(topic, " ".join(own)) for topic, own in texts.items()}
    return tuple((topic, form) for topic, form in found.items() if form)


def _most_written(topic: str, text: str) -> str:
    """The most frequent form within sentences, with "the" if it mostly has an article; "" where it only opens them."""
    bare = re.escape(topic.removeprefix("The "))
    found = list(re.finditer(rf"(\b(?:[Tt]he|[Aa]n?) )?((?i:\b{bare}))(?![-’']?\w)", text))
    within = [match for match in found if not _OPENS.search(text[max(0, match.start() - _NEAR) : match.start()])]
    if not within:
        return ""
    (name, _), *_ = Counter(match[2] for match in within).most_common(1)
    articles = [match[1] for match in within if match[1]]
    if 2 * sum(bool(match[1]) for match in found) <= len(found):
        return name
    titled = 2 * articles.count("The ") > len(articles)  # "In The Prisoner"
    return f"{'The' if titled else 'the'} {name}"


def _defines(topic: str, text: str) -> bool:
    bare = topic.removeprefix("The ").lower()
    opening = text.lower().removeprefix("the ").removeprefix("an ").removeprefix("a ")
    behind = opening[len(bare) :]
    return opening.startswith(bare) and bool(_COPULA.match(behind) or _DOES.match(behind))


def familiar_names(facts: Iterable[str]) -> frozenset[str]:
    """The capitalised words that stand in many of the facts, in lower case."""
    spread: Counter[str] = Counter()
    total = 0
    for fact in facts:
        total += 1
        spread.update({word.lower() for word in _CAPITALISED.findall(fact)})
    return frozenset(word for word, n in spread.items() if n >= max(_FEWEST_FACTS, _SMALLEST_SHARE * total))
