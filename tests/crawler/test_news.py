"""Which lists tell what is new, and what on them counts."""

from __future__ import annotations

import pytest

from crawler.discover import Answer, Site
from crawler.news import further, lists_of, news
from graph.model import Candidate, Date, Precision
from graph.store.frontier import Entry

HOME = "https://herald.example/"
MAP = "https://herald.example/sitemap.xml"


def listed(path: str, day: str | None = None) -> Candidate:
    date = Date(value=day, precision=Precision.DAY) if day else None
    return Candidate(url=f"https://herald.example/{path}", published=date)


def found(kind: str, *candidates: Candidate, **told: object) -> list[str]:
    values: dict[str, object] = {"earlier": (), "since": None} | told
    urls = news(kind, candidates, "herald.example", **values)  # type: ignore[arg-type]
    return [url.removeprefix(HOME) for url in urls]


def test_the_sites_own_feeds_are_asked_and_news_sitemaps_come_first() -> None:
    site = Site(
        home=HOME,
        feeds=(
            f"{HOME}2026/a-story/feed",
            f"{HOME}feed",
            f"{HOME}comments/feed",
        ),
        sitemaps=(f"{HOME}map-2025.xml", f"{HOME}map-2026.xml", f"{HOME}news.xml"),
    )
    assert lists_of(site, [MAP]) == [
        ("frontpage", HOME),
        ("feed", f"{HOME}feed"),
        ("feed", f"{HOME}2026/a-story/feed"),
        ("sitemap", f"{HOME}news.xml"),
        ("sitemap", f"{HOME}map-2026.xml"),
        ("sitemap", f"{HOME}map-2025.xml"),
        ("sitemap", MAP),
    ]


def test_an_index_leads_to_its_maps_and_those_to_no_others() -> None:
    answer = Answer(endpoints=(("sitemap", MAP), ("feed", f"{HOME}feed")))
    index = Entry(url=MAP, host="herald.example", kind="sitemap")
    deeper = Entry(url=MAP, host="herald.example", kind="sitemap", depth=100)
    page = Entry(url=HOME, host="herald.example", kind="frontpage")
    assert further(index, answer) == [("sitemap", MAP)]
    assert further(deeper, answer) == further(page, answer) == []


def test_articles_of_others_are_none_of_the_outlets() -> None:
    other = Candidate(url="https://other.example/b")
    assert found("feed", listed("a"), other) == ["a"]


def test_what_is_listed_as_older_is_left_out() -> None:
    since = Date(value="2026-02", precision=Precision.MONTH)
    old, new, undated = (
        listed("a", "2026-01-02"),
        listed("b", "2026-02-02"),
        listed("c"),
    )
    assert found("feed", old, new, undated, since=since) == ["b", "c"]


def test_a_sitemap_without_dates_tells_what_is_new_by_what_it_listed_before() -> None:
    pages = [listed(str(number)) for number in range(500)]
    assert found("sitemap", *pages) == [str(number) for number in range(400, 500)]
    earlier = {one.url for one in pages}
    assert found("sitemap", listed("new"), *pages, earlier=earlier) == ["new"]
    assert len(found("frontpage", *pages)) == 500


@pytest.mark.parametrize("earlier", [(), (f"{HOME}a",)])
def test_what_a_news_sitemap_dates_always_counts(earlier: tuple[str, ...]) -> None:
    assert found("sitemap", listed("a", "2026-01-02"), earlier=earlier) == ["a"]
