"""One line on standard error that tells how far long work is; only to a terminal."""

from __future__ import annotations

import shutil
import sys
import time


class Progress:
    """A line that is written over, at most a few times a second."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._start = time.monotonic()
        self._last = 0.0

    def show(self, facts: dict[str, int], *, done: int) -> None:
        """Write the facts, and how many of ``done`` came a second."""
        if not self._shown:
            return
        passed = max(time.monotonic() - self._start, 0.001)
        parts = [f"{number:,} {name}" for name, number in facts.items()]
        parts.append(f"{done / passed:.1f}/s")
        self._write("  ".join(parts))

    def _write(self, line: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[2K{line[:width]}")
        sys.stderr.flush()

    def settle(self, left: int) -> None:
        """Write how many articles await their story's tree; the last ends the line."""
        if left and self.due():
            self._write(f"settling stories: {left:,} articles left")
        elif not left:
            self.end()

    def due(self, seconds: float = 0.2) -> bool:
        """Whether enough time has passed to write again."""
        now = time.monotonic()
        if not self._shown or now - self._last < seconds:
            return False
        self._last = now
        return True

    def end(self) -> None:
        """Clear the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
