"""What two texts share is kept once a pair, and read from either side."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from graph.model import Overlap, Reason, Reuse, Span
from graph.reuse.judge import COPIED
from graph.store import overlaps, write
from graph.store.engine import Store
from graph.store.overlap_rows import turned
from graph.store.schema import OVERLAP
from tests.graph.store.facts import NOW, article, day

NAMES = "abcd"
SHARED = Overlap(
    of_original=0.25,
    of_copy=0.5,
    words=30,
    spans=(
        Span(original_start=90, original_end=120, copy_start=0, copy_end=30, words=10),
        Span(
            original_start=0,
            original_end=50,
            copy_start=40,
            copy_end=90,
            words=20,
            moved=True,
        ),
    ),
    quoted=0.125,
    reuse=Reuse.EXCERPT,
    reasons=(
        Reason(name="copied-prose", weight=4.2, detail="ünï 한 %"),
        Reason(name="one-event", weight=-3.5),
    ),
)


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    """Articles by a letter, the first one oldest."""
    with store.write() as connection:
        return {
            name: write.put_article(
                connection,
                article(f"https://{name}.example/x", f"2022-02-1{place}", text=name),
                now=NOW,
            )
            for place, name in enumerate(NAMES)
        }


def put(store: Store, pair: tuple[str, str], **changed: Any) -> None:  # noqa: ANN401 - any field of an overlap
    fields = {name: getattr(SHARED, name) for name in Overlap.__slots__}
    with store.write() as connection:
        overlaps.put(connection, {pair: Overlap(**(fields | changed))})


def pairs(store: Store) -> set[tuple[str, str]]:
    with store.read() as connection:
        rows = connection.execute(select(OVERLAP.c.source_id, OVERLAP.c.copy_id))
        return {(row.source_id, row.copy_id) for row in rows}


def test_an_overlap_reads_back_as_it_was(store: Store, ids: dict[str, str]) -> None:
    put(store, (ids["a"], ids["b"]))
    with store.read() as connection:
        assert overlaps.between_two(connection, ids["a"], ids["b"]) == SHARED
        assert overlaps.between_two(connection, ids["a"], ids["c"]) is None
    put(store, (ids["a"], ids["c"]), spans=(), reasons=(), reuse=None)
    with store.read() as connection:
        found = overlaps.between_two(connection, ids["a"], ids["c"])
    assert found is not None
    assert (found.spans, found.reasons, found.reuse) == ((), (), None)


def test_it_is_turned_for_who_asks_from_the_other_side(
    store: Store, ids: dict[str, str]
) -> None:
    put(store, (ids["a"], ids["b"]))
    with store.read() as connection:
        found = overlaps.between_two(connection, ids["b"], ids["a"])
    assert found == turned(SHARED)
    assert turned(found) == SHARED
    assert (found.of_original, found.of_copy, found.words) == (0.5, 0.25, 30)
    assert [(s.copy_start, s.original_start) for s in found.spans] == [(0, 40), (90, 0)]


def test_the_same_pair_again_takes_its_place(store: Store, ids: dict[str, str]) -> None:
    pair = ids["a"], ids["b"]
    put(store, pair)
    put(store, pair, reuse=Reuse.QUOTATION, words=5)
    with store.read() as connection:
        found = overlaps.between_two(connection, *pair)
        count = connection.execute(select(func.count()).select_from(OVERLAP))
        assert count.scalar_one() == 1
        assert overlaps.sources(connection, ids["b"]) == []
    assert found is not None
    assert (found.reuse, found.words) == (Reuse.QUOTATION, 5)


def test_only_what_was_copied_has_a_source(store: Store, ids: dict[str, str]) -> None:
    for reuse in (*Reuse, None):
        put(store, (ids["a"], ids["b"]), reuse=reuse)
        with store.read() as connection:
            found = overlaps.sources(connection, ids["b"])
            assert overlaps.sources(connection, ids["a"]) == []
        assert bool(found) == (reuse in COPIED)


def test_sources_come_with_their_outlet_and_date(
    store: Store, ids: dict[str, str]
) -> None:
    for name in "abc":
        put(store, (ids[name], ids["d"]))
    with store.read() as connection:
        found = overlaps.sources(connection, ids["d"])
    assert [one.id for one in found] == sorted(ids[name] for name in "abc")
    by_id = {one.id: one for one in found}
    first = by_id[ids["a"]]
    assert (first.outlet, first.published) == ("a.example", day("2022-02-10"))
    assert first.overlap == SHARED


def test_texts_come_with_their_outlet_and_date(
    store: Store, ids: dict[str, str]
) -> None:
    with store.read() as connection:
        found = overlaps.texts(connection, {ids["b"], ids["c"], "nobody"})
        assert overlaps.texts(connection, set()) == {}
    assert set(found) == {ids["b"], ids["c"]}
    one = found[ids["b"]]
    assert (one.id, one.text, one.outlet) == (ids["b"], "b", "b.example")
    assert one.published == day("2022-02-11")


def test_pairs_within_a_group_are_found_and_no_others(
    store: Store, ids: dict[str, str]
) -> None:
    a, b, c, d = (ids[name] for name in NAMES)
    for pair in ((a, b), (b, c), (c, d)):
        put(store, pair)
    groups = {a, b}, {a, b, d}, {c}, {a, d}
    with store.read() as connection:
        assert overlaps.between(connection, groups) == [(a, b)]
        every = overlaps.between(connection, [{a, b, c, d}])
        assert overlaps.between(connection, []) == []
    assert every == sorted([(a, b), (b, c), (c, d)])


def test_a_group_may_have_more_articles_than_a_statement_has_room_for(
    store: Store, ids: dict[str, str]
) -> None:
    put(store, (ids["a"], ids["b"]))
    many = {f"{number:016}" for number in range(70_000)}
    with store.read() as connection:
        found = overlaps.between(connection, [many | set(ids.values())])
    assert found == [(ids["a"], ids["b"])]


def test_what_an_article_shared_is_forgotten_on_both_sides(
    store: Store, ids: dict[str, str]
) -> None:
    a, b, c, d = (ids[name] for name in NAMES)
    put(store, (a, b))
    put(store, (b, c), reuse=Reuse.QUOTATION)
    put(store, (b, d))
    put(store, (c, d))
    with store.write() as connection:
        dropped, parted = overlaps.forget(connection, [b])
        assert overlaps.forget(connection, [b]) == (set(), set())
        assert overlaps.forget(connection, []) == (set(), set())
    assert dropped == {(a, b), (b, c), (b, d)}
    assert parted == {(a, b), (b, d)}
    assert pairs(store) == {(c, d)}


def test_pairs_are_dropped_one_by_one(store: Store, ids: dict[str, str]) -> None:
    a, b, c, _ = (ids[name] for name in NAMES)
    put(store, (a, b))
    put(store, (b, c))
    with store.write() as connection:
        overlaps.drop(connection, [(a, b), (c, b)])
        overlaps.drop(connection, [])
    assert pairs(store) == {(b, c)}
