"""The command: what it runs, skips, prints and keeps."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.reuse import __main__ as command
from benchmarks.reuse.engines import Contender
from tests.benchmarks.reuse_oracle import WORLD, Broken, Oracle


@pytest.fixture(autouse=True)
def _engines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    engines = {
        "whence": Contender(make=Oracle, package="numpy", bytes_an_article=1000),
        "broken": Contender(make=Broken, package="numpy", bytes_an_article=1000),
        "huge": Contender(make=Oracle, package="numpy", bytes_an_article=2**60),
        "absent": Contender(make=Oracle, package="no_such", bytes_an_article=1000),
    }
    monkeypatch.setattr(command, "ENGINES", engines)
    monkeypatch.setattr(command, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(command, "World", lambda **_: WORLD)


def called(*arguments: str) -> Result:
    return CliRunner().invoke(command.main, [*arguments, "--sizes", str(WORLD.size)])


def test_what_was_measured_is_shown_with_its_floors() -> None:
    result = called("--engines", "whence")
    assert result.exit_code == 0, result.output
    assert re.search(r"120 +whence .* ms", result.stdout)
    assert re.search(r"recall of composite at 120 +1\.000 .*reached", result.stdout)


def test_one_document_for_programs_and_one_to_keep(tmp_path: Path) -> None:
    result = called("--engines", "whence,broken,huge,absent", "--json", "--write")
    found = json.loads(result.stdout)
    (kept,) = (tmp_path / "results").iterdir()
    assert json.loads(kept.read_text()) == found
    assert [one["engine"] for one in found["engines"]] == ["whence"]
    assert found["machine"]["processors"] > 0
    assert list(found["versions"]) == ["numpy"]
    assert all(floor["held"] for floor in found["floors"] if floor["floor"] == 0.99)
    broken, huge, absent = found["skipped"]
    assert "ended with 3" in broken
    assert re.search(r"huge skipped at 120: .* MB are free", huge)
    assert "no_such is not installed" in absent


@pytest.mark.parametrize(
    "arguments",
    [
        ["--engines", "nobody"],
        ["--sizes", "many"],
        ["--sizes", "1,,2"],
        ["--sizes", "1"],
    ],
)
def test_what_makes_no_sense_is_refused(arguments: list[str]) -> None:
    assert CliRunner().invoke(command.main, arguments).exit_code == 2
