"""What is told of the worlds: means over the seeds, and the floors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from benchmarks import floors as kept
from benchmarks.chains.scoring import Calibration, Share

OURS, ORACLE = "whence", "oracle"
"""Who has floors, and who shows what could be reached."""
_FLOORED = {"parent": "parent", "origin": "origin"}
_VERDICTS = ("certain", "likely")
"""The verdicts that promise a share of true edges."""

Shares = Mapping[str, Share]


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One world from one seed."""

    world: str
    seed: int
    pages: int
    unread: int
    """Pages that were not taken for articles."""
    shares: Mapping[str, Shares]
    """The measures of each who was asked, Whence first."""
    edges: Mapping[str, Calibration]
    """Of all edges between articles, by verdict."""
    nearest: Mapping[str, Calibration]
    """Of those alone that the trees hang copies by."""
    reading: float
    """Seconds from the first page to the last settled story, ..."""
    ending: float
    """... of which so many went by when the last page was in."""
    asking: float
    """Seconds of all questions together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """A measure over several seeds."""

    mean: float
    least: float
    most: float


def worlds(runs: Iterable[Run]) -> list[str]:
    """The names of the worlds, in their order."""
    return list(dict.fromkeys(run.world for run in runs))


def spread(runs: Sequence[Run], world: str, who: str, measure: str) -> Spread | None:
    """A measure of a world over its seeds; None where there is nothing to count."""
    found = [
        share
        for run in runs
        if run.world == world and (share := run.shares[who][measure].share) is not None
    ]
    if not found:
        return None
    return Spread(mean=fmean(found), least=min(found), most=max(found))


def calibration(
    runs: Iterable[Run], world: str, verdict: str, *, nearest: bool = False
) -> Calibration:
    """The edges of a verdict in a world, all seeds together."""
    parts = [
        run.nearest if nearest else run.edges for run in runs if run.world == world
    ]
    return sum((part.get(verdict, Calibration()) for part in parts), Calibration())


def scores(runs: Sequence[Run]) -> dict[str, float]:
    """What is held against floors, named as they are; more is always better."""
    found: dict[str, float] = {}
    for world in worlds(runs):
        for name, measure in _FLOORED.items():
            reached = spread(runs, world, OURS, measure)
            if reached:
                found[f"chains.{world}_{name}"] = reached.mean
        wrong = spread(runs, world, OURS, "wrongly known")
        if wrong:
            found[f"chains.{world}_not_wrongly_known"] = 1 - wrong.mean
        for verdict in _VERDICTS:
            edges = calibration(runs, world, verdict)
            if edges.edges:
                found[f"chains.{world}_{verdict}"] = edges.true / edges.edges
    return found


def complaints(runs: Sequence[Run]) -> list[str]:
    """A line for each floor that is broken."""
    floors, reached = kept.load(), scores(runs)
    return [
        f"below its floor: {key} is {reached[key]:.4f}, asked for {floors.least[key]}"
        for key in kept.broken(floors, reached)
    ]
