"""What a card's topic stands for: the person, the thing or the things that a fact speaks of without naming them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lalaflash.generate.frequency import zipf
from lalaflash.generate.nouns import is_person, kind_at
from lalaflash.generate.pronouns import MANY, PERSONAL, REFLEXIVE, acts_on, does_it, fits, is_body, speaks_of_two
from lalaflash.generate.syntax import SUBJECTS
from lalaflash.generate.trees import way_up
from lalaflash.generate.words import LANDFORMS

if TYPE_CHECKING:
    from lalaflash.generate.syntax import Parse

_DATED = re.compile(r" \((?:(?:\w+ )?\d{4}(?: \w+)*|[a-z]+(?: [a-z]+)?)\)$")
"""What tells one work from another of the same name: "Alien (1979)", "Jurassic Park (1993 film)", "Queen (band)"."""
_LONGEST_NAME = 6
_FIRST_NAME = 4.4
"""On the Zipf scale: "Christina of Sweden", but not "Battle of Hastings"."""
_NO_FIRST_NAME = LANDFORMS | {
    "cape",
    "fort",
    "great",
    "house",
    "lake",
    "mount",
    "new",
    "old",
    "port",
    "saint",
    "the",
    "war",
}
_LONG_PLURAL = 3
_LINKS = frozenset({"a", "an", "and", "at", "de", "der", "for", "from", "in", "la", "of", "on", "the", "to", "von"})


_NO_PART_OF_NAME = frozenset(
    {"-", "–", "—", "facts", "history", "lecture", "notes", "overview", "quiz", "summary", "trivia"}
)
_WITH_ARTICLE = frozenset([
    "act", "agency", "archipelago", "battle", "bridge", "canal", "church", "coast", "committee", "council", "court",
    "crisis", "desert", "dynasty", "empire", "federation", "gulf", "islands", "league", "massacre", "mountains",
    "museum", "nebula", "ocean", "party", "peninsula", "plague", "project", "prize", "railway", "rebellion", "republic",
    "revolution", "river", "sea", "states", "strait", "system", "telescope", "tower", "treaty", "union", "wall", "war",
])  # fmt: skip
"""Words that end a name which has an article in a sentence, but often not in a title."""
_NO_SURNAME = frozenset([
    "affair", "disaster", "disease", "effect", "expedition", "explosion", "incident", "language", "law", "movement",
    "opera", "period", "protocol", "quartet", "school", "series", "siege", "strike", "symphony", "theorem", "trial",
])  # fmt: skip
"""Other words that end the name of a thing, however much it looks like a person's: "Belgian Antarctic Expedition"."""


class Topic(NamedTuple):
    """A topic as its cards show it, and what the whole text tells of it.

    Whether it is somebody who ``lived``, whether it is ``defined``, and how it is ``written`` within a sentence, or "".
    """

    shown: str = ""
    lived: bool = False
    defined: bool = False
    written: str = ""


def name_of(topic: str) -> str:
    """The topic as a sentence speaks of it: without "trivia", "notes" or ": life and work", and with its article."""
    name, _, rest = topic.partition(": ")
    aside = rest.islower() or _NO_PART_OF_NAME.issuperset(rest.lower().split())
    words = _DATED.sub("", name if rest and aside else topic).split()
    while len(words) > 1 and words[-1].lower() in _NO_PART_OF_NAME:
        words.pop()
    if words[:1] == ["The"] and words[-1].lower() in _WITH_ARTICLE:
        words[0] = "the"  # "Each of the Forth Bridge's towers"
    own = len(words) < 2 or words[0].lower() == "the" or words[0].endswith(("'s", "’s"))
    return " ".join(words if own or words[-1].lower() not in _WITH_ARTICLE else ["the", *words])


def topic_person(parse: Parse, i: int, topic: Topic) -> str:
    """The topic, where it is a person and nobody else is named in front of the pronoun; else "".

    The pronoun itself where its sentence has the name already. That somebody lived by the name of the topic is
    known from other facts; else a full name is taken for a person's.
    """
    name = topic.shown
    lived = topic.lived or is_full_name(name)
    if parse.lower[i] not in PERSONAL or parse.lower[i] in REFLEXIVE or not name:
        return ""
    written = f"{name}'s" if parse.tag[i] == "PRP$" else name
    if not i and lived and (parse.dep[i] in SUBJECTS or parse.tag[i] == "PRP$"):
        # "She helped him", "his mother wanted him to": a fact of a text about somebody begins with that person.
        return written
    if speaks_of_two(parse, i) and (parse.sentence[i] or not lived or not _comes_first(parse, i)):
        return ""
    last = name.lower().split()[-1]
    if last in parse.lower[parse.sentences[parse.sentence[i]][0] : i]:
        return parse.text[i]
    if lived and _carries_on(parse, i):
        return written
    if _somebody_between(parse, i, name):
        return ""
    people = [(first, end) for first, end, kind in parse.entities if kind == "PERSON"]
    named = [last in parse.lower[first:end] for first, end in people]
    others = any(
        first < i and not known and not acts_on(parse, first, end, i)
        for (first, end), known in zip(people, named, strict=True)
    )
    first_named = not any(first < i for first, _ in people)
    certain = (any(named) and is_name(name)) or (not parse.sentence[i] and first_named and lived)
    if others or not certain:
        return ""
    return written


def _comes_first(parse: Parse, i: int) -> bool:
    """ "In 1638 she joined her father, who had lost his post": nobody else is spoken of in front of a pronoun."""
    gender = PERSONAL[parse.lower[i]]
    return all(PERSONAL.get(word, gender) == gender for word in parse.lower[:i])


def _carries_on(parse: Parse, i: int) -> bool:
    """ "Her earliest work is Susanna and the Elders, painted when she was seventeen": nobody else acts before."""
    gender = PERSONAL[parse.lower[i]]
    if parse.sentence[i] or PERSONAL.get(parse.lower[0]) != gender:
        return False
    acting = (j for j in range(1, i) if parse.dep[j] in SUBJECTS and parse.lower[j] not in PERSONAL)
    return not any(is_person(parse, j) or parse.pos[j] == "PROPN" for j in acting)


def _somebody_between(parse: Parse, i: int, topic: str) -> bool:
    """Whether a name in front of the pronoun in its sentence may be that of another person."""
    known, roles = topic.lower().split(), (*SUBJECTS, "poss", "pobj", "dobj")
    return any(
        parse.pos[j] == "PROPN" and parse.dep[j] in roles and parse.lower[j] not in known
        and kind_at(parse, j) in ("", "PERSON", "ORG", "NORP") and not is_body(parse, j)
        and not acts_on(parse, j, j + 1, i)
        for j in range(parse.sentences[parse.sentence[i]][0], i)
    )  # fmt: skip


def topic_thing(parse: Parse, i: int, topic: Topic) -> str:
    """The topic, where the first sentence of a fact has an "it" or "its" or begins with "this is", and it is a name.

    What the text defines, as "Cherenkov radiation", has to open the sentence: within it, it may have no capital.
    """
    start, end = parse.sentences[parse.sentence[i]]
    name = name_of(topic.shown)
    named = is_name(name)
    known = not topic.lived and (named or (topic.defined and i == start))
    if parse.sentence[i] or not known or not PERSONAL.keys().isdisjoint(parse.lower[start:end]):
        return ""
    if topic.written:
        name = topic.written
    elif not named and name.startswith("The "):
        name = f"the {name[4:]}"  # "The McGurk effect"
    word = parse.lower[i]
    named_later = any(parse.text[j] == name.split()[-1] and parse.dep[j] in SUBJECTS for j in range(i, end))
    if named_later and word in ("it", "its"):
        return parse.text[i]  # "After leaving its source the young Zambezi swings into Angola"
    above = way_up(i, parse.head)
    roles = SUBJECTS if word == "its" else (*SUBJECTS, "dobj", "attr")
    if any(parse.dep[j] in roles and parse.pos[j] != "PRON" and j not in above and fits(parse, j, word)
           and not does_it(parse, i, j) for j in range(start, i)):  # fmt: skip
        return ""  # The sentence itself has something that it may mean.
    if word == "its":
        return f"{name}'s"
    leads = parse.dep[i] in SUBJECTS
    if word in MANY:
        plural = _is_plural_name(name) and i == start  # Within a sentence, "beavers" may have no capital.
        return f"{name}'" if plural and word == "their" else name if plural and leads else ""
    this = word == "this" and i == start and parse.lemma[parse.head[i]] == "be"
    done = parse.dep[i] == "dobj" and is_name(name)  # "In 2007 the institute ranked it fifth"
    return name if this or (word == "it" and (leads or done)) else ""


def _is_plural_name(topic: str) -> bool:
    """ "Tardigrades", "Honey bees", but not "Mars" with its capital, "The moons of Jupiter" or "Paris"."""
    words = topic.split()
    last = words[-1]
    return len(words) < _LONG_PLURAL and last.endswith("s") and not last.endswith(("ss", "us", "is")) and last != "Mars"


def is_name(topic: str) -> bool:
    """Whether a topic reads like the name of a thing, and not like the heading of a chapter."""
    words = name_of(topic).split()
    return (
        0 < len(words) <= _LONGEST_NAME + 1
        and not any(word.endswith(":") for word in words)
        and all(not word[0].islower() or word in _LINKS for word in words)
    )


def is_full_name(topic: str) -> bool:
    """ "Srinivasa Ramanujan", "Christina of Sweden": two or three words with a capital; but not "Mount Vesuvius"."""
    words = topic.split()
    capital = [word for word in words if word not in _LINKS]
    return (
        len(words) in (2, 3)
        and words[0] in capital
        and all(word.replace("-", "").isalpha() and word[0].isupper() and not word.isupper() for word in capital)
        and _NO_FIRST_NAME.isdisjoint(word.lower() for word in words)
        and words[-1].lower() not in _WITH_ARTICLE | _NO_SURNAME
        and (len(capital) == len(words) or zipf(words[0].lower()) < _FIRST_NAME)
    )
