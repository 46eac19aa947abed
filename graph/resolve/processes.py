"""Worker processes over a store: they read it and compute, and write nothing.

What they give is put into the store by the process that started them.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from graph.store.engine import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from sqlalchemy import Connection

    from graph.store.engine import Store

_AHEAD = 2
"""Tasks a process that are handed out before the first is back."""
Result = TypeVar("Result")
Part = TypeVar("Part")
Given = ParamSpec("Given")


class Processes:
    """Processes that have a store open; a context manager.

    They are started with the first task.
    """

    def __init__(self, store: Store, count: int | None = None) -> None:
        """``count``: as many as there are processors, if it is not said."""
        self.count = count or os.cpu_count() or 1
        url = store.engine.url.render_as_string(hide_password=False)
        self._pool = ProcessPoolExecutor(
            self.count, get_context("spawn"), initializer=_open, initargs=(url,)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def submit(
        self,
        work: Callable[Concatenate[Connection, Given], Result],
        *args: Given.args,
        **options: Given.kwargs,
    ) -> Future[Result]:
        """Have work done that is given a transaction which changes nothing."""
        run: Callable[..., Result] = _run
        return self._pool.submit(run, work, *args, **options)

    def each(
        self, work: Callable[[Connection, Part], Result], tasks: Iterable[Part]
    ) -> Iterator[Result]:
        """Do the work for each task; gives the results in the order of the tasks."""
        waiting: deque[Future[Result]] = deque()
        for task in tasks:
            waiting.append(self.submit(work, task))
            if len(waiting) > _AHEAD * self.count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class _Worker:
    """What a worker process holds: its own way to the store."""

    store: Store


def _open(url: str) -> None:
    # Ctrl-C ends the command in order; its processes go with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Worker.store = open_store(url, create=False)


def _run(
    work: Callable[Concatenate[Connection, Given], Result],
    *args: Given.args,
    **options: Given.kwargs,
) -> Result:
    with _Worker.store.read() as connection:
        return work(connection, *args, **options)
