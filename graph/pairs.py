"""Who feeds whom, who appears where: republications and articles counted by pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from graph.model import Credit
from graph.parts import Edge, stands, stream
from graph.store.schema import ARTICLE, BYLINE, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection, Select


def feeds(connection: Connection) -> Iterator[Edge]:
    """How often each outlet's articles became another's."""
    source, copy = ARTICLE.alias("source"), ARTICLE.alias("copy")
    edge = REPUBLICATION.c
    fed = func.coalesce(source.c.outlet_key, edge.source_outlet)
    pairs = (
        select(
            fed.label("source"),
            copy.c.outlet_key.label("target"),
            func.count().label("count"),
            _number(edge.declared).label("declared_count"),
            _number(edge.credit != Credit.NONE.value).label("credited_count"),
        )
        .outerjoin(source, source.c.id == edge.source_id)
        .join(copy, copy.c.id == edge.copy_id)
        .where(stands(), fed.is_not(None), fed != copy.c.outlet_key)
        .group_by(fed, copy.c.outlet_key)
        .order_by(fed, copy.c.outlet_key)
    )
    yield from _counted(connection, pairs, "feeds", "outlet", "outlet")


def appears(connection: Connection) -> Iterator[Edge]:
    """How many articles of each author each outlet has."""
    copies = select(REPUBLICATION.c.copy_id.label("id")).where(stands()).distinct()
    copied = copies.subquery()
    pairs = (
        select(
            BYLINE.c.author_key.label("source"),
            ARTICLE.c.outlet_key.label("target"),
            func.count().label("count"),
            func.count(copied.c.id).label("copies_count"),
        )
        .join(ARTICLE, ARTICLE.c.id == BYLINE.c.article_id)
        .outerjoin(copied, copied.c.id == ARTICLE.c.id)
        .where(ARTICLE.c.outlet_key.is_not(None))
        .group_by(BYLINE.c.author_key, ARTICLE.c.outlet_key)
        .order_by(BYLINE.c.author_key, ARTICLE.c.outlet_key)
    )
    yield from _counted(connection, pairs, "appears_in", "author", "outlet")


def _number(holds: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows of a group something holds for."""
    return func.sum(case((holds, 1), else_=0))


def _counted(
    connection: Connection, pairs: Select[Any], relation: str, source: str, target: str
) -> Iterator[Edge]:
    for part in stream(connection, pairs):
        for row in part:
            ends = row.pop("source"), row.pop("target")
            yield Edge(
                source=f"{source}:{ends[0]}",
                target=f"{target}:{ends[1]}",
                attributes={
                    "id": f"{relation}:{ends[0]}:{ends[1]}",
                    "relation": relation,
                    "weight": float(row["count"]),
                    **row,
                },
            )
