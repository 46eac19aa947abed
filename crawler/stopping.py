"""Ctrl-C: the first one asks to stop in order, the second one stops at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopping:
    """Whether the user has asked to stop; called, it tells."""

    def __init__(self) -> None:
        self._asked = False

    def __call__(self) -> bool:
        """Whether to stop."""
        return self._asked

    def ask(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Stop in order; who asks again does not want to wait."""
        self._asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def on_interrupt() -> Iterator[Stopping]:
    """Listen for Ctrl-C as long as it is open; in the main thread only."""
    stopping = Stopping()
    before = signal.signal(signal.SIGINT, stopping.ask)
    try:
        yield stopping
    finally:
        signal.signal(signal.SIGINT, before)
