"""Logos of other outlets beside the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from crawler.cues.linking import bare_spellings, leads_out
from crawler.cues.making import place
from crawler.cues.mark import foreign, is_dense_paper, is_name, marks, names_provider
from crawler.cues.own import squash
from crawler.markup import absolute
from crawler.outlets import by_key, find
from crawler.outlets.newspaper import is_outlet
from graph.identity import is_home, outlet_key
from graph.model import Place, Where

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.page import Page

_NOT = re.compile(r"sponsor|advert|promo|related|weather|widget|social|share|award")
_LOGO = re.compile(r"\b(?:logo|icon)\b[:\s]*", re.IGNORECASE)
_ELSEWHERE = frozenset({"body", "aside", "nav", "footer", "figure"})
# The mark stands on the picture or on one of so many elements around it.
_BOXES = 3
# The headline is so many elements up, in a box with no prose.
_FARTHEST = 7
_PROSE = 300
# More are a list of partners.
_MOST = 2
_MOST_IMAGES = 500
# A line of so few characters with a date is so many elements around a link.
_LINE = 3
_DATED = 60


def logos(page: Page, *, trusting: bool) -> Iterator[tuple[Place, str, str | None]]:
    """Each marked logo beside the headline, with its name and address.

    On a portal (``trusting``) every logo there is the provider's; elsewhere one that
    is marked so, is in the line of the date, or leads to its own front page.
    """
    images = () if page.tree is None else islice(page.tree.iter("img"), _MOST_IMAGES)
    found = [image for image in images if _is_logo(image, trusting=trusting)]
    for image in found if len(found) <= _MOST else ():
        link = next(image.iterancestors("a"), None)
        href = "" if link is None else absolute(link.get("href") or "", page.base)
        url = foreign(href, page) if href else None
        name = _name(image)
        if is_name(name, url, trusting=trusting):
            path = image.getroottree().getpath(image)
            yield place(f'<img alt="{image.get("alt")}">', Where.LINK, path), name, url


def _name(image: HtmlElement) -> str:
    return _LOGO.sub("", image.get("alt") or "").strip()


def _is_logo(image: HtmlElement, *, trusting: bool) -> bool:
    if not _name(image):
        return False
    around = islice(image.iterancestors(), _BOXES)
    marked = " ".join(marks(element) for element in (image, *around))
    said = names_provider(marked) or (trusting and "logo" in marked)
    if _NOT.search(marked) or not (said or _is_dated(image) or _is_home(image)):
        return False
    if "partner" in marked and not is_outlet(_name(image)):
        return False
    return _is_near_headline(image)


def _is_dated(image: HtmlElement) -> bool:
    """Whether it is a known outlet's or a paper's logo in a line with the date."""
    name, link = _name(image), next(image.iterancestors("a"), None)
    if link is None or not (find(name) or is_dense_paper(name)):
        return False
    boxes = islice(link.iterancestors(), _LINE)
    return any(
        box.find(".//time") is not None and len("".join(box.itertext())) < _DATED
        for box in boxes
    )


def _is_home(image: HtmlElement) -> bool:
    """Whether it is linked to an outlet's front page, whose host spells its name."""
    link = next(image.iterancestors("a"), None)
    href = "" if link is None else (link.get("href") or "")
    if "://" not in href or not is_home(href) or not leads_out(href):
        return False
    known = by_key(outlet_key(href))
    label = squash(outlet_key(href).partition(".")[0])
    return label in bare_spellings(_name(image)) and not (
        known is not None and known.portal
    )


def _is_near_headline(image: HtmlElement) -> bool:
    """Whether the nearest box with a main heading holds no prose beside it."""
    for box in islice(image.iterancestors(), _FARTHEST):
        if box.tag in _ELSEWHERE:
            return False
        if box.find(".//h1") is not None:
            return True
        if len("".join(box.itertext())) > _PROSE:
            return False
    return False
