"""Where the runs of a page stand, whatever its classes are called."""

from __future__ import annotations

import pytest

from crawler.page import Page, Zone

PROSE = (
    "The council met on Tuesday and voted for the new bridge, as everyone had hoped. "
)
PROSES = f"<p>{PROSE * 2}</p>" * 4


def zones(markup: str, *words: str) -> list[str]:
    """The zone of the first block that holds each of ``words``."""
    blocks = Page.from_html(markup).blocks
    return [next(b.zone.value for b in blocks if word in b.text) for word in words]


@pytest.mark.parametrize(
    "name", ["comments", "related-posts", "sidebar", "share-buttons", "cookie-notice"]
)
def test_boxes_are_known_by_their_names(name: str) -> None:
    box = f"<div class='{name}'><p>Box words.</p></div>"
    markup = f"<h1>Bridge</h1><div>{PROSES}{box}</div>"
    assert zones(markup, "Box words") == ["outside"]


def test_an_element_named_like_a_box_may_hold_the_article() -> None:
    assert zones(f"<div class='sidebar'><h1>Bridge</h1>{PROSES}</div>", "council") == [
        "body"
    ]


def test_long_comments_are_still_outside() -> None:
    comments = f"<div id='comments'>{PROSES * 3}<p>Mine.</p></div>"
    markup = f"<h1>Bridge</h1><div>{PROSES}</div>{comments}"
    assert zones(markup, "Mine.") == ["outside"]


def test_the_foot_ends_at_the_titles_of_other_articles() -> None:
    markup = (
        f"<main><div><h1>Bridge</h1><div>{PROSES}</div><p>Credit here</p>"
        "<a href='/1'><p>Another article that is about roads</p></a>"
        "<a href='/2'><p>Another article that is about rivers</p></a>"
        "<p>Late words</p></div></main>"
    )
    assert zones(markup, "Credit here", "about roads", "Late words") == [
        "foot",
        "outside",
        "outside",
    ]


def test_related_titles_inside_the_prose_do_not_end_the_foot() -> None:
    markup = (
        f"<article><h1>Bridge</h1>{PROSES}"
        "<p><a href='/1'>Another article that is about roads</a></p>"
        "<p><a href='/2'>Another article that is about rivers</a></p>"
        "<p>Credit here</p></article>"
    )
    assert zones(markup, "about rivers", "Credit here") == ["outside", "foot"]


@pytest.mark.parametrize("sign", ["***", "—", "# # #", "* * *"])
def test_a_row_of_signs_near_the_end_begins_the_foot(sign: str) -> None:
    markup = f"<article><h1>Bridge</h1>{PROSES}<p>{sign}</p><p>{PROSE}</p></article>"
    assert [b.zone for b in Page.from_html(markup).blocks][-2:] == [
        Zone.FOOT,
        Zone.FOOT,
    ]


def test_a_row_of_signs_in_the_middle_parts_sections() -> None:
    markup = f"<article><h1>Bridge</h1>{PROSES}<p>***</p>{PROSES}</article>"
    assert [b.zone for b in Page.from_html(markup).blocks][-1] is Zone.BODY


def test_an_emphasised_last_paragraph_is_a_note() -> None:
    markup = f"<article><h1>Bridge</h1>{PROSES}<p><em>{PROSE}</em></p></article>"
    assert Page.from_html(markup).blocks[-1].zone is Zone.FOOT


def test_a_kicker_right_above_the_headline_is_head() -> None:
    markup = f"<div><div><p>Associated Press</p><h1>Bridge</h1></div>{PROSES}</div>"
    assert zones(markup, "Associated Press") == ["head"]


def test_menus_without_any_sign_are_no_prose() -> None:
    menu = "News World Business Sports Culture Travel Weather Video Podcasts " * 4
    assert zones(f"<div>{menu}</div><h1>Bridge</h1>{PROSES}", "Podcasts") == ["outside"]


def test_short_paragraphs_are_prose_where_there_are_no_longer_ones() -> None:
    assert zones(
        "<h1>Bridge</h1><p>The council has voted for it today.</p>", "council"
    ) == ["body"]


def test_a_byline_in_an_aside_is_read() -> None:
    markup = (
        "<article><h1>Bridge</h1><aside><a rel='author' href='/a'>Ann Lee</a></aside>"
        f"{PROSES}</article>"
    )
    assert zones(markup, "Ann Lee") == ["head"]
