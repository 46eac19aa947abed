"""WordPress' REST interface: what is asked, and what is read from its answers."""

from __future__ import annotations

import json

import pytest

from crawler.discover import Site, Sought, wordpress
from graph.model import Candidate, Date, Precision

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


def test_a_post_alone_is_read_too() -> None:
    (found,) = wordpress.read(json.dumps(POST).encode(), f"{URL}/7").candidates
    assert found.url == "https://herald.example/ferry/"


def test_the_number_in_a_pixel_is_asked_first() -> None:
    site = Site(home="https://a.org/", wordpress=("https://a.org/wp-json/",))
    asked = wordpress.ask(site, Sought(headline="The ferry", post="17"))
    assert asked[0].startswith("https://a.org/wp-json/wp/v2/posts/17?")
    assert len(wordpress.ask(site, Sought(post="1/../x"))) == 0


def test_a_site_that_hides_its_root_is_asked_once_where_all_have_it() -> None:
    site = Site(home="https://a.org/news/", archives=True)
    (asked,) = wordpress.ask(site, Sought(headline="The ferry", phrase="it left"))
    assert asked.startswith("https://a.org/news/?rest_route=/wp/v2/posts&search=")


@pytest.mark.parametrize(
    "date, near, days",
    [
        ("2022-02-18", None, ("2022-02-15", "2022-02-21")),
        ("2022-02-18", "2022-03-01", ("2022-02-15", "2022-02-21")),
        (None, "2022-02-18T09:30+01:00", ("2022-02-16", "2022-02-20")),
    ],
)
def test_the_days_around_a_date_are_asked(
    date: str | None, near: str | None, days: tuple[str, str]
) -> None:
    site = Site(home="https://a.org/", wordpress=("https://a.org/wp-json/",))
    (asked,) = wordpress.ask_dated(site, Sought(date=day(date), near=day(near)))
    assert f"after={days[0]}T00:00:00&before={days[1]}T23:59:59" in asked


@pytest.mark.parametrize("value", [None, "2022-02", "2022", "9999-12-31"])
def test_too_many_days_are_not_asked(value: str | None) -> None:
    site = Site(home="https://a.org/", wordpress=("https://a.org/wp-json/",))
    assert wordpress.ask_dated(site, Sought(date=day(value))) == []


def day(value: str | None) -> Date | None:
    kinds = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
    if value is None:
        return None
    return Date(value=value, precision=kinds.get(len(value), Precision.MINUTE))


def test_a_root_in_a_parameter_stays_one() -> None:
    site = Site(home="https://a.org/", wordpress=("https://a.org/?rest_route=/",))
    (question,) = wordpress.ask(site, Sought(headline="The ferry"))
    assert question.startswith("https://a.org/?rest_route=/wp/v2/posts&search=")
