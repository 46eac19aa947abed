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
