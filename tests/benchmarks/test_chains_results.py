"""Means over the seeds, and what is held against floors."""

from __future__ import annotations

import pytest

from benchmarks import floors
from benchmarks.chains.results import (
    OURS,
    Run,
    Spread,
    calibration,
    complaints,
    scores,
    spread,
)
from benchmarks.chains.scoring import Calibration, Share
from benchmarks.floors import Floors
from tests.world import WORLDS

FLOORS = {f"chains.{world}_{name}" for world in WORLDS for name in ("parent", "origin")}


def run(seed: int, right: int, *, world: str = "silent", wrong: int = 0) -> Run:
    share = Share(right=right, of=10)
    measures = {
        "parent": share,
        "origin": share,
        "wrongly known": Share(right=wrong, of=20),
        "given a parent": Share(right=0, of=0),
    }
    edges = {"certain": Calibration(edges=10, true=right, strict=1)}
    return Run(
        world=world,
        seed=seed,
        pages=20,
        unread=0,
        shares={OURS: measures},
        edges=edges,
        nearest={},
        reading=1.0,
        ending=0.1,
        asking=1.0,
    )


def test_a_measure_is_the_mean_of_its_seeds_with_the_least_and_the_most() -> None:
    found = spread([run(1, 5), run(2, 7)], "silent", OURS, "parent")
    assert found == Spread(mean=0.6, least=0.5, most=0.7)


def test_nothing_to_count_is_no_measure() -> None:
    assert spread([run(1, 5)], "silent", OURS, "given a parent") is None
    assert spread([run(1, 5)], "muddled", OURS, "parent") is None


def test_edges_of_all_seeds_are_counted_together() -> None:
    runs = [run(1, 5), run(2, 8), run(1, 1, world="muddled")]
    found = calibration(runs, "silent", "certain")
    assert found == Calibration(edges=20, true=13, strict=2)
    assert calibration(runs, "silent", "certain", nearest=True) == Calibration()


def test_more_is_always_better_and_what_was_not_met_has_no_score() -> None:
    assert scores([run(1, 9, wrong=1)]) == {
        "chains.silent_parent": 0.9,
        "chains.silent_origin": 0.9,
        "chains.silent_not_wrongly_known": 0.95,
        "chains.silent_certain": 0.9,
    }


def test_a_line_for_each_broken_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    least = {"chains.silent_parent": 0.95, "chains.muddled_parent": 1.0}
    monkeypatch.setattr("benchmarks.floors.load", lambda: Floors(least=least))
    told = "below its floor: chains.silent_parent is 0.9000, asked for 0.95"
    assert complaints([run(1, 9)]) == [told]
    assert complaints([run(1, 10)]) == []


def test_every_world_has_its_floors() -> None:
    assert set(floors.load().least) >= FLOORS
    runs = [run(1, 10, world=world) for world in WORLDS]
    pinned = {key for key in floors.load().least if key.startswith("chains.")}
    assert set(scores(runs)) <= pinned
