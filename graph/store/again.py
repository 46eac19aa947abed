"""Asking again: URLs that go back into the queue. Contains no judgement.

The frontier asks each URL once. What an update asks again and again keeps its one
row: it is queued anew, in one transaction with all else of the update.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from graph.store import frontier
from graph.store.bulk import parts
from graph.store.schema import FRONTIER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, RowMapping

    from graph.store.frontier import Entry

CAUSE = "update"
"""The cause of entries that are asked again: they are asked conditionally."""


def ask(connection: Connection, entries: Sequence[Entry]) -> None:
    """Queue these entries, also those that are done; what is leased is being asked."""
    frontier.add(connection, entries)
    for entry in entries:
        connection.execute(
            update(FRONTIER)
            .where(FRONTIER.c.url_key == entry.key, FRONTIER.c.state != "leased")
            .values(
                state="queued",
                outcome=None,
                url=entry.url,
                host=entry.host,
                priority=entry.priority,
                depth=entry.depth,
                cause=entry.cause,
            )
        )


def ends(connection: Connection, keys: Sequence[str]) -> dict[str, RowMapping]:
    """State, outcome and moment of settling of those that were ever queued, by key."""
    found: dict[str, RowMapping] = {}
    for part in parts(keys):
        rows = connection.execute(
            select(*FRONTIER.c["url_key", "state", "outcome", "settled_at"]).where(
                FRONTIER.c.url_key.in_(part)
            )
        )
        found |= {row["url_key"]: row for row in rows.mappings()}
    return found
