"""Wordings of credit, a file a language: what they say, and how sure it is.

A pack holds ``[[credit]]`` tables, wordings that say where an article comes
from, ``[[behind]]`` tables, what may follow there and name another source,
``[[marker]]`` tables, wordings that say it is a translation but not whose, and
``[[not]]`` tables, wordings that look like a credit and say something else.
Each carries examples, and the tests run every one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.outlets import find
from crawler.outlets.agency_name import is_agency_name
from crawler.outlets.newspaper import is_masthead
from crawler.phrases.behind import MORE, continued, without
from crawler.phrases.index import Candidate, whole_index
from crawler.phrases.marked import Marked
from crawler.phrases.naming import is_other_credit, slots_of
from crawler.phrases.slots import OPEN
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
# Those that hold for known names are no stronger for a newspaper that no list has.
_UNKNOWN = 0.79
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
    return next(_all(possible, Marked(text, ())), None) if possible else None


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
    if not possible:
        return ()
    marked = Marked(text, links)
    denying = known.candidates(words, _admitted("not", language, edge=edge))
    found = _clear(possible, denying, marked, language)
    more = known.candidates(words, _admitted("behind", language, edge=edge))
    if behind := [found for found in _all(more, marked) if _goes_on(found)]:
        before = _search(without(text, behind), links, language, edge)
        whole = list(continued(before, behind, text))
        found = [f for f in found if not any(_touch(f, w) for w in whole)] + whole
    return tuple(_strongest(found))


def _clear(
    possible: Iterable[Candidate],
    denying: Iterable[Candidate],
    marked: Marked,
    language: str | None,
) -> list[Found]:
    """The credits that no ``[[not]]`` wording touches."""
    found = list(_all(possible, marked))
    if not found:
        return []
    others = [_sentence(other, marked.plain) for other in _all(denying, marked)]
    return [
        c
        for c in found
        if not any(_touch(c, o) and _denies(o, c, language) for o in others)
    ]


def _goes_on(found: Found) -> bool:
    """Whether what stands behind a credit names an outlet."""
    names = (found.slots.get(slot, "") for slot in MORE)
    return any(sounds_like_name(name, found.wording.never) for name in names)


def _strongest(found: list[Found]) -> Iterator[Found]:
    """Those that no stronger one touches; of equals the longest."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-f.wording.strength, f.start - f.end)):
        if not any(_touch(one, o) and not _gives_way(o) for o in kept):
            kept.append(one)
            yield one


def _gives_way(found: Found) -> bool:
    """Whether a link is asked to spell a name that is an article's address itself."""
    name = found.slots.get("outlet") or found.slots.get("source") or ""
    return found.wording.spelled and "://" in name and not is_home(name)


def _all(possible: Iterable[Candidate], marked: Marked) -> Iterator[Found]:
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


def _matches(candidate: Candidate, marked: Marked) -> Iterator[Found]:
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
        slots = slots_of(match, wording)
        yield Found(
            wording=_as_sure(wording, slots),
            start=offsets[match.start()],
            end=offsets[match.end()],
            slots=slots,
            spans=spans,
        )


def _names_outlet(wording: Wording, match: re.Match[str]) -> bool:
    """Whether the words in the outlet's slot can be an outlet's name."""
    linked = OPEN in match[0]
    if wording.kind == "marker" or (wording.spelled and not linked):
        return wording.kind == "marker"
    slots = slots_of(match, wording)
    if wording.linked:
        return linked and sounds_like_name(slots.get("outlet", "Any"), wording.never)
    name = slots.get("outlet") or slots.get("source")
    if wording.relation is None or name is None:
        return wording.relation is None
    linked = linked or "://" in name
    if "source" in slots and is_other_credit(name, linked=linked):
        return False
    if not sounds_like_name(name, wording.never, linked=linked):
        return False
    return not wording.known or _are_known(wording, slots, linked=linked)


def _are_known(wording: Wording, slots: dict[str, str], *, linked: bool) -> bool:
    """Whether the names are outlets' by what the world knows or by themselves.

    Where a link leads elsewhere than a newspaper's name says, it needs more.
    """
    names = [slots[slot] for slot in ("outlet", "source", "other") if slot in slots]
    papers = wording.kind == "credit" and (not linked or len(names) > 1)
    return all(
        _is_known(name, wording.kind) or (papers and is_masthead(name))
        for name in names
    )


def _as_sure(wording: Wording, slots: dict[str, str]) -> Wording:
    """The wording, weaker where only a name itself says that it is an outlet's."""
    name = slots.get("outlet") or slots.get("source") or ""
    if not wording.known or _is_known(name, wording.kind):
        return wording
    return replace(wording, strength=min(wording.strength, _UNKNOWN))


def _is_known(name: str, kind: str) -> bool:
    """Whether the world knows the name; for a credit an agency's name will do."""
    return find(name) is not None or (kind == "credit" and is_agency_name(name))


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
