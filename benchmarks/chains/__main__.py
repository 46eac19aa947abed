"""Chains: who copied whom, in simulated worlds of which the truth is known.

    python -m benchmarks.chains [--worlds credited,stripped,muddled,silent]
        [--articles 2000] [--seeds 10] [--first 1] [--processes 1]
        [--json] [--write] [--dump FILE]

Each world of each seed goes the whole way from HTML into a store of its own; then
Whence is asked of every page where it came from. Of all copies, ``parent`` is the
share whose nearest source is what they were taken from (for a composite, one of
them), and ``origin`` the share whose first source is right. Where an agency's text is
on no page of its own, to name the agency or nothing is right. ``wrongly known``
is the share of all pages, originals too, with a wrong origin that is called known;
``given a parent`` is that of originals that are said to be copies. An edge is true
where its source is above the copy.

Beside Whence stand two rules of thumb, with the stories that Whence joined and with
the true ones, and an oracle: see ``baselines.py`` and ``oracle.py``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

import click

from benchmarks.chains.faults import Fault
from benchmarks.chains.measuring import measured
from benchmarks.chains.results import Run, complaints, scores
from benchmarks.chains.showing import show
from tests.world import WORLDS

RESULTS = Path(__file__).parent.parent / "results"


def _names(_context: object, _option: object, given: str) -> list[str]:
    names = given.split(",")
    for name in names:
        if name not in WORLDS:
            raise click.BadParameter(f"{name} is none of {', '.join(WORLDS)}")
    return names


@click.command()
@click.option(
    "--worlds",
    default=",".join(WORLDS),
    show_default=True,
    callback=_names,
    help="Which worlds.",
)
@click.option(
    "--articles",
    default=2000,
    show_default=True,
    type=click.IntRange(1),
    help="Of each world.",
)
@click.option(
    "--seeds",
    default=10,
    show_default=True,
    type=click.IntRange(1),
    help="How many of each world.",
)
@click.option("--first", default=1, show_default=True, help="The first of the seeds.")
@click.option(
    "--processes",
    default=1,
    show_default=True,
    type=click.IntRange(1),
    help="Worlds at a time; with several, times say little.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--write", is_flag=True, help="Keep the result in benchmarks/results.")
@click.option(
    "--dump",
    type=click.File("w", encoding="utf-8", lazy=False),
    help="Write a line of JSON for each page of which something wrong is said.",
)
def main(  # noqa: PLR0913 - one parameter for each option
    *,
    worlds: list[str],
    articles: int,
    seeds: int,
    first: int,
    processes: int,
    dump: TextIO | None,
    as_json: bool,
    write: bool,
) -> None:
    """Measure how well it is told who copied whom."""
    wanted = [(name, seed) for name in worlds for seed in range(first, first + seeds)]
    runs = []
    for run, wrong in measured(wanted, articles, processes):
        runs.append(run)
        if dump is not None:
            _dump(dump, run, wrong)
    text = json.dumps(_document(runs), indent=2)
    if write:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"chains-{time.strftime('%Y-%m-%d-%H%M')}.json"
        path.write_text(text + "\n", "utf-8")
    if as_json:
        click.echo(text)
    else:
        show(runs)
    broken = complaints(runs)
    click.echo("".join(f"{line}\n" for line in broken), nl=False, err=True)
    raise SystemExit(bool(broken))


def _dump(file: TextIO, run: Run, wrong: Iterable[Fault]) -> None:
    """Write what is wrong in a world, to be read while others are measured."""
    for fault in wrong:
        line = json.dumps({"world": run.world, "seed": run.seed, **fault})
        print(line, file=file, flush=True)


def _document(runs: Sequence[Run]) -> dict[str, object]:
    """Everything that the tables show, for programs."""
    return {"scores": scores(runs), "runs": [asdict(run) for run in runs]}


if __name__ == "__main__":
    main()
