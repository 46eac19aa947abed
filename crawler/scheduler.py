"""Scrapy's scheduler over the store: what is asked next is leased from the frontier."""

from __future__ import annotations

from collections import Counter, deque
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler

from graph.errors import WhenceError
from graph.store import frontier

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

    from crawler.spiders.whence import WhenceSpider
    from graph.store.frontier import Entry

_BATCH = 16
_LONGEST_WAIT = timedelta(seconds=30)
"""A host held longer than this is not waited for: the run ends, the next asks."""
_PAUSE = timedelta(seconds=1)
"""Between two looks at a frontier that had nothing to give."""


class Frontier(BaseScheduler):
    """Leases URLs from the store, one a host; redirects and retries stay here."""

    spider: WhenceSpider

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._again: deque[Request] = deque()
        self._leased: deque[Entry] = deque()
        self._under_way: set[str] = set()
        self._asked: Counter[str] = Counter()
        self._empty_until: datetime | None = None
        self._worker = frontier.worker_name()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Take back what dead workers had leased, and queue the seeds."""
        self.spider = spider  # type: ignore[assignment]
        with self.spider.store.write() as connection:
            frontier.give_back_dead(connection, now=_now())
            frontier.add(connection, self.spider.seeds)

    def close(self, reason: str) -> None:
        """Give back what was leased and not asked."""
        del reason
        with self.spider.store.write() as connection:
            for entry in self._leased:
                frontier.give_back(connection, entry)
            for request in self._again:
                frontier.give_back(connection, request.cb_kwargs["entry"])

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
            return self._is_waiting()
        except WhenceError as error:
            self.spider.give_up(error)
            return False

    def _is_waiting(self) -> bool:
        if self._under_way:
            return True
        with self.spider.store.write() as connection:
            # Another crawl of this store may have died since.
            frontier.give_back_dead(connection, now=_now())
        with self.spider.store.read() as connection:
            counts = frontier.counts(connection)
            if not counts["queued"]:
                return counts["leased"] > 0
            until = frontier.held_until(connection, now=_now())
            return (
                frontier.askable(connection, now=_now(), spent=self._spent())
                or counts["leased"] > 0
                or (until is not None and until - _now() < _LONGEST_WAIT)
            )

    def next_request(self) -> Request | None:
        """The next request, or None while every host is busy, held or done."""
        if self._again:
            return self._again.popleft()
        if not self._leased:
            try:
                self._lease()
            except WhenceError as error:
                self.spider.give_up(error)
        while self._leased:
            request = self.spider.request(self._leased.popleft())
            if request is not None:
                self._under_way.add(request.cb_kwargs["entry"].key)
                return request
        return None

    @property
    def under_way(self) -> int:
        """How many entries were handed out and are not settled."""
        return len(self._under_way)

    def wake(self, entry: Entry | None) -> None:
        """Look at the frontier again: an entry was settled, or URLs were queued."""
        if entry is not None:
            self._under_way.discard(entry.key)
        self._empty_until = None

    def _lease(self) -> None:
        now = _now()
        if self.spider.spent or (self._empty_until and now < self._empty_until):
            return
        with self.spider.store.write() as connection:
            leased = frontier.lease(
                connection, self._worker, limit=_BATCH, now=now, spent=self._spent()
            )
        for entry in leased:
            self._asked[entry.host] += 1
            self._leased.append(entry)
        self._empty_until = None if leased else now + _PAUSE

    def _spent(self) -> list[str]:
        """Hosts that were asked as often as this run may."""
        most = self.spider.limits.per_host
        return [host for host, asked in self._asked.items() if most and asked >= most]


def _now() -> datetime:
    return datetime.now(UTC)
