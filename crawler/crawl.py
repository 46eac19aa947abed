"""Running a crawl in this process: what the command line and the demo call."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from twisted.logger import globalLogBeginner

from crawler import settings as defaults
from crawler.archive import Archive
from crawler.follow import Plan
from crawler.outside.run import Outside
from crawler.outside.spider import ServicesSpider
from crawler.records import is_kept
from crawler.spiders.limits import Limits, Tally
from crawler.workers import Workers
from graph.errors import UsageError
from graph.identity import clean_url, host_and_port, is_home
from graph.resolve.finishing import finish, is_unfinished
from graph.store import frontier, hosts, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crawler.discover.services.terms import Terms
    from graph.store.engine import Store
    from graph.store.frontier import Entry

_PRIORITY_OF_SEEDS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """How a run ended."""

    tally: Tally
    """What it did."""
    stopped: bool
    """Whether a signal ended it before its end."""
    reached: str = ""
    """The option whose budget ended it; empty where none did."""
    waiting: bool = False
    """Whether URLs wait for hosts that asked to be left alone."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many URLs are queued, leased and done."""
    notes: tuple[str, ...] = ()
    """What services outside leave to be told, a line each."""


def seed_entries(urls: Sequence[str]) -> tuple[list[Entry], list[str]]:
    """Entries for the seeds that are URLs, and the texts that are none."""
    entries, wrong = [], []
    for url in urls:
        cleaned = clean_url(url) if "://" in url else _bare(url)
        if cleaned is None:
            wrong.append(url)
            continue
        entries.append(
            frontier.Entry(
                url=cleaned,
                host=host_and_port(cleaned),
                # A front page is read for what it lists.
                kind="frontpage" if is_home(cleaned) else "page",
                priority=_PRIORITY_OF_SEEDS,
                seed=True,
                cause="seed",
            )
        )
    return entries, wrong


def _bare(text: str) -> str | None:
    """The URL that a text without scheme is meant as: a host with a dot in it."""
    if "@" in text.partition("/")[0]:
        return None  # somebody's mailbox
    cleaned = clean_url(f"https://{text}")
    return cleaned if cleaned and "." in host_and_port(cleaned) else None


def crawl(  # noqa: PLR0913 - what a run is made of, by name
    store: Store,
    seeds: Sequence[Entry] = (),
    *,
    plan: Plan | None = None,
    limits: Limits | None = None,
    options: Mapping[str, object] | None = None,
    progress: Callable[[Tally], None] | None = None,
    workers: Workers | None = None,
    services: Sequence[Terms] = (),
) -> Result:
    """Crawl until the frontier is empty, the limits are met or a signal comes.

    ``options`` are Scrapy settings over our own, ``services`` those outside that may
    be asked; ``workers`` read in place of as many processes as there are processors.
    Runs Scrapy's reactor, so it can be called once in a process. Raises
    :class:`UsageError` where there is neither a seed nor anything queued, nor a
    service to ask, and :class:`InputError` or one of its children where the store
    or the archive can't be written.
    """
    outside = Outside(services)
    if outside:
        with store.write() as connection:
            outside.open(connection, now=datetime.now(UTC))
    elif not seeds and not _is_queued(store):
        return _finished(store, progress)
    settings = Settings()
    settings.setmodule(defaults, priority="project")
    settings.set("DOWNLOAD_SLOTS", outside.slots(), priority="project")
    settings.setdict(dict(options or {}), priority="cmdline")
    _quiet_twisted()
    archive = Archive(store.archive, same_body=_same_body(store))
    with workers or Workers(max(2, os.cpu_count() or 2)) as reading:
        process = AsyncCrawlerProcess(settings)
        crawler = process.create_crawler(ServicesSpider)
        process.crawl(
            crawler,
            store=store,
            archive=archive,
            workers=reading,
            seeds=seeds,
            plan=plan or Plan(),
            limits=limits or Limits(),
            progress=progress,
            outside=outside,
        )
        process.start()
        archive.close()
    spider: Any = crawler.spider
    if spider.fault is not None:
        raise spider.fault
    notes = tuple(outside.notes)
    reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
    if reason is None:  # a second signal: at once, what is left is for the next run
        return _result(store, spider.tally, stopped=True, notes=notes)
    _finish(store, spider.tally, progress)
    result = _result(store, spider.tally, stopped=reason != "finished", notes=notes)
    return replace(result, reached=spider.reached)


@cache
def _quiet_twisted() -> None:
    """Leave Twisted's log to Python's: until told so it prints tracebacks itself."""
    globalLogBeginner.beginLoggingTo([], discardBuffer=True, redirectStandardIO=False)


def untouched(store: Store) -> Result:
    """How a store stands where there was nothing to crawl."""
    return _result(store, Tally(), stopped=False, notes=())


def _result(
    store: Store, tally: Tally, *, stopped: bool, notes: tuple[str, ...]
) -> Result:
    """How the run has left the store."""
    with store.read() as connection:
        counts = frontier.counts(connection)
        held = frontier.held_until(connection, now=datetime.now(UTC))
    return Result(
        tally=tally,
        stopped=stopped,
        waiting=held is not None,
        counts=counts,
        notes=notes,
    )


def _is_queued(store: Store) -> bool:
    with store.write() as connection:
        hosts.ask_again(connection, now=datetime.now(UTC))
        counts = frontier.counts(connection)
    return bool(counts["queued"] + counts["leased"])


def _finished(store: Store, progress: Callable[[Tally], None] | None) -> Result:
    """Do what a run that was killed at its end has left; UsageError for nothing."""
    with store.read() as connection:
        unfinished = is_unfinished(connection)
    if not unfinished:
        message = "nothing is queued; give a URL to crawl from"
        raise UsageError(message)
    tally = Tally(ended=True)
    _finish(store, tally, progress)
    return _result(store, tally, stopped=False, notes=())


def _finish(
    store: Store, tally: Tally, progress: Callable[[Tally], None] | None
) -> None:
    for left in finish(store):
        tally.unsettled = left
        if progress:
            progress(tally)


def _same_body(store: Store) -> Callable[[Any], Any]:
    def find(snapshot: Any) -> Any:  # noqa: ANN401
        with store.read() as connection:
            found = read.same_body(connection, snapshot)
        # A record that is lost must not be what a new one points at.
        return found if found and is_kept(found, store.archive) else None

    return find
