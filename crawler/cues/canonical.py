"""The page's own statement of its address, where that is another outlet's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.cues.making import claim, place, points_at_article
from crawler.fields.hosts import is_elsewhere
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from crawler.page import Page
    from graph.model import Article


def canonical(page: Page, _record: Article) -> Iterator[Claim]:
    """The canonical link or ``og:url`` leads to another outlet's article.

    A canonical on another host is a strong sign of syndication; a front page, an
    address of the page's own outlet or of a developer's machine says nothing.
    """
    if page.url is None:
        return
    for rel, href, _ in page.rels:
        if rel == "canonical" and _is_article(href, page.url):
            quote = f'<link rel="canonical" href="{href}">'
            yield _claim(href, 0.93, quote, "//link[@rel='canonical']")
    for href in page.meta.get("og:url", ()):
        if _is_article(href, page.url):
            quote = f'<meta property="og:url" content="{href}">'
            yield _claim(href, 0.85, quote, "//meta[@property='og:url']")


def _is_article(href: str, here: str) -> bool:
    return points_at_article(href) and is_elsewhere(href, here)


def _claim(href: str, strength: float, quote: str, path: str) -> Claim:
    places = (place(quote, Where.META, path),)
    return claim("canonical", Relation.REPUBLISHES, strength, places, url=href)
