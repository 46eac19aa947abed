"""One line on standard error that tells how far long work is; only to a terminal."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.meter import Meter

_BAR = 16
"""Signs of a bar that is full."""


class Progress:
    """A line that is written over, at most a few times a second."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._start = time.monotonic()
        self._last = 0.0

    def show(
        self,
        facts: dict[str, int],
        *,
        done: int,
        before: Sequence[str] = (),
        behind: Sequence[str] = (),
    ) -> None:
        """Write the facts, and how many of ``done`` came a second."""
        if not self._shown:
            return
        passed = max(time.monotonic() - self._start, 0.001)
        parts = [*before, *(f"{number:,} {name}" for name, number in facts.items())]
        parts += [f"{done / passed:.1f}/s", *behind]
        self._write("  ".join(parts))

    def show_bytes(self, meter: Meter, facts: dict[str, int], *, done: int) -> None:
        """Write how many bytes of all are done, how fast, and how long it will take."""
        share = meter.done / max(meter.total, 1)
        bar = "█" * round(share * _BAR)
        parts = [
            f"{bar:░<{_BAR}} {share:.0%}",
            f"{amount(meter.done)} of {amount(meter.total)}",
            f"{amount(meter.rate)}/s",
        ]
        if meter.left is not None:
            parts.append(f"{duration(meter.left)} left")
        self.show(facts, done=done, before=parts)

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


def amount(size: float) -> str:
    """A number of bytes, as short as it is read.

    >>> amount(0), amount(1_300_000), amount(2_460_000_000)
    ('0 kB', '1.3 MB', '2.5 GB')
    """
    if size < 1e6:
        return f"{size / 1e3:.0f} kB"
    return f"{size / 1e6:.1f} MB" if size < 1e9 else f"{size / 1e9:.1f} GB"


def duration(seconds: float) -> str:
    """A time, in its largest unit and the next smaller one.

    >>> duration(9.4), duration(130), duration(7_800)
    ('9 s', '2 min 10 s', '2 h 10 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
