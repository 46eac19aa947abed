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


def test_a_canonical_on_a_makers_machine_is_none() -> None:
    local = "<link rel='canonical' href='http://localhost:3000/a'>"
    og = "<meta property='og:url' content='https://x.example/b'>"
    assert links.canonical(page(head=local)) is None
    assert links.canonical(page(head=local + og)) == "https://x.example/b"


def test_many_links_and_many_hosts_are_bounded() -> None:
    many = "".join(f"<a href='https://h{n}.example/'>x</a>" for n in range(2100))
    own = "".join(f"<a href='https://h{n}.x.example/'>x</a>" for n in range(2100))
    assert len(links.outlinks(page(f"<p>{many}</p>"))) == 500
    last = "<a href='https://last.example/'>x</a>"
    assert links.outlinks(page(f"<p>{own}{last}</p>")) == ()
