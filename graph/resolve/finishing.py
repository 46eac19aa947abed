"""What is left to do when a run ends: names that are one, and stories' trees.

What is left is told by the store, not by the run: one that was killed leaves it to
the next.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graph.resolve.at_once import Workers
from graph.resolve.in_order import match_in_order
from graph.resolve.naming import restate
from graph.resolve.settling import settle_all
from graph.store import leanings, notes, sketches, trees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from graph.store.engine import Store

_NEW = 0.01
"""Share of the articles that must be new before all are gone through again."""
_NAMED = "articles whose names were gone through"


def finish(store: Store) -> Iterator[int]:
    """Settle all that is out of date; gives how many articles are left."""
    with Workers(store, os.cpu_count()) as workers:
        with store.write() as connection:
            if _has_grown(connection):
                match_in_order(connection, workers, now=datetime.now(UTC))
                restate(connection)
                notes.note(connection, _NAMED, sketches.count(connection))
        yield from settle_all(store, workers)


def is_unfinished(connection: Connection) -> bool:
    """Whether the last run was ended before it had finished."""
    return bool(
        trees.count_unsettled(connection)
        or leanings.count_due(connection)
        or _has_grown(connection)
    )


def _has_grown(connection: Connection) -> bool:
    """Whether enough articles came since all were gone through."""
    known = sketches.count(connection)
    new = known - notes.number(connection, _NAMED)
    return new > 0 and new >= _NEW * known
