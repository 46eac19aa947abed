"""How a name sounds, so that its spellings in two scripts can be compared. Pure.

Names are written down anew in every language that prints them: "Щукин" is
"Shchukin", "Schtschukin" or "Chtchoukine". A sound is near enough to compare
whole names with, and fit for nothing else; where it is not the same, nothing is
said. Names in Chinese signs, kana and hangul have none here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from graph.identity.world import table

_INDIC = frozenset(
    "DEVANAGARI BENGALI GUJARATI GURMUKHI TAMIL TELUGU KANNADA MALAYALAM ORIYA".split()
)
_LETTERS = frozenset({"CYRILLIC", "GREEK", "ARABIC", "HEBREW"})
_VOWELLESS = frozenset({"ARABIC", "HEBREW", *_INDIC})
_ALIKE = (
    # The longest first: what one language writes with four letters is one sound.
    (re.compile("tsch|tch|ch"), "c!"),
    (re.compile("sch|sh|ś|ş"), "s"),
    (re.compile("kh"), "h"),
    (re.compile("zh|dj|dzh"), "z"),
    (re.compile("gh"), "g"),
    (re.compile("ts|tz"), "s"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("ph"), "f"),
    (re.compile("ou|oo"), "u"),
    (re.compile("ee"), "i"),
    (re.compile("x"), "ks"),
    (re.compile("c(?!!)|q"), "k"),
    (re.compile("!"), ""),
    (re.compile("w"), "v"),
)
_GLIDE = re.compile("i(?=[aeou])")
_TWICE = re.compile(r"(.)\1+")
_UNWRITTEN = re.compile("[aeiouvy]|h$")


def script_of(word: str) -> str:
    """The script of a word, by its first letter; empty where it has none.

    >>> script_of("Щукин"), script_of("O'Neill"), script_of("…")
    ('CYRILLIC', 'LATIN', '')
    """
    letter = next((c for c in word if c.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def writes_vowels(word: str) -> bool:
    """Whether the script of a word tells its vowels.

    >>> writes_vowels("Щукин"), writes_vowels("محمود")
    (True, False)
    """
    return script_of(word) not in _VOWELLESS


@lru_cache(maxsize=65536)
def sound(word: str, *, vowels: bool = True) -> str:
    """How one word of a name sounds; empty where that is not known.

    Without ``vowels``, only the sounds that every script writes.

    >>> sound("Щукин") == sound("Shchukin"), sound("Сергей") == sound("Sergej")
    (True, True)
    >>> sound("Mahmoud", vowels=False) == sound("محمود", vowels=False)
    True
    """
    said = _in_latin(_bare(word))
    for pattern, alike in _ALIKE:
        said = pattern.sub(alike, said)
    if not vowels:
        return _TWICE.sub(r"\1", _UNWRITTEN.sub("", said)).replace("g", "h")
    said = _TWICE.sub(r"\1", said.replace("y", "i").replace("j", "i"))
    # Ukrainian says h where Russian says g, and Latin spellings follow either.
    return _GLIDE.sub("", said).replace("g", "h")


def _bare(word: str) -> str:
    """Small letters without accents."""
    parted = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parted if not unicodedata.combining(c))


def _in_latin(word: str) -> str:
    script = script_of(word)
    if script in _LETTERS:
        letters, known = _letters(script.lower())
        return "".join(known.get(found, "") for found in letters.findall(word))
    if script in _INDIC:
        return "".join(map(_indic, word))
    return "".join(filter(str.isalpha, word)) if script == "LATIN" else ""


@cache
def _letters(script: str) -> tuple[re.Pattern[str], dict[str, str]]:
    known: dict[str, str] = table("letters")[script]
    either = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    return re.compile(either), known


def _indic(letter: str) -> str:
    """What a letter of an Indian script is called, which is its sound."""
    name = unicodedata.name(letter, "")
    if name.endswith(("ANUSVARA", "CANDRABINDU")):
        return "n"
    called = name.rpartition(" ")[2].lower() if " LETTER " in name else ""
    return "cha" if called == "ca" else called
