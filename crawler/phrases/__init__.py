"""Wordings of credit, a file a language: what they say, and how sure it is.

A pack holds ``[[credit]]`` tables, wordings that say where an article comes
from, ``[[marker]]`` tables, wordings that say it is a translation but not whose,
and ``[[not]]`` tables, wordings that look like a credit and say something else.
Each carries examples, and the tests run every one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.outlets import find
from crawler.outlets.agency_name import is_agency_name
from crawler.phrases.slots import CLOSE, OPEN
from crawler.phrases.wording import Wording, packs, read_pack
from graph.identity import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.block import Link
    from crawler.phrases.pattern import Pattern

__all__ = [
    "Found",
    "Wording",
    "find_marker",
    "packs",
    "read_pack",
    "search",
    "sounds_like_name",
]

# Wordings further into a block than this are in a text, not a credit.
_LONGEST = 20_000
_AROUND = " \t\n.,;:!-–—|*_()[]\"“”„«»「」『』《》‘’'"
_END = re.compile(r"\n|[.!?](?=\s)|[。！？]")
# Wordings up to this strength mean something else in other languages.
_WEAK = 0.8
_MARKER = frozenset({"marker"})
_CREDITS = frozenset({"credit", "copyright", "not"})
# A name with more words than this is a sentence.
_MOST_WORDS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A wording found in a text."""

    wording: Wording
    """Which one."""
    start: int
    """Offset of its first character in the text."""
    end: int
    """Offset behind its last character."""
    slots: dict[str, str]
    """What stands in its slots."""
    spans: dict[str, tuple[int, int]]
    """Where it stands."""


def search(
    text: str,
    links: Iterable[Link] = (),
    *,
    language: str | None = None,
) -> tuple[Found, ...]:
    """Every credit in a text, strongest first, none inside another.

    What a ``[[not]]`` wording touches is left out. Weak wordings, such as
    "Source:", count only in the text's own ``language``, if that is known.

    >>> found = search("This article first appeared in Example Weekly.")
    >>> found[0].slots["outlet"], found[0].wording.relation.value
    ('Example Weekly', 'republishes')
    """
    return _search(text[:_LONGEST], tuple(links), language)


def find_marker(text: str, language: str | None = None) -> Found | None:
    """The first wording by which a text says that it is a translation.

    >>> find_marker("Translated from French by Ann Lee.", "en").slots["translator"]
    'Ann Lee'
    """
    text = text[:_LONGEST]
    possible = _possible(text, language, _MARKER)
    marked, offsets = _mark(text, ())
    found = (f for w, p in possible for f in _matches(w, p, marked, offsets))
    return next(found, None)


# Two cues ask for the same passages, one after the other.
@lru_cache(maxsize=64)
def _search(
    text: str,
    links: tuple[Link, ...],
    language: str | None,
) -> tuple[Found, ...]:
    possible = list(_possible(text, language, _CREDITS))
    if not any(wording.relation for wording, _ in possible):
        return ()
    marked, offsets = _mark(text, links)
    credits_: list[Found] = []
    others: list[Found] = []
    for wording, pattern in possible:
        found = _matches(wording, pattern, marked, offsets)
        (others if wording.relation is None else credits_).extend(found)
    others = [_sentence(other, text) for other in others]
    clear = [c for c in credits_ if not any(_touch(c, other) for other in others)]
    clear.sort(key=lambda f: (-f.wording.strength, f.start - f.end))
    kept: list[Found] = []
    for one in clear:
        if not any(_touch(one, other) for other in kept):
            kept.append(one)
    return tuple(kept)


def _possible(
    text: str, language: str | None, kinds: frozenset[str]
) -> Iterator[tuple[Wording, Pattern]]:
    """Every pattern of these kinds whose needed words the text holds."""
    folded = text.casefold()
    for wording in packs():
        if wording.kind not in kinds:
            continue
        if language and wording.relation and _is_foreign(wording, language):
            continue
        for pattern in wording.patterns:
            if pattern.possible(folded):
                yield wording, pattern


def _is_foreign(wording: Wording, language: str) -> bool:
    weak = wording.kind != "copyright" and wording.strength <= _WEAK
    return weak and wording.language != language[:2]


def _matches(
    wording: Wording,
    pattern: Pattern,
    marked: str,
    offsets: list[int],
) -> Iterator[Found]:
    for match in pattern.regex.finditer(marked):
        if not _names_outlet(wording, match):
            continue
        spans = {
            name.rpartition("_")[0]: (offsets[at[0]], offsets[at[1]])
            for name, words in match.groupdict().items()
            if words and (at := match.span(name))
        }
        yield Found(
            wording=wording,
            start=offsets[match.start()],
            end=offsets[match.end()],
            slots=_slots(match),
            spans=spans,
        )


def _names_outlet(wording: Wording, match: re.Match[str]) -> bool:
    """Whether the words in the outlet's slot can be an outlet's name."""
    linked = OPEN in match[0]
    if wording.kind == "marker":
        return True
    if wording.linked or (wording.spelled and not linked):
        return linked
    slots = _slots(match)
    name = slots.get("outlet") or slots.get("source")
    if wording.relation is None or name is None:
        return wording.relation is None
    linked = linked or "://" in name
    if "source" in slots and _is_other_credit(name, linked=linked):
        return False
    return sounds_like_name(name, wording.never, linked=linked) and (
        not wording.known or _is_known(name, wording.kind)
    )


def _is_other_credit(name: str, *, linked: bool) -> bool:
    """Whether the words name another field as well, or a picture's maker."""
    fields = re.search("[:：](?!//)", name) is not None
    return fields or (not linked and _is_picture_credit(name))


def _is_known(name: str, kind: str) -> bool:
    """Whether the world knows the name; for a credit an agency's name will do."""
    return find(name) is not None or (kind == "credit" and is_agency_name(name))


def _is_picture_credit(name: str) -> bool:
    """Whether a name has the form of a picture's credit: "Lee/Example Photos"."""
    parts = name.split("/")
    return len(parts) > 1 and not any(find(part) for part in parts)


def sounds_like_name(
    name: str,
    never: frozenset[str] = frozenset(),
    *,
    linked: bool = False,
) -> bool:
    """Whether a text may be an outlet's name: letters, not too many words.

    >>> sounds_like_name("Example Weekly"), sounds_like_name("3 May 2019")
    (True, True)
    >>> sounds_like_name("2019"), sounds_like_name("May 2019", frozenset({"may"}))
    (False, False)
    """
    letters = name_key(re.sub(r"\d+(?:st|nd|rd|th)?", " ", name))
    few = linked or len(name.split()) <= _MOST_WORDS
    calendar = all(word in never for word in letters.split("-"))
    return len(letters) > 1 and few and not calendar and name_key(name) not in never


def _mark(text: str, links: Iterable[Link]) -> tuple[str, list[int]]:
    """The text with signs around its links, and the offset behind each character."""
    signs: dict[int, str] = {}
    for link in links:
        if link.start < link.end <= len(text):
            signs[link.start] = signs.get(link.start, "") + OPEN
            signs[link.end] = CLOSE + signs.get(link.end, "")
    marked, offsets, before = "", [], 0
    for place in sorted(signs):
        marked += text[before:place] + signs[place]
        offsets += [*range(before, place), *[place] * len(signs[place])]
        before = place
    return marked + text[before:], [*offsets, *range(before, len(text) + 1)]


def _slots(match: re.Match[str]) -> dict[str, str]:
    return {
        name.rpartition("_")[0]: _bare(words)
        for name, words in match.groupdict().items()
        if words
    }


def _bare(text: str) -> str:
    plain = text.replace(OPEN, "").replace(CLOSE, "").strip(_AROUND)
    return plain + ")" if "(" in plain and ")" not in plain else plain


def _sentence(found: Found, text: str) -> Found:
    """What is found, up to the end of its sentence."""
    end = _END.search(text, found.end)
    return replace(found, end=len(text) if end is None else end.start())


def _touch(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end
