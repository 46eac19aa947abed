"""Pages a second of a crawl: beside bare Scrapy, and beside the reading alone.

    python -m benchmarks.crawl [--pages N] [--hosts N] [--processes N] [--repeat N]
                               [--memory N] [--json]

The simulated world is served from this machine without any delay. Each run has a
process of its own; all kinds take turns, so that whatever else the machine does meets
all of them, and the median of each counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.table import Table

from benchmarks.crawling.running import Run
from benchmarks.crawling.serving import Served, served

TOLD = {
    "bare": "bare Scrapy that counts links",
    "fetching": "Whence, reading off",
    "reading": "reading processes alone",
    "crawling": "Whence, all on",
}
WANTED = {"fetching": (0.5, 0.8), "crawling": (0.8, 0.95)}
"""What is wanted of what each is measured beside: the floor, and the goal."""
BESIDE = {"fetching": "bare", "crawling": "reading"}
MOST_MEGABYTES = 600
"""What the crawl's own process may hold at 50,000 pages."""
_LONGEST = 6 * 3600


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """One measurement."""

    pages: int
    """How many pages the world has."""
    hosts: int
    """On so many host names."""
    processes: int
    """Reading processes."""
    runs: Mapping[str, Sequence[Run]]
    """The runs of each kind."""

    def ratio(self, kind: str) -> float | None:
        """How fast a kind is beside the other, as the median of all rounds."""
        beside = self.runs.get(BESIDE.get(kind, ""))
        if not beside:
            return None
        pairs = zip(self.runs[kind], beside, strict=True)
        return median(one.speed / other.speed for one, other in pairs)


@click.command()
@click.option("--pages", default=5000, show_default=True, help="Pages of the world.")
@click.option("--hosts", default=50, show_default=True, help="Host names it is on.")
@click.option(
    "--processes",
    default=max(1, (os.cpu_count() or 2) - 1),
    show_default="one a processor but one",
    help="Processes that read.",
)
@click.option("--repeat", default=3, show_default=True, help="Rounds of all kinds.")
@click.option(
    "--memory",
    type=int,
    metavar="N",
    help="Crawl so many pages once, all on, and tell what memory that took.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def main(  # noqa: PLR0913 - click gives every option by name
    pages: int,
    hosts: int,
    processes: int,
    repeat: int,
    memory: int | None,
    *,
    as_json: bool,
) -> None:
    """Measure the speed of a crawl, and its memory."""
    kinds = ["crawling"] if memory else list(TOLD)
    result = measure(kinds, memory or pages, hosts, processes, 1 if memory else repeat)
    if as_json:
        click.echo(json.dumps(asdict(result), indent=2))
        return
    _show(result)
    if memory:
        peak = result.runs["crawling"][0].peak / 1024**2
        click.echo(f"The crawl's process held {peak:.0f} MB; most {MOST_MEGABYTES}.")


def measure(
    kinds: Sequence[str], pages: int, hosts: int, processes: int, rounds: int
) -> Result:
    """Run every kind so many times, in turns."""
    runs: dict[str, list[Run]] = {kind: [] for kind in kinds}
    with TemporaryDirectory(prefix="crawl-") as folder:
        click.echo(f"{pages:,} pages on {hosts} hosts ...", err=True)
        with served(Path(folder), pages=pages, hosts=hosts) as world:
            for _ in range(rounds):
                for kind in kinds:
                    runs[kind].append(_run(kind, world, processes))
    return Result(pages=pages, hosts=hosts, processes=processes, runs=runs)


def _run(kind: str, world: Served, processes: int) -> Run:
    module = "benchmarks.crawling.running"
    command = [sys.executable, "-m", module, kind, str(world.folder), str(processes)]
    click.echo(f"{TOLD[kind]} ...", err=True)
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, text=True, timeout=_LONGEST
    )
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _show(result: Result) -> None:
    table = Table("", "pages/s", box=None, pad_edge=False)
    for name in ("beside it", "wanted", "processor", "ending", "memory"):
        table.add_column(name, justify="right")
    for kind, runs in result.runs.items():
        ratio = result.ratio(kind)
        floor, goal = WANTED.get(kind, (0.0, 0.0))
        table.add_row(
            TOLD[kind],
            f"{median(run.speed for run in runs):.1f}",
            f"{ratio:.2f} x" if ratio else "",
            f"{floor}, goal {goal}" if ratio else "",
            f"{1000 * median(run.processor / run.pages for run in runs):.1f} ms/page",
            f"{median(run.ending for run in runs):.1f} s" if kind == "crawling" else "",
            ""
            if kind == "reading"
            else f"{max(r.peak for r in runs) / 1024**2:.0f} MB",
        )
    Console(width=110).print(table)
    click.echo(
        f"{result.pages:,} pages on {result.hosts} hosts, {result.processes} reading "
        f"of {os.cpu_count()} processors; load {os.getloadavg()[1]:.1f}."
    )


if __name__ == "__main__":
    main()
