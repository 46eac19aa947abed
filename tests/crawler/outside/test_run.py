"""What a run may ask of services: limits over runs and workers, computed, not timed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.discover.services.terms import Terms, known
from crawler.outside.run import Outside
from graph.model import Outcome
from graph.store import frontier, parking
from graph.store.engine import Store, open_store

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
ROOT = "https://web.archive.org/"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "whence.db"))
    yield opened
    opened.close()


def few(most: int = 300) -> Terms:
    return Terms(name="wayback", does="", base=ROOT, a_minute=24, most=most)


def queue(store: Store, outside: Outside, *names: str, now: datetime = NOW) -> None:
    with store.write() as connection:
        urls = [f"{ROOT}cdx?{name}" for name in names]
        cause = "https://a.example/"
        outside.queue(connection, "wayback", urls, cause=cause, now=now)


def ask(store: Store, outside: Outside, now: datetime, worker: str = "one") -> str:
    """The question that a worker leases and is let to ask at a moment, or nothing."""
    with store.write() as connection:
        leased = frontier.lease(connection, worker, limit=9, now=now)
        if not leased or not outside.lets(connection, leased[0], now=now):
            return ""
        frontier.settle(connection, leased[0], Outcome.LISTED, now=now)
        return leased[0].url.partition("?")[2]


def counts(store: Store) -> dict[str, int]:
    with store.read() as connection:
        return frontier.counts(connection)


def test_a_question_holds_the_host_until_the_pause_is_over(store: Store) -> None:
    one, other = Outside([few()]), Outside([few()])
    queue(store, one, "a", "b", "c")
    assert ask(store, one, NOW) == "a"
    # Nor does another run or worker ask it earlier.
    almost = NOW + timedelta(seconds=2.4)
    assert ask(store, other, almost, "two") == ask(store, one, almost) == ""
    assert ask(store, other, NOW + timedelta(seconds=2.5), "two") == "b"
    assert ask(store, one, NOW + timedelta(seconds=4.9)) == ""
    assert ask(store, one, NOW + timedelta(seconds=5)) == "c"


def test_no_minute_has_more_requests_than_the_service_takes(store: Store) -> None:
    outside = Outside([known()["wayback"]])
    queue(store, outside, *(f"{n:03}" for n in range(60)))
    asked, now = [], NOW
    while counts(store)["queued"]:
        if ask(store, outside, now):
            asked.append(now)
        now += timedelta(seconds=0.25)
    for first in asked:
        later = [one for one in asked if first <= one < first + timedelta(minutes=1)]
        assert len(later) <= 24


def test_a_run_asks_no_more_than_its_share_and_the_next_goes_on(store: Store) -> None:
    outside = Outside([few(2)])
    queue(store, outside, "a", "b", "c", "d")
    moments = [NOW + timedelta(seconds=3 * n) for n in range(4)]
    assert [ask(store, outside, now) for now in moments] == ["a", "b", "", ""]
    assert counts(store) == {"queued": 0, "leased": 0, "done": 2, "parked": 2}
    (note,) = outside.notes
    assert "2 requests are the most of a run" in note
    again = Outside([few(2)])
    with store.write() as connection:
        again.open(connection, now=NOW)
    assert counts(store)["queued"] == 2


def test_what_a_run_may_not_ask_is_parked_not_asked(store: Store) -> None:
    queue(store, Outside([few()]), "a")
    assert ask(store, Outside(), NOW) == ""
    assert counts(store) == {"queued": 0, "leased": 0, "done": 0, "parked": 1}
    with store.write() as connection:
        Outside().open(connection, now=NOW)
    assert counts(store)["queued"] == 0


def test_a_service_that_is_left_alone_is_told_once(store: Store) -> None:
    outside = Outside([few()])
    queue(store, outside, "a")
    from crawler.discover.services import SERVICES

    for _ in range(2):
        with store.write() as connection:
            outside.leave(connection, SERVICES[0], "dns (no such host)")
    assert outside.notes == ["wayback was left alone: dns (no such host)"]
    queue(store, outside, "b")
    assert counts(store) == {"queued": 0, "leased": 0, "done": 0, "parked": 1}
    assert outside.asks("wayback") is None


def test_a_service_that_asked_for_a_long_pause_is_not_queued(store: Store) -> None:
    with store.write() as connection:
        until = NOW + timedelta(hours=1)
        frontier.hold_host(connection, "web.archive.org", until)
    outside = Outside([few()])
    queue(store, outside, "a")
    assert counts(store)["queued"] == 0
    assert "asked for a pause until 2026-01-02 04:04 UTC" in outside.notes[0]


def test_a_list_of_the_newest_is_asked_again_when_it_is_old(store: Store) -> None:
    entry = frontier.Entry(url="http://a.example/l", host="a", kind="gkg-latest")
    outside = Outside([known()["gkg"]])
    with store.write() as connection:
        frontier.add(connection, [entry])
        frontier.settle(connection, entry, Outcome.LISTED, now=NOW)
        outside.open(connection, now=NOW + timedelta(minutes=14))
        assert frontier.counts(connection)["queued"] == 0
        outside.open(connection, now=NOW + timedelta(minutes=16))
        assert frontier.counts(connection)["queued"] == 1


def test_redirects_keep_the_pause_too() -> None:
    slots = Outside([known()["commoncrawl"]]).slots()
    assert set(slots) == {"index.commoncrawl.org", "data.commoncrawl.org"}
    assert slots["index.commoncrawl.org"] == {"concurrency": 1, "delay": 3.0}


def test_what_failed_is_asked_again_what_was_answered_is_not(store: Store) -> None:
    outside = Outside([few()])
    queue(store, outside, "a", "b", "c")
    ends = (Outcome.DNS, Outcome.NOT_FOUND, Outcome.LISTED)
    with store.write() as connection:
        for name, outcome in zip("abc", ends, strict=True):
            entry = frontier.Entry(url=f"{ROOT}cdx?{name}", host="", kind="wayback")
            frontier.settle(connection, entry, outcome, now=NOW)
        assert not parking.is_waiting(connection, "https://a.example/", ["wayback"])
        outside.open(connection, now=NOW)
        assert frontier.counts(connection) == {"queued": 1, "leased": 0, "done": 2}
