"""Common Crawl's index: in which record of which WARC file a page lies.

One index a crawl, each served by pywb; https://index.commoncrawl.org/. Its indexes
know addresses, not titles, so they are of no use in looking for copies.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from crawler.discover.base import Answer, Site, Sought, Source, candidate
from crawler.discover.services.stamps import moment
from crawler.door.traps import LONGEST_URL
from crawler.fields.dates import parse_date
from graph.model import Candidate

NAME = "commoncrawl"
COPY = "record"
_LIST = "collinfo.json"
_MOST = 20
_MOST_CRAWLS = 300
_CRAWL = re.compile(r"CC-MAIN-[\d-]{4,12}")
_FILE = re.compile(r"crawl-data/CC-[\w./-]{1,300}\.warc\.gz")
_MOST_BYTES = 8 * 1024**2
_WANTED = "output=json&filter=%3Dstatus:200&limit=1"


def ask_crawls(site: Site, sought: Sought) -> list[str]:
    """The list of crawls."""
    del sought
    return [f"{site.home}{_LIST}"]


def read_crawls(body: bytes, url: str) -> Answer:
    """The index of each crawl, the newest first, dated by the crawl's begin."""
    root = url.removesuffix(_LIST)
    found = [_crawl(row, root) for row in _rows(body)[:_MOST_CRAWLS]]
    return Answer(candidates=tuple(crawl for crawl in found if crawl))


def _rows(body: bytes) -> list[Any]:
    try:
        rows = json.loads(body)
    except (ValueError, RecursionError):
        return []
    return rows if isinstance(rows, list) else []


def _crawl(row: object, root: str) -> Candidate | None:
    name = row.get("id") if isinstance(row, dict) else None
    if not isinstance(row, dict) or not isinstance(name, str):
        return None
    if not _CRAWL.fullmatch(name):
        return None
    begun = parse_date(str(row.get("from", ""))[:10], source=NAME)
    return candidate(f"{root}{name}-index", NAME, headline=name, published=begun)


def ask(site: Site, sought: Sought) -> list[str]:
    """The record of an address in a crawl, whose index ``home`` of the site is."""
    url = f"{site.home}?url={quote(sought.url, safe='')}&{_WANTED}"
    return [url] if sought.url and len(url) <= LONGEST_URL else []


def read(body: bytes, url: str) -> Answer:
    """The captures in a crawl, and where in which file each lies.

    The second are endpoints of the kind :data:`COPY`, without the root of files, and
    with the bytes of the record behind it (``…warc.gz#bytes=FIRST-LAST``).
    """
    del url
    rows = [row for line in body.split(b"\n")[:_MOST] if (row := _object(line))]
    candidates, places = [], []
    for row in rows:
        place, date = _place(row), moment(row.get("timestamp"), NAME)
        found = candidate(str(row.get("url", "")), NAME, published=date)
        if found and place and date and "html" in str(row.get("mime", "html")):
            candidates.append(found)
            places.append((COPY, place))
    return Answer(candidates=tuple(candidates), endpoints=tuple(places))


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _place(row: dict[str, Any]) -> str | None:
    file, offset, length = (str(row.get(n)) for n in ("filename", "offset", "length"))
    if not _FILE.fullmatch(file) or ".." in file:
        return None
    if not (offset.isdecimal() and length.isdecimal() and len(offset) < 15):
        return None
    if not 0 < int(length[:12]) <= _MOST_BYTES:
        return None
    return f"{file}#bytes={offset}-{int(offset) + int(length) - 1}"


CRAWLS = Source(
    name="crawls", ask=ask_crawls, read=read_crawls, doc="Common Crawl's list of crawls"
)
SOURCE = Source(
    name=NAME, ask=ask, read=read, doc="Common Crawl's index of one of its crawls"
)
