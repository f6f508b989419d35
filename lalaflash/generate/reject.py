"""Why a span makes no card, or a card is not worth keeping: each test has a name that a person can read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lalaflash.generate.code_answers import is_example_code, is_short
from lalaflash.generate.cut_names import (
    cuts_abbreviation,
    cuts_foreign_name,
    cuts_name_left,
    cuts_name_right,
    cuts_spelling,
    cuts_title,
    is_first_name,
    owns_nothing,
)
from lalaflash.generate.gaps import NAMED, NUMERIC, TIMED, Kind
from lalaflash.generate.misread import (
    asks,
    crosses_sentences,
    ends_with_adjective,
    is_caused_deed,
    is_deed,
    is_half_of_foreign_term,
    joins_plural,
    joins_two_phrases,
    runs_on,
    stands_beside_noun,
    stops_before_noun,
    swallows_time,
    swallows_verb,
    takes_subject_along,
)
from lalaflash.generate.nouns import kind_at
from lalaflash.generate.syntax import FINITE, SUBJECTS
from lalaflash.generate.unaskable import (
    is_among_others,
    is_common_ground,
    is_court_of_case,
    is_eponym,
    is_example,
    is_gloss,
    is_list,
    is_numbered_part,
    is_one_of_others,
    is_one_of_two_peoples,
    is_other_side,
    is_scope_of_record,
    is_source,
    is_superlative,
    is_unit_of_rate,
    is_used_or_made,
    means_another,
    opens_vaguely,
)
from lalaflash.generate.unaskable_numbers import (
    HYPHENS,
    cuts_number,
    cuts_numbered_name,
    dates_a_name,
    dates_a_statistic,
    is_any_two,
    is_bare_unit,
    is_example_input,
    is_model_number,
    is_one_of_years,
    is_part_of_range,
    is_small_number,
    is_title_year,
)
from lalaflash.generate.unaskable_terms import (
    cuts_phrase,
    is_genus,
    is_known,
    is_listed,
    is_long_term,
    is_no_term,
    is_of_definition,
    is_set_phrase,
    says_little,
)
from lalaflash.generate.unusable import GUESSED
from lalaflash.generate.words import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from lalaflash.generate.gaps import Answer
    from lalaflash.generate.syntax import Parse

    Test = Callable[[Parse, Answer], bool]

_LONGEST_ANSWER = 7
_SHORT_SENTENCE = 12
"""Tokens."""
_URL = re.compile(r"https?://|www\.|@\w+\.\w|\w\.(?:com|org|net|edu)\b|[{}<>\\|=^~≥≤≈≡]|::|\w\(|\)\.|__|/\w+/")


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
    return any(
        (parse.pos[i] == "PRON" or parse.tag[i] in pronouns)
        and not (parse.text[i] == "I" and i > answer.start)  # "Type I error"
        for i in _tokens(answer)
    )


def _holds_clause(parse: Parse, answer: Answer) -> bool:
    if answer.kind in NAMED:
        for i in range(answer.start + 1, answer.end):
            if parse.tag[i] in FINITE and parse.text[i].islower():
                return True  # "Sadi Carnot published Reflections"
            if parse.text[i] in ("a", "an") and parse.pos[i - 1] in ("PROPN", "CCONJ") and answer.kind is not Kind.WORK:
                return True  # "X plays a pianist and John Legend a guitarist"
        return parse.pos[answer.start] == "VERB" and (parse.text[answer.start].islower() or answer.head == answer.start)
    return any(parse.tag[i] in FINITE or parse.dep[i] == "neg" for i in _tokens(answer))


def _crosses_boundary(parse: Parse, answer: Answer) -> bool:
    text = " ".join(parse.text[answer.start : answer.end])
    return parse.sentence[answer.start] != parse.sentence[answer.end - 1] or not is_balanced(text)


def _is_verbatim(parse: Parse, answer: Answer) -> bool:
    return any(parse.verbatim[i] for i in _tokens(answer))


def _is_conversion(parse: Parse, answer: Answer) -> bool:
    return answer.kind in (Kind.QUANTITY, Kind.COUNT) and parse.text[answer.start - 1] == "("


def _explains_amount(parse: Parse, answer: Answer) -> bool:
    """ "2 percent of its weight, that is, 20 grams per kilogram": the amount before it tells this one."""
    return answer.kind in NUMERIC and parse.lower[answer.start - 3 : answer.start] == ["that", "is", ","]


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


def _holds_aside(parse: Parse, answer: Answer) -> bool:
    """ "Boron trifluoride, BF3, is": the second comma would stay behind the gap; but "Martha's Vineyard, Maine, is"."""
    formula = any(c.isdigit() for c in parse.text[answer.end - 1]) or parse.text[answer.end - 1].isupper()
    return formula and parse.text[answer.end - 2] == "," and parse.text[answer.end : answer.end + 1] == [","]


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
    return parse.dep[answer.head] in SUBJECTS and tells_of_many(parse, parse.head[answer.head])


def _is_told_what_it_is_not(parse: Parse, answer: Answer) -> bool:
    """ "Taytu was no mere companion on the campaign": nor were many others. A short form is mostly explained so."""
    verb = parse.head[answer.head]
    if parse.dep[answer.head] == "attr" and any(parse.dep[c] == "neg" for c in parse.children[verb]):
        return True  # "The rider is not Mitchum"
    first, last = parse.sentences[parse.sentence[answer.start]]
    if first or parse.dep[answer.head] not in SUBJECTS or last > _SHORT_SENTENCE or parse.text[answer.start].isupper():
        return False
    negated = any(parse.dep[c] == "neg" for c in parse.children[verb])
    return negated or any(parse.lower[parse.left[c]] == "no" for c in parse.children[verb] if parse.dep[c] == "attr")


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


_TESTS: tuple[tuple[str, Test], ...] = (
    ("long answer", _is_long),
    ("code, address or sign", _is_sign),
    ("holds a pronoun", _holds_pronoun),
    ("holds a clause", _holds_clause),
    ("crosses a boundary", _crosses_boundary),
    ("in code or math", _is_verbatim),
    ("says little", opens_vaguely),
    ("says little", means_another),
    ("says little", _is_letter),
    ("holds a clause", asks),
    ("crosses a boundary", crosses_sentences),
    ("crosses a boundary", joins_two_phrases),
    ("crosses a boundary", swallows_time),
    ("neither a name nor a noun", is_caused_deed),
    ("answer on the front", _is_explained_beside),
    ("conversion in brackets", _is_conversion),
    ("answer on the front", _explains_amount),
    ("several right answers", is_example),
    ("several right answers", is_one_of_others),
    ("several right answers", is_among_others),
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
    ("number that says little", is_any_two),
    ("cuts a name", cuts_numbered_name),
    ("part of an example", is_example_input),
    ("cuts a number", cuts_number),
)
_AMOUNT_TESTS: tuple[tuple[str, Test], ...] = (
    ("cuts a number", is_part_of_range),
    ("cuts a number", _describes_noun),
    ("cuts a phrase", _begins_with_preposition),
    ("part of an example", is_example_input),
    ("number that says little", is_any_two),
    ("cuts a number", _touches_hyphen),
    ("year of a title", is_title_year),
    ("cuts a name", is_model_number),
    ("one of a list", is_one_of_years),
    ("year of a title", dates_a_name),
    ("year of a statistic", dates_a_statistic),
)
_NAME_TESTS: tuple[tuple[str, Test], ...] = (
    ("vague time", _is_vague_time),
    ("cuts a number", _is_unit),
    ("several right answers", _is_one_of_many),
    ("several right answers", _is_told_what_it_is_not),
    ("who said it", is_source),
    ("number that says little", is_numbered_part),
    ("neither a name nor a noun", _is_common_word),
    ("cuts a name", cuts_name_left),
    ("cuts a name", cuts_name_right),
    ("cuts a name", is_first_name),
    ("cuts a name", _touches_hyphen),
    ("cuts a name", owns_nothing),
    ("cuts a name", is_eponym),
    ("cuts a name", is_half_of_foreign_term),
    ("neither a name nor a noun", swallows_verb),
    ("cuts a phrase", stops_before_noun),
    ("cuts a name", cuts_title),
    ("cuts a phrase", _holds_aside),
    ("cuts a phrase", ends_with_adjective),
    ("crosses a boundary", runs_on),
    ("crosses a boundary", takes_subject_along),
    (GUESSED, is_court_of_case),
    (GUESSED, is_scope_of_record),
    (GUESSED, is_one_of_two_peoples),
    ("says little", is_common_ground),
    ("cuts a phrase", _names_a_modifier),
    ("crosses a boundary", _begins_with_number),
)
_TERM_TESTS: tuple[tuple[str, Test], ...] = (
    ("vague time", _is_vague_time),
    ("neither a name nor a noun", is_no_term),
    ("cuts a number", _is_unit),
    ("long answer", is_long_term),
    ("cuts a phrase", cuts_phrase),
    ("cuts a phrase", _touches_hyphen),
    ("one of a list", is_listed),
    ("too little to go by", is_genus),
    ("too little to go by", is_of_definition),
    ("says little", says_little),
    ("known from before", is_known),
    ("too little to go by", is_superlative),
    ("neither a name nor a noun", is_deed),
    ("neither a name nor a noun", joins_plural),
    ("neither a name nor a noun", swallows_verb),
    ("says little", is_set_phrase),
    ("says little", is_common_ground),
    ("several right answers", is_used_or_made),
    ("crosses a boundary", takes_subject_along),
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
