"""The outlet of a page: its key from the address, its name from the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler import jsonld
from crawler.block import Zone
from crawler.fields.datelines import own_date_line
from crawler.fields.hosts import spells
from crawler.outlets import by_key, find
from crawler.page import Page
from graph.identity import name_key, named_outlet, outlet_key
from graph.model import Outlet

_SEPARATOR = re.compile(r"\s+[|–—·•»-]\s+|\s*:\s+|\s*[|｜»]\s*")
_LONGEST_NAME = 60
_LONGEST_TITLE = 500


def read(page: Page) -> Outlet | None:
    """Who published the page; None where neither address nor name is known."""
    key = outlet_key(page.url) if page.url else ""
    names = [found for text in _names(page) if (found := _clean(text, page.url))]
    names = [name for name in names if not _is_title(name, page)]
    # A name that the host repeats is the outlet's; others may be a section's.
    confirmed = (name for name in names if spells(name, page.url))
    name = next(confirmed, next(iter(names), ""))
    if not key:
        return Outlet(key=named_outlet(name), name=name) if name else None
    known = by_key(key)
    return Outlet(key=key, name=name or (known.name if known else key))


def _is_title(name: str, page: Page) -> bool:
    """Whether a page gives its own title as the name of its site."""
    titles = (name_key(text) for text in (page.title, *page.meta.get("og:title", ())))
    key = name_key(name)
    return any(key == title for title in titles) or len(name) == _LONGEST_NAME


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
    """The parts of the title that the host's name, or the world, confirms."""
    key = outlet_key(page.url) if page.url else ""
    parts = _SEPARATOR.split(page.title[:_LONGEST_TITLE])
    for part in (*reversed(parts[1:]), *parts[:1]):
        known = find(part) if key else None
        if spells(part, page.url) or (known is not None and known.key == key):
            yield part


def _clean(text: str, url: str | None) -> str:
    """``text`` without a slogan: the part that the host repeats, or the first."""
    text = text.strip().removeprefix("www.").rstrip("/")
    if text.startswith(("http:", "https:")):
        return ""
    parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip()]
    if len(parts) > 1:
        text = next((part for part in parts if spells(part, url)), parts[0])
    return text.strip("@ ")[:_LONGEST_NAME]
