"""Common Crawl's archive of news: which WARC files a month has.

Files of a gigabyte each: they are named here, and taken in by ``whence ingest``.
https://commoncrawl.org/blog/news-dataset-available
"""

from __future__ import annotations

import gzip
import re
import zlib
from io import BytesIO

from crawler.discover.base import Answer, Site, Sought, Source, candidate
from crawler.discover.services.stamps import moment
from graph.model import Candidate, Precision

NAME = "ccnews"
_FOLDER = "crawl-data/CC-NEWS/"
_MOST = 5000
_MOST_BYTES = 4 * 1024**2
_FILE = re.compile(r"crawl-data/CC-NEWS/\d{4}/\d{2}/CC-NEWS-(\d{14})-\d{1,8}\.warc\.gz")


def ask(site: Site, sought: Sought) -> list[str]:
    """The list of the month in which an article was published."""
    date = sought.date
    if date is None or date.precision is Precision.YEAR:
        return []
    year, month = date.value[:4], date.value[5:7]
    return [f"{site.home}{_FOLDER}{year}/{month}/warc.paths.gz"]


def read(body: bytes, url: str) -> Answer:
    """The files, each dated by the moment its first page was fetched."""
    root = url.partition(_FOLDER)[0]
    lines = _unpacked(body).decode("ascii", errors="replace").split("\n")[:_MOST]
    listed = (_file(line.strip(), root) for line in lines)
    return Answer(candidates=tuple(one for one in listed if one))


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body[:_MOST_BYTES]
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as file:
            return file.read(_MOST_BYTES)
    except (OSError, EOFError, zlib.error):
        return b""


def _file(path: str, root: str) -> Candidate | None:
    found = _FILE.fullmatch(path)
    begun = moment(found[1], NAME) if found else None
    return candidate(f"{root}{path}", NAME, published=begun) if begun else None


SOURCE = Source(
    name=NAME, ask=ask, read=read, doc="WARC files of Common Crawl's news archive"
)
