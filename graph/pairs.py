"""Who feeds whom, who appears where: republications and articles counted by pairs."""

from __future__ import annotations

from itertools import chain, groupby
from operator import itemgetter
from statistics import median
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from graph import selection
from graph.lag import lag_hours, middle
from graph.model import Credit
from graph.parts import Edge, Value, stream
from graph.store.rows import date_of
from graph.store.schema import ARTICLE, BYLINE, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select
    from sqlalchemy.sql.selectable import NamedFromClause

    from graph.selection import Selection


def feeds(connection: Connection, chosen: Selection) -> Iterator[Edge]:
    """How often, from when to when and how fast outlets' articles became another's."""
    source, copy = ARTICLE.alias("source"), ARTICLE.alias("copy")
    edge = REPUBLICATION.c
    fed = func.coalesce(source.c.outlet_key, edge.source_outlet)
    rows = (
        select(
            fed.label("fed"),
            copy.c.outlet_key.label("by"),
            edge.declared,
            edge.credit,
            *_date(source),
            *_date(copy),
        )
        .outerjoin(source, source.c.id == edge.source_id)
        .join(copy, copy.c.id == edge.copy_id)
        .where(selection.standing(chosen, source, copy))
        .where(fed.is_not(None), fed != copy.c.outlet_key)
        .order_by(fed, copy.c.outlet_key)
    )
    yield from _counted(connection, rows, "outlet")


def author_feeds(connection: Connection, chosen: Selection) -> Iterator[Edge]:
    """How often, from when to when and how fast authors' articles became another's."""
    source, copy = ARTICLE.alias("source"), ARTICLE.alias("copy")
    one, other = BYLINE.alias("one"), BYLINE.alias("other")
    edge = REPUBLICATION.c
    rows = (
        select(
            one.c.author_key.label("fed"),
            other.c.author_key.label("by"),
            edge.declared,
            edge.credit,
            *_date(source),
            *_date(copy),
        )
        .join(source, source.c.id == edge.source_id)
        .join(copy, copy.c.id == edge.copy_id)
        .join(one, one.c.article_id == source.c.id)
        .join(other, other.c.article_id == copy.c.id)
        .where(selection.standing(chosen, source, copy))
        .where(one.c.author_key != other.c.author_key)
        .order_by(one.c.author_key, other.c.author_key)
    )
    yield from _counted(connection, rows, "author")


def _counted(connection: Connection, rows: Select[Any], kind: str) -> Iterator[Edge]:
    single = chain.from_iterable(stream(connection, rows))
    for (fed, by), found in groupby(single, itemgetter("fed", "by")):
        yield _pair("feeds", f"{kind}:{fed}", f"{kind}:{by}", _told(found))


def _date(article: NamedFromClause[Any]) -> list[ColumnElement[Any]]:
    parts = ("value", "precision", "source", "raw")
    return [
        article.c[f"published_{part}"].label(f"{article.name}_published_{part}")
        for part in parts
    ]


def _told(rows: Iterable[Mapping[str, Any]]) -> dict[str, Value]:
    """What the republications of one pair come to; what is not known is left out."""
    count = declared = credited = 0
    lags: list[float] = []
    dates: list[tuple[datetime, str]] = []
    for row in rows:
        count += 1
        declared += row["declared"]
        credited += row["credit"] != Credit.NONE.value
        source, copy = (date_of(row, f"{end}_published") for end in ("source", "copy"))
        lag = lag_hours(source, copy)
        if lag is not None:
            lags.append(lag)
        when = middle(copy)
        if copy is not None and when is not None:
            dates = sorted([*dates, (when, copy.value)])
            del dates[1:-1]
    told: dict[str, Value | None] = {
        "count": count,
        "declared_count": declared,
        "credited_count": credited,
        "declared_share": round(declared / count, 3),
        "median_lag_hours": round(median(lags), 1) if lags else None,
        "first": dates[0][1] if dates else None,
        "last": dates[-1][1] if dates else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def appears(connection: Connection, chosen: Selection) -> Iterator[Edge]:
    """How many articles of each author each outlet has."""
    edges = selection.kept(chosen).subquery("edges")
    copied = select(edges.c.copy_id.label("id")).distinct().subquery()
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
        .where(*selection.has_article(ARTICLE.c.id, chosen))
        .group_by(BYLINE.c.author_key, ARTICLE.c.outlet_key)
        .order_by(BYLINE.c.author_key, ARTICLE.c.outlet_key)
    )
    for row in chain.from_iterable(stream(connection, pairs)):
        author, outlet = f"author:{row.pop('source')}", f"outlet:{row.pop('target')}"
        yield _pair("appears_in", author, outlet, row)


def _pair(relation: str, source: str, target: str, told: dict[str, Value]) -> Edge:
    keys = (end.partition(":")[2] for end in (source, target))
    attributes: dict[str, Value] = {
        "id": ":".join((relation, *keys)),
        "relation": relation,
        "weight": float(told["count"]),
        **told,
    }
    return Edge(source=source, target=target, attributes=attributes)
