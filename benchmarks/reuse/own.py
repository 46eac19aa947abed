"""Our own engine: a fresh store, and the stage that matches the articles in it.

The rows are written first and timed apart: whoever looks for copies has the articles
already. The pairs are those that the store holds for reuse when all are matched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from sqlalchemy import select

from benchmarks.reuse.articles import Article
from benchmarks.reuse.engines import Pair
from graph.model import Outcome, Reuse, Status
from graph.resolve.at_once import Workers
from graph.resolve.matching import look_up
from graph.store.engine import open_store
from graph.store.rows import upsert
from graph.store.schema import ARTICLE, OUTLET, OVERLAP

TOLD = (
    Reuse.COPY,
    Reuse.EDITED,
    Reuse.EXCERPT,
    Reuse.COMPOSITE,
    Reuse.QUOTATION,
)
"""What is a find: boilerplate, events and chance are none."""


class Whence:
    """The store in a folder, and what matches in it."""

    persistent: ClassVar = True

    def __init__(self, folder: Path) -> None:
        self._store = open_store(str(folder / "whence.db"))
        self._workers = Workers(self._store)
        self._workers.start()
        self._ids: list[str] = []

    def prepare(self, articles: Sequence[Article]) -> None:
        """Write the articles and their outlets, as a crawl would have."""
        outlets = sorted({article.outlet for article in articles})
        with self._store.write() as connection:
            upsert(connection, OUTLET, [{"key": key, "name": ""} for key in outlets])
            connection.execute(ARTICLE.insert(), list(map(_row, articles)))

    def add(self, articles: Sequence[Article]) -> Sequence[Pair]:
        """Note them: all are matched together."""
        self._ids += [identity(article.number) for article in articles]
        return ()

    def finish(self) -> Iterator[Sequence[Pair]]:
        """Match them; what is found in one batch may be taken back in another."""
        return (() for _ in self._workers.match(self._ids))

    def later_pairs(self) -> Iterator[Pair]:
        """What the store says in the end."""
        pairs = select(OVERLAP.c.source_id, OVERLAP.c.copy_id)
        with self._store.read() as connection:
            for one, other in connection.execute(
                pairs.where(OVERLAP.c.reuse.in_(TOLD))
            ):
                yield _number(one), _number(other)

    def look_up(self, article: Article) -> Sequence[int]:
        """What the store has for a new text."""
        with self._store.read() as connection:
            found = look_up(connection, article.outlet, article.text)
            return list(map(_number, found))

    def close(self) -> None:
        """Give back the store."""
        with self._workers:
            self._store.close()


def identity(number: int) -> str:
    """The id of an article, from which its number can be read again."""
    return f"{number:016x}"


def _number(found: str) -> int:
    return int(found, 16)


def _row(article: Article) -> dict[str, object]:
    published = article.published.isoformat()
    return {
        "id": identity(article.number),
        "url": article.url,
        "outlet_key": article.outlet,
        "status": Status.FETCHED,
        "outcome": Outcome.KEPT,
        "published_value": published,
        "published_precision": "day",
        "words": article.text.count(" ") + 1,
        "text": article.text,
        "first_seen": f"{published}T12:00:00+00:00",
    }
