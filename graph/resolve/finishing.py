"""What is left to do when a run ends: names that are one, and large stories' trees.

What is left is told by the store, not by the run: one that was killed leaves it to
the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.resolve.naming import restate
from graph.resolve.processes import Processes
from graph.resolve.settling import settle_all
from graph.store import leanings, notes, sketches, trees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from graph.store.engine import Store

_NEW = 0.01
"""Share of the articles that must be new before all names are gone through again."""
_NAMED = "articles whose names were gone through"


def finish(store: Store) -> Iterator[int]:
    """Settle all that is out of date; gives how many articles are left."""
    with store.write() as connection:
        if _has_names(connection):
            restate(connection)
            notes.note(connection, _NAMED, sketches.count(connection))
    with Processes(store) as processes:
        yield from settle_all(store, processes)


def is_unfinished(connection: Connection) -> bool:
    """Whether the last run was ended before it had finished."""
    return bool(
        trees.count_unsettled(connection)
        or leanings.count_due(connection)
        or _has_names(connection)
    )


def _has_names(connection: Connection) -> bool:
    """Whether enough articles came since all names were gone through."""
    known = sketches.count(connection)
    new = known - notes.number(connection, _NAMED)
    return new > 0 and new >= _NEW * known
