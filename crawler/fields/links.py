"""Where the page points: its canonical address, other hosts, machine-readable doors."""

from __future__ import annotations

from crawler import jsonld
from crawler.page import Page
from graph.identity import clean_url, origin_of, outlet_key

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_MOST = 500


def canonical(page: Page) -> str | None:
    """The page's own statement of its address, absolute; None if it makes none."""
    stated = [href for rel, href, _ in page.rels if rel == "canonical"]
    stated += page.meta.get("og:url", ())
    node = page.article_node or {}
    stated.append(jsonld.text(node.get("url")))
    return next(
        (url for text in stated if "//" in text and (url := clean_url(text))), None
    )


def outlinks(page: Page) -> tuple[str, ...]:
    """Origins of other outlets that the page links to, in order, each once."""
    own = outlet_key(page.url) if page.url else ""
    found: dict[str, str] = {}
    for block in page.blocks:
        for link in block.links:
            # Most links share a few hosts; each is looked up once.
            start = "/".join(link.href.split("/", 3)[:3])
            if start not in found:
                origin = origin_of(start) if start else ""
                found[start] = origin if origin and outlet_key(start) != own else ""
    return tuple(dict.fromkeys(filter(None, found.values())))[:_MOST]


def endpoints(page: Page) -> tuple[tuple[str, str], ...]:
    """(kind, URL) of the feeds and the WordPress REST root that the page declares."""
    found: dict[tuple[str, str], None] = {}
    for rel, href, kind in page.rels:
        if rel == "alternate" and kind in _FEEDS:
            found["feed", href] = None
        elif rel == "https://api.w.org/":
            found["wordpress", href] = None
    return tuple(found)
