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
