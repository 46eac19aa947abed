"""All authors as a table, counted over the whole store."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from graph.measure import share
from graph.model import Credit
from graph.query.coverage import coverage
from graph.query.flows import (
    COPY,
    EDGE,
    LEVELS,
    credit_given,
    flows,
    is_copy,
    number,
)
from graph.query.listing import column, listed
from graph.store.aliases import groups
from graph.store.schema import ARTICLE, AUTHOR, BYLINE

if TYPE_CHECKING:
    from sqlalchemy import Connection, Result

COLUMNS = (
    "key",
    "name",
    "articles",
    "originals",
    "outlets",
    "reposts",
    "keeps_byline",
    "gives_credit",
    "first",
    "last",
)


def authors(
    connection: Connection,
    *,
    sort: str = "-articles",
    reverse: bool = False,
    limit: int = 20,
) -> dict[str, Any]:
    """All authors: where their articles are, and whether copies keep their names.

    Names that are said to be one author make one row. ``sort`` and ``limit`` as
    for :func:`graph.query.outlets`.
    """
    column(sort, COLUMNS)
    same = groups(connection, "author")
    found: defaultdict[str, _Signed] = defaultdict(_Signed)
    for row in _signed(connection):
        found[same.get(row.key, row.key)].add(row)
    for row in _reposts(connection):
        found[same.get(row.key, row.key)].counts.update(
            reposts=row.reposts, kept=row.kept, gives=row.gives
        )
    names = connection.execute(select(AUTHOR.c.key, AUTHOR.c.name))
    rows = [
        {"key": row.key, "name": row.name} | found[row.key].answer()
        for row in names
        if row.key in found
    ]
    shown = listed(rows, sort, COLUMNS, limit=limit, reverse=reverse)
    return {"authors": shown, "number": len(rows), "coverage": coverage(connection)}


class _Signed:
    """What one author signed, summed up."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.outlets: set[str] = set()
        self.dates: list[str] = []

    def add(self, row: Any) -> None:  # noqa: ANN401 - a row
        """Add what one outlet has of them."""
        self.counts.update(articles=row.articles, originals=row.originals)
        self.outlets |= {row.outlet_key} - {None}
        self.dates += [date for date in (row.first, row.last) if date]

    def answer(self) -> dict[str, Any]:
        """The columns beside key and name."""
        counts = self.counts
        return {
            "articles": counts["articles"],
            "originals": counts["originals"],
            "outlets": len(self.outlets),
            "reposts": counts["reposts"],
            "keeps_byline": share(counts["kept"], counts["reposts"]),
            "gives_credit": share(counts["gives"], counts["reposts"]),
            "first": min(self.dates, default=None),
            "last": max(self.dates, default=None),
        }


def _signed(connection: Connection) -> Result[Any]:
    """How many articles each outlet has of each author."""
    pair = BYLINE.c.author_key.label("key"), ARTICLE.c.outlet_key
    return connection.execute(
        select(
            *pair,
            func.count().label("articles"),
            number(~is_copy(ARTICLE)).label("originals"),
            func.min(ARTICLE.c.published_value).label("first"),
            func.max(ARTICLE.c.published_value).label("last"),
        )
        .join(ARTICLE, ARTICLE.c.id == BYLINE.c.article_id)
        .group_by(*pair)
    )


def _reposts(connection: Connection) -> Result[Any]:
    """Copies of what each author signed, one hop away."""
    mine, theirs = BYLINE.alias("mine"), BYLINE.alias("theirs")
    kept = (
        select(theirs.c.article_id)
        .where(
            theirs.c.article_id == COPY.c.id,
            theirs.c.author_key == mine.c.author_key,
        )
        .correlate(COPY, mine)
        .exists()
    )
    flow = (
        flows(
            mine.c.author_key.label("key"),
            kept.label("kept"),
            credit_given().label("credit"),
        )
        .join(mine, mine.c.article_id == EDGE.source_id)
        .subquery()
    )
    rows = select(
        flow.c.key,
        func.count().label("reposts"),
        number(flow.c.kept).label("kept"),
        number(flow.c.credit > LEVELS[Credit.NONE]).label("gives"),
    )
    return connection.execute(rows.group_by(flow.c.key))
