"""Common nouns and terms that make no answer: half a phrase, one of a list, what says little or was just spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.cut_names import ROMAN
from lalaflash.generate.frequency import zipf
from lalaflash.generate.gaps import Kind, is_said_quality
from lalaflash.generate.misread import stands_beside_noun
from lalaflash.generate.nouns import kind_at
from lalaflash.generate.syntax import SUBJECTS
from lalaflash.generate.words import CROWDS, HUMAN_SUBJECT, KINDS, LIGHT_NOUNS

if TYPE_CHECKING:
    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

_LONGEST_TERM = 4
_TELLING = 4.5
"""On the Zipf scale; a commoner word in front of a light noun adds little to it."""
_TERM_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "oprd", "dep", "ROOT"})
_DIRECTIONS = frozenset(
    {"anticlockwise", "backwards", "clockwise", "counterclockwise", "downwards", "forwards", "upwards"}
)
_SAYING = frozenset({"believe", "call", "describe", "know", "refer", "say", "speak", "think"})
_CONTRASTS = frozenset({("but", "a"), ("but", "an"), ("but", "the")})
_NOUNS = frozenset({"NN", "NNS"})
_PAIR = 2
_RARE = 4.0
"""On the Zipf scale."""
_LIGHT_VERBS = frozenset({"bear", "gain", "give", "have", "lose", "make", "pay", "take"})


def is_no_term(parse: Parse, answer: Answer) -> bool:
    """A verb, an adjective, or a phrase with other words in it than those that describe its noun."""
    if parse.quoted[answer.start] or _is_pair(parse, answer) or is_said_quality(parse, answer.head):
        return False  # All of a quotation: "the right to be forgotten".
    if answer.kind is not Kind.TERM:
        return True
    if parse.pos[answer.end - 1] in ("ADJ", "ADV"):
        return True
    odd = ("VERB", "ADP", "ADV", "SCONJ", "DET", "CCONJ")
    return any(
        parse.pos[i] in odd and i != answer.head and not _describes(parse, i) for i in range(answer.start, answer.end)
    )


def _is_pair(parse: Parse, answer: Answer) -> bool:
    """ "Methionine and tryptophan": two rare nouns that nothing else is joined to."""
    first, last = answer.start, answer.end - 1
    if last - first != _PAIR or parse.lower[first + 1] != "and" or parse.head[last] != first:
        return False
    nouns = parse.tag[first] in _NOUNS and parse.tag[last] in _NOUNS
    whole = parse.text[first - 1] != "," and not any(parse.dep[c] == "conj" for c in parse.children[last])
    return nouns and whole and max(zipf(parse.lower[first]), zipf(parse.lower[last])) < _RARE


def _describes(parse: Parse, i: int) -> bool:
    """ "Highly concentrated urine", "visiting spacecraft"."""
    return parse.head[i] > i and (
        parse.dep[i] == "amod" or (parse.dep[i] == "advmod" and _describes(parse, parse.head[i]))
    )


def is_long_term(_: Parse, answer: Answer) -> bool:
    """More words than one has in mind for a term."""
    return answer.end - answer.start > _LONGEST_TERM


def cuts_phrase(parse: Parse, answer: Answer) -> bool:
    """Whether the words beside a term belong to it: "the most [abundant metal]", "[port] 80"."""
    head, before = answer.head, answer.start - 1
    if is_said_quality(parse, head):
        return False
    if before >= 0 and parse.dep[before] == "advmod" and answer.start <= parse.head[before] < answer.end:
        return True  # "the most [abundant metal]"
    if parse.pos[answer.start - 1] == "NUM" and parse.dep[answer.start - 1] == "nummod":
        return True
    if (
        before > 0
        and parse.lower[before] == "to"
        and kind_at(parse, answer.start) == kind_at(parse, before - 1) == "ORDINAL"
    ):
        return True  # "Crosses the second to fourth tracheal rings"
    numbered = parse.pos[answer.end : answer.end + 1] == ["NUM"] and parse.text[answer.end][0].isdigit()
    ranked = answer.end - answer.start > 1 and not ROMAN.isdisjoint(parse.text[answer.end : answer.end + 1])
    if numbered or ranked or parse.text[answer.start - 1] in ROMAN:
        return True  # "Port 80", "type I hypersensitivity", "MHC class I molecules"
    if parse.dep[head] not in _TERM_ROLES | {"conj"} or parse.tag[head] not in ("NN", "NNS"):
        return True
    if (
        parse.text[answer.start][0].isupper()
        and parse.tag[before] in ("NNP", "NNPS", "JJ")
        and (before > parse.sentences[parse.sentence[head]][0] and parse.text[before][0].isupper())
    ):
        return True  # "The Big [Five personality traits]"
    if stands_beside_noun(parse, answer) or parse.lower[answer.end - 1] in _DIRECTIONS:
        return True
    plural = answer.end - answer.start == 1 and parse.tag[answer.head] == "NNS"
    if plural and parse.lower[answer.end : answer.end + 2] == ["such", "as"]:
        return True  # "Substances such as water"
    modifiers = ("amod", "compound", "nmod", "nummod", "poss")
    cut_left = any(
        c < answer.start and parse.dep[c] in modifiers and parse.tag[c] != "PRP$" and parse.lemma[c] not in KINDS
        for c in parse.children[head]
    )
    return cut_left or any(c >= answer.end and parse.dep[c] == "compound" for c in parse.children[head])


def is_listed(parse: Parse, answer: Answer) -> bool:
    """ "Stiffens collars, cuffs and waistbands": one of several things, each as right."""
    if _is_pair(parse, answer):
        return False
    if parse.dep[answer.head] == "conj" and tuple(parse.lower[answer.start - 2 : answer.start]) in _CONTRASTS:
        return False  # "Not a portrait but a tronie"
    if parse.text[answer.start - 1] == ":" and parse.text[answer.end : answer.end + 1] == [","]:
        return True
    return parse.dep[answer.head] == "conj" or any(parse.dep[c] == "conj" for c in parse.children[answer.head])


def says_little(parse: Parse, answer: Answer) -> bool:
    """A light noun says something only with a rarer word in front of it: "attribution error", but not "large part"."""
    head = parse.lemma[answer.head]
    if parse.lower[answer.start] == "people":
        return True
    if answer.end - answer.start == 1 and _are_doers(parse, answer.start):
        return True  # "Biologists call such a carcass a whale fall", "gardeners who want more keep several crowns"
    others = [parse.lower[i] for i in range(answer.start, answer.end) if i != answer.head and parse.lower[i].isalpha()]
    return (head in CROWDS or head in LIGHT_NOUNS) and not any(zipf(word) < _TELLING for word in others)


def _are_doers(parse: Parse, i: int) -> bool:
    """Whether a plural tells of people by what they do, and they do or say something."""
    if parse.tag[i] != "NNS" or parse.dep[i] != "nsubj" or not parse.lower[i].endswith(("ers", "ors", "ists", "ians")):
        return False
    defined = any(parse.dep[c] == "relcl" and parse.tag[parse.left[c]] == "WP" for c in parse.children[i])
    return defined or parse.lemma[parse.head[i]] in HUMAN_SUBJECT | _SAYING


def is_set_phrase(parse: Parse, answer: Answer) -> bool:
    """ "By mistake", "at rest", "per litre": the words stand and fall together."""
    single = answer.end - answer.start == 1 and parse.tag[answer.head] == "NN"
    before = answer.start - 1
    if single and parse.dep[answer.head] == "dobj" and parse.head[answer.head] == before:
        return parse.lemma[before] in _LIGHT_VERBS  # "Paying homage to"
    return (
        single
        and parse.dep[answer.head] == "pobj"
        and (parse.lower[before] in ("per", "at") or (parse.lower[before] == "by" and parse.dep[before] == "prep"))
    )


def is_of_definition(parse: Parse, answer: Answer) -> bool:
    """ "The half-life of a substance is the time …": what is defined may be asked for, not what has it."""
    of = parse.head[answer.head]
    noun = parse.head[of]
    verb = parse.head[noun]
    defined = parse.lower[of] == "of" and parse.dep[noun] in SUBJECTS and parse.lower[verb] in ("is", "are")
    if not defined or parse.lower[answer.start - 1] not in ("a", "an") or parse.lower[parse.left[noun]] != "the":
        return False
    return any(parse.dep[c] == "attr" and parse.lower[parse.left[c]] == "the" for c in parse.children[verb])


def is_known(parse: Parse, answer: Answer) -> bool:
    """A bare "the NOUN" in front speaks of something known; hiding it would ask what was talked about."""
    head = answer.head
    if parse.lower[answer.start - 1] != "the" or answer.end - answer.start != 1 or parse.dep[head] == "attr":
        return False
    if _is_defined(parse, head):
        return False
    narrowed = any(parse.dep[c] in ("prep", "relcl", "acl", "appos") and c > head for c in parse.children[head])
    if not narrowed and parse.lemma[head] in parse.lemma[: parse.sentences[parse.sentence[head]][0]]:
        return True
    return not narrowed and (parse.dep[head] in SUBJECTS or not parse.sentence[head])


def _is_defined(parse: Parse, noun: int) -> bool:
    """ "The lingula is the part of the lung that …", "the controller is whoever …"."""
    verb = parse.head[noun]
    if parse.dep[noun] != "nsubj" or parse.lower[verb] not in ("is", "are"):
        return False
    return any(
        c > verb and (
            (parse.dep[c] == "attr" and any(parse.dep[d] in ("relcl", "acl") for d in range(c, parse.right[c] + 1)))
            or parse.lower[parse.left[c]] == "whoever"
        )
        for c in parse.children[verb]
    )  # fmt: skip


def is_genus(parse: Parse, answer: Answer) -> bool:
    """ "A tort is a civil wrong that …", "The pigment that …": the wider term of a definition can't be guessed."""
    head = answer.head
    article = parse.lower[answer.start - 1]
    if parse.dep[head] == "appos" and article in ("a", "an"):
        return True
    if any(parse.dep[c] == "appos" and parse.pos[c] == "PROPN" for c in parse.children[head]):
        return True
    if (
        parse.text[answer.end : answer.end + 1]
        and parse.tag[answer.end : answer.end + 1] == ["NNP"]
        and article == "the"
    ):
        return True
    narrowed = any(parse.dep[c] in ("relcl", "acl") and c > head for c in parse.children[head])
    if parse.dep[head] == "attr":
        return narrowed or article in ("a", "an") or parse.tag[head] == "NNS"
    if parse.dep[head] == "dobj":
        return narrowed and article in ("a", "an")  # "Plays a musician who …"
    return narrowed and article == "the" and parse.dep[head] in ("nsubj", "nsubjpass")
