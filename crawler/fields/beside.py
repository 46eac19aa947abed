"""Which elements of a page hold something else than the article's text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from crawler.fields.places import Place
from crawler.fields.wordlists import listed
from crawler.prose import HEADINGS

_FRAMES = frozenset({"html", "body", "article", "main"})
_TAGS = frozenset(
    "nav aside dialog form figcaption figure footer button menu legend label fieldset"
    " address amp-sidebar amp-lightbox amp-consent amp-user-notification".split(),
)
_ROLES = frozenset(
    "navigation banner contentinfo complementary dialog alertdialog search"
    " menu".split(),
)
# Elements that are no box by themselves, though there may be many alike.
_LINES = frozenset({"p", *HEADINGS})
_MARKS = re.compile("[-_]+")
# What holds this share of a page's prose, in percent, is no box; a box that says so
# itself needs more, and comments are never anything else.
_MOST, _NEARLY_ALL, _ALL = 50, 80, 90
# A box of titles with their summaries; a caption; a header that holds prose.
_SMALL, _CAPTION, _HEADER = 800, 400, 120
# So many elements alike, each of so few runs, are a list of other articles, if this
# much prose stands elsewhere.
_ALIKE, _FEW_RUNS, _ELSEWHERE = 3, 14, 200


class Kind(NamedTuple):
    """What an element's own class and id words say that it holds."""

    text: bool
    comments: bool
    everywhere: bool
    strange: bool
    beside: bool
    picture: bool
    standfirst: bool
    hidden: bool


@lru_cache(maxsize=4096)
def kind(own: str) -> Kind:
    """What the words mean; pages of one site say the same again and again.

    >>> kind("c-article-body wide").text, kind("related_links").strange
    (True, True)
    """
    known = _known()
    found: set[str] = set()
    names = own.split()
    if any(name.endswith(known.shown) for name in names):
        names = [name for name in names if name not in {"hidden", "hide"}]
    for word in {word for name in names for word in _words(name)}:
        found.update(known.whole.get(word, ()))
        if word.startswith("="):
            continue
        if word.startswith(known.starts):
            found.update(*(known.begins[s] for s in known.starts if word.startswith(s)))
        if word.endswith(known.ends):
            found.update(*(known.closes[e] for e in known.ends if word.endswith(e)))
    return Kind(*(name in found for name in Kind._fields))


def _words(name: str) -> Iterator[str]:
    """The parts of a class name, alone and with the next one or two, and the whole."""
    parts = _MARKS.split(name)
    yield "=" + "".join(parts)
    if parts[0] in listed("main_text", "states"):
        return
    yield from parts
    if len(parts) > 1:
        yield from map("".join, pairwise(parts))
        yield from map("".join, zip(parts, parts[1:], parts[2:], strict=False))


class _Known(NamedTuple):
    """The kinds that words name: whole words, and how others begin or end."""

    whole: dict[str, set[str]]
    begins: dict[str, set[str]]
    closes: dict[str, set[str]]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    shown: tuple[str, ...]


@cache
def _known() -> _Known:
    tables: tuple[dict[str, set[str]], ...] = ({}, {}, {})
    for name in Kind._fields:
        for listed_word in listed("main_text", name):
            word = listed_word.replace("_", "")
            which = 1 if word.endswith("*") else 2 if word.startswith("*") else 0
            tables[which].setdefault(word.strip("*"), set()).add(name)
    return _Known(
        whole=tables[0],
        begins=tables[1],
        closes=tables[2],
        starts=tuple(tables[1]),
        ends=tuple(tables[2]),
        shown=tuple(listed("main_text", "shown")),
    )


def mark(places: Sequence[Place]) -> None:
    """Tells each place whether it stands beside the article."""
    total = places[0].prose if places else 0
    teasers = _teasers(places, total)
    for place in places:
        outer = place.parent
        place.beside = (
            (outer is not None and outer.beside)
            or _is_beside(place, share := 100 * place.prose // total if total else 0)
            or (id(place) in teasers and share < _MOST)
        )


def _is_beside(place: Place, share: int) -> bool:
    """Whether an element with this share of the prose is something else."""
    tag = place.node.tag
    if tag in _FRAMES:
        return False
    says = kind(place.own)
    if tag in HEADINGS:
        return says.hidden and tag != "h1"
    if says.comments and share < _ALL:
        return True
    if share < _NEARLY_ALL and _names_itself(place, says):
        return True
    if share >= _MOST or "articlebody" in place.own.split():
        return False
    return _is_box(place, says, share) or _is_hidden(place) or _lists_titles(place)


def _names_itself(place: Place, says: Kind) -> bool:
    if says.picture and place.letters < _CAPTION:
        return True
    return place.node.tag == "textarea" or (says.everywhere and not says.text)


def _is_box(place: Place, says: Kind, share: int) -> bool:
    tag = place.node.tag
    if tag in _TAGS or (tag == "header" and place.prose < _HEADER):
        return True
    if not (says.beside or says.strange):
        return False
    if says.standfirst and not says.strange:
        return False
    return not (says.text and share > 20)


def _is_hidden(place: Place) -> bool:
    get = place.node.element.get
    style = get("style")
    if style and "display:none" in style.lower().replace(" ", ""):
        return True
    return get("hidden") is not None or (get("role") or "").lower() in _ROLES


def _lists_titles(place: Place) -> bool:
    """Whether the titles of other articles outweigh what stands between them."""
    if place.teasers > 1 and place.linked * 2 > place.letters:
        # Unless nearly all prose stands together: that is an article among lists.
        return place.runs > 2 and place.solid < max(_ELSEWHERE, place.prose * 0.6)
    if not place.teasers or place.runs < 2 or place.letters > _SMALL:
        return False
    return place.linked * 3 > place.letters and place.prose < _SMALL // 2


def _teasers(places: Sequence[Place], total: int) -> set[int]:
    """Neighbours alike, each with the title of another article."""
    groups: dict[tuple[int, str, str], list[Place]] = {}
    for place in places:
        if place.teasers and place.runs <= _FEW_RUNS and place.node.tag not in _LINES:
            groups.setdefault(_look(place), []).append(place)
    groups = {look: group for look, group in groups.items() if len(group) >= _ALIKE}
    parents = {look[0] for look in groups}
    alike = Counter(_look(place) for place in places if id(place.parent) in parents)
    found: set[int] = set()
    for look, group in groups.items():
        prose = sum(place.prose for place in group)
        are_all = prose > _ELSEWHERE > total - prose
        if not are_all and len(group) * 10 >= alike[look] * 6:
            found.update(map(id, group))
    return found


def _look(place: Place) -> tuple[int, str, str]:
    """What neighbours alike have in common."""
    first = (place.node.element.get("class") or "").partition(" ")[0]
    return id(place.parent), place.node.tag, first
