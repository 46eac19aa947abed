"""GDELT's Global Knowledge Graph: a file every 15 minutes, a line an article.

Columns as in the codebook of version 2.1; the last one holds what the page says:
https://blog.gdeltproject.org/new-gkg-2-0-article-metadata-fields/
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from io import BytesIO
from urllib.parse import urlsplit

from crawler.discover.base import Answer, Site, Sought, Source, candidate
from crawler.discover.services.stamps import moment
from graph.model import Candidate
from graph.text import line

NAME = "gkg"
_FOLDER = "gdeltv2/"
_FILE = re.compile(r"\d{14}\.gkg\.csv\.zip")
_DATE, _COLLECTION, _URL, _EXTRAS, _COLUMNS = 1, 2, 4, 26, 27
_WEB = "1"
_MOST = 10_000
_MOST_BYTES = 96 * 1024**2
_MOST_LINKS = 100
_FIELD = re.compile(r"<(PAGE_[A-Z]{4,24})>([^<]{0,40000})</\1>")


def ask_latest(site: Site, sought: Sought) -> list[str]:
    """The list of the newest files."""
    del sought
    return [f"{site.home}{_FOLDER}lastupdate.txt"]


def read_latest(body: bytes, url: str) -> Answer:
    """The newest file, as an endpoint without the service's root."""
    del url
    words = body[:10_000].decode("ascii", errors="replace").split()
    names = (_name(word) for word in words if word.startswith("http"))
    found = next((name for name in names if _FILE.fullmatch(name)), None)
    return Answer(endpoints=((NAME, f"{_FOLDER}{found}"),) if found else ())


def _name(url: str) -> str:
    try:
        return urlsplit(url).path.rpartition("/")[2]
    except ValueError:
        return ""


def ask(site: Site, sought: Sought) -> list[str]:
    """Nothing: a list names the file."""
    del site, sought
    return []


def read(body: bytes, url: str) -> Answer:
    """The articles in a file, with what their pages link to."""
    del url
    rows = _unpacked(body).split(b"\n")[:_MOST]
    listed = (_article(row.decode("utf-8", errors="replace")) for row in rows)
    return Answer(candidates=tuple(one for one in listed if one))


def _unpacked(body: bytes) -> bytes:
    try:
        packed = zipfile.ZipFile(BytesIO(body))
        with packed.open(packed.namelist()[0]) as file:
            return file.read(_MOST_BYTES)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        IndexError,
        ValueError,
        NotImplementedError,
        RuntimeError,  # one that asks for a password
    ):
        return b""


def _article(row: str) -> Candidate | None:
    columns = row.rstrip("\r").split("\t")
    if len(columns) < _COLUMNS or columns[_COLLECTION] != _WEB:
        return None
    told = dict(_FIELD.findall(columns[_EXTRAS]))
    published = moment(told.get("PAGE_PRECISEPUBTIMESTAMP"), NAME)
    return candidate(
        columns[_URL],
        NAME,
        headline=line(html.unescape(told.get("PAGE_TITLE", "")))[:500],
        authors=tuple(_parts(told.get("PAGE_AUTHORS", ""))),
        published=published or moment(columns[_DATE], NAME),
        links=tuple(_parts(told.get("PAGE_LINKS", ""))[:_MOST_LINKS]),
    )


def _parts(text: str) -> list[str]:
    """Names or addresses, parted by semicolons that end no entity of HTML."""
    return [part.strip() for part in html.unescape(text).split(";") if part.strip()]


LATEST = Source(
    name="gkg-latest", ask=ask_latest, read=read_latest, doc="GDELT's newest files"
)
SOURCE = Source(name=NAME, ask=ask, read=read, doc="a file of GDELT's knowledge graph")
