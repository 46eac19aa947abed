"""Many articles are matched by several processes, and as if one by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from graph.identity import article_id
from graph.model import Article
from graph.resolve import at_once
from graph.resolve.at_once import Workers, _joined, _parts, catch_up
from graph.reuse.sketch import Sketches, sketch
from graph.store import bulk, migrations, postings, sketches
from graph.store.engine import Store, open_store
from graph.store.schema import OVERLAP, SKETCH, STORE_INFO
from graph.store.sketches import Sketched
from tests.graph.resolve.keeping import (
    boilerplate,
    copied,
    edges,
    keep,
    pairs,
    stories,
    urls,
)
from tests.graph.store.facts import INDEX, NOW
from tests.graph.texts import edited, page, prose

STORY = prose(1, 100)


@pytest.fixture
def workers(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    """Two processes, and batches of a few articles."""
    monkeypatch.setattr(at_once, "_BATCH", (10, 20))
    monkeypatch.setattr(at_once, "_TEXTS", 3)
    monkeypatch.setattr(postings, "_FRESH", 100)
    with Workers(store, count=2) as started:
        yield started


def pages() -> list[Article]:
    """30 articles and, of each, a copy; and what can't be matched."""
    stories = [prose(number, 120) for number in range(30)]
    copies = [edited(story, number, 0.03) for number, story in enumerate(stories)]
    found = [page(f"a{n}", story, name="x") for n, story in enumerate(stories)]
    found += [page(f"b{n}", copy, name="x") for n, copy in enumerate(copies)]
    return [*found, page("c", "", name="x"), page("d", "\u2026", name="x")]


def unread(store: Store) -> list[str]:
    with store.read() as connection:
        return sketches.unread_ids(connection)


def expected() -> set[tuple[str, str]]:
    """Every article with its copy, in the order of their ids."""
    both = ((f"https://a{n}.example/x", f"https://b{n}.example/x") for n in range(30))
    return {
        (one, other) if article_id(one) < article_id(other) else (other, one)
        for one, other in both
    }


def test_what_was_killed_half_way_goes_on_and_then_has_nothing_to_do(
    store: Store, workers: Workers
) -> None:
    keep(store, *pages())
    left = unread(store)
    assert len(left) == 60
    first = next(workers.match(left))
    done = 60 - len(unread(store))
    assert 10 <= done < 60
    more = list(workers.match(unread(store)))
    assert unread(store) == []
    assert copied(store) == set(pairs(store)) == expected()
    joined = [pair for one in (first, *more) for pair in one.joined]
    assert len(joined) == len(set(joined)) == 30
    # What is there already is passed over, also where it is asked for.
    again = list(workers.match([*left, "nobody"]))
    assert not any(one.joined or one.parted for one in again)
    with store.read() as connection:
        assert len(connection.execute(select(SKETCH)).all()) == 60


def test_a_batch_is_kept_with_what_is_done_then_or_not_at_all(
    store: Store, workers: Workers
) -> None:
    keep(store, *pages())
    left = unread(store)

    def fail(*_: object) -> None:
        raise RuntimeError("out of power")

    with pytest.raises(RuntimeError, match="out of power"):
        list(workers.match(left, fail))
    assert unread(store) == left
    assert pairs(store) == {}
    workers.start()
    list(workers.match(left, lambda *_: None))
    assert unread(store) == []
    assert copied(store) == expected()
    # A template that comes in many batches joins nobody.
    template = prose(99, 200)
    shop = [page("shop", f"{template} {prose(200 + n, 25)}") for n in range(60)]
    keep(store, *shop)
    list(workers.match(unread(store)))
    assert boilerplate(store) > 0
    assert not urls(shop) & {one for pair in copied(store) for one in pair}


def test_without_articles_nothing_happens(store: Store) -> None:
    with Workers(store, count=1) as workers:
        assert list(workers.match([])) == []


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_parts_are_in_order_and_none_is_too_large(size: int) -> None:
    for count in range(20):
        parts = _parts(range(count), size)
        assert [one for part in parts for one in part] == list(range(count))
        assert all(1 <= len(part) <= size for part in parts)


def test_the_sketches_of_parts_are_those_of_all() -> None:
    texts = [prose(seed, 60) for seed in range(5)]
    articles = [Sketched(id=name, outlet=None, digest="") for name in "abcde"]
    parts: list[tuple[list[Sketched], Sketches]] = [
        (articles[start:end], sketch(texts[start:end]))
        for start, end in ((0, 0), (0, 2), (2, 5))
    ]
    names, found = _joined(parts)
    whole = sketch(texts)
    assert names == articles
    assert found.texts.tolist() == whole.texts.tolist()
    assert found.hashes.tolist() == whole.hashes.tolist()
    assert found.words.tolist() == whole.words.tolist()


NEW = ("quoted", "spans", "reuse", "joins", "reuse_reasons")
"""The columns of an overlap that the first version did not have."""


def as_the_first_version(store: Store) -> None:
    """Take away what the second version brought."""
    with store.write() as connection:
        for name in INDEX:
            connection.exec_driver_sql(f"DROP TABLE {name}")
        for column in NEW:
            connection.exec_driver_sql(f"ALTER TABLE overlap DROP COLUMN {column}")
        connection.execute(STORE_INFO.update().values(value="1"))
        assert migrations.version(connection) == 1


def test_a_store_of_the_first_version_is_matched(store: Store, store_url: str) -> None:
    one, other = (page(name, STORY, name="x") for name in "ab")
    ids = keep(store, one, other, page("c", prose(2, 100)))
    as_the_first_version(store)
    with store.write() as connection:
        columns = ("source_id", "copy_id", "of_original", "of_copy", "words")
        bulk.insert(connection, OVERLAP, columns, [(*ids[:2], 0.5, 0.5, 7)])
    newer = open_store(store_url, create=False)
    with Workers(newer, count=1) as workers:
        (found,) = workers.match(unread(newer))
    assert set(map(frozenset, found.joined)) == {frozenset(ids[:2])}
    assert {frozenset(pair) for pair in pairs(newer)} == {frozenset(urls([one, other]))}
    assert set(pairs(newer).values()) == {"copy"}
    newer.close()


def test_an_older_store_catches_up_once(store: Store, store_url: str) -> None:
    keep(store, page("a", STORY, "2022-02-01"), page("b", STORY, "2022-02-21"))
    as_the_first_version(store)
    newer = open_store(store_url, create=False)
    assert list(catch_up(newer, now=NOW)) == [2]
    assert len(edges(newer)) == 1
    assert [len(story) for story in stories(newer)] == [2]
    assert list(catch_up(newer, now=NOW)) == []
    newer.close()


def test_a_new_store_has_nothing_to_catch_up_with(store: Store) -> None:
    keep(store, page("a", STORY))
    assert list(catch_up(store, now=NOW)) == []
