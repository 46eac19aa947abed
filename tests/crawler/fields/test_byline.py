"""Authors, from the surest place that names a person."""

from __future__ import annotations

import pytest

from crawler.fields.byline import read
from crawler.page import Page

PROSE = (
    "<p>The council met on Tuesday and voted for the new bridge, as all had hoped.</p>"
)


def names(head: str, *, data: str = "", outlets: tuple[str, ...] = ()) -> list[str]:
    page = Page.from_html(
        f"{data}<article><h1>Bridge approved</h1>{head}{PROSE * 3}</article>"
    )
    return [author.name for author in read(page, outlets)]


def test_structured_data_comes_first() -> None:
    data = (
        '<script type="ld+json">{"@type": "NewsArticle", "headline": '
        '"Bridge approved", "author": [{"name": "Ann Lee"}, "Bob Witt"]}</script>'
    )
    assert names("<p>By Someone Else</p>", data=data) == ["Ann Lee", "Bob Witt"]


def test_an_author_named_by_id_is_looked_up() -> None:
    data = (
        '<script type="ld+json">{"@graph": [{"@type": "Article", "headline": '
        '"Bridge approved", "author": {"@id": "#a"}}, {"@id": "#a", '
        '"name": "Ann Lee"}]}</script>'
    )
    assert names("", data=data) == ["Ann Lee"]


@pytest.mark.parametrize(
    "head",
    [
        "<p>By Ann Lee</p>",
        "<p>By <a href='/ann' rel='author'>Ann Lee</a> | 3 May 2021</p>",
        "<div class='byline'><span>Ann Lee</span></div>",
        "<p itemprop='author'><span itemprop='name'>Ann Lee</span></p>",
        "<meta name='author' content='Ann Lee'>",
        "<meta property='article:author' content='https://x.example'><p>By Ann Lee</p>",
        "<ul class='article-author'><li>Ann Lee</li></ul>",
    ],
)
def test_places_of_a_byline(head: str) -> None:
    assert names(head) == ["Ann Lee"]


def test_a_person_wins_over_an_agency_named_earlier() -> None:
    head = "<meta name='author' content='Reuters'><p class='byline'>By Ann Lee</p>"
    assert names(head) == ["Ann Lee"]


def test_an_agency_stands_where_nobody_else_does() -> None:
    assert names("<p>By Associated Press</p>") == ["Associated Press"]


def test_the_outlet_itself_is_the_last_resort() -> None:
    meta = "<meta name='author' content='Valley News'>"
    assert names(meta + "<p>By Ann Lee</p>", outlets=("Valley News",)) == ["Ann Lee"]
    assert names(meta, outlets=("Valley News",)) == ["Valley News"]


def test_related_authors_are_not_taken() -> None:
    head = "<p itemprop='author'>Ann Lee</p>"
    page = Page.from_html(
        f"<article><h1>Bridge approved</h1>{head}{PROSE * 3}</article>"
        "<div class='related'><p itemprop='author'>Someone Else</p></div>",
    )
    assert [author.name for author in read(page)] == ["Ann Lee"]


def test_no_byline_gives_nobody() -> None:
    assert names("") == []
