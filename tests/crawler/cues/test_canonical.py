"""The page's own statement of its address names another outlet."""

from __future__ import annotations

import pytest

from crawler.cues import read_claims
from crawler.cues.canonical import canonical
from crawler.page import Page
from graph.model import Article

OWN = "https://daily.example/2022/bridge"


def claims(head: str, url: str | None = OWN) -> list[str | None]:
    page = Page.from_html(f"<head>{head}</head><body><p>x</p></body>", url)
    return [c.reference.url for c in read_claims(page, Article(url=url))]


def test_a_canonical_on_another_outlet_is_a_claim() -> None:
    head = '<link rel="canonical" href="https://hill.example/bridge">'
    assert claims(head) == ["https://hill.example/bridge"]


def test_og_url_counts_too_and_less() -> None:
    head = '<meta property="og:url" content="https://hill.example/bridge">'
    page = Page.from_html(f"<head>{head}</head>", OWN)
    (claim,) = canonical(page, Article(url=OWN))
    assert claim.strength < 0.9
    assert claims(head) == ["https://hill.example/bridge"]


@pytest.mark.parametrize(
    "href",
    [
        "https://www.daily.example/2022/bridge?utm_source=x",
        "https://m.daily.example/2022/bridge",
        "https://hill.example/",
        "https://daily.test/2022/bridge",
        "https://203.0.113.7/2022/bridge",
        "javascript:void(0)",
        "https://archive.example/web/20200102030405/https://daily.example/2022/bridge",
    ],
)
def test_own_addresses_aliases_and_front_pages_are_none(href: str) -> None:
    assert claims(f'<link rel="canonical" href="{href}">') == []


def test_a_page_of_unknown_address_tells_nothing() -> None:
    head = '<link rel="canonical" href="https://hill.example/bridge">'
    assert claims(head, None) == []


@pytest.mark.parametrize(
    "href",
    [
        "http://localhost:3000/a",
        "http://127.0.0.1:8000/a",
        "https://dev.hill.example/a",
    ],
)
def test_a_makers_machine_is_no_source(href: str) -> None:
    assert claims(f'<link rel="canonical" href="{href}">') == []
    assert claims(f'<meta property="og:url" content="{href}">') == []
