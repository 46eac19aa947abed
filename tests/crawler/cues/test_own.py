"""Whether a name or an address is the page's own outlet."""

from __future__ import annotations

import pytest

from crawler.cues.own import Own
from crawler.page import Page
from graph.model import Article, Outlet


def own(url: str | None, name: str = "", title: str = "") -> Own:
    page = Page.from_html(f"<title>{title}</title><p>x</p>", url)
    outlet = Outlet(key="", name=name) if name else None
    return Own(page, Article(url=url, outlet=outlet))


@pytest.mark.parametrize(
    "url, name",
    [
        ("https://www.hessen.example/a", "hessen.example/bb"),
        ("https://lake-news.example/a", "LAKE NEWS"),
        ("https://kurskweb.example/a", "Курсквеб.Ру"),
        ("https://pln-pskov.example/a", "Псковская Лента Новостей"),
        ("https://www.theguardian.com/a", "guardiannews.com"),
        ("https://www.reuters.com/a", "Reuters Health"),
    ],
)
def test_spellings_of_the_own_name(url: str, name: str) -> None:
    assert own(url).has_name(name)


def test_names_that_the_page_gives_itself() -> None:
    assert own("https://hn.example/a", name="Hill News").has_name("The Hill News")
    assert own("https://hn.example/a", title="Bridge | Hill News").has_name("Hill News")


def test_other_outlets_are_not_its_own() -> None:
    one = own("https://daily.example/a", name="Daily Example")
    assert not one.has_name("Indian Punchline")
    assert not one.has_name("AP")
    assert not one.has_url("https://hill.example/a")


def test_the_same_path_on_a_like_named_host_is_its_own() -> None:
    one = own("https://daily.example/2022/bridge")
    assert one.has_url("https://daily.test/2022/bridge")
    assert not one.has_url("https://daily.test/2021/other")


@pytest.mark.parametrize("url", ["http://[", "http://[::", "https://a]b/", "//", ""])
def test_a_malformed_address_of_the_page_is_tolerated(url: str) -> None:
    one = own(url)
    assert not one.has_name("Indian Punchline")
    assert not one.has_url("https://hill.example/a")
    assert own("https://daily.example/a").has_url(url)


@pytest.mark.parametrize(
    "url, name, other",
    [
        ("https://daily.example/a", "Daily", "Daily Harbour"),
        ("https://channel1.example/a", "Channel 1", "Channel 13"),
        ("https://guardian-elden.example/a", "Guardian Elden", "The Guardian"),
    ],
)
def test_a_name_that_begins_alike_may_be_another_s(
    url: str, name: str, other: str
) -> None:
    assert not own(url, name=name).has_name(other)


def test_what_sites_add_to_their_name_is_still_their_own() -> None:
    assert own("https://daily.example/a", name="Daily").has_name("Daily Online")
    assert own("https://lakeside.example/a").has_name("Lakeside Times Staff")
    named = own("https://lt.example/a", name="Lakeside Times")
    assert named.has_name("Lakeside News Service")


@pytest.mark.parametrize(
    "url",
    [
        "https://www-daily-example.cdn.ampproject.org/c/s/www.daily.example/2022/a",
        "https://www-daily-example.translate.goog/2022/a?_x_tr_sl=en",
        "https://archive.example/web/20220304050607/https://www.daily.example/2022/a",
    ],
)
def test_a_page_out_of_a_cache_is_its_outlet_s(url: str) -> None:
    assert own(url).has_url("https://www.daily.example/2022/a")
    assert not own(url).has_url("https://hill.example/2022/a")


def test_a_publisher_that_the_world_knows_as_another_is_no_own_name() -> None:
    data = '{"@type": "NewsArticle", "headline": "a", "publisher": {"name": "Reuters"}}'
    page = Page.from_html(
        f"<script type='application/ld+json'>{data}</script><p>x</p>",
        "https://daily.example/a",
    )
    assert not Own(page, Article(url=page.url)).has_name("Reuters")
