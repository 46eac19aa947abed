"""One part of a wording as a regex: a word, a choice, a slot; and parts in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from crawler.phrases.scripts import (
    SPACED,
    UNCASED,
    UNSEEN,
    end,
    fold,
    forms,
    is_whole,
    letter,
)
from crawler.phrases.slots import CLOSE, GAP, LINE_GAP, LOOSE_GAP, OPEN

CASELESS = re.compile(f"[{UNCASED}]")
"""A letter of a script without capitals."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a sequence, already a regex."""

    regex: str
    optional: bool = False
    tight: bool = False
    """Whether the next part may follow without a space."""
    glued: bool = False
    """Whether it stood right behind the part before it."""
    broken: bool = False
    """Whether a line may end before it."""
    first: frozenset[str] = frozenset()
    """Letters it may begin with, small and capital; empty if it may begin otherwise."""
    needs: tuple[str, ...] = ()
    """Words of which the text must hold one; empty if it need not."""


def first(items: list[Part]) -> frozenset[str]:
    """Letters that a sequence may begin with; empty if it may begin otherwise."""
    begins: list[frozenset[str]] = []
    for item in items:
        begins.append(item.first)
        if not item.optional:
            return union(begins)
    return frozenset()


def union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """All of them together; empty if one of them is."""
    found = list(sets)
    return frozenset().union(*found) if all(found) else frozenset()


def needed(items: list[Part]) -> tuple[str, ...]:
    """The words of the part of a sequence that is hardest to find by chance."""
    found = [item.needs for item in items if item.needs and not item.optional]
    return max(found, key=lambda needs: min(map(len, needs)), default=())


# The same words stand in many wordings.
@cache
def word_part(text: str) -> Part:
    """A word as it is written, in any case and with any kind of quotes and dashes."""
    letters = [(letter(character), character) for character in text]
    pieces = [_sign(sign) if form is None else form for form, sign in letters]
    regex = "(?i:" + "".join(pieces) + ")"
    if is_whole(text):
        regex += end(text)
    elif text[-1].isalnum() and not CASELESS.match(text[-1]):
        regex += r"(?!\w)"
    chunks = re.findall(rf"[\w{SPACED}]+", text.replace("\u200c", " "))
    needs = (fold(max(chunks, key=len)),) if chunks else ()
    tight = text[-1] in ":：=" or CASELESS.match(text[-1]) is not None
    begin = forms(text[0]) if text[0].isalpha() else ""
    first = frozenset(
        form
        for character in begin
        for form in (character.lower(), character.upper())
        if len(form) == 1
    )
    return Part(regex=regex, tight=tight, needs=needs, first=first)


_WIDE = {
    ":": rf"[ \t\xa0{OPEN}{CLOSE}{UNSEEN}]*[:：︰﹕]",
    "'": "['’]",
    '"': '["“”„״]',
    "-": r"[\s‐‑–־-]?",
    "—": "[-–—|－]{1,2}",
    ",": "[,،，、]",
    "(": "[(（]",
    ")": "[)）]",
    "/": "[/／]",
}
_SAME = {"：": ":", "’": "'", "–": "—"}


def _sign(character: str) -> str:
    if "\u200b" < character < "\u2010":
        return ""
    return _WIDE.get(_SAME.get(character, character)) or re.escape(character)


def _glue(tight: bool) -> str:  # noqa: FBT001 - one caller
    """Between parts written together: blanks may still stand behind a colon."""
    return LOOSE_GAP if tight else ""


def join(items: list[Part]) -> str:
    """One regex for a sequence: gaps between its parts, optional ones with theirs."""
    regex, start, tight = "", True, False
    for item in items:
        gap = (
            LINE_GAP
            if item.broken
            else _glue(tight)
            if item.glued
            else LOOSE_GAP
            if tight
            else GAP
        )
        if start:
            after = LOOSE_GAP if item.tight else GAP
            regex += f"(?:{item.regex}{after})?" if item.optional else item.regex
            start = item.optional
        else:
            regex += f"(?:{gap}{item.regex})?" if item.optional else gap + item.regex
        tight = item.tight or (item.optional and tight)
    return regex
