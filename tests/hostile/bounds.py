"""What a case may cost: the time by the clock, and the memory that it adds.

Bounds are generous, for busy machines: they tell what grows without end from what
does not. Where a system does not tell its memory, only the time is held against a row.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.hostile.row import Row

_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")
_PEAK, _NOW = "VmHWM", "VmRSS"


@contextmanager
def within_bounds(row: Row) -> Iterator[None]:
    """Fails where what is done inside takes more time or memory than the row has."""
    known = _forget_peak()
    before, began = _megabytes(_NOW) if known else 0.0, time.monotonic()
    yield
    seconds = time.monotonic() - began
    assert seconds <= row.seconds, f"{row.id} {row.name} took {seconds:.1f} s"
    if known:
        added = _megabytes(_PEAK) - before
        assert added <= row.megabytes, f"{row.id} {row.name} took {added:.0f} MB"


def _forget_peak() -> bool:
    """Let the highest memory so far be that of this moment; False if it can't be."""
    try:
        _CLEAR.write_text("5", encoding="ascii")
    except OSError:
        return False
    return True


def _megabytes(name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+) kB", _STATUS.read_text("ascii"))
    assert found
    return int(found[1]) * 1024 / 10**6
