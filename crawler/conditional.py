"""Conditional requests: a page that has not changed is not sent again (RFC 9110, 13).

Asked in this way is what an update asks again. A validator is kept only for answers
that came whole, from the very address that was asked, and that were read.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self

from graph.store import again, validators
from graph.store.validators import Validator

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from sqlalchemy import Connection

    from graph.model import Snapshot
    from graph.store.engine import Store
    from graph.store.frontier import Entry

_HEADERS = ("If-None-Match", "If-Modified-Since")
_ETAG = re.compile(r"[\x21-\x7e\x80-\xff]{1,400}")
_DATE = re.compile(r"[ -~]{1,60}")
_OK, _NOT_MODIFIED = 200, 304
_ONE_CLOCK = timedelta(seconds=1)
_TWO_CLOCKS = timedelta(seconds=60)


def headers(store: Store, entry: Entry) -> dict[str, str]:
    """What makes the request for an entry conditional; nothing for what is new."""
    if entry.cause != again.CAUSE:
        return {}
    with store.read() as connection:
        known = validators.of(connection, entry.key) or Validator()
    told = zip(_HEADERS, (known.etag, known.modified), strict=True)
    return {name: value for name, value in told if value}


def is_unchanged(response: Response) -> bool:
    """Whether a server says that we have already what we asked for."""
    asked = response.request
    if response.status != _NOT_MODIFIED or asked is None:
        return False
    return any(name in asked.headers for name in _HEADERS)


def keep(
    connection: Connection, entry: Entry, found: Validator | None, *, now: datetime
) -> None:
    """Keep by what to ask for an entry next time; its answer was read and is kept."""
    # What is asked for the first time has none to forget.
    if found is not None or entry.seed or entry.cause == again.CAUSE:
        validators.keep(connection, entry.key, found, now=now)


def validator_of(response: Response, snapshot: Snapshot) -> Validator | None:
    """The validator of an answer; None where it has none that can be relied on."""
    redirected = "redirect_urls" in response.meta
    if response.status != _OK or redirected or snapshot.truncated:
        return None
    etag = _header(response, b"ETag")
    found = Validator(
        etag=etag if _ETAG.fullmatch(etag) else "",
        modified=_modified(response, snapshot.fetched_at),
    )
    return found if found.etag or found.modified else None


def _modified(response: Response, now: datetime) -> str:
    """Last-Modified, where it is a strong validator (RFC 9110, 8.8.2.2).

    It counts seconds: what was modified in the second in which it was sent may be
    modified again in that second, and then nobody would ever learn of it.
    """
    stated = _header(response, b"Last-Modified")
    modified, sent = _moment(stated), _moment(_header(response, b"Date"))
    if modified is None or not _DATE.fullmatch(stated):
        return ""
    if sent is not None:
        return stated if sent - modified >= _ONE_CLOCK else ""
    return stated if now - modified >= _TWO_CLOCKS else ""


def _moment(stated: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else None


def _header(response: Response, name: bytes) -> str:
    return (response.headers.get(name) or b"").decode("latin-1").strip()


class Conditional:
    """Downloader middleware: conditions hold for the address they were made for."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        del crawler
        return cls()

    def process_request(self, request: Request) -> None:
        """Ask what a redirect leads to for all of it: it may be another page now."""
        if "redirect_urls" in request.meta:
            for name in _HEADERS:
                request.headers.pop(name, None)
