"""GDELT's full text search over the world's news, since 2017 (DOC 2.0 API).

https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from crawler.discover.base import Answer, Site, Sought, Source, candidate, key_words
from crawler.discover.services.stamps import moment
from graph.model import Candidate, Date, Precision
from graph.text import line

NAME = "gdelt"
_MOST = 250
"""What the service gives at most."""
_LEAST_WORDS = 3
_NEAR = 20
"""Words within which those of the headline must stand."""
_WINDOW = timedelta(days=90)
"""Copies come within days; the service looks no further than three months at once."""
_SINCE = "2017"


def ask(site: Site, sought: Sought) -> list[str]:
    """Articles in which the headline's longest words stand near each other.

    From the day on that is sought, or of the last three months. Fewer than three
    words would find everything.
    """
    found = key_words(sought.headline)
    if len(found) < _LEAST_WORDS:
        return []
    query = quote(f'near{_NEAR}:"{" ".join(found)}"')
    form = f"mode=artlist&format=json&maxrecords={_MOST}{_window(sought.date)}"
    return [f"{site.home}api/v2/doc/doc?query={query}&{form}"]


def _window(date: Date | None) -> str:
    if date is None or date.value < _SINCE or date.precision is Precision.YEAR:
        return ""
    try:
        end = date.earliest + _WINDOW
    except OverflowError:
        return ""
    return f"&startdatetime={date.earliest:%Y%m%d%H%M%S}&enddatetime={end:%Y%m%d%H%M%S}"


def read(body: bytes, url: str) -> Answer:
    """The articles in an answer, dated by when the service saw them."""
    del url
    try:
        # The service leaves signs in titles that strict JSON forbids.
        found = json.loads(body, strict=False)
    except (ValueError, RecursionError):
        return Answer()
    rows = found.get("articles") if isinstance(found, dict) else None
    listed = [_article(row) for row in (rows if isinstance(rows, list) else [])[:_MOST]]
    return Answer(candidates=tuple(one for one in listed if one))


def _article(row: Any) -> Candidate | None:  # noqa: ANN401 - anything a server may say
    if not isinstance(row, dict):
        return None
    return candidate(
        str(row.get("url", "")),
        NAME,
        headline=line(str(row.get("title", "")))[:500],
        published=moment(row.get("seendate"), NAME),
    )


SOURCE = Source(name=NAME, ask=ask, read=read, doc="GDELT's search of news (DOC 2.0)")
