"""Counts are replaced as a whole, and tell what has changed."""

from __future__ import annotations

from sqlalchemy import select

from graph.store import counts
from graph.store.engine import Store
from graph.store.schema import HABIT

PAIR, OTHER = ("a", "b"), ("a", "c")


def test_what_changed_is_told_and_the_rest_is_gone(store: Store) -> None:
    with store.write() as connection:
        assert counts.replace(connection, HABIT, {PAIR: (1,), OTHER: (2,)}) == {
            PAIR,
            OTHER,
        }
        assert counts.replace(connection, HABIT, {PAIR: (1,), OTHER: (2,)}) == set()
        assert counts.replace(connection, HABIT, {PAIR: (4,)}) == {PAIR, OTHER}
        assert connection.execute(select(HABIT)).all() == [("a", "b", 4)]
