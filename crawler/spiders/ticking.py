"""Telling how far a run is, a few times a second and once at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.utils.asyncio import create_looping_call

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.spiders.limits import Tally

_TICK = 0.3
"""Seconds between two looks at the tally."""


class Ticking:
    """Shows a tally over and over; without ``progress`` to nobody."""

    def __init__(self, tally: Tally, progress: Callable[[Tally], None] | None) -> None:
        self._tally = tally
        self._progress = progress
        self._loop: Any = None

    def start(self) -> None:
        """Begin to show it."""
        if self._progress is not None:
            self._loop = create_looping_call(self._progress, self._tally)
            self._loop.start(_TICK)

    def stop(self) -> None:
        """Show it a last time."""
        if self._progress is not None:
            self._loop.stop()
            self._tally.ended = True
            self._progress(self._tally)
