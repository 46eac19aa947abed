"""Finding an article in an outlet's sitemaps (sitemaps.org 0.9, news sitemaps)."""

from __future__ import annotations

import gzip
import re
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from crawler.discover.base import Answer, Site, Sought, Source, candidate
from crawler.discover.markup import local, parse_xml
from crawler.fields.dates import parse_date
from graph.identity import clean_url
from graph.model import Candidate

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "sitemap"
_MOST_PAGES = 5000
_MOST_MAPS = 6
_MOST_BYTES = 32 * 1024**2
_NOT_POSTS = re.compile(
    r"categor|(?:^|[^a-z])tags?(?![a-z])|author|users?[-.]|page-|image|video|taxonom|product"
)


def ask(site: Site, sought: Sought) -> list[str]:
    """The sitemaps that were met, or the places where they usually lie."""
    del sought
    name = "wp-sitemap.xml" if site.archives else "sitemap.xml"
    return list(site.sitemaps[:_MOST_MAPS]) or [urljoin(site.home, name)]


def read(body: bytes, url: str) -> Answer:
    """The pages of a sitemap, or the sitemaps of an index; nothing for other bodies."""
    root = parse_xml(_unzipped(body))
    if root is None:
        return Answer()
    entries = [
        dict(_facts(entry)) for entry in root if local(entry) in {"url", "sitemap"}
    ]
    if local(root) == "sitemapindex":
        return Answer(endpoints=tuple((NAME, u) for u in _maps(entries, url)))
    found = (_page(entry) for entry in entries[:_MOST_PAGES])
    return Answer(candidates=tuple(page for page in found if page))


def _unzipped(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as file:
            return file.read(_MOST_BYTES)
    except (OSError, EOFError, zlib.error):
        return b""


def _facts(entry: _Element) -> list[tuple[str, str]]:
    """What an entry says of its page; its pictures and films have other addresses."""
    news = [fact for child in entry if local(child) == "news" for fact in child]
    return [(local(e), (e.text or "").strip()) for e in (*news, *entry) if local(e)]


def _maps(entries: list[dict[str, str]], url: str) -> list[str]:
    """The newest maps of posts, not of categories or pictures; never itself."""
    maps = [clean_url(entry.get("loc", "")) for entry in entries]
    posts = [m for m in maps if m and m != url and not _NOT_POSTS.search(_file(m))]
    return posts[-_MOST_MAPS:]


def _file(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2].lower()


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


SOURCE = Source(name=NAME, ask=ask, read=read, doc="sitemaps and news sitemaps")
