"""A small store for tests of asking and exporting, filled noun by noun."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.identity import outlet_key
from graph.model import (
    Article,
    Author,
    Claim,
    Credit,
    Date,
    Outlet,
    Overlap,
    Place,
    Precision,
    Reason,
    Reference,
    Relation,
    Republication,
    Snapshot,
    Verdict,
    Where,
)
from graph.store import overlaps, write
from graph.store.engine import Store, open_store

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def day(value: str) -> Date:
    """A date known up to its day."""
    return Date(value=value, precision=Precision.DAY, source="byline")


class Small:
    """A store and the words to fill it with."""

    def __init__(self, where: Path | str) -> None:
        self.store: Store = open_store(str(where))
        self.edges: dict[str, list[Republication]] = {}
        self.records = 0

    def article(self, url: str, date: str | None = None, **fields: Any) -> str:  # noqa: ANN401 - any field of an article
        """Keep an article that was read."""
        key = outlet_key(url)
        article = Article(
            url=url,
            outlet=Outlet(key=key, name=key.partition(".")[0].title()),
            headline=fields.pop("headline", "A headline"),
            published=day(date) if date else None,
            authors=tuple(Author(name=name) for name in fields.pop("authors", ())),
            text=fields.pop("text", "Words of a text."),
            **fields,
        )
        with self.store.write() as connection:
            snapshot = write.put_snapshot(connection, self._snapshot(url))
            return write.put_article(connection, article, now=NOW, snapshot=snapshot)

    def _snapshot(self, url: str) -> Snapshot:
        self.records += 1
        return Snapshot(
            url=url,
            fetched_at=NOW,
            status=200,
            content_type="text/html",
            digest=f"sha1:{self.records:032}",
            warc="small-0001.warc.gz",
            offset=self.records * 1000,
        )

    def cited(self, url: str) -> str:
        """Keep an article that was never read."""
        outlet = Outlet(key=outlet_key(url), name="")
        with self.store.write() as connection:
            return write.cite(connection, url, outlet=outlet, now=NOW)

    def claim(self, article: str, reference: Reference, quote: str = "From x.") -> None:
        """Keep what a page says of its origin."""
        claim = Claim(
            relation=Relation.REPUBLISHES,
            cue="credit-line",
            strength=0.9,
            reference=reference,
            places=(Place(quote=quote, where=Where.TEXT, path="block 3"),),
        )
        with self.store.write() as connection:
            write.put_claims(connection, article, [claim])

    def edge(
        self,
        source: str | None,
        copy: str,
        *,
        outlet: str | None = None,
        relation: Relation = Relation.REPUBLISHES,
        verdict: Verdict = Verdict.CERTAIN,
        **fields: Any,  # noqa: ANN401 - any field of an edge
    ) -> None:
        """Keep an edge from an article, or an outlet alone, to a copy."""
        values: dict[str, Any] = {
            "declared": True,
            "inferred": False,
            "credit": Credit.LINKED,
            "quote": "First published there.",
            "cue": "credit-line",
            "reasons": (Reason(name="declared-link", weight=3.2, detail="a link"),),
        }
        edge = Republication(
            source=source,
            source_outlet=outlet,
            copy=copy,
            relation=relation,
            verdict=verdict,
            **(values | fields),
        )
        self.edges.setdefault(copy, []).append(edge)
        with self.store.write() as connection:
            write.put_republications(connection, copy, self.edges[copy])

    def overlap(self, source: str, copy: str, share: float) -> None:
        """Keep what two articles have in common."""
        with self.store.write() as connection:
            shares = Overlap(of_original=share, of_copy=share, words=100)
            overlaps.put(connection, {(source, copy): shares})

    def story(self, *articles: str) -> None:
        """Give articles one story."""
        from sqlalchemy import update

        from graph.store.schema import ARTICLE

        with self.store.write() as connection:
            rows = update(ARTICLE).where(ARTICLE.c.id.in_(articles))
            connection.execute(rows.values(story=min(articles)))
