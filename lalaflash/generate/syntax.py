"""A parsed fact as plain lists, the words of a card as items, and how items become a line of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from lalaflash.generate.misparsed import part_dates_from_names
from lalaflash.generate.substances import is_substance
from lalaflash.generate.trees import children_of, edges_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

CODE = "code"
"""Where a parsed text keeps the code and math that some of its tokens stand for: token index → what was typed."""

Item = int | str
"""A word of a card: a token of the fact by its index, or a text that stands in for one."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_SHUT = frozenset({",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "”", "'s", "’s", "n't", "n’t", "’"})
_OPEN = frozenset({"(", "[", "{", "“", "‘", "$", "£", "€"})
_GLUE = _OPEN | {"-", "–", "—", "/", "#", "−", "~"}
_QUOTES = frozenset({'"', "'"})
_ISOTOPE = re.compile(r"[a-z]+-\d+")
"""What the recogniser takes for a date: "nickel-62"."""
_DOUBLE_QUOTES = frozenset('"“”')
_SHORTEST_FRAGMENT = 4
_SHORTEST_NOTE = 8
"""Tokens; a shorter line without a verb may be anything."""
_UNIQUE = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "last", "only"})
_SUBORDINATING = frozenset({"WDT", "WP", "WP$", "WRB"})
_DONE = frozenset({"built", "cut", "made", "set", "shot", "written"})
"""Participles that the tagger takes for other forms at the beginning of a note: "Shot in 70 places"."""
_NO_WORKS = frozenset({"act", "agreement", "charter", "code", "convention", "covenant", "declaration", "law", "prize"}
                      | {"rights", "scale", "theorem", "treaty", "war", "wars"})  # fmt: skip
"""What the recogniser takes for the title of a work: "the Mohs scale"."""
_PARTICLES = frozenset({"van", "von", "de", "di", "da", "du", "le", "la"})
_LASTING = frozenset({"base", "call", "consider", "dedicate", "divide", "include", "know", "locate", "rank", "set"})
"""Verbs whose participle tells what is still so: "based on a novel"."""


@dataclass(frozen=True, slots=True)
class Parse:
    """One parsed fact; every list has one value a token, positions are token indexes, ends are exclusive.

    ``left`` and ``right`` are the first and last token of the subtree. ``sentence`` is the number of the sentence,
    ``sentences`` their (start, end). ``entity`` is the index into ``entities`` or -1, ``space`` says whether
    white space follows, ``verbatim`` whether the token is a piece of code or math, ``quoted``
    whether it stands within double quotes that opened in its sentence. The ``head`` of a root is the root
    itself; ``children`` are in reading order; ``common`` marks function words and their like.
    """

    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    left: list[int]
    right: list[int]
    children: list[list[int]]
    space: list[bool]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    entity: list[int]
    entities: list[tuple[int, int, str]]
    verbatim: list[bool]
    quoted: list[bool]
    common: list[bool]

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.text)


def read_parse(doc: Doc) -> Parse:
    """Read what card making needs from a parsed text; its user data may say which tokens stand for code."""
    words = [token.text for token in doc]
    code: dict[int, str] = doc.user_data.get(CODE, {})
    # One array is several times cheaper than asking each Token for each attribute.
    columns = doc.to_array(["POS", "TAG", "DEP", "LEMMA", "HEAD", "SPACY", "IS_STOP"]).T.tolist()
    names = {code: doc.vocab.strings[code] for column in columns[:4] for code in set(column)}
    pos, tag, dep, lemma = ([names[code] for code in column] for column in columns[:4])
    head = [i + _signed(offset) for i, offset in enumerate(columns[4])]
    space, common = (list(map(bool, column)) for column in columns[5:])
    sentences = [(sent.start, sent.end) for sent in doc.sents]
    entities = [(entity.start, entity.end, entity.label_) for entity in doc.ents]
    part_dates_from_names(words, dep, head, entities)
    left, right = edges_of(head)
    if code:
        # What the recogniser makes of a word that stands for code is no name.
        entities = [entity for entity in entities if code.keys().isdisjoint(range(*entity[:2]))]
    entities = [entity for entity in entities if not (entity[2] == "DATE" and _ISOTOPE.fullmatch(words[entity[0]]))]
    for i, shown in code.items():
        words[i] = shown
        lemma[i] = shown
    for i, word in enumerate(words):
        if tag[i] == "PRP" and word[0].isdigit():  # "Excavated in 1904–05"
            pos[i], tag[i] = "NUM", "CD"
        elif word == "I" and i and pos[i - 1] == "PROPN" and tag[i + 1 : i + 2] in (["VBD"], ["VBZ"]):
            pos[i], tag[i] = "PROPN", "NNP"  # "Elizabeth I addressed her troops"
    return Parse(
        text=words,
        lower=[word.lower() for word in words],
        lemma=[word.lower() for word in lemma],
        pos=pos,
        tag=tag,
        dep=dep,
        head=head,
        left=left,
        right=right,
        children=children_of(head),
        space=space,
        sentence=[number for number, (start, end) in enumerate(sentences) for _ in range(start, end)],
        sentences=sentences,
        entity=_entity_numbers(entities, len(words)),
        entities=entities,
        verbatim=[i in code for i in range(len(words))],
        quoted=_quoted(words, sentences),
        common=common,
    )


def joined(before: Parse, after: Parse) -> Parse:
    """Two facts as one, without parsing them anew: the sentences of ``after`` follow those of ``before``."""
    tokens, names, sentences = len(before), len(before.entities), len(before.sentences)
    space = [*before.space, *after.space]
    space[tokens - 1] = True
    return Parse(
        text=before.text + after.text,
        lower=before.lower + after.lower,
        lemma=before.lemma + after.lemma,
        pos=before.pos + after.pos,
        tag=before.tag + after.tag,
        dep=before.dep + after.dep,
        head=before.head + [i + tokens for i in after.head],
        left=before.left + [i + tokens for i in after.left],
        right=before.right + [i + tokens for i in after.right],
        children=before.children + [[i + tokens for i in children] for children in after.children],
        space=space,
        sentence=before.sentence + [number + sentences for number in after.sentence],
        sentences=before.sentences + [(start + tokens, end + tokens) for start, end in after.sentences],
        entity=before.entity + [number + names if number >= 0 else -1 for number in after.entity],
        entities=before.entities + [(start + tokens, end + tokens, kind) for start, end, kind in after.entities],
        verbatim=before.verbatim + after.verbatim,
        quoted=before.quoted + after.quoted,
        common=before.common + after.common,
    )


def _signed(offset: int) -> int:
    """spaCy stores the distance to the head in an unsigned number of 64 bits."""
    return offset - (1 << 64) if offset >> 63 else offset


def _entity_numbers(entities: list[tuple[int, int, str]], length: int) -> list[int]:
    numbers = [-1] * length
    for number, (start, end, _) in enumerate(entities):
        numbers[start:end] = [number] * (end - start)
    return numbers


def _quoted(words: list[str], sentences: list[tuple[int, int]]) -> list[bool]:
    quoted = [False] * len(words)
    if _DOUBLE_QUOTES.isdisjoint(words):
        return quoted
    for start, end in sentences:
        inside = False
        for i in range(start, end):
            quoted[i] = inside
            inside ^= words[i] in _DOUBLE_QUOTES
    return quoted


def render(parse: Parse, items: Sequence[Item], words: Mapping[int, str] = MappingProxyType({})) -> str:
    """Join items to a line: neighbours as they stood in the fact, others by the rules of English spacing.

    ``words`` says what to write instead of a token.
    """
    line: list[str] = []
    for position, item in enumerate(items):
        word = item if isinstance(item, str) else words.get(item, parse.text[item])
        if position and _spaced(parse, items[position - 1], item, line[-1], word):
            line.append(" ")
        line.append(word)
    return "".join(line)


def _spaced(parse: Parse, before: Item, after: Item, left: str, right: str) -> bool:
    if isinstance(before, int) and isinstance(after, int) and after == before + 1:
        return parse.space[before]
    if isinstance(before, int) and isinstance(after, str) and not parse.space[before]:
        return left not in _GLUE and not (left in _QUOTES and _opens(parse, before)) and right not in _SHUT
    if isinstance(before, str) and isinstance(after, int) and after and not parse.space[after - 1]:
        shuts = right in _SHUT or right[0] in ")]}"  # The tokenizer takes "):" for a face.
        return not shuts and right not in _GLUE and not (right in _QUOTES and not _opens(parse, after))
    return left not in _OPEN and right not in _SHUT


def _opens(parse: Parse, i: int) -> bool:
    """Whether a straight quote at ``i`` is an opening one."""
    return not i or parse.space[i - 1] or parse.text[i - 1] in _OPEN


def span_text(parse: Parse, start: int, end: int) -> str:
    """The tokens from ``start`` to ``end`` (exclusive) as they stand in the fact."""
    return render(parse, range(start, end))


def capitalise(line: str) -> str:
    """Begin a line with a capital, but leave names such as "iPhone" or "pH" alone."""
    if not line or not line[0].islower() or (len(line) > 1 and line[1].isupper()):
        return line
    return line[0].upper() + line[1:]


def lower_first(parse: Parse, items: Sequence[Item]) -> list[Item]:
    """Take the capital from a word that only had it because its sentence began there."""
    result = list(items)
    if not result or isinstance(result[0], str):
        return result
    i = result[0]
    starts = parse.sentences[parse.sentence[i]][0] == i or (i and parse.text[i - 1] in '"“(')
    word = parse.text[i]
    ordinary = word[:1].isupper() and word != "I" and (len(word) < 2 or word[1:].islower() or "-" in word)
    if not starts or not ordinary or _begins_name(parse, i) or _is_name_elsewhere(parse, i):
        return result
    if parse.tag[i] == "NNS" and _is_one(parse, i):
        return result
    if parse.tag[i] == "NNS" and parse.lemma[i] == word.lower() and not word.endswith("s") and word != "People":
        return result  # The tagger took a name for a plural: "Constantinople".
    named = parse.pos[i] == "PROPN" or (parse.entity[i] >= 0 and parse.pos[i] in ("NOUN", "ADJ"))
    if named and word.lower() not in parse.text and not is_substance(word.lower()):
        return result
    result[0] = word[0].lower() + word[1:]
    return result


def leading_verb(parse: Parse, verb: int) -> int:
    """The first auxiliary of a verb, which shows tense and number, or the verb itself."""
    return next((c for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")), verb)


def _is_one(parse: Parse, i: int) -> bool:
    """ "Parsons was knighted": a name that the tagger took for a plural."""
    verb = parse.head[i]
    lead = leading_verb(parse, verb)
    return parse.dep[i] in SUBJECTS and (parse.tag[lead] == "VBZ" or parse.lower[lead] == "was")


def _is_name_elsewhere(parse: Parse, i: int) -> bool:
    """ "Powers was hanged", where the sentence before tells of "Harry Powers"."""
    return any(parse.text[j] == parse.text[i] and parse.tag[j] in ("NNP", "NNPS") and parse.text[j - 1].istitle()
               for j in range(1, len(parse)) if j != i)  # fmt: skip


def _begins_name(parse: Parse, i: int) -> bool:
    """Whether the word that opens a sentence belongs to the name behind it: "Pro Bowl", "The Concert"."""
    behind = i + 1
    if behind >= len(parse) or not parse.text[behind][0].isupper() or parse.tag[behind] not in ("NNP", "NNPS"):
        return False
    kind = parse.entities[parse.entity[behind]][2] if parse.entity[behind] >= 0 else ""
    if parse.lower[i] == "the":
        # Nobody says "the Vermeer": what the recogniser takes for a person here is the title of a work.
        single = parse.dep[behind] in SUBJECTS and not parse.lower[behind].endswith("s")
        work = kind == "WORK_OF_ART" and parse.entity[i] == parse.entity[behind]
        last = parse.lower[parse.entities[parse.entity[behind]][1] - 1] if work else ""
        return (kind == "PERSON" and single) or (work and last not in _NO_WORKS)
    if parse.lower[i] in _PARTICLES:
        return False  # "Van Rossum" at the beginning, but "Guido van Rossum"
    return parse.dep[i] == "compound" and (kind != "PERSON" or parse.entity[i] == parse.entity[behind])


def missing_words(parse: Parse, sentence: int) -> str | None:
    """What a sentence without a subject needs between its topic and its own words; None where nothing is missing.

    Notes and trivia are written so: "Was filmed in 40 days" needs nothing more, "Filmed in 40 days" needs "was",
    "The only film to win both" needs "is", "Second film by its director" needs "is the".
    """
    start, end = parse.sentences[sentence]
    tag, word = parse.tag[start], parse.lower[start]
    if end - start <= _SHORTEST_FRAGMENT or parse.text[end - 1] == "?" or not parse.text[start].isalpha():
        return None
    root = next((i for i in range(start, end) if parse.head[i] == i), start)
    if root == start and word in _DONE and parse.pos[start + 1] == "ADP":
        tag = "VBN"
    if tag in ("VBD", "VBZ"):
        return "" if word not in ("were", "does", "did") else None
    if any(parse.dep[c] in SUBJECTS for c in parse.children[root]) or parse.tag[root] in FINITE:
        return None
    if root == start and tag == "VBN":
        return "is" if parse.lemma[root] in _LASTING else "was"
    first = start + (word == "the")
    unique = parse.lower[first] in _UNIQUE or parse.tag[first] == "JJS"
    if sentence or not unique or parse.pos[root] != "NOUN" or parse.head[first] != root or ":" in parse.text[start:end]:
        return None
    if any(parse.lower[i] in ("is", "was") and parse.pos[i - 1] in NOMINAL for i in range(root + 1, end)):
        return None  # "The first settlement in what is now Newcastle was Pons Aelius"
    return "is" if word == "the" else "is the"


def find_verb(parse: Parse, sentence: int) -> int | None:
    """The root of a sentence when it is a finite verb with a subject in front of it, else None."""
    start, end = parse.sentences[sentence]
    for i in range(start, end):
        if parse.head[i] == i and parse.pos[i] in VERBAL:
            subject = subject_of(parse, i)
            return i if is_finite(parse, i) and subject is not None and subject < i else None
    return None


def states_something(parse: Parse, sentence: int) -> bool:
    """Whether a sentence reads as a statement or an instruction, whatever the parser made of it."""
    start, end = parse.sentences[sentence]
    if parse.text[end - 1] == ":" or (parse.text[end - 1] == "?" and parse.tag[end - 2] not in ("NNP", "NNPS")):
        return False  # "… adapted from Do Androids Dream of Electric Sheep?" is no question.
    if parse.tag[start] in FINITE:
        return parse.tag[start] == "VBP" and parse.lemma[start] == parse.lower[start] != "be"
    if parse.head[start] == start and parse.tag[start] in ("VBN", "VBG", "IN", "RB"):
        # "Shot in 70 places, which …", but "In AD 79 an eruption buried Pompeii"
        led = parse.tag[start] == "IN" and parse.text[end - 1] == "."
        return led and any(_leads(parse, i, start) or _hides_verb(parse, i, end) for i in range(start, end))
    if any(parse.tag[i] in FINITE or parse.dep[i] in SUBJECTS for i in range(start, end)):
        return True
    return parse.text[end - 1] == "." and (parse.tag[start] == "VB" or end - start >= _SHORTEST_NOTE)


def _leads(parse: Parse, verb: int, start: int) -> bool:
    """Whether a verb with a tense stands behind no word that makes a side clause of it, whatever the parser says."""
    if parse.tag[verb] not in FINITE:
        return False
    return not any(parse.tag[i] in _SUBORDINATING or parse.dep[i] == "mark" for i in range(start + 1, verb))


def _hides_verb(parse: Parse, i: int, end: int) -> bool:
    """ "In air at 20 °C sound travels at about 343 metres per second": a verb that the tagger took for a plural."""
    pair = parse.tag[i - 1] == "NN" and parse.tag[i] == "NNS" and i + 1 < end
    return pair and parse.tag[i + 1] in ("IN", "RB", "TO", "CD", "DT") and parse.dep[i - 1] == "compound"


def is_finite(parse: Parse, verb: int) -> bool:
    """Whether a verb, or the auxiliary that leads it, carries tense."""
    return parse.tag[verb] in FINITE or any(
        parse.dep[c] in ("aux", "auxpass") and parse.tag[c] in FINITE for c in parse.children[verb]
    )


def subject_of(parse: Parse, verb: int) -> int | None:
    """The head of a verb's own subject."""
    for c in parse.children[verb]:
        if parse.dep[c] in SUBJECTS:
            return c
    return None
