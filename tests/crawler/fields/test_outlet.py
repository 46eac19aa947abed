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


SITE = "https://www.hbt.example"


@pytest.mark.parametrize(
    "head, body",
    [
        (
            "<title>Bridge approved – Harbour Times</title>",
            f"<p><a href='{SITE}/'>Harbour Times</a></p>",
        ),
        (
            "<title>Bridge approved | City | Harbour Times</title>",
            (
                "<p><a href='/'>Home</a> <a href='/city/'>City</a></p>"
                "<p>© 2021 Harbour Times. All rights reserved.</p>"
            ),
        ),
        (
            (
                "<title>Bridge approved | Harbour Times</title><link rel='alternate'"
                " type='application/rss+xml' title='Harbour Times' href='/feed'>"
            ),
            "",
        ),
        (
            (
                "<title>Bridge approved</title><link rel='alternate'"
                " type='application/rss+xml' title='Harbour Times » Feed' href='/feed'>"
            ),
            "",
        ),
    ],
)
def test_a_name_that_the_page_repeats(head: str, body: str) -> None:
    outlet = read(Page.from_html(f"{head}<p>x</p>{body}", f"{SITE}/a"))
    assert outlet is not None
    assert (outlet.key, outlet.name) == ("hbt.example", "Harbour Times")


def test_a_chinese_name_behind_section_and_underscore() -> None:
    markup = (
        "<title>桥梁获批_新闻_蓝港在线</title><p><a href='/'>首页</a></p>"
        "<p>当前位置：<a href='/'>蓝港在线</a> &gt; <a href='/news/'>新闻</a></p>"
    )
    outlet = read(Page.from_html(markup, f"{SITE}/news/1.html"))
    assert outlet is not None
    assert outlet.name == "蓝港在线"


@pytest.mark.parametrize(
    "markup",
    [
        "<title>Bridge approved | City</title><p><a href='/city/'>City</a></p>",
        "<title>Bridge approved | Hill</title><a href='https://hill.example/'>Hill</a>",
        "<title>Bridge approved | Home</title><p><a href='/'>Home</a></p>",
        "<title>Bridge</title><p><a href='/'>Bridge</a></p>",
        "<title>Bridge</title><link type='application/rss+xml' title='RSS 2.0'><p>x",
    ],
)
def test_sections_others_and_the_word_home_are_no_names(markup: str) -> None:
    outlet = read(Page.from_html(markup, f"{SITE}/a"))
    assert outlet is not None
    assert outlet.name == "hbt.example"


def test_what_a_page_states_comes_before_what_it_repeats() -> None:
    markup = (
        "<title>Bridge approved | Harbour</title><a href='/'>Harbour</a>"
        "<meta property='og:site_name' content='Harbour Times'>"
    )
    outlet = read(Page.from_html(markup, f"{SITE}/a"))
    assert outlet is not None
    assert outlet.name == "Harbour Times"
