"""Between the spider and the services: what it asks of them, and what they answer."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy import Request

from crawler.discover.services import COPIES, service_of
from crawler.door.failures import outcome_of, outcome_of_answer
from crawler.door.pace import Later, hold_until
from crawler.outside import copies, dates, dead, down, files
from crawler.outside.record import range_of
from crawler.outside.run import FAILED
from crawler.workers import job_of
from graph.errors import WhenceError
from graph.identity import same_outlet
from graph.model import Outcome
from graph.store import frontier, listed, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy.http import Response
    from sqlalchemy import Connection

    from crawler.discover import Answer
    from crawler.outside.run import Outside
    from crawler.outside.spider import ServicesSpider
    from graph.model import Candidate, Snapshot
    from graph.store.frontier import Entry

_ASKING = (dead.ask, dates.ask, down.ask, files.ask)
"""What is looked at when nothing else is left to ask."""
_ANSWERED: dict[str, Callable[..., list[Candidate] | None]] = {
    "wayback": dead.answered,
    "commoncrawl": dead.answered,
    "gdelt": down.found,
    "gkg-latest": down.latest,
    "gkg": down.linked,
    "ccnews": files.listed,
}
"""What follows from a list, by its kind; gives what is kept of it, None for all."""
_FORBIDDEN = 403


def widen(spider: ServicesSpider, connection: Connection) -> bool:
    """Queue what services may know; whether anything was queued."""
    if not spider.outside:
        return False
    before = frontier.counts(connection)["queued"]
    for ask in _ASKING:
        ask(spider.outside, connection, spider.plan, now=_now())
    return frontier.counts(connection)["queued"] > before


def request(spider: ServicesSpider, entry: Entry) -> Request | None:
    """The request for a leased question; None where it is not asked in this run."""
    try:
        with spider.store.write() as connection:
            if not spider.outside.lets(connection, entry, now=_now()):
                return None
    except WhenceError as error:
        spider.give_up(error)
        return None
    service = service_of(entry.kind)
    terms = spider.outside.asks(service.name) if service else None
    if terms is not None:
        # The host is free again then, and nothing else may be under way.
        loop = asyncio.get_running_loop()
        loop.call_later(terms.pause + 0.05, spider.look_again)
    return Request(
        entry.url,
        headers=_headers(entry.url),
        callback=spider.answered,
        errback=spider.failed,
        cb_kwargs={"entry": entry},
        dont_filter=True,
    )


def _headers(url: str) -> dict[str, str]:
    ranged = range_of(url)
    return {"Range": ranged, "Accept-Encoding": "identity"} if ranged else {}


async def answered(spider: ServicesSpider, response: Response, entry: Entry) -> None:
    """Keep what a service answered, or why it did not."""
    snapshot: Snapshot = response.meta["whence_snapshot"]
    held = hold_until(response, now=_now())
    ended = outcome_of_answer(response)
    if held is not None:
        detail = f"HTTP {response.status}"
        fail(spider, entry, Outcome.HTTP_ERROR, detail, snapshot=snapshot, until=held)
    elif ended and ended[0] in FAILED and response.status != _FORBIDDEN:
        fail(spider, entry, *ended, snapshot=snapshot)
    elif ended:
        copies.end(spider, entry, snapshot, *ended)
    elif entry.kind in COPIES:
        await copies.keep(spider, response, entry, snapshot)
    else:
        await _list(spider, response, entry, snapshot)


async def _list(
    spider: ServicesSpider, response: Response, entry: Entry, snapshot: Snapshot
) -> None:
    ours = same_outlet(response.url, entry.url)
    job = job_of(response)
    answer = await spider.workers.list(entry.kind, job) if ours else None
    if answer is None:
        outcome = Outcome.TOO_SLOW if ours else Outcome.REDIRECT_REFUSED
        copies.end(spider, entry, snapshot, outcome)
        return
    spider.tally.lists += 1
    with spider.store.write() as connection:
        write.put_snapshot(connection, snapshot)
        frontier.settle(connection, entry, Outcome.LISTED, now=_now())
        kept = _follow(spider.outside, connection, entry, answer)
        listed.put_listing(connection, entry.key, kept)


def _follow(
    outside: Outside, connection: Connection, entry: Entry, answer: Answer
) -> tuple[Candidate, ...]:
    """Do what follows from a list; gives what is kept of it."""
    act = _ANSWERED.get(entry.kind)
    kept = act(outside, connection, entry, answer, now=_now()) if act else None
    return answer.candidates if kept is None else tuple(kept)


def failed(spider: ServicesSpider, entry: Entry, error: BaseException) -> None:
    """Settle a question that brought no answer, and maybe leave its service alone."""
    if isinstance(error, Later):
        fail(spider, entry, Outcome.ROBOTS, error.detail, until=error.until)
        return
    outcome, detail = outcome_of(error)
    if outcome in FAILED:
        fail(spider, entry, outcome, detail)
    else:
        copies.end(spider, entry, None, outcome, detail)


def fail(  # noqa: PLR0913 - what is to be told of a failure
    spider: ServicesSpider,
    entry: Entry,
    outcome: Outcome,
    detail: str,
    *,
    snapshot: Snapshot | None = None,
    until: datetime | None = None,
) -> None:
    """Leave a service alone for this run, which goes on without it."""
    copies.end(spider, entry, snapshot, outcome, detail)
    service = service_of(entry.kind)
    with spider.store.write() as connection:
        if until is not None:
            frontier.hold_host(connection, entry.host, until, detail=detail)
        if service is not None:
            spider.outside.leave(connection, service, f"{outcome} ({detail})")


def _now() -> datetime:
    return datetime.now(UTC)
