"""The quality gate: measures how well pages are read and copies found; none may fall.

    python -m benchmarks.gate [--gold DIR] [--update] [--json] [--faults]

It reads the golden pages and our own stories everywhere, and labelled pages and
stories where there are any.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from benchmarks import floors as kept
from benchmarks import golden
from benchmarks.copies import measure_copies
from benchmarks.floors import Floors, Scores
from benchmarks.folds import AGREE, COUNT
from benchmarks.joined import measure_stories
from benchmarks.measuring import Measured, measure_golden, measure_labelled
from benchmarks.pairs import Pairs

ROOT = Path(__file__).parent.parent
LABELLED = ROOT.parent / "shared" / "gold"
"""Where labelled pages and stories lie if there are any: beside the repository."""
OURS = {"golden", "copies"}
"""The sets that we wrote ourselves, which are everywhere."""
_WIDTH = 100

Sets = Sequence[Measured | Pairs]
"""What is measured: pages that are read, and pairs of texts that are judged."""


@click.command()
@click.option("--gold", default=LABELLED, type=Path, help="Folder of labelled pages.")
@click.option("--update", is_flag=True, help="Raise the floors to what was reached.")
@click.option(
    "--allow-lower",
    nargs=2,
    multiple=True,
    metavar="KEY REASON",
    help="With --update: lower this floor, and write the reason into the file.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--faults", is_flag=True, help="List what was missed and what is wrong.")
@click.option(
    "--accept",
    nargs=2,
    metavar="NAME URL",
    help="Write what is read on the golden page NAME.html, to be corrected by hand.",
)
def main(  # noqa: PLR0913 - one parameter for each option
    gold: Path,
    allow_lower: tuple[tuple[str, str], ...],
    accept: tuple[str, str] | None,
    *,
    update: bool,
    as_json: bool,
    faults: bool,
) -> None:
    """Measure how well pages are read and copies found; compare with the floors."""
    logging.disable()
    if accept is not None:
        click.echo(f"{golden.accept(*accept)}: now correct it by hand")
        return
    sets = measured(gold)
    floors = _kept(sets, dict(allow_lower), update=update)
    if as_json:
        click.echo(json.dumps(_document(sets, floors), indent=2))
    else:
        _show(sets, floors)
    if faults:
        click.echo("\n".join(line for one in sets for line in one.faults()))
    complaints = _complaints(sets, floors)
    click.echo("".join(f"{line}\n" for line in complaints), nl=False, err=True)
    raise SystemExit(bool(complaints))


def measured(gold: Path) -> Sets:
    """Every set; of the labelled ones those that are there."""
    pages = [measure_golden(), *measure_labelled(gold)]
    return [*pages, measure_copies(), *measure_stories(gold)]


def _kept(sets: Sets, reasons: dict[str, str], *, update: bool) -> Floors:
    """The floors, written anew where that is asked for."""
    floors, scores = kept.load(), _scores(sets)
    if update:
        floors = kept.raised(kept.lowered(floors, scores, reasons), scores)
        kept.save(floors)
    return floors


def _scores(sets: Sets) -> Scores:
    return {key: value for one in sets for key, value in one.scores.items()}


def _complaints(sets: Sets, floors: Floors) -> list[str]:
    """A line for each floor that is broken."""
    scores = _scores(sets)
    return [
        f"below its floor: {key} is {kept.pinned(scores[key])}, was {floors.least[key]}"
        for key in kept.broken(floors, scores)
    ]


def _show(sets: Sets, floors: Floors) -> None:
    # Files and pipes have no width; the table has its own.
    console = Console(width=None if Console().is_terminal else _WIDTH)
    console.print(_table(sets, floors))
    if {one.name for one in sets} <= OURS:
        click.echo("No labelled pages here: only what we wrote was measured.")
    click.echo(f"1 to {COUNT}: parts by outlet; * is over {AGREE} away from all.")
    for line in _warnings(sets):
        click.echo(line)


def _table(sets: Sets, floors: Floors) -> Table:
    """A row for each score: reached, floor, and the five parts."""
    table = Table("score", "reached", "floor", box=None, pad_edge=False)
    parts = [*map(str, range(1, COUNT + 1)), "split-all", "spread"]
    for name in parts if any(one.folded for one in sets) else ():
        table.add_column(name, justify="right")
    for one in sets:
        for key, value in one.scores.items():
            table.add_row(*_row(one, key, value, floors))
        table.add_section()
    return table


def _row(one: Measured | Pairs, key: str, value: float, floors: Floors) -> list[str]:
    least = floors.least.get(key)
    split = one.splits.get(key)
    row = [key, _number(value), "" if least is None else _number(least)]
    if split is None:
        return row
    parts = [_part(part, value) for part in split.parts]
    return [*row, *parts, f"{split.difference:+.3f}", f"{split.spread:.3f}"]


def _part(part: float | None, whole: float) -> str:
    """The score of a part, marked where it is far from the score on all."""
    if part is None:
        return "– "
    return f"{part:.3f}{'*' if abs(part - whole) > AGREE else ' '}"


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{kept.pinned(value):.4f}"


def _warnings(sets: Sets) -> list[str]:
    """What to look at where parts of the pages are read better than others."""
    return [
        f"the split disagrees: {key} {split.mean:.3f} there, {split.whole:.3f} on all"
        for one in sets
        for key, split in one.splits.items()
        if abs(split.difference) > AGREE
    ]


def _document(sets: Sets, floors: Floors) -> dict[str, object]:
    """Everything that the table shows, for programs."""
    return {
        "scores": _scores(sets),
        "floors": dict(floors.least),
        "broken": kept.broken(floors, _scores(sets)),
        "splits": {
            key: {
                "parts": split.parts,
                "mean": split.mean,
                "split_minus_all": split.difference,
                "spread": split.spread,
            }
            for one in sets
            for key, split in one.splits.items()
        },
        "details": {one.name: one.details for one in sets if isinstance(one, Pairs)},
    }


if __name__ == "__main__":
    main()
