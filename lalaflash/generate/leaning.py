"""Words that point out of their sentence: "he", "this", "the latter", "two years later", "the film"."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from lalaflash.generate.bound import is_bound
from lalaflash.generate.definites import is_anaphoric, is_national, is_short_for_body, omits_names
from lalaflash.generate.pronouns import NAMELESS, PERSONAL, is_dummy
from lalaflash.generate.relative_times import LATER, NEXT, TIMES, TIMING, restricted
from lalaflash.generate.syntax import FINITE, NOMINAL, SUBJECTS
from lalaflash.generate.topic_words import is_full_name, is_name
from lalaflash.generate.words import CROWDS, PERSON_NOUNS, STAGE_NOUNS, TOPIC_NOUNS, UNIQUE_NOUNS, WORKS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    Test = Callable[["Parse", int, set[int]], bool]

    from lalaflash.generate.syntax import Parse
    from lalaflash.generate.topic_words import Topic

POINTERS = frozenset({"this", "these", "those"})
_BACKWARD = frozenset({"latter", "former", "such", "another", "likewise", "respectively", "aforementioned", "further"})
_SPANS_OF_TIME = frozenset({"period", "time", "year", "day", "decade"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_AGENTS = ("er", "or", "ant")
_CONCLUDING = frozenset({"nevertheless", "nonetheless", "therefore", "thus"})
_TOGETHER = frozenset({"couple", "duo", "pair", "trio"})
"""People who were named before, however well one knows the topic."""
_BESIDE_DEED = frozenset({"also", "n't", "not", "still", "too"})
_QUANTIFIERS = frozenset({"both", "each", "many", "some", "most", "all", "several", "few", "none"})


class Lean(StrEnum):
    """Why words don't stand alone."""

    PRONOUN = "pronoun"
    POINTER = "pointing word"
    DEFINITE = "definite noun"
    TIME = "relative time"


def find_leans(parse: Parse, items: Collection[int], *, topic: str) -> list[tuple[int, Lean]]:
    """The words among the items that point out of them, each with the way in which it does."""
    inside = set(items)
    found: list[tuple[int, Lean]] = []
    for i in items:
        kind = _lean(parse, i, inside, topic)
        # Whoever quotes doesn't explain: what a quotation or a title points to is not asked.
        if (
            kind
            and not parse.quoted[i]
            and not _in_title(parse, i)
            and not (kind is Lean.PRONOUN and is_bound(parse, i, inside))
        ):
            found.append((i, kind))
    return found


def find_works(parse: Parse, items: Collection[int], topic: Topic) -> list[tuple[int, Lean]]:
    """ "The novel was filmed": which one, where the topic is not a novel but its author."""
    if not topic.lived:
        return []
    inside = set(items)
    return [
        (i, Lean.DEFINITE) for i in items
        if parse.lower[i] == "the" and parse.lemma[parse.head[i]] in WORKS and parse.dep[i] == "det"
        and not any(c in inside and c != i for c in parse.children[parse.head[i]])
        and parse.lemma[parse.head[i]] not in parse.lemma[: i]
    ]  # fmt: skip


def takes_as_known(parse: Parse, items: Collection[int], *, topic: str) -> bool:
    """Whether a part of a sentence speaks of "the trophy" without saying which: what was left out may have said it."""
    inside = set(items)
    return any(parse.lower[i] == "the" and _is_bare(parse, parse.head[i], inside, topic) for i in inside)


def _is_bare(parse: Parse, noun: int, inside: set[int], topic: str) -> bool:
    if parse.pos[noun] != "NOUN" or not UNIQUE_NOUNS.isdisjoint((parse.lower[noun], parse.lemma[noun])):
        return False
    if topic and parse.lemma[noun] in TOPIC_NOUNS:
        return False
    telling = ("amod", "compound", "nmod", "poss", "nummod", "prep", "relcl", "acl", "appos")
    return parse.dep[noun] in (*SUBJECTS, "dobj", "pobj") and not any(
        c in inside and parse.dep[c] in telling for c in parse.children[noun]
    )


def _in_title(parse: Parse, i: int) -> bool:
    """ "In That Thing You Do!": a capital within a sentence."""
    start = parse.sentences[parse.sentence[i]][0]
    return (
        i > start
        and parse.text[i].istitle()
        and len(parse.text[i]) > 1
        and parse.text[i - 1] not in (":", "—", "–", "-")
    )


def _lean(parse: Parse, i: int, inside: set[int], topic: str) -> Lean | None:
    word = parse.lower[i]
    if parse.tag[i] in ("PRP", "PRP$") or word in PERSONAL:
        if i and (parse.text[i - 1] == "-" or (parse.text[i] == "I" and parse.pos[i - 1] in NOMINAL)):
            return None  # "Post-it", "type I hypersensitivity"
        return None if word in NAMELESS or is_dummy(parse, i) else Lean.PRONOUN
    if (
        word == "the"
        and parse.pos[i + 1 : i + 2] == ["NUM"]
        and parse.head[i] == i + 1
        and parse.pos[i + 2 : i + 3] not in (["PROPN"], ["NOUN"], ["ADJ"])
    ):
        return Lean.POINTER  # "Of the three"
    if word == "the" and i == min(inside) and parse.lower[i + 1 : i + 3] in (["first", ","], ["second", ","]):
        return Lean.POINTER  # "The first, Impressions That Remained, came out in 1919"
    if word == "the" and parse.lower[parse.head[i]] in ("one", "ones") and i < parse.head[i]:
        return None if restricted(parse, i, inside) else Lean.POINTER
    if word == "the":
        noun = parse.head[i]
        if is_short_for_body(parse, noun, topic):
            return Lean.DEFINITE
        if parse.dep[i] != "det" or (topic and _belongs_to_topic(parse, noun, inside, topic)):
            return None
        definite = is_anaphoric(parse, noun, inside) or is_national(parse, noun)
        return Lean.DEFINITE if definite else None
    return _points(parse, i, inside, topic)


def _points(parse: Parse, i: int, inside: set[int], topic: str) -> Lean | None:
    """How a word that is no pronoun and no article points out of the items, if it does."""
    if parse.lower[i] not in _MAY_POINT and parse.dep[i] not in SUBJECTS and parse.tag[i] != "JJR":
        return None
    for test in _POINTING:
        if test(parse, i, inside):
            return None if topic and _is_topic(parse, i) else Lean.POINTER
    for test in TIMING:
        if test(parse, i, inside):
            return Lean.TIME
    return None


def _belongs_to_topic(parse: Parse, noun: int, inside: set[int], topic: str) -> bool:
    """Whether the topic on the card is enough to know which one is meant: the film, its crew, the dough of a recipe.

    A field of knowledge such as "Contract law" is no topic that a company or a case of a fact could belong to.
    """
    if parse.lemma[noun] in _TOGETHER:
        return False
    if parse.lemma[noun] in PERSON_NOUNS and any(parse.dep[c] == "nummod" for c in parse.children[noun]):
        return False  # "The six men had to winter in Godthaab"
    if parse.lemma[noun] in TOPIC_NOUNS:
        return not any(parse.pos[c] == "NUM" for c in parse.children[noun])
    if parse.lemma[noun] in STAGE_NOUNS and not is_name(topic):
        return False
    if parse.sentence[noun]:
        return parse.dep[noun] not in SUBJECTS
    somebody = parse.lemma[noun] in PERSON_NOUNS or parse.lemma[noun].endswith(_AGENTS)
    if somebody and is_full_name(topic) and noun == parse.sentences[0][0] + 1 and parse.dep[noun] in SUBJECTS:
        return False  # "The speaker was Eddington", where the topic is another person
    return not omits_names(parse, noun, inside)


def _demonstrates(parse: Parse, i: int, inside: set[int]) -> bool:
    """ "This", "those years"; not where what it means stands in front of it."""
    that = parse.lower[i] == "that" and parse.tag[i] == "DT" and parse.dep[i] in ("det", "nsubj", "dobj", "pobj")
    if parse.lower[i] not in POINTERS and not that:
        return False
    noun = parse.head[i]
    if parse.dep[i] == "det" and any(j in inside and parse.lemma[j] == parse.lemma[noun] for j in range(i)):
        return False  # "After an act …, on the strength of that act"
    if parse.lower[i : i + 2] == ["this", "range"] and any(j in inside and parse.pos[j] == "NUM" for j in range(i)):
        return False  # "Most sensitive between 2 and 5 kilohertz because the ear canal resonates in this range"
    if parse.lower[i : i + 2] == ["this", "way"] and any(j in inside and parse.lower[j] == "first" for j in range(i)):
        return False  # "The first composer to be honoured in this way"
    if parse.dep[i] == "det" and parse.lemma[noun] in _SPANS_OF_TIME and _is_told_before(parse, i, inside, TIMES):
        return False  # "For nine years he played in an orchestra, for much of that time under Smetana"
    if parse.dep[i] in SUBJECTS and parse.dep[noun] == "advcl" and parse.head[noun] < i:
        return False  # "…, because that is the lifespan of a cell": the main clause is meant.
    if parse.lower[i : i + 2] == ["that", "is"] and (parse.text[i - 1] == "," or parse.text[i + 2 : i + 3] == [","]):
        return False
    return not any(parse.dep[c] in ("relcl", "acl", "prep") for c in parse.children[i])


def _is_topic(parse: Parse, i: int) -> bool:
    """ "This film", where the topic is one."""
    return parse.lower[i] == "this" and parse.dep[i] == "det" and parse.lemma[parse.head[i]] in TOPIC_NOUNS


def _contrasts(parse: Parse, i: int, inside: set[int]) -> bool:
    """ "The latter", "another", "other groups": next to something that was said before."""
    word = parse.lower[i]
    if word == "other":
        return parse.dep[i] == "amod" and parse.dep[parse.head[i]] in SUBJECTS and i <= min(inside) + 1
    if word == "further":
        # "A further attempt failed", "in a further 5% of the patients"
        leads = parse.dep[i] == "amod" and parse.dep[parse.head[i]] in SUBJECTS
        return parse.lower[i - 1] == "a" and (leads or parse.pos[i + 1 : i + 2] == ["NUM"])
    if word not in _BACKWARD or (word == "another" and i > min(inside) + 2):
        return False
    if word == "former" and parse.dep[i] == "amod":
        return False  # "A former chimney sweep"
    return parse.lower[i + 1 : i + 2] != ["as"] and parse.lower[i - 1] != "one"


def _refers(parse: Parse, i: int, inside: set[int]) -> bool:
    """ "There" and "then" as a place and a time that were said before."""
    word = parse.lower[i]
    if word in ("there", "then") and i <= min(inside) + 1 and parse.lower[i - 1] == "from":
        return True  # "From then on", "from there she went to Colorado"
    if word in _CONCLUDING and parse.dep[i] == "advmod" and parse.sentence[i]:
        start = parse.sentences[parse.sentence[i]][0]
        # "They are therefore vaccinated", but not "it reacts with water and is therefore stored under oil"
        return not any(parse.tag[j] in FINITE and j != parse.head[i] for j in range(start, i - 1))
    if parse.tag[i] == "JJR" and parse.sentence[i]:
        return _is_compared(parse, i)
    if word not in ("there", "then") or parse.dep[i] != "advmod" or parse.tag[i] != "RB":
        return False
    if word == "there":
        return not _is_told_before(parse, i, inside, _PLACES)
    if parse.sentence[i] and parse.lemma[i - 1] == "be" and not _is_told_before(parse, i, inside, TIMES):
        return True  # "He was then a student"
    return i <= min(inside) + 1


def _is_compared(parse: Parse, i: int) -> bool:
    """ "Many are somewhat lighter": than what, the sentence before says."""
    after = parse.lower[i : parse.sentences[parse.sentence[i]][1]]
    return parse.dep[i] == "acomp" and parse.lemma[parse.head[i]] == "be" and not {"than", "the"} & set(after)


def _is_told_before(parse: Parse, i: int, inside: set[int], kinds: frozenset[str]) -> bool:
    """Whether a name of one of these kinds stands in front of a word, so that it may be what the word points to."""
    return any(start in inside and start < i and kind in kinds for start, _, kind in parse.entities)


def _counts_known_things(parse: Parse, i: int, inside: set[int]) -> bool:
    """ "Both probes", "several were lost", "two survive"."""
    word = parse.lower[i]
    if word == "both" and parse.dep[i] in ("det", "predet"):
        return "and" not in parse.lower[i : i + 8]
    if parse.dep[i] not in SUBJECTS:
        return False
    if any(parse.tag[j] == "NNS" and j in inside for j in range(parse.sentences[parse.sentence[i]][0], i)):
        return False  # "Three hearts: two pump blood …"
    if word == "both" and "and" in parse.lower[i : i + 8]:
        return False
    if word in _QUANTIFIERS:
        return not any(c in inside for c in parse.children[i])
    bare = all(parse.dep[c] in ("quantmod", "compound", "nummod", "advmod") for c in parse.children[i])
    return parse.pos[i] == "NUM" and bare and len(parse.text[i]) != 4


def _stands_for_noun(parse: Parse, i: int, inside: set[int]) -> bool:
    """ "Eating one exposes …": one of what, the sentence before says."""
    if parse.lower[i] != "one" or parse.dep[i] not in ("dobj", "pobj") or parse.children[i] or not parse.sentence[i]:
        return False
    return not any(parse.lower[j] in ("a", "an") for j in inside if j < i)


def _is_some_crowd(parse: Parse, i: int, inside: set[int]) -> bool:
    """ "Workers live …", "each performer had …", "only nine cities sent …": a sentence that goes on about a group."""
    if parse.dep[i] not in SUBJECTS or not parse.sentence[i] or parse.pos[i] != "NOUN":
        return False
    named = any(parse.pos[j] == "PROPN" for j in inside)
    verb = parse.head[i]
    told = parse.tag[verb] == "VBD" or any(parse.lower[c] in ("was", "were", "had") for c in parse.children[verb])
    members = {parse.lower[c] for c in parse.children[i] if parse.dep[c] in ("nummod", "det")} - {"the", "a", "an"}
    if (
        members
        and told
        and parse.head[verb] == verb
        and not any(parse.pos[j] == "PROPN" for j in range(parse.left[i], parse.right[i] + 1))
    ):
        return True
    if named or parse.tag[i] != "NNS":
        return False
    numbered = parse.lemma[i] != "people" and any(parse.dep[c] == "nummod" for c in parse.children[i])
    bare = not parse.children[i] and (parse.lemma[i] in CROWDS or parse.lemma[i] in PERSON_NOUNS)
    agents = not parse.children[i] and parse.lemma[i].endswith(_AGENTS)
    return numbered or bare or agents


def _compares(parse: Parse, i: int, _: set[int]) -> bool:
    """ "Twice as much": as what, the sentence before says."""
    if parse.lower[i] != "as" or parse.dep[i] != "advmod" or parse.head[i] <= i:
        return False
    return "as" not in parse.lower[i + 1 : parse.sentences[parse.sentence[i]][1]]


def _follows(parse: Parse, i: int, _: set[int]) -> bool:
    """ "In the centuries that followed": followed what?"""
    return parse.lower[i : i + 2] == ["that", "followed"] and parse.dep[i] in SUBJECTS


def _repeats_a_deed(parse: Parse, i: int, inside: set[int]) -> bool:
    """ "The power to do so", "a few still do": what, the sentence or the clause before says."""
    verb = parse.head[i]
    alone = parse.lower[verb] in ("do", "does", "did") and parse.pos[verb] == "VERB" and parse.dep[i] in SUBJECTS
    if alone and all(parse.lower[c] in _BESIDE_DEED or parse.dep[c] in ("nsubj", "cc", "punct")
                     or (parse.dep[c] == "prep" and c - verb > 1) for c in parse.children[verb]):  # fmt: skip
        return not any(j in inside and parse.pos[j] == "VERB" for j in range(parse.left[verb]))
    return bool(parse.sentence[i]) and parse.lower[i] == "so" and parse.lemma[i - 1] == "do"


_POINTING: tuple[Test, ...] = (
    _repeats_a_deed,
    _follows,
    _demonstrates,
    _contrasts,
    _refers,
    _counts_known_things,
    _is_some_crowd,
    _compares,
    _stands_for_noun,
)


_MAY_POINT = (
    POINTERS
    | _BACKWARD
    | LATER
    | {"before"}
    | NEXT
    | _CONCLUDING
    | frozenset({"as", "both", "had", "old", "one", "so", "that", "then", "there"})
)
"""Every word that one of the tests may find, but for subjects; most words are none and need no test."""
