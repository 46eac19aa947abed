"""An engine in a process of its own: timed, watched, asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reuse import running
from benchmarks.reuse.running import Failed, run
from benchmarks.reuse.scoring import score
from tests.benchmarks.reuse_oracle import WORLD, Broken, Forgetful, Late, Oracle


def test_all_articles_reach_the_engine_and_its_pairs_come_back(tmp_path: Path) -> None:
    done = run(Oracle, WORLD, tmp_path, lookups=5)
    found = score(WORLD.truth(), done.pairs)
    assert len(found.recall) == 6
    assert set(found.recall.values()) == {1.0}
    assert found.precision == 1.0
    assert len(done.lookups) == 5
    assert done.peak >= done.before > 10_000_000
    assert all(b.seconds > 0 and b.preparing > 0 for b in done.batches)


def test_an_engine_without_a_store_is_asked_where_it_lives(tmp_path: Path) -> None:
    done = run(Forgetful, WORLD, tmp_path, lookups=3)
    assert len(done.lookups) == 3
    assert sum(map(len, done.pairs)) == 1


def test_pairs_may_be_told_in_the_end(tmp_path: Path) -> None:
    done = run(Late, WORLD, tmp_path, lookups=0)
    assert len(done.later) > 50
    assert set(score(WORLD.truth(), done.pairs).recall.values()) == {1.0}


def test_an_engine_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="ended with 3"):
        run(Broken, WORLD, tmp_path)


def test_batches_cover_the_world_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(running, "BATCH", 50)
    oracle = Oracle(tmp_path)
    batches = list(running._batches(oracle, WORLD, WORLD.size))
    assert len(batches) == 3
    assert oracle._seen() == set(range(WORLD.size))
    assert score(WORLD.truth(), [b.pairs for b in batches]).precision == 1.0
