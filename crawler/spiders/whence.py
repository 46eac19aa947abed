"""The spider: lease, fetch, keep, read, settle. One page, one transaction.

It decides nothing about attribution: what a page says is read by
:mod:`crawler.extract` in a worker process, what follows from it is decided by
:mod:`crawler.follow` and :mod:`graph.resolve`.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, Spider, signals
from scrapy.exceptions import DontCloseSpider, DownloadFailedError
from scrapy.utils.asyncio import create_looping_call

from crawler import follow
from crawler.door.failures import outcome_of, outcome_of_answer
from crawler.door.pace import Later, hold_until
from crawler.spiders.limits import Limits, Tally
from crawler.workers import job_of
from graph.errors import WhenceError
from graph.identity import clean_url, outlet_key, same_outlet
from graph.model import Outcome
from graph.resolve import stage
from graph.store import frontier, write

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from sqlalchemy import Connection
    from twisted.python.failure import Failure

    from crawler.archive import Archive
    from crawler.follow import Plan
    from crawler.workers import Workers
    from graph.model import Article, Snapshot
    from graph.store.engine import Store
    from graph.store.frontier import Entry

_TICK = 0.3
"""Seconds between two looks at the tally."""
_MOST_WIDENINGS = 6
"""Rounds of looking further down; each asks outlets that the last one brought."""


class WhenceSpider(Spider):
    """Fetches what the frontier leases, and puts back what it leads to."""

    name = "whence"

    def __init__(  # noqa: PLR0913 - what a run is made of, by name
        self,
        *,
        store: Store,
        archive: Archive,
        workers: Workers,
        seeds: Sequence[Entry] = (),
        plan: Plan,
        limits: Limits,
        progress: Callable[[Tally], None] | None = None,
        **rest: Any,  # noqa: ANN401 - Scrapy's own
    ) -> None:
        super().__init__(**rest)
        self.store = store
        self.archive = archive
        self.workers = workers
        self.seeds = seeds
        self.plan = plan
        self.limits = limits
        self.tally = Tally()
        self._progress = progress
        self._ticking: Any = None
        self._asked = 0
        self._widened = 0
        self.fault: WhenceError | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **known: Any) -> Self:  # noqa: ANN401
        """Built by Scrapy."""
        spider = super().from_crawler(crawler, *args, **known)
        crawler.signals.connect(spider.on_idle, signal=signals.spider_idle)
        crawler.signals.connect(spider.on_open, signal=signals.spider_opened)
        crawler.signals.connect(spider.on_close, signal=signals.spider_closed)
        return spider

    @property
    def spent(self) -> bool:
        """Whether this run's budget of pages is used up."""
        return bool(self.limits.pages) and self._asked >= self.limits.pages

    async def start(self) -> AsyncIterator[Request]:
        """Nothing: the scheduler has the seeds."""
        return
        yield  # what makes it the generator that Scrapy asks for

    def request(self, entry: Entry) -> Request | None:
        """The request for a leased entry; None for one that can't be made."""
        self._asked += entry.kind == "page"
        if clean_url(entry.url) is None:
            self._settle(entry, Outcome.BAD_URL, None, detail="not a URL")
            return None
        return Request(
            entry.url,
            callback=self.answered,
            errback=self.failed,
            cb_kwargs={"entry": entry},
            dont_filter=True,
        )

    def on_open(self) -> None:
        """Tell the progress line how far we are, a few times a second."""
        if self._progress is not None:
            self._ticking = create_looping_call(self._progress, self.tally)
            self._ticking.start(_TICK)

    def on_close(self) -> None:
        """Tell it a last time."""
        if self._progress is not None:
            self._ticking.stop()
            self.tally.ended = True
            self._progress(self.tally)

    def on_idle(self) -> None:
        """When nothing is left to ask, look further; close when that gives nothing."""
        if self.spent or self._widened >= _MOST_WIDENINGS:
            return
        self._widened += 1
        if self._widen():
            self._wake(None)
            self._go_on()
            raise DontCloseSpider

    def _widen(self) -> bool:
        try:
            with self.store.write() as connection:
                return follow.widen(connection, self.plan, now=_now())
        except WhenceError as error:
            self.give_up(error)
            return False

    def _go_on(self) -> None:
        """Hand the engine a request, or it would look again only in five seconds."""
        engine = self.crawler.engine
        if engine and engine.scheduler and (request := engine.scheduler.next_request()):
            engine.crawl(request)

    async def answered(self, response: Response, entry: Entry) -> None:
        """Read an answer in a worker, then settle it in one transaction.

        What fails in that is our fault: it costs this page, not the crawl. Only
        a store that can't be written ends the run.
        """
        try:
            await self._read(response, entry)
        except WhenceError as error:
            self.give_up(error)
        except Exception as error:
            self.logger.exception("%s could not be settled", entry.key)
            self._end_broken(entry, error)
        self._wake(entry)

    async def _read(self, response: Response, entry: Entry) -> None:
        snapshot: Snapshot = response.meta["whence_snapshot"]
        held = hold_until(response, now=_now())
        if held is not None:
            self._hold(entry, held, detail=f"HTTP {response.status}")
        elif ended := outcome_of_answer(response):
            self._settle(entry, ended[0], snapshot, detail=ended[1])
        elif entry.kind == "page":
            await self._article(response, entry, snapshot)
        else:
            await self._list(response, entry, snapshot)

    async def _article(
        self, response: Response, entry: Entry, snapshot: Snapshot
    ) -> None:
        article = await self.workers.article(job_of(response))
        self.tally.pages += 1
        if article.outcome is not Outcome.KEPT:
            self._settle(entry, article.outcome, snapshot)
            return
        self.tally.articles += 1
        self.tally.claims += len(article.claims)
        now = _now()
        with self.store.write() as connection:
            self._keep(connection, article, entry, snapshot, now)
            frontier.settle(connection, entry, Outcome.KEPT, now=now)

    def _keep(
        self,
        connection: Connection,
        article: Article,
        entry: Entry,
        snapshot: Snapshot,
        now: datetime,
    ) -> None:
        number = write.put_snapshot(connection, snapshot)
        identity = write.put_article(
            connection, article, now=now, snapshot=number, asked=entry.url
        )
        stage.resolve(connection, identity, now=now)
        follow.after_article(connection, identity, entry, self.plan, article.copies)

    async def _list(self, response: Response, entry: Entry, snapshot: Snapshot) -> None:
        # A list that moved to another outlet is that outlet's, not this one's.
        ours = same_outlet(response.url, entry.url)
        answer = await self.workers.list(entry.kind, job_of(response)) if ours else None
        if answer is None:
            outcome = Outcome.TOO_SLOW if ours else Outcome.REDIRECT_REFUSED
            self._settle(entry, outcome, snapshot)
            return
        self.tally.lists += 1
        now = _now()
        with self.store.write() as connection:
            write.put_snapshot(connection, snapshot)
            write.put_listing(connection, entry.key, answer.candidates)
            frontier.settle(connection, entry, Outcome.LISTED, now=now)
            write.put_neighbours(connection, outlet_key(entry.url), answer.neighbours)
            follow.after_list(connection, entry, answer)

    def failed(self, failure: Failure) -> None:
        """Settle what brought no answer, with the word for why."""
        entry: Entry = failure.request.cb_kwargs["entry"]  # type: ignore[attr-defined]
        error = failure.value or DownloadFailedError()
        try:
            self._settle_failed(entry, error)
        except WhenceError as fault:
            self.give_up(fault)
        except Exception as fault:
            self.logger.exception("%s could not be settled", entry.key)
            self._end_broken(entry, fault)
        self._wake(entry)

    def _settle_failed(self, entry: Entry, error: BaseException) -> None:
        if isinstance(error, WhenceError):
            raise error
        if isinstance(error, Later):
            self._hold(entry, error.until, detail=error.detail)
        else:
            outcome, detail = outcome_of(error)
            self._settle(entry, outcome, None, detail=detail)

    def give_up(self, error: WhenceError) -> None:
        """End the run: the store or the archive can't be written."""
        engine = self.crawler.engine
        if self.fault is None and engine is not None:
            self.fault = error
            closing = engine.close_spider_async(reason="fault")
            self._closing = asyncio.ensure_future(closing)

    def _end_broken(self, entry: Entry, error: Exception) -> None:
        """Settle the entry and nothing else, as what follows from it failed."""
        detail, now = f"{type(error).__name__} in Whence", _now()
        try:
            with self.store.write() as connection:
                frontier.settle(
                    connection, entry, Outcome.BROKEN, now=now, detail=detail
                )
        except WhenceError as fault:
            self.give_up(fault)

    def _settle(
        self,
        entry: Entry,
        outcome: Outcome,
        snapshot: Snapshot | None,
        *,
        detail: str = "",
    ) -> None:
        self.tally.failed += 1
        with self.store.write() as connection:
            if snapshot is not None:
                write.put_snapshot(connection, snapshot)
            frontier.settle(connection, entry, outcome, now=_now(), detail=detail)
            if entry.kind != "page":
                follow.after_list(connection, entry, follow.NOTHING)

    def _hold(self, entry: Entry, until: datetime, *, detail: str) -> None:
        """Leave the host alone; the URL waits in the frontier."""
        with self.store.write() as connection:
            frontier.hold_host(connection, entry.host, until, detail=detail)
            frontier.give_back(connection, entry)

    def _wake(self, entry: Entry | None) -> None:
        engine = self.crawler.engine
        scheduler = engine.scheduler if engine else None
        if scheduler is not None:
            scheduler.wake(entry)  # type: ignore[attr-defined]


def _now() -> datetime:
    return datetime.now(UTC)
