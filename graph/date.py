"""A point in time as an interval: what is known of it, and no more."""

from __future__ import annotations

import calendar
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)


class Moment(NamedTuple):
    """A date as a number, and how far it may be off."""

    hours: float
    """From the first instant of the calendar, in UTC."""
    error: float
    """Standard deviation, in hours."""


def before(one: Moment, other: Moment) -> float:
    """How likely one moment lies before another, 0 to 1, if errors are normal."""
    apart = (other.hours - one.hours) / math.hypot(one.error, other.error)
    return 0.5 * (1.0 + math.erf(apart / math.sqrt(2)))


class Precision(StrEnum):
    """The unit up to which a date is known."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True, slots=True)
class Date:
    """A point in time as an interval: what is known of it, and no more."""

    value: str
    """ISO 8601, cut at the precision: ``2022``, ``2022-02``, ``2022-02-20``,
    ``2022-02-20T09:30`` or ``2022-02-20T09:30+05:30``."""
    precision: Precision
    """The unit up to which ``value`` is known."""
    source: str = ""
    """Where it was read: ``jsonld``, ``meta``, ``time``, ``byline``, ``url``,
    ``text``, ``feed``, ``given``."""
    raw: str = ""
    """The words or the attribute it was read from."""

    @property
    def zone_known(self) -> bool:
        """Whether the value states its offset from UTC."""
        return self.precision is Precision.MINUTE and self._start().tzinfo is not None

    @property
    def earliest(self) -> datetime:
        """First instant it may mean, in UTC; an unknown zone widens it by 14 h."""
        return _in_utc(self._start(), widened=-timedelta(hours=14))

    @property
    def latest(self) -> datetime:
        """Last instant it may mean, in UTC; an unknown zone widens it by 12 h."""
        return _in_utc(self._end(), widened=timedelta(hours=12))

    def before(self, other: Date) -> bool:
        """Whether every instant of this one lies before every one of ``other``."""
        return self.latest < other.earliest

    def likely_before(self, other: Date) -> bool:
        """Whether it lies before ``other``, as surely as two pages' days can tell.

        Where the instants overlap only because clocks differ around the world, the
        earlier day that is stated counts.

        >>> day, next_ = (
        ...     Date(value=f"2022-02-{d}", precision=Precision.DAY) for d in (18, 19)
        ... )
        >>> day.before(next_), day.likely_before(next_)
        (False, True)
        """
        if self.before(other) or other.before(self):
            return self.before(other)
        days = self.value[:10], other.value[:10]
        return len(days[0]) == len(days[1]) == len("2022-02-18") and days[0] < days[1]

    def chance_before(self, other: Date) -> float:
        """How likely it lies before ``other``, 0 to 1, by what the two say alone.

        As if each were told with a normal error: next to none for a minute with its
        zone, hours where the zone or the hour is not told.

        >>> one, next_ = (
        ...     Date(value=f"2022-02-{d}", precision=Precision.DAY) for d in (18, 19)
        ... )
        >>> round(one.chance_before(next_), 2), one.chance_before(one)
        (0.98, 0.5)
        """
        return before(self.moment(), other.moment())

    def moment(self) -> Moment:
        """The middle of what it may mean, and by how much that may be wrong."""
        return _moment(self)

    @property
    def error(self) -> float:
        """Hours by which the middle misses the moment, as a standard deviation."""
        if self.precision is Precision.MINUTE:
            return 0.02 if self.zone_known else 4.0
        return {Precision.DAY: 8.0, Precision.MONTH: 240.0}.get(self.precision, 2500.0)

    def _start(self) -> datetime:
        return datetime.fromisoformat(self.value + "0000-01-01"[len(self.value) :])

    def _end(self) -> datetime:
        start = self._start()
        days = {
            Precision.DAY: 1,
            Precision.MONTH: calendar.monthrange(start.year, start.month)[1],
            Precision.YEAR: 365 + calendar.isleap(start.year),
        }
        minute = self.precision is Precision.MINUTE
        unit = timedelta(minutes=1) if minute else timedelta(days=days[self.precision])
        try:
            return start + unit
        except OverflowError:
            return _LAST.replace(tzinfo=start.tzinfo)


def _in_utc(moment: datetime, *, widened: timedelta) -> datetime:
    """A moment in UTC, or as near to it as the calendar goes."""
    try:
        if moment.tzinfo is None:
            return moment.replace(tzinfo=UTC) + widened
        return moment.astimezone(UTC)
    except OverflowError:
        return _FIRST if moment.year == 1 else _LAST


# The same dates are compared with each other over and over again.
@lru_cache(maxsize=65_536)
def _moment(date: Date) -> Moment:
    earliest = date.earliest
    middle = earliest + (date.latest - earliest) / 2
    return Moment((middle - _FIRST) / timedelta(hours=1), date.error)
