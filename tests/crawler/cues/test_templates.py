"""Whole pages in the markup that publishing systems write, credited and not."""

from __future__ import annotations

import pytest

from crawler.extract import read_html

OWN = "https://www.lakesidetimes.example/2023/03/08/pier/"
URL = "https://www.harbourledger.example/2023/03/07/ferry-pier-approved/"
HOME = "https://www.harbourledger.example/"
TITLE = "Harbour board approves new ferry pier"
FIRST = (
    "The harbour board met on Tuesday evening and voted nine to two for a new ferry "
    "pier, after months of argument about its cost and about its place."
)
SECOND = (
    "Residents who had waited in the rain outside the hall cheered when the result "
    "was read, although some said that the price was still too high."
)
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{FIRST} {SECOND}</p>"
LINK = f"<a href='{URL}'>Harbour Ledger</a>"
FOOTER = "<footer class='site-footer'>© 2023 Lakeside Times</footer>"


def wordpress(head: str = "", foot: str = "", after: str = "") -> str:
    return (
        "<div id='primary' class='content-area'><main class='site-main'>"
        "<article class='post hentry'><header class='entry-header'>"
        f"<h1 class='entry-title'>{TITLE}</h1><div class='entry-meta'><span "
        "class='byline'>by <span class='author vcard'>Ann Lee</span></span></div>"
        f"</header><div class='entry-content'>{head}{TEXT}{foot}</div><footer "
        "class='entry-footer'><span class='tags-links'>Tagged <a href='/tag/reuters'>"
        f"Reuters</a></span></footer></article>{after}</main></div>{FOOTER}"
    )


def drupal(field: str) -> str:
    return (
        "<main role='main'><article class='node node--type-article'><h1 class='title'>"
        f"{TITLE}</h1><div class='node__submitted'>Submitted by Ann Lee</div><div "
        f"class='node__content'><div class='field--name-body'>{TEXT}</div>{field}</div>"
        f"</article></main>{FOOTER}"
    )


def field(name: str, label: str, item: str) -> str:
    return (
        f"<div class='field field--name-field-{name}'><div class='field__label'>{label}"
        f"</div><div class='field__item'>{item}</div></div>"
    )


def blog(foot: str) -> str:
    body = f"{FIRST}<br><br>{SECOND}<br><br>{FIRST} {SECOND}<br><br>{foot}"
    return (
        f"<div class='post hentry'><h3 class='post-title entry-title'>{TITLE}</h3><div "
        f"class='post-body entry-content'>{body}</div><div class='post-footer'>By "
        "<span class='fn'>Ann</span></div></div>"
    )


def joomla(info: str) -> str:
    return (
        f"<div class='item-page'><div class='page-header'><h1>{TITLE}</h1></div><dl "
        "class='article-info'><dd class='createdby'>Written by: Ann Lee</dd>"
        f"{info}</dl><div itemprop='articleBody'>{TEXT}</div></div>{FOOTER}"
    )


def read(markup: str, url: str = OWN) -> list[tuple[str | None, str | None]]:
    page = (
        f"<html lang='en'><head><title>{TITLE}</title><meta property='og:site_name' "
        f"content='Lakeside Times'></head><body>{markup}</body></html>"
    )
    found = read_html(page.encode(), url=url).claims
    return [(claim.reference.outlet, claim.reference.url) for claim in found]


@pytest.mark.parametrize(
    "markup",
    [
        wordpress(
            foot=f"<p>The post <a href='{URL}'>{TITLE}</a> appeared first on "
            f"<a href='{HOME}'>Harbour Ledger</a>.</p>"
        ),
        wordpress(
            after=f"<footer class='article-footer'><p>This article was first published "
            f"on {LINK}.</p></footer>"
        ),
        wordpress(
            after=f"<aside class='republish-notice'><p>This article was originally "
            f"published by {LINK}.</p></aside>"
        ),
        wordpress(
            foot="<p>Mara Olsen has covered the coast for ten years and lives in Port "
            f"Elden with two dogs. Republished with permission from {LINK}, a newsroom "
            "that covers the islands. Its newsletter goes out on Fridays.</p>"
        ),
        wordpress(
            foot="<div class='td-post-source-tags'><div class='td-post-small-box'>"
            f"<span>SOURCE</span>{LINK}</div></div>"
        ),
        drupal(field("source", "Source", LINK)),
        drupal(field("original-link", "Original", f"<a href='{URL}'>{URL}</a>")),
        blog(f"<a href='{URL}'>{TITLE}</a><br>Harbour Ledger"),
        joomla(f"<dd class='source'>Source: {LINK}</dd>"),
    ],
)
def test_the_credit_of_a_template_is_read_with_its_link(markup: str) -> None:
    assert [url for _, url in read(markup)] == [URL]


@pytest.mark.parametrize(
    "markup",
    [
        wordpress(),
        wordpress(
            after="<div id='comments' class='comments-area'><p>This article was "
            "originally published by The Harbour Ledger, and you know it!</p></div>"
        ),
        wordpress(
            after="<div class='related-posts'><p>First published in Harbour Ledger.</p>"
            "</div>"
        ),
        wordpress(
            foot="<p>Mara Olsen lives in Port Elden. Her work has appeared in The "
            "Harbour Ledger, The Guardian and many others. She writes about boats, "
            "about the people who sail them, and about everything that they carry.</p>"
        ),
        wordpress(
            foot="<p>Mara Olsen is a writer. Previously posted in Rio and in Santiago, "
            "she has reported on ports all over the world for more than ten years, and "
            "has written two books about them that nobody has read.</p>"
        ),
        drupal(field("data-source", "Data source", f"<a href='{URL}'>Ledger Data</a>")),
        drupal(field("resource", "Resources", f"<a href='{URL}'>Plan of the pier</a>")),
        joomla("<dd class='category-name'>Category: <a href='/news'>News</a></dd>"),
    ],
)
def test_a_page_without_a_credit_makes_no_claim(markup: str) -> None:
    assert read(markup) == []


def test_a_portal_s_logo_beside_the_byline() -> None:
    logo = f"<a class='provider-logo' href='{HOME}'><img alt='Harbour Ledger'></a>"
    markup = (
        f"<article><header><h1>{TITLE}</h1></header><div class='caas-attr'>{logo}"
        f"<span>Mara Olsen</span></div><div class='caas-body'>{TEXT}</div></article>"
    )
    assert read(markup, "https://www.yahoo.com/news/pier-1.html") == [
        ("Harbour Ledger", HOME)
    ]
