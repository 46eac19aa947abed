"""The statements of a store are those that its articles make, whenever it is asked."""

from __future__ import annotations

import time

from sqlalchemy import delete

from graph.model import Author
from graph.resolve.naming import restate
from graph.store import write
from graph.store.aliases import AUTHOR, OUTLET, state, statements, together
from graph.store.engine import Store
from graph.store.schema import BYLINE
from tests.graph.store.facts import NOW, article, tables

PEOPLE = (Author(name="A. Lee"),), (Author(name="Ann Lee"),)


def read(store: Store) -> None:
    """A host that moved, with an author who is written in two ways."""
    with store.write() as connection:
        for number in range(4):
            page = article(
                f"https://new.example/{number}/tide",
                headline=f"Story {number}",
                authors=PEOPLE[number % 2],
            )
            old = f"https://old.example/{number}/tide"
            write.put_article(connection, page, now=NOW, asked=old)


def test_outlets_and_authors_are_stated(store: Store) -> None:
    read(store)
    with store.write() as connection:
        restate(connection)
        outlets = together(connection, OUTLET, "old.example")
        assert outlets == ("new.example", "old.example")
        assert together(connection, AUTHOR, "a-lee") == ("a-lee", "ann-lee")


def test_the_same_store_says_the_same_again(sqlite_store: Store) -> None:
    read(sqlite_store)
    with sqlite_store.write() as connection:
        restate(connection)
    first = tables(sqlite_store)
    with sqlite_store.write() as connection:
        restate(connection)
    assert tables(sqlite_store) == first
    assert first["alias"] != []


def test_what_no_longer_holds_goes_and_what_people_said_stays(store: Store) -> None:
    read(store)
    with store.write() as connection:
        state(connection, AUTHOR, "ann-lee", "anna-lee", "her own page")
        restate(connection)
        connection.execute(delete(BYLINE).where(BYLINE.c.author_key == "a-lee"))
        restate(connection)
        assert [one.source for one in statements(connection, AUTHOR)] == [
            "her own page"
        ]


def test_an_empty_store_states_nothing_at_once(sqlite_store: Store) -> None:
    start = time.perf_counter()
    with sqlite_store.write() as connection:
        restate(connection)
        assert statements(connection, OUTLET) == statements(connection, AUTHOR) == []
    assert time.perf_counter() - start < 5
