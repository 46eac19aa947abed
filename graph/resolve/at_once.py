"""Matching many articles at once, with all processors: what a new index starts with.

Worker processes read texts, make sketches and compare; this process puts their
results into the store, one batch a transaction, while they are at the next one.
Killed at any time, it goes on where it stopped.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from graph.resolve.matching import Matched, compare_all, match_sketches
from graph.resolve.processes import Processes
from graph.resolve.stage import settle
from graph.reuse.sketch import Sketches, sketch
from graph.store import sketches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from graph.reuse.comparing import Pair
    from graph.store.engine import Store
    from graph.store.overlap_rows import Encoded
    from graph.store.sketches import Sketched

_BATCH = (3_000, 75_000)
"""Articles in a transaction, at least and at most."""
_PASSES = 15
"""Going through the index costs the same for any batch: so it grows with the index,
and each article costs as much as it would cost to read this many."""
_TEXTS = 500
"""Articles whose texts are held at once."""
_AHEAD = 2
"""Batches of which sketches are made while one is put into the store."""
_PART = 500
"""Articles of which a worker makes sketches in one go."""
_PAIRS = 50
"""Pairs that a worker compares in one go; so few are sooner done than handed over."""

_Made = tuple[list["Sketched"], Sketches]
_T = TypeVar("_T")
Then = Callable[["Connection", Matched], None]
"""What is done with a batch's pairs before it is committed."""


def catch_up(store: Store, *, now: datetime) -> Iterator[int]:
    """Match what the store has and its index has not; gives how many, as it goes.

    So it is where an older version made the store; else there is nothing to do.
    """
    with store.read() as connection:
        if not sketches.is_behind(connection):
            return
        left = sketches.unread_ids(connection)

    def then(connection: Connection, matched: Matched) -> None:
        settle(connection, [], matched, now=now)

    with Workers(store) as workers:
        for _ in workers.match(left, then):
            with store.read() as connection:
                yield sketches.count(connection)
    with store.write() as connection:
        sketches.caught_up(connection)


class Workers(Processes):
    """Processes that read a store and make sketches; a context manager."""

    def __init__(self, store: Store, count: int | None = None) -> None:
        """``count``: all processors but that of this process, if it is not said."""
        super().__init__(store, count or max(1, (os.cpu_count() or 1) - 1))
        self.store = store

    def start(self) -> None:
        """Start the processes now, and not when they are needed."""
        for ready in [self.submit(_sketches, ()) for _ in range(self.count)]:
            ready.result()

    def match(
        self, identities: Sequence[str], then: Then | None = None
    ) -> Iterator[Matched]:
        """Match articles that are in the store, batch by batch.

        Each batch is one transaction, with what is to be done ``then``.
        """
        ahead: deque[list[Future[_Made]]] = deque()
        with self.store.read() as connection:
            known = sketches.count(connection)
        start = 0
        while start < len(identities):
            size = min(max(_BATCH[0], (known + start) // _PASSES), _BATCH[1])
            batch = identities[start : start + size]
            parts = _parts(batch, _PART)
            ahead.append([self.submit(_sketches, some) for some in parts])
            start += size
            if len(ahead) > _AHEAD:
                yield self._match(ahead.popleft(), then)
        while ahead:
            yield self._match(ahead.popleft(), then)

    def _match(self, made: list[Future[_Made]], then: Then | None) -> Matched:
        articles, found = _joined([future.result() for future in made])
        if not articles:
            return Matched()
        with self.store.write() as connection:
            matched = match_sketches(connection, articles, found, self.compare)
            if then:
                then(connection, matched)
        return matched

    def compare(
        self, wanted: Sequence[Pair], boilerplate: NDArray[np.uint32]
    ) -> dict[Pair, Encoded]:
        """What pairs share: each process, this one too, compares a part at a time."""
        handed = [
            (self.submit(compare_all, some, boilerplate), some)
            for some in _parts(wanted, _PAIRS)
        ]
        found: dict[Pair, Encoded] = {}
        with self.store.read() as connection:
            # Workers begin with the first, and are behind where they make sketches.
            while handed and handed[-1][0].cancel():
                _, some = handed.pop()
                found |= compare_all(connection, some, boilerplate)
        for future, _ in handed:
            found |= future.result()
        return found


def _parts(values: Sequence[_T], size: int) -> list[Sequence[_T]]:
    return [values[start : start + size] for start in range(0, len(values), size)]


def _joined(parts: Sequence[_Made]) -> _Made:
    """The sketches of several parts as those of one batch."""
    articles: list[Sketched] = []
    texts, hashes, words = [], [], []
    for some, made in parts:
        texts.append(made.texts + len(articles))
        hashes.append(made.hashes)
        words.append(made.words)
        articles += some
    nothing = sketch([])
    return articles, Sketches(
        np.concatenate([nothing.texts, *texts]),
        np.concatenate([nothing.hashes, *hashes]),
        np.concatenate([nothing.words, *words]),
    )


def _sketches(connection: Connection, identities: Sequence[str]) -> _Made:
    """The sketches of articles; those that the index has are left out."""
    parts: list[_Made] = []
    for start in range(0, len(identities), _TEXTS):
        some = identities[start : start + _TEXTS]
        found = sketches.unread(connection, some)
        known = [article.sketched for article in found]
        parts.append((known, sketch([article.text for article in found])))
    return _joined(parts)
