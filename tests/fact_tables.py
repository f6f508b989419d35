"""Tables of facts that decks are made of: one pattern, many facts."""

from __future__ import annotations


def pairs(table: str) -> dict[str, str]:
    """Read ``key=value`` pairs, with ``_`` for a space."""
    return dict(pair.replace("_", " ").split("=") for pair in table.split())


_NOUNS = pairs("""
    dog=perro cat=gato house=casa tree=árbol water=agua fire=fuego earth=tierra wind=viento sun=sol moon=luna
    star=estrella sea=mar river=río road=camino car=coche book=libro pen=pluma table=mesa chair=silla door=puerta
    window=ventana wall=pared roof=techo floor=suelo
""")
_ADJECTIVES = pairs("""
    old=viejo big=grande
""")
WORDS = _NOUNS | {
    f"{before} {english}": f"{spanish} {after}"
    for before, after in _ADJECTIVES.items()
    for english, spanish in _NOUNS.items()
}
SYMBOLS = pairs("""
    Hydrogen=H Helium=He Lithium=Li Beryllium=Be Boron=B Carbon=C Nitrogen=N Oxygen=O Fluorine=F Neon=Ne Sodium=Na
    Magnesium=Mg Aluminium=Al Silicon=Si Phosphorus=P Sulfur=S Chlorine=Cl Argon=Ar Potassium=K Calcium=Ca
    Scandium=Sc Titanium=Ti Vanadium=V Chromium=Cr Manganese=Mn Iron=Fe Cobalt=Co Nickel=Ni Copper=Cu Zinc=Zn
    Gallium=Ga Germanium=Ge Arsenic=As Selenium=Se Bromine=Br Krypton=Kr Rubidium=Rb Strontium=Sr Yttrium=Y
    Zirconium=Zr
""")
YEARS = pairs("""
    the_Battle_of_Hastings=1066 the_signing_of_Magna_Carta=1215 the_Battle_of_Agincourt=1415
    the_fall_of_Constantinople=1453 the_Spanish_Armada=1588 the_Gunpowder_Plot=1605 the_Great_Fire_of_London=1666
    the_Lisbon_earthquake=1755 the_storming_of_the_Bastille=1789 the_Battle_of_Trafalgar=1805
    the_Battle_of_Waterloo=1815 the_Great_Exhibition=1851 the_sinking_of_the_Titanic=1912
    the_Battle_of_the_Somme=1916 the_Battle_of_Britain=1940 the_Moon_landing=1969
""")
READINGS = pairs("""
    水=みず 火=ひ 木=き 山=やま 川=かわ 空=そら 海=うみ 犬=いぬ 猫=ねこ 鳥=とり 魚=さかな 花=はな
    雨=あめ 雪=ゆき 風=かぜ 月=つき
""")
MEANINGS = pairs("""
    كتاب=book قلم=pen بيت=house باب=door ماء=water خبز=bread شمس=sun قمر=moon بحر=sea جبل=mountain شجرة=tree
    ولد=boy
""")
PYTHON = pairs("""
    appends_an_item_to_a_list=xs.append(x) removes_and_returns_the_last_item_of_a_list=xs.pop()
    sorts_a_list_in_place=xs.sort() returns_a_sorted_copy_of_a_list=sorted(xs)
    reverses_a_list_in_place=xs.reverse() appends_all_items_of_another_list=xs.extend(ys)
    inserts_an_item_at_the_front_of_a_list=xs.insert(0,_x) empties_a_list=xs.clear()
    makes_a_shallow_copy_of_a_list=xs.copy() counts_an_item_in_a_list=xs.count(x) tells_how_long_a_list_is=len(xs)
""")
NERVES = tuple(
    pairs("""
    Olfactory=1 Optic=2 Oculomotor=3 Trochlear=4 Trigeminal=5 Abducens=6 Facial=7 Vestibulocochlear=8
    Glossopharyngeal=9 Vagus=10 Accessory=11 Hypoglossal=12
""")
)
POEM = (
    "Two roads diverged in a yellow wood,",
    "And sorry I could not travel both",
    "And be one traveler, long I stood",
    "And looked down one as far as I could",
    "To where it bent in the undergrowth;",
    "Then took the other, as just as fair,",
    "And having perhaps the better claim,",
    "Because it was grassy and wanted wear;",
)
