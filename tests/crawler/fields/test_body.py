"""The main text of a page."""

from __future__ import annotations

from crawler.fields import body
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


def test_the_body_is_the_prose() -> None:
    assert body.read(page("<nav><p>Home and more</p></nav>")).count("The council") == 6


def test_the_body_of_a_text_is_its_prose() -> None:
    text = Page.from_text(f"Bridge approved\n\n{SENTENCE * 2}\n\n{SENTENCE * 2}")
    assert body.read(text) == "\n".join([(SENTENCE * 2).strip()] * 2)


def test_a_huge_page_is_left_to_our_own_blocks() -> None:
    assert body.read(Page.from_html("<p>" + "word and word, " * 5000)).startswith(
        "word and"
    )
