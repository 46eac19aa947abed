"""What is left to do when a run ends: names that are one, and large stories' trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.resolve.naming import restate
from graph.resolve.settling import settle_all
from graph.store import sketches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store.engine import Store

_NEW = 0.01
"""Share of the articles that must be new before all names are gone through again."""


def finish(store: Store, *, new: int) -> Iterator[int]:
    """Settle all that is out of date; gives how many articles are left.

    ``new`` is how many articles the run has brought.
    """
    with store.read() as connection:
        known = sketches.count(connection)
    if new and new >= _NEW * known:
        with store.write() as connection:
            restate(connection)
    yield from settle_all(store)
