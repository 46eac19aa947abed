"""Where the page points: its canonical address, other hosts, machine-readable doors."""

from __future__ import annotations

from itertools import islice

from crawler import jsonld
from crawler.fields.doors import doors
from crawler.fields.hosts import is_elsewhere
from crawler.page import Page
from graph.identity import clean_url, origin_of, outlet_key

_MOST = 500
# A list of links has fewer, and an article fewer hosts; what has more says nothing.
_MOST_LINKS = 20_000
_MOST_HOSTS = 2_000


def canonical(page: Page) -> str | None:
    """The page's own statement of its address, absolute; None if it makes none."""
    stated = [href for rel, href, _ in page.rels if rel == "canonical"]
    stated += page.meta.get("og:url", ())
    node = page.article_node or {}
    stated.append(jsonld.text(node.get("url")))
    found = (url for text in stated if "//" in text and (url := clean_url(text)))
    return next((url for url in found if is_elsewhere(url, page.url)), None)


def outlinks(page: Page) -> tuple[str, ...]:
    """Origins of other outlets that the page links to, in order, each once."""
    own = outlet_key(page.url) if page.url else ""
    found: dict[str, str] = {}
    links = (link for block in page.blocks for link in block.links)
    for link in islice(links, _MOST_LINKS):
        # Most links share a few hosts; each is looked up once.
        start = "/".join(link.href.split("/", 3)[:3])
        if start not in found:
            origin = origin_of(start) if start else ""
            found[start] = origin if origin and outlet_key(start) != own else ""
            if len(found) >= _MOST_HOSTS:
                break
    return tuple(dict.fromkeys(filter(None, found.values())))[:_MOST]


def endpoints(page: Page) -> tuple[tuple[str, str], ...]:
    """(kind, URL) of the lists that the page declares: :mod:`crawler.fields.doors`."""
    return doors(page)
