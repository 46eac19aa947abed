"""When a label and a claim mean the same source."""

from __future__ import annotations

import pytest

from benchmarks.naming import Source, domain, folded, same_source


@pytest.mark.parametrize(
    "one, other",
    [
        (Source(name="AP"), Source(name="The Associated Press")),
        (Source(name="Hill News"), Source(name="HILL NEWS (online)")),
        (Source(name="Hill News"), Source(name="Hill News Online")),
        (Source(name="Hill News"), Source(url="https://www.hillnews.example/a")),
        (Source(url="https://hill.example/a"), Source(url="http://news.hill.example/")),
        (Source(name="新华社"), Source(name="新华社北京")),
        (Source(name="新华网"), Source(name="Xinhua")),
    ],
)
def test_these_are_one(one: Source, other: Source) -> None:
    assert same_source(one, other)
    assert same_source(other, one)


@pytest.mark.parametrize(
    "one, other",
    [
        (Source(name="Hill News"), Source(name="Lake News")),
        (Source(name="AP"), Source(name="Apple Post")),
        (Source(name="AP"), Source(name="AFP")),
        (Source(url="https://hill.example/a"), Source(url="https://lake.example/a")),
        (Source(name="Hill News"), Source(url="https://lake.example/")),
        (Source(), Source()),
        (Source(name="社"), Source(name="新华社")),
    ],
)
def test_these_are_two(one: Source, other: Source) -> None:
    assert not same_source(one, other)
    assert not same_source(other, one)


def test_a_name_of_nothing_but_brackets_keeps_them() -> None:
    assert folded("(AP)") == "ap"


def test_a_malformed_address_has_no_domain() -> None:
    assert domain("http://[") == ""
