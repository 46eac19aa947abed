"""Blogs that Tumblr names above what was taken from them."""

from __future__ import annotations

from crawler.cues.reblog import reblog
from crawler.page import Page
from graph.model import Article, Relation

OWN = "https://dunes.tumblr.com/post/9"


def read(markup: str) -> list[tuple[str | None, Relation]]:
    page = Page.from_html(f"<h1>Ferry</h1>{markup}", OWN)
    claims = reblog(page, Article(url=OWN))
    return [(claim.reference.outlet, claim.relation) for claim in claims]


def blog(name: str) -> str:
    return f'<a class="tumblr_blog" href="https://{name}.tumblr.com/post/1">{name}</a>:'


def test_the_last_blog_is_the_origin_and_the_others_passed_it_on() -> None:
    quoted = f"<blockquote>{blog('lake')}<blockquote>A ferry.</blockquote></blockquote>"
    assert read(blog("hill") + quoted) == [
        ("hill", Relation.RELAYS),
        ("lake", Relation.REPUBLISHES),
    ]


def test_without_a_quotation_or_of_the_same_blog_it_says_nothing() -> None:
    assert read(blog("hill")) == []
    assert read(f"{blog('dunes')}<blockquote>A ferry.</blockquote>") == []
