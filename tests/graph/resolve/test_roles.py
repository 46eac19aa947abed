"""How often outlets begin stories and take them is counted over all of them."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select

from graph.model import Article
from graph.resolve import roles
from graph.resolve.settling import settle_all
from graph.store import trees
from graph.store.engine import Store
from graph.store.schema import ROLE, UNSETTLED
from tests.graph.resolve.keeping import resolved
from tests.graph.texts import page, prose

TOLD = {"a.example": (2, 0), "b.example": (0, 2)}


def a_story(number: int, *outlets: str) -> list[Article]:
    """Articles with one text, each some days after the one before."""
    text = prose(number, 240)
    return [
        page(outlet, text, f"2022-02-{10 + 4 * place}")
        for place, outlet in enumerate(outlets)
    ]


def refreshed(store: Store) -> dict[str, tuple[int, int]]:
    with store.write() as connection:
        connection.execute(delete(UNSETTLED))
        roles.refresh(connection)
        rows = connection.execute(select(ROLE)).all()
    return {outlet: (begun, taken) for outlet, begun, taken in rows}


@pytest.mark.parametrize("step", [1, -1], ids=["as they came", "turned round"])
def test_stories_begun_and_taken_are_counted(store: Store, step: int) -> None:
    pages = a_story(1, "a", "b") + a_story(2, "a", "b") + a_story(3, "c")
    resolved(store, pages[::step])
    assert refreshed(store) == TOLD


def test_a_role_that_has_doubled_unsettles_its_outlets_stories(store: Store) -> None:
    resolved(store, a_story(1, "a", "b"))
    refreshed(store)
    with store.read() as connection:
        assert len(trees.unsettled(connection, 9)) == 2
    refreshed(store)
    with store.read() as connection:
        assert trees.unsettled(connection, 9) == []


def test_settling_counts_the_roles(store: Store) -> None:
    resolved(store, a_story(1, "a", "b") + a_story(2, "a", "b"))
    list(settle_all(store))
    with store.read() as connection:
        assert trees.roles_of(connection, ["a.example", "b.example", "x"]) == TOLD
