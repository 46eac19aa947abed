"""Which elements of a page hold its article.

Prose gives worth to the elements around it, links to other articles take some
away: the element worth most holds the article.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable

from crawler.fields.beside import kind
from crawler.fields.places import Place, Survey

# What a link to another article takes from the worth of the elements around it.
_PRICE = 15
# An inner element with this share of the worth, in percent, is the narrower one;
# one whose class says that it holds the text needs less.
_DOMINANT, _SAYS_SO = 80, 60


def frames(page: Survey) -> list[Place]:
    """The element that holds the article's text, or the several that hold its parts.

    Which places stand beside the article must have been marked.
    """
    _value(page)
    wide = max(_open(page.places), key=_rank, default=None)
    if wide is None or wide.worth <= 0:
        return []
    return _alike(page, _narrowed(page, wide), wide)


def _open(places: Iterable[Place]) -> list[Place]:
    return [place for place in places if not place.beside]


def _rank(place: Place) -> tuple[int, int]:
    return place.worth, place.node.depth


def _value(page: Survey) -> None:
    for piece in page.pieces:
        if piece.prose:
            piece.place.worth += piece.prose
        elif piece.is_linked(50):
            piece.place.worth -= _PRICE
    for place in reversed(page.places):
        if place.beside:
            place.worth = 0
        elif place.parent is not None:
            place.parent.worth += place.worth


def _narrowed(page: Survey, place: Place) -> Place:
    """The innermost element that still holds nearly all, or says it is the text."""
    inner: dict[int, list[Place]] = {}
    for one in _open(page.places):
        if one.parent is not None and one.node.tag not in {"p", "li"}:
            inner.setdefault(id(one.parent), []).append(one)
    while following := max(inner.get(id(place), ()), key=_rank, default=None):
        if following.worth * 100 < place.worth * _DOMINANT:
            break
        place = following
    for one in page.places:
        fits = one.worth * 100 >= place.worth * _SAYS_SO and not one.beside
        if fits and kind(one.own).text and one.within(place):
            place = one
    return place


def _alike(page: Survey, place: Place, wide: Place) -> list[Place]:
    """The element, and others like it that hold more parts of the same article."""
    look = _look(place)
    heads = [
        p.index for p in page.pieces if p.run.tag == "h1" and not p.place.within(place)
    ]
    found = [place]
    for one in page.places:
        if one is place or one.beside or one.teasers or not one.prose:
            continue
        near = one.parent is place.parent or (
            bool(look[1]) and one.node.depth == place.node.depth and one.within(wide)
        )
        fits = near and _look(one) == look and one.linked * 3 < one.letters
        # Behind another main heading begins another article.
        if fits and bisect(heads, one.first) == bisect(heads, place.first):
            found.append(one)
    return found


def _look(place: Place) -> tuple[str, str]:
    return place.node.tag, " ".join((place.node.element.get("class") or "").split())
