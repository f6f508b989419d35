"""Lists of English words that the generator needs, each with what sets its words apart."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _opposites(pairs: str) -> dict[str, frozenset[str]]:
    both = [tuple(pair.split("/")) for pair in pairs.split()]
    words = {word for pair in both for word in pair}
    return {
        word: frozenset(other for pair in both if word in pair for other in pair if other != word) for word in words
    }


LIGHT_NOUNS = _words("""
ability absence access accident account act action activity addition adult advance advantage age agency
agreement aid aim air amount analysis answer appearance approach area argument arm article aspect attack attempt
attention audience author authority average back balance base basis beginning behavior behaviour belief benefit
bit block board body book border bottom boy branch building business call campaign capacity career case category
cause center centre century challenge chance change chapter character charge child choice circumstance city
claim class cloud code collection color colour combination comment committee community company comparison
competition component concept concern conclusion condition conflict connection consequence content context
contract contrast contribution control cost country couple course cover creation crew crime criterion crowd
culture cup damage danger dash date day deal death debate decade decision decline degree demand depth
description design desire destruction detail development device difference difficulty direction discussion
distance distribution door doubt dozen effect effort element emphasis end entry environment episode error
estimate event evidence example exception exchange existence expansion expectation experience experiment expert
explanation expression extent face fact factor failure fall family fan feature feeling field figure film focus
following force form formation foundation founder friend front function future game girl glass goal good ground
group growth half hand handful head height help history hole home hope hour house idea image impact importance
improvement incident inclusion income increase individual influence information instance institution interest
introduction issue item job journey key kind knowledge lack land language layer lead leader length letter level
life light limit line link list location look loss lot love majority man manner mark mass matter meaning means
measure meeting member mention message method middle mind minority minute moment month mood movement movie name
nature need network news night nothing notion number object objective observation occasion occurrence office one
operation opinion opportunity option order organization origin other outcome owner page pair paper part
participant passage passenger past path pattern people percentage performance period permission person
perspective phase phenomenon phrase picture piece pinch place plan point policy population portion position
possibility power practice preparation presence present pressure price principle problem procedure process
product production program programme progress project proportion proposal prospect protection public publication
purpose quality quantity question range rate ratio reach reaction reality reason record reduction reference
region relation relationship release report representation representative reputation request requirement
research resident resource response responsibility rest result return reward right rise risk role room rule
sample scale scene scheme science score season section sector selection sense sentence series service session
set setting shape share shift shortage side sight sign significance site situation size skill slice society
solution someone something song sort sound source space speed spirit spite spoonful spread stage standard start
state statement status step stock story stream strength stress structure student study style subject success
supply support surface survey system table tablespoon tablespoonful talk target task team teaspoon teaspoonful
technique technology tendency term test text theme theory thing thought thousand threat time title today tool
top topic total touch town track tradition training transition treatment trend trial trip trouble trust turn
type understanding unit use user value variation variety version victim victory view viewer village visit
visitor voice volume war warning way weakness wealth week weight width win woman word work worker working world
writer year youth zone
""")
"""Nouns too general to be an answer by themselves."""


CROWDS = _words("""
actor author baron child consumer critic customer doctor engineer expert female historian linguist male official
patient people police reader researcher sailor scholar scientist soldier student user viewer voter worker
""")
"""People in general: no answer either."""


VAGUE_OPENERS = _words("""
additional all another any available big both certain common current different each early effective enough every
far few fewer first good great half high important known large last late less lesser little long low main
major many modern more most multiple new next no old one ongoing only other own particular previous recent same
second so several short similar single small some such sufficient typical various whole wrong
""")
"""Words that begin a phrase which only its neighbours pin down."""


FUNCTION_WORDS = _words("""
a his her its this these they she he could would after before because each both than more into but also their on
an and are as at be been by can for from had has in is it not of or that the to was were when which who with
""")
"""Words that every English text of some length holds, and that few other languages write the same way."""


PERSON_NOUNS = _words("""
actor actress artist astronomer athlete author baron biologist bishop boy brother chemist child composer
daughter developer director doctor duke economist emperor engineer explorer father founder general girl husband
inventor judge king knight lawyer leader linguist man mathematician minister mother novelist nun nurse officer
official painter patient person philosopher physicist pianist pilot player poet pope president priest prince
princess programmer queen runner sailor scientist singer sister soldier son student surgeon suspect teacher
widow wife woman writer
""")
"""Nouns that "he" and "she" can stand for."""


UNIQUE_NOUNS = _words("""
air alphabet army atmosphere autumn beginning blood body bone bottom brain cello center centre century church
climate cold cornet dark day dead death drums earth east economy end environment equator evening father first
flute future government ground guitar heart human immune internet kidneys king land last law left light liver
lungs majority market marrow middle minority moon morning mother mouth nature navy night north northeast
northwest nucleus ocean old one pancreas past piano placenta police poor pope press public queen radio rich
right sea skin sky soil south southeast southwest spine spring start state stomach summer sun sunlight surface
thymus time tongue top trumpet universe violin water weather west winter womb world year young
""")
"""Nouns that "the" goes with although nobody spoke of them before: there is one, or it is meant in general."""


STAGE_NOUNS = _words("""
actor album article band battle bill bomb book boy building capsule case cast character charter city club
company country court creature crew dance disease document dress drug effect election event experiment film game
girl island language law line man match melody method movie novel organisation organization painting paper play
player poem premiere probe process production program programme project race result river role scene script
season series ship shoot show song speech story study suit symphony team technique theory town treaty village
war woman work
""")
"""Nouns that, after a bare "the", speak of something introduced before: the film, the treaty."""


WORKS = _words("album book cycle film movie novel opera play poem series show song symphony work")
"""What an author or a composer makes."""


HUMAN_SUBJECT = _words("""
act admit argue ask assassinate attend become begin believe bequeath bring build buy carve claim coin
collaborate command commission compose conceive conclude conduct confess convince create cultivate dance deal
decide decipher declare dedicate defeat deliver demonstrate describe design detect determine develop devise
devote die direct discover draw dream drop edit elect eliminate emigrate escape establish execute experiment
explain explore express fight film finance find finish fire flee formulate found graduate hire identify
improvise insist inspire introduce invent invite isolate join kill lead learn leave lecture lobby maintain
manufacture marry measure meet move murder name narrate note observe order organise organize paint patent
perform persuade photograph pilot pioneer play portray predict present proclaim produce promise promote propose
prove publish qualify realise realize receive recognise recognize record refuse reject release represent resign
retire return revise rewrite rule save say scale score sculpt see sell shoot show sign sing speak star state
steal study succeed suggest teach tell test theorise theorize think train translate travel treat try turn
understand unveil use vaccinate visit voice volunteer vote want win wish work write
""")
"""Verbs of which people are the subject, so that "who" is the word to ask with."""


HUMAN_OBJECT = _words("""
accompany adopt advise appoint arrest assassinate assist beat betray bury cast challenge consult convince crown
defeat dismiss divorce elect employ execute fire hire imprison invite kill marry meet mentor murder nominate
persuade photograph poison portray replace rescue sentence succeed sue teach tutor vaccinate
""")
"""Verbs of which people are the object."""


ABBREVIATIONS = _words("""
al. approx. apr. art. aug. b. c. ca. capt. cf. ch. col. d. dec. dr. e.g. ed. eds. eq. feb. fig. ft. gen. gov.
hon. i.e. jan. jr. jul. jun. lt. mar. mr. mrs. ms. mt. no. nos. nov. oct. p. pp. pres. prof. rep. rev. sec. sen.
sep. sept. sgt. sr. st. v. viz. vol. vs.
""")
"""Abbreviations that no sentence ends with."""


KINDS = _words("""
alga alloy antibiotic antibody bacterium concept drug element enzyme fungus gas hormone metal mineral molecule
neurotransmitter noun parasite pigment polymer protein sugar term verb virus word
""")
"""What stands in front of the name of a substance, a being or a word, to say what kind of one it is."""


BEARERS = _words("""
agency album band book bridge castle church city club company consortium country film firm game god goddess group
institute island journal lake language magazine mountain museum network newspaper novel opera organisation organization
painting party play poem port programme project river ship software song spacecraft suburb team telescope town treaty
university village website
""")
"""Nouns for what bears a name of its own."""


OPPOSITES = _opposites("""
concave/convex dominant/recessive eastern/western fast/slow female/male inner/outer internal/external major/minor
maximum/minimum negative/positive northern/southern private/public strong/weak strong/weaker acidic/alkaline
""")
"""Words of which each gives the other away, both ways."""


TIME_UNITS = _words("""
century day decade hour millennium minute month second week year
""")
"""Units of time."""


UNITS = _words("""
mv kv v w kw mw gw hz khz mhz ghz pa kpa hpa kj kcal l dl mol mmol µmol nmol mosm mmhg µg ng ppm db ev gb mb kb tb
sq mi rpm psi acres ampere centimeter centimetre gigawatt joule kilowatt megawatt microgram micrometer micrometre
milligram milliliter millilitre millimeter millimetre nanometer nanometre newton ohm picometer picometre
% acre bit byte celsius cent century cm day decade degree dollar euro fahrenheit feet foot g gram hectare hertz
hour inch kelvin kg kilogram kilometer kilometre km km/h kwh liter litre m meter metre mg mile millennium minute
ml mm month mph ms nm ounce percent point pound second ton tonne volt watt week yard year °c °f
""")
"""Units that belong to the number before them."""


MONTHS = _words("""
april august december february january july june march may november october september
""")
"""The months."""


MULTIPLIERS = _words("""
billion dozen hundred million quadrillion quintillion septillion sextillion thousand trillion
""")
"""Words that multiply the number before them."""


LANDFORMS = _words("""
bay canyon cape desert fort gulf island islands lake mount mt peninsula port river sea strait valley
""")
"""Words that make a name the name of a place."""


TITLES = _words("""
caliph count duke emperor empress king lady lord pope prince princess queen saint sir sultan tsar
""")
"""Titles that belong to a first name: King John."""


APPROXIMATE = _words("""
about almost an another approximately around at estimated exactly fewer just least less more most nearly only
over roughly some than to under up
""")
"""Words before a number that stay on the front, so that the card says no more than its source."""


UNCHANGED_VERBS = _words("""
beat bet bid burst cast cost cut forecast hit hurt let put quit read rid set shed shut split spread thrust
""")
"""Verbs whose past tense looks like their base form."""


FOREIGN_WORDS = _words("""
aber als auch auf aus bei che con dans das dass dem den der des det die dos du een ein eine einen el en és es
est et för gli
het il ist ja je jest les los mit não nach nicht och om os para pas por pour quand que qui se sind som sont sul sur też
toen und une unos van voor von wie zum zur và ile bir için olan olarak
bij zijn niet dat ze nie się jako oraz ale
""")
"""Frequent words of other languages that are rare in English."""


TOPIC_NOUNS = _words("""
film movie show series book novel play album song game opera symphony musical picture story plot script score soundtrack
cast crew production shoot shooting filming budget director producer author writer composer creator hero heroine title
starter dough bread loaf coffee water tyre tube mixture oven pan pot pond recipe batter sauce
""")
"""Nouns that a deck's topic explains: what the topic is, and what belongs to it."""


EVERYDAY_NOUNS = _words("""
ability abuse access accident accusation activity actor actress address advertisement advice agreement aircraft
airport alarm album amount anger animal answer apartment apology appeal applause apple application approval
argument arm army arrest arrival article artist assistance attack attempt attention audience aunt author baby
bag ball band bank bar bath battery battle beach bean bear bed bedroom beer bell belt bicycle bike bill bird
birth birthday bite blade blood boat body bomb bone bonus book boot bottle bottom bowl box boy boyfriend brain
brand bread breakfast breath bride bridge brother browser brush bubble bucket budget building bullet bus
business butter button cake camera camp candidate candle captain car card career carpet cash castle cat
celebration cell ceremony certificate chain chair change character charge child childhood children choice church
cinema citizen city claim class classroom climate clock closet clothes clothing cloud club coach coast coat coin
collapse colleague collector college command comment communication company competition competitor complaint
component computer concert confidence confirmation conflict confusion consent contact contest context contract
control conversation cook corner cost costume couple courage court cousin cow crash creation credit crew crime
criminal crisis criticism crop crowd cry cup curtain customer cut damage dance dancer danger darkness daughter
dead deal death debate debt decision decoration defeat defect defence defense delay delegate delivery department
design desk destruction detail developer device diagnosis diary difference difficulty dinner director disaster
discovery disease dish dispute distance distribution divorce doctor document dog dollar door drawing dream dress
drink driver drug dust duty ear earth eating economy editor education effort egg election electricity emotion
employee employer employment enemy energy engine engineer enthusiasm entrance envelope environment equipment
error escape evening event evidence examination exercise exhibition experience experiment explosion expression
eye fabric face factory failure faith fame family fan farm farmer fashion fate father fault favour fear fee
feeling fence festival field fight fighter file film finger fire fish flag flat flight floor flower food foot
football force forest fortune freedom friend friendship front fruit fuel fun funding funeral furniture game
garage garden gate gift girl girlfriend glass goal gold government grandfather grandmother grave ground group
guard guest guide gun habit hair hall hand happiness hat head health hearing heart height help hero hill history
hit hobby holiday home honour hope horse hospital hotel hour house hunger hunter hunting husband idea illness
image impact income industry information injury inside instruction instrument insurance interview invention
investment invitation island job joke journalist journey joy judge judgment jury key kid kitchen knife labor
labour lack lake lamp land language laptop laugh law lawyer leader leadership leaf leg lesson letter library
life light lip liquid list literature living load loan location lock loss love luck lunch machine mail man
management manager map mark market marriage match material meal means meat mechanism media medicine meeting
member memory menu message metal method microphone mile military mind mirror mistake model money monster mood
moon morning mother motor mouth movement movie murder music musician name nation nature neck need neighbor
neighbour nest news newspaper night noise nose note notice novel nurse occasion ocean offer office officer
official oil operation opinion opponent organ outfit oven owner package page pain paint painter painting pair
palace paper parent park part partner party passenger passion password past patient payment peace pen people
performance performer permission person phone photo photograph photographer picture pilot pipe place plan plane
planet plant plate platform player pleasure pocket poem poet poetry police politician politics pool poverty
power practice prayer present president pressure price pride prison problem proceeds producer product production
profit program programme progress project promise proof property protection protest public publication publicity
punishment purpose question race radio rain reader reality reason recipe recording refusal relationship religion
repair reply report reporter reputation request rescue research residence respect response restaurant result
retirement retreat return revenue reverse review reward rice ring rise risk rival river road rock role roof room
rope rumor rumour sadness sailor salary sale school schooling science scientist score scream screen script sea
seat secret security sense servant service sex shadow shape ship shirt shock shoe shooting shop show sickness
sign silence singer singing sister skill skin sky sleep smell smile smoke snow society soil soldier son song
soul sound space speaker spectator speech speed spirit sport spring star start statue step stomach stone store
storm story strategy street strength stress strike string student study success suffering sugar suggestion
suicide summer sun supper support surgery surprise survival survivor sympathy system table talent tax teacher
team technique technology teeth telephone television temperature tension tent territory test theft theory thief
thing thought threat throat ticket title tool tooth tour tourism tourist town toy trade tradition traffic
training translation transport travel traveller treatment tree trial trick trip troop trouble truck truth tunnel
uncle user vehicle victim victory video view village violence visit visitor voice vote voter wage wall war
warning waste watch water way weapon wear weather wedding weight wheel wife wind window wine winner winter wire
woman wood word worker workshop worry wound writer writing year youth
""")
"""Nouns that everybody says every day: in a gap, the rest of the sentence mostly tells which one is meant."""


NATIONALS = _words("""
briton dane englishman finn frenchman irishman pole scot spaniard swede turk
""")
"""What stands in front of a name to say where its bearer comes from: "the Swede Klas Lestander"."""
