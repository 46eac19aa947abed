"""Links that microformats mark."""

from __future__ import annotations

import pytest

from crawler.cues.microformat import microformat
from crawler.page import Page
from graph.model import Article, Relation

URL = "https://harbour.example/2022/ferry/"


def read(markup: str) -> list[tuple[Relation, str | None]]:
    page = Page.from_html(markup, "https://lakeside.example/ferry")
    found = microformat(page, Article(url=page.url))
    return [(claim.relation, claim.reference.url) for claim in found]


@pytest.mark.parametrize(
    "markup, relation",
    [
        (f"<a class='small u-repost-of' href='{URL}'>x</a>", Relation.REPUBLISHES),
        (f"<a class='u-translation-of' href='{URL}'>x</a>", Relation.TRANSLATES),
        (
            f"<p class='h-cite u-repost-of'>By <a href='{URL}'>x</a></p>",
            Relation.REPUBLISHES,
        ),
    ],
)
def test_a_marked_link_is_a_claim(markup: str, relation: Relation) -> None:
    assert read(markup) == [(relation, URL)]


@pytest.mark.parametrize(
    "markup",
    [
        "<a class='u-repost-of' href='https://harbour.example/'>x</a>",
        "<a class='u-repost-of' href='http://['>x</a>",
        "<p class='u-repost-of'>no link</p>",
        f"<a class='u-like-of' href='{URL}'>x</a>",
        f"<a class='u-syndication' rel='syndication' href='{URL}'>x</a>",
    ],
)
def test_other_classes_and_front_pages_are_none(markup: str) -> None:
    assert read(markup) == []
