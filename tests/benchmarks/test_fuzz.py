"""Damaged inputs: always the same ones, and readers that bear them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz.__main__ import Told, tasks
from benchmarks.fuzz.readers import Read, Task, _check, body_of, readers, run
from crawler.workers import DEADLINE
from graph.errors import WhenceError
from graph.model import Outcome

NOWHERE = Path("/no/such/folder")
FEW = 20


@pytest.mark.parametrize("name", readers())
def test_damaged_inputs_end_without_a_fault(name: str) -> None:
    given = [Task(reader=name, seed=3, number=n, real=NOWHERE) for n in range(FEW)]
    read = [run(task) for task in given]
    assert [one.fault for one in read] == [""] * FEW
    assert max(one.seconds for one in read) < DEADLINE


@pytest.mark.parametrize("name", readers())
@settings(max_examples=FEW, derandomize=True, database=None)
@given(body=st.binary(max_size=600) | st.text(max_size=300).map(str.encode))
def test_any_bytes_end_without_a_fault(name: str, body: bytes) -> None:
    try:
        found = readers()[name].read(body)
    except WhenceError:
        return
    _check(found)


def test_an_input_is_known_by_its_number() -> None:
    one, other = (Task(reader="feed", seed=1, number=n, real=NOWHERE) for n in (1, 2))
    assert body_of(one) == body_of(one)
    assert body_of(one) != body_of(other)


def test_each_reader_gets_its_share() -> None:
    names = list(readers())
    given = [task.reader for task in tasks(1000, 1, names, NOWHERE)]
    whole = sum(reader.share for reader in readers().values())
    for name, reader in readers().items():
        assert abs(given.count(name) - 1000 * reader.share / whole) <= 1


def test_what_is_slow_or_dies_is_told_with_its_number() -> None:
    told = Told()
    task = Task(reader="page", seed=1, number=7, real=NOWHERE)
    told.add(task, Read(seconds=0.1))
    told.add(task, Read(seconds=DEADLINE + 1))
    told.add(task, Outcome.TOO_SLOW)
    told.add(task, Outcome.BROKEN)
    assert (told.inputs, told.late, told.exceptions) == (4, 2, 1)
    assert told.faults == [
        "page 7: 3.0 s",
        "page 7: 8.0 s",
        "page 7: its process ended",
    ]
