"""Bylines that no word introduces: above a headline, or beside a date."""

from __future__ import annotations

import pytest

from crawler.fields.byline import read
from crawler.page import Page

PROSE = (
    "The council met on Tuesday and voted for the new bridge, as all had hoped. "
    "It will be built next year, and those on both banks will pay for it."
)


def of_text(lines: str, prose: str = PROSE) -> list[str]:
    page = Page.from_text(f"# Bridge approved\n\n{lines}\n\n{prose}\n\n{prose}")
    return [author.name for author in read(page)]


@pytest.mark.parametrize(
    "lines",
    [
        "Ann Lee\n\n2 February 2023",
        "2 February 2023\n\nAnn Lee",
        "Ann Lee | 2 February 2023",
        "2 February 2023 | Ann Lee",
        "Ann Lee, 2 February 2023",
        "Ann Lee - 2 February 2023",
    ],
)
def test_a_name_beside_a_date_is_the_byline(lines: str) -> None:
    assert of_text(lines) == ["Ann Lee"]


@pytest.mark.parametrize(
    "lines",
    [
        "Ann Lee",
        "Human Rights | 2 February 2023",
        "Middle East\n\n2 February 2023",
        "New York, 2 February 2023",
        "Berlin, 2 February 2023",
        "Blue Lake Gazette | 2 February 2023",
        "Associated Press\n\n2 February 2023",
        "Updated 2 February 2023",
    ],
)
def test_other_words_beside_a_date_are_none(lines: str) -> None:
    assert "Ann Lee" not in of_text(lines)
    assert of_text(lines) == [] or "Press" in lines


def test_a_chinese_name_begins_with_a_surname() -> None:
    prose = "市议会星期二晚上投票决定明年春天开始修建新的大桥，两岸的居民都很高兴。" * 6
    assert of_text("王小明 2021-07-05", prose) == ["王小明"]
    assert of_text("要闻 2021-07-05", prose) == []


def test_a_by_of_one_language_is_read_where_the_text_is_in_it() -> None:
    prose = (
        "El ple de l'ajuntament va aprovar dimarts al vespre tancar el pont vell. " * 4
    )
    assert of_text("Per Jordi Roca", prose) == ["Jordi Roca"]
    assert of_text("Per Jordi Roca") == []


def of_page(header: str) -> list[str]:
    markup = (
        f"<html lang='en'><article class='post'>{header}<p>{PROSE}</p><p>{PROSE}</p>"
    )
    return [author.name for author in read(Page.from_html(markup))]


def test_the_header_of_an_article_names_its_author_above_the_headline() -> None:
    header = (
        "<header><div class='entry-meta'>2 May 2021 <span class='byline'> by"
        " <span class='author vcard'><a href='/author/ann/'>Ann Lee</a></span></span>"
        "</div><h1>Bridge approved</h1></header>"
    )
    assert of_page(header) == ["Ann Lee"]


def test_what_stands_above_without_being_a_byline_names_nobody() -> None:
    header = (
        "<header><div class='kicker'>Ann Lee</div><h1>Bridge approved</h1></header>"
    )
    assert of_page(header) == []
