"""JSON Feed, version 1 and 1.1, well made or not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.discover import Answer, feed

URL = "https://herald.example/feed.json"
ITEM: dict[str, Any] = {
    "id": "17",
    "url": "/ferry?utm_source=feed",
    "title": "Ferry &amp; harbour",
    "content_html": "<p>The ferry left.</p><p>Nobody waved.</p>",
    "summary": "The ferry left.",
    "date_published": "2022-02-18T09:30:00+01:00",
    "authors": [{"name": "Ann Lee"}, {"url": "https://bo.example/"}],
}


def read(*items: object, **known: object) -> Answer:
    told = {"version": "https://jsonfeed.org/version/1.1", "items": items, **known}
    return feed.read(json.dumps(told).encode(), URL)


def test_an_item_gives_headline_author_date_and_text() -> None:
    (found,) = read(ITEM).candidates
    assert found.url.partition("?")[0] == "https://herald.example/ferry"
    assert (found.headline, found.authors) == ("Ferry & harbour", ("Ann Lee",))
    assert found.text == "The ferry left.\nNobody waved."
    assert found.published is not None
    assert found.published.value.startswith("2022-02-18T09:30")


def test_an_author_may_be_the_whole_feeds_or_of_version_1() -> None:
    plain = {name: value for name, value in ITEM.items() if name != "authors"}
    (found,) = read(plain, author={"name": "Bo Diaz"}).candidates
    assert found.authors == ("Bo Diaz",)
    (found,) = read(plain | {"author": {"name": "Ann Lee"}}).candidates
    assert found.authors == ("Ann Lee",)


def test_an_id_that_is_an_address_stands_in_for_one() -> None:
    (found,) = read({"id": "https://herald.example/ferry"}).candidates
    assert found.url == "https://herald.example/ferry"
    assert read({"id": "17"}, {"id": "tag:x", "url": "javascript:x"}).candidates == ()


def test_its_next_page_is_an_older_list_of_the_same_outlet() -> None:
    assert read(next_url="/feed.json?p=2").endpoints == (
        ("older", "https://herald.example/feed.json?p=2"),
    )
    assert read(next_url="https://stranger.example/2").endpoints == ()
    assert read(next_url=URL).endpoints == ()


@pytest.mark.parametrize(
    "body",
    [
        b"{}", b"{", b"[]", b'{"items": []}', b'{"a":' * 90_000,
        b'{"version": 1, "items": [{"url": "/a"}]}',
        b'{"version": "https://jsonfeed.org/version/1", "items": {}}',
    ],
)  # fmt: skip
def test_what_is_no_feed_lists_nothing(body: bytes) -> None:
    assert feed.read(body, URL) == Answer()


@pytest.mark.parametrize("odd", [None, 7, [], {}, "0000-00-00"])
@pytest.mark.parametrize("name", sorted(ITEM.keys() - {"url"}))
def test_a_field_of_the_wrong_kind_is_unknown(name: str, odd: object) -> None:
    assert len(read(ITEM | {name: odd}).candidates) == 1
