"""One date out of a few words, never a guess between two."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fields.dates import is_future, parse_date, parse_machine
from graph.model import Date, Precision


def value(text: str, language: str | None = None) -> str | None:
    found = parse_date(text, language)
    return None if found is None else found.value


@pytest.mark.parametrize(
    "text",
    [
        "18 February 2022",
        "February 18, 2022",
        "Feb. 18, 2022",
        "Friday, February 18th, 2022",
        "18 février 2022",
        "18. Februar 2022",
        "18 de febrero de 2022",
        "18 de fevereiro de 2022",
        "18 febbraio 2022",
        "18 februari 2022",
        "18 lutego 2022",
        "18 февраля 2022 г.",
        "18 лютого 2022",
        "18 Şubat 2022",
        "18 Φεβρουαρίου 2022",
        "18. helmikuuta 2022",
        "2022. február 18.",
        "١٨ فبراير ٢٠٢٢",
        "18 בפברואר 2022",
        "18 फ़रवरी 2022",
        "18 Februari 2022",
        "18 tháng 2, 2022",
        "2022年2月18日",
        "2022년 2월 18일",
        "2022-02-18",
        "2022/02/18",
        "18.02.2022",
        "18/02/2022",
        "02/18/2022",
        "Published on 18 February 2022 by Ann Lee",
    ],
)
def test_one_day_in_many_writings(text: str) -> None:
    assert value(text) == "2022-02-18"


def test_a_typing_error_that_leaves_one_reading_is_read() -> None:
    assert value("10 April 10, 2021") == "2021-04-10"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no date at all",
        "25 June 220",
        "9 April 10, 2021",
        "3/4/2021",
        "01/02/03",
        "2024-02-30",
        "0000-00-00",
        "18 February",
        "May I say that 2021 was long",
        "99.99.2021",
    ],
)
def test_none_half_and_doubtful_dates_are_none(text: str) -> None:
    assert parse_date(text) is None


def test_the_language_decides_between_two_readings() -> None:
    assert value("3/4/2021", "en-US") == "2021-03-04"
    assert value("3/4/2021", "en-GB") == "2021-04-03"
    assert value("3/4/2021", "fr") == "2021-04-03"
    assert value("5 listopada 2021", "pl") == "2021-11-05"
    assert value("5 listopada 2021", "hr") == "2021-10-05"


def test_a_month_alone_is_a_month() -> None:
    found = parse_date("November 2023")
    assert found is not None
    assert (found.value, found.precision) == ("2023-11", Precision.MONTH)


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("12:20pm Jan 7, 2024", "2024-01-07T12:20"),
        ("Jan 7, 2024 at 12:20 a.m.", "2024-01-07T00:20"),
        ("28. April 2023, 20:22 Uhr", "2023-04-28T20:22"),
        ("28.04.2023 20h22", "2023-04-28T20:22"),
        ("2024-01-07 09:10 GMT", "2024-01-07T09:10+00:00"),
    ],
)
def test_a_time_beside_the_day_is_kept(text: str, wanted: str) -> None:
    expected = wanted.replace("+00:00", "") if "GMT" in text else wanted
    assert str(value(text)).startswith(expected)


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("2022-02-20T09:30:11+05:30", "2022-02-20T09:30+05:30"),
        ("2022-02-20T09:30:11.123Z", "2022-02-20T09:30+00:00"),
        ("2022-02-20T09:30:11+0530", "2022-02-20T09:30+05:30"),
        ("2022-02-20 09:30:11", "2022-02-20T09:30"),
        ("2022-02-20T00:00:00Z", "2022-02-20"),
        ("20220220", "2022-02-20"),
        ("1645349400", "2022-02-20T09:30+00:00"),
        ("1645349400000", "2022-02-20T09:30+00:00"),
        ("Sun, 20 Feb 2022 09:30:00 +0100", "2022-02-20T09:30+01:00"),
        ("Sun Feb 20 2022 09:30:00 GMT+0100 (CET)", "2022-02-20T09:30+01:00"),
        ("2022-02", "2022-02"),
        ("2022-02-20T09:30+99:99", "2022-02-20T09:30"),
    ],
)
def test_machine_readable_dates(text: str, wanted: str) -> None:
    found = parse_machine(text, "meta")
    assert found is not None
    assert (found.value, found.source) == (wanted, "meta")


def test_tomorrow_may_be_a_time_zone_but_next_year_is_the_future() -> None:
    now = datetime(2022, 2, 20, 12, tzinfo=UTC)
    assert is_future(Date(value="2023-02-20", precision=Precision.DAY), now)
    assert not is_future(Date(value="2022-02-21", precision=Precision.DAY), now)


@given(st.text(max_size=80), st.sampled_from([None, "en", "de-AT", "xx", "zh"]))
def test_any_words_give_a_possible_date_or_none(
    text: str, language: str | None
) -> None:
    found = parse_date(text, language)
    assert found is None or found.earliest < found.latest


def test_spellings_that_the_tables_of_months_lack() -> None:
    found = parse_date("২ ফেব্রুয়ারি ২০২৩", "bn")
    assert found is not None
    assert found.value == "2023-02-02"
