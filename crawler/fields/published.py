"""When the article was published here; never when it was changed, if that is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from crawler.fields import datelines, stamps
from crawler.fields.dates import is_future
from crawler.page import Page
from graph.model import Date, Precision


def read(page: Page) -> Date | None:
    """The date of publication, from the surest place that states a possible one.

    The date in an address is set once, on publication, and never changed: what
    contradicts it by more than a time zone is something else's date. A month or
    a year stands in only where no day is stated, and the day of a change only
    where nothing else is.
    """
    now = datetime.now(UTC)
    fixed = next((date for date in datelines.from_url(page) if date), None)
    vague: Date | None = None
    for source in _SOURCES:
        for date in source(page):
            if date is None or is_future(date, now):
                continue
            if fixed and not _agree(date, fixed):
                continue
            if date.precision in {Precision.MINUTE, Precision.DAY}:
                return date
            vague = vague or date
    return vague


def _agree(date: Date, fixed: Date) -> bool:
    """Whether both mean one day, or one that a time zone makes two of."""
    if date.value[: len(fixed.value)] == fixed.value:
        return True
    apart = abs(date.earliest - fixed.earliest)
    return date.zone_known and apart <= timedelta(days=2)


_SOURCES: tuple[Callable[[Page], Iterator[Date | None]], ...] = (
    stamps.from_jsonld,
    stamps.from_meta,
    stamps.from_elements,
    datelines.from_head,
    datelines.from_url,
    datelines.from_foot,
    datelines.from_title,
    datelines.from_around,
    stamps.from_lone_time,
    stamps.from_created,
    stamps.from_scripts,
    datelines.from_url_month,
    datelines.from_changes,
)
