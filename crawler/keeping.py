"""Putting what was read into archive and store, a part in each transaction.

How far an archive file has been taken in is noted in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.archive import Archive
from crawler.given import name_of
from crawler.item import Item
from crawler.kept import about
from graph.model import Article, Outcome
from graph.resolve import stage
from graph.store import intakes, joining, write

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from graph.model import Snapshot
    from graph.store.engine import Store

    Read = tuple[Item, Article]

ASIDE = ("redirect", "end")
"""Kinds of items that are no pages."""


class Keeping:
    """Keeps items in a store, with the articles that were read in them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._archive = Archive(store.archive)
        self._redirects: list[tuple[str, str]] = []

    def close(self) -> None:
        """Close the archive's file."""
        self._archive.close()

    def keep(self, batch: Sequence[Read]) -> None:
        """Archive and store a batch, in one transaction."""
        now = _now()
        moment = max((item.fetched or now for item, _ in batch), default=now)
        kept: list[str] = []
        with self._store.write() as connection:
            for item, article in batch:
                # An item without a body is a line that could not be read.
                if item.body:
                    kept += self._put(connection, item, article, now=now)
                elif item.kind == "redirect":
                    self._redirects.append((item.url or "", item.label))
                elif item.kind == "end":
                    self._join(connection, now=now)
            ids = list(dict.fromkeys(kept))
            stage.resolve_all(connection, ids, now=moment, trees_later=True)
            reached = {one.file: one for item, _ in batch if (one := item.intake)}
            intakes.put(connection, reached.values())

    def join(self) -> None:
        """What can be known only when all was read: redirects, and outlets' names."""
        now = _now()
        with self._store.write() as connection:
            self._join(connection, now=now)
            stage.resolve_names(connection, now=now, trees_later=True)

    def _put(
        self, connection: Connection, item: Item, article: Article, *, now: datetime
    ) -> list[str]:
        """Archive and store one item; gives the id of its article, if it has one."""
        now = item.fetched or now
        name = name_of(item.given or {}, article)
        place = item.snapshot or self._copied(item, article.url or name, now=now)
        number = write.put_snapshot(connection, place)
        if article.outcome is not Outcome.KEPT:
            return []
        return [
            write.put_article(connection, article, now=now, snapshot=number, asked=name)
        ]

    def _copied(self, item: Item, address: str | None, *, now: datetime) -> Snapshot:
        """What the user handed in, copied into our archive."""
        kind = "text/html" if item.kind == "html" else "text/plain"
        return self._archive.keep_resource(
            address or "urn:whence:unknown",
            item.body,
            content_type=item.content_type or kind,
            now=now,
            about=about(item),
        )

    def _join(self, connection: Connection, *, now: datetime) -> None:
        """Join addresses to where they lead; those to what is not there yet wait."""
        left = []
        for asked, answered in self._redirects:
            identity = joining.join_addresses(connection, asked, answered)
            if identity:
                stage.resolve(connection, identity, now=now)
            else:
                left.append((asked, answered))
        self._redirects = left


def _now() -> datetime:
    return datetime.now(UTC)
