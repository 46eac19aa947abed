"""What an update queues: in a store, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from crawler import rhythm, update
from crawler.discover import Answer
from crawler.follow import Plan
from graph.model import Candidate, Outcome
from graph.store import again, frontier, watched, write
from graph.store import search as searches
from graph.store.engine import open_store
from graph.store.frontier import Entry
from graph.store.schema import ROLE
from tests.graph.store.facts import NOW, article, snapshot

HOME = "https://herald.example/"
FERRY = f"{HOME}ferry"
FEED = Entry(url=f"{HOME}feed", host="herald.example", kind="feed", cause=again.CAUSE)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    """A store that watches an outlet."""
    opened = open_store(str(tmp_path / "whence.db"))
    with opened.write() as connection:
        watched.watch(connection, "herald.example", HOME, now=NOW)
        yield connection
    opened.close()


def queued(store: Connection) -> dict[str, Entry]:
    """What waits, by its address below the front page; nothing is left."""
    found = {}
    while leased := frontier.lease(store, "me:1", limit=9, now=NOW):
        for entry in leased:
            found[entry.url.removeprefix(HOME)] = entry
            frontier.settle(store, entry, Outcome.LISTED, now=NOW)
    return found


def begin(store: Connection, *, hours: float = 0) -> dict[str, Entry]:
    update.begin(store, watched.all_of(store), now=NOW + timedelta(hours=hours))
    return queued(store)


def offer(store: Connection, entry: Entry, *urls: str, hours: float = 0) -> list[str]:
    answer = Answer(candidates=tuple(Candidate(url=url) for url in urls))
    moment = NOW + timedelta(hours=hours)
    update.after_list(store, entry, answer, Plan(), now=moment)
    return sorted(queued(store))


def put(store: Connection, url: str = FERRY) -> None:
    taken = replace(snapshot(url), fetched_at=NOW)
    number = write.put_snapshot(store, taken)
    write.put_article(store, article(url), now=NOW, snapshot=number)


def test_lists_that_are_known_are_asked(store: Connection) -> None:
    lists = [("feed", f"{HOME}feed"), ("sitemap", f"{HOME}news.xml")]
    searches.put_endpoints(store, "herald.example", lists)
    found = begin(store)
    assert sorted(found) == ["", "feed", "news.xml", "sitemap.xml"]
    assert {entry.cause for entry in found.values()} == {again.CAUSE}
    assert watched.all_of(store)[0].updated_at == NOW.isoformat()
    assert sorted(begin(store)) == sorted(found)


def test_a_sitemap_that_is_not_where_it_mostly_is_is_not_asked_again(
    store: Connection,
) -> None:
    entry = begin(store)["sitemap.xml"]
    frontier.settle(store, entry, Outcome.NOT_FOUND, now=NOW)
    assert sorted(begin(store)) == [""]


def test_a_recent_article_is_asked_again_when_its_turn_comes(store: Connection) -> None:
    put(store)
    turns = [hours for hours in (0.5, 1.5, 2, 3, 5, 7 * 24, 8 * 24)
             if "ferry" in _asked_at(store, hours)]  # fmt: skip
    assert turns == [0.5, 1.5, 3, 7 * 24]


def _asked_at(store: Connection, hours: float) -> set[str]:
    """What an update at that hour asks; it is settled then."""
    now = NOW + timedelta(hours=hours)
    update.begin(store, watched.all_of(store), now=now)
    found = set()
    while leased := frontier.lease(store, "me:1", limit=9, now=now):
        for entry in leased:
            found.add(entry.url.removeprefix(HOME))
            frontier.settle(store, entry, Outcome.UNCHANGED, now=now)
    return found


def test_what_was_never_met_is_taken_from_a_list(store: Connection) -> None:
    put(store)
    other = "https://other.example/b"
    assert offer(store, FEED, FERRY, f"{HOME}new", other) == ["new"]
    assert offer(store, FEED, FERRY, f"{HOME}new", other) == []


def test_what_is_listed_and_was_only_cited_is_taken(store: Connection) -> None:
    outlet = article(FERRY).outlet
    assert outlet is not None
    write.cite(store, FERRY, outlet=outlet, now=NOW)
    assert offer(store, FEED, FERRY) == ["ferry"]


def test_a_list_that_no_update_asked_for_gives_nothing(store: Connection) -> None:
    assert offer(store, replace(FEED, cause="search 1"), FERRY) == []
    watched.unwatch(store, "herald.example")
    assert offer(store, FEED, FERRY) == []


def test_a_feed_with_another_host_is_its_outlets(store: Connection) -> None:
    feed = replace(FEED, url="https://feeds.example/herald", host="feeds.example")
    assert offer(store, feed, FERRY) == []
    searches.put_endpoints(store, "herald.example", [("feed", feed.url)])
    assert offer(store, feed, FERRY) == ["ferry"]


def test_what_could_not_be_had_is_asked_again_after_a_while(store: Connection) -> None:
    page = Entry(url=FERRY, host="herald.example")
    frontier.add(store, [page])
    frontier.settle(store, page, Outcome.TIMEOUT, now=NOW)
    assert offer(store, FEED, FERRY, hours=5) == []
    assert offer(store, FEED, FERRY, hours=7) == ["ferry"]
    frontier.settle(store, page, Outcome.NOT_ARTICLE, now=NOW)
    assert offer(store, FEED, FERRY, hours=7) == []


def test_a_front_page_leads_to_the_lists_that_it_declares(store: Connection) -> None:
    front = replace(FEED, url=HOME, kind="frontpage")
    declared = Answer(endpoints=(("feed", f"{HOME}feed"),))
    update.after_list(store, front, declared, Plan(), now=NOW)
    found = queued(store)
    assert found["feed"].cause == again.CAUSE
    assert found["feed"].kind == "feed"


def test_an_index_leads_to_its_maps_once(store: Connection) -> None:
    index = replace(FEED, url=f"{HOME}sitemap.xml", kind="sitemap")
    answer = Answer(endpoints=(("sitemap", f"{HOME}map.xml"),))
    update.after_list(store, index, answer, Plan(), now=NOW)
    deeper = queued(store)["map.xml"]
    update.after_list(store, deeper, answer, Plan(), now=NOW)
    assert queued(store) == {}


def test_an_outlet_that_takes_more_is_asked_first(store: Connection) -> None:
    other = "https://other.example/"
    watched.watch(store, "other.example", other, now=NOW)
    store.execute(ROLE.insert().values(outlet_key="other.example", begun=1, taken=8))
    update.begin(store, watched.all_of(store), now=NOW)
    leased = frontier.lease(store, "me:1", limit=9, now=NOW)
    assert [entry.url for entry in leased] == [other, HOME]
    assert leased[0].priority - leased[1].priority == rhythm.step(8) == 4
