"""Worker processes that read pages, each with a deadline.

Processes, never threads: two parsers in two threads ended the interpreter with
a corrupted heap in our measurement. A page that is slow by accident or by
intent costs its own worker, and the crawl goes on.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import signal
from concurrent.futures import TimeoutError as DeadlineError
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from crawler import discover
from graph.model import Article, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from scrapy.http import Response

    from crawler.discover import Answer

DEADLINE = 2.0
"""Seconds of the processor that a page may take; ordinary ones take hundredths.

Not seconds of the clock: on a busy machine those would lose good pages."""
_PATIENCE = 10
"""So many times the deadline may pass by the clock before a worker is given up."""
MOST_MARKUP = 4 * 1024**2
"""Bytes of markup that are read; articles lie far below."""
_MEMORY = 3 * 1024**3

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """A body to read."""

    body: bytes
    """As decoded from its content encoding."""
    url: str | None
    """Where it was fetched from."""
    content_type: str = ""
    """As the server said it."""


def job_of(response: Response) -> Job:
    """The job of an answer of the web."""
    content_type = (response.headers.get(b"Content-Type") or b"").decode("latin-1")
    return Job(body=response.body, url=response.url, content_type=content_type)


class Workers:
    """A pool of reading processes; an async context manager.

    A new process takes the place of one that was killed for its slowness.
    """

    def __init__(self, count: int = 2, *, deadline: float = DEADLINE) -> None:
        self._deadline = deadline
        # Not fork: the crawl's process has threads.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["crawler.warm"])
        self._pool = ProcessPool(max_workers=count, context=context, initializer=_start)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    async def article(self, job: Job) -> Article:
        """Read a page; an article with the outcome that reading ended with."""
        try:
            return await self._run(_read_article, job)
        except Exception as error:  # noqa: BLE001 - whatever ends one page, others go on
            outcome = Outcome.TOO_SLOW if _slow(error) else Outcome.BROKEN
            return Article(url=job.url, outcome=outcome)

    async def list(self, kind: str, job: Job) -> Answer | None:
        """Read a list; None where it could not be read."""
        try:
            return await self._run(_read_list, kind, job)
        except Exception:  # noqa: BLE001 - as above
            return None

    async def _run(self, work: Callable[..., Result], *args: object) -> Result:
        future = self._pool.schedule(
            _timed,
            args=[self._deadline, work, *args],
            timeout=self._deadline * _PATIENCE,
        )
        return await asyncio.wrap_future(future)


def _slow(error: BaseException) -> bool:
    """Whether a worker ended for its slowness, not by a crash."""
    if isinstance(error, ProcessExpired):
        return bool(error.exitcode == -signal.SIGPROF)
    return isinstance(error, DeadlineError)


def _timed(deadline: float, work: Callable[..., Result], *args: object) -> Result:
    """Do the work; the kernel ends this process when its time is used up.

    A timer of the processor with its default action stops C code too, where no
    handler of Python's would run.
    """
    signal.setitimer(signal.ITIMER_PROF, deadline)
    try:
        return work(*args)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _start() -> None:
    """Set what holds for the process as a whole."""
    # Ctrl-C ends the crawl in order; the workers go with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    # There already where the server that this process comes from had it.
    import crawler.warm  # noqa: F401, PLC0415


def _read_article(job: Job) -> Article:
    from crawler.extract import read_html  # noqa: PLC0415

    return read_html(job.body[:MOST_MARKUP], url=job.url, content_type=job.content_type)


def _read_list(kind: str, job: Job) -> Answer:
    return discover.source(kind).read(job.body, job.url or "")
