"""Dates that count their years from elsewhere."""

from __future__ import annotations

import pytest

from crawler.fields.calendars import in_our_calendar


@pytest.mark.parametrize(
    "text, tag, ours",
    [
        ("令和3年12月24日", "ja", "2021年12月24日"),
        ("平成元年1月8日", "ja", "1989年1月8日"),
        ("民國110年10月3日", "zh-tw", "2021年10月3日"),
        ("5 มีนาคม 2564", "th", "5 มีนาคม 2021"),
        ("1/2/2564", "th", "1/2/2021"),
        ("۱۵ اسفند ۱۳۹۹", "fa", "2021-03-05"),
        ("1400/01/01", "fa", "2021-03-21"),
        ("1403/12/30", "fa", "2025-03-20"),
        ("8 ثور 1371", "ps", "1992-04-28"),
        ("5 تشرين الثاني 2021", "ar", "5 نوفمبر 2021"),
    ],
)
def test_other_calendars(text: str, tag: str, ours: str) -> None:
    assert in_our_calendar(text, tag) == ours


@pytest.mark.parametrize("text", ["1399/01/31", "2564", "3 May 2021", ""])
def test_what_says_no_other_calendar_stays(text: str) -> None:
    assert in_our_calendar(text, "en") == text


def test_a_day_that_no_month_has_stays() -> None:
    assert in_our_calendar("1399/13/31", "fa") == "1399/13/31"
