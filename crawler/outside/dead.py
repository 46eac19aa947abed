"""Links that lead nowhere any more: asked for at archives, so that chains go on.

The Wayback Machine first, since it has most; Common Crawl where it has nothing, or
is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.discover import Site, Sought
from crawler.discover.services import COPIES, commoncrawl, service_of, wayback
from crawler.outside.run import FAILED, PRIORITY_OF_COPIES
from graph.model import Outcome
from graph.resolve import stage
from graph.store import copies, frontier, parking, read, sights

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from crawler.discover import Answer
    from crawler.follow import Plan
    from crawler.outside.run import Outside
    from graph.store.frontier import Entry

_DEAD = tuple(
    outcome.value for outcome in (Outcome.NOT_FOUND, Outcome.DNS, Outcome.UNREACHABLE)
)
"""Outcomes of pages that an archive may have."""
_MOST_CRAWLS = 3
"""Indexes that are asked for one page."""


def ask(outside: Outside, connection: Connection, plan: Plan, *, now: datetime) -> None:
    """Queue the questions for the dead links that attribution led to."""
    _recall(connection, now=now)
    _ask_wayback(outside, connection, plan, now=now)
    _ask_commoncrawl(outside, connection, plan, now=now)


def _recall(connection: Connection, *, now: datetime) -> None:
    """Let pages that were asked again, and are still dead, end by the copy kept."""
    for url, place in copies.copied(connection, COPIES, _DEAD):
        page = frontier.Entry(url=url, host="")
        detail = f"from {place}"
        frontier.settle(connection, page, Outcome.KEPT, now=now, detail=detail)


def _ask_wayback(
    outside: Outside, connection: Connection, plan: Plan, *, now: datetime
) -> None:
    terms = outside.asks("wayback")
    if terms is None:
        return
    for url, depth in _dead(connection, wayback.NAME, plan, limit=terms.most):
        urls = wayback.ask(Site(home=terms.base), Sought(url=url))
        outside.queue(connection, wayback.NAME, urls, cause=url, depth=depth, now=now)


def _ask_commoncrawl(
    outside: Outside, connection: Connection, plan: Plan, *, now: datetime
) -> None:
    terms = outside.asks("commoncrawl")
    if terms is None:
        return
    (listed,) = commoncrawl.ask_crawls(Site(home=terms.base), Sought())
    kind = commoncrawl.CRAWLS.name
    for url, depth in _dead(connection, commoncrawl.NAME, plan, limit=terms.most):
        if _is_with_wayback(outside, connection, url):
            continue
        outside.queue(connection, kind, [listed], cause=url, depth=depth, now=now)
        for index in _indexes(connection, listed, url):
            urls = commoncrawl.ask(Site(home=index), Sought(url=url))
            name = commoncrawl.NAME
            outside.queue(connection, name, urls, cause=url, depth=depth, now=now)


def _dead(
    connection: Connection, kind: str, plan: Plan, *, limit: int
) -> list[tuple[str, int]]:
    """(address, depth) of dead pages that were not asked for by this kind."""
    failed = [outcome.value for outcome in FAILED]
    depth = plan.depth
    return copies.unasked(
        connection, kind, _DEAD, failed=failed, depth=depth, limit=limit
    )


def _is_with_wayback(outside: Outside, connection: Connection, url: str) -> bool:
    kinds = (wayback.NAME, wayback.COPY)
    asked = outside.asks("wayback") is not None
    return asked and parking.is_waiting(connection, url, kinds)


def _indexes(connection: Connection, listed: str, url: str) -> list[str]:
    """The crawls that began when a page was first credited, else the newest."""
    key = frontier.frontier_key(listed, commoncrawl.CRAWLS.name)
    crawls = read.listed(connection, [key])
    identity = read.article_at(connection, url)
    since = copies.credited_since(connection, identity) if identity else None
    if since is None:
        return [crawl.url for crawl in crawls[:_MOST_CRAWLS]]
    dated = [(c.published.value, c.url) for c in crawls if c.published]
    # A crawl takes weeks, so one that began in the month before may have the page.
    later = sorted(one for one in dated if one[0][:7] >= _month_before(since[:7]))
    return [url for _, url in later[:_MOST_CRAWLS]]


def _month_before(month: str) -> str:
    """The month before, as ``2022-01``; what is no month stays as it is.

    >>> _month_before("2022-01"), _month_before("2022-03"), _month_before("2022")
    ('2021-12', '2022-02', '2022')
    """
    year, _, number = month.partition("-")
    if not number:
        return month
    return f"{int(year) - 1}-12" if number == "01" else f"{year}-{int(number) - 1:02}"


def answered(
    outside: Outside,
    connection: Connection,
    entry: Entry,
    answer: Answer,
    *,
    now: datetime,
) -> None:
    """Keep a capture as a sight of its page; ask for the copy where that is dead."""
    subject = frontier.Entry(url=entry.cause, host="")
    if answer.candidates:
        captured(connection, entry.cause, answer, now=now)
    ended = frontier.outcome_of(connection, subject)
    if ended is None or ended[0] not in _DEAD:
        return
    service = service_of(entry.kind)
    terms = outside.asks(service.name) if service else None
    if terms is None:
        return
    for kind, place in answer.endpoints[:1]:
        root = terms.base if kind == wayback.COPY else terms.root_of_files
        outside.queue(
            connection,
            kind,
            [f"{root}{place}"],
            cause=entry.cause,
            depth=entry.depth,
            priority=PRIORITY_OF_COPIES,
            now=now,
        )


def captured(
    connection: Connection, url: str, answer: Answer, *, now: datetime
) -> None:
    """Note when an archive saw a page first: it was published before that."""
    identity = read.article_at(connection, url)
    date = answer.candidates[0].published
    if identity and date and sights.see(connection, identity, date.latest):
        stage.resolve(connection, identity, now=now)
