"""From one ranked span to one draft of a card, or to the reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lalaflash.generate import fronts, questions, reject
from lalaflash.generate.abbreviations import find_abbreviations
from lalaflash.generate.atoms import Atom, Cut, cuts, sentence_atoms, whole_of, without
from lalaflash.generate.below import stand_below
from lalaflash.generate.clozes import answer_text, hide
from lalaflash.generate.context import Standing, stand_alone
from lalaflash.generate.fronts import LONG_FRONT, LONGEST_FRONT, LONGEST_LEANING_FRONT
from lalaflash.generate.gaps import NAMED, Answer, Kind, find_answer, head_of
from lalaflash.generate.giveaways import acronym_of
from lalaflash.generate.hints import hint_for
from lalaflash.generate.leaning import find_leans, takes_as_known
from lalaflash.generate.reckoning import told_again
from lalaflash.generate.reject import is_balanced, tells_of_many
from lalaflash.generate.syntax import FINITE, span_text
from lalaflash.generate.unusable import LEANS, NO_SENTENCE
from lalaflash.generate.why import REASON_AFTER, ask_why_to
from lalaflash.generate.worth import worth_of
from lalaflash.model import NoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lalaflash.generate.clozes import Gapped
    from lalaflash.generate.syntax import Parse
    from lalaflash.generate.topic_words import Topic

_LONG_SENTENCE = 32
"""Tokens; a longer one gives up what it can do without, and is parted. Shorter ones are shown whole: what a part of a
sentence lost is what a reader misses most often."""


_SHORTEST_PLURAL = 2
_WORTH_OF_ABBREVIATION = 0.95
"""Too few were judged to estimate it, but the question is sure to have one answer."""

_ONLY_QUESTIONS = frozenset({"long answer", "holds a clause", "neither a name nor a noun", "holds a pronoun"})
"""Flaws of an answer that a gap can't have, but a "why" or a "what is" can."""


_HOPELESS = frozenset({"empty answer", "code, address or sign", "in code or math"})
"""Flaws that leave nothing to show."""


class Draft(NamedTuple):
    """A card before the choice; ``start`` to ``end`` are the answer's tokens, ``worth`` is as in ``worth_of``.

    ``lines`` are the context and the sentence of a cloze; a question has none.
    """

    kind: NoteKind
    prompt: str
    answer: str
    hint: str
    context: str
    lines: tuple[Gapped, ...]
    score: float
    reasons: tuple[str, ...]
    answer_kind: Kind
    sentence: int
    start: int
    end: int
    worth: float = 0.0

    @property
    def text(self) -> str:
        """The cloze in lalaflash's markup, or the question."""
        return " ".join(line.markup(self.hint) for line in self.lines) or self.prompt


class Drafter:
    """Makes drafts from the spans of one fact; what it finds out about a sentence it keeps."""

    def __init__(self, parse: Parse, *, topic: Topic, wanted: frozenset[NoteKind], own: int = 0) -> None:
        """Remember the fact, the topic that its cards show, and the kinds wanted.

        Where the fact is shown below the one before it, ``own`` is the number of the first sentence that is its own.
        """
        self._own = own
        self.parse = parse
        self._topic = topic
        self._wanted = wanted
        self._atoms: dict[int, list[Atom]] = {}
        self._standing: dict[Atom, Standing | None] = {}
        self._cuts: dict[Atom, list[Cut]] = {}

    def draft(self, start: int, end: int, score: float, reasons: Sequence[str]) -> Draft | str:
        """The best card for a span, or the name of what is wrong with it."""
        answer = find_answer(self.parse, start, end)
        if answer is None:
            return "empty answer"
        flaw = reject.flaw_of_answer(self.parse, answer)
        if flaw and flaw not in _ONLY_QUESTIONS:
            return flaw
        atoms = self._atoms_around(answer)
        if not atoms:
            known = self._atoms_of(self.parse.sentence[answer.start])
            return flaw or (LEANS if known else NO_SENTENCE)
        made: _Made | str | None = self._first_question(atoms, answer)
        if made is None and not flaw:
            made = self._first_cloze(atoms, answer)
        if made is None or isinstance(made, str):
            return flaw or made or "no question is certain"
        return self._finished(made, answer, score, reasons)

    def doubtful(self, start: int, end: int, score: float, reasons: Sequence[str], flaw: str) -> Draft | None:
        """A plain gap in the whole sentence for a span that makes no good card; its reasons name the doubt."""
        parse = self.parse
        sentence = parse.sentence[start]
        if flaw in _HOPELESS or parse.sentence[end - 1] != sentence or not is_balanced(span_text(parse, start, end)):
            return None
        found = find_answer(parse, start, end) if flaw == LONG_FRONT else None  # Nothing is wrong with the answer.
        answer = found or Answer(start, end, head_of(parse, start, end), Kind.OTHER)
        gapped = hide(parse, range(*parse.sentences[sentence]), answer, {})
        text = answer_text(parse, answer.start, answer.end)
        made = _Made(NoteKind.CLOZE, gapped.front(""), text, "", "", (gapped,), "")
        return self._finished(made, answer, score, (*reasons, f"doubtful: {flaw}"))

    def leaning(self) -> frozenset[int]:
        """The sentences that cannot stand alone."""
        wholes = ((n, self._atoms_of(n)) for n in range(len(self.parse.sentences)))
        return frozenset(n for n, atoms in wholes if atoms and self._stand(whole_of(atoms), n) is None)

    def abbreviations(self, score: float) -> list[Draft]:
        """What each short form that the fact explains stands for."""
        if NoteKind.QUESTION not in self._wanted:
            return []
        found = []
        for short, start, end in find_abbreviations(self.parse):
            full = span_text(self.parse, start, end)
            if full.lower() in self._topic.shown.lower():
                continue  # The topic stands on the front.
            made = _Made(NoteKind.QUESTION, _what_it_stands_for(short), full, "", "", (), "")
            answer = Answer(start, end, head_of(self.parse, start, end), Kind.TERM)
            draft = self._finished(made, answer, score, ("what an abbreviation stands for",))
            found.append(draft._replace(worth=_WORTH_OF_ABBREVIATION))
        return found

    def _atoms_around(self, answer: Answer) -> list[tuple[Atom, Standing]]:
        """The atoms that hold the whole answer and can stand alone, the shortest first."""
        sentence = self.parse.sentence[answer.start]
        needed = set(range(answer.start, answer.end))
        found = []
        for atom in self._atoms_of(sentence):
            if needed <= set(atom.items) and not _tells_little(self.parse, atom, answer):
                standing = self._stand(atom, sentence)
                if standing is not None:
                    found.append((atom, standing))
        return found

    def _atoms_of(self, sentence: int) -> list[Atom]:
        if sentence not in self._atoms:
            self._atoms[sentence] = sentence_atoms(self.parse, sentence)
        return self._atoms[sentence]

    def _stand(self, atom: Atom, sentence: int) -> Standing | None:
        if atom not in self._standing:
            # A part that needs the sentences before it needs the rest of its own sentence first.
            whole = atom is whole_of(self._atoms_of(sentence))
            if self._own:
                self._standing[atom] = (
                    stand_below(self.parse, atom, sentence, self._own, topic=self._topic) if whole else None
                )
                return self._standing[atom]
            self._standing[atom] = stand_alone(self.parse, atom, sentence, topic=self._topic, whole=whole)
        return self._standing[atom]

    def _first_question(self, atoms: Sequence[tuple[Atom, Standing]], answer: Answer) -> _Made | None:
        if NoteKind.QUESTION not in self._wanted or answer.kind is Kind.CODE:
            return None
        for atom, standing in atoms:
            if standing.context and (
                standing.needed or takes_as_known(self.parse, atom.items, topic=self._topic.shown)
            ):
                continue
            made = self._question(atom, standing, answer)
            if made:
                return made
        return None

    def _question(self, atom: Atom, standing: Standing, answer: Answer) -> _Made | None:
        parse = self.parse
        if atom.verb is None or atom.subject is None:
            order = ask_why_to(parse, atom.items, answer.start, standing.words)
            return _Made(NoteKind.QUESTION, order.prompt, order.answer, "", "", (), order.reason) if order else None
        keep = (answer.start, answer.end)
        items = without(atom.items, self._bare_cuts(atom), keep)
        if len(items) != len(atom.items) and self._leans_more(items, standing):
            return None
        asked = questions.ask(parse, items, atom.verb, atom.subject, answer, standing.words)
        if asked is None:
            return None
        front = asked.prompt.lower()
        why = asked.reason.startswith(REASON_AFTER)  # Its verb stands there in another form.
        shown = [
            i for i in items
            if not answer.start <= i < answer.end and (parse.lower[i] in front or (why and parse.lemma[i] in front))
        ]  # fmt: skip
        if fronts.flaw_of_front(
            parse, shown, answer, asked.prompt, topic=self._topic.shown, named=bool(standing.words)
        ):
            return None
        if asked.answer.lower() in asked.prompt.lower():
            return None
        return _Made(NoteKind.QUESTION, asked.prompt, asked.answer, "", "", (), asked.reason)

    def _leans_more(self, items: tuple[int, ...], standing: Standing) -> bool:
        """Whether what was left out held what a pronoun stands for."""
        bare = not (standing.context and standing.needed) and not standing.words
        return bare and bool(find_leans(self.parse, items, topic=self._topic.shown))

    def _first_cloze(self, atoms: Sequence[tuple[Atom, Standing]], answer: Answer) -> _Made | str | None:
        if NoteKind.CLOZE not in self._wanted:
            return None
        flaw = ""
        entire = whole_of([atom for atom, _ in atoms])
        for atom, standing in sorted(atoms, key=lambda at: at[0] is not entire or len(entire.items) > _LONG_SENTENCE):
            made = self._cloze(atom, standing, answer)
            if made == LONG_FRONT:
                made = self._cloze(atom, standing, answer, tight=True)
            if made == LONG_FRONT and not (
                standing.needed
                or _opens_with_known(self.parse, atom)
                or takes_as_known(self.parse, atom.items, topic=self._topic.shown)
            ):
                made = self._cloze(atom, Standing(standing.words, ()), answer)
            if made == LONG_FRONT and standing.needed:
                made = self._cloze(atom, standing, answer, tight=True, longest=LONGEST_LEANING_FRONT)
            if isinstance(made, _Made):
                return made
            flaw = flaw or made
        return flaw

    def _cloze(
        self, atom: Atom, standing: Standing, answer: Answer, *, tight: bool = False, longest: int = LONGEST_FRONT
    ) -> _Made | str:
        parse = self.parse
        items = self._shortened(atom, answer, tight=tight)
        if len(items) != len(atom.items) and (self._leans_more(items, standing) or not _tells(parse, items)):
            items = atom.items
        again = told_again(parse, answer)
        items = tuple(i for i in items if i not in again)
        hint = hint_for(parse, answer)
        gapped = hide(parse, items, answer, standing.words)
        context = ""
        context_items = self._context_items(standing)
        prompt = gapped.front(hint)
        if context_items:
            before = hide(parse, context_items, answer, standing.before)
            context = before.front(hint)
        hidden = gapped.hidden | before.hidden if context_items else gapped.hidden
        written = standing.words.keys() | standing.before.keys()
        shown = [i for i in (*context_items, *items) if i not in hidden and i not in written]
        named = bool(standing.words)
        flaw = fronts.flaw_of_front(
            parse, shown, answer, prompt, topic=self._topic.shown, named=named, context=context, longest=longest
        )
        if flaw:
            return flaw
        said = " ".join((*standing.words.values(), *standing.before.values())).lower()
        text = answer_text(parse, answer.start, answer.end)
        if said and any(w.lower() in said.split() for w in text.split() if len(w) > 3):
            return "answer on the front"
        lines = (before, gapped) if context_items else (gapped,)
        return _Made(NoteKind.CLOZE, prompt, text, hint, context, lines, "")

    def _context_items(self, standing: Standing) -> list[int]:
        """The tokens of the context, without a word at its beginning that links it to what stood before."""
        if not standing.context:
            return []
        begin = whole_of(self._atoms_of(standing.context[0])).items[0]
        sentences = (range(*self.parse.sentences[number]) for number in standing.context)
        return [i for sentence in sentences for i in sentence if i >= begin]

    def _shortened(self, atom: Atom, answer: Answer, *, tight: bool) -> tuple[int, ...]:
        parse = self.parse
        keep = (answer.start, answer.end)
        if tight or len(atom.items) > _LONG_SENTENCE:
            return without(atom.items, cuts(parse, atom, bare=False), keep)
        acronym = acronym_of(parse, answer)
        if acronym not in parse.text:
            return atom.items
        found = [cut for cut in cuts(parse, atom, bare=False) if acronym in parse.text[cut.start : cut.end]]
        return without(atom.items, found, keep)

    def _bare_cuts(self, atom: Atom) -> list[Cut]:
        if atom not in self._cuts:
            self._cuts[atom] = cuts(self.parse, atom, bare=True)
        return self._cuts[atom]

    def _finished(self, made: _Made, answer: Answer, score: float, reasons: Sequence[str]) -> Draft:
        because = tuple(reasons) + ((f"asked as {made.reason}",) if made.reason else ())
        draft = Draft(
            made.kind, made.prompt, made.answer, made.hint, made.context, made.lines, score, because, answer.kind,
            self.parse.sentence[answer.start], answer.start, answer.end,
        )  # fmt: skip
        return draft._replace(worth=worth_of(self.parse, draft))


def _tells(parse: Parse, items: Sequence[int]) -> bool:
    """Whether a finite verb is left: a parse that takes it for part of an aside would cut it out."""
    return any(parse.tag[i] in FINITE for i in items) or parse.tag[items[0]] == "VB"


def _opens_with_known(parse: Parse, atom: Atom) -> bool:
    """ "The maximum sentence is seven years": for what, only the sentence before says."""
    if atom.subject is None or parse.lower[atom.subject[0]] != "the":
        return False
    return not any(parse.pos[i] == "PROPN" or parse.lower[i] == "of" for i in range(*atom.subject))


def _what_it_stands_for(short: str) -> str:
    many = len(short) > _SHORTEST_PLURAL and short.endswith("s") and short[:-1].isupper()  # "RSOs"
    return f"What {'do' if many else 'does'} {short} stand for?"


def _tells_little(parse: Parse, atom: Atom, answer: Answer) -> bool:
    """ "… was born in 1864": true of many besides the answer."""
    if atom.verb is None or atom.subject is None or not atom.subject[0] <= answer.head < atom.subject[1]:
        return False
    return answer.kind in NAMED and tells_of_many(parse, atom.verb)


class _Made(NamedTuple):
    """The texts of a card, before it has a score."""

    kind: NoteKind
    prompt: str
    answer: str
    hint: str
    context: str
    lines: tuple[Gapped, ...]
    reason: str
