"""Why a span makes no card, or a card is not worth keeping: each test has a name that a person can read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lalaflash.generate.code_answers import is_example_code, is_short
from lalaflash.generate.cut_names import (
    ROMAN,
    cuts_abbreviation,
    cuts_foreign_name,
    cuts_name_left,
    cuts_name_right,
    cuts_spelling,
    cuts_title,
    owns_nothing,
)
from lalaflash.generate.frequency import zipf
from lalaflash.generate.gaps import NAMED, NUMERIC, TIMED, Kind
from lalaflash.generate.misread import (
    asks,
    crosses_sentences,
    is_deed,
    is_half_of_foreign_term,
    joins_plural,
    stands_beside_noun,
    stops_before_noun,
    swallows_verb,
)
from lalaflash.generate.nouns import kind_at
from lalaflash.generate.syntax import FINITE
from lalaflash.generate.unaskable import (
    is_common_ground,
    is_court_of_case,
    is_eponym,
    is_example,
    is_gloss,
    is_list,
    is_numbered_part,
    is_one_of_two_peoples,
    is_other_side,
    is_scope_of_record,
    is_source,
    is_unit_of_rate,
    is_used_or_made,
)
from lalaflash.generate.unaskable_numbers import (
    HYPHENS,
    cuts_number,
    cuts_numbered_name,
    dates_a_name,
    dates_a_statistic,
    is_bare_unit,
    is_example_input,
    is_one_of_years,
    is_part_of_range,
    is_small_number,
    is_title_year,
)
from lalaflash.generate.unusable import GUESSED
from lalaflash.generate.words import CROWDS, LIGHT_NOUNS, UNITS, VAGUE_OPENERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

    Test = Callable[[Parse, Answer], bool]

_LONGEST_ANSWER = 7
_LONGEST_TERM = 4
_TELLING = 4.5
"""On the Zipf scale; a commoner word in front of a light noun adds little to it."""

_TERM_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "oprd", "dep", "ROOT"})
_LIGHT_VERBS = frozenset({"bear", "gain", "give", "have", "lose", "make", "pay", "take"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CONTRASTS = frozenset({("but", "a"), ("but", "an"), ("but", "the")})
_URL = re.compile(r"https?://|www\.|@\w+\.\w|\w\.(?:com|org|net|edu)\b|[{}<>\\|=^~]|::|\w\(|\)\.|__|/\w+/")


def flaw_of_answer(parse: Parse, answer: Answer) -> str:
    """Why a span is no answer worth asking for, or ""."""
    for flaw, test in _TESTS_OF[answer.kind]:
        if test(parse, answer):
            return flaw
    return ""


# -- any answer ---------------------------------------------------------------------------------------------------


def _is_long(_: Parse, answer: Answer) -> bool:
    return answer.end - answer.start > _LONGEST_ANSWER


def _is_sign(parse: Parse, answer: Answer) -> bool:
    text = " ".join(parse.text[answer.start : answer.end])
    return bool(_URL.search(text)) or not any(c.isalnum() for c in text)


def _holds_pronoun(parse: Parse, answer: Answer) -> bool:
    pronouns = ("PRP", "PRP$", "WP", "WDT", "EX")
    return any(parse.pos[i] == "PRON" or parse.tag[i] in pronouns for i in _tokens(answer))


def _holds_clause(parse: Parse, answer: Answer) -> bool:
    if answer.kind in NAMED:
        inner = range(answer.start + 1, answer.end)
        if any((parse.tag[i] in FINITE and parse.text[i].islower()) or parse.text[i] in ("a", "an") for i in inner):
            return True  # "Sadi Carnot published Reflections", "X plays a pianist and John Legend a guitarist"
        return parse.pos[answer.start] == "VERB" and (parse.text[answer.start].islower() or answer.head == answer.start)
    return any(parse.tag[i] in FINITE or parse.dep[i] == "neg" for i in _tokens(answer))


def _crosses_boundary(parse: Parse, answer: Answer) -> bool:
    text = " ".join(parse.text[answer.start : answer.end])
    return parse.sentence[answer.start] != parse.sentence[answer.end - 1] or not is_balanced(text)


def _is_verbatim(parse: Parse, answer: Answer) -> bool:
    return any(parse.verbatim[i] for i in _tokens(answer))


def _opens_vaguely(parse: Parse, answer: Answer) -> bool:
    named = answer.kind in TIMED or parse.tag[answer.start] in ("NNP", "NNPS")
    if answer.kind in (Kind.COUNT, Kind.DURATION, Kind.QUANTITY) and parse.lower[answer.start] == "one":
        return parse.lower[answer.end - 1] == "point"
    joined = parse.text[answer.start + 1 : answer.start + 2] == ["-"] and answer.end - answer.start > 2
    if joined and parse.pos[answer.start + 2] == "NOUN":
        return False  # "First-order kinetics"
    return parse.lower[answer.start] in VAGUE_OPENERS and not named


def _means_another(parse: Parse, answer: Answer) -> bool:
    """ "The longest one", "Naples and the other": what it is, the rest of the sentence says."""
    return any(parse.lower[i] in ("one", "ones", "other", "others") for i in range(answer.start + 1, answer.end))


def _is_superlative(parse: Parse, answer: Answer) -> bool:
    """ "The second-longest river", "the best-known exception": that says how it ranks, and not what it is."""
    return any(parse.tag[i] in ("JJS", "RBS") for i in _tokens(answer))


def _is_conversion(parse: Parse, answer: Answer) -> bool:
    return answer.kind in (Kind.QUANTITY, Kind.COUNT) and parse.text[answer.start - 1] == "("


def _is_part_of_quotation(parse: Parse, answer: Answer) -> bool:
    """Whether a span is some words of a quotation, but not all of it."""
    start, end = answer.start, answer.end
    last = parse.sentences[parse.sentence[start]][1]
    if not parse.quoted[start]:
        return False
    closed = end < last and parse.text[end].strip(".,!?") in ('"', "”", "")
    return not (parse.text[start - 1] in '"“' and closed)


def _is_explained_beside(parse: Parse, answer: Answer) -> bool:
    """Whether a short form in brackets can be read off the words in front of it."""
    start, word = answer.start, parse.text[answer.start]
    if answer.end - start != 1 or parse.text[start - 1] != "(" or not word.isupper():
        return False
    before = [other[0].lower() for other in parse.text[max(0, start - 2 * len(word) - 1) : start - 1]]
    return word[0].lower() in before


def _tokens(answer: Answer) -> range:
    return range(answer.start, answer.end)


def is_balanced(text: str) -> bool:
    """Whether every bracket and quote that opens is closed."""
    return all(text.count(a) == text.count(b) for a, b in ("()", "[]", "“”")) and text.count('"') % 2 == 0


def _describes_noun(parse: Parse, answer: Answer) -> bool:
    """ "One-day games", "two point sources"."""
    last = answer.end - 1
    if answer.kind is Kind.QUANTITY and parse.dep[last] == "compound" and parse.head[last] == answer.end:
        return True
    joined = any(parse.text[i] == "-" for i in _tokens(answer))
    return joined and parse.pos[answer.end : answer.end + 1] == ["NOUN"] and parse.text[answer.end - 1].isalpha()


def _begins_with_preposition(parse: Parse, answer: Answer) -> bool:
    """ "Of 22°", but not "between 24 and 26 °C"."""
    return parse.lower[answer.start] in ("at", "in", "of", "on", "with")


def _touches_hyphen(parse: Parse, answer: Answer) -> bool:
    after = parse.text[answer.end : answer.end + 1]
    if after in (["'"], ["’"]) and parse.tag[answer.end] != "POS":
        return True  # "Singin' in the Rain"
    return parse.text[answer.start - 1] in HYPHENS or not HYPHENS.isdisjoint(after)


# -- names --------------------------------------------------------------------------------------------------------


def tells_of_many(parse: Parse, verb: int) -> bool:
    """ "… was born in 1864": what is true of many besides the answer."""
    return parse.lower[verb] == "born" or parse.lemma[verb] in ("die", "live", "move")


def _is_one_of_many(parse: Parse, answer: Answer) -> bool:
    return parse.dep[answer.head] in _SUBJECTS and tells_of_many(parse, parse.head[answer.head])


def _is_vague_time(parse: Parse, answer: Answer) -> bool:
    return kind_at(parse, answer.head) in ("DATE", "TIME")


def _is_common_word(parse: Parse, answer: Answer) -> bool:
    """A name in small letters that is half of another term, or of a work: "the central limit theorem"."""
    small = answer.end - answer.start == 1 and parse.text[answer.start].islower()
    return small and (answer.kind is Kind.WORK or stands_beside_noun(parse, answer))


def _is_letter(parse: Parse, answer: Answer) -> bool:
    """The "n" of "the square root of n"."""
    letter = parse.text[answer.start].removesuffix(".")
    return answer.end - answer.start == 1 and len(letter) == 1 and letter.isalpha()


def _names_a_modifier(parse: Parse, answer: Answer) -> bool:
    """A name that only describes the noun behind it; people may be asked for: "the Haber process"."""
    head = answer.head
    behind = parse.dep[head] in ("compound", "amod", "nmod") and parse.head[head] >= answer.end
    if behind and answer.kind is not Kind.PERSON:
        return True
    described = any(parse.dep[c] in ("amod", "poss") and c < answer.start for c in parse.children[head])
    return described and parse.entity[head] < 0


def _is_unit(parse: Parse, answer: Answer) -> bool:
    return parse.lower[answer.start] in UNITS and parse.pos[answer.start - 1] == "NUM"


def _begins_with_number(parse: Parse, answer: Answer) -> bool:
    return parse.pos[answer.start] == "NUM" and parse.entity[answer.start] != parse.entity[answer.end - 1]


def _is_example_code(parse: Parse, answer: Answer) -> bool:
    return is_example_code(parse, answer.start)


def _is_long_code(parse: Parse, answer: Answer) -> bool:
    return not is_short(parse.text[answer.start])


# -- terms --------------------------------------------------------------------------------------------------------


def _is_no_term(parse: Parse, answer: Answer) -> bool:
    if parse.quoted[answer.start]:
        return False  # All of a quotation: "the right to be forgotten".
    if answer.kind is not Kind.TERM:
        return True
    if parse.pos[answer.end - 1] in ("ADJ", "ADV"):
        return True
    odd = ("VERB", "ADP", "ADV", "SCONJ", "DET", "CCONJ")
    return any(parse.pos[i] in odd and i != answer.head and not _describes(parse, i) for i in _tokens(answer))


def _describes(parse: Parse, i: int) -> bool:
    """ "Highly concentrated urine", "visiting spacecraft"."""
    return parse.head[i] > i and (
        parse.dep[i] == "amod" or (parse.dep[i] == "advmod" and _describes(parse, parse.head[i]))
    )


def _is_long_term(_: Parse, answer: Answer) -> bool:
    return answer.end - answer.start > _LONGEST_TERM


def _cuts_phrase(parse: Parse, answer: Answer) -> bool:
    head, before = answer.head, answer.start - 1
    if before >= 0 and parse.dep[before] == "advmod" and answer.start <= parse.head[before] < answer.end:
        return True  # "the most [abundant metal]"
    if parse.pos[answer.start - 1] == "NUM" and parse.dep[answer.start - 1] == "nummod":
        return True
    if parse.pos[answer.end : answer.end + 1] == ["NUM"] or parse.text[answer.start - 1] in ROMAN:
        return True  # "Port 80", "type I hypersensitivity"
    if parse.dep[head] not in _TERM_ROLES | {"conj"} or parse.tag[head] not in ("NN", "NNS"):
        return True
    if (
        parse.text[answer.start][0].isupper()
        and parse.tag[before] in ("NNP", "NNPS", "JJ")
        and (before > parse.sentences[parse.sentence[head]][0] and parse.text[before][0].isupper())
    ):
        return True  # "The Big [Five personality traits]"
    if stands_beside_noun(parse, answer):
        return True
    modifiers = ("amod", "compound", "nmod", "nummod", "poss")
    cut_left = any(
        c < answer.start and parse.dep[c] in modifiers and parse.tag[c] != "PRP$" for c in parse.children[head]
    )
    return cut_left or any(c >= answer.end and parse.dep[c] == "compound" for c in parse.children[head])


def _is_listed(parse: Parse, answer: Answer) -> bool:
    if parse.dep[answer.head] == "conj" and tuple(parse.lower[answer.start - 2 : answer.start]) in _CONTRASTS:
        return False  # "Not a portrait but a tronie"
    if parse.text[answer.start - 1] == ":" and parse.text[answer.end : answer.end + 1] == [","]:
        return True
    return parse.dep[answer.head] == "conj" or any(parse.dep[c] == "conj" for c in parse.children[answer.head])


def _says_little(parse: Parse, answer: Answer) -> bool:
    """A light noun says something only with a rarer word in front of it: "attribution error", but not "large part"."""
    head = parse.lemma[answer.head]
    if parse.lower[answer.start] == "people":
        return True
    others = [parse.lower[i] for i in _tokens(answer) if i != answer.head and parse.lower[i].isalpha()]
    return (head in CROWDS or head in LIGHT_NOUNS) and not any(zipf(word) < _TELLING for word in others)


def _is_set_phrase(parse: Parse, answer: Answer) -> bool:
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


def _is_known(parse: Parse, answer: Answer) -> bool:
    """A bare "the NOUN" in front speaks of something known; hiding it would ask what was talked about."""
    head = answer.head
    if parse.lower[answer.start - 1] != "the" or answer.end - answer.start != 1 or parse.dep[head] == "attr":
        return False
    narrowed = any(parse.dep[c] in ("prep", "relcl", "acl", "appos") and c > head for c in parse.children[head])
    if not narrowed and parse.lemma[head] in parse.lemma[: parse.sentences[parse.sentence[head]][0]]:
        return True
    return not narrowed and (parse.dep[head] in _SUBJECTS or not parse.sentence[head])


def _is_genus(parse: Parse, answer: Answer) -> bool:
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


_TESTS: tuple[tuple[str, Test], ...] = (
    ("long answer", _is_long),
    ("code, address or sign", _is_sign),
    ("holds a pronoun", _holds_pronoun),
    ("holds a clause", _holds_clause),
    ("crosses a boundary", _crosses_boundary),
    ("in code or math", _is_verbatim),
    ("says little", _opens_vaguely),
    ("says little", _means_another),
    ("says little", _is_letter),
    ("holds a clause", asks),
    ("crosses a boundary", crosses_sentences),
    ("answer on the front", _is_explained_beside),
    ("conversion in brackets", _is_conversion),
    ("several right answers", is_example),
    ("part of a quotation", _is_part_of_quotation),
    ("one of a list", is_list),
    ("explains the word before it", is_gloss),
    ("what was turned down", is_other_side),
    ("cuts a phrase", is_unit_of_rate),
    ("cuts a name", cuts_abbreviation),
    ("cuts a name", cuts_foreign_name),
    ("cuts a name", cuts_spelling),
    ("cuts a number", is_bare_unit),
)
_CODE_TESTS: tuple[tuple[str, Test], ...] = (
    ("long answer", _is_long_code),
    ("several right answers", is_example),
    ("several right answers", _is_example_code),
    ("explains the word before it", is_gloss),
    ("what was turned down", is_other_side),
)
_NUMBER_TESTS: tuple[tuple[str, Test], ...] = (
    ("number that says little", is_small_number),
    ("cuts a name", cuts_numbered_name),
    ("part of an example", is_example_input),
    ("cuts a number", cuts_number),
)
_AMOUNT_TESTS: tuple[tuple[str, Test], ...] = (
    ("cuts a number", is_part_of_range),
    ("cuts a number", _describes_noun),
    ("cuts a phrase", _begins_with_preposition),
    ("part of an example", is_example_input),
    ("cuts a number", _touches_hyphen),
    ("year of a title", is_title_year),
    ("one of a list", is_one_of_years),
    ("year of a title", dates_a_name),
    ("year of a statistic", dates_a_statistic),
)
_NAME_TESTS: tuple[tuple[str, Test], ...] = (
    ("vague time", _is_vague_time),
    ("cuts a number", _is_unit),
    ("several right answers", _is_one_of_many),
    ("who said it", is_source),
    ("number that says little", is_numbered_part),
    ("neither a name nor a noun", _is_common_word),
    ("cuts a name", cuts_name_left),
    ("cuts a name", cuts_name_right),
    ("cuts a name", _touches_hyphen),
    ("cuts a name", owns_nothing),
    ("cuts a name", is_eponym),
    ("cuts a name", is_half_of_foreign_term),
    ("neither a name nor a noun", swallows_verb),
    ("cuts a phrase", stops_before_noun),
    ("cuts a name", cuts_title),
    (GUESSED, is_court_of_case),
    (GUESSED, is_scope_of_record),
    (GUESSED, is_one_of_two_peoples),
    ("says little", is_common_ground),
    ("cuts a phrase", _names_a_modifier),
    ("crosses a boundary", _begins_with_number),
)
_TERM_TESTS: tuple[tuple[str, Test], ...] = (
    ("vague time", _is_vague_time),
    ("neither a name nor a noun", _is_no_term),
    ("cuts a number", _is_unit),
    ("long answer", _is_long_term),
    ("cuts a phrase", _cuts_phrase),
    ("cuts a phrase", _touches_hyphen),
    ("one of a list", _is_listed),
    ("too little to go by", _is_genus),
    ("says little", _says_little),
    ("known from before", _is_known),
    ("too little to go by", _is_superlative),
    ("neither a name nor a noun", is_deed),
    ("neither a name nor a noun", joins_plural),
    ("neither a name nor a noun", swallows_verb),
    ("says little", _is_set_phrase),
    ("says little", is_common_ground),
    ("several right answers", is_used_or_made),
)


def _tests_of(kind: Kind) -> tuple[tuple[str, Test], ...]:
    if kind is Kind.CODE:
        return _CODE_TESTS
    if kind in (Kind.COUNT, Kind.ORDINAL):
        return (*_TESTS, *_NUMBER_TESTS)
    if kind in NUMERIC or kind in TIMED:
        return (*_TESTS, *_AMOUNT_TESTS)
    return (*_TESTS, *(_NAME_TESTS if kind in NAMED else _TERM_TESTS))


_TESTS_OF = {kind: _tests_of(kind) for kind in Kind}
