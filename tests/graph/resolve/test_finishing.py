"""What a run leaves to do at its end, whichever run does it."""

from __future__ import annotations

from graph.resolve import stage
from graph.resolve.finishing import finish, is_unfinished
from graph.store import write
from graph.store.engine import Store
from tests.graph.store.facts import NOW, article


def come(store: Store, number: int) -> None:
    with store.write() as connection:
        one = article(f"https://{number}.example/a", f"2022-02-{number + 10}")
        identity = write.put_article(connection, one, now=NOW)
        stage.resolve(connection, identity, now=NOW)


def unfinished(store: Store) -> bool:
    with store.read() as connection:
        return is_unfinished(connection)


def test_articles_that_came_leave_something_to_do(store: Store) -> None:
    assert not unfinished(store)
    come(store, 1)
    come(store, 2)
    assert unfinished(store)


def test_after_its_end_nothing_is_left_for_the_next_run(store: Store) -> None:
    come(store, 1)
    come(store, 2)
    assert list(finish(store))[-1:] in ([], [0])
    assert not unfinished(store)
    assert not list(finish(store))
