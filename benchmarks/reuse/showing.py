"""The tables of what was measured."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.reuse.results import PEER, Floor, Measured

_WIDTH = 140
_COSTS = (
    "articles/s|ratio|of a processor|ratio|preparing|memory|growth|ratio"
    "|look-up p50|p95"
)


def show(all_measured: Sequence[Measured], floors: Sequence[Floor]) -> None:
    """Print speed and memory, what was found, and the floors."""
    # Files and pipes have no width; the tables have their own.
    console = Console(width=None if Console().is_terminal else _WIDTH)
    console.print(_costs(all_measured), "")
    console.print(_finds(all_measured), "")
    if floors:
        console.print(_floors(floors))


def _table(left: Sequence[str], right: Sequence[str]) -> Table:
    table = Table(*left, box=None, pad_edge=False)
    for name in right:
        table.add_column(name, justify="right")
    return table


def _costs(all_measured: Sequence[Measured]) -> Table:
    """Speed and memory, each with its ratio to Datasketch's in the same world."""
    table = _table(["articles", "engine"], _COSTS.split("|"))
    peers = {one.articles: one for one in all_measured if one.engine == PEER}
    for one in all_measured:
        beside = peers.get(one.articles)
        rate = beside.articles_a_second if beside else None
        of_processor = beside.articles_a_processor_second if beside else None
        growth = beside.growth_megabytes if beside else None
        table.add_row(
            f"{one.articles:,}",
            one.engine,
            f"{one.articles_a_second:,.0f}",
            _times(one.articles_a_second, rate),
            f"{one.articles_a_processor_second:,.0f}",
            _times(one.articles_a_processor_second, of_processor),
            f"{one.preparing:.0f} s",
            f"{one.peak_megabytes:,.0f} MB",
            f"{one.growth_megabytes:,.0f} MB",
            _times(one.growth_megabytes, growth),
            _milliseconds(one.lookup_median),
            _milliseconds(one.lookup_p95),
        )
    return table


def _times(value: float, other: float | None) -> str:
    return f"{value / other:.2f} x" if other else ""


def _milliseconds(value: float | None) -> str:
    return "" if value is None else f"{value:.1f} ms"


def _finds(all_measured: Sequence[Measured]) -> Table:
    """Recall by kind, and precision."""
    kinds = list(dict.fromkeys(kind for one in all_measured for kind in one.recall))
    table = _table(["articles", "engine"], [*kinds, "precision", "pairs"])
    for one in all_measured:
        table.add_row(
            f"{one.articles:,}",
            one.engine,
            *(
                f"{one.recall[kind]:.3f}" if kind in one.recall else ""
                for kind in kinds
            ),
            f"{one.precision:.3f}",
            f"{one.pairs:,}",
        )
    return table


def _floors(floors: Sequence[Floor]) -> Table:
    table = _table(["floor"], ["reached", "asked for", ""])
    for floor in floors:
        table.add_row(
            floor.name,
            f"{floor.reached:.3f}",
            f"{'at most' if floor.at_most else 'at least'} {floor.floor:g}",
            "reached" if floor.held else "missed",
        )
    return table
