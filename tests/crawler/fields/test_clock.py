"""Times of day, as clocks are written around the world."""

from __future__ import annotations

import pytest

from crawler.fields.clock import read_time, spelled, without_time


@pytest.mark.parametrize(
    "text, time",
    [
        ("09:15", "09:15"),
        ("9:15 PM", "21:15"),
        ("12:05 a.m.", "00:05"),
        ("6:05 p.m. EDT", "18:05-04:00"),
        ("17:45 WIB", "17:45+07:00"),
        ("06:30 (GMT+7)", "06:30+07:00"),
        ("10:20:00 GMT+0100 (CET)", "10:20+01:00"),
        ("09:15:33.123+05:30", "09:15+05:30"),
        ("à 08h15", "08:15"),
        ("08.15 Uhr", "08:15"),
        ("kl. 08.15", "08:15"),
        ("klo 8.15", "08:15"),
        ("8.15am GMT", "08:15+00:00"),
        ("18時00分", "18:00"),
        ("午後6時05分", "18:05"),
        ("오후 6:05", "18:05"),
        ("오전 10시 21분", "10:21"),
        ("09:22 مساءً", "21:22"),
        ("25:00", None),
        ("03.02.2021", None),
        ("1:2", None),
        ("", None),
    ],
)
def test_times(text: str, time: str | None) -> None:
    assert read_time(text) == time


def test_letters_that_mean_several_zones_mean_none() -> None:
    assert read_time("10:05 IST") == "10:05"
    assert read_time("10:05 CST") == "10:05"


def test_an_offset_that_no_place_has_is_left_out() -> None:
    assert spelled(9, 15, "+99:00") == "09:15"
    assert spelled(9, 15, "-03:30") == "09:15-03:30"


def test_a_date_without_its_time() -> None:
    assert without_time("3 May 2021 10:20 AM").split() == ["3", "May", "2021"]
