"""Which hosts may be asked; one is never given to two, and nobody waits for another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from graph.store import frontier, turns
from graph.store.engine import Store
from tests.graph.store.facts import NOW, entry

SOON = NOW + timedelta(seconds=25)


def put(store: Store, *urls: str) -> None:
    with store.write() as connection:
        frontier.add(connection, [entry(url) for url in urls])


def visit(store: Store, host: str) -> object:
    with store.leasing() as connection:
        return turns.visit(connection, host, until=SOON, now=NOW)


def leased(store: Store, worker: str = "me:1", held: Sequence[str] = ()) -> list[str]:
    with store.leasing() as connection:
        got = frontier.lease(connection, worker, limit=9, now=NOW, held=held)
    return [one.host for one in got]


def test_leases_do_not_wait_for_each_other(store: Store) -> None:
    if store.engine.dialect.name == "sqlite":
        return  # one writer at a time
    put(store, "https://a.org/1", "https://b.org/1", "https://b.org/2")
    with store.leasing() as mine:
        (got,) = frontier.lease(mine, "me:1", limit=1, now=NOW)
        with store.leasing() as yours:
            others = frontier.lease(yours, "you:2", limit=9, now=NOW)
    assert [got.host] == ["a.org"]
    assert [one.url for one in others] == ["https://b.org/1"]


def test_leases_do_not_wait_for_a_page_that_is_written(store: Store) -> None:
    if store.engine.dialect.name == "sqlite":
        return
    put(store, "https://a.org/1", "https://b.org/1")
    assert len(leased(store)) == 2
    put(store, "https://c.org/1")
    with store.write() as writing:
        frontier.add(writing, [entry("https://d.org/1")])
        assert leased(store, "you:2") == ["c.org"]


def test_a_host_that_a_worker_holds_is_free_for_it_alone(store: Store) -> None:
    put(store, "https://a.org/1", "https://a.org/2")
    assert leased(store) == ["a.org"]
    assert leased(store) == []
    assert leased(store, "you:2", held=["a.org"]) == []
    assert leased(store, held=["a.org"]) == ["a.org"]


def test_a_host_that_is_held_keeps_its_pause(store: Store) -> None:
    put(store, "https://a.org/1", "https://a.org/2")
    assert leased(store) == ["a.org"]
    with store.write() as connection:
        frontier.hold_host(connection, "a.org", SOON)
    assert leased(store, held=["a.org"]) == []


def test_a_redirect_takes_its_host_from_all_others(store: Store) -> None:
    put(store, "https://a.org/1")
    assert visit(store, "a.org") is None
    assert visit(store, "a.org") == SOON
    assert leased(store) == []
    with store.leasing() as connection:
        turns.leave(connection, "a.org", until=NOW)
    assert leased(store) == ["a.org"]
    assert visit(store, "a.org") == NOW  # busy, nobody knows for how long


def test_leaving_a_host_ends_no_hold_that_it_asked_for(store: Store) -> None:
    put(store, "https://a.org/1")
    visit(store, "a.org")
    with store.write() as connection:
        until = NOW + timedelta(hours=1)
        frontier.hold_host(connection, "a.org", until, detail="HTTP 429")
        turns.leave(connection, "a.org", until=NOW)
        assert frontier.held_until(connection, now=NOW) == until


def test_what_a_lease_reads_does_not_grow_with_the_queue(store: Store) -> None:
    """By the database's own count of steps, on SQLite."""
    if store.engine.dialect.name != "sqlite":
        return
    steps = []
    for many in (10, 2000):
        put(store, *(f"https://h{n % 5}.org/{n}" for n in range(many)))
        with store.leasing() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            count = [0]

            def tick(count: list[int] = count) -> int:
                count[0] += 1
                return 0

            raw.set_progress_handler(tick, 1)
            turns.free(connection, turns.Hosts(), limit=16, now=NOW)
            raw.set_progress_handler(None, 1)
            steps.append(count[0])
    assert steps[1] < 2 * steps[0]
