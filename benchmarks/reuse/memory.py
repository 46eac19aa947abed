"""How much memory a process and its descendants hold, and how much there is."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

_PROC = Path("/proc")
_CGROUP = Path("/sys/fs/cgroup")
_PAUSE = 0.1
_PATIENCE = 20
"""Looking at a large process takes long, and stops it; so many times as long it is
left alone then."""


class Watch:
    """Samples the memory of a process tree from a thread; a context manager."""

    def __init__(self, root: int) -> None:
        self.peak = 0
        self._root = root
        self._done = Event()
        self._thread = Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    def _sample(self) -> None:
        pause = 0.0
        while not self._done.wait(pause):
            started = time.perf_counter()
            self.peak = max(self.peak, held(self._root))
            pause = max(_PAUSE, _PATIENCE * (time.perf_counter() - started))


def held(root: int) -> int:
    """Bytes that a process and its descendants hold; a shared page counts in parts.

    The sum of the kernel's proportional set sizes (PSS); 0 for a process that ended.
    """
    return sum(map(_held, tree(root)))


def tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    found = [root]
    for process in found:
        with suppress(OSError):
            for task in (_PROC / str(process) / "task").iterdir():
                found += map(int, (task / "children").read_text("ascii").split())
    return found


def _held(process: int) -> int:
    with suppress(OSError):
        lines = (_PROC / str(process) / "smaps_rollup").read_text("ascii").splitlines()
        return sum(int(line.split()[1]) * 1024 for line in lines if line[:4] == "Pss:")
    return 0


def processor_seconds(processes: list[int]) -> float:
    """What these processes, and those of theirs that ended, have used so far."""
    return sum(map(_ticks, processes)) / os.sysconf("SC_CLK_TCK")


def _ticks(process: int) -> int:
    with suppress(OSError):
        text = (_PROC / str(process) / "stat").read_text("utf-8", "replace")
        # Behind the name, which may hold anything, the times are fields 12 to 15.
        return sum(map(int, text.rpartition(")")[2].split()[11:15]))
    return 0


def available() -> int:
    """Bytes that a new process may take: of the machine, or of our share of it."""
    lines = (_PROC / "meminfo").read_text("ascii").splitlines()
    (free,) = (int(line.split()[1]) for line in lines if line[:13] == "MemAvailable:")
    return min(free * 1024, _allowed())


def _allowed() -> int:
    """What a control group leaves; all there is where it sets no limit."""
    with suppress(OSError, ValueError):
        limit = int((_CGROUP / "memory.max").read_text("ascii"))
        return limit - int((_CGROUP / "memory.current").read_text("ascii"))
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
