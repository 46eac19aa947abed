"""When something is asked again, and what is asked first. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

YOUNG = timedelta(hours=1)
"""Articles are asked again in every update for so long, from when they were first
seen on, ..."""
RECENT = timedelta(days=7)
"""... and now and then for so long."""
RETRY = timedelta(hours=6)
"""What could not be had is asked again after so long, while a list still names it."""
MOST_STEPS = 9


def due(first_seen: datetime, asked: datetime, *, now: datetime) -> bool:
    """Whether an article is asked again.

    In its first hour whenever an update runs, then whenever its age has doubled since
    it was asked: corrections come soon or not at all. With an update every ten minutes
    that makes a dozen times in its week.

    >>> from datetime import datetime, timedelta
    >>> seen = datetime(2026, 1, 2)
    >>> hours = [seen + timedelta(hours=n) for n in (0.5, 5, 8, 10, 200)]
    >>> [due(seen, hours[1], now=now) for now in hours]
    [True, False, False, True, False]
    """
    age = now - first_seen
    return age <= YOUNG or 2 * (asked - first_seen) <= age <= RECENT


def step(taken: int) -> int:
    """How far an outlet goes before others, 0 to 9: the more it took, the sooner.

    ``taken`` is how many stories it took from others; twice as many are one step.

    >>> [step(taken) for taken in (0, 1, 2, 4, 100, 10_000)]
    [0, 1, 2, 3, 7, 9]
    """
    return min(taken.bit_length(), MOST_STEPS)
