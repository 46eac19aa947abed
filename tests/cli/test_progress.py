"""The line that tells how far long work is."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from cli.meter import Meter
from cli.progress import Progress
from graph.model import Intake


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True

    def line(self) -> str:
        """What stands in the line now."""
        return self.getvalue().rpartition("\x1b[2K")[2]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    found = Terminal()
    monkeypatch.setattr("cli.progress.sys", SimpleNamespace(stderr=found))
    return found


def test_facts_stand_in_one_line_that_is_cleared(terminal: Terminal) -> None:
    line = Progress()
    line.show({"read": 1200, "articles": 3}, done=1200)
    assert terminal.line().startswith("1,200 read  3 articles  ")
    assert terminal.line().endswith("/s")
    line.end()
    assert terminal.line() == ""


def test_how_many_await_their_tree_is_told_until_none_does(terminal: Terminal) -> None:
    line = Progress()
    line.settle(1300)
    assert terminal.line() == "settling stories: 1,300 articles left"
    line.settle(1299)
    assert terminal.line() == "settling stories: 1,300 articles left", "too soon"
    line.settle(0)
    assert terminal.line() == ""


def test_nothing_is_written_to_a_file_or_to_who_wants_quiet(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    Progress(quiet=True).settle(7)
    assert terminal.getvalue() == ""
    file = io.StringIO()
    monkeypatch.setattr("cli.progress.sys", SimpleNamespace(stderr=file))
    line = Progress()
    line.show({"read": 1}, done=1)
    line.settle(7)
    line.settle(0)
    assert file.getvalue() == ""


def reached(path: Path, offset: int) -> Intake:
    return Intake(file=str(path), size=0, modified=0, offset=offset)


def test_bytes_of_all_files_are_counted(tmp_path: Path, terminal: Terminal) -> None:
    first, second, third = (tmp_path / name for name in "abc")
    for path in (first, second, third):
        path.write_bytes(b" " * 1_000_000)
    meter = Meter([first, second, third, tmp_path / "none"])
    meter.begin(first, at=400_000)
    assert (meter.done, meter.total, meter.left) == (400_000, 3_000_000, None)
    meter.reach(reached(first, 900_000))
    meter.reach(reached(second, 500_000))
    assert meter.done == 1_500_000
    assert meter.left is not None
    # What was there before this run tells nothing of its speed.
    assert meter.left == pytest.approx(1_500_000 / meter.rate, rel=0.5)
    Progress().show_bytes(meter, {"read": 12}, done=12)
    assert terminal.line().startswith("████████░░░░░░░░ 50%  1.5 MB of 3.0 MB  ")
    assert "/s  0 s left  12 read" in terminal.line()
    meter.end(second)
    meter.end(third)
    assert meter.done == meter.total
