"""Parsing with spaCy, to which each piece of code or math is one word, whatever stands in it.

A parser of prose takes "`git add -p` lets you stage a file" apart wrongly. With one word in place of the code it finds
the verb; the parse then shows the code again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.syntax import CODE, read_parse
from lalaflash.generate.text_cleaning import VERBATIM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from lalaflash.generate.syntax import Parse

_STAND_IN = "Emacs"
"""What the parser reads in place of code: of a dozen words, the one that gave most sentences a verb at their root."""


def parse_texts(parser: Language, texts: Iterable[str]) -> Iterator[Parse]:
    """Parse each text; a memory zone of the parser, if there is one, must stay open until its parse is read."""
    for doc in parser.pipe(_with_stand_ins(parser, text) if VERBATIM.search(text) else text for text in texts):
        yield read_parse(doc)


def _with_stand_ins(parser: Language, text: str) -> Doc:
    """The tokens of a text, with the code that some of them stand for."""
    words: list[str] = []
    spaces: list[bool] = []
    code: dict[int, str] = {}
    end = 0
    for match in VERBATIM.finditer(text):
        _add_prose(parser, text[end : match.start()], words, spaces)
        code[len(words)] = match[0]
        words.append(_STAND_IN)
        spaces.append(False)
        end = match.end()
    _add_prose(parser, text[end:], words, spaces)
    from spacy.tokens import Doc  # Late, as everything that only the extra "generate" installs.

    doc = Doc(parser.vocab, words=words, spaces=spaces)
    doc.user_data[CODE] = code
    return doc


def _add_prose(parser: Language, prose: str, words: list[str], spaces: list[bool]) -> None:
    """Add the tokens of a piece of prose; a space that it begins with belongs to the token before."""
    if prose.startswith(" ") and spaces:
        spaces[-1] = True
    for token in parser.make_doc(prose.lstrip(" ")):
        words.append(token.text)
        spaces.append(bool(token.whitespace_))
