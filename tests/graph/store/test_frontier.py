"""Each URL is asked once, by one worker, one at a time on each host."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select, update

from graph.model import Outcome
from graph.store import frontier, turns
from graph.store.engine import Store
from graph.store.schema import HOST, STORE_INFO
from tests.graph.store import workers
from tests.graph.store.facts import NOW, entry, tables


def add(store: Store, *entries: frontier.Entry) -> None:
    with store.write() as connection:
        frontier.add(connection, entries)


def lease(store: Store, worker: str = "me:1", **options: object) -> list[str]:
    """The addresses that a worker gets."""
    values: dict[str, object] = {"limit": 10, "now": NOW} | options
    with store.write() as connection:
        got = frontier.lease(connection, worker, **values)  # type: ignore[arg-type]
    return [one.url for one in got]


def settle(
    store: Store, url: str, outcome: Outcome = Outcome.KEPT, detail: str = ""
) -> None:
    with store.write() as connection:
        frontier.settle(connection, entry(url), outcome, now=NOW, detail=detail)


def counts(store: Store) -> tuple[int, int, int]:
    """How many are queued, leased, done."""
    with store.read() as connection:
        found = frontier.counts(connection)
    return found["queued"], found["leased"], found["done"]


def test_adding_twice_is_adding_once(store: Store) -> None:
    add(store, entry("https://a.org/1", priority=5, cause="x"))
    once = tables(store)
    add(store, entry("http://www.a.org/1/?utm_source=y", priority=9, cause="z"))
    assert tables(store) == once


def test_a_lease_gives_back_what_was_added(store: Store) -> None:
    given = entry("https://a.org:81/1", kind="feed", priority=3, depth=2, cause="c")
    add(store, given)
    with store.write() as connection:
        assert frontier.lease(connection, "me:1", limit=1, now=NOW) == [given]
        assert frontier.lease(connection, "me:1", limit=1, now=NOW) == []


def test_a_page_and_a_list_at_one_address_are_two(store: Store) -> None:
    add(store, entry("https://a.org/"), entry("https://a.org/", kind="frontpage"))
    assert counts(store) == (2, 0, 0)


def test_one_url_a_host_most_wanted_first_and_of_equals_the_eldest(
    store: Store,
) -> None:
    add(
        store,
        entry("https://a.org/1"),
        entry("https://a.org/2", priority=5),
        entry("https://a.org/3", priority=5),
        entry("https://b.org/1", priority=9),
        entry("https://c.org/1"),
    )
    assert lease(store) == ["https://b.org/1", "https://a.org/2", "https://c.org/1"]
    assert lease(store, "you:2") == []
    settle(store, "https://a.org/2")
    assert lease(store, "you:2") == ["https://a.org/3"]


def test_the_limit_is_kept(store: Store) -> None:
    add(store, *(entry(f"https://{name}.org/") for name in "abcd"))
    assert len(lease(store, limit=3)) == 3
    assert len(lease(store, limit=3)) == 1


def test_hosts_that_are_held_or_spent_are_left_alone(store: Store) -> None:
    add(store, *(entry(f"https://{name}.org/") for name in "abc"))
    until = NOW + timedelta(hours=1)
    with store.write() as connection:
        frontier.hold_host(connection, "a.org", until, detail="429")
    with store.read() as connection:
        assert frontier.held_until(connection, now=NOW) == until
        assert frontier.held_until(connection, now=until) is None
        assert frontier.askable(connection, now=NOW)
        assert not frontier.askable(connection, now=NOW, spent=["b.org", "c.org"])
        assert not frontier.askable(connection, now=NOW, only=["a.org"])
    assert lease(store, only=["a.org", "d.org"]) == []
    assert lease(store, spent=["c.org"]) == ["https://b.org/"]
    assert lease(store, now=until) == ["https://a.org/", "https://c.org/"]


def test_of_two_holds_the_longer_counts(store: Store) -> None:
    add(store, entry("https://a.org/"))
    for hours in (2, 1, 3, 2):
        with store.write() as connection:
            until = NOW + timedelta(hours=hours)
            frontier.hold_host(connection, "a.org", until)
    with store.read() as connection:
        found = frontier.held_until(connection, now=NOW)
    assert found == NOW + timedelta(hours=3)


def test_every_url_ends_with_one_outcome(store: Store) -> None:
    add(store, *(entry(f"https://a.org/{number}") for number in range(3)))
    lease(store)
    settle(store, "https://a.org/0")
    settle(store, "https://a.org/1", Outcome.ROBOTS, "x" * 1000)
    settle(store, "https://a.org/2", Outcome.ROBOTS)
    assert counts(store) == (0, 0, 3)
    with store.read() as connection:
        assert list(frontier.outcomes(connection).items()) == [
            ("robots", 2),
            ("kept", 1),
        ]
        found = frontier.outcome_of(connection, entry("https://a.org/1"))
        assert found == ("robots", "x" * 500)
        assert frontier.outcome_of(connection, entry("https://a.org/9")) is None


def test_what_is_settled_is_not_queued_again_by_a_link(store: Store) -> None:
    add(store, entry("https://a.org/"))
    settle(store, "https://a.org/")
    add(store, entry("https://a.org/", priority=100))
    assert lease(store) == []


def test_what_is_settled_is_not_given_back(store: Store) -> None:
    add(store, entry("https://a.org/"))
    lease(store)
    settle(store, "https://a.org/")
    with store.write() as connection:
        frontier.give_back(connection, entry("https://a.org/"))
    assert counts(store) == (0, 0, 1)


def test_a_seed_is_asked_again_and_first(store: Store) -> None:
    add(store, entry("https://a.org/1"), entry("https://a.org/2", priority=50))
    settle(store, "https://a.org/1", Outcome.TIMEOUT)
    add(store, entry("https://a.org/1", seed=True, priority=100))
    with store.read() as connection:
        assert frontier.outcome_of(connection, entry("https://a.org/1")) is None
    assert lease(store) == ["https://a.org/1"]


def test_a_link_that_waits_becomes_a_seed(store: Store) -> None:
    add(store, entry("https://a.org/1", depth=3), entry("https://a.org/2"))
    add(store, entry("https://a.org/1", seed=True, priority=100))
    with store.write() as connection:
        (got,) = frontier.lease(connection, "me:1", limit=1, now=NOW)
    assert (got.seed, got.depth, got.priority) == (True, 0, 100)


def test_what_is_given_back_is_asked_again(store: Store) -> None:
    add(store, entry("https://a.org/"))
    lease(store)
    with store.write() as connection:
        frontier.give_back(connection, entry("https://a.org/"))
    assert lease(store, "you:2") == ["https://a.org/"]


def test_workers_never_lease_one_url_or_one_host_together(
    store: Store, store_url: str
) -> None:
    urls = [f"https://h{n % 4}.org/{n}" for n in range(40)]
    add(store, *(entry(url) for url in urls))
    workers.run(workers.ask_all, store_url, times=3)
    with store.read() as connection:
        notes = connection.execute(
            select(STORE_INFO.c.name).where(STORE_INFO.c.name.startswith("https"))
        ).scalars()
        assert sorted(note.split()[0] for note in notes) == sorted(urls)
    assert counts(store) == (0, 0, 40)


def test_two_workers_at_once_have_no_host_in_common(store: Store) -> None:
    add(store, *(entry(f"https://h{n % 5}.org/{n}") for n in range(30)))
    mine, yours = lease(store, "me:1", limit=3), lease(store, "you:2", limit=9)
    hosts = [url.split("/")[2] for url in (*mine, *yours)]
    assert len(hosts) == len(set(hosts)) == 5


def free_at(store: Store) -> timedelta | None:
    """After which time the first host that is left alone may be asked."""
    with store.read() as connection:
        found = turns.first_free(connection, now=NOW)
    return found - NOW if found else None


def test_a_pause_follows_every_request_whoever_asks_next(store: Store) -> None:
    add(store, entry("https://a.org/1"), entry("https://a.org/2"))
    with store.leasing() as connection:
        (got,) = frontier.lease(connection, "me:1", limit=1, now=NOW, pause=5)
    left = replace(got, asked=NOW - timedelta(seconds=1))
    with store.write() as connection:
        frontier.settle(connection, left, Outcome.KEPT, now=NOW)
    assert lease(store, "you:2") == []
    assert free_at(store) == timedelta(seconds=4)
    with store.read() as connection:  # nobody asked for it, so it is no hold
        assert frontier.held_until(connection, now=NOW) is None
    assert lease(store, "you:2", now=NOW + timedelta(seconds=4)) == ["https://a.org/2"]


def test_what_robots_txt_asks_for_is_kept_by_all(store: Store) -> None:
    add(store, entry("https://a.org/1"), entry("https://a.org/2"))
    with store.write() as connection:
        (got,) = frontier.lease(connection, "me:1", limit=1, now=NOW, pause=1)
        connection.execute(update(HOST).values(delay=30.0))
        frontier.settle(connection, got, Outcome.KEPT, now=NOW)
    assert free_at(store) == timedelta(seconds=30)
    with store.write() as connection:
        later = NOW + timedelta(seconds=30)
        (got,) = frontier.lease(connection, "you:2", limit=1, now=later, pause=1)
    assert got.pause == 30


def test_a_pause_is_no_shorter_for_a_hold_and_a_hold_for_a_pause(store: Store) -> None:
    add(store, entry("https://a.org/1"), entry("https://a.org/2"))
    with store.write() as connection:
        (got,) = frontier.lease(connection, "me:1", limit=1, now=NOW, pause=5)
        frontier.hold_host(connection, "a.org", NOW + timedelta(hours=1), detail="429")
        frontier.settle(connection, got, Outcome.KEPT, now=NOW)
    assert free_at(store) == timedelta(hours=1)


def test_a_seed_that_the_crawl_under_way_has_asked_stays_done(store: Store) -> None:
    seed = entry("https://a.org/1", seed=True, priority=100)
    add(store, seed)
    settle(store, seed.url)
    for began, again in ((NOW, 0), (NOW + timedelta(seconds=1), 1)):
        with store.write() as connection:
            frontier.add(connection, [seed], since=began)
        assert counts(store) == (again, 0, 1 - again)
