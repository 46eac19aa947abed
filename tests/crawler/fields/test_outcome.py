"""Whether a page holds an article."""

from __future__ import annotations

import pytest

from crawler.fields import outcome
from crawler.page import Page
from graph.model import Outcome


@pytest.mark.parametrize(
    "title, count, ended",
    [
        ("Bridge approved", 40, Outcome.KEPT),
        ("404 Not Found", 40, Outcome.NOT_ARTICLE),
        ("404 Not Found", 400, Outcome.KEPT),
        ("Lost cat not found", 40, Outcome.KEPT),
        ("Bridge approved", 10, Outcome.NOT_ARTICLE),
        ("Bridge approved", 2, Outcome.NO_TEXT),
    ],
)
def test_outcomes(title: str, count: int, ended: Outcome) -> None:
    read = Page.from_html(f"<title>{title}</title><p>x", "https://x.example/a")
    assert outcome.read(read, "word " * count) is ended


def test_a_brief_that_says_it_is_an_article_is_one() -> None:
    read = Page.from_html(
        "<meta property='og:type' content='article'><p>x", "https://x.example/a"
    )
    assert outcome.read(read, "word " * 10) is Outcome.KEPT


def test_words_far_behind_are_counted_too() -> None:
    read = Page.from_html("<title>Bridge</title><p>x", "https://x.example/a")
    assert outcome.read(read, "x" * 5000 + " word" * 40) is Outcome.KEPT
    assert outcome.read(read, "x" * 5000) is Outcome.NO_TEXT
