"""One page into one article with its claims; never raises, whatever the bytes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from crawler.door.body import Unreadable, decode
from crawler.fields import (
    body,
    byline,
    copies,
    headline,
    language,
    links,
    outcome,
    outlet,
    published,
    rights,
    topics,
)
from crawler.page import Page
from graph.identity import outlet_key, whole_url
from graph.model import Article, Claim, Outcome, Outlet

_log = logging.getLogger(__name__)
_NOTHING: Mapping[str, Any] = MappingProxyType({})
T = TypeVar("T")


def read_html(body: bytes, *, url: str | None, content_type: str = "") -> Article:
    """The article of a fetched or saved page, its outcome telling how reading ended."""
    try:
        decoded = decode(body, content_type)
    except Unreadable as error:
        return _unread(url, error.outcome)
    except Exception:  # noqa: BLE001 - one page must never stop a run
        return _broken(url, "decode")
    try:
        page = Page.from_html(decoded.text, whole_url(url))
    except Exception:  # noqa: BLE001 - one page must never stop a run
        return _broken(url, "parse")
    if page.tree is None:
        return _unread(url, Outcome.NO_TEXT)
    unlike = decoded.unlike(content_type)
    encoding = decoded.encoding if unlike else ""
    return replace(read_page(page), url=url, encoding=encoding)


def read_text(
    text: str, *, url: str | None, given: Mapping[str, Any] = _NOTHING
) -> Article:
    """The article of a plain or Markdown text; ``given`` are fields known of it."""
    if not text.strip():
        return _unread(url, Outcome.EMPTY)
    try:
        page = Page.from_text(text, whole_url(url))
        return replace(read_page(page, given), url=url)
    except Exception:  # noqa: BLE001 - one page must never stop a run
        return _broken(url, "parse")


def read_page(page: Page, given: Mapping[str, Any] = _NOTHING) -> Article:
    """Every field of a page; one that fails leaves the others as they are.

    Fields that are ``given`` are taken from there, and not read.
    """
    fields = _Fields(page, given)
    article = Article(url=page.url)
    found = fields.read("outlet", lambda: outlet.read(page), None)
    name = found.name if found else ""
    text = fields.read("text", lambda: body.read(page), "")
    article = replace(
        article,
        canonical=fields.read("canonical", lambda: links.canonical(page), None),
        outlet=found,
        headline=fields.read("headline", lambda: headline.read(page, name), ""),
        authors=fields.read("authors", lambda: byline.read(page, _own(found)), ()),
        published=fields.read("published", lambda: published.read(page), None),
        language=fields.read("language", lambda: language.read(page, text), None),
        text=text,
        topics=fields.read("topics", lambda: topics.read(page), ()),
        rights=fields.read("rights", lambda: rights.read(page), ""),
        outlinks=fields.read("outlinks", lambda: links.outlinks(page), ()),
        copies=fields.read("copies", lambda: copies.read(page), ()),
        endpoints=fields.read("endpoints", lambda: links.endpoints(page), ()),
    )
    ended = fields.read("outcome", lambda: outcome.read(page, text), Outcome.BROKEN)
    none: tuple[Claim, ...] = ()
    claims = fields.read("claims", lambda: _claims(page, article), none)
    return replace(
        article,
        # Cues look at agencies among the authors, too; no reader wants them there.
        authors=byline.persons(article.authors, claims, _own(found)),
        claims=claims,
        outcome=Outcome.BROKEN if fields.failed else ended,
    )


class _Fields:
    """Reads one field after another and remembers whether any failed."""

    def __init__(self, page: Page, given: Mapping[str, Any]) -> None:
        self._page = page
        self._given = given
        self.failed = False

    def read(self, name: str, reader: Callable[[], T], default: T) -> T:
        """What is given, else what ``reader`` gives, or ``default`` where it fails."""
        try:
            return self._given[name] if name in self._given else reader()
        except Exception:  # noqa: BLE001 - one page must never stop a run
            _log.exception("reading %s failed: %s", name, self._page.url)
            self.failed = True
            return default


def _claims(page: Page, article: Article) -> tuple[Claim, ...]:
    from crawler.cues import read_claims  # noqa: PLC0415 - cues stand on the fields

    return read_claims(page, article)


def _own(found: Outlet | None) -> list[str]:
    """Names that are the outlet's own, and no author's."""
    if found is None:
        return []
    return [found.name, found.key, found.key.partition(".")[0]]


def _unread(url: str | None, ended: Outcome) -> Article:
    key = outlet_key(url) if url else ""
    return Article(
        url=url, outlet=Outlet(key=key, name=key) if key else None, outcome=ended
    )


def _broken(url: str | None, stage: str) -> Article:
    _log.exception("%s failed: %s", stage, url)
    return _unread(url, Outcome.BROKEN)
