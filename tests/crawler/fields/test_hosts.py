"""What a host's address says."""

from __future__ import annotations

import pytest

from crawler.fields.hosts import is_elsewhere, is_public

HERE = "https://daily.example/a"


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:3000/a",
        "http://127.0.0.1/a",
        "http://[::1]:8000/a",
        "http://203.0.113.7/a",
        "http://mac-mini.local/a",
        "https://daily.test/a",
        "http://www.daily.localhost/a",
        "https://staging.hill.example/a",
        "https://dev2.hill.example/a",
        "https://www-test.hill.example/a",
        "https://hillnews.wpengine.com/a",
        "not an address",
    ],
)
def test_addresses_that_only_makers_reach(url: str) -> None:
    assert not is_public(url)
    assert not is_elsewhere(url, HERE)
    assert not is_elsewhere(url, None)


@pytest.mark.parametrize(
    "url",
    [
        "https://hill.example/a",
        "https://news.hill.example/test/a",
        "https://test.example/a",
        "https://dev.co.uk/a",
        "https://stageand.hill.example/a",
        "https://local.hill.example/a",
    ],
)
def test_addresses_of_outlets(url: str) -> None:
    assert is_public(url)
    assert is_elsewhere(url, HERE)


def test_on_a_makers_own_machine_others_are_as_good() -> None:
    assert is_elsewhere("http://127.0.0.1:8002/a", "http://127.0.0.1:8001/a")
