"""The outlet of a page: its key from the address, its name from the page."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import islice

from crawler import jsonld
from crawler.block import Zone
from crawler.fields.datelines import own_date_line
from crawler.fields.hosts import spells
from crawler.fields.wordlists import listed
from crawler.outlets import by_key, find
from crawler.page import Page
from graph.identity import is_home, name_key, named_outlet, outlet_key
from graph.model import Outlet
from graph.text import line

_SEPARATOR = re.compile(r"\s+[|–—·•»-]\s+|\s*:\s+|\s*[|｜»]\s*")
# Titles part with an underscore, too, and with hyphens that East Asian words touch.
_TITLE_SEPARATOR = re.compile(
    r"\s+[|–—·•»«-]\s+|\s*:\s+|\s*[|｜»«_]\s*"
    r"|(?<=[\u3040-\u9fff\uac00-\ud7af])-|-(?=[\u3040-\u9fff\uac00-\ud7af])"
)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|版权|版權|著作権|무단", re.IGNORECASE)
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml"})
# How WordPress calls a site's feed: "Harbour News » Feed".
_OF_FEED = " » "
_MOST_LINES = 3000
_MOST_IN_LINE = 60
_LONGEST_RIGHTS = 200
_LONGEST_NAME = 60
_LONGEST_TITLE = 500


def read(page: Page) -> Outlet | None:
    """Who published the page; None where neither address nor name is known."""
    key = outlet_key(page.url) if page.url else ""
    # What it repeats only stands in for what it states.
    names = _usable(page, _names(page)) or _usable(page, _repeated(page))
    # A name that the host repeats is the outlet's; others may be a section's.
    confirmed = (name for name in names if spells(name, page.url))
    name = next(confirmed, next(iter(names), ""))
    if not key:
        return Outlet(key=named_outlet(name), name=name) if name else None
    known = by_key(key)
    return Outlet(key=key, name=name or (known.name if known else key))


def _usable(page: Page, texts: Iterable[str]) -> list[str]:
    """The names in these texts, without those that are the page's own title."""
    found = [name for text in texts if (name := _clean(text, page.url))]
    return [name for name in found if not _is_title(name, page)]


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
    for part in _title_parts(page, _SEPARATOR):
        known = find(part) if key else None
        if spells(part, page.url) or (known is not None and known.key == key):
            yield part


def _title_parts(page: Page, separator: re.Pattern[str]) -> tuple[str, ...]:
    """What the title consists of, the likeliest place of a site's name first."""
    parts = separator.split(page.title[:_LONGEST_TITLE])
    return (*reversed(parts[1:]), *parts[:1])


def _repeated(page: Page) -> Iterator[str]:
    """The parts of the title that the page gives itself elsewhere, too.

    As the words that lead to its front page, in a line of copyright, or as the
    title of its feed: a section's name stands in none of them. Nothing for a page
    without an address, whose names may be anybody's.
    """
    if not page.url:
        return
    parts = {k: p for p in _title_parts(page, _TITLE_SEPARATOR) if (k := _own(p))}
    if len(parts) > 1 or (parts and page.title.strip() not in parts.values()):
        said = set(_homes(page, parts)) | set(_signed(page, parts))
        said |= {key for name in _feeds(page) if (key := name_key(name)) in parts}
        yield from (part for key, part in parts.items() if key in said)
    yield from _feed_names(page)


def _own(part: str) -> str:
    """The key of a part that may be a name; none for "Home" in any language."""
    key = name_key(part) if len(part) <= _LONGEST_NAME else ""
    return "" if part.strip().casefold() in listed("page", "home") else key


def _homes(page: Page, keys: Container[str]) -> Iterator[str]:
    """Which of the keys are words of a link to the page's own front page."""
    here = outlet_key(page.url) if page.url else ""
    for block in islice(page.blocks, _MOST_LINES):
        for link in block.links if len(block.links) < _MOST_IN_LINE else ():
            short = len(link.text) <= _LONGEST_NAME and bool(link.href)
            key = name_key(link.text) if short else ""
            if key in keys and is_home(link.href) and outlet_key(link.href) == here:
                yield key


def _signed(page: Page, parts: Mapping[str, str]) -> Iterator[str]:
    """Which of the names stand in a short line of copyright."""
    for block in islice(page.blocks, _MOST_LINES):
        if len(block.text) <= _LONGEST_RIGHTS and _COPYRIGHT.search(block.text):
            yield from (key for key, part in parts.items() if part in block.text)


def _feed_names(page: Page) -> Iterator[str]:
    """The site's name before the word for feed."""
    return (t.partition(_OF_FEED)[0] for t in _feeds(page) if _OF_FEED in t)


def _feeds(page: Page) -> Iterator[str]:
    """The titles of the page's feeds."""
    for link in () if page.tree is None else page.tree.iter("link"):
        if (link.get("type") or "").strip().lower() in _FEEDS:
            yield line(link.get("title") or "", limit=_LONGEST_TITLE)


def _clean(text: str, url: str | None) -> str:
    """``text`` without a slogan: the part that the host repeats, or the first."""
    text = text.strip().removeprefix("www.").rstrip("/")
    if text.startswith(("http:", "https:")):
        return ""
    parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip()]
    if len(parts) > 1:
        text = next((part for part in parts if spells(part, url)), parts[0])
    return text.strip("@ ")[:_LONGEST_NAME]
