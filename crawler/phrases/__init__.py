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
from crawler.phrases.index import Candidate, whole_index
from crawler.phrases.naming import slots_of
from crawler.phrases.slots import CLOSE, OPEN
from crawler.phrases.wording import Wording, packs, read_pack
from graph.identity import is_home, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.block import Link

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
_END = re.compile(r"\n|[.!?](?=\s)|[。！？]")
# Wordings up to this strength mean something else in other languages.
_WEAK = 0.8
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
    edge: bool = True,
) -> tuple[Found, ...]:
    """Every credit in a text, strongest first, none inside another.

    Without ``edge``, for a text in the middle of an article, only wordings count
    that mean a credit anywhere.

    What a ``[[not]]`` wording of the credit's language, or of the text's, touches is
    left out. Weak wordings, such as "Source:", count only in the text's own
    ``language``, if that is known.

    >>> found = search("This article first appeared in Example Weekly.")
    >>> found[0].slots["outlet"], found[0].wording.relation.value
    ('Example Weekly', 'republishes')
    """
    return _search(text[:_LONGEST], tuple(links), language, edge)


def find_marker(text: str, language: str | None = None) -> Found | None:
    """The first wording by which a text says that it is a translation.

    >>> find_marker("Translated from French by Ann Lee.", "en").slots["translator"]
    'Ann Lee'
    """
    text = text[:_LONGEST]
    known = whole_index()
    places = _admitted("marker", language, edge=True)
    possible = known.candidates(known.words(text), places)
    return next(_all(possible, _Marked(text, ())), None) if possible else None


# Two cues ask for the same passages, one after the other.
@lru_cache(maxsize=64)
def _search(
    text: str,
    links: tuple[Link, ...],
    language: str | None,
    edge: bool,  # noqa: FBT001 - one caller
) -> tuple[Found, ...]:
    known = whole_index()
    words = known.words(text)
    possible = known.candidates(words, _admitted("credit", language, edge=edge))
    marked = _Marked(text, links) if possible else None
    if marked is None or not (credits_ := list(_all(possible, marked))):
        return ()
    denying = known.candidates(words, _admitted("not", language, edge=edge))
    others = list(_all(denying, marked))
    others = [_sentence(other, text) for other in others]
    clear = [
        c
        for c in credits_
        if not any(_touch(c, o) and _denies(o, c, language) for o in others)
    ]
    clear.sort(key=lambda f: (-f.wording.strength, f.start - f.end))
    kept: list[Found] = []
    for one in clear:
        if not any(_touch(one, o) and not _gives_way(o) for o in kept):
            kept.append(one)
    return tuple(kept)


def _gives_way(found: Found) -> bool:
    """Whether a link is asked to spell a name that is an article's address itself."""
    name = found.slots.get("outlet") or found.slots.get("source") or ""
    return found.wording.spelled and "://" in name and not is_home(name)


def _all(possible: Iterable[Candidate], marked: _Marked) -> Iterator[Found]:
    """Every match of the wordings that may match, in their order."""
    return (found for one in possible for found in _matches(one, marked))


@lru_cache(maxsize=256)
def _admitted(kind: str, language: str | None, *, edge: bool) -> frozenset[int]:
    """The places in the index of the wordings that count in a text."""

    def admits(wording: Wording) -> bool:
        kind_ = "credit" if wording.kind == "copyright" else wording.kind
        anywhere = edge or wording.place == "any"
        foreign = language and wording.relation and _is_foreign(wording, language)
        return kind_ == kind and anywhere and not foreign

    return whole_index().admitted(admits)


def _is_foreign(wording: Wording, language: str) -> bool:
    weak = wording.kind != "copyright" and wording.strength <= _WEAK
    return weak and wording.language != language[:2]


def _matches(candidate: Candidate, marked: _Marked) -> Iterator[Found]:
    wording, offsets = candidate.wording, marked.offsets
    start, end = marked.span(candidate.lines)
    for match in candidate.pattern.matches(marked.text, start, end):
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
            slots=slots_of(match, wording),
            spans=spans,
        )


def _names_outlet(wording: Wording, match: re.Match[str]) -> bool:
    """Whether the words in the outlet's slot can be an outlet's name."""
    linked = OPEN in match[0]
    if wording.kind == "marker":
        return True
    if wording.linked or (wording.spelled and not linked):
        return linked
    slots = slots_of(match, wording)
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
    long = len(letters) > 1 or find(name) is not None
    return long and few and not calendar and name_key(name) not in never


class _Marked:
    """A text with signs around its links."""

    def __init__(self, text: str, links: Iterable[Link]) -> None:
        self.text, self.offsets = _mark(text, links)
        self._starts = [0, *(m.end() for m in re.finditer("\n", self.text))]

    def span(self, lines: slice) -> tuple[int, int]:
        """Where some of its lines begin and end."""
        behind = self._starts[lines.stop : lines.stop + 1]
        return self._starts[lines.start], behind[0] - 1 if behind else len(self.text)


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


def _sentence(found: Found, text: str) -> Found:
    """What is found, up to the end of its sentence."""
    end = _END.search(text, found.end)
    return replace(found, end=len(text) if end is None else end.start())


def _denies(other: Found, credit: Found, language: str | None) -> bool:
    """Whether a wording that is none speaks the credit's language, or the text's."""
    own = {credit.wording.language, (language or other.wording.language)[:2]}
    return other.wording.language in own


def _touch(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end
