"""Meta tags that name a source."""

from __future__ import annotations

import pytest

from crawler.cues import read_claims
from crawler.page import Page
from graph.model import Article, Outlet

OWN = "https://daily.example/2022/bridge"
RECORD = Article(url=OWN, outlet=Outlet(key="daily.example", name="Daily Example"))


def read(head: str) -> list[tuple[str | None, str | None]]:
    page = Page.from_html(f"<head>{head}</head><body><p>x</p></body>", OWN)
    found = read_claims(page, RECORD)
    return [(c.reference.outlet, c.reference.url) for c in found]


@pytest.mark.parametrize(
    "head, name, url",
    [
        (
            '<meta name="original-source" content="https://hill.example/a">',
            None,
            "https://hill.example/a",
        ),
        (
            '<meta name="syndication-source" content="hill.example">',
            None,
            "https://hill.example/",
        ),
        (
            '<link rel="syndication-source" href="https://hill.example/a">',
            None,
            "https://hill.example/a",
        ),
        ('<meta name="DC.Source" content="Hill News">', "Hill News", None),
        ('<meta name="author" content="Associated Press">', "Associated Press", None),
        ('<meta name="author" content="Ann Lee, Reuters">', "Reuters", None),
        (
            '<meta name="original-url" content="https://hill.example/a">',
            None,
            "https://hill.example/a",
        ),
    ],
)
def test_a_tag_names_the_source(head: str, name: str | None, url: str | None) -> None:
    assert read(head) == [(name, url)]


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="original-source" content="https://daily.example/2022/bridge">',
        '<meta name="syndication-source" content="daily.example">',
        '<meta name="dc.source" content="Daily Example">',
        '<meta name="source" content="nosection">',
        '<meta name="author" content="Ann Lee">',
        '<meta name="dc.source" content="">',
        '<meta name="original-url" content="https://daily.example/old">',
        '<meta name="source-url" content="https://hill.example/">',
    ],
)
def test_self_references_and_other_values_are_none(head: str) -> None:
    assert read(head) == []


@pytest.mark.parametrize("name", ["original-source", "source-url", "dc.source"])
def test_a_makers_machine_is_no_source(name: str) -> None:
    assert read(f'<meta name="{name}" content="http://localhost:3000/a">') == []
    assert read(f'<meta name="{name}" content="https://hill.example/a">') != []
