"""An author's profile: where their articles appear, and what becomes of the byline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, select

from graph.model import Credit, Status
from graph.query.cards import OUTLET_NODE, cards
from graph.query.coverage import coverage
from graph.query.flows import (
    COPY,
    EDGE,
    LEVELS,
    SOURCE,
    credit_given,
    flows,
    has_byline,
    is_copy,
    nearest,
    number,
)
from graph.query.named import author_named
from graph.store.schema import ARTICLE, AUTHOR, BYLINE, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, Select

MOST_HOPS = 10
MOST_COAUTHORS = 10
_BYLINES = ("kept", "changed", "dropped")
"""What becomes of a name: the copy has it, has another, or has none."""


def author(connection: Connection, words: str) -> dict[str, Any]:
    """The profile of the author of that name or key.

    Counted over the whole store and all keys that are said to be this author. A
    repost is a copy of an article with their name, or a copy of such a copy,
    whether the name is still there or not. Raises UnknownError where nobody is meant.
    """
    named = author_named(connection, words)
    keys = named.keys
    outlets = _outlets(connection, keys)
    reposts = _reposts(connection, keys)
    dated = [row for row in outlets if row["first"]]
    earliest = min(dated, key=lambda row: row["first"], default=None)
    return {
        "author": named.answer(),
        "articles": sum(row["articles"] for row in outlets),
        "copies": sum(row["copies"] for row in outlets),
        "first": earliest["first"] if earliest else None,
        "last": max((row["last"] for row in dated), default=None),
        "first_outlet": earliest["outlet"] if earliest else None,
        "outlets": outlets,
        "reposts": {
            "copies": sum(row["copies"] for row in reposts),
            "byline": _summed(reposts, "byline"),
            "credit": _summed(reposts, "credit"),
            "outlets": reposts,
        },
        "lost_bylines": _lost(connection, keys),
        "coauthors": _coauthors(connection, keys),
        "coverage": coverage(connection),
    }


def _summed(rows: Sequence[dict[str, Any]], name: str) -> dict[str, int]:
    words = _BYLINES if name == "byline" else [credit.value for credit in Credit]
    return {word: sum(row[name][word] for row in rows) for word in words}


def signed(keys: Sequence[str]) -> Select[Any]:
    """The ids of the articles that bear one of these names."""
    return (
        select(BYLINE.c.article_id.label("id"))
        .where(BYLINE.c.author_key.in_(keys))
        .distinct()
    )


def _outlets(connection: Connection, keys: Sequence[str]) -> list[dict[str, Any]]:
    """Where their articles are, most first; copies are taken from elsewhere."""
    articles, mine = func.count().label("articles"), signed(keys).subquery()
    rows = connection.execute(
        select(
            ARTICLE.c.outlet_key,
            articles,
            number(is_copy(ARTICLE)).label("copies"),
            func.min(ARTICLE.c.published_value).label("first"),
            func.max(ARTICLE.c.published_value).label("last"),
        )
        .join(mine, mine.c.id == ARTICLE.c.id)
        .group_by(ARTICLE.c.outlet_key)
        .order_by(articles.desc(), ARTICLE.c.outlet_key)
    )
    return _with_outlets(connection, [dict(row) for row in rows.mappings()])


def _with_outlets(
    connection: Connection, rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Rows with the outlet's name in place of its key."""
    keys = [row.pop("outlet_key") for row in rows]
    names = cards(connection, {OUTLET_NODE + key for key in keys if key})
    return [
        {"outlet": names[OUTLET_NODE + key].answer()["outlet"] if key else None} | row
        for key, row in zip(keys, rows, strict=True)
    ]


def _below(keys: Sequence[str]) -> Select[Any]:
    """The ids of the articles of an author, and of all that was taken from them."""
    below = signed(keys).cte("below", recursive=True)
    edge = REPUBLICATION.alias("down")
    further = select(edge.c.copy_id).join(below, edge.c.source_id == below.c.id)
    below = below.union(further.where(nearest(edge)))
    return select(below.c.id)


def _byline(keys: Sequence[str]) -> ColumnElement[str]:
    """What became of the name in a copy; null where its page was never read."""
    return case(
        (has_byline(COPY, BYLINE.c.author_key.in_(keys)), "kept"),
        (COPY.c.status != Status.FETCHED.value, None),
        (has_byline(COPY), "changed"),
        else_="dropped",
    )


def _reposts(connection: Connection, keys: Sequence[str]) -> list[dict[str, Any]]:
    """Copies of their articles by the outlets that have them, most first."""
    flow = (
        flows(
            COPY.c.outlet_key,
            _byline(keys).label("byline"),
            credit_given().label("credit"),
        )
        .where(EDGE.source_id.in_(_below(keys)))
        .subquery()
    )
    copies = func.count().label("copies")
    rows = connection.execute(
        select(
            flow.c.outlet_key,
            copies,
            *(number(flow.c.byline == word).label(word) for word in _BYLINES),
            *(number(flow.c.credit == LEVELS[c]).label(c.value) for c in Credit),
        )
        .group_by(flow.c.outlet_key)
        .order_by(copies.desc(), flow.c.outlet_key)
    )
    found = [
        {
            "outlet_key": row["outlet_key"],
            "copies": row["copies"],
            "byline": {word: row[word] for word in _BYLINES},
            "credit": {credit.value: row[credit.value] for credit in Credit},
        }
        for row in rows.mappings()
    ]
    return _with_outlets(connection, found)


def _lost(connection: Connection, keys: Sequence[str]) -> dict[str, Any]:
    """The hops at which the name was dropped or changed, some of them."""
    byline = _byline(keys)
    had = has_byline(SOURCE, BYLINE.c.author_key.in_(keys))
    rows = connection.execute(
        flows(
            EDGE.source_id,
            EDGE.copy_id,
            byline.label("byline"),
            func.count().over().label("number"),
        )
        .where(
            EDGE.source_id.in_(signed(keys)),
            and_(had, byline.in_(["changed", "dropped"])),
        )
        .order_by(EDGE.copy_id)
        .limit(MOST_HOPS)
    ).all()
    known = cards(connection, {end for r in rows for end in (r.source_id, r.copy_id)})
    hops = [
        {
            "kind": row.byline,
            "source_url": known[row.source_id].url,
            "copy_url": known[row.copy_id].url,
            "after": list(known[row.copy_id].authors),
        }
        for row in rows
    ]
    return {"number": rows[0].number if rows else 0, "hops": hops}


def _coauthors(connection: Connection, keys: Sequence[str]) -> list[dict[str, Any]]:
    """Who signs with them, each story counted once."""
    mine = signed(keys).subquery()
    work = func.coalesce(ARTICLE.c.story, ARTICLE.c.id)
    stories = func.count(work.distinct()).label("stories")
    rows = connection.execute(
        select(AUTHOR.c.key, AUTHOR.c.name, stories)
        .select_from(mine)
        .join(ARTICLE, ARTICLE.c.id == mine.c.id)
        .join(BYLINE, BYLINE.c.article_id == mine.c.id)
        .join(AUTHOR, AUTHOR.c.key == BYLINE.c.author_key)
        .where(AUTHOR.c.key.not_in(keys))
        .group_by(AUTHOR.c.key, AUTHOR.c.name)
        .order_by(stories.desc(), AUTHOR.c.key)
        .limit(MOST_COAUTHORS)
    )
    return [dict(row) for row in rows.mappings()]
