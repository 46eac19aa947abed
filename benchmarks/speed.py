"""Pages a second of the whole reading, beside trafilatura on the same pages.

    python -m benchmarks.speed [--gold DIR] [--rounds N] [--json] [--write]

Each reader has a process of its own; they take turns, page set by page set, so that
whatever else the machine does meets all of them. Seconds are of the processor.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

import click
from rich.console import Console
from rich.table import Table

from benchmarks.gate import LABELLED, ROOT
from benchmarks.readers import READERS, Timed, phases
from benchmarks.samples import Sample, golden_samples, labelled_samples, truths
from benchmarks.texts import text_f1

RESULTS = ROOT / "benchmarks" / "results"
FLOOR = 1.3
"""So many times as fast as trafilatura we must be, at the same quality of text."""
GOAL = 3.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """What was measured of one reader."""

    name: str
    """Which one."""
    pages_a_second: float
    """Of the processor, the median of the rounds."""
    slower: float
    """How many times as long as Whence it takes."""
    peak_megabytes: float
    """The most memory that its process held."""
    text: Mapping[str, float]
    """The mean F1 of its texts, by where the true ones come from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """One comparison of the readers."""

    pages: int
    """How many were timed."""
    megabytes: float
    """Their markup."""
    rounds: int
    """How often each reader read them all."""
    readers: Sequence[Reader]
    """Whence first."""
    texts: Mapping[str, int]
    """How many true texts there are, by where they come from."""
    phases: Mapping[str, float]
    """Seconds of each phase of our own reading of all pages."""

    @property
    def times(self) -> float:
        """How many times as fast as the fastest other reader Whence is."""
        return min(reader.slower for reader in self.readers[1:])


@click.command()
@click.option("--gold", default=LABELLED, type=Path, help="Folder of labelled pages.")
@click.option("--rounds", default=5, show_default=True, help="Readings of all pages.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--write", is_flag=True, help="Keep the result in benchmarks/results.")
def main(gold: Path, rounds: int, *, as_json: bool, write: bool) -> None:
    """Measure the speed of reading and the quality of the text."""
    result = measure(labelled_samples(gold), golden_samples(), rounds)
    text = json.dumps(asdict(result), indent=2)
    if write:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"speed-{time.strftime('%Y-%m-%d-%H%M')}.json"
        path.write_text(text + "\n", "utf-8")
    if as_json:
        click.echo(text)
    else:
        _show(result)


def measure(real: Sequence[Sample], golden: Sequence[Sample], rounds: int) -> Result:
    """Everything there is to tell: speed, memory, phases and text.

    The real pages are timed, the golden ones where there are no others.
    """
    pages = [*real, *golden]
    count = len(real) or len(pages)
    true = {"golden pages": _texts(golden, len(real))} | dict(truths(real))
    true = {name: texts for name, texts in true.items() if texts}
    with ExitStack() as stack:
        timed = [stack.enter_context(Timed(name, pages, count)) for name in READERS]
        for _ in range(rounds):
            for one in timed:
                one.read()
        readers = [_reader(one, timed[0].seconds, count, true) for one in timed]
    return Result(
        pages=count,
        megabytes=sum(len(page.body) for page in pages[:count]) / 1024**2,
        rounds=rounds,
        readers=readers,
        texts={name: len(texts) for name, texts in true.items()},
        phases=phases(pages[:count]),
    )


def _reader(
    timed: Timed, ours: float, count: int, true: Mapping[str, Mapping[int, str]]
) -> Reader:
    texts = timed.texts
    return Reader(
        name=timed.name,
        pages_a_second=count / timed.seconds,
        slower=timed.seconds / ours,
        peak_megabytes=timed.peak / 1024**2,
        text={
            name: fmean(text_f1(text, texts[place]) for place, text in some.items())
            for name, some in true.items()
        },
    )


def _texts(samples: Sequence[Sample], first: int) -> Mapping[int, str]:
    return {first + i: sample.text for i, sample in enumerate(samples)}


def _show(result: Result) -> None:
    table = Table("reader", "pages/s", "takes", "memory", box=None, pad_edge=False)
    for name, count in result.texts.items():
        table.add_column(f"text F1: {name} ({count})")
    for reader in result.readers:
        table.add_row(
            reader.name,
            f"{reader.pages_a_second:.1f}",
            f"{reader.slower:.2f} x",
            f"{reader.peak_megabytes:.0f} MB",
            *(f"{value:.3f}" for value in reader.text.values()),
        )
    Console(width=100).print(table)
    whole = sum(result.phases.values())
    told = ", ".join(f"{k} {v / whole:.0%}" for k, v in result.phases.items())
    size = f"{result.pages} pages of {result.megabytes:.1f} MB"
    click.echo(f"{size}, {result.rounds} rounds. Of our time: {told}.")
    others = (f"{r.slower:.2f} times as fast as {r.name}" for r in result.readers[1:])
    click.echo(f"{'; '.join(others)}. Floor {FLOOR}, goal {GOAL}.")


if __name__ == "__main__":
    main()
