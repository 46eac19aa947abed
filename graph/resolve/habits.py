"""Habits: which outlets take from which, as their own credits tell.

Who took twenty articles from one outlet and none from another will have taken the
twenty-first from the first, where nothing else tells the two apart. Only what pages
declare counts, so that no guess rests on guesses, and the order in which articles
come does not matter. Counts are kept in steps of two: a story is settled again when
a habit has doubled, not with every credit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from graph.model import Verdict
from graph.store import bulk, trees
from graph.store.schema import ARTICLE, HABIT, OVERLAP, REPUBLICATION

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    Habits = dict[tuple[str, str], int]


def refresh(connection: Connection) -> None:
    """Count the habits anew, and unsettle the articles for which they may matter."""
    new, old = _counted(connection), _known(connection)
    changed = {pair for pair in {*new, *old} if new.get(pair) != old.get(pair)}
    if not changed:
        return
    connection.execute(delete(HABIT))
    rows = [(source, copy, count) for (source, copy), count in sorted(new.items())]
    bulk.insert(connection, HABIT, ("source_outlet", "copy_outlet", "count"), rows)
    trees.unsettle(connection, _touched(connection, changed))


def _counted(connection: Connection) -> Habits:
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
    return {(s, c): _step(count) for s, c, count in connection.execute(counted)}


def _step(count: int) -> int:
    """The greatest power of two that a count has reached."""
    return 1 << (count.bit_length() - 1)


def _known(connection: Connection) -> Habits:
    return {(s, c): count for s, c, count in connection.execute(select(HABIT))}


def _touched(connection: Connection, changed: Collection[tuple[str, str]]) -> set[str]:
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
