"""Random and mutated inputs through every reader: nothing escapes, nothing is slow.

    python -m benchmarks.fuzz [--inputs 100000] [--seed 1] [--processes N]
        [--readers page,feed] [--gold DIR] [--json]
    python -m benchmarks.fuzz --show "page 17" > page.html

Inputs are drawn from a seed, so one seed gives the same inputs as long as what they
are made of stays the same. Each has a page's deadline, in seconds of the processor.
Ends with 1 where a reader raises or catches what it should not, takes too long, or ends
its process.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.fuzz.readers import Read, Reader, Task, body_of, readers, run
from crawler.workers import DEADLINE, Workers
from graph.model import Outcome

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
_SHOWN = 20
_PATIENCE = 4
"""So many times the deadline ends the process: making the input takes time, too."""


@dataclass(slots=True)
class Told:
    """What became of a reader's inputs."""

    inputs: int = 0
    exceptions: int = 0
    late: int = 0
    """Over the deadline."""
    slowest: float = 0.0
    """Seconds of the processor."""
    seconds: float = 0.0
    """Of all together."""
    faults: list[str] = field(default_factory=list)
    """The first ones, with the number of their input."""

    def add(self, task: Task, read: Read | Outcome | None) -> None:
        """Count one more input."""
        self.inputs += 1
        if not isinstance(read, Read):
            ended = read is Outcome.TOO_SLOW
            read = Read(
                seconds=DEADLINE * _PATIENCE if ended else 0.0,
                fault="" if ended else "its process ended",
            )
        self.seconds += read.seconds
        self.slowest = max(self.slowest, read.seconds)
        self.late += read.seconds > DEADLINE
        self.exceptions += bool(read.fault)
        late = f"{read.seconds:.1f} s" if read.seconds > DEADLINE else ""
        if why := read.fault or late:
            self.faults.append(f"{task.reader} {task.number}: {why}")


def tasks(inputs: int, seed: int, names: list[str], real: Path) -> Iterator[Task]:
    """The inputs, each reader's by its share, mixed."""
    parts = {name: readers()[name].share for name in names}
    whole, place = sum(parts.values()), dict.fromkeys(names, 0)
    for number in range(1, inputs + 1):
        # Whoever lies furthest behind its share is next.
        name = max(names, key=lambda n: parts[n] * number / whole - place[n])
        yield Task(reader=name, seed=seed, number=place[name], real=real)
        place[name] += 1


def fuzzed(
    given: Iterator[Task], *, inputs: int, names: list[str], processes: int
) -> dict[str, Told]:
    """Every input read in worker processes; what became of them, by reader."""
    told = {name: Told() for name in names}
    with Workers(processes, deadline=DEADLINE * _PATIENCE) as workers:
        done = workers.in_order(run, given, weigh=lambda _: 1)
        for task, read in track(
            done, total=inputs, console=Console(stderr=True), transient=True
        ):
            told[task.reader].add(task, read)
    return told


def _names(_context: object, _option: object, given: str | None) -> list[str]:
    known: dict[str, Reader] = readers()
    names = given.split(",") if given else list(known)
    for name in names:
        if name not in known:
            raise click.BadParameter(f"{name} is none of {', '.join(known)}")
    return names


@click.command()
@click.option("--inputs", default=100_000, show_default=True, help="How many.")
@click.option("--seed", default=1, show_default=True, help="Of chance.")
@click.option("--processes", default=os.cpu_count() or 2, help="How many at once.")
@click.option("--readers", "names", callback=_names, help="Which ones; all by default.")
@click.option(
    "--gold",
    default=GOLD,
    type=click.Path(path_type=Path),
    help="The folder of real pages, which are seeds, too.",
)
@click.option("--show", metavar="READER NUMBER", help="Write that input to the output.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def main(  # noqa: PLR0913 - one option each
    *,
    inputs: int,
    seed: int,
    processes: int,
    names: list[str],
    gold: Path,
    show: str | None,
    as_json: bool,
) -> None:
    """Read damaged inputs; end with 1 where one is not read as it should be."""
    if show:
        name, _, number = show.rpartition(" ")
        task = Task(reader=name, seed=seed, number=int(number), real=gold)
        sys.stdout.buffer.write(body_of(task))
        return
    began = time.monotonic()
    given = tasks(inputs, seed, names, gold)
    told = fuzzed(given, inputs=inputs, names=names, processes=processes)
    seconds = time.monotonic() - began
    (_print_json if as_json else _print)(told, seconds, seed)
    raise SystemExit(any(one.exceptions or one.late for one in told.values()))


def _print_json(told: dict[str, Told], seconds: float, seed: int) -> None:
    rows = {
        name: {
            "inputs": one.inputs,
            "exceptions": one.exceptions,
            "over_deadline": one.late,
            "slowest_seconds": round(one.slowest, 3),
            "faults": one.faults[:_SHOWN],
        }
        for name, one in told.items()
    }
    click.echo(json.dumps({"seed": seed, "seconds": round(seconds), "readers": rows}))


def _print(told: dict[str, Told], seconds: float, seed: int) -> None:
    columns = (
        "reader",
        "inputs",
        "exceptions",
        "over deadline",
        "slowest ms",
        "mean ms",
    )
    table = Table(*columns, box=None, pad_edge=False)
    whole = Told()
    for name, one in told.items():
        table.add_row(name, *_cells(one))
        whole.inputs += one.inputs
        whole.exceptions += one.exceptions
        whole.late += one.late
        whole.seconds += one.seconds
        whole.slowest = max(whole.slowest, one.slowest)
    table.add_row("all", *_cells(whole))
    Console(width=100).print(table)
    click.echo(f"seed {seed}, {seconds:.0f} s, deadline {DEADLINE:.0f} s each")
    for one in told.values():
        for fault in one.faults[:_SHOWN]:
            click.echo(fault, err=True)


def _cells(one: Told) -> tuple[str, ...]:
    mean = one.seconds / max(1, one.inputs)
    return (
        f"{one.inputs:,}",
        f"{one.exceptions:,}",
        f"{one.late:,}",
        f"{one.slowest * 1000:.0f}",
        f"{mean * 1000:.1f}",
    )


if __name__ == "__main__":
    main()
