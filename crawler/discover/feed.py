"""Finding an article in an outlet's feeds: RSS, RDF and Atom (RFC 4287)."""

from __future__ import annotations

from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from crawler.discover.base import Answer, Site, Sought, Source, candidate, key_words
from crawler.discover.markup import local, parse_xml, plain_text
from crawler.fields.dates import parse_date
from graph.model import Candidate, Date, Precision

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "feed"
_MOST = 500
_MOST_FEEDS = 2
_TEXT = {"encoded", "content", "description", "summary"}
_DATES = {"pubdate", "published", "date", "issued", "updated"}


def ask(site: Site, sought: Sought) -> list[str]:
    """The feeds that the site declares; its search as a feed, where it has one."""
    # The shortest are the site's own; others are of one section or one article.
    own = sorted(
        (f for f in site.feeds if "comment" not in f), key=lambda f: (len(f), f)
    )
    found = own[:_MOST_FEEDS]
    if site.archives:
        question = quote_plus(" ".join(key_words(sought.headline)))
        found = [f"{site.home.rstrip('/')}/?s={question}&feed=rss2", *found]
    return found


def read(body: bytes, url: str) -> Answer:
    """The items of a feed; nothing for any other body."""
    del url
    root = parse_xml(body)
    if root is None:
        return Answer()
    items = [e for e in root.iter() if local(e) in {"item", "entry"}][:_MOST]
    return Answer(candidates=tuple(c for item in items if (c := _item(item))))


def _item(item: _Element) -> Candidate | None:
    children = [(local(child), child) for child in item]
    texts = [_words(child) for name, child in children if name in _TEXT]
    return candidate(
        _link(children),
        NAME,
        headline=next((_words(c) for name, c in children if name == "title"), ""),
        authors=tuple(_authors(children)),
        published=next(
            (d for name, c in children if name in _DATES and (d := _date(c.text))), None
        ),
        text=max(texts, key=len, default=""),
    )


def _words(element: _Element) -> str:
    return plain_text("".join(str(t) for t in element.itertext()))


def _link(children: list[tuple[str, _Element]]) -> str:
    """Atom's alternate link, RSS' link, or a guid that is an address."""
    for name, child in children:
        if name == "link" and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or child.text or "").strip()
    return next((c.text or "" for n, c in children if n in {"guid", "id"}), "").strip()


def _authors(children: list[tuple[str, _Element]]) -> list[str]:
    found = []
    for name, child in children:
        if name == "creator":
            found.append(_words(child))
        elif name == "author":
            names = [_words(part) for part in child if local(part) == "name"]
            found.extend(names or [_words(child)])
    return [name for name in found if name]


def _date(text: str | None) -> Date | None:
    stated = (text or "").strip()
    try:
        moment = parsedate_to_datetime(stated)
        # "-0000" gives none: it means UTC, at a place that is not told.
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        value = zoned.astimezone(UTC).isoformat(timespec="minutes")
    except (ValueError, OverflowError):
        return parse_date(stated, source=NAME)
    return Date(value=value, precision=Precision.MINUTE, source=NAME, raw=stated)


SOURCE = Source(name=NAME, ask=ask, read=read, doc="RSS and Atom feeds")
