"""The names that a wording has found, as their owners spell them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.outlets import find
from crawler.phrases.slots import CLOSE, OPEN
from graph.identity import name_key

if TYPE_CHECKING:
    from crawler.phrases.wording import Wording

_AROUND = " \t\n.,;:!-–—|*_()[]\"“”„«»「」『』《》‘’'"
# A word with a capital and a small one right before a name: "Diario de " Lago.
_BEFORE = re.compile(
    r"(?<!\w)(?=(\w{2,20})(?:[ \xa0](?![A-ZÀ-Þ])\w{1,5}){0,2}[ \xa0]?$)"
)


def slots_of(match: re.Match[str], wording: Wording) -> dict[str, str]:
    """What stands in the slots of a match, a name without case or marks around it."""
    slots = {
        group.rpartition("_")[0]: _bare(_whole(group, match, wording))
        for group, words in match.groupdict().items()
        if words
    }
    if wording.endings and "outlet" in slots:
        slots["outlet"] = uninflected(slots["outlet"], wording.endings)
    return slots


def uninflected(name: str, endings: dict[str, str]) -> str:
    """A name without the longest of these endings that it has.

    >>> uninflected("Harbour Newsban", {"ban": "", "an": ""})
    'Harbour News'
    """
    fitting = [ending for ending in endings if name.endswith(ending)]
    if not fitting:
        return name
    ending = max(fitting, key=len)
    return name.removesuffix(ending) + endings[ending]


def _whole(group: str, match: re.Match[str], wording: Wording) -> str:
    """A name from its first word on, though the wording knows that word as well.

    "In the journal Lago" names Lago, "in Diario Lago" names Diario Lago.
    """
    start = match.start(group)
    named = name_key(_bare(match[group])) not in wording.never
    named = named and wording.kind != "copyright"
    if named and wording.begins and group.startswith(("outlet", "source")):
        before = _BEFORE.finditer(match.string, max(match.start(), start - 40), start)
        known = (word.start() for word in before if word[1] in wording.begins)
        start = next(known, start)
    return match.string[start : match.end(group)]


def _bare(text: str) -> str:
    plain = text.replace(OPEN, "").replace(CLOSE, "").strip(_AROUND)
    return plain + ")" if "(" in plain and ")" not in plain else plain


def is_other_credit(name: str, *, linked: bool) -> bool:
    """Whether the words name another field as well, or a picture's maker."""
    fields = re.search("[:：](?!//)", name) is not None
    return fields or (not linked and _is_picture_credit(name))


def _is_picture_credit(name: str) -> bool:
    """Whether a name has the form of a picture's credit: "Lee/Example Photos"."""
    parts = name.split("/")
    return len(parts) > 1 and not any(find(part) for part in parts)
