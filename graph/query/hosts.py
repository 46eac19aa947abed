"""What was asked of each host, and how that ended."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from graph.store.schema import FRONTIER, HOST
from graph.store.turns import PAUSE, stamp

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

_READ = frozenset({"kept", "listed"})
"""Outcomes of what was read; every other one is a failure."""


def hosts(connection: Connection, *, now: datetime) -> list[dict[str, Any]]:
    """Every host of the frontier, the most asked first.

    ``host``; ``asked``, how many of its URLs have ended; of those ``read`` and
    ``failed``; ``queued``, those that have not; ``outcomes``, how many ended how,
    the most frequent first; ``held_until``, a moment in UTC until which it is left
    alone, or null; ``robots`` and ``delay``, what its robots.txt told, or null.
    """
    ends: dict[str, Counter[str]] = {}
    queued: Counter[str] = Counter()
    rows = connection.execute(
        select(FRONTIER.c.host, FRONTIER.c.outcome, func.count())
        .group_by(FRONTIER.c.host, FRONTIER.c.outcome)
        .order_by(FRONTIER.c.host)
    )
    for host, outcome, number in rows:
        ended = ends.setdefault(host, Counter())
        if outcome is None:
            queued[host] += number
        else:
            ended[outcome] += number
    told = {row["host"]: row for row in connection.execute(select(HOST)).mappings()}
    order = sorted(ends, key=lambda host: (-ends[host].total(), host))
    return [
        _host(host, ends[host], queued[host], told.get(host, {}), stamp(now))
        for host in order
    ]


def _host(
    host: str, ended: Counter[str], queued: int, told: Mapping[Any, Any], now: str
) -> dict[str, Any]:
    # The pause between any two requests is nothing to tell.
    paused = told.get("detail") == PAUSE
    held = "" if paused else told.get("hold_until") or ""
    return {
        "host": host,
        "asked": ended.total(),
        "read": sum(ended[outcome] for outcome in _READ),
        "failed": sum(n for outcome, n in ended.items() if outcome not in _READ),
        "queued": queued,
        "outcomes": dict(sorted(ended.items(), key=lambda one: (-one[1], one[0]))),
        "held_until": held if held > now else None,
        "robots": told.get("robots"),
        "delay": told.get("delay"),
    }
