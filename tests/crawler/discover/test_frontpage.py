"""Front pages and a day's archive: articles, lists, neighbours."""

from __future__ import annotations

import pytest

from crawler.discover import Answer, Site, Sought, frontpage
from graph.model import Date, Precision

URL = "https://herald.example/"


def read(inside: str, head: str = "") -> Answer:
    page = f"<html><head>{head}</head><body>{inside}</body></html>"
    return frontpage.read(page.encode(), URL)


def test_headlines_are_articles_and_menus_are_not() -> None:
    found = read(
        '<nav><a href="/about">About us</a></nav>'
        '<h2><a href="/2022/ferry">The last ferry leaves the harbour</a></h2>'
        '<h2><a href="https://other.example/x">Another outlet has this story</a></h2>'
        '<h2><a href="/">The Harbour Herald is here</a></h2>'
    )
    assert [(c.url, c.headline) for c in found.candidates] == [
        ("https://herald.example/2022/ferry", "The last ferry leaves the harbour")
    ]


def test_other_outlets_are_neighbours_once_and_by_their_origin() -> None:
    found = read(
        '<p><a href="https://a.example/1">One</a> <a href="https://a.example/2">Two</a>'
        ' <a href="mailto:x@y.example">Write</a> <a href="javascript:go()">Go</a>'
        ' <a href="http://[::1/">Odd</a> <a href="/own">Own</a></p>'
    )
    assert found.neighbours == ("https://a.example",)


def test_declared_lists_are_met() -> None:
    found = read(
        "<p>Welcome</p>",
        '<link rel="https://api.w.org/" href="/wp-json/">'
        '<link rel="alternate" type="application/rss+xml" href="/feed/">'
        '<link rel="alternate" type="text/html" hreflang="fr" href="/fr/">'
        '<meta name="generator" content="WordPress 6.5">',
    )
    assert found.endpoints == (
        ("wordpress", "https://herald.example/wp-json/"),
        ("feed", "https://herald.example/feed/"),
        ("archives", "https://herald.example/"),
    )


def test_software_is_known_by_where_its_files_lie() -> None:
    found = read('<p>Hi</p><img src="/wp-content/uploads/a.jpg">')
    assert found.endpoints == (("archives", "https://herald.example/"),)


def test_a_page_in_its_own_encoding_is_read_in_it() -> None:
    page = (
        '<meta charset="windows-1251"><a href="/a">Последний паром покинул гавань</a>'
    )
    (found,) = frontpage.read(page.encode("windows-1251"), URL).candidates
    assert found.headline == "Последний паром покинул гавань"


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"\0\1\2" * 99, b"{}", b"<" * 9999])
def test_other_bodies_give_nothing(body: bytes) -> None:
    found = frontpage.read(body, URL)
    assert (found.candidates, found.endpoints, found.neighbours) == ((), (), ())


def test_the_front_page_is_asked() -> None:
    assert frontpage.ask_front(Site(home=URL), Sought()) == [URL]


@pytest.mark.parametrize(
    "value, precision, asked",
    [
        ("2022-02-18", Precision.DAY, ["https://herald.example/2022/02/18/"]),
        ("2022-02-18T09:30", Precision.MINUTE, ["https://herald.example/2022/02/18/"]),
        ("2022-02", Precision.MONTH, []),
    ],
)
def test_the_archive_of_a_day_is_asked(
    value: str, precision: Precision, asked: list[str]
) -> None:
    sought = Sought(date=Date(value=value, precision=precision))
    assert frontpage.ask_day(Site(home=URL, archives=True), sought) == asked
    assert frontpage.ask_day(Site(home=URL), sought) == []
    assert frontpage.ask_day(Site(home=URL, archives=True), Sought()) == []
