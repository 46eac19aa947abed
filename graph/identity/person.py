"""Whether two names of authors may be one person's, and why. Pure.

Nothing here says that they are: two people may bear one name. What joins two
names is a statement (``graph/resolve/bylines.py``), and it needs more than names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from graph.identity.desk import is_desk
from graph.identity.name import name_key
from graph.identity.script import script_of, sound, writes_vowels
from graph.identity.world import table
from graph.text import clean

__all__ = ["Likeness", "Person", "is_desk", "likeness", "parse", "same"]

_COMMA = re.compile(r"\s*[,،，]\s*")
_PARTS = re.compile("[\u2010-\u2015_.-]+")
_APOSTROPHE = re.compile("['\u2018\u2019\u02bc`´]")
_LEAST = 2
"""Words of a person's name."""
_SHORT = 3
"""Initials that are written as one word have so many letters at most: "MK"."""
_ONE_AGE = {"junior": "jr", "senior": "sr", "2nd": "ii", "3rd": "iii"}


class Likeness(StrEnum):
    """What makes two names one, surest first."""

    SPELLING = "spelling"
    """Case, accents, punctuation or a comma differ: one key, or nearly."""
    TITLE = "title"
    """One of them has a title, or letters behind it."""
    SCRIPT = "script"
    """They sound alike, and are written in two scripts."""
    ORDER = "order"
    """One has the family name first, as much of the world writes it."""
    INITIALS = "initials"
    """One abbreviates what the other writes out, or leaves out a middle name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A name, taken apart."""

    words: tuple[str, ...]
    """Without accents, titles and case, the family name last; initials are letters."""
    script: str = "LATIN"
    """The script of the family name."""
    title: bool = False
    """Whether a title, or letters behind the name, were taken off."""
    generation: str = ""
    """``jr``, ``iii``: what tells a child from a parent."""


def same(one: str, other: str) -> Likeness | None:
    """Why two names may be one person's; None where they are not, or nobody knows.

    Desks are no persons. Nicknames, other first names and other generations are
    other people, and so are two names of a single word.

    >>> same("M. K. Bhadrakumar", "Melkulangara Bhadrakumar")
    <Likeness.INITIALS: 'initials'>
    >>> same("Bhadrakumar, M.K.", "MK BHADRAKUMAR")
    <Likeness.SPELLING: 'spelling'>
    >>> same("John Smith", "John Smith Jr."), same("Bob Lee", "Robert Lee")
    (None, None)
    """
    a, b = parse(one), parse(other)
    return likeness(a, b) if a and b else None


def likeness(one: Person, other: Person) -> Likeness | None:
    """As :func:`same`, of names that are taken apart already."""
    if one.generation != other.generation:
        return None
    if one.words == other.words:
        return Likeness.SPELLING if one.title == other.title else Likeness.TITLE
    if one.script != other.script:
        return _sounds_alike(one.words, other.words)
    if _is_turned(one.words, other.words):
        return Likeness.ORDER
    return Likeness.INITIALS if _abbreviates(one.words, other.words) else None


@lru_cache(maxsize=65536)
def parse(name: str) -> Person | None:
    """A person's name, taken apart; None for a desk's or one of a single word.

    >>> parse("Prof. Ann-Marie Lee, Ph.D.")
    Person(words=('ann', 'marie', 'lee'), script='LATIN', title=True, generation='')
    >>> parse("Lee, Bo K., Jr.").words
    ('bo', 'k', 'lee')
    """
    if is_desk(name):
        return None
    first, *parts = _COMMA.split(clean(name).strip(" ,"))
    behind = [part for part in parts if _is_suffix(part)]
    rest = [part for part in parts if not _is_suffix(part)]
    tokens = first.split()
    if rest:
        # The family name stands first, as in catalogues; or these are two people.
        if len(rest) > 1 or not (len(tokens) == 1 or tokens[0].islower()):
            return None
        tokens = rest[0].split() + tokens
    tokens, before = _after_titles(tokens)
    tokens, suffixes = _before_suffixes(tokens)
    return _person(tokens, [*suffixes, *behind], titled=before)


def _after_titles(tokens: list[str]) -> tuple[list[str], bool]:
    """A name without the titles before it, and whether there were any."""
    start = 0
    while len(tokens) - start > _LEAST and _plain(tokens[start]) in _keys("titles"):
        start += 1
    return tokens[start:], start > 0


def _before_suffixes(tokens: list[str]) -> tuple[list[str], list[str]]:
    """A name without what stands behind it, and that: "Jr", "PhD", but not "Ma"."""
    shouted = " ".join(tokens).isupper()
    end = len(tokens)
    while end > _LEAST and _is_suffix(tokens[end - 1]):
        if _is_family(tokens[end - 1], shouted=shouted):
            break
        end -= 1
    return tokens[:end], tokens[end:]


def _is_family(word: str, *, shouted: bool) -> bool:
    """Whether a last word, spelled like an honour, rather is a family's name."""
    plain = _plain(word)
    if plain not in _keys("honours") or "." in word:
        return False
    small = sum(map(str.isupper, word)) < _LEAST
    return small or shouted or plain in _keys("either")


def _is_suffix(text: str) -> bool:
    return _plain(text) in _keys("honours") | _keys("generations")


def _person(tokens: list[str], suffixes: list[str], *, titled: bool) -> Person | None:
    shouted = " ".join(tokens).isupper()
    words: list[str] = []
    for place, token in enumerate(tokens, start=1):
        for part in filter(None, map(_plain, _PARTS.split(token))):
            apart = _are_initials(token, shouted=shouted) and place < len(tokens)
            words += list(part) if apart else [part]
    words = _family_last(words)
    if len(words) < _LEAST or _is_initial(words[-1]):
        return None
    keys = [_plain(suffix) for suffix in suffixes]
    age = next((key for key in keys if key in _keys("generations")), "")
    return Person(
        words=tuple(words),
        script=script_of(words[-1]),
        title=titled or any(key != age for key in keys),
        generation=_ONE_AGE.get(age, age),
    )


def _plain(word: str) -> str:
    """One word without accents, case and signs: "O'Neill" is one word too."""
    return name_key(_APOSTROPHE.sub("", word)).replace("-", "")


def _are_initials(token: str, *, shouted: bool) -> bool:
    """Whether a word is several initials: "MK", and "AK" where not all is so."""
    if not (1 < len(token) <= _SHORT and token.isupper() and token.isascii()):
        return False
    return not shouted or set("AEIOUY").isdisjoint(token)


def _is_initial(word: str) -> bool:
    """Whether a word is an initial: signs of scripts without small letters are none."""
    return len(word) == 1 and word.upper() != word


def _family_last(words: list[str]) -> list[str]:
    """Initials stand before the family name, though it may have stood first."""
    first, *rest = words or [""]
    turned = rest and not _is_initial(first) and all(map(_is_initial, rest))
    return [*rest, first] if turned else words


def _is_turned(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the family name stands first in one, and nobody can doubt which it is.

    "Li Wei" and "Wei Li" may be two people, "Abe Shinzo" and "Shinzo Abe" are not.
    """
    turned = one == (*other[1:], other[0]) or other == (*one[1:], one[0])
    return turned and not _keys("either").issuperset(one) and min(map(len, one)) > 1


def _abbreviates(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name can be the other with initials, or without middle names."""
    (*given, family), (*others, same_family) = one, other
    if family != same_family or not given or not _fits(given[0], others[0]):
        return False
    shorter, longer = sorted((given[1:], others[1:]), key=len)
    # Every middle name of the shorter has its own in the longer, in order.
    left = iter(longer)
    return all(any(_fits(word, name) for name in left) for word in shorter)


def _fits(one: str, other: str) -> bool:
    """Whether two given names are equal, or one is the initial of the other."""
    if _is_initial(one) or _is_initial(other):
        return one[0] == other[0]
    return one == other


def _sounds_alike(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    """What two names in two scripts have in common."""
    vowels = all(map(writes_vowels, (*one, *other)))
    heard, also = (tuple(sound(w, vowels=vowels) for w in ws) for ws in (one, other))
    if not all((*heard, *also)):
        return None
    if not vowels:
        # A word comes down to its consonants: "Ali" and "Layla" to one.
        told = heard == also and min(map(len, heard)) > 1
        return Likeness.SCRIPT if told else None
    if heard == also:
        return Likeness.SCRIPT
    return Likeness.INITIALS if _abbreviates(heard, also) else None


@cache
def _keys(kind: str) -> frozenset[str]:
    return frozenset(map(name_key, table("people")[kind]))
