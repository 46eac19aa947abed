"""Worker processes that read pages, each with a deadline.

Processes, never threads: two parsers in two threads ended the interpreter with
a corrupted heap in our measurement. A page that is slow by accident or by
intent costs its own worker, and the others go on.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import resource
import signal
from collections import deque
from concurrent.futures import TimeoutError as DeadlineError
from dataclasses import dataclass
from multiprocessing import forkserver
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from crawler import discover
from crawler.payload import MOST_MARKUP
from graph.model import Article, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from pebble import ProcessFuture
    from scrapy.http import Response

    from crawler.discover import Answer

DEADLINE = 2.0
"""Seconds of the processor that a page may take; ordinary ones take hundredths.

Not seconds of the clock: on a busy machine those would lose good pages."""
_PATIENCE = 10
"""So many times the deadline may pass by the clock before a worker is given up."""
_MEMORY = 3 * 1024**3
_AHEAD = 400
"""Tasks handed out before the first is back: twice what is stored at once, so
that the workers have something to do meanwhile."""
_MOST_AHEAD = 32 * 1024**2
"""Bytes of them, which bound the memory."""

Result = TypeVar("Result")
Task = TypeVar("Task")


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


def prepare() -> None:
    """Start what workers are made from, and go on: it takes a second to be ready."""
    forkserver.set_forkserver_preload(["crawler.warm"])
    forkserver.ensure_running()


class Workers:
    """A pool of reading processes; a context manager.

    A new process takes the place of one that was killed for its slowness. With
    ``quiet`` what goes wrong is told by the outcomes alone.
    """

    def __init__(
        self, count: int = 2, *, deadline: float = DEADLINE, quiet: bool = False
    ) -> None:
        self._deadline = deadline
        prepare()
        # Not fork: the crawl's process has threads.
        context = multiprocessing.get_context("forkserver")
        self._pool = ProcessPool(
            max_workers=count, context=context, initializer=_start, initargs=[quiet]
        )

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
            return Article(url=job.url, outcome=_outcome(error))

    async def list(self, kind: str, job: Job) -> Answer | None:
        """Read a list; None where it could not be read."""
        try:
            return await self._run(_read_list, kind, job)
        except Exception:  # noqa: BLE001 - as above
            return None

    def in_order(
        self,
        work: Callable[[Task], Result],
        tasks: Iterable[Task],
        *,
        weigh: Callable[[Task], int | None],
    ) -> Iterator[tuple[Task, Result | Outcome | None]]:
        """Do the work for each task; gives each with its result, in their order.

        ``weigh`` tells the bytes of a task, which bound how many are handed out
        ahead; a task of None is given back undone. Work that did not end has its
        outcome for a result. Where ``tasks`` raise, what came before is given first.
        """
        line: _Line[Task, Result] = _Line()
        try:
            for task in tasks:
                weight = weigh(task)
                future = None if weight is None else self._schedule(work, task)
                line.join(task, future, weight or 0)
                while line.is_full or line.is_ready:
                    yield line.first()
        except Exception:
            yield from line
            raise
        yield from line

    async def _run(self, work: Callable[..., Result], *args: object) -> Result:
        return await asyncio.wrap_future(self._schedule(work, *args))

    def _schedule(
        self, work: Callable[..., Result], *args: object
    ) -> ProcessFuture[Result]:
        return self._pool.schedule(
            _timed,
            args=[self._deadline, work, *args],
            timeout=self._deadline * _PATIENCE,
        )


class _Line(Generic[Task, Result]):
    """Tasks that were handed out, in their order."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Task, ProcessFuture[Result] | None, int]] = deque()
        self._weight = 0

    def join(
        self, task: Task, future: ProcessFuture[Result] | None, weight: int
    ) -> None:
        """Add a task at the end; without a future it has nothing to wait for."""
        self._waiting.append((task, future, weight))
        self._weight += weight

    @property
    def is_full(self) -> bool:
        """Whether the first must be back before more is handed out."""
        return len(self._waiting) > _AHEAD or self._weight > _MOST_AHEAD

    @property
    def is_ready(self) -> bool:
        """Whether the first is back."""
        future = self._waiting[0][1] if self._waiting else None
        return bool(self._waiting) and (future is None or future.done())

    def first(self) -> tuple[Task, Result | Outcome | None]:
        """Wait for the first, and give it with what became of it."""
        task, future, weight = self._waiting.popleft()
        self._weight -= weight
        if future is None:
            return task, None
        return task, _ended(future)

    def __iter__(self) -> Iterator[tuple[Task, Result | Outcome | None]]:
        while self._waiting:
            yield self.first()


def _ended(future: ProcessFuture[Result]) -> Result | Outcome:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - whatever ends one page, others go on
        return _outcome(error)


def _outcome(error: BaseException) -> Outcome:
    return Outcome.TOO_SLOW if _slow(error) else Outcome.BROKEN


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


def _start(quiet: bool) -> None:  # noqa: FBT001 - pebble gives it by position
    """Set what holds for the process as a whole."""
    # Ctrl-C ends the command in order; the workers go with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if quiet:
        logging.disable()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    # There already where the server that this process comes from had it.
    import crawler.warm  # noqa: F401, PLC0415


def _read_article(job: Job) -> Article:
    from crawler.extract import read_html  # noqa: PLC0415

    return read_html(job.body[:MOST_MARKUP], url=job.url, content_type=job.content_type)


def _read_list(kind: str, job: Job) -> Answer:
    return discover.source(kind).read(job.body, job.url or "")
