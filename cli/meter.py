"""How many bytes of the files that a user has named are taken in, and how fast."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.model import Intake


class Meter:
    """Adds up bytes, file by file; a pipe has none."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._sizes = {str(path.absolute()): _size(path) for path in files}
        self._reached: dict[str, int] = {}
        self._before = 0
        self._current = ""
        self._began = time.monotonic()
        self.total = sum(self._sizes.values())
        """Bytes of all files."""

    def begin(self, path: Path, *, at: int) -> None:
        """Note what an earlier run has taken in of a file; it tells of no speed."""
        self._reached[str(path.absolute())] = at
        self._before += at

    def reach(self, intake: Intake | None) -> None:
        """Note how far an archive file is; those before it are at their end."""
        if intake is None:
            return
        if self._current not in {"", intake.file}:
            self._reached[self._current] = self._sizes.get(self._current, 0)
        self._current = intake.file
        self._reached[intake.file] = intake.offset

    def end(self, path: Path) -> None:
        """Note that a file is at its end."""
        name = str(path.absolute())
        self._reached[name] = self._sizes.get(name, 0)

    @property
    def done(self) -> int:
        """Bytes that are taken in."""
        return min(self.total, sum(self._reached.values()))

    @property
    def rate(self) -> float:
        """Bytes a second in this run."""
        passed = max(time.monotonic() - self._began, 0.001)
        return max(0, self.done - self._before) / passed

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take; None while nothing tells."""
        return (self.total - self.done) / self.rate if self.rate else None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
