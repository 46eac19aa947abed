"""One page in, one article out, whatever the bytes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.extract import read_html, read_text
from graph.model import Outcome, Precision

URL = "https://www.dailyexample.example/2022/02/20/bridge"
PROSE = (
    "The council met on Tuesday and voted for the new bridge, as everyone had hoped. "
)


def html(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


ARTICLE = html(
    "<article><h1>Bridge approved</h1><p class='byline'>By Ann Lee</p>"
    f"<p>First. {PROSE * 2}</p><p>Then. {PROSE * 2}</p>"
    f"<p>Last. {PROSE * 2}</p></article>",
    "<title>Bridge approved - Daily Example</title>"
    "<meta property='og:site_name' content='Daily Example'>"
    "<meta property='article:published_time' content='2022-02-20T09:30:00+01:00'>",
)


def test_an_article_is_kept_with_its_fields() -> None:
    article = read_html(ARTICLE, url=URL)
    assert article.outcome is Outcome.KEPT
    assert article.headline == "Bridge approved"
    assert [author.name for author in article.authors] == ["Ann Lee"]
    assert article.outlet is not None
    assert (article.outlet.key, article.outlet.name) == (
        "dailyexample.example",
        "Daily Example",
    )
    assert article.published is not None
    assert article.published.value == "2022-02-20T09:30+01:00"
    assert article.language == "en"
    assert article.text.count("The council met") == 6


@pytest.mark.parametrize(
    "body, outcome",
    [
        (b"", Outcome.EMPTY),
        (b"%PDF-1.4", Outcome.NOT_HTML),
        (b"\x00\x01\x02\x03" * 300, Outcome.UNDECODABLE),
        (html("<script>app()</script><div id=root></div>"), Outcome.NO_TEXT),
        (html("<p>Nothing here, sorry.</p>"), Outcome.NO_TEXT),
        (html(f"<p>{PROSE}</p>", "<title>404 Not Found</title>"), Outcome.NOT_ARTICLE),
        (html("<p>Short words that are no article at all.</p>"), Outcome.NOT_ARTICLE),
        (html("<div>" * 5000 + f"<p>{PROSE * 9}</p>"), Outcome.TOO_DEEP),
    ],
)
def test_what_is_no_article_says_why(body: bytes, outcome: Outcome) -> None:
    assert read_html(body, url=URL).outcome is outcome


def test_a_front_page_is_no_article() -> None:
    body = html(f"<p>{PROSE * 9}</p>")
    assert (
        read_html(body, url="https://dailyexample.example/").outcome
        is Outcome.NOT_ARTICLE
    )


def test_a_field_that_fails_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("crawler.fields.rights.read", fail)
    article = read_html(ARTICLE, url=URL)
    assert article.outcome is Outcome.BROKEN
    assert article.headline == "Bridge approved"
    assert article.rights == ""


def test_a_reposted_text_is_read_with_all_that_it_says() -> None:
    text = "\n\n".join(
        [
            "The bridge and its friends",
            "By [Ann Lee](#)",
            "Daily Example, March 2, 2022",
            "[Other Paper](#) 28 February 2022",
            "Region: [Europe](#), [North](#)",
            "Theme: [Roads](#), [Steel and](#)\n[Stone](#)",
            *[PROSE * 3] * 4,
            "*",
            (
                "The original source of this article is [Other Paper](#)\n"
                "Copyright © [Ann Lee](#), [Other Paper](#), 2022"
            ),
        ],
    )
    article = read_text(text, url="https://www.dailyexample.example/bridge")
    assert article.headline == "The bridge and its friends"
    assert [author.name for author in article.authors] == ["Ann Lee"]
    assert article.outlet is not None
    assert article.outlet.name == "Daily Example"
    assert article.published is not None
    assert (article.published.value, article.published.precision) == (
        "2022-03-02",
        Precision.DAY,
    )
    assert article.topics == ("Europe", "North", "Roads", "Steel and Stone")
    assert article.rights == "Copyright © Ann Lee, Other Paper, 2022"


def test_an_empty_text_is_empty() -> None:
    assert read_text(" \n", url=None).outcome is Outcome.EMPTY


@pytest.mark.parametrize(
    "body",
    [
        b"<base href='http://[bad'><p>" + PROSE.encode(),
        b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script><p>x",
        b"<a href='http://[::1'>x</a><link rel=canonical href='http://['>",
        b"<time datetime='9999-99-99'>x</time><meta name=date content=0000-00-00>",
        "<p>\ud800</p>".encode("utf-8", "surrogatepass"),
        b"<meta name=author content='" + b"and, " * 5000 + b"'>",
        b"<svg><p>" * 3000,
        b"<!--" + b"-" * 50_000,
    ],
)
def test_malformed_pages_are_read(body: bytes) -> None:
    assert read_html(body, url=URL).outcome is not Outcome.BROKEN


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.sampled_from([None, URL, "x", "http://["]))
def test_no_bytes_raise(body: bytes, url: str | None) -> None:
    assert read_html(b"<p>" + body, url=url).outcome is not Outcome.BROKEN


def test_an_address_without_its_scheme_is_one() -> None:
    url = URL.removeprefix("https://")
    article = read_html(ARTICLE, url=url)
    assert article.url == url
    assert article.outlet is not None
    assert article.outlet.key == "dailyexample.example"
