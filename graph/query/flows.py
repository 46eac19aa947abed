"""Who took from whom, as parts of statements: the nearest edges between outlets.

Each copy has one nearest source at most, so that it is counted once. Counting is
done by the database, whatever the size of the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, or_, select, true, union_all

from graph.model import Credit, Verdict
from graph.store.schema import ARTICLE, BYLINE, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.sql.selectable import FromClause

SOURCE = ARTICLE.alias("source")
"""The article that a copy was taken from; no row where only its outlet is known."""
COPY = ARTICLE.alias("copy")
"""The article that was taken from it."""
EDGE = REPUBLICATION.c
"""The edge between them."""
FED = func.coalesce(SOURCE.c.outlet_key, EDGE.source_outlet)
"""The outlet that was taken from."""

LEVELS = {Credit.NONE: 0, Credit.NAMED: 1, Credit.LINKED: 2}
"""Credits as numbers, so that the best one is the greatest."""


def nearest(edge: FromClause = REPUBLICATION) -> ColumnElement[bool]:
    """Whether an edge stands and is the nearest one of its copy."""
    return and_(edge.c.nearest == true(), edge.c.verdict != Verdict.REJECTED.value)


def flows(*columns: Any) -> Select[Any]:  # noqa: ANN401 - as select() takes them
    """These columns of every nearest edge between two outlets."""
    ends = REPUBLICATION.join(COPY, COPY.c.id == EDGE.copy_id).outerjoin(
        SOURCE, SOURCE.c.id == EDGE.source_id
    )
    between = and_(FED.is_not(None), COPY.c.outlet_key != FED)
    return select(*columns).select_from(ends).where(nearest(), between)


def into(keys: Sequence[str]) -> ColumnElement[bool]:
    """Whether an outlet that has these keys took from another one."""
    return and_(COPY.c.outlet_key.in_(keys), FED.not_in(keys))


def out_of(keys: Sequence[str]) -> ColumnElement[bool]:
    """Whether another outlet took from the one that has these keys."""
    edge, source = REPUBLICATION.alias("fed"), ARTICLE.alias("feeding")
    # Two ways to find them, each with an index of its own.
    by_article = (
        select(edge.c.id)
        .join(source, source.c.id == edge.c.source_id)
        .where(source.c.outlet_key.in_(keys))
    )
    by_name = select(edge.c.id).where(
        edge.c.source_outlet.in_(keys), edge.c.source_id.is_(None)
    )
    taken = EDGE.id.in_(union_all(by_article, by_name))
    return and_(taken, FED.in_(keys), COPY.c.outlet_key.not_in(keys))


def number(holds: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows of a group something holds for."""
    return func.coalesce(func.sum(case((holds, 1), else_=0)), 0)


def credit_given() -> ColumnElement[int]:
    """The best credit that a copy gives anybody, as a number of :data:`LEVELS`."""
    other = REPUBLICATION.alias("given")
    best = select(func.max(_level(other))).where(
        other.c.copy_id == EDGE.copy_id, other.c.verdict != Verdict.REJECTED.value
    )
    return best.correlate(REPUBLICATION).scalar_subquery()


def credit_received() -> ColumnElement[int]:
    """The best credit that a copy gives the outlet it was taken from."""
    other, credited = REPUBLICATION.alias("received"), ARTICLE.alias("credited")
    best = (
        select(func.max(_level(other)))
        .outerjoin(credited, credited.c.id == other.c.source_id)
        .where(
            other.c.copy_id == EDGE.copy_id,
            other.c.verdict != Verdict.REJECTED.value,
            func.coalesce(credited.c.outlet_key, other.c.source_outlet) == FED,
        )
    )
    return best.correlate(REPUBLICATION, SOURCE).scalar_subquery()


def _level(edge: FromClause) -> ColumnElement[int]:
    levels = {credit.value: level for credit, level in LEVELS.items()}
    return case(levels, value=edge.c.credit, else_=0)


def headline_known() -> ColumnElement[bool]:
    """Whether both headlines are known."""
    return and_(SOURCE.c.headline_key != "", COPY.c.headline_key != "")


def headline_changed() -> ColumnElement[bool]:
    """Whether the copy bears another headline."""
    return and_(headline_known(), SOURCE.c.headline_key != COPY.c.headline_key)


def has_byline(article: FromClause, *who: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether an article has a byline, of somebody for whom this holds."""
    byline = select(BYLINE.c.article_id).where(
        BYLINE.c.article_id == article.c.id, *who
    )
    return byline.correlate(article).exists()


def is_copy(article: FromClause) -> ColumnElement[bool]:
    """Whether a source of an article is known."""
    edge = REPUBLICATION.alias("above")
    above = select(edge.c.id).where(edge.c.copy_id == article.c.id, nearest(edge))
    return above.correlate(article).exists()


def is_taken(article: FromClause) -> ColumnElement[bool]:
    """Whether another outlet took an article."""
    edge, copy = REPUBLICATION.alias("below"), ARTICLE.alias("taker")
    below = (
        select(edge.c.id)
        .join(copy, copy.c.id == edge.c.copy_id)
        .where(
            edge.c.source_id == article.c.id,
            nearest(edge),
            or_(
                copy.c.outlet_key != article.c.outlet_key,
                article.c.outlet_key.is_(None),
            ),
        )
    )
    return below.correlate(article).exists()
