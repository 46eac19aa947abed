"""Press releases and the services that distribute them."""

from __future__ import annotations

import pytest

from crawler.cues import read_claims
from crawler.page import Page
from graph.model import Article, Claim

OWN = "https://lakeside.example/2023/pier"
PROSE = f"<p>{'Elden Ferries has opened a pier at the east bank of the lake. ' * 4}</p>"
RELEASE = "https://www.prnewswire.com/news-releases/pier-301.html"


def read(foot: str = "", lead: str = "") -> tuple[Claim, ...]:
    page = Page.from_html(
        f"<title>Pier</title><article><h1>Pier</h1><p>{lead}{PROSE[3:]}{PROSE}{foot}"
        "</article>",
        OWN,
    )
    return read_claims(page, Article(url=OWN, language="en"))


@pytest.mark.parametrize(
    "lead, key",
    [
        ("PORT ELDEN, March 8, 2023 /PRNewswire/ -- ", "prnewswire.com"),
        ("PORT ELDEN--(BUSINESS WIRE)--", "businesswire.com"),
        ("PORT ELDEN, March 08, 2023 (GLOBE NEWSWIRE) -- ", "globenewswire.com"),
    ],
)
def test_the_opening_names_the_service(lead: str, key: str) -> None:
    (claim,) = read(lead=lead)
    assert claim.reference.outlet_key == key


def test_the_link_to_the_release_and_the_company() -> None:
    (claim,) = read(
        f"<p>SOURCE Elden Ferries Ltd.</p><p>View original content: "
        f"<a href='{RELEASE}'>{RELEASE}</a></p>",
        lead="PORT ELDEN, March 8, 2023 /PRNewswire/ -- ",
    )
    assert claim.reference.url == RELEASE
    assert claim.reference.author == "Elden Ferries Ltd."
    assert len(claim.places) == 2


def test_a_release_that_a_sentence_cites_is_none() -> None:
    cited = f"<p>The company said in a <a href='{RELEASE}'>release</a> it was glad.</p>"
    assert read(cited) == ()
    assert read("<p>SOURCE Elden Ferries Ltd.</p>") == ()
