"""What an answer rests on: what was read, refused, failed and not yet asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from graph.model import Outcome, Status
from graph.store import frontier
from graph.store.schema import ARTICLE, FRONTIER

if TYPE_CHECKING:
    from sqlalchemy import Connection

REFUSED = (Outcome.ROBOTS, Outcome.ADDRESS, Outcome.REDIRECT_REFUSED)
"""The outcomes of hosts that were not asked, or would not have us."""


def coverage(connection: Connection) -> dict[str, Any]:
    """Counts of what the store has seen, to be read next to any answer."""
    waiting = frontier.counts(connection)
    return {
        **articles(connection),
        "queued": waiting["queued"] + waiting["leased"],
        "outcomes": frontier.outcomes(connection),
        "hosts_refused": len(refused_hosts(connection)),
    }


def articles(connection: Connection) -> dict[str, int]:
    """How many articles were read, and how many are only pointed at."""
    rows = select(ARTICLE.c.status, func.count().label("number"))
    grouped = connection.execute(rows.group_by(ARTICLE.c.status))
    found = {row.status: row.number for row in grouped}
    return {status.value: found.get(status.value, 0) for status in Status}


def refused_hosts(connection: Connection) -> list[str]:
    """The hosts with a page that was refused, in order."""
    refused = FRONTIER.c.outcome.in_([outcome.value for outcome in REFUSED])
    rows = select(FRONTIER.c.host).where(refused).distinct()
    return list(connection.execute(rows.order_by(FRONTIER.c.host)).scalars())
