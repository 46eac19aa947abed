"""Leanings are kept by article, summed by outlets, and due when evidence changes."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from graph.store import counts, leanings, trees
from graph.store.engine import Store
from graph.store.schema import INCLINATION, UNSETTLED
from tests.graph.resolve.keeping import keep
from tests.graph.texts import page


@pytest.fixture
def ids(store: Store) -> list[str]:
    """Two articles of ``b``, one of ``c``."""
    return keep(store, page("b", "One."), page("b", "Two."), page("c", "Three."))


def due(store: Store) -> list[str]:
    with store.read() as connection:
        found = leanings.due(connection, 100)
        assert leanings.count_due(connection) == len(found)
    return found


def test_new_evidence_makes_leanings_due_and_finding_them_ends_that(
    store: Store, ids: list[str]
) -> None:
    with store.write() as connection:
        leanings.put(connection, ids, {})
        trees.unsettle(connection, [ids[1], ids[0], ids[1]])
        assert leanings.due(connection, 1) == [min(ids[:2])]
    assert due(store) == sorted(ids[:2])
    with store.write() as connection:
        leanings.put(connection, [ids[0]], {})
    assert due(store) == [ids[1]]


def test_a_tree_to_be_made_again_leaves_leanings_as_they_are(
    store: Store, ids: list[str]
) -> None:
    with store.write() as connection:
        leanings.put(connection, ids, {})
        trees.resettle(connection, ids)
        assert set(connection.execute(select(UNSETTLED.c.article_id)).scalars()) == set(
            ids
        )
    assert due(store) == []


def test_leanings_take_the_place_of_those_before(store: Store, ids: list[str]) -> None:
    one, other, third = ids
    with store.write() as connection:
        leanings.put(connection, ids, {one: {"a": 0.5, "x": 0.25}, other: {"a": 1.0}})
        leanings.put(connection, [one, third], {third: {"b.example": 0.75}})
        assert leanings.of(connection, ids) == {
            other: {"a": 1.0},
            third: {"b.example": 0.75},
        }
        assert leanings.of(connection, [one]) == {}


def test_they_are_summed_by_who_is_taken_from_and_who_takes(
    store: Store, ids: list[str]
) -> None:
    one, other, third = ids
    with store.write() as connection:
        leanings.put(
            connection, ids, {one: {"a": 0.5}, other: {"a": 0.75}, third: {"a": 0.25}}
        )
        assert leanings.summed(connection) == {
            ("a", "b.example"): 1.25,
            ("a", "c.example"): 0.25,
        }


def test_inclinations_come_for_outlets_that_are_both_there(store: Store) -> None:
    counted: dict[tuple[str, ...], tuple[float, ...]] = {
        ("a", "b"): (0.5,),
        ("b", "a"): (4.0,),
        ("a", "c"): (1.0,),
    }
    with store.write() as connection:
        counts.replace(connection, INCLINATION, counted)
        assert leanings.inclinations_of(connection, {"a", "b"}) == {
            ("a", "b"): 0.5,
            ("b", "a"): 4.0,
        }
