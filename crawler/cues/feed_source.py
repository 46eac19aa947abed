"""The source that a feed names for an entry: RSS ``<source>``, Atom ``<source>``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crawler.cues.making import claim, place, points_at_article
from crawler.phrases import sounds_like_name
from graph.identity import clean_url, home_of
from graph.model import Claim, Relation, Where

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.page import Page
    from graph.model import Article

_ENTRIES = ("item", "entry")


def feed_source(page: Page, _record: Article) -> Iterator[Claim]:
    """A feed's only entry names the feed that it was taken from.

    RSS has ``<source url="…">``, Atom a ``<source>`` with title and links. A feed of
    several entries is no article, and says nothing.
    """
    entries = [] if page.tree is None else list(page.tree.iter(*_ENTRIES))
    if page.tree is None or len(entries) != 1:
        return
    for source in entries[0].iter("source"):
        name, url = _name(source), _url(source)
        if name or url:
            path = page.tree.getroottree().getpath(source)
            yield credited(name, url, path=path)


def credited(name: str | None, url: str | None, *, path: str) -> Claim:
    """What ``<source>`` says; ``path`` is its place in a page, or the feed itself."""
    quote = f'<source url="{url or ""}">{name or ""}</source>'
    places = (place(quote, Where.FEED, path),)
    republishes = Relation.REPUBLISHES
    return claim("feed_source", republishes, 0.93, places, name=name, url=url)


def _name(source: HtmlElement) -> str | None:
    """Its title, or its own words; HTML's parser lets them follow the element."""
    title = source.find("title")
    text = source.text or source.tail if title is None else title.text
    stated = (text or "").strip()
    return stated if sounds_like_name(stated) else None


def _url(source: HtmlElement) -> str | None:
    """The entry's address there, or else the front page of the feed's site."""
    links = [source.get("url"), *(link.get("href") for link in source.iter("link"))]
    found = [url for link in links if link and (url := clean_url(link))]
    articles = (
        link.get("href")
        for link in source.iter("link")
        if link.get("rel") == "alternate" and points_at_article(link.get("href"))
    )
    return next(articles, None) or next(filter(None, map(home_of, found)), None)
