"""Who takes from whom is counted from what pages declare, in steps of two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete, select

from graph.model import Credit, Overlap, Relation, Republication, Reuse, Verdict
from graph.resolve import habits
from graph.store import leanings, overlaps, trees, write
from graph.store.engine import Store
from graph.store.schema import ARTICLE, HABIT, INCLINATION, REPUBLICATION, UNSETTLED
from tests.graph.resolve.keeping import keep
from tests.graph.texts import page

FROM_A = Republication(
    source=None,
    source_outlet="a.example",
    copy="",
    relation=Relation.REPUBLISHES,
    declared=True,
    inferred=False,
    verdict=Verdict.LIKELY,
    credit=Credit.NAMED,
)


def copies(store: Store, count: int, outlet: str = "b") -> list[str]:
    """Keep so many articles of an outlet."""
    return keep(store, *(page(outlet, f"Text {n}.") for n in range(count)))


def put(store: Store, *edges: Republication) -> None:
    """Keep edges, those of each copy in place of what it had."""
    into: dict[str, list[Republication]] = {}
    for edge in edges:
        into.setdefault(edge.copy, []).append(edge)
    with store.write() as connection:
        for copy, some in into.items():
            write.put_republications(connection, copy, some)


def crediting(store: Store, *copies: str, edge: Republication = FROM_A) -> None:
    put(store, *(replace(edge, copy=copy) for copy in copies))


def refreshed(store: Store) -> dict[tuple[str, str], int]:
    """The habits, counted anew."""
    with store.write() as connection:
        habits.refresh(connection)
        rows = connection.execute(select(HABIT)).all()
    return {(source, copy): count for source, copy, count in rows}


def unsettled(store: Store) -> set[str]:
    """The articles that have to be settled again; none of them has to afterwards."""
    with store.write() as connection:
        found = set(trees.unsettled(connection, 100))
        connection.execute(delete(UNSETTLED))
    return found


@pytest.mark.parametrize("count, told", [(1, 1), (2, 2), (3, 2), (4, 4), (7, 4)])
def test_habits_are_counted_in_steps_of_two(
    store: Store, count: int, told: int
) -> None:
    crediting(store, *copies(store, count))
    assert refreshed(store) == {("a.example", "b.example"): told}


def test_an_article_tells_of_its_outlet(store: Store) -> None:
    (source, *some) = keep(store, page("c", "One."), page("b", "A."), page("b", "B."))
    crediting(store, *some, edge=replace(FROM_A, source=source, source_outlet=None))
    assert refreshed(store) == {("c.example", "b.example"): 2}


def test_a_copy_with_two_credits_of_one_outlet_counts_once(store: Store) -> None:
    one, other, copy = keep(store, page("a", "1"), page("a", "2"), page("b", "Both."))
    edges = (replace(FROM_A, source=source, copy=copy) for source in (one, other))
    put(store, *edges)
    assert refreshed(store) == {("a.example", "b.example"): 1}


@pytest.mark.parametrize(
    "edge",
    [
        replace(FROM_A, declared=False, inferred=True),
        replace(FROM_A, verdict=Verdict.REJECTED),
        replace(FROM_A, source_outlet="b.example"),
    ],
    ids=["inferred", "rejected", "its own outlet"],
)
def test_guesses_and_what_is_no_republication_do_not_count(
    store: Store, edge: Republication
) -> None:
    crediting(store, *copies(store, 3), edge=edge)
    assert refreshed(store) == {}


def test_an_article_of_no_outlet_has_no_habit(store: Store) -> None:
    (copy,) = copies(store, 1)
    crediting(store, copy)
    with store.write() as connection:
        connection.execute(ARTICLE.update().values(outlet_key=None))
    assert refreshed(store) == {}


def test_a_habit_that_is_gone_is_forgotten(store: Store) -> None:
    crediting(store, *copies(store, 2))
    assert refreshed(store)
    with store.write() as connection:
        connection.execute(delete(REPUBLICATION))
    assert refreshed(store) == {}


@pytest.fixture
def story(store: Store) -> list[str]:
    """A copy of an article of ``a`` by ``b``, and of the same by ``c``."""
    ids = keep(store, page("a", "Whole."), page("b", "Whole."), page("c", "Whole."))
    shared = Overlap(of_original=1.0, of_copy=1.0, words=99, reuse=Reuse.COPY)
    with store.write() as connection:
        overlaps.put(connection, {(ids[0], ids[1]): shared, (ids[0], ids[2]): shared})
    return ids


def test_what_a_habit_may_tell_is_settled_again_when_it_doubled(
    store: Store, story: list[str]
) -> None:
    others = copies(store, 4)
    touched = []
    for copy in others:
        crediting(store, copy)
        refreshed(store)
        touched.append(unsettled(store))
    b = {story[1]}
    assert touched == [b, b, set(), b]


def test_a_habit_of_either_direction_matters(store: Store, story: list[str]) -> None:
    (one,) = copies(store, 1, "a")
    crediting(store, one, edge=replace(FROM_A, source_outlet="c.example"))
    refreshed(store)
    assert unsettled(store) == {story[2]}


@pytest.mark.parametrize(
    "shares, told",
    [((), None), ((0.3,), 0.25), ((0.4, 0.4), 0.5), ((0.9, 0.7, 0.5), 2.0)],
)
def test_leanings_are_counted_in_steps_of_two(
    store: Store, shares: tuple[float, ...], told: float | None
) -> None:
    found = {
        copy: {"a.example": share}
        for copy, share in zip(copies(store, len(shares)), shares, strict=True)
    }
    with store.write() as connection:
        leanings.put(connection, found, found)
        habits.lean(connection)
        counted = connection.execute(select(INCLINATION)).all()
    assert counted == ([] if told is None else [("a.example", "b.example", told)])


def test_what_leanings_tell_changes_trees_and_no_leaning(
    store: Store, story: list[str]
) -> None:
    (other,) = copies(store, 1)
    with store.write() as connection:
        leanings.put(connection, [*story, other], {other: {"a.example": 0.9}})
        habits.lean(connection)
        assert leanings.due(connection, 9) == []
    assert unsettled(store) == {story[1]}
    with store.write() as connection:
        habits.lean(connection)
    assert unsettled(store) == set()


def test_texts_that_are_no_story_are_left_alone(store: Store) -> None:
    one, other = keep(store, page("a", "This."), page("b", "That."))
    event = Overlap(of_original=0.1, of_copy=0.1, words=9, reuse=Reuse.SAME_EVENT)
    with store.write() as connection:
        overlaps.put(connection, {(one, other): event})
    crediting(store, *copies(store, 1))
    refreshed(store)
    assert unsettled(store) == set()


def test_counting_again_changes_nothing(store: Store, story: list[str]) -> None:
    crediting(store, *copies(store, 3), story[1])
    first = refreshed(store)
    assert unsettled(store)
    assert refreshed(store) == first
    assert unsettled(store) == set()
