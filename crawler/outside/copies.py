"""An archive's copy of a page, kept as the article that stood at the page's address.

Its snapshot is of that address, since that is whose words they are; the address that
was fetched is one of the article's spellings, and stands in the WARC record and in the
frontier. The page's own entry ends as kept, with where from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler import follow
from crawler.discover.services import commoncrawl, wayback
from crawler.discover.services.stamps import moment
from crawler.outside.record import record_of
from crawler.workers import Job, job_of
from graph.identity import host_and_port
from graph.model import Outcome
from graph.resolve import stage
from graph.store import frontier, sights, write

if TYPE_CHECKING:
    from scrapy.http import Response
    from sqlalchemy import Connection

    from crawler.spiders.whence import WhenceSpider
    from graph.model import Article, Snapshot
    from graph.store.frontier import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """What an archive had of a page."""

    job: Job
    """Its bytes, under the page's own address."""
    snapshot: Snapshot
    """Where they are kept."""
    seen: datetime | None
    """When the archive saw the page."""


async def keep(
    spider: WhenceSpider, response: Response, entry: Entry, snapshot: Snapshot
) -> None:
    """Read an archive's copy, and keep it in one transaction."""
    copy = copy_of(spider, response, entry, snapshot)
    if copy is None:
        end(spider, entry, snapshot, Outcome.REDIRECT_REFUSED, "another page's copy")
        return
    article = await spider.workers.article(copy.job)
    spider.tally.pages += 1
    if article.outcome is not Outcome.KEPT:
        end(spider, entry, snapshot, article.outcome)
        return
    spider.tally.articles += 1
    spider.tally.claims += len(article.claims)
    now = datetime.now(UTC)
    with spider.store.write() as connection:
        if copy.snapshot is not snapshot and copy.snapshot.status == 0:
            write.put_snapshot(connection, snapshot)
        identity = _keep(connection, article, entry, copy, now=now)
        page = _page(entry)
        follow.after_article(connection, identity, page, spider.plan)
        detail = f"from {entry.url}"
        frontier.settle(connection, entry, Outcome.KEPT, now=now)
        frontier.settle(connection, page, Outcome.KEPT, now=now, detail=detail)


def copy_of(
    spider: WhenceSpider, response: Response, entry: Entry, snapshot: Snapshot
) -> Copy | None:
    """What an answer holds of the page that was asked for; None for another page."""
    page = entry.cause
    if entry.kind == commoncrawl.COPY:
        return _recorded(spider, response, page)
    # Redirects between captures of one page are common, and harmless.
    at_home = host_and_port(response.url) == entry.host
    if entry.kind != wayback.COPY or not at_home:
        return None
    if not wayback.is_copy_of(response.url, page):
        return None
    stamp = response.url.partition("/web/")[2].partition("id_/")[0]
    seen = moment(stamp, wayback.NAME)
    return Copy(
        job=replace(job_of(response), url=page),
        snapshot=replace(snapshot, url=page),
        seen=seen.latest if seen else None,
    )


def _recorded(spider: WhenceSpider, response: Response, page: str) -> Copy | None:
    record = record_of(response.body, page)
    if record is None or "html" not in (record.content_type or "html").lower():
        return None
    kind = record.content_type or "text/html"
    # What lies packed within a file is kept unpacked too, so that it can be read again.
    kept = spider.archive.keep_resource(
        page, record.body, content_type=kind, now=datetime.now(UTC)
    )
    return Copy(
        job=Job(body=record.body, url=page, content_type=kind),
        snapshot=kept,
        seen=record.date,
    )


def _keep(
    connection: Connection, article: Article, entry: Entry, copy: Copy, *, now: datetime
) -> str:
    number = write.put_snapshot(connection, copy.snapshot)
    asked = entry.url.partition("#")[0] if entry.kind == wayback.COPY else None
    identity = write.put_article(
        connection, article, now=now, snapshot=number, asked=asked
    )
    if copy.seen:
        sights.see(connection, identity, copy.seen)
    stage.resolve(connection, identity, now=now)
    return identity


def _page(entry: Entry) -> Entry:
    """The entry of the page that the copy is of."""
    url = entry.cause
    return frontier.Entry(url=url, host=host_and_port(url), depth=entry.depth)


def end(
    spider: WhenceSpider,
    entry: Entry,
    snapshot: Snapshot | None,
    outcome: Outcome,
    detail: str = "",
) -> None:
    """Settle a question that brought nothing."""
    spider.tally.failed += 1
    with spider.store.write() as connection:
        if snapshot is not None:
            write.put_snapshot(connection, snapshot)
        now = datetime.now(UTC)
        frontier.settle(connection, entry, outcome, now=now, detail=detail)
