"""The status line of a crawl: what it has done, what it is doing, how long it takes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cli.progress import Progress, duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.spiders.limits import Tally
    from graph.store.engine import Store

_EVERY = 3.0
"""Seconds between two looks at the queue, which grows long."""
_SETTLED_IN = 5.0
"""Seconds after which the pace of a run tells something."""
_LONGEST_NAME = 30


class Status:
    """Shows the progress of a crawl of a store."""

    def __init__(self, store: Store, *, delay: float, quiet: bool = False) -> None:
        self._store = store
        self._delay = delay
        self._line = Progress(quiet=quiet)
        self._queued: Mapping[str, int] = {}
        self._edges = 0
        self._looked = -_EVERY

    def __call__(self, tally: Tally) -> None:
        """Show how far a run is; the last time, clear the line."""
        if tally.unsettled:
            self._line.settle(tally.unsettled)
        elif self._line.due():
            self._look()
            facts = {
                "pages": tally.pages,
                "articles": tally.articles,
                "claims": tally.claims,
                "republications": self._edges,
                "queued": sum(self._queued.values()),
            }
            self._line.show(facts, done=tally.done, behind=self._behind(tally))
        if tally.ended and not tally.unsettled:
            self._line.end()

    def _look(self) -> None:
        from graph.store import read, waiting

        now = time.monotonic()
        if now - self._looked >= _EVERY:
            self._looked = now
            with self._store.read() as connection:
                self._edges = read.count_republications(connection)
                self._queued = waiting.by_host(connection)

    def _behind(self, tally: Tally) -> list[str]:
        passed = time.monotonic() - tally.started
        rate = tally.done / passed if passed > _SETTLED_IN else 0.0
        left = seconds_left(self._queued, delay=self._delay, rate=rate)
        told = [f"about {duration(left)} left"] if left else []
        return [*told, tally.doing[:_LONGEST_NAME]]


def seconds_left(queued: Mapping[str, int], *, delay: float, rate: float) -> float:
    """How long what is queued will take, without what it leads to; 0.0 for unknown.

    A host's URLs go one by one with a pause between them; all together go no faster
    than they did so far, ``rate`` of them a second.

    >>> seconds_left({"a": 30, "b": 2}, delay=1.0, rate=4.0)
    30.0
    >>> seconds_left({"a": 30, "b": 90}, delay=0.0, rate=4.0)
    30.0
    >>> seconds_left({"a": 30}, delay=1.0, rate=0.0)
    0.0
    """
    if not queued or not rate:
        return 0.0
    return max(max(queued.values()) * delay, sum(queued.values()) / rate)
