"""The items of a JSON Feed (version 1.1, https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from crawler import markup
from crawler.discover.base import Answer, candidate
from crawler.discover.markup import plain_text
from crawler.fields.dates import parse_date
from graph.identity import clean_url, same_outlet
from graph.model import Candidate

NAME = "feed"
_MOST = 500
_VERSION = "jsonfeed.org/version/"


def read(body: bytes, url: str) -> Answer:
    """The items of a feed and its next page; nothing for any other body."""
    try:
        feed = json.loads(body.decode("utf-8-sig", errors="replace"), strict=False)
    except (ValueError, RecursionError):
        return Answer()
    if not isinstance(feed, dict) or _VERSION not in str(feed.get("version", "")):
        return Answer()
    items = feed.get("items")
    found = [
        _item(item, _authors(feed), url)
        for item in (items if isinstance(items, list) else [])[:_MOST]
        if isinstance(item, dict)
    ]
    return Answer(
        candidates=tuple(one for one in found if one),
        endpoints=_next(_text(feed, "next_url"), url),
    )


def _item(item: dict[str, Any], authors: tuple[str, ...], url: str) -> Candidate | None:
    address = _text(item, "url")
    # Publishers may use the article's address for the id.
    stated = address or (_text(item, "id") if "://" in _text(item, "id") else "")
    texts = [plain_text(_text(item, "content_html")), _text(item, "content_text")]
    return candidate(
        markup.absolute(stated, url),
        NAME,
        headline=plain_text(_text(item, "title")),
        authors=_authors(item) or authors,
        published=parse_date(_text(item, "date_published"), source=NAME),
        text=max(*texts, _text(item, "summary"), key=len),
    )


def _authors(stated: dict[str, Any]) -> tuple[str, ...]:
    """Names of version 1.1's ``authors``, or of version 1's ``author``."""
    listed = stated.get("authors")
    people = listed if isinstance(listed, list) else [stated.get("author")]
    names = [_text(one, "name") for one in people if isinstance(one, dict)]
    return tuple(dict.fromkeys(name for name in names if name))


def _text(stated: dict[str, Any], name: str) -> str:
    value = stated.get(name)
    return value.strip() if isinstance(value, str) else ""


def _next(stated: str, url: str) -> tuple[tuple[str, str], ...]:
    page = clean_url(markup.absolute(stated, url))
    own = page is not None and page != url and same_outlet(page, url)
    return (("older", page),) if page and own else ()
