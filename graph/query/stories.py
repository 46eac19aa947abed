"""All stories as a table: how far they went, and what is behind them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, select

from graph.measure import Trace, independent, share
from graph.model import Credit
from graph.query.cards import chunks
from graph.query.coverage import coverage
from graph.query.flows import EDGE, LEVELS, credit_given, nearest, number
from graph.query.listing import column, listed
from graph.query.roots import ways
from graph.store.schema import ARTICLE, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

COLUMNS = (
    "id",
    "headline",
    "outlets",
    "articles",
    "copies",
    "credited",
    "sources",
    "origin_known",
    "first",
    "last",
)
_TRACED = {"sources", "origin_known"}
"""Columns for which every article has to be followed up to its root."""


def stories(
    connection: Connection,
    *,
    sort: str = "-articles",
    reverse: bool = False,
    limit: int = 20,
) -> dict[str, Any]:
    """All stories of more than one article, with their independent sources.

    ``sort`` and ``limit`` as for :func:`graph.query.outlets`. Where the order does
    not rest on the sources, they are looked up for the rows that are given only.
    """
    name = column(sort, COLUMNS)
    rows = _counted(connection)
    every = len(rows)
    if name in _TRACED:
        _trace(connection, rows)
        rows = listed(rows, sort, COLUMNS, limit=limit, reverse=reverse)
    else:
        rows = listed(rows, sort, COLUMNS, limit=limit, reverse=reverse)
        _trace(connection, rows)
    return {"stories": rows, "number": every, "coverage": coverage(connection)}


def _counted(connection: Connection) -> list[dict[str, Any]]:
    """Every story with its counts; the headline is the first that is known."""
    into = REPUBLICATION
    published = ARTICLE.c.published_value
    place = func.row_number().over(
        partition_by=ARTICLE.c.story,
        order_by=(
            ARTICLE.c.headline == "",
            published.is_(None),
            published,
            ARTICLE.c.id,
        ),
    )
    member = (
        select(
            ARTICLE.c.story,
            ARTICLE.c.outlet_key,
            ARTICLE.c.headline,
            published.label("published"),
            place.label("place"),
            EDGE.id.label("edge"),
            credit_given().label("credit"),
        )
        .outerjoin(into, and_(EDGE.copy_id == ARTICLE.c.id, nearest()))
        .where(ARTICLE.c.story.is_not(None))
        .subquery()
    )
    copied = member.c.edge.is_not(None)
    rows = connection.execute(
        select(
            member.c.story.label("id"),
            func.max(case((member.c.place == 1, member.c.headline))).label("headline"),
            func.count(member.c.outlet_key.distinct()).label("outlets"),
            func.count().label("articles"),
            number(copied).label("copies"),
            number(copied & (member.c.credit > LEVELS[Credit.NONE])).label("credited"),
            func.min(member.c.published).label("first"),
            func.max(member.c.published).label("last"),
        ).group_by(member.c.story)
    )
    return [_row(row) for row in rows.mappings()]


def _row(row: Mapping[Any, Any]) -> dict[str, Any]:
    found = {name: row[name] for name in ("id", "headline", "outlets", "articles")}
    return {
        **found,
        "copies": row["copies"],
        "credited": share(row["credited"], row["copies"]),
        "sources": None,
        "origin_known": None,
        "first": row["first"],
        "last": row["last"],
    }


def _trace(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Put in how many sources each story has, and whether its origin is known."""
    stories = {row["id"]: row for row in rows}
    traces: defaultdict[str, list[Trace]] = defaultdict(list)
    for chunk in chunks(stories):
        found = ways(connection, ARTICLE.c.story.in_(chunk)).by_story()
        traces.update(found)
    for story, row in stories.items():
        least, most = independent(traces[story])
        row["sources"] = {"least": asdict(least), "most": asdict(most)}
        row["origin_known"] = origin_known(traces[story])


def origin_known(traces: Iterable[Trace]) -> bool:
    """Whether all articles go back to one known root by hops that are sure."""
    ways = list(traces)
    known = all(way.known and way.sure for way in ways)
    return known and len({way.root for way in ways}) == 1
