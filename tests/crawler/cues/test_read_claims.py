"""All cues together: one claim a source, none of the page's own outlet."""

from __future__ import annotations

import pytest

from crawler import cues
from crawler.cues import CUES, Cue, read_claims
from crawler.page import Page
from graph.model import Article, Author, Outlet, Relation, Where

PROSE = (
    "The council met on Tuesday and voted for the new bridge over the river, as "
    "everyone in the valley had hoped for many years and through many winters. "
) * 3
OWN = "https://daily.example/2022/bridge"
RECORD = Article(
    url=OWN,
    outlet=Outlet(key="daily.example", name="Daily Example"),
    authors=(Author(name="Ann Lee"),),
    language="en",
)


def page(head: str = "", foot: str = "", meta: str = "", url: str | None = OWN) -> Page:
    return Page.from_html(
        f"<html><head><title>Bridge approved</title>{meta}</head><body><article>"
        f"<h1>Bridge approved</h1>{head}<p>{PROSE}</p><p>{PROSE}</p>{foot}"
        "</article></body></html>",
        url,
    )


def test_every_cue_tells_a_user_what_it_reads() -> None:
    assert [cue.name for cue in CUES if len(cue.docs) < 60] == []
    assert len({cue.name for cue in CUES}) == len(CUES)


def test_a_page_without_credit_makes_no_claim() -> None:
    assert read_claims(page("<p>By Ann Lee</p>"), RECORD) == ()


def test_two_places_that_name_one_source_are_one_claim() -> None:
    found = read_claims(
        page(
            "<p>Indian Punchline 18 February 2022</p>",
            "<p>The original source of this article is Indian Punchline</p>",
        ),
        RECORD,
    )
    assert len(found) == 1
    claim = found[0]
    assert claim.relation is Relation.REPUBLISHES
    assert claim.reference.outlet_key == "indianpunchline.com"
    assert claim.reference.date is not None
    assert claim.reference.date.value == "2022-02-18"
    assert [place.quote for place in claim.places] == [
        "The original source of this article is Indian Punchline",
        "Indian Punchline 18 February 2022",
    ]


def test_a_canonical_and_a_credit_line_agree() -> None:
    found = read_claims(
        page(
            meta='<link rel="canonical" href="https://hill.example/bridge">',
            foot="<p>This article first appeared on Hill.</p>",
        ),
        RECORD,
    )
    assert [(c.reference.outlet, c.reference.url) for c in found] == [
        ("Hill", "https://hill.example/bridge")
    ]
    assert {place.where for place in found[0].places} == {Where.META, Where.TEXT}


def test_the_article_is_kept_before_the_front_page() -> None:
    found = read_claims(
        page(
            foot='<p>This <a href="https://hill.example/bridge">article</a> first '
            'appeared on <a href="https://hill.example/">Hill</a>.</p>',
        ),
        RECORD,
    )
    assert [claim.reference.url for claim in found] == ["https://hill.example/bridge"]


@pytest.mark.parametrize(
    "foot",
    [
        "<p>The original source of this article is Daily Example.</p>",
        "<p>This article was originally published on daily.example.</p>",
        "<p>This article first appeared on <a href='/2019/a'>our old site</a>.</p>",
        "<p>This article was originally published on 22 December 2019.</p>",
        "<p>Note: Article originally published in 2014.</p>",
        "<p>This article was not originally published by Hill News.</p>",
        "<p>This article was reprinted on Hill News.</p>",
        "<p>Hill News grants permission to cross-post its articles.</p>",
        "<p>Feel free to repost this article from Hill News.</p>",
        "<p>Special to Hill News</p>",
        "<p>Original to Hill News</p>",
        "<p>Ann Lee is on assignment for Hill News.</p>",
        "<p>With reporting by Hill News and Reuters.</p>",
        "<p>Additional reporting by Reuters</p>",
        "<p>Featured image is from Hill News</p>",
        "<p>Photo: Reuters</p>",
        "<p>Source:</p>",
        "<div class='comments'><p>This article first appeared on Hill News.</p></div>",
        "<textarea>This article first appeared on Hill News.</textarea>",
    ],
)
def test_what_is_no_credit_makes_no_claim(foot: str) -> None:
    assert read_claims(page(foot=foot), RECORD) == ()


def test_a_word_of_the_prose_is_no_credit() -> None:
    text = f"<p>According to Hill News, the bridge will open in May. {PROSE}</p>"
    assert read_claims(page(head=text), RECORD) == ()


def test_an_agency_on_its_own_site_is_no_claim() -> None:
    own = Article(
        url="https://www.reuters.com/a/b",
        outlet=Outlet(key="reuters.com", name="Reuters"),
    )
    found = page("<p>By Reuters</p>", "<p>© 2022 Reuters</p>", url=own.url)
    assert read_claims(found, own) == ()


def test_the_intermediary_is_a_claim_of_its_own() -> None:
    found = read_claims(
        page("<p>Kveller via JTA — A new judge was sworn in.</p>"), RECORD
    )
    assert {(c.reference.outlet, c.relation) for c in found} == {
        ("Kveller", Relation.REPUBLISHES),
        ("JTA", Relation.RELAYS),
    }


def test_a_failing_cue_loses_only_its_own_claims(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_page: Page, _record: Article) -> list[object]:
        raise RuntimeError

    first = Cue(name="broken", read=broken)  # type: ignore[arg-type]
    monkeypatch.setattr(cues, "CUES", (first, *CUES))
    foot = "<p>This article first appeared on Hill News.</p>"
    assert len(read_claims(page(foot=foot), RECORD)) == 1
    assert "broken" in caplog.text


def test_two_sources_are_two_claims() -> None:
    found = read_claims(
        page(
            "<p>By Associated Press</p>",
            "<p>This article first appeared on Hill News.</p>",
        ),
        RECORD,
    )
    assert {claim.reference.outlet for claim in found} == {
        "Associated Press",
        "Hill News",
    }
