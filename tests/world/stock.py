"""The stock of words that prose is made of, in four languages.

Function words are real, so that a language can be told. Of the others the most
frequent English ones are real and the rest invented; in the other languages all
are invented, several for each English one, so that no two translations are alike.
"""

from __future__ import annotations

from functools import cache
from random import Random

from tests.world.dice import Urn, dice, zipf

NOUNS = """
council year plan road school company report government bridge house river party
hospital court mayor union budget market harbour contract minister region village
farm train fire storm election station museum factory island family street pupil
teacher doctor engineer driver worker resident owner visitor bank tax price wage
decision debate letter study survey permit licence route ferry tram bus airport
roof wall window tower square park forest lake coast valley field garden bakery
library theatre choir orchestra festival prize match team season coach player
referee league stadium judge lawyer witness sentence appeal inquiry commission
committee chairman director manager shareholder investor loan debt fund grant
subsidy tender bid auction lease tenant landlord flat tunnel pipe cable grid
turbine reactor dam well flood drought harvest crop cattle fish boat net quay
crane container cargo customs border passport camp shelter kitchen meal ticket
fare timetable delay strike protest march banner petition vote ballot seat
coalition opposition speaker paper editor reader column archive map clock bell
church monk grave monument statue painter sculptor novel poem stage actor film
camera radio channel signal satellite engine wheel brake sensor battery charger
solar vaccine nurse ward patient clinic drug trial dose virus water air noise
dust waste landfill recycling bottle bag label shop counter till customer
"""
VERBS = """
rejected approved opened closed repaired sold bought promised warned delayed
cancelled backed praised criticised ignored replaced rebuilt visited measured
counted questioned defended attacked postponed financed restored abandoned joined
left crossed blocked flooded moved carried painted mended discovered described
published printed signed refused accepted doubled halved raised lowered ended
extended limited banned allowed welcomed feared expected demanded offered won
lost shared divided united tested checked examined protected threatened saved
"""
ADJECTIVES = """
new old local public private large small early late narrow wide quiet loud costly
cheap safe unsafe empty crowded northern southern eastern western coastal rural
urban annual weekly modern ancient wooden broken damaged popular disputed secret
official temporary permanent voluntary heavy light dry wet cold warm green grey
strict generous careful hasty surprising familiar unusual foreign regional
"""
ADVERBS = """
quickly slowly quietly openly finally recently already repeatedly barely clearly
narrowly suddenly reluctantly officially jointly privately twice again almost
"""

_STEMS = """
bar cal dun el far gor hal ives jun ker lar mel nor ost pel quin ras sel tor ul
ven wal yar zel bren cros dreg fern glan hol kest lind marn neth orl prid rusk
stav tarn urd vosk wend brid cald drav esk fald grom hest jarl klev lorn
"""
_ENDINGS = {
    "noun": "er age ment ery ness ing ium ance hold ward craft stead",
    "verb": "ed ished ified ated ened",
    "adjective": "al ous ish ern ive ful less",
    "adverb": "ly ward wise",
}
_COUNTS = {"noun": 900, "verb": 320, "adjective": 260, "adverb": 50}
_REAL = {"noun": NOUNS, "verb": VERBS, "adjective": ADJECTIVES, "adverb": ADVERBS}

_FOREIGN_ENDINGS = {
    "de": {
        "noun": "ung heit er el schaft nis tum ling werk",
        "verb": "te en iert elte",
        "adjective": "ig lich isch bar en",
        "adverb": "weise lich ens",
    },
    "es": {
        "noun": "ción dad miento ero anza ura ismo ega",
        "verb": "ó aron ido aba",
        "adjective": "oso ivo al ante eño",
        "adverb": "mente",
    },
    "fr": {
        "noun": "tion té ment eur age ance ure ette",
        "verb": "é ait aient ira",
        "adjective": "eux if el aire ien",
        "adverb": "ement",
    },
}
_FOREIGN_STEMS = {
    "de": "schr wend kalt brück lauf tracht gründ föhr stell horch zwick brann "
    "mosch kelb rauf dörr spann wirk schlag trüb hald grom fleck wachs kehr",
    "es": "cabr mant torr llav ped cerr quint vel jard ros alm herr garz lind "
    "cost murc par tel bord renc sal ter vig zarr lug",
    "fr": "chab moul vall perr grav bous crois lent bord fleur tann gren jour "
    "mar pech rouv sill verg dom fauch lar cour bris taill",
}


@cache
def words() -> dict[str, tuple[str, ...]]:
    """All English words by part of speech, the most frequent first."""
    return {part: _grown(part, real.split()) for part, real in _REAL.items()}


@cache
def urns() -> dict[str, Urn[str]]:
    """The same to draw from, with the chances that words have."""
    return {part: Urn(all_, zipf(len(all_))) for part, all_ in words().items()}


@cache
def part_of() -> dict[str, str]:
    """The part of speech of each English word that has a meaning."""
    parts = {word: part for part, all_ in words().items() for word in all_}
    return {plural(noun): "noun" for noun in words()["noun"]} | parts


@cache
def plural(noun: str) -> str:
    """Several of them.

    >>> plural("company"), plural("bus"), plural("road")
    ('companies', 'buses', 'roads')
    """
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def foreign(word: str, language: str) -> tuple[str, ...]:
    """What an English word of meaning may be called in another language."""
    chance = dice(language, word)
    part = part_of().get(word, "noun")
    endings = _FOREIGN_ENDINGS[language][part].split()
    stems = _FOREIGN_STEMS[language].split()
    named = (_coined(chance, stems, endings) for _ in range(3))
    if language == "de" and part == "noun":
        named = (name.capitalize() for name in named)
    return tuple(named)


def _grown(part: str, real: list[str]) -> tuple[str, ...]:
    """Invented words of the part of speech behind the real ones."""
    grown = dict.fromkeys(real)
    chance = dice("stock", part)
    stems, endings = _STEMS.split(), _ENDINGS[part].split()
    while len(grown) < _COUNTS[part]:
        grown.setdefault(_coined(chance, stems, endings))
    return tuple(grown)


def _coined(chance: Random, stems: list[str], endings: list[str]) -> str:
    stem = chance.choice(stems)
    if chance.random() < 0.5:
        stem += chance.choice("aeiou") + chance.choice(stems)
    return stem + chance.choice(endings)
