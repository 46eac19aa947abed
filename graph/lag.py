"""The time between two dates that are known only up to a unit."""

from __future__ import annotations

from datetime import datetime, timedelta

from graph.model import Date


def middle(date: Date | None) -> datetime | None:
    """The middle of what a date may mean, in UTC; None where it means nothing.

    >>> from graph.model import Precision
    >>> middle(Date(value="2022-02-20T09:30Z", precision=Precision.MINUTE)).isoformat()
    '2022-02-20T09:30:30+00:00'
    """
    if date is None:
        return None
    try:
        return date.earliest + (date.latest - date.earliest) / 2
    except (ValueError, OverflowError):  # a year that calendars do not reach
        return None


def lag_hours(source: Date | None, copy: Date | None) -> float | None:
    """Hours from the source's date to the copy's, None where one is unknown.

    It is negative where the copy bears the earlier date.

    >>> from graph.model import Precision
    >>> day = Precision.DAY
    >>> lag_hours(Date(value="2022-02-18", precision=day),
    ...           Date(value="2022-02-20", precision=day))
    48.0
    """
    start, end = middle(source), middle(copy)
    if start is None or end is None:
        return None
    return round((end - start) / timedelta(hours=1), 1)
