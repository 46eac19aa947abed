"""What waits in the frontier. Reads, and changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from graph.store.frontier import Entry
from graph.store.schema import FRONTIER, HOST

if TYPE_CHECKING:
    from sqlalchemy import Connection


def queued(connection: Connection) -> list[Entry]:
    """Every entry that is queued or leased, in the order of the queue."""
    names = list(Entry.__dataclass_fields__)
    rows = connection.execute(
        select(*(FRONTIER.c[name] for name in names))
        .where(FRONTIER.c.state != "done")
        .order_by(FRONTIER.c.priority.desc(), FRONTIER.c.position)
    )
    return [Entry(**row) for row in rows.mappings()]


def held(connection: Connection, *, now: datetime) -> frozenset[str]:
    """The hosts that are left alone at that moment."""
    moment = now.astimezone(UTC).isoformat(timespec="milliseconds")
    rows = connection.execute(select(HOST.c.host).where(HOST.c.hold_until > moment))
    return frozenset(rows.scalars())
