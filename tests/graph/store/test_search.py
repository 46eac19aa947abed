"""A search is opened once, reads its lists, and ends with one answer."""

from __future__ import annotations

from graph.model import Outcome, Outlet
from graph.store import frontier, read, search, write
from graph.store.engine import Store
from tests.graph.store.facts import NOW, article, claim, entry

COPY = "https://copy.example/c"


def opened(
    store: Store, identity: str, outlet: str = "o.example"
) -> search.Search | None:
    with store.write() as connection:
        return search.open_search(
            connection,
            direction="up",
            article=identity,
            outlet=outlet,
            home=f"https://{outlet}/",
            depth=1,
            position=0,
        )


def put(store: Store, url: str = COPY, **fields: object) -> str:
    with store.write() as connection:
        return write.put_article(connection, article(url, **fields), now=NOW)  # type: ignore[arg-type]


def test_a_search_is_opened_once(store: Store) -> None:
    identity = put(store)
    first = opened(store, identity)
    assert first is not None
    assert (first.stage, first.outlet_key, first.depth) == (0, "o.example", 1)
    assert opened(store, identity) is None
    assert opened(store, identity, "p.example") is not None


def test_a_search_waits_for_its_lists_and_is_found_by_them(store: Store) -> None:
    one = opened(store, put(store))
    assert one is not None
    feed = entry("https://o.example/feed", kind="feed")
    with store.write() as connection:
        search.put_probes(connection, one, [feed.key, feed.key])
        search.add_probe(connection, one, "sitemap x")
        frontier.add(connection, [feed])
        assert search.waits(connection, one)
        assert search.probes_of(connection, one) == sorted([feed.key, "sitemap x"])
        assert [s.id for s in search.reading(connection, feed.key)] == [one.id]
        frontier.settle(connection, feed, Outcome.LISTED, now=NOW)
        assert not search.waits(connection, one)
        assert search.refreshed(connection, one).stage == 1


def test_what_a_search_found_is_kept(store: Store) -> None:
    identity = put(store)
    one, two = opened(store, identity), opened(store, identity, "p.example")
    assert one is not None
    assert two is not None
    with store.write() as connection:
        found = "https://o.example/a"
        search.end(connection, one, found=found, score=0.9, alternatives=[{"url": "x"}])
        search.end(connection, two, found=None, score=None, alternatives=[])
        assert read.found_by_search(connection, identity, "o.example") == (found, 0.9)
        assert read.found_by_search(connection, identity, "p.example") is None


def test_claims_without_a_search_are_told(store: Store) -> None:
    identity = put(store, claims=(claim(outlet="O"),))
    put(store, "https://linked.example/c", claims=(claim(url="https://o.example/a"),))
    with store.write() as connection:
        frontier.add(connection, [entry(COPY, depth=2)])
        assert search.unsearched(connection) == [(identity, 2)]
    opened(store, identity)
    with store.read() as connection:
        assert search.unsearched(connection) == []


def test_the_front_pages_of_articles_are_told(store: Store) -> None:
    mine = put(store, "https://mine.example/a")
    put(store, "https://far.example/a")
    with store.write() as connection:
        for name in ("mine", "far"):
            outlet = Outlet(key=f"{name}.example", name=name)
            write.put_outlet(connection, outlet, home=f"https://{name}.example/")
        assert search.homes_of(connection, [mine]) == [
            ("mine.example", "https://mine.example/")
        ]


def test_the_lists_of_an_outlet_are_kept_by_kind(store: Store) -> None:
    with store.write() as connection:
        doors = [("feed", "https://o.example/b"), ("feed", "https://o.example/a")]
        search.put_endpoints(connection, "o.example", doors)
        search.put_endpoints(connection, "o.example", doors)
        assert search.endpoints(connection, "o.example") == {
            "feed": ("https://o.example/a", "https://o.example/b")
        }


def test_the_story_of_a_seed_is_told(store: Store) -> None:
    identity = put(store)
    put(store, "https://other.example/a")
    with store.write() as connection:
        frontier.add(connection, [entry(COPY, seed=True)])
        assert search.seeds_stories(connection) == {identity: [identity]}


def test_lists_of_one_kind_on_one_host_are_counted(store: Store) -> None:
    lists = [
        ("sitemap", "a/1"),
        ("sitemap", "a/2"),
        ("feed", "a/3"),
        ("sitemap", "b/1"),
    ]
    with store.write() as connection:
        for kind, place in lists:
            url, host = f"https://{place}", place[0]
            frontier.add(connection, [frontier.Entry(url=url, host=host, kind=kind)])
        assert search.lists_on(connection, "a", "sitemap") == 2
