"""Taking in what a user has: archives, saved pages, texts, lists of them. No network.

Every input goes the way of a fetched page: its bytes into the archive, its
article and claims into the store, its edges resolved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from crawler.archive import Archive
from crawler.extract import read_html, read_text
from crawler.fields.dates import parse_date
from crawler.items import (
    MOST_BYTES,
    Item,
    item_of,
    item_of_line,
    items_in,
    items_in_lines,
    read_file,
)
from graph.identity import home_of, outlet_key
from graph.model import Article, Author, Outcome, Outlet
from graph.resolve import stage
from graph.store import joining, write
from graph.text import clean, line

__all__ = [
    "MOST_BYTES",
    "Counts",
    "Item",
    "ingest",
    "item_of",
    "item_of_line",
    "items_in",
    "items_in_lines",
    "read_file",
    "read_item",
]

if TYPE_CHECKING:
    from graph.model import Snapshot
    from graph.store.engine import Store


@dataclass(slots=True)
class Counts:
    """What an ingest did."""

    items: int = 0
    articles: int = 0
    claims: int = 0
    outcomes: dict[str, int] | None = None


def ingest(
    store: Store, items: Iterator[Item], *, counts: Counts
) -> Iterator[tuple[Item, Article]]:
    """Take in every item; gives each with the article it was read as.

    A page that can't be read ends with its outcome and stops nothing.
    """
    archive = Archive(store.archive)
    counts.outcomes = counts.outcomes or {}
    redirects: list[tuple[str, str]] = []
    try:
        for item in items:
            if item.kind == "redirect":
                redirects.append((item.url or "", item.label))
                continue
            article = _read(item)
            _keep(store, archive, item, article)
            counts.items += 1
            counts.articles += article.outcome is Outcome.KEPT
            counts.claims += len(article.claims)
            word = article.outcome.value
            counts.outcomes[word] = counts.outcomes.get(word, 0) + 1
            yield item, article
        _join(store, redirects)
    finally:
        archive.close()


def _join(store: Store, redirects: list[tuple[str, str]]) -> None:
    """What can be known only when all was read: redirects, and outlets' names."""
    now = _now()
    with store.write() as connection:
        for asked, answered in redirects:
            identity = joining.join_addresses(connection, asked, answered)
            if identity:
                stage.resolve(connection, identity, now=now)
        stage.resolve_names(connection, now=now)


def _read(item: Item) -> Article:
    try:
        return read_item(item)
    except Exception:  # noqa: BLE001 - whatever ends one page, the others go on
        return Article(url=item.url, outcome=Outcome.BROKEN)


def read_item(item: Item) -> Article:
    """The article in an item; what the user gave wins over what was read."""
    if item.kind == "html":
        article = read_html(item.body, url=item.url, content_type=item.content_type)
    else:
        text = clean(item.body.decode("utf-8-sig", errors="replace"))
        article = read_text(text, url=item.url)
    return article if item.given is None else _given(article, item.given, item.kind)


def _given(article: Article, given: dict[str, Any], kind: str) -> Article:
    """The article with the fields of a JSON line; absent keys are unknown."""
    known: dict[str, Any] = {}
    if isinstance(given.get("headline"), str):
        known["headline"] = line(given["headline"])
    if isinstance(given.get("published"), str):
        known["published"] = parse_date(given["published"], source="given")
    authors = tuple(Author(name=name) for name in _names(given.get("authors")))
    if authors:
        known["authors"] = authors
    if isinstance(given.get("language"), str):
        known["language"] = given["language"][:2].lower()
    if kind == "record":
        # A text of its own has no furniture: all of it is the article's.
        known["text"] = clean(given["text"]).strip()
        if article.outcome is Outcome.NO_TEXT and known["text"]:
            known["outcome"] = Outcome.KEPT
    if article.outlet is None and article.url:
        key = outlet_key(article.url)
        known["outlet"] = Outlet(key=key, name=key)
    return replace(article, **known)


def _names(stated: Any) -> list[str]:  # noqa: ANN401 - whatever JSON holds
    """The names in what a line gives as its authors: texts, objects, or just one."""
    people = stated if isinstance(stated, list) else [stated]
    names = [one.get("name") if isinstance(one, dict) else one for one in people]
    return [line(name) for name in names if isinstance(name, str) and line(name)]


def _keep(store: Store, archive: Archive, item: Item, article: Article) -> None:
    now = item.fetched or _now()
    snapshot: Snapshot = archive.keep_resource(
        article.url or "urn:whence:unknown",
        item.body,
        content_type=item.content_type
        or ("text/html" if item.kind == "html" else "text/plain"),
        now=now,
    )
    with store.write() as connection:
        number = write.put_snapshot(connection, snapshot)
        if article.outcome is not Outcome.KEPT:
            return
        identity = write.put_article(connection, article, now=now, snapshot=number)
        home = home_of(article.url or "")
        if article.outlet and home:
            write.meet_outlet(connection, article.outlet, home=home)
        stage.resolve(connection, identity, now=now)


def _now() -> datetime:
    return datetime.now(UTC)
