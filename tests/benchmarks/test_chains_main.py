"""The whole way, over a small world: from HTML to the tables."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.chains import __main__ as command
from benchmarks.chains.asking import Asked, ask
from benchmarks.chains.faults import faults
from benchmarks.floors import Floors
from graph.identity import url_key
from tests.world import WORLDS, Page, World


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """The pages of a small world in which all credit."""
    world = World(articles=40, seed=3, parameters=WORLDS["credited"])
    return list(world.pages())


@pytest.fixture(scope="module")
def asked(pages: list[Page]) -> Asked:
    return ask(pages)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: Asked) -> None:
    def again(pages: Sequence[Page]) -> Asked:
        assert {url_key(page.url) for page in pages} >= set(asked.told)
        return asked

    monkeypatch.setattr("benchmarks.chains.measuring.ask", again)
    monkeypatch.setattr(command, "RESULTS", tmp_path / "results")
    floors(monkeypatch, {})


def floors(monkeypatch: pytest.MonkeyPatch, least: dict[str, float]) -> None:
    monkeypatch.setattr("benchmarks.floors.load", lambda: Floors(least=least))


def called(*arguments: str) -> Result:
    small = ("--worlds", "credited", "--articles", "40", "--seeds", "1", "--first", "3")
    return CliRunner().invoke(command.main, [*small, *arguments])


def test_every_page_that_was_read_has_an_answer(
    pages: list[Page], asked: Asked
) -> None:
    assert len(asked.told) == len(asked.answers) == len(pages)
    assert set(asked.stories) <= set(asked.told)
    assert asked.edges
    assert {edge.copy for edge in asked.edges} <= set(asked.told)


def test_what_is_wrong_is_told_with_the_truth_beside(pages: list[Page]) -> None:
    copy = next(page for page in pages if page.truth.parents)
    silent = Asked(told={}, edges=(), stories={}, reading=1.0, ending=0.1, asking=1.0)
    found = {fault["url"]: fault for fault in faults(pages, silent)}
    fault = json.loads(json.dumps(found[copy.url]))
    assert fault["wrong"] == ["parent", "origin"]
    assert fault["truth"]["parents"] == list(copy.truth.parents)
    assert fault["said"] is None
    originals = {page.url for page in pages if page.truth.kind == "original"}
    assert not originals & set(found)


def test_who_is_measured_is_shown_beside_the_oracle() -> None:
    result = called()
    assert result.exit_code == 0, result.output
    assert re.search(r"credited +whence +[01]\.\d{4} +\d\.\d{3}", result.stdout)
    assert re.search(r"credited +oracle +[01]\.\d{4} +1\.000", result.stdout)
    assert re.search(r"credited +earliest, true stories +[01]\.", result.stdout)
    assert re.search(r"credited +certain +\d+", result.stdout)


def test_one_document_for_programs_and_one_to_keep(tmp_path: Path) -> None:
    result = called("--json", "--write")
    found = json.loads(result.stdout)
    (kept,) = (tmp_path / "results").iterdir()
    assert json.loads(kept.read_text()) == found
    (run,) = found["runs"]
    assert (run["world"], run["seed"], run["pages"]) == ("credited", 3, 40)
    assert set(found["scores"]) >= {"chains.credited_parent", "chains.credited_origin"}


def test_a_floor_that_is_missed_ends_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    floors(monkeypatch, {"chains.credited_parent": 1.1, "chains.silent_parent": 1.1})
    result = called()
    assert result.exit_code == 1
    assert re.search(r"chains\.credited_parent +[01]\.\d+ +1\.1 +missed", result.stdout)
    (line,) = re.findall(r"below its floor: .*", result.stderr)
    assert "chains.credited_parent" in line


def test_faults_are_written_a_line_each(tmp_path: Path) -> None:
    path = tmp_path / "faults.jsonl"
    result = called("--dump", str(path))
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert all((line["world"], line["seed"]) == ("credited", 3) for line in lines)


def test_a_world_that_is_none_is_wrong_usage() -> None:
    result = called("--worlds", "nowhere")
    assert result.exit_code == 2
    assert "nowhere is none of credited" in result.output
