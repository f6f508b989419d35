"""Names of substances, which have no capital within a sentence whatever the tagger takes them for."""

from __future__ import annotations

import re

_ELEMENTS = frozenset({
    "actinium", "aluminium", "aluminum", "americium", "antimony", "argon", "arsenic", "astatine", "barium",
    "beryllium", "bismuth", "boron", "bromine", "cadmium", "caesium", "calcium", "carbon", "cerium", "chlorine",
    "chromium", "cobalt", "copper", "gadolinium", "gallium", "germanium", "gold", "hafnium", "helium",
    "hydrogen", "indium", "iodine", "iridium", "iron", "krypton", "lanthanum", "lead", "lithium", "magnesium",
    "manganese", "molybdenum", "neodymium", "neon", "neptunium", "nickel", "niobium", "nitrogen", "osmium",
    "oxygen", "palladium", "phosphorus", "platinum", "plutonium", "polonium", "potassium", "promethium",
    "radium", "radon", "rhenium", "rhodium", "rubidium", "ruthenium", "samarium", "scandium", "selenium",
    "silicon", "silver", "sodium", "strontium", "sulfur", "sulphur", "tantalum", "technetium", "tellurium",
    "thallium", "thorium", "thulium", "tin", "titanium", "tungsten", "uranium", "vanadium", "xenon",
    "ytterbium", "yttrium", "zinc", "zirconium",
})  # fmt: skip
"""Without mercury, which may be the planet or the god."""
_COMPOUND = re.compile(
    r"[a-z]{2,}(?:isinin|cillin|mycin|cycline|quine|formin|toxin|globin|sulin|oxide|chloride|sul(?:f|ph)ate|nitrate"
    r"|phosphate|carbonate|statin|azole|caine|ethanol|methane|benzene|glycerol|cellulose|glucose|sucrose|lactose)"
)


def is_substance(word: str) -> bool:
    """Whether a word, in lower case, names a chemical element or, by its ending, a compound."""
    return word in _ELEMENTS or bool(_COMPOUND.fullmatch(word))
