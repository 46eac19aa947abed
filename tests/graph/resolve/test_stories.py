"""Stories are what is joined, named after their first article, in whatever order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations, pairwise, permutations

import pytest
from sqlalchemy import Connection, event

from graph.model import Overlap, Reuse
from graph.resolve import stories
from graph.store import overlaps
from graph.store.engine import Store
from tests.graph.resolve import keeping
from tests.graph.texts import page

Pairs = Sequence[tuple[str, str]]


@pytest.fixture
def ids(store: Store) -> list[str]:
    """Eight articles, in the order of their ids."""
    return sorted(keeping.keep(store, *(page(name, name) for name in "abcdefgh")))


def told(store: Store, ids: Sequence[str]) -> list[int | None]:
    """After which of the articles the story of each is named."""
    from sqlalchemy import select

    from graph.store.schema import ARTICLE

    with store.read() as connection:
        rows = connection.execute(select(ARTICLE.c.id, ARTICLE.c.story))
        named = {row.id: row.story for row in rows}
    return [ids.index(named[one]) if named[one] else None for one in ids]


def link(connection: Connection, *pairs: tuple[str, str]) -> None:
    """Let pairs of articles have copied text."""
    shared = Overlap(of_original=1.0, of_copy=1.0, words=100, reuse=Reuse.COPY)
    overlaps.put(connection, dict.fromkeys(pairs, shared))


def join(store: Store, pairs: Pairs) -> None:
    with store.write() as connection:
        link(connection, *pairs)
        stories.join(connection, pairs)


def part(store: Store, pairs: Pairs) -> None:
    with store.write() as connection:
        overlaps.drop(connection, pairs)
        stories.part(connection, {one for pair in pairs for one in pair})


def test_two_articles_make_a_story_named_after_the_first(
    store: Store, ids: list[str]
) -> None:
    join(store, [(ids[3], ids[1])])
    assert told(store, ids) == [None, 1, None, 1, None, None, None, None]


def test_nothing_joined_is_no_story(store: Store, ids: list[str]) -> None:
    join(store, [])
    part(store, [])
    part(store, [(ids[0], ids[1])])
    assert told(store, ids) == [None] * 8


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_stories_that_meet_become_one(
    store: Store, ids: list[str], order: Sequence[int]
) -> None:
    pairs = [(ids[5], ids[6]), (ids[2], ids[3]), (ids[6], ids[2])]
    for place in order:
        join(store, [pairs[place]])
    assert told(store, ids) == [None, None, 2, 2, None, 2, 2, None]
    join(store, [(ids[0], ids[6])])
    assert told(store, ids) == [0, None, 0, 0, None, 0, 0, None]


def test_at_once_and_one_by_one_give_the_same(store: Store, ids: list[str]) -> None:
    """As in any graph: joined is who is connected."""
    chance = random.Random(1)  # noqa: S311 - test data, no secrets
    for _ in range(12):
        pairs = chance.sample(list(combinations(ids, 2)), chance.randrange(1, 8))
        for size in (1, 3, len(pairs)):
            for start in range(0, len(pairs), size):
                join(store, pairs[start : start + size])
            assert told(store, ids) == connected(ids, pairs)
            part(store, pairs)
            assert told(store, ids) == [None] * 8


def connected(ids: Sequence[str], pairs: Pairs) -> list[int | None]:
    """The first of those that each is connected with; None for itself alone."""
    groups = [{one} for one in ids]
    for one, other in pairs:
        both = [group for group in groups if group & {one, other}]
        groups = [g for g in groups if g not in both] + [set().union(*both)]
    named = {one: group for group in groups for one in group}
    return [ids.index(min(named[one])) if len(named[one]) > 1 else None for one in ids]


def test_a_story_falls_into_parts(store: Store, ids: list[str]) -> None:
    chain = list(pairwise(ids[:6]))
    join(store, chain)
    assert told(store, ids) == [0] * 6 + [None] * 2
    part(store, [chain[2]])
    assert told(store, ids) == [0, 0, 0, 3, 3, 3, None, None]
    part(store, [chain[0], chain[3]])
    assert told(store, ids) == [None, 1, 1, None, 4, 4, None, None]


def test_a_story_that_is_still_connected_stays(store: Store, ids: list[str]) -> None:
    ring = [*pairwise(ids[:4]), (ids[0], ids[3])]
    join(store, ring)
    part(store, [ring[1]])
    assert told(store, ids) == [0] * 4 + [None] * 4


def test_joining_one_more_does_not_rewrite_a_large_story(
    store: Store, ids: list[str]
) -> None:
    join(store, [(ids[0], other) for other in ids[1:7]])
    changed = []

    def count(*args: object) -> None:
        cursor, statement = args[1], str(args[2])
        if statement.startswith("UPDATE article"):
            changed.append(getattr(cursor, "rowcount", 0))

    event.listen(store.engine, "after_cursor_execute", count)
    join(store, [(ids[3], ids[7])])
    event.remove(store.engine, "after_cursor_execute", count)
    assert told(store, ids) == [0] * 8
    assert sum(changed) <= 2
