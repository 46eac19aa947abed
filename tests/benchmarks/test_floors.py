"""Floors rise, and fall only with a reason that stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import floors
from benchmarks.floors import Floors, broken, load, lowered, raised, save
from benchmarks.gate import main
from benchmarks.golden import goldens

FLOORS = Floors(least={"golden.recall": 0.9, "golden.pages": 60})


def test_a_score_below_its_floor_breaks_it() -> None:
    assert broken(FLOORS, {"golden.recall": 0.8999, "golden.pages": 59}) == [
        "golden.recall",
        "golden.pages",
    ]
    assert broken(FLOORS, {"golden.recall": 0.9, "golden.pages": 61}) == []


def test_what_was_not_measured_breaks_nothing() -> None:
    assert broken(FLOORS, {}) == []


def test_floors_rise_and_never_fall() -> None:
    risen = raised(FLOORS, {"golden.recall": 0.95678, "golden.pages": 50, "x.f1": 0.5})
    assert risen.least == {"golden.recall": 0.9567, "golden.pages": 60, "x.f1": 0.5}


def test_a_floor_falls_with_a_reason_and_only_if_it_is_broken() -> None:
    reasons = {"golden.recall": "a label was wrong", "golden.pages": "no need"}
    fallen = lowered(FLOORS, {"golden.recall": 0.85, "golden.pages": 60}, reasons)
    assert fallen.least == {"golden.recall": 0.85, "golden.pages": 60}
    (step,) = fallen.lowered
    assert (step.key, step.before, step.after) == ("golden.recall", 0.9, 0.85)
    assert step.reason == "a label was wrong"


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    scores = {"golden.recall": 0.85, "golden.pages": 60}
    kept = lowered(FLOORS, scores, {"golden.recall": 'it "fell"\\ for été'})
    save(kept, tmp_path / "floors.toml")
    assert load(tmp_path / "floors.toml") == kept


def test_without_a_file_there_are_no_floors(tmp_path: Path) -> None:
    assert load(tmp_path / "floors.toml").least == {}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A gate over three golden pages, its floors in a file of its own."""
    path = tmp_path / "floors.toml"
    monkeypatch.setattr("benchmarks.measuring.goldens", lambda: goldens()[:3])
    monkeypatch.setattr("benchmarks.floors.load", lambda: load(path))
    monkeypatch.setattr("benchmarks.floors.save", lambda kept: save(kept, path))
    return path


def test_the_gate_ends_with_1_and_a_line_for_each_broken_floor(
    few: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(Floors(least={"golden.pages": 4, "golden.text": 0.1}), few)
    assert run("--gold", "nowhere") == 1
    told = capsys.readouterr()
    assert told.err == "below its floor: golden.pages is 3, was 4\n"
    assert "only what we wrote was measured" in told.out


def test_the_gate_raises_what_it_may_and_keeps_the_rest(few: Path) -> None:
    save(Floors(least={"golden.pages": 4, "golden.text": 0.1}), few)
    assert run("--gold", "nowhere", "--update") == 1
    assert load(few).least["golden.pages"] == 4
    assert load(few).least["golden.text"] > 0.1
    lower = ("--update", "--allow-lower", "golden.pages", "one was there twice")
    assert run("--gold", "nowhere", *lower) == 0
    assert load(few).least["golden.pages"] == 3
    assert load(few).lowered[0].reason == "one was there twice"


def test_the_floors_that_are_pinned_count_every_golden_page() -> None:
    assert load(floors.FILE).least["golden.pages"] == len(goldens())


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments), standalone_mode=False)
    return int(ended.value.code or 0)
