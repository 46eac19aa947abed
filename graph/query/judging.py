"""What stands between two articles, for who judges them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model import Verdict
from graph.query.edges import edges_where
from graph.store.schema import REPUBLICATION

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from graph.query.edges import Edge


def edge_between(
    connection: Connection, source: str, copy: str
) -> dict[str, Any] | None:
    """The edge from one article to another, rejected or not; None for none."""
    found = _between(connection, source, copy)
    if found is None:
        return None
    same = "id relation declared inferred verdict reasons".split()
    return {name: getattr(found, name) for name in same}


def stands_only_back(connection: Connection, source: str, copy: str) -> bool:
    """Whether an edge stands the other way round, and none this way."""
    there = _between(connection, source, copy)
    back = _between(connection, copy, source)
    return not _stands(there) and _stands(back)


def _between(connection: Connection, source: str, copy: str) -> Edge | None:
    ends = (REPUBLICATION.c.source_id == source, REPUBLICATION.c.copy_id == copy)
    return next(iter(edges_where(connection, *ends)), None)


def _stands(edge: Edge | None) -> bool:
    return edge is not None and edge.verdict != Verdict.REJECTED.value
