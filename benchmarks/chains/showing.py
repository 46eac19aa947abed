"""The tables of what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from rich.console import Console
from rich.table import Table

from benchmarks import floors as kept
from benchmarks.chains.results import (
    ORACLE,
    OURS,
    Run,
    Spread,
    calibration,
    scores,
    spread,
    worlds,
)
from graph.model import Verdict

_WIDTH = 160
_PROMISED = {Verdict.CERTAIN: ">= 0.99", Verdict.LIKELY: ">= 0.90"}


def show(runs: Sequence[Run]) -> None:
    """Print what is right, who else gets how far, the edges, the time, the floors."""
    # Files and pipes have no width; the tables have their own.
    console = Console(width=None if Console().is_terminal else _WIDTH)
    console.print(_right(runs), "")
    console.print(_beside(runs), "")
    console.print(_edges(runs), "")
    console.print(_time(runs), "")
    console.print(_floors(runs))


def _table(left: Sequence[str], right: Sequence[str]) -> Table:
    table = Table(*left, box=None, pad_edge=False)
    for name in right:
        table.add_column(name, justify="right")
    return table


def _right(runs: Sequence[Run]) -> Table:
    """Every measure of Whence."""
    measures = list(runs[0].shares[OURS])
    table = _table(["world"], measures)
    for world in worlds(runs):
        found = [spread(runs, world, OURS, measure) for measure in measures]
        table.add_row(world, *map(_spread, found))
    return table


def _beside(runs: Sequence[Run]) -> Table:
    """Parent and origin of everybody, and how much of the oracle's that is."""
    measures = ["parent", "of the oracle's", "origin", "of the oracle's"]
    table = _table(["world", "who"], [*measures, "given a parent"])
    for world in worlds(runs):
        for who in runs[0].shares:
            parent, of_parent = _and_share(runs, world, who, "parent")
            origin, of_origin = _and_share(runs, world, who, "origin")
            given = _spread(spread(runs, world, who, "given a parent"))
            table.add_row(world, who, parent, of_parent, origin, of_origin, given)
        table.add_section()
    return table


def _and_share(
    runs: Sequence[Run], world: str, who: str, measure: str
) -> tuple[str, str]:
    reached = spread(runs, world, who, measure)
    could = spread(runs, world, ORACLE, measure)
    if reached is None or could is None or not could.mean:
        return _spread(reached), ""
    return _spread(reached), f"{reached.mean / could.mean:.3f}"


def _spread(found: Spread | None) -> str:
    if found is None:
        return ""
    if found.least == found.most:
        return f"{found.mean:.4f}"
    return f"{found.mean:.4f} ({found.least:.3f}-{found.most:.3f})"


def _edges(runs: Sequence[Run]) -> Table:
    """How many edges of each verdict are true."""
    counts = ["edges", "true", "parent", "nearest", "true", "parent", "promised"]
    table = _table(["world", "verdict"], counts)
    for world in worlds(runs):
        for verdict in (Verdict.CERTAIN, Verdict.LIKELY, Verdict.POSSIBLE):
            cells = []
            for nearest in (False, True):
                some = calibration(runs, world, verdict, nearest=nearest)
                cells += [
                    f"{some.edges:,}",
                    _part(some.true, some.edges),
                    _part(some.strict, some.edges),
                ]
            table.add_row(world, verdict.value, *cells, _PROMISED.get(verdict, ""))
        table.add_section()
    return table


def _part(some: int, whole: int) -> str:
    return f"{some / whole:.4f}" if whole else ""


def _time(runs: Sequence[Run]) -> Table:
    table = _table(
        ["world"],
        ["seeds", "pages", "not read", "pages/s", "at the end", "questions/s"],
    )
    for world in worlds(runs):
        own = [run for run in runs if run.world == world]
        pages = sum(run.pages for run in own)
        table.add_row(
            world,
            f"{len(own)}",
            f"{pages:,}",
            f"{sum(run.unread for run in own):,}",
            f"{pages / sum(run.reading for run in own):.0f}",
            f"{fmean(run.ending for run in own):.1f} s",
            f"{pages / sum(run.asking for run in own):.0f}",
        )
    return table


def _floors(runs: Sequence[Run]) -> Table:
    least = kept.load().least
    table = _table(["floor"], ["reached", "asked for", ""])
    for key, reached in scores(runs).items():
        if key in least:
            held = kept.pinned(reached) >= least[key]
            word = "reached" if held else "missed"
            table.add_row(key, f"{reached:.4f}", f"{least[key]:g}", word)
    return table
