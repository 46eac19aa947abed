"""What one run may ask of services, and what it has asked. No network.

A service is asked only where the user named it. One that fails is told once and left
alone; so is one that was asked as often as a run may. What was still to be asked is
parked in the store, for a run that may.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from crawler.discover.services import SERVICES, service_of
from graph.identity import host_and_port
from graph.model import Outcome
from graph.store import frontier, parking

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from crawler.discover.services import Service
    from crawler.discover.services.terms import Terms
    from graph.store.frontier import Entry

FAILED = frozenset(
    (
        Outcome.ADDRESS,
        Outcome.DNS,
        Outcome.HTTP_ERROR,
        Outcome.ROBOTS,
        Outcome.TIMEOUT,
        Outcome.TLS,
        Outcome.UNREACHABLE,
    )
)
"""Outcomes that tell of the service, not of what it was asked; asked again later."""
PRIORITY = 20
"""Of questions: behind what pages credit."""
PRIORITY_OF_COPIES = 55
"""Of an archive's copies: like the pages in whose place they stand."""
_SOON = timedelta(seconds=30)
"""A service that is held longer is left alone, as no run waits for it."""
_STALE = {"gkg-latest": timedelta(minutes=15), "crawls": timedelta(days=30)}
"""How long a list of files or crawls is the newest."""


class Outside:
    """The services of one run."""

    def __init__(self, chosen: Sequence[Terms] = ()) -> None:
        self.terms = {terms.name: terms for terms in chosen}
        self.notes: list[str] = []
        """What the user should know, a line each."""
        self._asked: Counter[str] = Counter()
        self._over: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def asks(self, name: str) -> Terms | None:
        """The terms of a service that may be asked now; None for any other."""
        return None if name in self._over else self.terms.get(name)

    def open(self, connection: Connection, *, now: datetime) -> None:
        """Take up what earlier runs left of the services that were named."""
        for service in self._named():
            failed = [outcome.value for outcome in FAILED]
            hosts = self.terms[service.name].hosts
            parking.take_up(connection, service.kinds, hosts, failed=failed)
            for kind in service.kinds:
                if kind in _STALE:
                    parking.ask_again(connection, kind, before=now - _STALE[kind])
            self._leave_held(connection, service, hosts, now=now)

    def slots(self) -> dict[str, dict[str, float]]:
        """Scrapy's settings for the services' hosts: redirects keep the pause, too."""
        return {
            host.partition(":")[0]: {"concurrency": 1, "delay": terms.pause}
            for terms in self.terms.values()
            for host in terms.hosts
        }

    def _named(self) -> list[Service]:
        return [service for service in SERVICES if service.name in self.terms]

    def queue(  # noqa: PLR0913 - what makes an entry
        self,
        connection: Connection,
        kind: str,
        urls: Iterable[str],
        *,
        cause: str,
        now: datetime,
        depth: int = 0,
        priority: int = PRIORITY,
    ) -> None:
        """Queue questions to a service that may be asked, and is not held for long."""
        service = service_of(kind)
        if service is None or self.asks(service.name) is None:
            return
        entries = [
            frontier.Entry(
                url=url,
                host=host_and_port(url),
                kind=kind,
                priority=priority,
                depth=depth,
                cause=cause,
            )
            for url in urls
        ]
        hosts = {entry.host for entry in entries}
        if not self._leave_held(connection, service, hosts, now=now):
            frontier.add(connection, entries)

    def _leave_held(
        self,
        connection: Connection,
        service: Service,
        hosts: Iterable[str],
        *,
        now: datetime,
    ) -> bool:
        """Leave a service alone that asked for a long pause; whether it did."""
        for host in sorted(hosts):
            until = parking.held_until(connection, host)
            if until is not None and until - now > _SOON:
                moment = f"{until:%Y-%m-%d %H:%M} UTC"
                self.leave(connection, service, f"asked for a pause until {moment}")
                return True
        return False

    def lets(self, connection: Connection, entry: Entry, *, now: datetime) -> bool:
        """Whether a leased question is asked now; it counts, or is parked.

        The service's host is held until its pause is over, for all runs of the store.
        """
        service = service_of(entry.kind)
        terms = self.asks(service.name) if service else None
        if service is None or terms is None or entry.host not in terms.hosts:
            parking.park_one(connection, entry)
            return False
        if self._asked[terms.name] >= terms.most:
            parking.park_one(connection, entry)
            why = f"{terms.most} requests are the most of a run; run again for the rest"
            self.leave(connection, service, why)
            return False
        self._asked[terms.name] += 1
        until = now + timedelta(seconds=terms.pause)
        detail = f"{terms.name}: {terms.a_minute} requests a minute"
        frontier.hold_host(connection, entry.host, until, detail=detail)
        return True

    def leave(self, connection: Connection, service: Service, why: str) -> None:
        """Ask a service no more in this run, and say so once."""
        if service.name not in self._over:
            self._over.add(service.name)
            self.notes.append(f"{service.name} was left alone: {why}")
        parking.park(connection, service.kinds)
