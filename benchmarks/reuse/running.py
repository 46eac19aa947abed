"""One engine over one world, alone in a process of its own.

The process makes the articles itself, and only the engine's own calls are timed.
What it found goes to the caller at once: the memory measured is the engine's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from os import getpid
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from benchmarks.reuse.articles import Article, World
from benchmarks.reuse.engines import Engine, Maker, Pair
from benchmarks.reuse.memory import Watch, held, processor_seconds, tree

BATCH = 1_000
"""Articles that come in together."""
LOOKUPS = 500
_WARM_UP = 20
_CONTEXT = get_context("spawn")


class Failed(Exception):
    """An engine's process ended before its work was done."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """What one batch took and gave."""

    preparing: float
    """Seconds before finding copies, by the clock."""
    seconds: float
    """Seconds of finding copies, by the clock."""
    processor: float
    """Seconds of the processor in the same time, of the engine's own process."""
    pairs: NDArray[np.int64]
    """Two columns: numbers of articles."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """All that one engine did with one world."""

    batches: Sequence[Batch]
    later: NDArray[np.int64]
    """The pairs that were told in the end; two columns: numbers of articles."""
    helpers: float
    """Seconds of the processor of the processes that it started."""
    before: int
    """Bytes that were held before the first article."""
    peak: int
    """The most bytes that were held."""
    lookups: Sequence[float]
    """Seconds of looking up one new article, for each."""

    @property
    def pairs(self) -> Sequence[NDArray[np.int64]]:
        """All that was told."""
        return [*(batch.pairs for batch in self.batches), self.later]


def run(maker: Maker, world: World, folder: Path, *, lookups: int = LOOKUPS) -> Run:
    """Give the whole world to a new engine, batch by batch; then look up new articles.

    An engine that keeps everything in its folder is asked in a fresh process.
    Raises :class:`Failed` where the process ends early.
    """
    batches: list[Batch] = []
    with _Process(maker, world, folder) as process:
        before = held(process.pid)
        with Watch(process.pid) as watch:
            batches.extend(process.ask("batches", world.size))
        (helpers,) = process.ask("helpers", 0)
        (later,) = process.ask("later", 0)
        (persistent,) = process.ask("persistent", 0)
        times = [] if persistent else list(process.ask("lookups", lookups))
    if persistent:
        with _Process(maker, world, folder) as process:
            times = list(process.ask("lookups", lookups))
    return Run(
        batches=batches,
        later=later,
        helpers=helpers,
        before=before,
        peak=max(before, watch.peak),
        lookups=times,
    )


class _Process:
    """The other end of :func:`_work`; a context manager."""

    def __init__(self, maker: Maker, world: World, folder: Path) -> None:
        self._here, there = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(
            target=_work, args=(there, maker, world, folder)
        )
        self._process.start()
        there.close()

    def __enter__(self) -> Self:
        self._receive()
        return self

    def __exit__(self, *_: object) -> None:
        self._here.close()
        self._process.join()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def ask(self, what: str, count: int) -> Iterator[Any]:
        """Everything that the process answers until it is done."""
        self._here.send((what, count))
        while (answer := self._receive()) is not None:
            yield answer

    def _receive(self) -> Any:  # noqa: ANN401 - whatever was asked for
        try:
            return self._here.recv()
        except EOFError:
            self._process.join()
            message = f"the engine's process ended with {self._process.exitcode}"
            raise Failed(message) from None


def _work(there: Connection, maker: Maker, world: World, folder: Path) -> None:
    """Make the engine, and answer until nobody asks."""
    engine = maker(folder)
    # Tables that are made at the first use belong to what is there before.
    engine.look_up(world.article(world.size))
    answers: dict[str, Callable[[int], Iterable[Any]]] = {
        "batches": lambda count: _batches(engine, world, count),
        "helpers": lambda _: [processor_seconds(tree(getpid())[1:])],
        "later": lambda _: [_columns(engine.later_pairs())],
        "persistent": lambda _: [engine.persistent],
        "lookups": lambda count: _lookups(engine, world, count),
    }
    there.send(None)
    while True:
        try:
            what, count = there.recv()
        except EOFError:
            break
        for answer in answers[what](count):
            there.send(answer)
        there.send(None)
    engine.close()


def _batches(engine: Engine, world: World, count: int) -> Iterator[Batch]:
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        yield _batch(engine, [world.article(number) for number in numbers])
    steps = iter(engine.finish())
    while True:
        started, processor = time.perf_counter(), time.process_time()
        pairs = next(steps, None)
        if pairs is None:
            return
        yield Batch(
            preparing=0.0,
            seconds=time.perf_counter() - started,
            processor=time.process_time() - processor,
            pairs=_columns(pairs),
        )


def _batch(engine: Engine, articles: Sequence[Article]) -> Batch:
    started = time.perf_counter()
    engine.prepare(articles)
    prepared, processor = time.perf_counter(), time.process_time()
    pairs = engine.add(articles)
    return Batch(
        preparing=prepared - started,
        seconds=time.perf_counter() - prepared,
        processor=time.process_time() - processor,
        pairs=_columns(pairs),
    )


def _columns(pairs: Iterable[Pair]) -> NDArray[np.int64]:
    return np.array(list(pairs), dtype=np.int64).reshape(-1, 2)


def _lookups(engine: Engine, world: World, count: int) -> Iterator[float]:
    """Seconds for each of the first articles behind the world's last."""
    for number in range(world.size, world.size + _WARM_UP + count):
        article = world.article(number)
        started = time.perf_counter()
        engine.look_up(article)
        if number >= world.size + _WARM_UP:
            yield time.perf_counter() - started
