"""Whether two texts in two languages say the same thing in the same order. Pure.

Of a text that was translated hardly a word is left; its figures are, and its names.
So a text is read as the row of its *anchors*, and two texts are parallel where one
has the other's anchors in the other's order. Reports of one event have the same names
too, and not in the same order: what two rows have in common by chance, the same rows
tell when one of them is turned round. (Cognates as anchors: Simard, Foster & Isabelle
1992; parallel pages: Resnik & Smith, "The Web as a parallel corpus", 2003.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from rapidfuzz.distance import LCSseq

from graph.identity.script import sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEAST = 0.6
"""From such an order on (:attr:`Parallel.order`) two texts are parallel."""
_LEAST_ANCHORS = 8
"""Fewer stand in one order by chance."""
_LEAST_SHARE = 0.5
"""Of the anchors of the text that has fewer."""
_SOUNDS = 5
"""What is compared of a name: behind it many languages put endings."""
_LEAST_LETTERS = 3
_MOST_KEYS = 24
_LONG_FIGURE = 3
_YEAR = re.compile("(?:19|20)[0-9]{2}")
# Capitals are told from small letters in Latin, Greek, Cyrillic and Armenian.
_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u058f\u1e00-\u1fff"
_TOKEN = re.compile(
    # Thousands are parted by all kinds of signs.
    "(?P<figure>[0-9]+(?:[.,'\u2019\u00a0\u202f ][0-9]{3})*(?:[.,][0-9]+)?)"
    f"|(?P<word>[{_LETTER}]+)"
    '|(?P<stop>[.!?:\n\u201c\u201d\u201e\u00ab\u00bb"\u2013\u2014\u2022\u3002])'
)


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a translation leaves as it is."""

    row: tuple[str, ...]
    """Figures and names, in the order of the text."""
    keys: frozenset[int]
    """What to find parallel texts by: long figures and names of two words, 32 bits."""


@dataclass(frozen=True, slots=True)
class Parallel:
    """How far two texts run side by side."""

    anchors: int
    """Anchors that both have in one order."""
    order: float
    """How far that is from chance, 0, to all that both have at all, 1."""


def anchors(text: str) -> Anchors:
    """The figures and names of a text; linear in its length.

    A word is taken for a name that has a capital where no sentence begins: more than
    names in German, none in scripts without capitals, which leave figures.

    >>> found = anchors("The mayor, Ada Sander, spent 37,500 on it. Nobody asked Ada.")
    >>> found.row
    ('ada', 'sande', '37500', 'ada')
    >>> len(found.keys)
    2
    """
    row: list[str] = []
    keys: list[int] = []
    before: tuple[int, str] | None = None
    for start, end, anchor, is_name in _read(text):
        row.append(anchor)
        if is_name:
            if before and text[before[0] : start] in {" ", "-"}:
                keys.append(_key(f"{before[1]} {anchor}"))
            before = (end, anchor)
        elif len(anchor) >= _LONG_FIGURE and not _YEAR.fullmatch(anchor):
            keys.append(_key(anchor))
    few = list(dict.fromkeys(keys))[:_MOST_KEYS]
    return Anchors(tuple(row), frozenset(few))


def _read(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Each anchor with its place, and whether it is a name."""
    begins = True
    for found in _TOKEN.finditer(text):
        kind, said = found.lastgroup, found[0]
        if kind == "stop":
            begins = True
            continue
        if kind == "figure":
            digits = "".join(filter(str.isdigit, said))
            if len(digits) > 1:
                yield found.start(), found.end(), digits, False
        elif not begins and _is_name(said) and (name := sound(said)[:_SOUNDS]):
            yield found.start(), found.end(), name, True
        begins = False


def _is_name(word: str) -> bool:
    return word[0].isupper() and len(word) >= _LEAST_LETTERS


def _key(said: str) -> int:
    number = crc32(said.encode())
    return number - (1 << 32) if number >> 31 else number


def parallel(one: Sequence[str], other: Sequence[str]) -> Parallel | None:
    """How far two rows of anchors run side by side; None where they do not.

    Takes time by the product of their lengths, 64 anchors at a step.

    >>> row = [str(number) for number in range(20)]
    >>> parallel(row, [*row[:12], "more", *row[12:]])
    Parallel(anchors=20, order=1.0)
    >>> parallel(row, row[::-1])
    """
    least = _LEAST_SHARE * min(len(one), len(other))
    common = set(one) & set(other)
    one = [anchor for anchor in one if anchor in common]
    other = [anchor for anchor in other if anchor in common]
    able = min(len(one), len(other))
    if able < max(_LEAST_ANCHORS, least):
        return None
    found = LCSseq.similarity(one, other)
    chance = LCSseq.similarity(one, other[::-1])
    order = (found - chance) / (able - chance) if able > chance else 0.0
    if found < max(_LEAST_ANCHORS, least) or order < LEAST:
        return None
    return Parallel(found, round(order, 4))
