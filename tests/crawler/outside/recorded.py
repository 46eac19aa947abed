"""Answers in the shapes that services give, for sites on loopback."""

from __future__ import annotations

import gzip
import json
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.discover import Site, Sought
from crawler.discover.services import commoncrawl, wayback
from tests.hostile.site import Answer, Handler, body, status

JSON = "application/json"
HERE = Site(home="/")
"""What makes a question the path of a loopback site."""


def captures(url: str, *stamps: str) -> dict[str, Answer]:
    """The Wayback Machine's index of a page, as its CDX server answers in JSON."""
    rows = [["timestamp", "original"], *([stamp, url] for stamp in stamps)]
    told = json.dumps(rows if stamps else []).encode()
    return {wayback.ask(HERE, Sought(url=url))[0]: body(told, JSON)}


def capture(url: str, stamp: str, page: bytes) -> dict[str, Answer]:
    """The Wayback Machine's copy of a page, as it came."""
    return {f"/web/{stamp}id_/{url}": body(page)}


def crawls(*months: str) -> dict[str, Answer]:
    """Common Crawl's list of its crawls, the newest first."""
    told = [
        {
            "id": f"CC-MAIN-{month}",
            "name": f"{month} Index",
            "timegate": f"https://index.commoncrawl.org/CC-MAIN-{month}/",
            "cdx-api": f"https://index.commoncrawl.org/CC-MAIN-{month}-index",
            "from": f"{month}-01T00:00:00",
            "to": f"{month}-14T00:00:00",
        }
        for month in months
    ]
    return {"/collinfo.json": body(json.dumps(told).encode(), JSON)}


def in_crawl(month: str, url: str, page: bytes | None) -> dict[str, Answer]:
    """What the index of a crawl answers, and the file that it points at."""
    (path,) = commoncrawl.ask(Site(home=f"/CC-MAIN-{month}-index"), Sought(url=url))
    if page is None:
        missing = {"message": f"No Captures found for: {url}"}
        told = json.dumps(missing).encode()
        return {path: lambda handler: handler.give(told, code=404)}
    record = warc_record(url, page)
    name = f"crawl-data/CC-MAIN-{month}/segments/1.2/warc/CC-MAIN-00001.warc.gz"
    row = {
        "urlkey": "example)/",
        "timestamp": "20220219120000",
        "url": url,
        "mime": "text/html",
        "mime-detected": "text/html",
        "status": "200",
        "digest": "X",
        "length": str(len(record)),
        "offset": "1000",
        "filename": name,
    }
    line = f"{json.dumps(row)}\n".encode()
    return {path: body(line, JSON), f"/{name}": ranged(b"x" * 1000 + record + b"y")}


def warc_record(url: str, page: bytes) -> bytes:
    """A response in a WARC file, gzipped as one member."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=True)
    head = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
    )
    record = writer.create_warc_record(
        url,
        "response",
        payload=BytesIO(page),
        length=len(page),
        http_headers=head,
        warc_headers_dict={"WARC-Date": "2022-02-19T12:00:00Z"},
    )
    writer.write_record(record)
    return file.getvalue()


def ranged(file: bytes) -> Answer:
    """A file of which parts can be asked (RFC 9110, 14)."""

    def give(handler: Handler) -> None:
        asked = handler.headers["Range"] or ""
        first, _, last = asked.removeprefix("bytes=").partition("-")
        part = file[int(first) : int(last) + 1]
        span = f"bytes {first}-{last}/{len(file)}"
        kind = "application/octet-stream"
        headers = {"Content-Range": span, "Content-Type": kind}
        handler.give(part, code=206, headers=headers)

    return give


def news(*articles: tuple[str, str, str]) -> Answer:
    """GDELT's answer: (address, title, when it was seen) of each article."""
    rows = [
        {
            "url": url,
            "url_mobile": "",
            "title": title,
            "seendate": seen,
            "socialimage": "",
            "domain": "x.example",
            "language": "English",
            "sourcecountry": "United Kingdom",
        }
        for url, title, seen in articles
    ]
    return body(json.dumps({"articles": rows}).encode(), JSON)


def graph_line(url: str, extras: str, *, stamp: str = "20220219093000") -> str:
    """A line of GDELT's knowledge graph: 27 columns, parted by tabs."""
    columns = [""] * 27
    columns[0], columns[1], columns[2] = f"{stamp}-1", stamp, "1"
    columns[3], columns[4], columns[26] = "x.example", url, extras
    return "\t".join(columns)


def paths(*names: str) -> bytes:
    """A list of WARC files, as Common Crawl keeps one a month."""
    return gzip.compress("".join(f"{name}\n" for name in names).encode())


BUSY = status(429, Retry_After="3600")
"""A service that asks for a pause."""
