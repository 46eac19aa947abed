"""Whom to ask for copies of an article, and what came of asking them."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Author, Outcome, Outlet, Reference
from graph.store import downstream, frontier, search, write
from graph.store.engine import Store
from graph.store.schema import HABIT, WATCHED
from tests.graph.store.facts import NOW, article, claim, entry

MINE = "https://mine.example/a"


def put(store: Store, url: str, **fields: object) -> str:
    with store.write() as connection:
        return write.put_article(connection, article(url, **fields), now=NOW)  # type: ignore[arg-type]


def with_homes(store: Store, *names: str) -> None:
    with store.write() as connection:
        for name in names:
            outlet = Outlet(key=f"{name}.example", name=name)
            write.put_outlet(connection, outlet, home=f"https://{name}.example/")


def ordered(store: Store, *members: str) -> list[tuple[str, str]]:
    with store.read() as connection:
        found = downstream.prospects(connection, members)
    return [(one.outlet.removesuffix(".example"), one.why) for one in found]


def nobody(name: str) -> dict[str, object]:
    return {"authors": (Author(name=name),)}


def test_who_may_have_copied_comes_in_the_order_of_nearness(store: Store) -> None:
    mine = put(store, MINE, outlinks=("https://near.example",))
    put(store, "https://far.example/a", **nobody("B. Other"))
    put(store, "https://prints.example/a")
    reference = Reference(outlet_key="mine.example")
    crediting = replace(claim(), reference=reference)
    put(store, "https://zcredits.example/a", claims=(crediting,), **nobody("C. Third"))
    with_homes(store, "mine", "far", "prints", "zcredits")
    with store.write() as connection:
        row = {"outlet_key": "on.example", "home": "https://on.example/"}
        connection.execute(WATCHED.insert(), [{**row, "added_at": NOW.isoformat()}])
    assert ordered(store, mine) == [
        ("zcredits", "credits"),
        ("prints", "prints"),
        ("on", "watched"),
        ("near", "neighbour"),
        ("far", "known"),
    ]


def test_who_takes_without_a_word_is_asked_as_who_credits(store: Store) -> None:
    mine = put(store, MINE)
    reference = Reference(outlet_key="mine.example")
    crediting = replace(claim(), reference=reference)
    put(store, "https://credits.example/a", claims=(crediting,))
    with_homes(store, "credits", "silent")
    habit = {"source_outlet": "mine.example", "copy_outlet": "silent.example"}
    with store.write() as connection:
        connection.execute(HABIT.insert(), [{**habit, "count": 4}])
    assert ordered(store, mine) == [("silent", "credits"), ("credits", "credits")]


def test_what_came_of_asking_is_told_by_outlet(store: Store) -> None:
    mine = put(store, MINE)
    with store.write() as connection:
        for name in ("yes", "no", "mute"):
            one = search.open_search(
                connection,
                direction="down",
                article=mine,
                outlet=f"{name}.example",
                home=f"https://{name}.example/",
                depth=1,
            )
            assert one is not None
            feed = entry(f"https://{name}.example/feed", kind="feed")
            frontier.add(connection, [feed])
            search.put_probes(connection, one, [feed.key])
            ended = Outcome.TIMEOUT if name == "mute" else Outcome.LISTED
            frontier.settle(connection, feed, ended, now=NOW)
            if name != "mute":
                found = "https://yes.example/c" if name == "yes" else None
                search.end(connection, one, found=found, score=None, alternatives=[])
        assert downstream.asked(connection, [mine]) == [
            {
                "outlet": "mute.example",
                "found": None,
                "open": True,
                "answered": [],
                "failed": {"feed": "timeout"},
            },
            {
                "outlet": "no.example",
                "found": None,
                "open": False,
                "answered": ["feed"],
                "failed": {},
            },
            {
                "outlet": "yes.example",
                "found": "https://yes.example/c",
                "open": False,
                "answered": ["feed"],
                "failed": {},
            },
        ]
