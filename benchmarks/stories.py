"""How well copies are found, and which are not: for whoever tunes the judge.

python -m benchmarks.stories [--gold DIR] [--misses] [--kinds] [--json]
"""

from __future__ import annotations

import json
import logging
from pathlib import Path

import click

from benchmarks.copies import measure_copies
from benchmarks.floors import pinned
from benchmarks.gate import LABELLED
from benchmarks.joined import measure_stories


@click.command()
@click.option("--gold", default=LABELLED, type=Path, help="Folder of labelled stories.")
@click.option("--misses", is_flag=True, help="List what was missed or is wrong, why.")
@click.option("--kinds", is_flag=True, help="List what was taken for another kind.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def main(gold: Path, *, misses: bool, kinds: bool, as_json: bool) -> None:
    """Measure how well copies are found, in real stories and in our own."""
    logging.disable()
    sets = [measure_copies(), *measure_stories(gold)]
    if as_json:
        document = {one.name: {"scores": one.scores, **one.details} for one in sets}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    wanted = ["missed", "wrong"] * misses + ["kind"] * kinds
    for one in sets:
        for key, value in one.scores.items():
            click.echo(f"{key:24}{pinned(value):>10}")
        click.echo("".join(f"{line}\n" for line in one.faults(*wanted) if wanted))


if __name__ == "__main__":
    main()
