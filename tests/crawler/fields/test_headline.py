"""The headline, without the outlet's name."""

from __future__ import annotations

import pytest

from crawler.fields.headline import read, without_outlet
from crawler.page import Page

PROSE = (
    "<p>The council met on Tuesday and voted for the new bridge, as all had hoped.</p>"
)
TEXT = "The council met on Tuesday and voted for the new bridge, as all had hoped. " * 3


def headline(markup: str, outlet: str = "Daily News") -> str:
    return read(
        Page.from_html(markup + PROSE * 3, "https://dailynews.example/a"), outlet
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>Bridge approved at last</h1>",
        "<title>Bridge approved at last | Daily News</title>",
        "<title>x</title><meta property='og:title' content='Bridge approved at last'>",
        "<title>Bridge approved at last - dailynews.example</title>",
        (
            '<script type="ld+json">{"@type": "Article",'
            ' "headline": "Bridge approved at last"}</script>'
        ),
    ],
)
def test_places_of_a_headline(markup: str) -> None:
    assert headline(markup) == "Bridge approved at last"


def test_a_title_that_is_only_the_outlets_name_is_no_headline() -> None:
    markup = "<title>Daily News</title><h1>Bridge approved at last</h1>"
    assert headline(markup) == "Bridge approved at last"


def test_the_shown_heading_wins_over_a_title_cut_short() -> None:
    markup = (
        "<title>Bridge approved at last</title><h1>Bridge approved at last, all</h1>"
    )
    assert headline(markup) == "Bridge approved at last, all"


@pytest.mark.parametrize(
    "title, wanted",
    [
        ("War is over | Daily News", "War is over"),
        ("Daily News - War is over", "War is over"),
        ("War - peace", "War - peace"),
        ("War is over", "War is over"),
        ("War is over | World | Daily News", "War is over | World"),
    ],
)
def test_the_outlets_name_is_taken_off(title: str, wanted: str) -> None:
    assert without_outlet(title, {"daily-news"}) == wanted


def test_the_first_short_line_of_a_text() -> None:
    assert read(Page.from_text(f"Bridge approved\n\n{TEXT}")) == "Bridge approved"


def test_a_marked_heading_of_a_text() -> None:
    assert (
        read(Page.from_text(f"Daily News\n\n# Bridge approved\n\n{TEXT}"))
        == "Bridge approved"
    )


def test_a_text_that_begins_with_prose_has_no_headline() -> None:
    assert read(Page.from_text(f"{TEXT}\n\n{TEXT}")) == ""


def test_the_fitting_line_behind_menus() -> None:
    menus = "\n".join(f"Menu {number}" for number in range(12))
    assert (
        read(Page.from_text(f"{menus}\nCouncil voted for bridge\n{TEXT}"))
        == "Council voted for bridge"
    )


def test_a_line_that_stands_whole_in_the_title_among_other_names() -> None:
    page = Page.from_html(
        "<title>Sea News - Politics - Bridge approved at last - May 3, 2021</title>"
        f"<table><tr><td><b>Bridge approved at last</b></td></tr></table>{PROSE * 3}"
    )
    assert read(page) == "Bridge approved at last"


def test_the_main_heading_that_a_title_says_in_other_words() -> None:
    markup = (
        "<title>City council approves the harbour bridge at last, 7 to 2</title>"
        "<h1>Harbour bridge approved at last</h1>"
    )
    assert headline(markup) == "Harbour bridge approved at last"


def test_a_heading_that_only_names_the_outlet_is_no_headline() -> None:
    markup = "<title>Bridge approved at last - Sea News</title><h1>Sea News</h1>"
    assert headline(markup) == "Bridge approved at last - Sea News"


@pytest.mark.parametrize(
    "lines",
    [
        "Home > News > City\n\nNew bridge approved by the council",
        "Home | News | Sport | City\n\nNew bridge approved by the council",
        "New bridge approved by the council\n\nby Ann Lee\n\n3 May 2021",
        "Advertisement\n\nNew bridge approved by the council\n\n3 May 2021",
    ],
)
def test_the_line_of_a_text_that_fits_its_prose(lines: str) -> None:
    page = Page.from_text(f"{lines}\n\n{TEXT}\n\n{TEXT}")
    assert read(page) == "New bridge approved by the council"


def test_the_sites_name_in_front_of_a_title_is_taken_off() -> None:
    markup = (
        "<title>Blue Lake: Ferry late</title>"
        "<h1 class='title'><a href='https://lake.blog.example/'>Blue Lake</a></h1>"
        "<h2>2 May 2021</h2><h3 class='post-title'>Ferry late</h3>"
    )
    page = Page.from_html(markup + PROSE * 3, "https://lake.blog.example/a/1")
    assert read(page, "lake") == "Ferry late"


def test_a_colon_behind_other_words_stays() -> None:
    assert headline("<title>Bridge: who pays?</title><h1>Bridge: who pays?</h1>") == (
        "Bridge: who pays?"
    )
