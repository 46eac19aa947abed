"""Habits: which outlets take from which, as their own credits tell.

Who took twenty articles from one outlet and none from another will have taken the
twenty-first from the first, where nothing else tells the two apart. What pages declare
is counted, and beside it what those seem to have taken that declare nothing
(:mod:`graph.resolve.leaning`). Neither depends on the order in which articles come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, union_all

from graph.model import Verdict
from graph.store import counts, leanings, trees
from graph.store.schema import (
    ARTICLE,
    HABIT,
    INCLINATION,
    OVERLAP,
    PARALLEL,
    REPUBLICATION,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection


def refresh(connection: Connection) -> None:
    """Count the habits anew, and unsettle the articles for which they may matter."""
    changed = counts.replace(connection, HABIT, _counted(connection))
    if changed:
        trees.unsettle(connection, _touched(connection, changed))


def lean(connection: Connection) -> None:
    """Count anew what leanings tell; only trees may change by it, no leaning does."""
    sums = leanings.summed(connection)
    counted: dict[tuple[str, ...], tuple[float, ...]] = {
        (s, c): (counts.part_step(round(n, 6)),) for (s, c), n in sums.items()
    }
    changed = counts.replace(connection, INCLINATION, counted)
    if changed:
        trees.resettle(connection, _touched(connection, changed))


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
    pair, tongues = OVERLAP.c, PARALLEL.c
    shared = union_all(
        select(pair.source_id, pair.copy_id).where(pair.joins),
        select(tongues.one_id, tongues.other_id),
    ).subquery()
    first, second = shared.c
    source, copy = ARTICLE.alias("source"), ARTICLE.alias("copy")
    outlets = select(source.c.outlet_key, copy.c.outlet_key, second)
    outlets = outlets.join(source, source.c.id == first)
    outlets = outlets.join(copy, copy.c.id == second)
    found = set()
    for one, other, identity in connection.execute(outlets):
        if (one, other) in changed or (other, one) in changed:
            found.add(identity)
    return found
