"""What is known of hosts besides their URLs: how robots.txt was decided, and delays."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from graph.store.rows import upsert
from graph.store.schema import FRONTIER, HOST
from graph.store.turns import stamp

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NEVER_HELD = ""
"""Before every moment that a host may be held until."""
_REMEMBERED = timedelta(hours=24)
"""RFC 9309, 2.4: what is known of robots.txt should not be used for longer."""


class Decision(StrEnum):
    """What became of asking a host for its robots.txt (RFC 9309, 2.3.1)."""

    RULES = "rules"
    """It has rules, and they are kept."""
    EMPTY = "empty"
    """It was answered, and holds no rules: HTML, nothing, an unknown encoding."""
    NONE = "none"
    """There is none (4xx): everything is allowed."""
    CLOSED = "closed"
    """401 or 403, which the standard reads as none."""
    PAUSE = "pause"
    """429, or 503 with ``Retry-After``: the host is left alone that long."""
    ERROR = "error"
    """5xx or another status: nothing is allowed in this run."""
    UNREACHABLE = "unreachable"
    """No whole answer came: nothing is allowed in this run."""
    SLOW = "slow"
    """It asks for a longer delay than is waited for: the host is skipped."""


_FAILED = (Decision.ERROR, Decision.UNREACHABLE)


def decided(
    connection: Connection,
    host: str,
    decision: Decision,
    *,
    delay: float | None = None,
) -> None:
    """Note how a host's robots.txt was decided, and the seconds it asks for."""
    row = {
        "host": host,
        "hold_until": _NEVER_HELD,
        "robots": decision.value,
        "delay": delay,
    }
    upsert(connection, HOST, [row], update=("robots", "delay"))


def ask_again(connection: Connection, *, now: datetime) -> int:
    """Queue what was not asked since robots.txt could not be; gives the number.

    What is younger than 24 hours stays as it ended.
    """
    failed = select(HOST.c.host).where(HOST.c.robots.in_([d.value for d in _FAILED]))
    again = connection.execute(
        update(FRONTIER)
        .where(
            FRONTIER.c.state == "done",
            FRONTIER.c.host.in_(failed),
            FRONTIER.c.detail.startswith("robots.txt: "),
            FRONTIER.c.settled_at < stamp(now - _REMEMBERED),
        )
        .values(state="queued", outcome=None, detail="")
    )
    return again.rowcount


def decisions(connection: Connection) -> dict[str, int]:
    """How many hosts were decided in each way, the most frequent first."""
    rows = connection.execute(
        select(HOST.c.robots, func.count())
        .where(HOST.c.robots.is_not(None))
        .group_by(HOST.c.robots)
        .order_by(func.count().desc(), HOST.c.robots)
    )
    return dict(rows.all())


def skipped(connection: Connection) -> dict[str, float]:
    """Hosts that ask for a longer delay than is waited for, with its seconds."""
    rows = connection.execute(
        select(HOST.c.host, HOST.c.delay)
        .where(HOST.c.robots == Decision.SLOW.value)
        .order_by(HOST.c.host)
    )
    return dict(rows.all())
