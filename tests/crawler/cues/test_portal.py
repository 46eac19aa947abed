"""Portals carry the source's name in the title."""

from __future__ import annotations

from crawler.cues.portal import portal
from crawler.page import Page
from graph.model import Article


def read(title: str, url: str) -> list[str | None]:
    page = Page.from_html(f"<title>{title}</title>", url)
    return [c.reference.outlet for c in portal(page, Article(url=url))]


def test_the_part_between_headline_and_portal() -> None:
    assert read("A wedding - Variety - MSN", "https://www.msn.com/a") == ["Variety"]


def test_a_newspaper_that_no_list_knows_right_before_the_portal() -> None:
    title = "A new pier - Harbour Ledger - MSN"
    assert read(title, "https://www.msn.com/a") == ["Harbour Ledger"]
    assert read("A new pier - Ann Lee - MSN", "https://www.msn.com/a") == []


def test_other_sites_and_other_parts_are_none() -> None:
    assert read("A wedding - Variety - Daily", "https://daily.example/a") == []
    assert read("A wedding - Lifestyle - MSN", "https://www.msn.com/a") == []
