"""A server is asked for what has changed, and only what is sure is relied on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.conditional import Conditional, headers, is_unchanged, keep, validator_of
from graph.store import again
from graph.store.engine import open_store
from graph.store.frontier import Entry
from graph.store.validators import Validator
from tests.graph.store.facts import snapshot

URL = "https://herald.example/ferry"
TAKEN = replace(snapshot(URL), fetched_at=datetime(2022, 2, 18, 9, 30, tzinfo=UTC))
EARLY = "Fri, 18 Feb 2022 09:00:00 GMT"
SENT = "Fri, 18 Feb 2022 09:30:00 GMT"
AGAIN = Entry(url=URL, host="herald.example", cause=again.CAUSE)


def answer(
    told: dict[str, str] | None = None,
    *,
    status: int = 200,
    asked: Request | None = None,
) -> Response:
    asked = asked or Request(URL)
    return Response(URL, status=status, headers=told or {}, request=asked)


@pytest.mark.parametrize(
    "told, etag, modified",
    [
        ({"ETag": '"a"'}, '"a"', ""),
        ({"ETag": 'W/"a"', "Last-Modified": EARLY, "Date": SENT}, 'W/"a"', EARLY),
        # Sent in the second in which it was modified: it may change again in it.
        ({"ETag": '"a"', "Last-Modified": SENT, "Date": SENT}, '"a"', ""),
        # Without the server's clock, ours tells, and it may be another one.
        ({"Last-Modified": EARLY}, "", EARLY),
        ({"ETag": '"a"', "Last-Modified": SENT}, '"a"', ""),
        ({"ETag": '"a"', "Last-Modified": "yesterday"}, '"a"', ""),
        ({"ETag": f'"{"a" * 500}"', "Last-Modified": EARLY}, "", EARLY),
    ],
)
def test_a_validator_is_what_an_answer_tells_for_sure(
    told: dict[str, str], etag: str, modified: str
) -> None:
    found = validator_of(answer(told), TAKEN)
    assert found == Validator(etag=etag, modified=modified)


def test_what_did_not_come_whole_or_from_elsewhere_has_no_validator() -> None:
    moved = Request(URL, meta={"redirect_urls": ["https://herald.example/"]})
    tagged = {"ETag": '"a"'}
    assert validator_of(answer(tagged), replace(TAKEN, truncated=True)) is None
    assert validator_of(answer(tagged, asked=moved), TAKEN) is None
    assert validator_of(answer(tagged, status=206), TAKEN) is None
    assert validator_of(answer(), TAKEN) is None


def test_only_what_is_asked_again_is_asked_conditionally(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "whence.db"))
    told = {"ETag": '"a"', "Last-Modified": EARLY, "Date": SENT}
    with store.write() as connection:
        keep(connection, AGAIN, validator_of(answer(told), TAKEN), now=TAKEN.fetched_at)
    wanted = {"If-None-Match": '"a"', "If-Modified-Since": EARLY}
    assert headers(store, AGAIN) == wanted
    assert headers(store, replace(AGAIN, cause="seed")) == {}
    with store.write() as connection:
        keep(connection, AGAIN, validator_of(answer(), TAKEN), now=TAKEN.fetched_at)
    assert headers(store, AGAIN) == {}
    store.close()


def test_only_an_answer_to_a_condition_says_unchanged() -> None:
    asked = Request(URL, headers={"If-None-Match": '"a"'})
    assert is_unchanged(answer(status=304, asked=asked))
    assert not is_unchanged(answer(status=304))
    assert not is_unchanged(answer(asked=asked))


def test_conditions_do_not_outlive_a_redirect() -> None:
    asked = Request(URL, headers={"If-None-Match": '"a"', "Accept": "text/html"})
    moved = asked.replace(meta={"redirect_urls": [URL]})
    for request in (asked, moved):
        Conditional().process_request(request)
    assert "If-None-Match" in asked.headers
    assert set(moved.headers) == {b"Accept"}
