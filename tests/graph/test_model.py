"""A date is an interval, and comes before another only where all of it does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Date, Precision


def date(value: str) -> Date:
    lengths = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
    return Date(value=value, precision=lengths.get(len(value), Precision.MINUTE))


DATES = st.one_of(
    st.dates().map(lambda d: date(f"{d.year:04}")),
    st.dates().map(lambda d: date(d.isoformat()[:7])),
    st.dates().map(lambda d: date(d.isoformat())),
    st.datetimes().map(lambda d: date(d.isoformat(timespec="minutes"))),
    st.datetimes().map(lambda d: date(f"{d.isoformat(timespec='minutes')}-12:00")),
    st.datetimes().map(lambda d: date(f"{d.isoformat(timespec='minutes')}+14:00")),
)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    "value, earliest, latest",
    [
        ("2022", utc(2021, 12, 31, 10), utc(2023, 1, 1, 12)),
        ("2024-02", utc(2024, 1, 31, 10), utc(2024, 3, 1, 12)),
        ("2022-02-20", utc(2022, 2, 19, 10), utc(2022, 2, 21, 12)),
        ("2022-02-20T09:30", utc(2022, 2, 19, 19, 30), utc(2022, 2, 20, 21, 31)),
        ("2022-02-20T09:30+05:30", utc(2022, 2, 20, 4), utc(2022, 2, 20, 4, 1)),
        ("2022-02-20T09:30Z", utc(2022, 2, 20, 9, 30), utc(2022, 2, 20, 9, 31)),
    ],
)
def test_what_a_date_may_mean(value: str, earliest: datetime, latest: datetime) -> None:
    assert (date(value).earliest, date(value).latest) == (earliest, latest)


def test_a_leap_year_is_a_day_longer() -> None:
    years = [date(value) for value in ("2023", "2024")]
    assert [y.latest - y.earliest for y in years] == [
        timedelta(days=days, hours=26) for days in (365, 366)
    ]


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ("2022-02-18", "2022-02-21", True),
        ("2022-02-18", "2022-02-20", False),  # a day ends late in the far west
        ("2022-02-18", "2022-02-18", False),
        ("2022-02", "2022-04", True),
        ("2022-02", "2022-02-20", False),
        ("2021", "2022-02-20", True),
        ("2022-02-20T09:30Z", "2022-02-20T09:45Z", True),
        ("2022-02-20T09:30+05:30", "2022-02-20T04:30Z", True),
        ("2022-02-20T09:30", "2022-02-20T19:30", False),
    ],
)
def test_before_means_wholly_before(one: str, other: str, *, expected: bool) -> None:
    assert date(one).before(date(other)) is expected
    assert not date(other).before(date(one))


@given(DATES, DATES)
def test_any_date_of_the_calendar_can_be_compared(one: Date, other: Date) -> None:
    assert one.earliest <= one.latest
    assert not (one.before(other) and other.before(one))
    assert not one.before(one)


def test_only_a_minute_with_an_offset_knows_its_zone() -> None:
    assert date("2022-02-20T09:30+00:00").zone_known
    assert not date("2022-02-20T09:30").zone_known
    assert not date("2022-02-20").zone_known


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ("2022-02-18", "2022-02-19", True),
        ("2022-02-18T23:00", "2022-02-19", True),
        ("2022-02-18", "2022-02-18", False),
        ("2022-02", "2022-02-19", False),
        # 7 h of the next day in UTC, and 15 h 30 of the day before.
        ("2022-02-18T23:00-08:00", "2022-02-19T00:30+09:00", False),
    ],
)
def test_the_stated_day_tells_the_likely_order(
    one: str, other: str, *, expected: bool
) -> None:
    assert date(one).likely_before(date(other)) is expected
    assert not (expected and date(other).likely_before(date(one)))
