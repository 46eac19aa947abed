"""Invented people, places and houses; near enough to real ones to be read as such."""

from __future__ import annotations

from random import Random

_GIVEN = """
Ada Bram Clara Doran Edda Felix Greta Hollis Ines Jonas Karla Leon Marit Nils Olga
Petra Quentin Rosa Stefan Tilda Udo Vera Wanda Yannick Zoe Anton Beate Casper Dina
Emil Frida Gustav Hanna Ivo Judith Klaus Lotte Magnus Nora Otto Paula Ruben Selma
Tomas Una Viktor Willa Xenia Alma Boris Celia Dario Elena Fabio Gloria Hugo Irene
"""
_FAMILY_START = """
Har Lind Mor Quel Ost Bran Fal Gren Hol Kess Lor Mar Nord Pell Rad Sand Tor Ul Val
Wes Yar Zel Ash Bel Cor Dun Ell Fen Gar Hal Ir Jar Kol
"""
_FAMILY_END = """
low berg ton mann sen quist ford ley wick by stad er o ic ova ez in ard ham dahl
"""
_PLACE_START = """
North East West South Green Black White Long High Cold Stone River Mill Old Ash
Salt Elder Ravens Kings Fox Wolf Amber Iron Silver Copper
"""
_PLACE_END = """
gate field ford ham wick bury haven port mouth bridge hill dale minster stead cliffe
holm brook mere by
"""
_BODY = """
Council/Board/Agency/Office/Institute/Authority/Union/Association/Trust/Society
"""
_ROLE = """
mayor/spokeswoman/spokesman/director/chairman/minister/professor/engineer/lawyer/
teacher/manager/secretary/treasurer/captain/inspector/nurse
"""
_PAPER = """
Herald/Ledger/Courier/Observer/Chronicle/Gazette/Review/Post/Dispatch/Monitor/Echo/
Sentinel/Journal/Tribune/Weekly/Bulletin/Argus/Standard/Mercury/Record
"""
_FOREIGN_PAPER = {
    "de": "Bote/Anzeiger/Kurier/Blatt/Rundschau/Zeitung/Nachrichten/Tagblatt",
    "es": "Diario/Correo/Heraldo/Gaceta/Noticiero/Semanario/Faro/Ideal",
    "fr": "Courrier/Journal/Écho/Gazette/Matin/Hebdo/Dépêche/Tribune",
}


def person(chance: Random) -> str:
    """Given and family name."""
    return f"{chance.choice(_GIVEN.split())} {family(chance)}"


def family(chance: Random) -> str:
    """A family name."""
    start, end = (
        chance.choice(_FAMILY_START.split()),
        chance.choice(_FAMILY_END.split()),
    )
    return start + end


def place(chance: Random) -> str:
    """A town."""
    return chance.choice(_PLACE_START.split()) + chance.choice(_PLACE_END.split())


def body(chance: Random, town: str) -> str:
    """A council, a union, a museum's trust."""
    return f"{town} {_one(_BODY, chance)}"


def role(chance: Random) -> str:
    """What somebody is."""
    return _one(_ROLE, chance)


def paper(chance: Random, language: str) -> str:
    """An outlet's name.

    >>> from tests.world.dice import dice
    >>> paper(dice(1), "en") == paper(dice(1), "en")
    True
    """
    town = place(chance)
    if language == "en":
        lead = "The " if chance.random() < 0.25 else ""
        return f"{lead}{town} {_one(_PAPER, chance)}"
    kind = _one(_FOREIGN_PAPER[language], chance)
    if language == "de":
        return f"{town}er {kind}"
    return f"{kind} de {town}"


def _one(words: str, chance: Random) -> str:
    return chance.choice(words.replace("\n", "").split("/"))
