"""How long a server asks to be left alone, in every way of saying it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response

from crawler.door.pace import LONGEST_HOLD, hold_until

NOW = datetime(2022, 2, 18, 9, 30, tzinfo=UTC)


def held(status: int, stated: str | bytes | None) -> timedelta | None:
    """For how long an answer holds its host."""
    headers = {} if stated is None else {"Retry-After": stated}
    until = hold_until(
        Response("https://a.org/", status=status, headers=headers), now=NOW
    )
    return None if until is None else until - NOW


@pytest.mark.parametrize(
    "stated, seconds",
    [
        ("120", 120),
        ("0", 0),
        (" 7 ", 7),
        ("Fri, 18 Feb 2022 10:30:00 GMT", 3600),
        ("Fri, 18 Feb 2022 10:30:00 -0000", 3600),
        ("Fri, 18 Feb 2022 08:30:00 GMT", 0),
        ("86401", 86400),
        ("9" * 400, 86400),
        ("Fri, 18 Feb 2122 10:30:00 GMT", 86400),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_stated_pause_is_kept_up_to_a_day(
    status: int, stated: str, seconds: int
) -> None:
    assert held(status, stated) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "stated", ["-5", "soon", "", "1.5", "\xb2", "1e9", "Fri, 99 Feb"]
)
def test_a_pause_that_makes_no_sense_is_a_minute(stated: str) -> None:
    assert held(429, stated.encode("latin-1")) == timedelta(minutes=1)


def test_too_many_requests_hold_the_host_without_a_word() -> None:
    assert held(429, None) == timedelta(minutes=1)


@pytest.mark.parametrize("status", [200, 301, 404, 500])
def test_other_answers_hold_nothing(status: int) -> None:
    assert held(status, "3600") is None


def test_a_failing_server_holds_nothing_unless_it_says_so() -> None:
    assert held(503, None) is None


@given(st.binary(max_size=60))
def test_any_bytes_give_a_pause_within_bounds(stated: bytes) -> None:
    pause = held(429, stated)
    assert pause is not None
    assert timedelta(0) <= pause <= LONGEST_HOLD
