"""Finding an article in an outlet's sitemaps (sitemaps.org 0.9, news sitemaps)."""

from __future__ import annotations

import gzip
import re
import zlib
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from crawler.discover import feed, maps
from crawler.discover.base import Answer, Site, Sought, Source, candidate
from crawler.discover.markup import local, parse_xml
from crawler.fields.dates import parse_date
from graph.identity import clean_url
from graph.model import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

NAME = "sitemap"
_MOST_PAGES = 5000
_MOST_MAPS = 6
_MOST_LISTED = 500
_MOST_LANGUAGES = 50
_MOST_BYTES = 32 * 1024**2


def ask(site: Site, sought: Sought) -> list[str]:
    """The best of the sitemaps that were met, or the place where one usually lies."""
    name = "wp-sitemap.xml" if site.archives else "sitemap.xml"
    met = maps.chosen(site.sitemaps, sought.date or sought.near, _MOST_MAPS)
    return met or [urljoin(site.home, name)]


def read(body: bytes, url: str) -> Answer:
    """The pages of a sitemap, or the sitemaps of an index; nothing for other bodies.

    A sitemap is XML, a feed, or a text with an address on every line.
    """
    unzipped = _unzipped(body)
    listed = _lines(unzipped)
    if listed:
        return Answer(candidates=_pages([{"loc": line} for line in listed]))
    root = parse_xml(unzipped)
    if root is None:
        return Answer()
    if feed.is_feed(root):
        return Answer(candidates=feed.read_tree(root, url).candidates)
    found = (entry for entry in root if local(entry) in {"url", "sitemap"})
    if local(root) == "sitemapindex":
        return Answer(endpoints=tuple((NAME, one) for one in _maps(found, url)))
    entries = [facts for entry in islice(found, _MOST_PAGES) for facts in _all(entry)]
    return Answer(candidates=_pages(entries))


def _unzipped(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as file:
            return file.read(_MOST_BYTES)
    except (OSError, EOFError, zlib.error):
        return b""


def _lines(body: bytes) -> list[str]:
    """The addresses of a text sitemap; none where the first line is no address."""
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start[:8].lower().startswith((b"http://", b"https://")):
        return []
    lines = start.decode("utf-8", errors="replace").split("\n", _MOST_PAGES)
    return lines[:_MOST_PAGES]


def _maps(entries: Iterator[_Element], url: str) -> list[str]:
    """The maps of articles in an index, never itself; the last of too many."""
    stated = (clean_url(dict(_facts(entry)).get("loc", "")) for entry in entries)
    known = (one for one in stated if one and one != url and maps.has_articles(one))
    return list(dict.fromkeys(known))[-_MOST_LISTED:]


def _all(entry: _Element) -> Iterator[dict[str, str]]:
    """What an entry says of its page, and of the same article in other languages."""
    facts = dict(_facts(entry))
    yield facts
    others = (link for link in entry if link.get("hreflang") and link.get("href"))
    for link in islice(others, _MOST_LANGUAGES):
        if link.get("rel") == "alternate" and link.get("href") != facts.get("loc"):
            date = facts.get("publication_date", "")
            yield {"loc": link.get("href") or "", "publication_date": date}


def _facts(entry: _Element) -> list[tuple[str, str]]:
    """What an entry says of its page; its pictures and films have other addresses."""
    news = [fact for child in entry if local(child) == "news" for fact in child]
    return [(local(e), (e.text or "").strip()) for e in (*news, *entry) if local(e)]


def _pages(entries: list[dict[str, str]]) -> tuple[Candidate, ...]:
    """The candidates of entries, each address once."""
    # Of an article in many languages every entry lists all: its own tells most.
    plain_first = sorted(entries, key=lambda entry: "title" in entry)
    order = dict.fromkeys(entry.get("loc", "") for entry in entries)
    told = {entry.get("loc", ""): entry for entry in plain_first}
    found = (_page(told[loc]) for loc in order)
    return tuple(islice((page for page in found if page), _MOST_PAGES))


def _page(entry: dict[str, str]) -> Candidate | None:
    loc = clean_url(entry.get("loc", "")) or ""
    return candidate(
        loc,
        NAME,
        headline=entry.get("title") or slug_words(loc),
        published=parse_date(entry.get("publication_date", ""), source=NAME),
    )


def slug_words(url: str) -> str:
    """The words in the last segment of an address that has words.

    >>> slug_words("https://example.org/2022/02/the-last-ferry-home-1234.html")
    'the last ferry home'
    """
    segments = [s for s in unquote(urlsplit(url).path).split("/") if "-" in s]
    stem = re.sub(r"\.\w{2,5}$", "", segments[-1]) if segments else ""
    return " ".join(word for word in re.split(r"[-_]+", stem) if not word.isdigit())


SOURCE = Source(
    name=NAME, ask=ask, read=read, doc="sitemaps and news sitemaps", leads=NAME
)
