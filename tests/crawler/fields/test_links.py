"""Where a page points."""

from __future__ import annotations

from crawler.fields import links
from crawler.page import Page

SENTENCE = "The council met on Tuesday and voted for the new bridge, as all had hoped. "
PROSE = "".join(f"<p>Part {number}. {SENTENCE * 2}</p>" for number in range(3))


def page(
    extra: str = "", url: str | None = "https://x.example/a", head: str = ""
) -> Page:
    return Page.from_html(
        f"<html><head>{head}</head>"
        f"<article><h1>Bridge approved</h1>{PROSE}{extra}</article>",
        url,
    )


def test_canonical_is_what_the_page_states() -> None:
    assert (
        links.canonical(page(head="<link rel='canonical' href='/b?utm_source=x'>"))
        is not None
    )
    assert links.canonical(page(head="<link rel='canonical' href='http://['>")) is None
    assert links.canonical(page()) is None


def test_origins_of_other_outlets_once_each() -> None:
    found = links.outlinks(
        page(
            "<p><a href='/x'>a</a> <a href='https://y.example/1'>b</a> <a href='https://y.example/2'>c</a></p>"
        ),
    )
    assert found == ("https://y.example",)


def test_doors_for_machines() -> None:
    head = (
        "<link rel='alternate' type='application/rss+xml' href='/feed'>"
        "<link rel='alternate' type='text/html' hreflang='de' href='/de'>"
        "<link rel='https://api.w.org/' href='/wp-json/'>"
    )
    assert links.endpoints(page(head=head)) == (
        ("feed", "https://x.example/feed"),
        ("wordpress", "https://x.example/wp-json/"),
    )
