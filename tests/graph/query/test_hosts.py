"""What was asked of each host, and how that ended."""

from __future__ import annotations

from datetime import timedelta

from graph import query
from graph.model import Outcome
from graph.store import frontier, turns
from graph.store.frontier import Entry
from tests.graph.small_store import NOW, Small


def ask(small: Small, host: str, *ends: Outcome | None) -> None:
    """Queue a page of a host for each outcome, and end it so; None leaves it."""
    with small.store.write() as connection:
        for number, end in enumerate(ends):
            one = Entry(url=f"https://{host}/{number}", host=host)
            frontier.add(connection, [one])
            if end is not None:
                frontier.settle(connection, one, end, now=NOW)


def test_hosts_come_with_their_outcomes_the_most_asked_first(small: Small) -> None:
    ask(small, "quiet.example", Outcome.KEPT, None)
    ask(small, "shut.example", Outcome.ROBOTS, Outcome.ROBOTS, Outcome.TIMEOUT)
    with small.store.read() as connection:
        shut, quiet = query.hosts(connection, now=NOW)
    assert (shut["host"], shut["asked"], shut["read"], shut["failed"]) == (
        "shut.example",
        3,
        0,
        3,
    )
    assert list(shut["outcomes"].items()) == [("robots", 2), ("timeout", 1)]
    assert (quiet["asked"], quiet["read"], quiet["queued"]) == (1, 1, 1)


def test_a_host_that_is_left_alone_says_until_when(small: Small) -> None:
    ask(small, "busy.example", None)
    until = NOW + timedelta(hours=1)
    with small.store.write() as connection:
        frontier.hold_host(connection, "busy.example", until)
    with small.store.read() as connection:
        (held,) = query.hosts(connection, now=NOW)
        (free,) = query.hosts(connection, now=until)
    assert held["held_until"].startswith("2026-01-02T04:04")
    assert free["held_until"] is None


def test_the_pause_between_two_requests_is_no_hold(small: Small) -> None:
    ask(small, "calm.example", None)
    until = NOW + timedelta(seconds=1)
    with small.store.write() as connection:
        turns.put_hold(connection, "calm.example", until, detail=turns.PAUSE)
    with small.store.read() as connection:
        (calm,) = query.hosts(connection, now=NOW)
    assert calm["held_until"] is None
