"""The index knows which texts it has, under numbers that are never used twice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sqlalchemy import Connection, select

from graph.identity import article_id, outlet_key
from graph.store import sketches, write
from graph.store.engine import Store
from graph.store.schema import ARTICLE, FINGERPRINT, SKETCH
from graph.store.sketches import Sketched
from tests.graph.store.facts import NOW, article
from tests.graph.store.index import EDGES, Index, hashes

A, B, C = (f"https://{name}.example/x" for name in "abc")


def keep(store: Store, url: str, date: str | None = None, **fields: Any) -> str:  # noqa: ANN401 - any field of an article
    with store.write() as connection:
        return write.put_article(connection, article(url, date, **fields), now=NOW)


def index(store: Store, *identities: str) -> list[int]:
    """Put what is unread into the index, without fingerprints."""
    with store.write() as connection:
        found = [one.sketched for one in sketches.unread(connection, identities)]
        sizes = list(range(1, len(found) + 1))
        return [int(one) for one in sketches.put_sketches(connection, found, sizes)]


def unread(store: Store, *identities: str) -> list[str]:
    with store.read() as connection:
        return [one.sketched.id for one in sketches.unread(connection, identities)]


def test_a_text_is_unread_until_the_index_has_it(store: Store) -> None:
    ids = [keep(store, A), keep(store, B)]
    assert sorted(unread(store, *ids)) == sorted(ids)
    index(store, ids[0])
    assert unread(store, *ids) == [ids[1]]
    assert unread(store) == []
    with store.read() as connection:
        assert sketches.unread_ids(connection) == [ids[1]]
        assert sketches.count(connection) == 1


def test_it_is_given_with_its_text_and_outlet(store: Store) -> None:
    identity = keep(store, A, text="So it was.")
    with store.read() as connection:
        (found,) = sketches.unread(connection, [identity])
    assert (found.sketched.outlet, found.text) == (outlet_key(A), "So it was.")


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Another text."},
        {"text": ""},
        {"date": "2022-02-14"},
        {"outlet": None},
    ],
    ids=["text", "emptied", "date", "outlet"],
)
def test_it_is_unread_again_when_what_it_is_judged_by_changes(
    store: Store, changed: dict[str, Any]
) -> None:
    identity = keep(store, A, "2022-02-10")
    index(store, identity)
    assert keep(store, A, "2022-02-10", headline="Another") == identity
    assert unread(store, identity) == []
    keep(store, A, **{"date": "2022-02-10", **changed})
    assert unread(store, identity) == [identity]
    index(store, identity)
    assert unread(store, identity) == []


def test_an_article_without_a_text_has_nothing_to_read(store: Store) -> None:
    empty = keep(store, A, text="")
    with store.write() as connection:
        cited = write.cite(connection, B, outlet=write_outlet(), now=NOW)
    assert unread(store, empty, cited, "nobody") == []
    with store.read() as connection:
        assert sketches.unread_ids(connection) == []


def write_outlet() -> Any:  # noqa: ANN401 - an outlet
    return article(B).outlet


def test_one_that_is_named_twice_is_read_once(store: Store) -> None:
    identity = keep(store, A)
    assert unread(store, identity, identity) == [identity]


def test_numbers_count_up_and_are_never_used_again(store: Store) -> None:
    ids = [keep(store, url) for url in (A, B, C)]
    first = index(store, *ids)
    assert sorted(first) == first == list(dict.fromkeys(first))
    with store.write() as connection:
        sketches.forget_sketches(connection, ids)
        assert sketches.count(connection) == 0
    second = index(store, *ids)
    assert min(second) > max(first)


def test_the_numbers_belong_to_the_articles_in_their_order(store: Store) -> None:
    ids = [keep(store, f"https://{number}.example/x") for number in range(30)]
    ordered = sorted(ids, reverse=True)
    with store.write() as connection:
        articles = [Sketched(id=one, outlet=None, digest="") for one in ordered]
        numbers = sketches.put_sketches(connection, articles, range(30))
        found = sketches.identities(connection, numbers)
        known = sketches.known(connection, numbers)
        assert sketches.put_sketches(connection, [], []).tolist() == []
    assert [found[number] for number in numbers.tolist()] == ordered
    assert known.sizes.tolist() == list(range(30))


def test_an_article_that_is_forgotten_leaves_no_rows(store: Store) -> None:
    made = Index(store)
    made.put({"a": {*EDGES}, "b": {1, 5}})
    with store.write() as connection:
        sketches.forget_sketches(connection, [article_id(A), "nobody"])
        left = connection.execute(select(FINGERPRINT.c.hash)).scalars().all()
        names = connection.execute(select(SKETCH.c.article_id)).scalars().all()
    assert sorted(left) == [1, 5]
    assert names == [article_id(B)]


def facts(connection: Connection, *numbers: int) -> list[list[int]]:
    known = sketches.known(connection, np.array(numbers, np.int64))
    columns = known.numbers, known.sizes, known.outlets
    return [list(row) for row in zip(*(c.tolist() for c in columns), strict=True)]


def test_what_is_known_of_articles_tells_outlets_apart(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sketches, "_AT_ONCE", 2)
    urls = (A, "https://a.example/y", B)
    ids = [keep(store, url) for url in urls]
    ids += [keep(store, f"{C}{number}", outlet=None) for number in range(2)]
    numbers = sorted(index(store, *ids))
    with store.read() as connection:
        rows = facts(connection, *reversed(numbers), 999, numbers[0])
        names = sketches.identities(connection, np.array([*numbers, 999]))
        outlets = {
            names[number]: outlet for number, _, outlet in rows if number in names
        }
    assert [row[0] for row in rows] == numbers
    assert [row[1] for row in rows] == [1, 2, 3, 4, 5]
    assert outlets[ids[0]] == outlets[ids[1]]
    assert len(set(outlets.values())) == 4


def test_an_article_that_is_not_kept_may_be_among_them(store: Store) -> None:
    (number,) = index(store, keep(store, A))
    with store.read() as connection:
        of_one = (number + 1, 7, outlet_key(A), number), (number + 2, 8, None, None)
        known = sketches.known(connection, np.array([number]), *of_one)
    assert known.numbers.tolist() == [number, number + 1, number + 2]
    assert known.sizes.tolist() == [1, 7, 8]
    assert known.alike.tolist() == [number, number, number + 2]
    assert known.outlets[0] == known.outlets[1] != known.outlets[2]


def test_articles_have_fewer_fingerprints_when_some_turn_out_to_be_boilerplate(
    store: Store,
) -> None:
    made = Index(store)
    made.put({"a": {*range(10)}, "b": {*range(6)}, "c": {1, 2}})
    a, b = made.numbers["a"], made.numbers["b"]
    with store.write() as connection:
        sketches.shrink(connection, np.array([b, a, b, 999]))
        sketches.shrink(connection, np.zeros(0, np.int64))
        rows = facts(connection, *made.numbers.values())
    assert [row[1] for row in rows] == [9, 4, 2]


def test_boilerplate_is_kept_once_and_found_at_both_ends_of_the_range(
    store: Store,
) -> None:
    with store.write() as connection:
        assert sketches.boilerplate(connection, hashes(*EDGES)).tolist() == []
        for _ in range(2):
            sketches.put_boilerplate(connection, hashes(*EDGES))
        sketches.put_boilerplate(connection, hashes())
        found = sketches.boilerplate(connection, hashes(*EDGES, 77))
        assert found.tolist() == sorted(EDGES)
        assert found.dtype == np.uint32
        assert sketches.boilerplate(connection, hashes(77)).tolist() == []
        assert sketches.boilerplate(connection, hashes()).tolist() == []


def test_every_article_of_an_older_store_is_unread(store: Store) -> None:
    ids = {keep(store, url) for url in (A, B, C)}
    with store.read() as connection:
        rows = connection.execute(select(ARTICLE.c.id).order_by(ARTICLE.c.id))
        assert sketches.unread_ids(connection) == list(rows.scalars())
        assert set(sketches.unread_ids(connection)) == ids
