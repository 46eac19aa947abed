"""WordPress' REST interface: what is asked, and what is read from its answers."""

from __future__ import annotations

import json

import pytest

from crawler.discover import Site, Sought, wordpress
from graph.model import Candidate

URL = "https://herald.example/wp-json/wp/v2/posts"

POST = {
    "link": "https://herald.example/ferry/",
    "title": {"rendered": "Ferry &#038; harbour"},
    "date_gmt": "2022-02-18T09:30:00",
    "content": {"rendered": "<p>The ferry left.</p><script>x()</script>"},
    "_embedded": {"author": [{"name": "Ann Lee"}, {"code": "rest_user_invalid_id"}]},
}


def read(posts: object) -> tuple[Candidate, ...]:
    return wordpress.read(json.dumps(posts).encode(), URL).candidates


def test_a_post_gives_all_that_it_has() -> None:
    (found,) = read([POST])
    assert (found.headline, found.authors) == ("Ferry & harbour", ("Ann Lee",))
    assert found.text == "The ferry left."
    assert found.published is not None
    assert found.published.value == "2022-02-18T09:30+00:00"


@pytest.mark.parametrize(
    "posts",
    [
        {"code": "rest_no_route"}, [], [1, None, "x", []], None, "x",
        [POST | {"link": "javascript:alert(1)"}], [POST | {"link": None}],
    ],
)  # fmt: skip
def test_what_is_no_list_of_posts_gives_nothing(posts: object) -> None:
    assert read(posts) == ()


@pytest.mark.parametrize(
    "odd", [None, 7, [], {}, {"rendered": None}, "0000-00-00T00:00:00"]
)
@pytest.mark.parametrize("name", ["title", "date_gmt", "content", "_embedded"])
def test_a_field_of_the_wrong_kind_is_unknown(name: str, odd: object) -> None:
    (found,) = read([POST | {name: odd}])
    assert found.url == "https://herald.example/ferry/"


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[" * 100_000, b"\xff\xfe", b"[1" * 99]
)
def test_other_bodies_give_nothing(body: bytes) -> None:
    assert wordpress.read(body, URL).candidates == ()


def test_it_is_asked_by_title_and_by_a_phrase() -> None:
    site = Site(home="https://a.org/", wordpress=("https://a.org/wp-json/",))
    by_title, by_phrase = wordpress.ask(
        site, Sought(headline="The ferry", phrase="it left")
    )
    assert by_title.startswith("https://a.org/wp-json/wp/v2/posts?search=")
    assert "%22it%20left%22" in by_phrase
    assert wordpress.ask(site, Sought()) == []
    assert (
        wordpress.ask(Site(home="https://a.org/"), Sought(headline="The ferry")) == []
    )


def test_a_root_in_a_parameter_stays_one() -> None:
    site = Site(home="https://a.org/", wordpress=("https://a.org/?rest_route=/",))
    (question,) = wordpress.ask(site, Sought(headline="The ferry"))
    assert question.startswith("https://a.org/?rest_route=/wp/v2/posts&search=")
