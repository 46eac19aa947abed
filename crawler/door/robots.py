"""The third question at the door, whether robots.txt lets us in (RFC 9309).

Scrapy's own middleware takes every failure for permission. Here a file that
can't be reached, or a server error, means no (2.3.1.4); one that is not there
means yes (2.3.1.3), and 401 and 403 are read in the same way, as the standard
does; the first 500 KiB count (2.5). ``Crawl-delay`` is kept up to a minute, and so
is the pause that a 429 asks for.
"""

from __future__ import annotations

import asyncio
import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.exceptions import StopDownload
from scrapy.http.request import NO_CALLBACK

from crawler.door.address import Refused
from crawler.door.failures import outcome_of
from crawler.door.pace import Later, hold_until
from crawler.door.sitemaps import keep_sitemaps
from graph.errors import WhenceError
from graph.identity import host_and_port
from graph.model import Outcome
from graph.store import hosts
from graph.store.hosts import Decision

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from graph.store.engine import Store

MOST_BYTES = 500 * 1024
LONGEST_DELAY = 60.0
"""Seconds; a host that asks for a longer Crawl-delay is not asked at all."""

_MOST_UNPACKED = 64 * 1024**2
_GONE = range(400, 500)
_CLOSED = frozenset({401, 403})
_FIRST = 1000


class Robots:
    """Downloader middleware: asks each site once, before anything else of it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        # The product token alone: rules for others may be named by any word
        # of the whole header, such as "robots".
        self._agent = crawler.settings["BOT_NAME"]
        self._rules: dict[str, asyncio.Task[Protego]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        robots = cls(crawler)
        crawler.signals.connect(robots.on_bytes, signal=signals.bytes_received)
        return robots

    def on_bytes(self, data: bytes, request: Request) -> None:
        """Stop reading a robots.txt whose rest does not count."""
        if request.meta.get("whence_robots"):
            received = request.meta.get("whence_received", 0) + len(data)
            request.meta["whence_received"] = received
            if received > MOST_BYTES:
                raise StopDownload(fail=False)

    async def process_request(self, request: Request) -> None:
        """Refuse what the site's rules do not allow."""
        if request.meta.get("whence_robots"):
            return
        rules = await self._rules_of(request)
        if not rules.can_fetch(request.url, self._agent):
            raise Refused(Outcome.ROBOTS, "robots.txt says no")

    async def _rules_of(self, request: Request) -> Protego:
        """The site's rules; fails with :class:`Refused` if they can't be known."""
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = asyncio.ensure_future(self._ask(site))
        # One waiting request may be cancelled without taking the others' answer.
        return await asyncio.shield(self._rules[site])

    async def _ask(self, site: str) -> Protego:
        request = Request(
            f"{site}/robots.txt",
            priority=_FIRST,
            callback=NO_CALLBACK,
            meta={
                "whence_robots": True,
                "max_retry_times": 1,
                "download_maxsize": _MOST_UNPACKED,
            },
        )
        engine = self._crawler.engine
        assert engine is not None  # noqa: S101 - set before any request
        try:
            response = await engine.download_async(request)
        except WhenceError:
            raise
        except Exception as error:
            # Whatever failed, the answer is no, and the page shares its word.
            self._note(site, Decision.UNREACHABLE)
            outcome, detail = outcome_of(error)
            raise Refused(outcome, f"robots.txt: {detail}") from error
        decision = _decision(response)
        try:
            rules = _parse(response)
        except Refused:
            self._note(site, decision)
            raise
        delay = self._delay(rules)
        if delay is not None and delay > LONGEST_DELAY:
            self._note(site, Decision.SLOW, delay)
            detail = f"robots.txt asks for {delay:g} seconds between two requests"
            raise Refused(Outcome.ROBOTS, detail)
        self._note(site, decision, delay)
        self._slow_down(request, delay)
        keep_sitemaps(self._crawler.spider.store, site, rules.sitemaps)  # type: ignore[union-attr]
        return rules

    def _note(self, site: str, decision: Decision, delay: float | None = None) -> None:
        """Keep in the store how it was decided, for ``whence stats``."""
        store: Store = self._crawler.spider.store  # type: ignore[union-attr]
        with store.write() as connection:
            hosts.decided(connection, host_and_port(site), decision, delay=delay)

    def _delay(self, rules: Protego) -> float | None:
        """The Crawl-delay in seconds; None for none, and for what is no delay."""
        delay = rules.crawl_delay(self._agent)
        if delay is None or not math.isfinite(delay) or delay <= 0:
            return None
        return float(delay)

    def _slow_down(self, request: Request, delay: float | None) -> None:
        """Keep the site's Crawl-delay, if it is longer than ours."""
        engine = self._crawler.engine
        assert engine is not None  # noqa: S101
        name = request.meta.get("download_slot", "")
        slot = engine.downloader.slots.get(name)
        if slot is not None and delay is not None and slot.delay < delay:
            slot.delay = delay
            # Scrapy forgets a slot that was idle, and makes it anew from these.
            engine.downloader.per_slot_settings[name] = {"delay": delay}


def _decision(response: Response) -> Decision:
    """The word for an answer, as it is read by :func:`_parse`."""
    if hold_until(response, now=datetime.now(UTC)) is not None:
        return Decision.PAUSE
    if response.status in _GONE:
        return Decision.CLOSED if response.status in _CLOSED else Decision.NONE
    if response.status != 200:
        return Decision.ERROR
    ruled = b"user-agent" in response.body[:MOST_BYTES].lower()
    return Decision.RULES if ruled else Decision.EMPTY


def _parse(response: Response) -> Protego:
    """The rules in an answer; fails with :class:`Refused` where it has none."""
    until = hold_until(response, now=datetime.now(UTC))
    if until is not None:
        raise Later(until, f"robots.txt: HTTP {response.status}")
    if response.status in _GONE:
        return Protego.parse("")
    if response.status != 200:
        detail = f"robots.txt: HTTP {response.status}"
        raise Refused(Outcome.ROBOTS, detail)
    text = response.body[:MOST_BYTES].decode("utf-8-sig", errors="replace")
    return Protego.parse(text)
