"""What a page files its article under."""

from __future__ import annotations

from crawler.fields import topics
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


def test_topics_of_labels_meta_and_links() -> None:
    found = topics.read(
        page(
            "<p>Region: <a href='/e'>Europe</a>, <a href='/n'>North</a></p>"
            "<p>Tags: roads, steel</p><p><a rel='tag' href='/t'>Bridges</a></p>",
            head="<meta property='article:section' content='News'>"
            "<meta name='news_keywords' content='Roads, Rivers'>",
        ),
    )
    assert found == ("Europe", "North", "roads", "steel", "News", "Rivers", "Bridges")


def test_a_sentence_with_a_colon_is_no_label() -> None:
    assert topics.read(page("<p>He said: <a href='/x'>this</a></p>")) == ()
