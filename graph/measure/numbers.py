"""Shares and quantiles of what was counted."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def share(part: float, whole: float) -> float | None:
    """A part as a share of the whole, 0 to 1; None where there is nothing.

    >>> share(2, 3), share(0, 0)
    (0.6667, None)
    """
    return round(part / whole, 4) if whole else None


def quantile(counted: Iterable[tuple[float, int]], at: float) -> float | None:
    """The value below which so large a share of the values lies; None for no value.

    ``counted`` are values, each with how often it is there, in any order. The
    answer is always one of them: the nearest rank, which is the value at rank
    ``ceil(at * n)``.

    >>> quantile([(48.0, 1), (2.0, 2), (5.0, 1)], 0.5)
    2.0
    >>> quantile([(48.0, 1), (2.0, 2), (5.0, 1)], 0.9)
    48.0
    """
    ordered = sorted(counted)
    ranks = list(accumulate(number for _, number in ordered))
    if not ranks:
        return None
    # 0.1 * 30 is 3.0000000000000004, and still the third.
    wanted = max(math.ceil(round(at * ranks[-1], 6)), 1)
    return next(
        value for (value, _), rank in zip(ordered, ranks, strict=True) if rank >= wanted
    )
