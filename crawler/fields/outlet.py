"""The outlet of a page: its key from the address, its name from the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler import jsonld
from crawler.block import Zone
from crawler.fields.hosts import spells
from crawler.fields.published import own_date_line
from crawler.page import Page
from graph.identity import named_outlet, outlet_key
from graph.model import Outlet

_SEPARATOR = re.compile(r"\s+[|–—·•»-]\s+|\s*:\s+|\s*[|｜»]\s*")
_LONGEST_NAME = 60


def read(page: Page) -> Outlet | None:
    """Who published the page; None where neither address nor name is known."""
    key = outlet_key(page.url) if page.url else ""
    names = [found for text in _names(page) if (found := _clean(text, page.url))]
    # A name that the host repeats is the outlet's; others may be a section's.
    confirmed = (name for name in names if spells(name, page.url))
    name = next(confirmed, next(iter(names), ""))
    if not key:
        return Outlet(key=named_outlet(name), name=name) if name else None
    return Outlet(key=key, name=name or key)


def _names(page: Page) -> Iterator[str]:
    """Names the page gives its outlet, surest first."""
    for block in page.blocks if page.tree is None else ():
        if block.zone is not Zone.HEAD:
            break
        yield own_date_line(block.text, page.url) or ""
    yield from page.meta.get("og:site_name", ())
    node = page.article_node
    publisher = jsonld.resolve(
        None if node is None else node.get("publisher"), page.jsonld
    )
    yield jsonld.text(publisher)
    yield from page.meta.get("application-name", ())
    yield from _of_sites(page)
    yield from _title_ends(page)


def _of_sites(page: Page) -> Iterator[str]:
    for node in page.jsonld:
        if jsonld.is_a(node, "WebSite", "NewsMediaOrganization"):
            yield jsonld.text(node.get("name"))


def _title_ends(page: Page) -> Iterator[str]:
    """The parts of the title that the host's name confirms."""
    parts = _SEPARATOR.split(page.title)
    for part in (*reversed(parts[1:]), *parts[:1]):
        if spells(part, page.url):
            yield part


def _clean(text: str, url: str | None) -> str:
    """``text`` without a slogan: the part that the host repeats, or the first."""
    text = text.strip()
    if text.startswith(("http:", "https:")):
        return ""
    parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip()]
    if len(parts) > 1:
        text = next((part for part in parts if spells(part, url)), parts[0])
    return text[:_LONGEST_NAME].strip("@ ")
