"""The spider: lease, fetch, keep, read, settle.

It decides nothing about attribution: what a page says is read by
:mod:`crawler.extract` in a worker process, what follows from it is decided by
:mod:`crawler.follow` and :mod:`graph.resolve`.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, Spider, signals
from scrapy.exceptions import DontCloseSpider, DownloadFailedError

from crawler import conditional, follow
from crawler.door.failures import chain_of, outcome_of, outcome_of_answer
from crawler.door.pace import Flood, Later, asked_at, hold_until
from crawler.door.traps import Paths
from crawler.spiders.limits import Limits, Tally
from crawler.spiders.settling import Ended, Settling
from crawler.spiders.telling import tell
from crawler.spiders.ticking import Ticking
from crawler.workers import job_of
from graph.errors import WhenceError
from graph.identity import clean_url, same_outlet
from graph.model import Outcome
from graph.store import frontier

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.archive import Archive
    from crawler.follow import Plan
    from crawler.workers import Workers
    from graph.model import Snapshot
    from graph.store.engine import Store
    from graph.store.frontier import Entry

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
        self.settling = Settling(store, plan, self.tally, under_way=self._under_way)
        self._ticking = Ticking(self.tally, progress)
        self.reached = ""
        self._paths = Paths()
        self._widened = 0
        self.fault: WhenceError | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **known: Any) -> Self:  # noqa: ANN401
        """Built by Scrapy."""
        spider = super().from_crawler(crawler, *args, **known)
        crawler.signals.connect(spider.on_idle, signal=signals.spider_idle)
        crawler.signals.connect(spider.on_open, signal=signals.spider_opened)
        crawler.signals.connect(spider.on_close, signal=signals.spider_closed)
        crawler.signals.connect(spider.on_bytes, signal=signals.bytes_received)
        return spider

    @property
    def spent(self) -> bool:
        """Whether one of this run's budgets is used up, which ``reached`` names."""
        self.reached = self.reached or self.limits.reached(self.tally)
        return bool(self.reached)

    async def start(self) -> AsyncIterator[Request]:
        """Nothing: the scheduler has the seeds."""
        return
        yield  # what makes it the generator that Scrapy asks for

    def request(self, entry: Entry) -> Request | None:
        """The request for a leased entry; None for one that can't be made."""
        self.tally.asked += entry.kind == "page"
        self.tally.doing = f"asking {entry.host}"
        if clean_url(entry.url) is None:
            self.settling.keep_now(
                self._lost(entry, Outcome.BAD_URL, detail="not a URL")
            )
            return None
        # What the user named is asked, however often its path was.
        if entry.kind == "page" and not self._paths.take(entry.url) and not entry.seed:
            detail = "its path was asked under many queries already"
            self.settling.keep_now(self._lost(entry, Outcome.TRAP, detail=detail))
            return None
        return Request(
            entry.url,
            callback=self.answered,
            errback=self.failed,
            headers=conditional.headers(self.store, entry),
            cb_kwargs={"entry": entry},
            dont_filter=True,
        )

    def on_open(self) -> None:
        """Begin to tell how far we are."""
        self._ticking.start()

    def on_close(self) -> None:
        """Tell it a last time."""
        self._ticking.stop()

    def on_bytes(self, data: bytes) -> None:
        """Count what comes over the wire."""
        self.tally.received += len(data)

    def on_idle(self) -> None:
        """When nothing is left to ask, look further; close when that gives nothing."""
        if self.spent or self._widened >= _MOST_WIDENINGS:
            return
        self._widened += 1
        if self._widen() or self._others_queued():
            self.look_again()
            raise DontCloseSpider

    def _widen(self) -> bool:
        try:
            with self.store.write() as connection:
                return follow.widen(connection, self.plan, now=_now())
        except WhenceError as error:
            self.give_up(error)
            return False

    def _others_queued(self) -> bool:
        """Whether another worker has just looked further, and brought something."""
        with self.store.read() as connection:
            return frontier.askable(connection, now=_now())

    def look_again(self) -> None:
        """Hand the engine a request, or it would look again only in five seconds."""
        self._wake(None)
        engine = self.crawler.engine
        if engine and engine.scheduler and (request := engine.scheduler.next_request()):
            engine.crawl(request)

    async def answered(self, response: Response, entry: Entry) -> None:
        """Read an answer in a worker, then have it kept.

        What fails in that is our fault: it costs this page, not the crawl. Only
        a store that can't be written ends the run.
        """
        entry = replace(entry, asked=asked_at(response))
        await self._end(entry, self._read(response, entry))

    async def failed(self, failure: Failure) -> None:
        """Settle what brought no answer, with the word for why."""
        entry: Entry = failure.request.cb_kwargs["entry"]  # type: ignore[attr-defined]
        error = failure.value or DownloadFailedError()
        await self._end(entry, self._failed(entry, error))

    async def _end(self, entry: Entry, ending: Awaitable[Ended | None]) -> None:
        """Have it kept how an entry ended; None where that was done on the way."""
        try:
            ended = await ending
            if ended is not None:
                await self.settling.keep(ended)
        except WhenceError as error:
            self.give_up(error)
        except Exception as error:
            self.logger.exception("%s could not be settled", entry.key)
            self._end_broken(entry, error)
        self._wake(entry)

    async def _read(self, response: Response, entry: Entry) -> Ended | None:
        snapshot: Snapshot = response.meta["whence_snapshot"]
        held = hold_until(response, now=_now())
        if held is not None:
            return Ended(entry=entry, until=held, detail=f"HTTP {response.status}")
        if conditional.is_unchanged(response):
            self.tally.unchanged += 1
            return Ended(entry=entry, outcome=Outcome.UNCHANGED, snapshot=snapshot)
        if ended := outcome_of_answer(response):
            return self._lost(entry, ended[0], snapshot, detail=ended[1])
        self._answered(entry)
        if entry.kind == "page":
            return await self._article(response, entry, snapshot)
        return await self._list(response, entry, snapshot)

    async def _article(
        self, response: Response, entry: Entry, snapshot: Snapshot
    ) -> Ended:
        article = await self.workers.article(job_of(response))
        self.tally.pages += 1
        if article.outcome is not Outcome.KEPT:
            return self._lost(entry, article.outcome, snapshot)
        self.tally.articles += 1
        self.tally.claims += len(article.claims)
        return Ended(
            entry=entry,
            outcome=Outcome.KEPT,
            detail=f"read as {article.encoding}" if article.encoding else "",
            snapshot=snapshot,
            article=article,
            validator=conditional.validator_of(response, snapshot),
        )

    async def _list(
        self, response: Response, entry: Entry, snapshot: Snapshot
    ) -> Ended:
        # A list that moved to another outlet is that outlet's, not this one's.
        ours = same_outlet(response.url, entry.url)
        answer = await self.workers.list(entry.kind, job_of(response)) if ours else None
        if answer is None:
            outcome = Outcome.TOO_SLOW if ours else Outcome.REDIRECT_REFUSED
            return self._lost(entry, outcome, snapshot)
        self.tally.lists += 1
        return Ended(
            entry=entry,
            outcome=Outcome.LISTED,
            snapshot=snapshot,
            answer=answer,
            validator=conditional.validator_of(response, snapshot),
        )

    async def _failed(self, entry: Entry, error: BaseException) -> Ended | None:
        if isinstance(error, WhenceError):
            raise error
        if isinstance(error, Later):
            return Ended(entry=entry, until=error.until, detail=error.detail)
        outcome, detail = outcome_of(error)
        floods = (one for one in chain_of(error) if isinstance(one, Flood))
        until = next((flood.until for flood in floods), None)
        return replace(self._lost(entry, outcome, detail=detail), until=until)

    def _lost(
        self,
        entry: Entry,
        outcome: Outcome,
        snapshot: Snapshot | None = None,
        *,
        detail: str = "",
    ) -> Ended:
        self.tally.failed += 1
        return Ended(entry=entry, outcome=outcome, snapshot=snapshot, detail=detail)

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
            tell(entry, Outcome.BROKEN, detail)
        except WhenceError as fault:
            self.give_up(fault)

    def _under_way(self) -> int:
        """How many entries were handed out and are not settled."""
        engine = self.crawler.engine
        scheduler = engine.scheduler if engine else None
        return scheduler.under_way if scheduler else 0  # type: ignore[attr-defined]

    def _answered(self, entry: Entry) -> None:
        engine = self.crawler.engine
        scheduler = engine.scheduler if engine else None
        if scheduler is not None:
            scheduler.answered(entry)  # type: ignore[attr-defined]

    def _wake(self, entry: Entry | None) -> None:
        engine = self.crawler.engine
        scheduler = engine.scheduler if engine else None
        if scheduler is not None:
            scheduler.wake(entry)  # type: ignore[attr-defined]


def _now() -> datetime:
    return datetime.now(UTC)
