"""The source of a feed's entry."""

from __future__ import annotations

from crawler.cues import read_claims
from crawler.page import Page
from graph.model import Article, Claim, Where

OWN = "https://lakeside.example/feed/1"
ITEM = (
    "<item><title>Pier</title><link>https://lakeside.example/1</link>{}"
    "<description>The board met on Tuesday and voted for the pier.</description></item>"
)


def read(entry: str) -> tuple[Claim, ...]:
    feed = f"<rss><channel><title>Lakeside Times</title>{entry}</channel></rss>"
    return read_claims(Page.from_html(feed, OWN), Article(url=OWN))


def test_an_item_of_rss_names_the_feed_it_came_from() -> None:
    source = '<source url="https://harbour.example/feed">The Harbour Ledger</source>'
    (claim,) = read(ITEM.format(source))
    assert claim.reference.outlet == "The Harbour Ledger"
    assert claim.reference.url == "https://harbour.example/"
    assert claim.places[0].where is Where.FEED
    assert "harbour.example" in claim.places[0].quote


def test_an_entry_of_atom_names_title_and_links() -> None:
    source = (
        '<source><title>Harbour Ledger</title><link rel="self" '
        'href="https://harbour.example/atom"/><link rel="alternate" '
        'href="https://harbour.example/"/></source>'
    )
    (claim,) = read(f"<entry><title>Pier</title>{source}</entry>")
    assert claim.reference.outlet == "Harbour Ledger"
    assert claim.reference.url == "https://harbour.example/"


def test_a_feed_of_several_entries_is_no_article() -> None:
    source = '<source url="https://harbour.example/feed">The Harbour Ledger</source>'
    assert read(ITEM.format(source) * 2) == ()


def test_its_own_feed_and_a_picture_s_source_are_none() -> None:
    own = '<source url="https://lakeside.example/all">Lakeside Times</source>'
    assert read(ITEM.format(own)) == ()
    assert read("<picture><source srcset='a.webp'></picture>") == ()
