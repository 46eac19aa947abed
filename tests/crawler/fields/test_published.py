"""The date of publication, never that of a change."""

from __future__ import annotations

import pytest

from crawler.fields.datelines import own_date_line
from crawler.fields.published import read
from crawler.page import Page
from graph.model import Date, Precision

PROSE = (
    "<p>The council met on Tuesday and voted for the new bridge, as all had hoped.</p>"
)


def published(head: str, url: str | None = None) -> Date | None:
    page = Page.from_html(
        f"<article><h1>Bridge approved</h1>{head}{PROSE * 3}</article>", url
    )
    return read(page)


@pytest.mark.parametrize(
    "head, value, source",
    [
        (
            (
                '<script type="ld+json">{"@type": "Article", "headline": "Bridge"'
                ', "datePublished": "2022-02-20T10:00:00+01:00"}</script>'
            ),
            "2022-02-20T10:00+01:00",
            "jsonld",
        ),
        (
            "<meta property='article:published_time' content='2022-02-20'>",
            "2022-02-20",
            "meta",
        ),
        ("<p><time datetime='2022-02-20'>today</time></p>", "2022-02-20", "time"),
        ("<p>By Ann Lee, 20 February 2022</p>", "2022-02-20", "byline"),
    ],
)
def test_places_of_a_date(head: str, value: str, source: str) -> None:
    found = published(head)
    assert found is not None
    assert (found.value, found.source) == (value, source)


def test_the_date_in_the_address() -> None:
    for path in (
        "2022/02/20/bridge",
        "2022/feb/20/bridge",
        "2022/world/north/02/20/bridge",
    ):
        found = published("", f"https://x.example/{path}")
        assert found is not None
        assert (found.value, found.source) == ("2022-02-20", "url")


def test_a_date_that_contradicts_the_address_is_something_elses() -> None:
    head = "<meta name='date' content='2023-05-01'><p>20 February 2022 at 10:15</p>"
    found = published(head, "https://x.example/2022/02/20/bridge")
    assert found is not None
    assert found.value == "2022-02-20T10:15"


def test_a_time_zone_may_shift_the_day_of_the_address() -> None:
    head = "<meta property='article:published_time' content='2022-02-21T01:00:00Z'>"
    found = published(head, "https://x.example/2022/02/20/bridge")
    assert found is not None
    assert found.value == "2022-02-21T01:00+00:00"


@pytest.mark.parametrize(
    "head",
    [
        "<p>Updated 3 May 2021</p>",
        "<p>Aktualisiert am 3. Mai 2021</p>",
        "<p class='modified'>Updated: <time datetime='2021-05-03'>3 May</time></p>",
        "<meta property='article:modified_time' content='2021-05-03'>",
    ],
)
def test_a_date_of_change_comes_after_the_date_of_publication(head: str) -> None:
    found = published(head + "<p>Published 1 May 2021</p>")
    assert found is not None
    assert found.value == "2021-05-01"


def test_a_future_or_impossible_date_is_dropped() -> None:
    for date in ("2999-01-01", "2024-02-30", "0000-00-00", "9999-12-31T10:00-12:00"):
        found = published(f"<meta name='date' content='{date}'>")
        assert found is None or found.precision is Precision.MONTH


def test_the_outlets_own_line_comes_before_the_date_of_its_source() -> None:
    page = Page.from_text(
        "Bridge approved\n\nOther Paper, 18 February 2022\n\n"
        "Daily News, February 20, 2022\n\n"
        + "The council met on Tuesday and voted for the new bridge, as all had hoped. "
        * 4,
        "https://dailynews.example/bridge",
    )
    found = read(page)
    assert found is not None
    assert found.value == "2022-02-20"


def test_own_date_lines_name_the_host() -> None:
    url = "https://www.dailynews.example/a"
    assert own_date_line("Daily News, May 3, 2021", url) == "Daily News"
    assert own_date_line("Other Paper, May 3, 2021", url) is None
    assert own_date_line("Daily News", url) is None


def test_the_date_of_a_change_stands_in_where_no_other_is() -> None:
    found = published("<p>Updated: 4 May 2022, 10:05</p>")
    assert found is not None
    assert (found.value, found.source) == ("2022-05-04T10:05", "text")
    assert found.raw == "Updated: 4 May 2022, 10:05"


def test_a_page_that_states_several_days_in_its_scripts_states_none() -> None:
    one = '"publishedAt": "2022-02-20T10:00:00Z"'
    other = '"publishedAt": "2021-01-01T10:00:00Z"'
    assert published(f"<script>var a = {{{one}}}</script>") is not None
    assert published(f"<script>var a = [{{{one}}}, {{{other}}}]</script>") is None


def test_the_date_of_today_in_a_masthead_is_not_taken() -> None:
    head = "<p class='masthead-date'>3 May 2021</p>"
    assert published(head) is None
    assert published(head + "<p>1 May 2021</p>") is not None


@pytest.mark.parametrize(
    "line",
    [
        "First published in Blue Lake Gazette on 18 February 2022.",
        "Originally published at Blue Lake Gazette, 18 February 2022",
        "Ursprünglich erschienen am 18. Februar 2022",
        "Photo by Bo Reed, 18 February 2022",
        "原文（投稿日：2022/02/18）へのリンク",
    ],
)
def test_the_date_of_another_page_is_not_taken(line: str) -> None:
    assert published(f"<p>{line}</p>") is None


def test_the_month_of_the_address_where_nothing_else_is() -> None:
    found = published("", "https://x.example/2022/02/bridge-approved/")
    assert found is not None
    assert (found.value, found.precision) == ("2022-02", Precision.MONTH)


def test_the_order_of_day_and_month_is_that_of_the_texts_language() -> None:
    prose = "A câmara aprovou na noite de terça-feira o fecho da ponte velha. " * 4
    page = Page.from_text(f"# Ponte fechada\n\n12/05/2021 às 10h41\n\n{prose}")
    found = read(page)
    assert found is not None
    assert found.value == "2021-05-12T10:41"


def under(head: str, url: str) -> Date | None:
    """The date of a page whose paragraphs are longer than any line of its head."""
    told = PROSE.replace("</p>", " " + PROSE[3:]) * 3
    page = f"<article><h1>Bridge approved</h1>{head}{told}</article>"
    return read(Page.from_html(page, url))


@pytest.mark.parametrize(
    "credit",
    [
        "<p>This article was originally published on Hill News on 3 May 2018.</p>",
        "<p>Publicado originalmente en El Lago el 3 de mayo de 2018.</p>",
        "<p>Ce texte a d’abord paru dans Le Lac Bleu le 3 mai 2018.</p>",
    ],
)
def test_the_date_inside_a_credit_is_another_text_s(credit: str) -> None:
    url = "https://own.example/bridge"
    assert under(credit, url) is None
    found = under(f"<p>By Ann Lee, 20 May 2018</p>{credit}", url)
    assert found is not None
    assert found.value == "2018-05-20"


def test_a_page_that_dates_its_own_text_in_a_credit_is_believed() -> None:
    own = "<p>This article was first published by Hill News on 3 May 2018.</p>"
    found = under(own, "https://hillnews.example/bridge")
    assert found is not None
    assert found.value == "2018-05-03"
