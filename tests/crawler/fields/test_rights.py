"""The copyright or licence line of an article."""

from __future__ import annotations

import pytest

from crawler.fields import rights
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


@pytest.mark.parametrize(
    "line",
    [
        "© Ann Lee, 2022",
        "Copyright 2022 Other Paper",
        "(c) 2022 Ann Lee",
        "Published under CC BY-ND 4.0",
    ],
)
def test_the_rights_line_of_the_article(line: str) -> None:
    assert rights.read(page(f"<p>{line}</p>")) == line


def test_rights_of_the_page_footer_are_not_the_articles() -> None:
    footer = "<footer class='site-footer'>© 2022 The whole site</footer>"
    assert (
        rights.read(Page.from_html(f"<article><h1>T</h1>{PROSE}</article>{footer}"))
        == ""
    )


def test_rights_that_only_the_data_states() -> None:
    assert (
        rights.read(page(head="<meta name='dcterms.rights' content='Ann Lee'>"))
        == "Ann Lee"
    )
    assert (
        rights.read(page(head="<link rel='license' href='https://cc.example/by'>"))
        == "https://cc.example/by"
    )


@pytest.mark.parametrize(
    "line",
    [
        "© Ann Lee (BLP)",
        "(Image: © Blue Lake Pictures)",
        "© Provided by Blue Lake 2021",
    ],
)
def test_a_credit_of_a_picture_is_no_right_in_the_text(line: str) -> None:
    head = f"<article><h1>Bridge approved</h1><p>{line}</p>{PROSE}</article>"
    assert rights.read(Page.from_html(head)) == ""


def test_a_copyright_line_below_the_headline() -> None:
    line = "Copyright 2021 Blue Lake Gazette"
    head = f"<article><h1>Bridge approved</h1><p>{line}</p>{PROSE}</article>"
    assert rights.read(Page.from_html(head)) == line
