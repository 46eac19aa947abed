"""The lists that a page declares."""

from __future__ import annotations

import json

import pytest

from crawler.fields.doors import author_in, doors
from crawler.page import Page

URL = "https://herald.example/2022/ferry"


def read(head: str = "", inside: str = "") -> tuple[tuple[str, str], ...]:
    return doors(Page.from_html(f"<html><head>{head}</head><body>{inside}</body>", URL))


def action(target: object, **known: object) -> str:
    stated = {"@type": "SearchAction", "target": target, **known}
    site = {"@type": "WebSite", "url": "/", "potentialAction": stated}
    return f'<script type="application/ld+json">{json.dumps(site)}</script>'


@pytest.mark.parametrize("kind", ["rss+xml", "atom+xml", "feed+json", "rdf+xml"])
def test_feeds_of_every_kind(kind: str) -> None:
    head = f'<link rel="alternate" type="application/{kind}; charset=utf-8" href="/f">'
    assert read(head) == (("feed", "https://herald.example/f"),)


def test_a_description_of_the_search_on_the_same_outlet() -> None:
    kind = "application/opensearchdescription+xml"
    head = f'<link rel="search" type="{kind}" href="/os.xml">'
    other = f'<link rel="search" type="{kind}" href="https://stranger.example/os.xml">'
    assert read(head + other) == (("opensearch", "https://herald.example/os.xml"),)


@pytest.mark.parametrize(
    "target, known",
    [
        ("https://herald.example/?s={search_term_string}", {}),
        ({"@type": "EntryPoint", "urlTemplate": "/?s={search_term_string}"}, {}),
        ("/?s={query}", {"query-input": "required name=query"}),
        (["/?s={q}"], {"query-input": {"@type": "PropertyValueSpecification",
                                       "valueName": "q"}}),
    ],
)  # fmt: skip
def test_a_search_action_is_a_template(
    target: object, known: dict[str, object]
) -> None:
    wanted = (("search", "https://herald.example/?s={searchTerms}"),)
    assert read(action(target, **known)) == wanted


def test_microdata_states_it_too() -> None:
    meta = '<meta itemprop="target" content="/find/{search_term_string}">'
    assert read(meta) == (("search", "https://herald.example/find/{searchTerms}"),)


@pytest.mark.parametrize(
    "target",
    [
        "https://stranger.example/?s={search_term_string}",
        "/?s=ferry", "/?s={search_term_string}&x={other}", None, 7, {"urlTemplate": []},
    ],
)  # fmt: skip
def test_other_targets_are_none(target: object) -> None:
    assert read(action(target)) == ()


def test_a_byline_leads_to_the_articles_of_its_author() -> None:
    inside = (
        '<p>By <a rel="author" href="/u/17">Ann Lee</a> and '
        '<a href="/author/bo-diaz/?utm_source=x">More from the same hand, daily</a>, '
        '<a href="https://stranger.example/author/cy/">Cy</a> '
        '<a href="/ferry/author">Ferry</a> <a href="/author/">All</a></p>'
    )
    assert read(inside=inside) == (
        ("author", "https://herald.example/u/17#Ann%20Lee"),
        ("author", "https://herald.example/author/bo-diaz/?utm_source=x#bo%20diaz"),
    )


def test_a_list_of_authors_without_end_is_bounded() -> None:
    links = "".join(f'<a href="/author/a{n}">Ann Lee</a> ' for n in range(99))
    assert len(read(inside=f"<p>{links}</p>")) == 20


def test_a_page_of_no_address_declares_no_search() -> None:
    page = Page.from_html(f"<html>{action('https://a.org/{search_term_string}')}")
    assert doors(page) == ()
    assert author_in("http://[::1/author/x") == ""
