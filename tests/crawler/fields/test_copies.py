"""Copies that a page names."""

from __future__ import annotations

from crawler.fields import copies
from crawler.page import Page

URL = "https://herald.example/ferry"


def read(inside: str, head: str = "") -> tuple[str, ...]:
    return copies.read(Page.from_html(f"<head>{head}</head><body>{inside}</body>", URL))


def test_a_relation_and_a_class_name_copies_once_each() -> None:
    inside = (
        '<a class="link u-syndication" href="https://a.example/1#top">A</a>'
        '<a rel="noopener Syndication" href="https://b.example/2">B</a>'
    )
    head = '<link rel="syndication" href="https://a.example/1">'
    assert read(inside, head) == ("https://a.example/1", "https://b.example/2")


def test_its_own_pages_front_pages_and_other_links_are_none() -> None:
    inside = (
        '<a rel="syndication" href="/ferry-2">Own</a>'
        '<a rel="syndication" href="https://a.example/">A</a>'
        '<a rel="syndication" href="javascript:x">X</a> <a rel="syndication">Y</a>'
        '<a href="https://b.example/syndication">B</a>'
    )
    assert read(inside) == ()
    assert copies.read(Page.from_text("syndication")) == ()


def test_they_are_bounded() -> None:
    links = (f'<a rel="syndication" href="https://a{n}.example/1">' for n in range(99))
    assert len(read("".join(links))) == 20
