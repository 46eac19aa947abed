"""Everything in a store read, matched and resolved again from its archive. No network.

What was fetched, asked and decided stays; what was read from it is made again, page
by page in the order in which they came. It is one transaction: others see the store
as it was until all is done, and whatever ends it before leaves it as it was.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from crawler.given import name_of
from crawler.kept import Page, item_of_snapshot, read_page
from crawler.reading import DEADLINE
from crawler.workers import Workers
from graph.model import Article, Outcome
from graph.resolve import naming, stage
from graph.resolve.settling import settle_all
from graph.store import afresh, joining, lost, restored, revisions, write
from graph.store.articles import article_of
from graph.store.engine import Store
from graph.store.schema import ARTICLE, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    Read = tuple[Page, Article | Outcome | None]

_MOST_WORKERS = 4
"""More would wait for the one process that writes the store."""
_BATCH = 200
"""Pages that are resolved together; always as many, so that it is always the same."""
_OURS = (Outcome.TOO_SLOW, Outcome.BROKEN)
"""Ends of reading that tell of this machine or this version, not of the page."""


@dataclass(slots=True)
class Counts:
    """What a rebuild did."""

    pages: int = 0
    """Pages that were read again."""
    claims: int = 0
    """What they say of their origin."""
    articles: int = 0
    """Articles that the store has read; told when all is done."""
    new: int = 0
    """Those of them that it had not before."""
    gone: int = 0
    """Articles whose page is none any more, as it is read now."""
    republications: int = 0
    """Edges, those that are rejected too."""
    unread: list[str] = field(default_factory=list)
    """Articles that stay as they were, as their page can't be read again."""
    queued: int = 0
    """Pages whose record is lost, which the next crawl asks again."""


def rebuild(
    store: Store,
    *,
    counts: Counts,
    read: Callable[[Page], Article] = read_page,
    quiet: bool = True,
) -> Generator[None]:
    """Make a store again from its pages; stops after each part that was read.

    Only when it has come to its end the store is another one. ``read`` takes the
    reader's place.
    """
    processes = min(max(2, os.cpu_count() or 2), _MOST_WORKERS)
    with (
        Workers(processes, deadline=DEADLINE, quiet=quiet) as workers,
        store.write() as connection,
        # It sees the store as it was, whatever is written meanwhile.
        store.read() as before,
    ):
        afresh.clear(connection)
        restored.keep_judged(connection, before)
        again = _Rebuild(connection, before, counts)
        again.keep(afresh.without_page(before))
        pages = _pages(before, store.archive)
        found = workers.in_order(read, pages, weigh=_weight)
        while part := list(islice(found, _BATCH)):
            again.put(part)
            yield
        again.end()
        for _ in settle_all(_Within(store, connection)):
            yield
        again.count()


def _pages(before: Connection, archive: Path) -> Iterator[Page]:
    for number, snapshot, article in afresh.pages(before):
        item = item_of_snapshot(snapshot, archive)
        yield Page(number=number, snapshot=snapshot, article=article, item=item)


def _weight(page: Page) -> int | None:
    return None if page.item is None else len(page.item.body)


class _Within(Store):
    """A store whose transactions are all parts of one that has begun."""

    def __init__(self, store: Store, connection: Connection) -> None:
        super().__init__(store.engine, archive=store.archive, label=store.label)
        self._connection = connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The transaction that has begun; its end is not told here."""
        yield self._connection


class _Rebuild:
    """Puts what was read again into a store, beside what it was before."""

    def __init__(
        self, connection: Connection, before: Connection, counts: Counts
    ) -> None:
        self.connection = connection
        self.before = before
        self.counts = counts
        self._unread: set[int] = set()
        self._lost: list[str] = []

    def put(self, part: Sequence[Read]) -> None:
        """Keep the articles of some pages, and resolve them."""
        kept = [one for page, found in part for one in self._put(page, found)]
        # What a user handed in has no status, and nobody to be asked of.
        gone = [p.snapshot for p, _ in part if p.item is None and p.snapshot.status]
        self._lost += [snapshot.url for snapshot in gone]
        moment = max(page.snapshot.fetched_at for page, _ in part)
        self._resolve(kept, now=moment)

    def keep(self, identities: Sequence[str]) -> None:
        """Keep articles without a page as they were."""
        for identity in identities:
            self._put_as_it_was(identity, now=afresh.first_seen(self.before, identity))
        if identities:
            now = afresh.first_seen(self.before, identities[-1])
            self._resolve(identities, now=now)

    def end(self) -> None:
        """What can be known only when all was read: addresses, names, first sights."""
        now = afresh.last_seen(self.before)
        for asked, answered in restored.joined(self.before):
            identity = joining.join_addresses(self.connection, asked, answered)
            if identity:
                self._resolve([identity], now=now)
        stage.resolve_names(self.connection, now=now)
        self.counts.gone = restored.put_back(self.connection, self.before)
        revisions.keep_unread(self.connection, self.before, self._unread)
        naming.restate(self.connection)
        self.counts.queued = lost.ask_again(self.connection, self._lost)

    def count(self) -> None:
        """Count what there is now."""
        edges = select(func.count()).select_from(REPUBLICATION)
        self.counts.republications = self.connection.execute(edges).scalar_one()
        there, here = (_read_ids(one) for one in (self.before, self.connection))
        self.counts.articles = len(here)
        self.counts.new = len(here - there)

    def _resolve(self, identities: Sequence[str], *, now: datetime) -> None:
        stage.resolve_all(self.connection, list(dict.fromkeys(identities)), now=now)

    def _put(self, page: Page, found: Article | Outcome | None) -> list[str]:
        """Keep what a page holds; gives the id of its article, if it has one."""
        outcome = found.outcome if isinstance(found, Article) else found
        if outcome is None or outcome in _OURS:
            return self._put_unread(page)
        self.counts.pages += 1
        afresh.end_again(self.connection, page.snapshot.url, outcome)
        if not isinstance(found, Article) or outcome is not Outcome.KEPT:
            return []
        self.counts.claims += len(found.claims)
        return [
            write.put_article(
                self.connection,
                found,
                now=page.snapshot.fetched_at,
                snapshot=page.number,
                asked=self._name(page, found),
            )
        ]

    def _name(self, page: Page, article: Article) -> str | None:
        """What a text without an address is called by: as before, if it was known."""
        if article.url is not None:
            return None
        known = afresh.name_of(self.before, page.article) if page.article else None
        given = page.item.given if page.item else None
        return known or name_of(given or {}, article)

    def _put_unread(self, page: Page) -> list[str]:
        self._unread.add(page.number)
        if page.article is None:
            return []
        now = page.snapshot.fetched_at
        return [self._put_as_it_was(page.article, now=now, snapshot=page.number)]

    def _put_as_it_was(
        self, identity: str, *, now: datetime, snapshot: int | None = None
    ) -> str:
        article = article_of(self.before, identity)
        name = afresh.name_of(self.before, identity)
        self.counts.unread.append(article.url or name or identity)
        self.counts.claims += len(article.claims)
        return write.put_article(
            self.connection, article, now=now, snapshot=snapshot, asked=name
        )


def _read_ids(connection: Connection) -> set[str]:
    rows = connection.execute(select(ARTICLE.c.id).where(ARTICLE.c.status == "fetched"))
    return set(rows.scalars())
