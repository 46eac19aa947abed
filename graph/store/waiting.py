"""What waits in the frontier. Reads, and changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from graph.store import turns
from graph.store.frontier import KEPT, Entry
from graph.store.schema import FRONTIER, HOST
from graph.store.turns import stamp

if TYPE_CHECKING:
    from sqlalchemy import Connection


def queued(connection: Connection) -> list[Entry]:
    """Every entry that is queued or leased, in the order of the queue."""
    rows = connection.execute(
        select(*(FRONTIER.c[name] for name in KEPT))
        .where(FRONTIER.c.state.in_(("queued", "leased")))
        .order_by(FRONTIER.c.priority.desc(), FRONTIER.c.position)
    )
    return [Entry(**row) for row in rows.mappings()]


def held(connection: Connection, *, now: datetime) -> frozenset[str]:
    """The hosts that asked to be left alone at that moment."""
    rows = connection.execute(
        select(HOST.c.host).where(
            HOST.c.hold_until > stamp(now), HOST.c.detail != turns.PAUSE
        )
    )
    return frozenset(rows.scalars())


def by_host(connection: Connection) -> dict[str, int]:
    """How many URLs of each host are queued."""
    rows = connection.execute(
        select(FRONTIER.c.host, func.count())
        .where(FRONTIER.c.state == "queued")
        .group_by(FRONTIER.c.host)
    )
    return dict(rows.all())
