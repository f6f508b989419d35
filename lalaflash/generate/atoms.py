"""Atoms: the smallest parts of a sentence that can stand alone, and what may be left out of one.

An atom's items are token indexes in the order in which they are to be read. Each has one leading verb and, where the
parse shows it, that verb's subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lalaflash.generate.linking import strip, without_links
from lalaflash.generate.nouns import kind_at
from lalaflash.generate.syntax import (
    FINITE,
    NOMINAL,
    VERBAL,
    find_verb,
    is_finite,
    leading_verb,
    missing_words,
    states_something,
    subject_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lalaflash.generate.syntax import Parse

_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "they", "them", "their"})
_RELATIVE = frozenset({"who", "which"})
_CORRELATIVE = frozenset({"either", "neither", "both", "not", "nor", "whether", "rather"})
_UNDROPPABLE = frozenset(
    {"if", "unless", "only", "not", "never", "until", "when", "because", "before", "after", "except"}
)
_SHORTEST_CLAUSE = 8
"""Tokens; what a shorter part of a sentence says is too little for a card."""
_MAX_SUBJECT = 9
"""Tokens; a longer shared subject makes a clumsy card."""


class Atom(NamedTuple):
    """Words that can stand alone: ``subject`` is the range of token indexes of the verb's subject, if known."""

    items: tuple[int, ...]
    verb: int | None
    subject: tuple[int, int] | None


class Cut(NamedTuple):
    """Tokens ``start`` to ``end`` (exclusive) that an atom can do without."""

    start: int
    end: int


def sentence_atoms(parse: Parse, sentence: int) -> list[Atom]:
    """The atoms of a sentence, the shortest first, then the whole sentence, and last what is left without asides."""
    start, end = parse.sentences[sentence]
    whole = tuple(strip(parse, without_links(parse, start, end)))
    if not whole:
        return []
    if not states_something(parse, sentence):
        return [Atom(whole, None, None)] if missing_words(parse, sentence) is not None else []
    verb = find_verb(parse, sentence)
    if verb is None:
        return [Atom(whole, None, None)]
    if any(parse.dep[c] in ("ccomp", "dep", "parataxis") and c < verb for c in parse.children[verb]):
        return [Atom(whole, None, None)]  # Two clauses that the parser could not order: only the whole is safe.
    atoms = [*_relative_atoms(parse, start, end), *_clause_atoms(parse, verb, whole)]
    atoms.sort(key=lambda atom: len(atom.items))
    entire = Atom(whole, verb, _subject_range(parse, verb))
    bare = without(whole, cuts(parse, entire, bare=False), (-1, -1))
    trimmed = [entire._replace(items=bare)] if _SHORTEST_CLAUSE <= len(bare) < len(whole) else []
    return [*atoms, entire, *trimmed]


def whole_of(atoms: list[Atom]) -> Atom:
    """The atom that is the whole sentence."""
    return max(atoms, key=lambda atom: len(atom.items))


def _subject_range(parse: Parse, verb: int) -> tuple[int, int] | None:
    subject = subject_of(parse, verb)
    if subject is None or subject > verb:
        return None
    start = parse.left[subject]
    if start and parse.pos[start] == "NUM" and parse.pos[start - 1] == "ADP" and not parse.children[start - 1]:
        start += 1  # "In 1676 Ole Rømer": the year belongs to the "in".
    return start, parse.right[subject] + 1


def _clause_atoms(parse: Parse, verb: int, whole: tuple[int, ...]) -> Iterator[Atom]:
    """Clauses that "and" or "but" joins: each with its own subject, or with the one that they share."""
    joined = list(_joined_verbs(parse, verb))
    if not joined or any(parse.lower[i] in _CORRELATIVE and parse.dep[i] in ("cc", "preconj", "neg", "advmod")
                         and parse.head[i] in {verb, *joined} for i in whole):  # fmt: skip
        return
    shared = _subject_range(parse, verb)
    if not all(_has_link(parse, c) for c in joined) or _is_qualified(parse, verb):
        return  # "Because X, A did Y and Z": the reason may be one for Z.
    regions = {c: _clause_region(parse, c, whole) for c in joined}
    rest = {i for region in regions.values() for i in region}
    first = strip(parse, [i for i in whole if i not in rest])
    if any(parse.dep[i] == "cc" and parse.head[i] in {verb, *joined} for i in first):
        return  # "And, together with X, was …": a phrase of the joined clause hangs from the first verb.
    if shared and all(_ends_clean(first, regions[c]) for c in joined):
        yield Atom(tuple(first), verb, shared)
    for c in joined:
        own = _subject_range(parse, c)
        items = strip(parse, regions[c])
        if own is not None and parse.pos[items[0]] in VERBAL:
            continue  # "And had Louverture seized": who had it done stands in the other clause.
        if own is not None:
            yield Atom(tuple(items), c, own)
        elif shared and _can_share(parse, verb, c, shared) and shared[1] - shared[0] + len(items) >= _SHORTEST_CLAUSE:
            yield Atom((*range(*shared), *items), c, shared)


def _is_qualified(parse: Parse, verb: int) -> bool:
    """Whether a clause with "because", "when" or the like belongs to a verb."""
    marks = ("mark", "advmod")
    return any(
        parse.dep[c] == "advcl" and any(parse.dep[d] in marks and d < c for d in parse.children[c])
        for c in parse.children[verb]
    )


def _joined_verbs(parse: Parse, verb: int) -> Iterator[int]:
    for c in parse.children[verb]:
        if parse.dep[c] == "conj" and parse.pos[c] in VERBAL and c > verb and is_finite(parse, c):
            yield c
            yield from _joined_verbs(parse, c)


def _has_link(parse: Parse, verb: int) -> bool:
    """Whether "and" or "but" or a comma stands before a joined clause; without one the parse is doubtful."""
    before = parse.left[verb] - 1
    return before >= 0 and (parse.dep[before] == "cc" or parse.text[before] in ",;")


def _clause_region(parse: Parse, verb: int, whole: tuple[int, ...]) -> list[int]:
    deeper = {i for c in _joined_verbs(parse, verb) for i in range(parse.left[c], parse.right[c] + 1)}
    inside = set(whole)
    return [i for i in range(parse.left[verb], parse.right[verb] + 1) if i in inside and i not in deeper]


def _ends_clean(first: list[int], region: list[int]) -> bool:
    """Whether a clause stands behind the first one, so that cutting it leaves no hole."""
    return bool(first and region) and region[0] > max(first)


def _can_share(parse: Parse, verb: int, other: int, shared: tuple[int, int]) -> bool:
    """A finite verb of the same tense takes over the subject; an auxiliary may not be shared."""
    if parse.lemma[verb] == "be" and parse.tag[other] == "VBD" and parse.lower[other].endswith("ed"):
        return False  # "Is a film directed by X and adapted from Y": a participle, whatever the tagger says.
    return (
        parse.tag[other] in FINITE
        and parse.tag[other] != "MD"
        and shared[1] - shared[0] <= _MAX_SUBJECT
        and parse.tag[shared[0]] not in ("WDT", "WP", "EX")
        and (parse.tag[verb] == parse.tag[other] or is_finite(parse, verb))
        and all(parse.dep[c] != "aux" or c > verb for c in parse.children[verb])
    )


def _relative_atoms(parse: Parse, start: int, end: int) -> Iterator[Atom]:
    """ "X, who did Y, …" says "X did Y"."""
    for r in range(start, end):
        if parse.dep[r] != "relcl" or not is_finite(parse, r):
            continue
        pronoun, noun = parse.left[r], parse.head[r]
        if any(parse.lower[i] in _PRONOUNS for i in range(pronoun + 1, parse.right[r] + 1)):
            continue  # They may stand for somebody outside the clause.
        if any(parse.lower[i] == "the" and parse.dep[parse.head[i]] == "dobj" and not _narrowed(parse, parse.head[i])
               for i in range(pronoun + 1, parse.right[r] + 1)):  # fmt: skip
            continue  # "Who got the idea": the rest of the sentence says which.
        subject = subject_of(parse, r)
        if subject != pronoun or parse.lower[pronoun] not in _RELATIVE or pronoun == start:
            continue
        if parse.text[pronoun - 1] != "," or parse.pos[noun] not in NOMINAL or _needs_main_clause(parse, noun, pronoun):
            continue
        span = (parse.left[noun], pronoun - 1)
        if span[1] - span[0] > _MAX_SUBJECT or "," in parse.text[span[0] : span[1]] or not _agree(parse, noun, r):
            continue
        if _may_mean_another(parse, noun, pronoun) or _may_be_told_of_both(parse, noun, r):
            continue
        verbs = {i for c in _joined_verbs(parse, r) for i in range(parse.left[c], parse.right[c] + 1)}
        items = strip(parse, [i for i in range(pronoun + 1, parse.right[r] + 1) if i not in verbs])
        if span[1] - span[0] + len(items) >= _SHORTEST_CLAUSE:
            yield Atom((*range(*span), *items), r, span)


def _may_mean_another(parse: Parse, noun: int, pronoun: int) -> bool:
    """Whether a relative clause may belong to a nearer noun, to a farther one, or to the whole sentence.

    "A survey in Mongolia, which shows …"; the nearer one only where words stand between the noun and the clause.
    """
    if pronoun - 2 != noun and parse.lower[noun + 1] not in ("of", "("):
        return True
    if parse.lower[pronoun] == "who" and kind_at(parse, noun) in ("GPE", "LOC", "FAC"):
        return True
    return parse.lower[pronoun] == "which" and parse.dep[noun] == "pobj" and parse.dep[parse.head[noun]] != "agent"


def _may_be_told_of_both(parse: Parse, noun: int, verb: int) -> bool:
    """ "Robert Jensen and Nolan Miller, who published …", but not "the channels and the pump, which moves …"."""
    lead = leading_verb(parse, verb)
    return parse.dep[noun] == "conj" and parse.tag[lead] != "VBZ" and parse.lower[lead] != "was"


def _needs_main_clause(parse: Parse, noun: int, pronoun: int) -> bool:
    """ "The last case was Ali, who fell ill", "it had 200 members, which met": the clause says too little alone."""
    counted = any(parse.pos[i] == "NUM" and parse.head[i] == noun for i in range(parse.left[noun], noun))
    somebody = parse.dep[noun] == "appos" and parse.lower[parse.left[noun]] in ("a", "an")
    return noun > pronoun or parse.dep[noun] == "attr" or counted or somebody


def _narrowed(parse: Parse, noun: int, *, but: int = -1) -> bool:
    """Whether a noun says by itself, without its clause ``but``, which thing is meant."""
    telling = ("prep", "relcl", "acl", "amod", "compound", "poss")
    return parse.pos[noun] == "PROPN" or any(parse.dep[c] in telling and c != but for c in parse.children[noun])


def _agree(parse: Parse, noun: int, verb: int) -> bool:
    """Number of noun and verb, where the verb shows one."""
    lead = leading_verb(parse, verb)
    plural = parse.tag[noun] in ("NNS", "NNPS") or any(parse.dep[c] == "conj" for c in parse.children[noun])
    if parse.tag[lead] == "VBZ" or parse.lower[lead] == "was":
        return not plural
    if parse.tag[lead] == "VBP" or parse.lower[lead] == "were":
        return plural
    return True


def cuts(parse: Parse, atom: Atom, *, bare: bool) -> list[Cut]:
    """What may be left out, in reading order; ``bare`` also gives up subordinate clauses, as a question has to."""
    found: list[Cut] = []
    inside = set(atom.items)
    for i in atom.items:
        cut = (
            _aside(parse, i) or _relative(parse, i) or _apposition(parse, i) or (bare and _subordinate(parse, i, atom))
        )
        if cut and cut.start in inside:
            found.append(cut)
    return found


def _aside(parse: Parse, i: int) -> Cut | None:
    if parse.text[i] != "(" or parse.quoted[i]:
        return None  # A title in quotes keeps its brackets.
    for j in range(i + 1, min(i + 40, len(parse))):
        if parse.text[j] == ")":
            in_name = parse.pos[i - 1] == "PROPN" and parse.pos[j + 1 : j + 2] == ["PROPN"]
            return None if in_name or (j - i == 2 and parse.text[i + 1].isdigit()) else Cut(i, j + 1)
    return None


def _between_commas(parse: Parse, start: int, last: int) -> Cut | None:
    """The tokens from the comma before ``start`` to the comma after ``last``, or to the end of the sentence."""
    sentence_start, sentence_end = parse.sentences[parse.sentence[start]]
    if ":" in parse.text[sentence_start:start]:
        return None  # What stands behind a colon is one of a list.
    if start <= sentence_start or parse.text[start - 1] != "," or last + 1 >= sentence_end:
        return None
    if parse.text[last] == ",":
        last -= 1
    after = parse.text[last + 1]
    if after == ",":
        return Cut(start - 1, last + 2)
    return Cut(start - 1, last + 1) if after in ".;!?" or last + 1 == sentence_end else None


def _relative(parse: Parse, i: int) -> Cut | None:
    relative = parse.dep[i] == "relcl" or (parse.dep[i] == "advcl" and parse.lower[parse.left[i]] == "which")
    if not relative or parse.tag[parse.left[i]] not in ("WP", "WDT", "WRB", "WP$", "IN"):
        return None
    cut = _between_commas(parse, parse.left[i], parse.right[i])
    if cut is None or (parse.lower[parse.left[parse.head[i]]] == "the" and not _narrowed(parse, parse.head[i], but=i)):
        return None  # "The scene, in which …": the clause says which.
    return cut if _goes_on_after(parse, cut) else None


def _apposition(parse: Parse, i: int) -> Cut | None:
    noun = parse.head[i]
    if parse.dep[i] != "appos" or noun > i or (parse.pos[noun] == "NOUN" and parse.pos[i] == "PROPN"):
        return None  # "The group, X, …" needs its name.
    if any(parse.dep[j] == "conj" for j in range(i, parse.right[i] + 1)) and "," in parse.text[i : parse.right[i]]:
        return None  # "The five are A, B, C and D" is a list.
    if parse.lower[parse.left[noun]] in ("a", "an") and parse.lower[i - 1] == "the" and parse.right[i] == i:
        return None  # "An older unit, the curie, …" tells its name.
    cut = _between_commas(parse, parse.left[i], parse.right[i])
    return cut if cut and _goes_on_after(parse, cut) else None


def _goes_on_after(parse: Parse, cut: Cut) -> bool:
    """Whether what follows a cut can't belong to what is cut out: the verb, a new clause, or nothing."""
    after = cut.end
    if after >= parse.sentences[parse.sentence[cut.start]][1] or parse.text[after] in ".;!?":
        return True
    if parse.pos[after] in ("ADP", "CCONJ"):
        return True
    while parse.pos[after] == "ADV" and after + 1 < len(parse):
        after += 1
    return parse.tag[after] in FINITE or parse.pos[after] == "AUX"


def _subordinate(parse: Parse, i: int, atom: Atom) -> Cut | None:
    """A clause in front of or behind the main one that doesn't limit its truth."""
    if parse.dep[i] not in ("advcl", "npadvmod", "acl") or parse.head[i] != atom.verb:
        return None
    start, last = parse.left[i], parse.right[i]
    if any(parse.lower[j] in _UNDROPPABLE for j in range(start, last + 1)):
        return None
    if start == atom.items[0] and last + 1 < len(parse) and parse.text[last + 1] == ",":
        return Cut(start, last + 2)
    return _between_commas(parse, start, last)


def without(items: Iterable[int], dropped: Iterable[Cut], keep: tuple[int, int]) -> tuple[int, ...]:
    """The items less every cut that doesn't touch the tokens to keep."""
    gone = {i for cut in dropped if cut.end <= keep[0] or cut.start >= keep[1] for i in range(cut.start, cut.end)}
    return tuple(i for i in items if i not in gone)
