"""Redirects that lead to another host: it, too, is asked by one worker at a time.

A redirect goes on under the lease of the URL that was asked, and that lease is
of one host. So the other host is taken for as long as the visit may last.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from graph.identity import host_and_port
from graph.store import turns

if TYPE_CHECKING:
    from scrapy import Request

    from graph.store.engine import Store
    from graph.store.frontier import Entry

LONGEST = timedelta(seconds=25)
"""A visit ends with its page; one whose worker died, after this time."""
_PATIENCE = timedelta(seconds=30)
"""So long a redirect waits for a host; two may wait for each other's."""
_AGAIN = timedelta(milliseconds=200)
"""Between two looks at a host that is busy."""


class Visits:
    """The hosts that redirects of this worker lead to."""

    def __init__(self, store: Store, pause: timedelta) -> None:
        self._store = store
        self._pause = pause
        self._ours: defaultdict[str, set[str]] = defaultdict(set)
        self._since: dict[str, datetime] = {}
        self._waiting: dict[str, tuple[str, datetime]] = {}

    @property
    def waited_for(self) -> list[str]:
        """Hosts that a redirect waits for, so that we lease nothing else of them."""
        return [host for host, _ in self._waiting.values()]

    def may_go(self, request: Request, entry: Entry, *, now: datetime) -> bool:
        """Whether a redirect's host may be asked now; it is taken then."""
        host = host_and_port(request.url)
        if host == entry.host or not host or host in self._ours[entry.key]:
            return True
        if now < self._waiting.get(entry.key, (host, now))[1]:
            return False
        self._since.setdefault(entry.key, now)
        with self._store.leasing() as connection:
            free_at = turns.visit(connection, host, until=now + LONGEST, now=now)
        if free_at is None:
            self._ours[entry.key].add(host)
            self._waiting.pop(entry.key, None)
            self._since.pop(entry.key, None)
            return True
        self._waiting[entry.key] = host, max(free_at, now + _AGAIN)
        return False

    def gives_up(self, entry: Entry, *, now: datetime) -> bool:
        """Whether a redirect has waited too long; its URL is queued again then."""
        return now - self._since.get(entry.key, now) > _PATIENCE

    def end(self, entry: Entry, *, now: datetime) -> None:
        """Give back what the redirects of an entry had taken."""
        self._since.pop(entry.key, None)
        self._waiting.pop(entry.key, None)
        ours = self._ours.pop(entry.key, ())
        if ours:
            with self._store.leasing() as connection:
                for host in sorted(ours):
                    turns.leave(connection, host, until=now + self._pause)
