"""The memory and the processor time of a process tree."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from benchmarks.reuse.memory import Watch, available, held, processor_seconds, tree

MUCH = 64 * 1024**2
BUSY = f"kept = bytearray({MUCH}); sum(range(10**7)); print(flush=True); input()"
PARENT = (
    "import subprocess, sys; "
    f"subprocess.run([sys.executable, '-c', {BUSY!r}], check=True)"
)


@pytest.fixture
def parent() -> Callable[[], subprocess.Popen[bytes]]:
    """A process whose child holds much memory and waits."""

    def start() -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        started = subprocess.Popen(
            [sys.executable, "-c", PARENT], stdin=pipe, stdout=pipe
        )
        assert started.stdout is not None
        started.stdout.readline()
        return started

    return start


def test_a_child_counts(parent: Callable[[], subprocess.Popen[bytes]]) -> None:
    with parent() as started:
        assert len(tree(started.pid)) == 2
        assert tree(started.pid)[0] == started.pid
        assert held(started.pid) > MUCH
        assert processor_seconds(tree(started.pid)[1:]) > 0
        with Watch(started.pid) as watch:
            time.sleep(0.01)
        assert watch.peak > MUCH
        started.communicate(b"\n")
    assert held(started.pid) == 0


def test_a_process_that_is_gone_has_nothing() -> None:
    gone = 2**22 + 1  # the kernel gives no such number
    assert tree(gone) == [gone]
    assert held(gone) == 0
    assert processor_seconds([gone]) == 0


def test_there_is_memory() -> None:
    assert 0 < available() <= os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
