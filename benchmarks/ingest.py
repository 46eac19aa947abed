"""Pages a second of a whole ``whence ingest``, beside its worker processes alone.

    python -m benchmarks.ingest [--articles 5000] [--world muddled] [--seed 1]
        [--json] [--write]

A simulated world is written as one WARC file. The same number of processes read its
pages twice without a store, once before and once after the whole way: what else the
machine does meets both. The seconds of the whole are parted by what the process that
writes the store was at; those are of its own processor time, since it shares the
machine with the readers.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import wraps
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import click

from crawler import ingest as ingesting
from crawler import keeping
from crawler.ingest import Counts, ingest, items_in, processes
from crawler.item import Item
from crawler.reading import DEADLINE, read_item
from crawler.workers import Workers, prepare
from graph.resolve import finishing, stage
from graph.store.engine import open_store
from tests.world import WORLDS, World, write_warc

RESULTS = Path(__file__).parent / "results"
_SAMPLE = 200
WANTED = 0.9
"""Of the speed of the worker processes alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What was measured."""

    pages: int
    """In the file, ..."""
    megabytes: float
    """... which is so large."""
    workers: int
    """Processes that read."""
    alone: float
    """Pages a second that they read without a store."""
    whole: float
    """Pages a second from the start of the command's work to its end."""
    until_settled: float
    """The same, up to the last page in the store; trees are made behind it."""
    reading: float
    """Milliseconds a page of the processor in a worker."""
    parts: dict[str, float]
    """Milliseconds a page of the processor in the process that writes the store."""

    @property
    def ratio(self) -> float:
        """The whole, as a share of the reading alone."""
        return self.whole / self.alone


@click.command()
@click.option("--articles", default=5000, show_default=True, type=click.IntRange(1))
@click.option("--world", default="muddled", type=click.Choice(list(WORLDS)))
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--write", is_flag=True, help="Keep the result in benchmarks/results.")
def main(articles: int, world: str, seed: int, *, as_json: bool, write: bool) -> None:
    """Measure how fast an archive is taken in."""
    prepare()
    with TemporaryDirectory(prefix="ingest-") as name:
        path = Path(name) / "world.warc.gz"
        made = World(articles=articles, seed=seed, parameters=WORLDS[world])
        write_warc(path, made.pages())
        result = measure(path, Path(name) / "whence.db")
    text = json.dumps(asdict(result) | {"ratio": result.ratio}, indent=2)
    if write:
        RESULTS.mkdir(exist_ok=True)
        file = RESULTS / f"ingest-{time.strftime('%Y-%m-%d-%H%M')}.json"
        file.write_text(text + "\n", "utf-8")
    if as_json:
        click.echo(text)
    else:
        _show(result)


def measure(path: Path, database: Path) -> Result:
    """The workers alone, the whole, and the workers again."""
    before = _alone(path)
    counts, parts = Counts(), _Parts()
    store = open_store(str(database))
    began = last = time.perf_counter()
    used = time.process_time()
    try:
        with _parted(parts):
            for _ in ingest(store, items_in(path), counts=counts):
                last = time.perf_counter()
    finally:
        store.close()
    done = time.perf_counter()
    parts.add("scanning, handing out", time.process_time() - used - parts.total())
    pages = counts.items
    return Result(
        pages=pages,
        megabytes=path.stat().st_size / 1e6,
        workers=processes(),
        alone=2 * pages / (before + _alone(path)),
        whole=pages / (done - began),
        until_settled=pages / (last - began),
        reading=_reading(path),
        parts={name: 1000 * value / pages for name, value in parts.items()},
    )


def _alone(path: Path) -> float:
    """Seconds in which the workers read all pages."""
    pages = [item for item in items_in(path) if item.body]
    with Workers(processes(), deadline=DEADLINE) as workers:
        # The first pages wait for the processes to be there.
        _read(workers, pages[:20])
        began = time.perf_counter()
        _read(workers, pages)
        return time.perf_counter() - began


def _reading(path: Path) -> float:
    """Milliseconds of the processor that a page takes to be read, of the first ones."""
    pages = [item for item in islice(items_in(path), _SAMPLE) if item.body]
    for page in pages[:20]:
        read_item(page)
    began = time.process_time()
    for page in pages:
        read_item(page)
    return 1000 * (time.process_time() - began) / len(pages)


def _read(workers: Workers, pages: list[Item]) -> None:
    for _ in workers.in_order(read_item, pages, weigh=lambda page: len(page.body)):
        pass


class _Parts(dict[str, float]):
    """Seconds of each part."""

    def add(self, name: str, seconds: float) -> None:
        self[name] = self.get(name, 0.0) + seconds

    def total(self) -> float:
        return sum(self.values())


@contextmanager
def _parted(parts: _Parts) -> Iterator[None]:
    """Count what the storing process is at, by its own processor time."""

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def run(*args: Any, **options: Any) -> Any:  # noqa: ANN401 - as what it wraps
            began, known = time.process_time(), parts.total()
            try:
                return work(*args, **options)
            finally:
                # What was counted within this is not counted again.
                within = parts.total() - known
                parts.add(name, time.process_time() - began - within)

        return run

    def listed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        return timed(name, lambda *args, **options: list(work(*args, **options)))

    keep, join, put = keeping.Keeping.keep, keeping.Keeping.join, stage.resolve_all
    with (
        patch.object(keeping.Keeping, "keep", timed("writing", keep)),
        patch.object(keeping.Keeping, "join", timed("names and redirects", join)),
        patch.object(stage, "resolve_all", timed("matching and judging", put)),
        patch.object(ingesting, "finish", listed("trees", finishing.finish)),
    ):
        yield


def _show(result: Result) -> None:
    size = f"{result.pages:,} pages of {result.megabytes:.1f} MB"
    click.echo(f"{size}, {result.workers} processes read")
    click.echo(f"  alone           {result.alone:7.1f} pages/s")
    click.echo(f"  to the store    {result.until_settled:7.1f} pages/s")
    click.echo(f"  with all trees  {result.whole:7.1f} pages/s")
    click.echo(f"ratio {result.ratio:.2f}, wanted {WANTED}")
    click.echo("milliseconds of the processor for a page:")
    click.echo(f"  {result.reading:6.2f}  reading, in a worker")
    for name, value in sorted(result.parts.items(), key=lambda part: -part[1]):
        click.echo(f"  {value:6.2f}  {name}")


if __name__ == "__main__":
    main()
