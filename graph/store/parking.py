"""Questions to services outside: parked while none may be asked. No judgement.

A question that this run may not ask is neither done nor queued, but ``parked``: no
worker leases it, and a run that may ask takes it up again.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from graph.store.schema import FRONTIER, HOST
from graph.store.turns import stamp

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from graph.store.frontier import Entry

PARKED = "parked"
"""The state of an entry that waits for a run that may ask it."""


def park(connection: Connection, kinds: Collection[str]) -> int:
    """Park all that is queued of these kinds; gives how many that were."""
    done = connection.execute(
        update(FRONTIER)
        .where(FRONTIER.c.kind.in_(kinds), FRONTIER.c.state == "queued")
        .values(state=PARKED)
    )
    return done.rowcount


def park_one(connection: Connection, entry: Entry) -> None:
    """Park an entry that was leased."""
    connection.execute(
        update(FRONTIER)
        .where(FRONTIER.c.url_key == entry.key)
        .values(state=PARKED, owner=None, lease_until=None)
    )


def take_up(
    connection: Connection,
    kinds: Collection[str],
    hosts: Collection[str],
    *,
    failed: Collection[str],
) -> None:
    """Queue what is parked of these kinds and hosts, and what ended with a failure."""
    again = FRONTIER.c.kind.in_(kinds) & FRONTIER.c.host.in_(hosts)
    connection.execute(
        update(FRONTIER)
        .where(
            again,
            (FRONTIER.c.state == PARKED)
            | ((FRONTIER.c.state == "done") & FRONTIER.c.outcome.in_(failed)),
        )
        .values(state="queued", outcome=None, detail="")
    )


def ask_again(connection: Connection, kind: str, *, before: datetime) -> None:
    """Queue what was asked of this kind before a moment, since it may have changed."""
    connection.execute(
        update(FRONTIER)
        .where(
            FRONTIER.c.kind == kind,
            FRONTIER.c.state == "done",
            FRONTIER.c.settled_at < stamp(before),
        )
        .values(state="queued", outcome=None, detail="")
    )


def is_waiting(connection: Connection, cause: str, kinds: Collection[str]) -> bool:
    """Whether something of these kinds that one address led to is not settled."""
    waiting = select(FRONTIER.c.position).where(
        FRONTIER.c.cause == cause,
        FRONTIER.c.kind.in_(kinds),
        FRONTIER.c.state.in_(["queued", "leased"]),
    )
    return connection.execute(waiting.limit(1)).first() is not None


def held_until(connection: Connection, host: str) -> datetime | None:
    """Until when a host is left alone, if a hold of it was ever noted."""
    held = select(HOST.c.hold_until).where(HOST.c.host == host)
    found = connection.execute(held).scalar_one_or_none()
    return datetime.fromisoformat(found) if found else None
