"""Articles as they were read, made of their rows again. Contains no judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from graph.model import Article, Author, Outcome, Outlet
from graph.store.read import article_row, claims_of
from graph.store.rows import date_of
from graph.store.schema import BYLINE, OUTLET

if TYPE_CHECKING:
    from sqlalchemy import Connection


def article_of(connection: Connection, identity: str) -> Article:
    """An article as it was read; KeyError if there is none."""
    row = article_row(connection, identity)
    names = select(BYLINE.c.name).where(BYLINE.c.article_id == identity)
    authors = connection.execute(names.order_by(BYLINE.c.position)).scalars()
    return Article(
        url=row["url"],
        canonical=row["canonical"],
        outlet=_outlet(connection, row["outlet_key"]),
        headline=row["headline"],
        authors=tuple(Author(name=name) for name in authors),
        published=date_of(row, "published"),
        language=row["language"],
        text=row["text"],
        topics=tuple(row["topics"]),
        rights=row["rights"],
        claims=tuple(claims_of(connection, identity)),
        outcome=Outcome(row["outcome"] or Outcome.KEPT),
    )


def _outlet(connection: Connection, key: str | None) -> Outlet | None:
    name = select(OUTLET.c.name).where(OUTLET.c.key == key)
    found = connection.execute(name).scalar_one_or_none()
    return None if key is None else Outlet(key=key, name=found or "")
