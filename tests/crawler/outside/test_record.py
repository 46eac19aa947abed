"""One record of a WARC file, as a range request brings it."""

from __future__ import annotations

import gzip

import pytest

from crawler.outside.dead import _month_before
from crawler.outside.record import range_of, record_of
from tests.crawler.outside.recorded import warc_record

URL = "https://herald.example/ferry"


def test_a_record_gives_the_page_and_when_it_was_fetched() -> None:
    found = record_of(warc_record(URL, b"<p>The ferry.</p>"), URL)
    assert found is not None
    assert found.body == b"<p>The ferry.</p>"
    assert found.content_type == "text/html; charset=utf-8"
    assert found.date is not None
    assert found.date.isoformat() == "2022-02-19T12:00:00+00:00"


def test_another_page_s_record_is_none() -> None:
    record = warc_record("https://evil.example/", b"<p>x</p>")
    assert record_of(record, URL) is None


@pytest.mark.parametrize("body", [b"", b"<html>", gzip.compress(b"x"), b"\x1f\x8b\x08",
    gzip.compress(bytes(64 * 1024**2)), gzip.compress(b"WARC/1.0\r\n\r\n"),
    warc_record(URL, b"<p>x</p>")[:100]], ids=range(7))  # fmt: skip
def test_what_is_no_record_is_none(body: bytes) -> None:
    assert record_of(body, URL) is None


@pytest.mark.parametrize("url", ["https://a.example/", "https://a.example/#top",
    "https://a.example/#bytes=1-x", "https://a.example/#bytes=5"])  # fmt: skip
def test_an_address_asks_for_all_unless_it_names_bytes(url: str) -> None:
    assert range_of(url) is None


def test_a_month_goes_back_over_the_year() -> None:
    assert _month_before("2022-01") == "2021-12"
