"""Finding an article in an outlet's feeds: RSS, RDF, Atom (RFC 4287), JSON Feed.

A feed shows its newest items. Where it goes on, its next page is a list of its own,
``older``, that is asked when all else has failed: a ``next`` link (RFC 5005), and on
WordPress the parameter ``paged``.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote_plus, urlencode, urlsplit, urlunsplit

from crawler import markup
from crawler.discover import feed_item, jsonfeed
from crawler.discover.base import Answer, Site, Sought, Source, question
from crawler.discover.markup import local, parse_xml
from graph.identity import clean_url, same_outlet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

NAME = feed_item.NAME
_MOST = 500
_MOST_FEEDS = 2
_MOST_OLDER = 3
_LAST_PAGE = 100
_ITEMS = ("item", "entry")
_ROOTS = ("rss", "rdf", "feed", "channel")


def ask(site: Site, sought: Sought) -> list[str]:
    """The feeds that the site declares; its search as a feed, where it has one."""
    # The shortest are the site's own; others are of one section or one article.
    found = _own(site)[:_MOST_FEEDS]
    if site.archives:
        asked = quote_plus(question(sought.headline))
        found = [f"{site.home.rstrip('/')}/?s={asked}&feed=rss2", *found]
    return found


def ask_older(site: Site, sought: Sought) -> list[str]:
    """The pages behind the first of its feeds, as far as they are known."""
    del sought
    known = sorted(site.older, key=lambda url: (len(url), url))
    return known[:_MOST_OLDER]


def _own(site: Site) -> list[str]:
    return sorted((f for f in site.feeds if "comment" not in f), key=_by_length)


def _by_length(url: str) -> tuple[int, str]:
    return len(url), url


def read(body: bytes, url: str) -> Answer:
    """The items of a feed and its next page; nothing for any other body."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return jsonfeed.read(body, url)
    root = parse_xml(body)
    return Answer() if root is None else read_tree(root, url)


def read_tree(root: _Element, url: str) -> Answer:
    """The items and the next page of a feed that is parsed already."""
    items = list(islice((e for e in root.iter() if local(e) in _ITEMS), _MOST))
    found = (feed_item.read_item(item, url) for item in items)
    return Answer(
        candidates=tuple(one for one in found if one),
        endpoints=tuple(("older", page) for page in _next(root, url) if items),
    )


def is_feed(root: _Element) -> bool:
    """Whether a document is a feed."""
    return local(root) in _ROOTS


def _next(root: _Element, url: str) -> Iterator[str]:
    """The page behind this one, where the feed or its software tells it."""
    channel = next((part for part in root if local(part) == "channel"), root)
    head = [part for part in channel if local(part) in {"link", "generator"}]
    linked = [e.get("href") or "" for e in head if e.get("rel") == "next"]
    made = " ".join((e.text or "") + (e.get("uri") or "") for e in head)
    if not linked and "wordpress.org" in made:
        linked = _paged(url)
    for href in linked[:1]:
        whole = clean_url(markup.absolute(href, feed_item.base_of(root, url)))
        if whole and whole != url and same_outlet(whole, url):
            yield whole


def _paged(url: str) -> list[str]:
    """WordPress' next page of a feed; none of a search, whose first page is enough."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    page = query.get("paged", "1")
    if "s" in query or not page.isdecimal() or int(page[:4]) >= _LAST_PAGE:
        return []
    query["paged"] = str(int(page) + 1)
    return [urlunsplit(parts._replace(query=urlencode(query)))]


SOURCE = Source(name=NAME, ask=ask, read=read, doc="RSS, Atom and JSON feeds")
OLDER = Source(
    name="older",
    ask=ask_older,
    read=read,
    doc="older pages of the feeds",
    leads="older",
)
