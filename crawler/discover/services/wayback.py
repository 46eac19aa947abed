"""The Wayback Machine's index: when a page was captured first, and where that copy is.

https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from crawler.discover.base import Answer, Site, Sought, Source, candidate
from crawler.discover.services.stamps import moment
from crawler.door.traps import LONGEST_URL
from graph.identity import clean_url, url_key

NAME = "wayback"
COPY = "capture"
_FIELDS = ["timestamp", "original"]
# Only whole pages: a capture of a redirect or of an error says nothing of a text.
_WANTED = "filter=statuscode:200&filter=mimetype:.*html.*&limit=1"
_COPY = re.compile(r"/web/\d{14}id_/(https?:/{1,2}[^#]*)")


def ask(site: Site, sought: Sought) -> list[str]:
    """The first capture of an address; nothing where that is too long to be asked."""
    fields = ",".join(_FIELDS)
    url = (
        f"{site.home}cdx/search/cdx?url={quote(sought.url, safe='')}"
        f"&output=json&fl={fields}&{_WANTED}"
    )
    return [url] if sought.url and len(url) <= LONGEST_URL else []


def read(body: bytes, url: str) -> Answer:
    """The capture, dated by its moment, and where the service has its bytes.

    The second is an endpoint of the kind :data:`COPY`, without the service's root.
    """
    del url
    try:
        rows = json.loads(body)
    except (ValueError, RecursionError):
        return Answer()
    if not isinstance(rows, list) or len(rows) < 2 or rows[0] != _FIELDS:
        return Answer()
    first = rows[1]
    if not isinstance(first, list) or len(first) != len(_FIELDS):
        return Answer()
    stamp, original = first
    date, cleaned = moment(stamp, NAME), clean_url(str(original))
    found = candidate(cleaned, NAME, published=date) if cleaned else None
    if found is None or date is None:
        return Answer()
    return Answer(candidates=(found,), endpoints=((COPY, f"web/{stamp}id_/{cleaned}"),))


def is_copy_of(url: str, original: str) -> bool:
    """Whether an address is the service's copy of a page, as it was captured.

    >>> is_copy_of("https://a.example/web/20220218093000id_/http://b.example/x",
    ...            "https://www.b.example/x/")
    True
    """
    found = _COPY.search(url)
    return found is not None and url_key(found[1]) == url_key(original)


SOURCE = Source(
    name=NAME, ask=ask, read=read, doc="the Wayback Machine's index of captures"
)
