"""Pages that are gone, and what archives were asked of them. Contains no judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from graph.model import Outcome
from graph.store.parking import PARKED
from graph.store.schema import ARTICLE, FRONTIER, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection


def unasked(  # noqa: PLR0913 - what tells the pages that are asked for
    connection: Connection,
    kind: str,
    outcomes: Collection[str],
    *,
    failed: Collection[str],
    depth: int,
    limit: int,
) -> list[tuple[str, int]]:
    """(address, depth) of pages that ended so and led to nothing of this kind yet.

    Those nearest to a seed first, at most so far from one. What is parked or has
    ``failed`` does not count: it may have been asked elsewhere.
    """
    asked = select(FRONTIER.c.cause).where(
        FRONTIER.c.kind == kind,
        FRONTIER.c.state != PARKED,
        or_(FRONTIER.c.outcome.is_(None), FRONTIER.c.outcome.not_in(failed)),
    )
    rows = connection.execute(
        select(FRONTIER.c.url, FRONTIER.c.depth)
        .where(
            FRONTIER.c.kind == "page",
            FRONTIER.c.state == "done",
            FRONTIER.c.outcome.in_(outcomes),
            FRONTIER.c.depth <= depth,
            FRONTIER.c.url.not_in(asked),
        )
        .order_by(FRONTIER.c.depth, FRONTIER.c.position)
        .limit(limit)
    )
    return [(url, depth) for url, depth in rows]


def copied(
    connection: Connection, kinds: Collection[str], outcomes: Collection[str]
) -> list[tuple[str, str]]:
    """(address, address of the copy) of pages that ended so though a copy was kept."""
    page, copy = FRONTIER.alias("page"), FRONTIER.alias("copy")
    rows = connection.execute(
        select(page.c.url, copy.c.url)
        .join(copy, copy.c.cause == page.c.url)
        .where(
            page.c.kind == "page",
            page.c.state == "done",
            page.c.outcome.in_(outcomes),
            copy.c.kind.in_(kinds),
            copy.c.outcome == Outcome.KEPT.value,
        )
        .order_by(page.c.position, copy.c.position)
    )
    return [(url, place) for url, place in rows]


def credited_since(connection: Connection, identity: str) -> str | None:
    """The first date, in ISO 8601, of those that credit an article; None for none."""
    found = connection.execute(
        select(func.min(ARTICLE.c.published_value))
        .join(REPUBLICATION, REPUBLICATION.c.copy_id == ARTICLE.c.id)
        .where(REPUBLICATION.c.source_id == identity)
    )
    first: str | None = found.scalar_one_or_none()
    return first
