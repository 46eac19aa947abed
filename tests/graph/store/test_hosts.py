"""What is known of hosts: how robots.txt was decided, and who is asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from graph.model import Outcome
from graph.store import frontier, hosts
from graph.store.engine import Store
from graph.store.frontier import Entry
from graph.store.hosts import Decision

NOW = datetime(2022, 2, 18, 9, 30, tzinfo=UTC)


def test_decisions_are_counted_and_slow_hosts_listed(store: Store) -> None:
    with store.write() as connection:
        hosts.decided(connection, "a.example", Decision.NONE)
        hosts.decided(connection, "b.example", Decision.ERROR)
        hosts.decided(connection, "b.example", Decision.SLOW, delay=86400)
        hosts.decided(connection, "c.example", Decision.NONE)
    with store.read() as connection:
        assert hosts.decisions(connection) == {"none": 2, "slow": 1}
        assert hosts.skipped(connection) == {"b.example": 86400}


def test_a_decision_leaves_a_pause_as_it_is(store: Store) -> None:
    entry = Entry(url="https://a.example/1", host="a.example")
    with store.write() as connection:
        frontier.add(connection, [entry])
        frontier.hold_host(connection, "a.example", NOW + timedelta(hours=1))
        hosts.decided(connection, "a.example", Decision.RULES)
        assert frontier.held_until(connection, now=NOW) == NOW + timedelta(hours=1)


def test_what_failed_by_robots_is_asked_again_after_a_day(store: Store) -> None:
    failed = Entry(url="https://a.example/1", host="a.example")
    ruled = Entry(url="https://b.example/1", host="b.example")
    gone = Entry(url="https://a.example/2", host="a.example")
    with store.write() as connection:
        frontier.add(connection, [failed, ruled, gone])
        hosts.decided(connection, "a.example", Decision.UNREACHABLE)
        hosts.decided(connection, "b.example", Decision.RULES)
        for entry, detail in (
            (failed, "robots.txt: no whole answer in time"),
            (ruled, "robots.txt says no"),
            (gone, "HTTP 404"),
        ):
            frontier.settle(connection, entry, Outcome.ROBOTS, now=NOW, detail=detail)
        assert hosts.ask_again(connection, now=NOW + timedelta(hours=23)) == 0
        assert hosts.ask_again(connection, now=NOW + timedelta(hours=25)) == 1
        assert frontier.outcome_of(connection, failed) is None
        assert frontier.counts(connection)["queued"] == 1


def test_only_some_hosts_are_leased_where_that_is_asked(store: Store) -> None:
    entries = [Entry(url=f"https://{h}.example/1", host=f"{h}.example") for h in "abc"]
    with store.write() as connection:
        frontier.add(connection, entries)
        only = ["b.example"]
        assert frontier.askable(connection, now=NOW, only=only)
        leased = frontier.lease(connection, "me:1", limit=9, now=NOW, only=only)
        assert [entry.host for entry in leased] == only
        assert not frontier.askable(connection, now=NOW, only=only)
