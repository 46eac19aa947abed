"""The nodes and edges of a store, each kind as a stream of typed rows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, union

from graph import selection
from graph.lag import lag_hours
from graph.query.cards import bylines
from graph.store.rows import date_of
from graph.store.schema import ARTICLE, AUTHOR, BYLINE, OUTLET, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import ColumnElement, Connection, Select

    from graph.selection import Ids, Selection

Value = str | int | float | bool

_AT_ONCE = 500
"""Rows in memory at a time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """An outlet, an author or an article."""

    id: str
    """``outlet:KEY``, ``author:KEY`` or ``article:ID``."""
    attributes: dict[str, Value]
    """What is known of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """A directed edge between two nodes."""

    source: str
    target: str
    attributes: dict[str, Value]
    """What is known of it; ``id`` is always there."""


def stream(connection: Connection, rows: Select[Any]) -> Iterator[list[dict[str, Any]]]:
    """Rows, some at a time, without ever having them all."""
    found = connection.execute(rows, execution_options={"yield_per": _AT_ONCE})
    for part in found.mappings().partitions():
        yield [{str(name): value for name, value in row.items()} for row in part]


def _known(attributes: Mapping[str, Value | None]) -> dict[str, Value]:
    return {k: v for k, v in attributes.items() if v is not None and v != ""}


def articles(connection: Connection, chosen: Selection) -> Iterator[Node]:
    """The articles, their text left out."""
    columns = [column for column in ARTICLE.c if column.name != "text"]
    rows = select(*columns).where(*selection.has_article(ARTICLE.c.id, chosen))
    for part in stream(connection, rows.order_by(ARTICLE.c.id)):
        names = bylines(connection, [row["id"] for row in part])
        for row in part:
            yield Node(
                id=f"article:{row['id']}",
                attributes=_known(_article(row, names[row["id"]])),
            )


def _article(row: Mapping[str, Any], authors: list[str]) -> dict[str, Value | None]:
    return {
        "kind": "article",
        "label": row["headline"] or row["url"] or row["id"],
        "url": row["url"],
        "outlet": row["outlet_key"],
        "headline": row["headline"],
        "authors": "; ".join(authors),
        "published": row["published_value"],
        "published_precision": row["published_precision"],
        "language": row["language"],
        "words": row["words"] or None,
        "topics": "; ".join(row["topics"]),
        "rights": row["rights"],
        "status": row["status"],
        "outcome": row["outcome"],
        "story": row["story"],
    }


def authors(connection: Connection, chosen: Selection) -> Iterator[Node]:
    """The authors."""
    rows = select(AUTHOR).where(*named(AUTHOR.c.key, chosen, selection.authors))
    for part in stream(connection, rows.order_by(AUTHOR.c.key)):
        for row in part:
            known = _known({"kind": "author", "label": row["name"] or row["key"]})
            yield Node(id=f"author:{row['key']}", attributes=known)


def named(
    key: ColumnElement[Any], chosen: Selection, keys: Callable[[Selection], Ids]
) -> list[ColumnElement[bool]]:
    """What holds where a column has one of the keys that stay."""
    return [] if chosen.whole else [key.in_(keys(chosen))]


def outlets(connection: Connection, chosen: Selection) -> Iterator[Node]:
    """All outlets, those that are only credited too."""
    yield from _outlet_nodes(connection, outlet_keys(chosen))


def outlet_keys(chosen: Selection) -> Ids:
    """The keys of the outlets that are nodes."""
    if chosen.whole:
        return union(select(OUTLET.c.key), selection.credited(chosen))
    return selection.outlets(chosen)


def outlets_alone(connection: Connection, chosen: Selection) -> Iterator[Node]:
    """Outlets of which no article is known, only that copies credit them."""
    yield from _outlet_nodes(connection, selection.credited(chosen))


def _outlet_nodes(connection: Connection, keys: Ids) -> Iterator[Node]:
    wanted = keys.subquery()
    rows = (
        select(wanted.c.key, OUTLET.c.name)
        .outerjoin(OUTLET, OUTLET.c.key == wanted.c.key)
        .order_by(wanted.c.key)
    )
    for part in stream(connection, rows):
        for row in part:
            known = _known({"kind": "outlet", "label": row["name"] or row["key"]})
            yield Node(id=f"outlet:{row['key']}", attributes=known)


def published_by(connection: Connection, chosen: Selection) -> Iterator[Edge]:
    """From each article to its outlet."""
    rows = (
        select(ARTICLE.c.id, ARTICLE.c.outlet_key)
        .where(ARTICLE.c.outlet_key.is_not(None))
        .where(*selection.has_article(ARTICLE.c.id, chosen))
        .order_by(ARTICLE.c.id)
    )
    for part in stream(connection, rows):
        for row in part:
            yield _belongs("published_by", row["id"], "outlet", row["outlet_key"])


def written_by(connection: Connection, chosen: Selection) -> Iterator[Edge]:
    """From each article to its authors."""
    rows = (
        select(BYLINE.c.article_id, BYLINE.c.author_key)
        .where(*selection.has_article(BYLINE.c.article_id, chosen))
        .order_by(BYLINE.c.article_id, BYLINE.c.author_key)
    )
    for part in stream(connection, rows):
        for row in part:
            yield _belongs("written_by", row["article_id"], "author", row["author_key"])


def _belongs(relation: str, article: str, kind: str, key: str) -> Edge:
    attributes: dict[str, Value] = {
        "id": f"{relation}:{article}:{key}",
        "relation": relation,
        "weight": 1.0,
    }
    return Edge(
        source=f"article:{article}", target=f"{kind}:{key}", attributes=attributes
    )


def republication_rows(chosen: Selection) -> Select[Any]:
    """Republications with their ends' address, date, headline and outlet."""
    source, copy = ARTICLE.alias("source"), ARTICLE.alias("copy")
    ends = [
        table.c[name].label(f"{table.name}_{name}")
        for table in (source, copy)
        for name in (
            "url",
            "outlet_key",
            "headline",
            "headline_key",
            "published_value",
            "published_precision",
            "published_source",
            "published_raw",
            "story",
        )
    ]
    return (
        select(REPUBLICATION, *ends)
        .outerjoin(source, source.c.id == REPUBLICATION.c.source_id)
        .join(copy, copy.c.id == REPUBLICATION.c.copy_id)
        .where(selection.standing(chosen, source, copy))
        .order_by(REPUBLICATION.c.id)
    )


def compared(row: Mapping[str, Any]) -> tuple[float | None, bool | None]:
    """Lag in hours and whether the headline changed, of a row with both ends."""
    lag = lag_hours(date_of(row, "source_published"), date_of(row, "copy_published"))
    keys = row["source_headline_key"], row["copy_headline_key"]
    return lag, keys[0] != keys[1] if all(keys) else None


def republications(connection: Connection, chosen: Selection) -> Iterator[Edge]:
    """From each source to its copy."""
    for part in stream(connection, republication_rows(chosen)):
        for row in part:
            alone = row["source_id"] is None
            source = f"outlet:{row['source_outlet']}"
            yield Edge(
                source=source if alone else f"article:{row['source_id']}",
                target=f"article:{row['copy_id']}",
                attributes=_known(_republication(row)),
            )


def _republication(row: Mapping[str, Any]) -> dict[str, Value | None]:
    lag, changed = compared(row)
    same = (
        "relation declared inferred verdict credit of_original of_copy quote cue"
    ).split()
    return {
        "id": f"republication:{row['id']}",
        **{name: row[name] for name in same},
        "weight": likelihood(row["reasons"]),
        "published_source": row["source_published_value"],
        "published_copy": row["copy_published_value"],
        "lag_hours": lag,
        "headline_changed": changed,
    }


def likelihood(reasons: list[dict[str, Any]]) -> float:
    """How likely an edge is, 0 to 1: weights of reasons add up like log odds.

    >>> likelihood([{"weight": 3.2}, {"weight": -3.2}])
    0.5
    """
    total = math.fsum(reason["weight"] for reason in reasons)
    return round((1 + math.tanh(total / 2)) / 2, 3)
