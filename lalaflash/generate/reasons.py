"""Why a span was chosen, in words that a person can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lalaflash.generate.codes import DEPS, KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lalaflash.generate.codes import Codes

KIND_NAMES = {
    "CARDINAL": "number",
    "DATE": "date",
    "EVENT": "event",
    "FAC": "building",
    "GPE": "place",
    "LANGUAGE": "language",
    "LAW": "law",
    "LOC": "place",
    "MONEY": "amount of money",
    "NORP": "people",
    "ORDINAL": "rank",
    "ORG": "organisation",
    "PERCENT": "share",
    "PERSON": "person",
    "PRODUCT": "product",
    "QUANTITY": "quantity",
    "TIME": "time",
    "WORK_OF_ART": "work",
}
ROLE_NAMES = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "dobj": "object",
    "dative": "object",
    "attr": "what something is",
    "acomp": "what something is like",
    "oprd": "what something is called",
    "appos": "apposition",
    "advcl": "circumstance",
    "ROOT": "main statement",
}


def reasons_for(columns: Mapping[str, Codes], index: int) -> tuple[str, ...]:
    """What stands out about one candidate: its kind, its role, how lonely and how rare it is."""
    kind = KINDS[columns["kind"][index]]
    named = kind in KIND_NAMES and columns["fit"][index] > 0
    alone = named and columns["rivals"][index] == 1
    reasons = (
        KIND_NAMES[kind] if named else "",
        ROLE_NAMES.get(DEPS[columns["head role"][index]], ""),
        "only one in the sentence" if alone else "",
        "in quotes" if columns["in quotes"][index] else "",
        "said once" if columns["text count"][index] == 1 and columns["head count"][index] == 1 else "",
    )
    return tuple(reason for reason in reasons if reason)
