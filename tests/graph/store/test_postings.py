"""What was put into the index is found, however often its levels were merged."""

from __future__ import annotations

import random

import numpy as np
import pytest
from sqlalchemy import func, select

from graph.reuse.candidates import MOST_ARTICLES
from graph.store import postings
from graph.store.engine import Store
from graph.store.schema import FINGERPRINT, POSTING
from tests.graph.store.index import EDGES, Index, hashes


@pytest.fixture
def index(store: Store) -> Index:
    return Index(store)


@pytest.fixture(params=[1, 40, 10**6], ids=["blocks", "both", "rows"])
def fresh(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """All in blocks, in rows and blocks, or in rows."""
    monkeypatch.setattr(postings, "_FRESH", request.param)
    monkeypatch.setattr(postings, "_BESIDE", 2)
    return int(request.param)


def spread(chance: random.Random, count: int) -> set[int]:
    """Some hashes, both ends of the range among them."""
    near = [chance.choice(EDGES) for _ in range(count // 3)]
    return {*near, *(chance.randrange(2**32) for _ in range(count))}


@pytest.mark.usefixtures("fresh")
def test_what_was_put_is_found(index: Index) -> None:
    chance = random.Random(1)  # noqa: S311 - test data, no secrets
    for number in range(25):
        if number % 5 == 4:  # one comes again with another text
            index.put({f"a{number // 2}": spread(chance, 12)})
        else:
            index.put({f"a{number}": spread(chance, 12), f"b{number}": {*EDGES}})
    every = {one for some in index.expected.values() for one in some}
    assert index.articles_of(*every) == index.model(*every)
    some = set(chance.sample(sorted(every), 9))
    assert index.articles_of(*some, 12345) == index.model(*some, 12345)


@pytest.mark.usefixtures("fresh")
def test_asking_for_nearly_all_hashes_gives_the_same(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(2)  # noqa: S311 - test data, no secrets
    for number in range(8):
        index.put({f"a{number}": {*EDGES, *spread(chance, 60)}})
    every = {one for some in index.expected.values() for one in some}
    asked = index.articles_of(*every)
    monkeypatch.setattr(postings, "_MANY", 1)
    assert index.articles_of(*every) == asked == index.model(*every)


def test_levels_grow_and_hold_what_they_say(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "_FRESH", 20)
    monkeypatch.setattr(postings, "_BESIDE", 2)
    chance = random.Random(3)  # noqa: S311 - test data, no secrets
    seen: set[int] = set()
    for number in range(30):
        index.put({f"a{number}": {chance.randrange(2**32) for _ in range(12)}})
        levels = index.blocks()
        seen |= set(levels)
        assert all(size <= 20 * 2 ** (level + 1) for level, size in levels.items())
        with index.store.read() as connection:
            size = func.sum(func.length(POSTING.c.block)) / 8
            sizes = select(POSTING.c.level, size).group_by(POSTING.c.level)
            held = {row[0]: row[1] for row in connection.execute(sizes)}
            rows = connection.execute(
                select(func.count()).select_from(FINGERPRINT)
            ).scalar_one()
        assert held == levels
        assert rows < 20
        assert rows + sum(levels.values()) == 12 * (number + 1)
    assert len(seen) > 3


def test_an_empty_index_has_nothing(index: Index) -> None:
    assert index.articles_of(*EDGES) == index.model(*EDGES)
    with index.store.read() as connection:
        assert postings.postings(connection, hashes()).tolist() == []


def test_putting_nothing_changes_nothing(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.put({"a": {1, 2}})
    index.put({})
    index.put({"b": set()})
    monkeypatch.setattr(postings, "_FRESH", 1)
    index.put({"c": set()})
    index.put({})
    assert index.articles_of(1, 2) == {1: {"a"}, 2: {"a"}}


@pytest.mark.usefixtures("fresh")
def test_a_changed_text_leaves_nothing_behind(index: Index) -> None:
    index.put({"a": {*EDGES}, "b": {*EDGES}})
    index.put({"a": {5, 6}})
    assert index.articles_of(*EDGES, 5) == index.model(*EDGES, 5)
    for number in range(10):
        index.put({f"more{number}": {*range(100, 130)}})
    assert index.articles_of(*EDGES, 5) == index.model(*EDGES, 5)


def test_many_changes_of_one_page_leave_room_for_other_articles(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "_FRESH", 40)
    monkeypatch.setattr(postings, "_BESIDE", 2)
    footer = {7, 2**32 - 1}
    for change in range(MOST_ARTICLES + 36):
        index.put({"changing": {*footer, 1000 + change}})
    for number in range(5):
        index.put({f"later{number}": footer})
    assert index.articles_of(*footer) == index.model(*footer)


def test_a_hash_is_kept_for_the_first_articles_only(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "_FRESH", 1)
    for start in range(0, 100, 10):
        index.put({f"a{number:02}": {9} for number in range(start, start + 10)})
    first = {f"a{number:02}" for number in range(MOST_ARTICLES)}
    assert first <= index.articles_of(9)[9]
    with index.store.read() as connection:
        kept = postings.postings(connection, hashes(9))
    assert len(kept) < 2 * MOST_ARTICLES


def test_blocks_are_the_same_on_every_machine(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "_FRESH", 1)
    index.put({"a": {0x12345678}})
    with index.store.read() as connection:
        row = connection.execute(select(POSTING)).one()
    number = index.numbers["a"]
    assert (row.bucket, row.level) == (0x123, 0)
    assert bytes(row.block) == bytes([number, 0, 0, 0, 0x78, 0x56, 0x34, 0x12])
    assert np.frombuffer(row.block, "<u8").tolist() == [0x12345678 << 32 | number]
