"""Who publishes: the key from the address, the name from the page."""

from __future__ import annotations

import pytest

from crawler.fields.outlet import read
from crawler.page import Page


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='og:site_name' content='Daily News'>",
        "<meta property='og:site_name' content='Daily News | all that matters'>",
        "<meta name='application-name' content='Daily News'>",
        "<title>Bridge approved | Daily News</title>",
        "<title>Daily News: Bridge approved</title>",
        '<script type="ld+json">{"@type": "WebSite", "name": "Daily News"}</script>',
        (
            '<script type="ld+json">{"@type": "NewsArticle", "headline": "B",'
            ' "publisher": {"name": "Daily News"}}</script>'
        ),
    ],
)
def test_places_of_the_name(head: str) -> None:
    outlet = read(Page.from_html(head + "<p>x</p>", "https://www.dailynews.example/a"))
    assert outlet is not None
    assert (outlet.key, outlet.name) == ("dailynews.example", "Daily News")


def test_the_key_stands_in_for_the_name() -> None:
    outlet = read(Page.from_html("<p>x</p>", "https://www.dailynews.example/a"))
    assert outlet is not None
    assert outlet.name == "dailynews.example"


def test_a_page_of_unknown_address_has_the_key_of_its_name() -> None:
    outlet = read(
        Page.from_html("<meta property='og:site_name' content='Daily News'>x")
    )
    assert outlet is not None
    assert outlet.key == "name:daily-news"


def test_neither_address_nor_name_is_no_outlet() -> None:
    assert read(Page.from_html("<p>x</p>")) is None


def test_a_name_that_is_the_pages_own_title_is_none() -> None:
    head = (
        "<title>Bridge approved</title>"
        "<meta property='og:site_name' content='Bridge approved'>"
    )
    outlet = read(Page.from_html(head + "<p>x</p>", "https://dailynews.example/a"))
    assert outlet is not None
    assert outlet.name == "dailynews.example"


def test_the_world_knows_a_name_that_the_page_does_not_give() -> None:
    outlet = read(Page.from_html("<p>x</p>", "https://www.reuters.com/world/bridge"))
    assert outlet is not None
    assert outlet.name == "Reuters"


def test_a_host_for_a_name_is_given_bare() -> None:
    head = "<meta property='og:site_name' content='www.dailynews.example/'>"
    outlet = read(Page.from_html(head + "<p>x</p>", "https://dailynews.example/a"))
    assert outlet is not None
    assert outlet.name == "dailynews.example"
