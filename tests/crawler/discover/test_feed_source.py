"""The source that a feed names for an item is a claim of the item's article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from crawler.discover import feed
from crawler.follow import after_list
from graph.model import Claim, Where
from graph.store import listed, read
from graph.store.engine import open_store
from graph.store.frontier import Entry
from tests.crawler.ferry import COPY, claim, put

URL = "https://copy.example/feed"
RSS = '<source url="https://ledger.example/feed">The Harbour Ledger</source>'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    opened = open_store(str(tmp_path / "whence.db"))
    with opened.write() as connection:
        yield connection
    opened.close()


def claimed(source: str, link: str = COPY) -> Claim | None:
    body = f"<rss><channel><item><link>{link}</link>{source}</item></channel></rss>"
    (found,) = feed.read(body.encode(), URL).candidates
    return found.claim


def test_rss_names_the_feed_that_an_item_came_from() -> None:
    found = claimed(RSS)
    assert found is not None
    assert found.reference.outlet == "The Harbour Ledger"
    assert found.reference.url == "https://ledger.example/"
    (place,) = found.places
    assert (place.where, place.path) == (Where.FEED, URL)
    assert "https://ledger.example/" in place.quote


def test_atom_gives_the_head_of_that_feed() -> None:
    body = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="{COPY}"/>
    <title>The ferry</title><source><title>The Harbour Ledger</title>
    <link rel="self" href="https://ledger.example/atom"/><id>x:1</id></source></entry></feed>"""
    (found,) = feed.read(body.encode(), URL).candidates
    assert found.headline == "The ferry"
    assert found.url == COPY
    assert found.claim is not None
    assert found.claim.reference.outlet_key == "ledger.example"


@pytest.mark.parametrize(
    "source, link",
    [
        ('<source url="https://copy.example/feed">Copy</source>', COPY),
        ("<source/>", COPY),
        (RSS, "https://stranger.example/ferry"),
        ('<source url="https://feeds.feedburner.com/x"/>', COPY),
    ],
)
def test_no_claim_is_made_of_others(source: str, link: str) -> None:
    assert claimed(source, link) is None


@pytest.mark.parametrize("page_first", [True, False])
def test_it_is_the_articles_whichever_is_read_first(
    page_first: bool,  # noqa: FBT001
    store: Connection,
) -> None:
    body = f"<rss><item><link>{COPY}</link>{RSS}</item></rss>".encode()
    answer = feed.read(body, URL)
    entry = Entry(url=URL, host="copy.example", kind="feed")
    identity = put(store) if page_first else ""
    for _ in range(2):
        listed.put_listing(store, entry.key, answer.candidates)
        after_list(store, entry, answer)
    identity = identity or put(store)
    (found,) = read.claims_of(store, identity)
    assert (found.cue, found.reference.outlet) == ("feed_source", "The Harbour Ledger")


def test_a_page_that_names_the_same_source_is_enough(store: Connection) -> None:
    body = f"<rss><item><link>{COPY}</link>{RSS}</item></rss>".encode()
    listed.put_listing(store, "feed x", feed.read(body, URL).candidates)
    own = claim(outlet="The Harbour Ledger")
    assert read.claims_of(store, put(store, own)) == [own]
    listed.put_listing(store, "feed x", ())
    assert len(read.claims_of(store, put(store))) == 1
