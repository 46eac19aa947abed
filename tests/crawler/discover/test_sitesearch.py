"""The search that an outlet's pages declare: descriptions, templates, answers."""

from __future__ import annotations

import pytest

from crawler.discover import Answer, Site, Sought, sitesearch

URL = "https://herald.example/search.xml"
_NS = 'xmlns="http://a9.com/-/spec/opensearch/1.1/"'


def description(*urls: str) -> Answer:
    inside = "".join(urls)
    name = "OpenSearchDescription"
    text = f"<?xml version='1.0'?><{name} {_NS}>{inside}</{name}>"
    return sitesearch.read(text.encode(), URL)


def searches(*urls: str) -> list[str]:
    return [url for kind, url in description(*urls).endpoints if kind == "search"]


def test_a_description_offers_its_templates_feeds_first() -> None:
    page = '<Url type="text/html" template="https://herald.example/?q={searchTerms}"/>'
    template = "/find.rss?q={searchTerms}&amp;n={count}"
    feed = f'<Url type="application/rss+xml" template="{template}"/>'
    assert searches(page, feed) == [
        "https://herald.example/find.rss?q={searchTerms}&n=20",
        "https://herald.example/?q={searchTerms}",
    ]


@pytest.mark.parametrize(
    "stated, whole",
    [
        ("/?q={searchTerms}&p={startPage?}", "/?q={searchTerms}&p="),
        ("/?q={searchTerms}&p={startPage}&l={language}", "/?q={searchTerms}&p=1&l=*"),
        ("/{searchTerms}/{geo:box?}", "/{searchTerms}/"),
    ],
)
def test_what_a_template_leaves_open_is_told(stated: str, whole: str) -> None:
    told = f'<Url type="text/html" template="{stated.replace("&", "&amp;")}"/>'
    assert searches(told) == [f"https://herald.example{whole}"]


@pytest.mark.parametrize(
    "url",
    [
        '<Url type="text/html" template="https://stranger.example/?q={searchTerms}"/>',
        '<Url type="text/html" template="/?q=ferry"/>',
        '<Url type="text/html" template="/?q={searchTerms}&amp;x={unknown}"/>',
        '<Url type="text/html" method="post" template="/?q={searchTerms}"/>',
        '<Url type="text/html" rel="suggestions" template="/?q={searchTerms}"/>',
        '<Url type="application/json" template="/?q={searchTerms}"/>',
        '<Url type="text/html"/>',
    ],
)
def test_other_templates_are_left_out(url: str) -> None:
    assert description(url) == Answer()


def test_an_answer_may_be_a_page_or_a_feed() -> None:
    page = b'<html><a href="/ferry">The last ferry leaves the harbour</a></html>'
    feed = (
        b"<rss><channel><item><title>The last ferry</title>"
        b"<link>https://herald.example/ferry</link></item></channel></rss>"
    )
    for body in (page, feed):
        (found,) = sitesearch.read(body, "https://herald.example/?q=x").candidates
        assert found.url == "https://herald.example/ferry"


def test_a_template_is_asked_else_the_description() -> None:
    sought = Sought(headline="The last ferry & the harbour")
    known = Site(
        home="https://herald.example/",
        searches=("https://herald.example/?q={searchTerms}",),
        descriptions=(URL,),
    )
    (asked,) = sitesearch.ask(known, sought)
    assert asked.startswith("https://herald.example/?q=the%20last%20ferry")
    only = Site(home="https://herald.example/", descriptions=(URL,))
    assert sitesearch.ask(only, sought) == [URL]
    assert sitesearch.ask(known, Sought()) == []
