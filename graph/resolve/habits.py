"""Habits: which outlets take from which, as their own credits tell.

Who took twenty articles from one outlet and none from another will have taken the
twenty-first from the first, where nothing else tells the two apart. Only what pages
declare counts, so that no guess rests on guesses, and the order in which articles
come does not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from graph.model import Verdict
from graph.store import counts, trees
from graph.store.schema import ARTICLE, HABIT, OVERLAP, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection


def refresh(connection: Connection) -> None:
    """Count the habits anew, and unsettle the articles for which they may matter."""
    changed = counts.replace(connection, HABIT, _counted(connection))
    if changed:
        trees.unsettle(connection, _touched(connection, changed))


def _counted(connection: Connection) -> dict[tuple[str, ...], tuple[int]]:
    source, copy, edge = ARTICLE.alias("source"), ARTICLE.alias("copy"), REPUBLICATION.c
    taken = func.coalesce(source.c.outlet_key, edge.source_outlet)
    counted = (
        select(taken, copy.c.outlet_key, func.count(edge.copy_id.distinct()))
        .outerjoin(source, source.c.id == edge.source_id)
        .join(copy, copy.c.id == edge.copy_id)
        .where(
            edge.declared,
            edge.verdict != Verdict.REJECTED.value,
            taken != copy.c.outlet_key,
        )
        .group_by(taken, copy.c.outlet_key)
    )
    return {(s, c): (counts.step(n),) for s, c, n in connection.execute(counted)}


def _touched(connection: Connection, changed: Collection[tuple[str, ...]]) -> set[str]:
    """Articles that share text with one of an outlet they have a new habit of."""
    source, copy = ARTICLE.alias("source"), ARTICLE.alias("copy")
    shared = select(source.c.outlet_key, copy.c.outlet_key, OVERLAP.c.copy_id)
    shared = shared.join(source, source.c.id == OVERLAP.c.source_id)
    shared = shared.join(copy, copy.c.id == OVERLAP.c.copy_id)
    found = set()
    for one, other, identity in connection.execute(shared.where(OVERLAP.c.joins)):
        if (one, other) in changed or (other, one) in changed:
            found.add(identity)
    return found
