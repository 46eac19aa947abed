"""Names, links and logos that a template marks as the provider's."""

from __future__ import annotations

import pytest

from crawler.cues import read_claims
from crawler.cues.provider import provider
from crawler.page import Page
from graph.model import Article, Author, Claim, Outlet, Relation

OWN = "https://lakeside.example/2023/pier"
HOME = "https://www.harbourledger.example/"
PROSE = (
    f"<p>{'The harbour board met and voted for a new ferry pier, at last. ' * 4}</p>"
)


def read(info: str, foot: str = "", url: str = OWN) -> tuple[Claim, ...]:
    page = Page.from_html(
        f"<title>Pier</title><main><div class='head'><h1>Pier</h1>{info}</div>"
        f"<div class='text'>{PROSE * 3}{foot}</div></main>",
        url,
    )
    record = Article(
        url=url,
        outlet=Outlet(key="", name="Lakeside Times") if url == OWN else None,
        authors=(Author(name="Mara Olsen"),),
    )
    return read_claims(page, record)


@pytest.mark.parametrize(
    "info",
    [
        "<span class='source-name'>The Harbour Ledger</span>",
        "<div class='article-source'>The Harbour Ledger</div>",
        "<div class='field-source'><b>Source</b><p>The Harbour Ledger</p></div>",
        f"<p class='provider'><a href='{HOME}'>The Harbour Ledger</a></p>",
        f"<p itemprop='sourceOrganization'><a href='{HOME}'>The Harbour Ledger</a></p>",
        "<p><span>8 March</span> <span class='source'>The Harbour Ledger</span></p>",
        f"<a class='provider-logo' href='{HOME}'><img alt='The Harbour Ledger'></a>",
        f"<a class='partner-logo' href='{HOME}'><img alt='The Harbour Ledger'></a>",
    ],
)
def test_a_marked_name_is_a_claim(info: str) -> None:
    (claim,) = read(info)
    assert claim.reference.outlet == "The Harbour Ledger"
    assert (claim.reference.url == HOME) == (HOME in info)


def test_a_marked_link_to_the_original_needs_no_name() -> None:
    url = f"{HOME}2023/pier"
    field = (
        f"<div class='field-original-link'><b>Original</b><p><a href='{url}'>{url}</a>"
    )
    (claim,) = read("", f"{field}</p></div>")
    assert claim.reference.url == url


def test_via_is_an_intermediary() -> None:
    link = f"<a href='{HOME}a'>Harbour Ledger</a>"
    box = f"<div class='post-source'>VIA {link}</div>"
    page = Page.from_html(f"<h1>Pier</h1><div>{PROSE * 3}{box}</div>", OWN)
    (claim,) = provider(page, Article(url=OWN))
    assert claim.relation is Relation.RELAYS


@pytest.mark.parametrize(
    "info",
    [
        "<span class='caas-attr-provider'>Ferry Fans</span>",
        "<div class='head-logo'><img class='logo' alt='Ferry Fans' src='x.png'></div>",
    ],
)
def test_a_portal_shows_others_whatever_they_are_called(info: str) -> None:
    (claim,) = read(info, url="https://www.yahoo.com/news/pier-100000.html")
    assert claim.reference.outlet == "Ferry Fans"


@pytest.mark.parametrize(
    "info",
    [
        "<span class='source'>Lakeside Times</span>",
        "<span class='source'>Mara Olsen</span>",
        "<span class='source'>Staff report</span>",
        "<span class='source'>News Desk</span>",
        "<p class='photo-source'>The Harbour Ledger</p>",
        "<p class='chart-source'>The Harbour Ledger</p>",
        "<div class='lead'><img src='a.jpg'><p class='source'>Reuters</p></div>",
        "<div class='sponsor-logo'><img alt='The Harbour Ledger' src='b.png'></div>",
        f"<a class='partner-logo' href='{HOME}'><img alt='Harbour Bank'></a>",
        "<p>On <a class='u-syndication' href='https://medium.com/@a/1'>Medium</a></p>",
        "<span class='tags source-list'>The Harbour Ledger</span>",
    ],
)
def test_people_pictures_sponsors_and_the_page_itself_are_none(info: str) -> None:
    assert read(info) == ()


def test_a_list_of_partners_is_none() -> None:
    logo = f"<a class='provider-logo' href='{HOME}'><img alt='The Harbour Ledger'></a>"
    assert read(logo * 3) == ()


def test_a_logo_in_the_line_of_the_date_is_the_providers() -> None:
    logo = '<a href="/media/lake"><img alt="湖畔日報"></a>'
    (claim,) = read(f"<p><time>3/12(日) 19:05</time> 配信 {logo}</p>")
    assert claim.reference.outlet == "湖畔日報"
    assert read(f"<p>{logo}</p>") == ()


def test_a_logo_leading_to_its_own_front_page_is_the_providers() -> None:
    (claim,) = read('<a href="https://hill.example/"><img alt="The Hill"></a>')
    assert claim.reference.outlet == "The Hill"
    assert read('<a href="https://hill.example/"><img alt="Ann Lee"></a>') == ()
    assert read('<a href="https://news.msn.com/"><img alt="MSN"></a>') == ()
