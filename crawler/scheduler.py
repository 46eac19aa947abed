"""Scrapy's scheduler over the store: what is asked next is leased from the frontier."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.utils.asyncio import create_looping_call

from crawler.held import Held
from crawler.visits import Visits
from graph.errors import WhenceError
from graph.store import frontier, hosts, turns, workers

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from sqlalchemy import Connection

    from crawler.spiders.whence import WhenceSpider
    from graph.store.engine import Store
    from graph.store.frontier import Entry

_BATCH = 16
_MOST_UNDER_WAY = 128
"""Entries that are handed out and not settled, on however many hosts."""
_LONGEST_WAIT = timedelta(seconds=30)
"""A host held longer than this is not waited for: the run ends, the next asks."""
_PAUSE = timedelta(seconds=1)
"""Between two looks at a frontier that had nothing to give."""
_RENEW = frontier.LEASE_SECONDS / 4
"""Seconds between two signs of life; a lease outlasts three that fail to come."""


class Frontier(BaseScheduler):
    """Leases URLs from the store, one a host; redirects and retries stay here."""

    spider: WhenceSpider
    _store: Store
    _visits: Visits
    _began: datetime

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._again: deque[Request] = deque()
        self._leased: deque[Entry] = deque()
        self._held = Held()
        self._asked: Counter[str] = Counter()
        self._empty_until: datetime | None = None
        self._worker = workers.worker_name()
        self._delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._renewing: Any = None
        self._look: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Join the workers of this store, and queue the seeds."""
        self.spider = spider  # type: ignore[assignment]
        self._store = self.spider.store
        self._visits = Visits(self._store, timedelta(seconds=self._delay))
        now = _now()
        with self._store.write() as connection:
            self._began = workers.join(connection, self._worker, now=now)
            workers.give_back_dead(connection, now=now, pause=self._delay)
            hosts.ask_again(connection, now=now)
            frontier.add(connection, self.spider.seeds, since=self._began)
        self._renewing = create_looping_call(self._renew)
        self._renewing.start(_RENEW, now=False)

    def close(self, reason: str) -> None:
        """Give back what was leased and not asked."""
        del reason
        if self._renewing is not None:
            self._renewing.stop()
        if self._look is not None:
            self._look.cancel()
        self._give_back()
        with self._store.write() as connection:
            for request in self._again:
                frontier.give_back(connection, request.cb_kwargs["entry"])
            workers.leave(connection, self._worker)

    def _give_back(self) -> None:
        """Give back what was leased and is not asked any more."""
        with self._store.write() as connection:
            while self._leased:
                frontier.give_back(connection, self._leased.popleft())

    def enqueue_request(self, request: Request) -> bool:
        """Take a redirect or a retry; it goes on under its entry's lease."""
        self._again.append(request)
        return True

    def has_pending_requests(self) -> bool:
        """Whether something can be asked now or soon."""
        if self._again or self._leased:
            return True
        if self.spider.spent or self.spider.fault:
            return False
        try:
            return bool(self._held) or self._is_waiting()
        except WhenceError as error:
            self.spider.give_up(error)
            return False

    def _is_waiting(self) -> bool:
        now = _now()
        with self._store.leasing() as connection:
            # Another crawl of this store may have died since.
            self._give_back_dead(connection, now)
        with self._store.read() as connection:
            if frontier.any_left(connection, "leased"):
                return True
            if not frontier.any_left(connection, "queued"):
                return False
            until = frontier.held_until(connection, now=now)
            return (
                (until is not None and until - now < _LONGEST_WAIT)
                or frontier.askable(
                    connection, now=now, spent=self._spent(), only=self._only()
                )
                or turns.first_free(connection, now=now, asked_for=False) is not None
            )

    def next_request(self) -> Request | None:
        """The next request, or None while every host is busy, held or done."""
        try:
            return self._redirected() or self._next()
        except WhenceError as error:
            self.spider.give_up(error)
        except Exception as error:
            # Scrapy would ask again without end, and nothing would be asked.
            self.spider.logger.exception("the frontier could not be asked")
            fault = f"the frontier could not be asked: {type(error).__name__} in Whence"
            self.spider.give_up(WhenceError(fault))
        return None

    def _redirected(self) -> Request | None:
        """A redirect or a retry whose host may be asked."""
        for _ in range(len(self._again)):
            request, now = self._again.popleft(), _now()
            entry: Entry = request.cb_kwargs["entry"]
            if self._visits.may_go(request, entry, now=now):
                return request
            if not self._visits.gives_up(entry, now=now):
                self._again.append(request)
                self._look_again(now)
                continue
            with self._store.write() as connection:
                frontier.give_back(connection, entry)
            self.wake(entry)
        return None

    def _next(self) -> Request | None:
        if len(self._held) >= _MOST_UNDER_WAY:
            return None
        if not self._leased:
            self._lease()
        if self._leased and self.spider.spent:
            self._give_back()
        while self._leased:
            entry = self._leased.popleft()
            request = self.spider.request(entry)
            if request is not None:
                self._held.ask(entry)
                return request
        return None

    @property
    def under_way(self) -> int:
        """How many entries were handed out and are not settled."""
        return len(self._held)

    def answered(self, entry: Entry) -> None:
        """Let the next page of its host be asked while this one is read and kept."""
        with self._store.read() as connection:
            free = frontier.free_from(connection, entry, now=_now())
        self._held.answered(entry, free)
        self._empty_until = None
        asyncio.get_running_loop().call_soon(self._looked_for)

    def wake(self, entry: Entry | None) -> None:
        """Look at the frontier again: an entry was settled, or URLs were queued."""
        if entry is not None:
            self._held.end(entry)
            self._visits.end(entry, now=_now())
        self._empty_until = None

    def _lease(self) -> None:
        now = _now()
        if self.spider.spent or (self._empty_until and now < self._empty_until):
            return
        with self._store.leasing() as connection:
            leased = frontier.lease(
                connection,
                self._worker,
                limit=self._batch(),
                now=now,
                spent=self._spent(),
                only=self._only(),
                pause=self._delay,
                held=self._held.free(now),
            )
        for entry in leased:
            self._asked[entry.host] += 1
            self._leased.append(entry)
        self._empty_until = None if leased else self._look_again(now)

    def _look_again(self, now: datetime) -> datetime:
        """Ask for requests when the next host is free; gives when that is."""
        with self._store.read() as connection:
            free = turns.first_free(connection, now=now)
        known = (now + _PAUSE, free, self._held.first_free(now))
        soon = min(one for one in known if one)
        if self._look is not None:
            self._look.cancel()
        seconds = (soon - now).total_seconds()
        loop = asyncio.get_running_loop()
        self._look = loop.call_later(seconds, self._looked_for)
        return soon

    def _looked_for(self) -> None:
        """Hand the engine what there is now: it looks by itself in five seconds."""
        self._look, self._empty_until = None, None
        engine = self._crawler.engine
        if engine is None or not engine.running or engine.needs_backout():
            return
        request = self.next_request()
        if request is not None:
            engine.crawl(request)

    def _renew(self) -> None:
        """Give a sign of life, and take back what the dead had leased."""
        now = _now()
        try:
            with self._store.leasing() as connection:
                workers.renew(connection, self._worker, began=self._began, now=now)
                self._give_back_dead(connection, now)
        except WhenceError as error:
            self.spider.give_up(error)

    def _give_back_dead(self, connection: Connection, now: datetime) -> None:
        workers.give_back_dead(
            connection, now=now, pause=self._delay, living=self._worker
        )

    def _spent(self) -> list[str]:
        """Hosts that were asked as often as this run may, or that a redirect awaits."""
        most = self.spider.limits.per_host
        spent = [host for host, asked in self._asked.items() if most and asked >= most]
        return [*spent, *self._visits.waited_for]

    def _only(self) -> list[str] | None:
        """The hosts that are left to ask, once they are as many as this run may."""
        most = self.spider.limits.hosts
        return list(self._asked) if most and len(self._asked) >= most else None

    def _batch(self) -> int:
        """How much to lease: no more hosts than this run may still meet."""
        new = self.spider.limits.hosts - len(self._asked)
        return min(_BATCH, new) if new > 0 else _BATCH


def _now() -> datetime:
    return datetime.now(UTC)
