"""One measured run in a process of its own, as Scrapy's reactor runs once in one.

``running.py KIND FOLDER PROCESSES`` works on ``pages.jsonl`` of the folder and prints
what was measured as JSON. Kinds: see :data:`KINDS`.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.resolver import dnscache
from sqlalchemy import func, select

from crawler.crawl import crawl
from crawler.extract import read_html
from crawler.follow import Plan
from crawler.spiders.limits import Tally
from crawler.workers import Job, Workers
from graph.model import Article, Outcome
from graph.store.engine import open_store
from graph.store.frontier import Entry
from graph.store.schema import FRONTIER

_FIRST = 20
"""Pages that each process reads before the clock starts: tables are loaded then."""
_SETTINGS = {"LOG_LEVEL": "ERROR", "DOWNLOAD_DELAY": 0, "MEMUSAGE_ENABLED": False}


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What was measured of one run."""

    pages: int
    """How many pages were fetched or read."""
    seconds: float
    """From the start until the last of them was kept, by the clock."""
    processor: float
    """Seconds of the processor meanwhile: the crawl's own process, or one reader."""
    ending: float = 0.0
    """Seconds of the clock that the end of the run took: names, and stories' trees."""
    peak: int = 0
    """Bytes that the crawl's own process held at most, to the very end."""

    @property
    def speed(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


class _Clock:
    """Starts when it is made; a crawl tells it that the last page is kept."""

    def __init__(self, who: int = resource.RUSAGE_SELF) -> None:
        self._who = who
        self._began, self._used = perf_counter(), self._processor()
        self._kept: tuple[float, float] | None = None

    def told(self, tally: Tally) -> None:
        if tally.ended and self._kept is None:
            self._kept = self._now()

    def run(self, pages: int, processes: int = 1) -> Run:
        end = self._now()
        seconds, processor = self._kept or end
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return Run(
            pages=pages,
            seconds=seconds,
            processor=processor / processes,
            ending=end[0] - seconds,
            peak=peak * 1024,
        )

    def _now(self) -> tuple[float, float]:
        return perf_counter() - self._began, self._processor() - self._used

    def _processor(self) -> float:
        used = resource.getrusage(self._who)
        return used.ru_utime + used.ru_stime


class _Bare(Spider):
    """Downloads and counts links; nothing else."""

    name = "bare"
    urls: list[str]
    pages = 0
    links = 0

    async def start(self) -> AsyncIterator[Request]:
        for url in self.urls:
            yield Request(url)

    def parse(self, response: Response) -> None:
        self.pages += 1
        self.links += len(response.css("a::attr(href)").getall())


def bare(folder: Path, _processes: int) -> Run:
    """Scrapy with nothing on top."""
    urls = _urls(folder)
    process = AsyncCrawlerProcess(_SETTINGS)
    clock = _Clock()
    crawler = process.create_crawler(_Bare)
    process.crawl(crawler, urls=urls)
    process.start()
    assert isinstance(crawler.spider, _Bare)
    return clock.run(crawler.spider.pages)


class _Unread(Workers):
    """Stands in for the worker processes, and reads nothing."""

    def __init__(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def close(self) -> None: ...

    async def article(self, job: Job) -> Article:
        return Article(url=job.url, outcome=Outcome.NO_TEXT)


def fetching(folder: Path, _processes: int) -> Run:
    """Our crawl without the reading: frontier, door, archive."""
    return _crawled(folder, _Unread())


def crawling(folder: Path, processes: int) -> Run:
    """Our crawl with all of it: reading, matching, store."""
    workers = Workers(processes)
    first = _jobs(folder, _FIRST * processes)
    list(workers.in_order(_read, first, weigh=_weight))
    return _crawled(folder, workers)


def _crawled(folder: Path, workers: Workers) -> Run:
    """A crawl that is told every page, so that no credit has to be followed."""
    seeds = [_seed(url) for url in _urls(folder)]
    options = _SETTINGS | {"WHENCE_ALLOW_PRIVATE": True}
    with TemporaryDirectory(prefix="crawl-", dir=folder) as there:
        store = open_store(str(Path(there) / "whence.db"))
        clock = _Clock()
        crawl(
            store,
            seeds,
            plan=Plan(depth=0),
            options=options,
            progress=clock.told,
            workers=workers,
        )
        with store.read() as connection:
            fetched = FRONTIER.c.outcome.in_(["kept", "no-text"])
            query = select(func.count()).where(fetched)
            run = clock.run(connection.execute(query).scalar_one())
        store.close()
    return run


def _seed(url: str) -> Entry:
    return Entry(url=url, host=urlsplit(url).netloc, priority=100, seed=True)


def reading(folder: Path, processes: int) -> Run:
    """Processes that read and do nothing else, each its share of the pages."""
    jobs = list(_jobs(folder))
    shares = [jobs[n::processes] for n in range(processes)]
    clock = _Clock(resource.RUSAGE_CHILDREN)
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        list(pool.map(_read_all, [jobs[:_FIRST]] * processes))
        began = perf_counter()
        read = sum(pool.map(_read_all, shares))
        seconds = perf_counter() - began
    return Run(
        pages=read,
        seconds=seconds,
        processor=clock.run(read, processes).processor,
    )


def _read_all(jobs: list[Job]) -> int:
    return sum(_read(job).outcome is Outcome.KEPT for job in jobs)


def _read(job: Job) -> Article:
    return read_html(job.body, url=job.url, content_type=job.content_type)


def _weight(job: Job) -> int:
    return len(job.body)


def _jobs(folder: Path, most: int | None = None) -> Iterator[Job]:
    with (folder / "pages.jsonl").open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number == most:
                return
            page = json.loads(line)
            yield Job(
                body=page["html"].encode(),
                url=page["url"],
                content_type="text/html; charset=utf-8",
            )


def _urls(folder: Path) -> list[str]:
    """All addresses; their names lead to this machine from now on."""
    with (folder / "pages.jsonl").open(encoding="utf-8") as file:
        urls = [json.loads(line)["url"] for line in file]
    for url in urls:
        dnscache[urlsplit(url).hostname] = "127.0.0.1"
    return urls


KINDS: dict[str, Callable[[Path, int], Run]] = {
    "bare": bare,
    "fetching": fetching,
    "reading": reading,
    "crawling": crawling,
}


def main() -> None:
    """Run one kind, and print what was measured."""
    kind, folder, processes = sys.argv[1:]
    logging.getLogger("scrapy").setLevel(logging.ERROR)
    run = KINDS[kind](Path(folder), int(processes))
    print(json.dumps(asdict(run)))  # noqa: T201 - read by who started it


if __name__ == "__main__":
    main()
