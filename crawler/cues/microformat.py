"""Links that microformats mark as the post that is repeated or translated here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.cues.making import claim, place, points_at_article
from crawler.markup import absolute
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.page import Page
    from graph.model import Article

_MARKS = {
    "u-repost-of": Relation.REPUBLISHES,
    "u-translation-of": Relation.TRANSLATES,
}
_FIND = "//*[contains(@class, '-of')]"


def microformat(page: Page, _record: Article) -> Iterator[Claim]:
    """A link of the class ``u-repost-of`` or ``u-translation-of`` leads to the source.

    The class may also stand around the link. ``u-syndication`` is the other
    direction, and a link to a front page says nothing.
    """
    stated = any(mark in page.text for mark in _MARKS)
    found = page.tree.xpath(_FIND) if page.tree is not None and stated else []
    for element in found:
        classes = (element.get("class") or "").split()
        href = absolute(_href(element), page.base)
        for mark in _MARKS.keys() & set(classes):
            if href and points_at_article(href):
                path = element.getroottree().getpath(element)
                places = (place(f'<a class="{mark}" href="{href}">', Where.LINK, path),)
                yield claim("microformat", _MARKS[mark], 0.9, places, url=href)


def _href(element: HtmlElement) -> str:
    """The element's own address, or that of the first link inside it."""
    inner = (link.get("href") for link in element.iter("a"))
    return element.get("href") or next((href for href in inner if href), "")
