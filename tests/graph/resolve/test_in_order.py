"""A small store does not show in which order its pages came."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.model import Article
from graph.resolve import in_order
from graph.resolve.at_once import Workers
from graph.resolve.finishing import finish
from graph.resolve.in_order import match_in_order
from graph.store import overlaps, sketches, trees
from graph.store.engine import Store, open_store
from tests.graph.resolve.keeping import resolved
from tests.graph.texts import edited, page, prose

NOW = datetime(2022, 3, 1, tzinfo=UTC)
FOOTER = prose(1, 60)


def pages() -> list[Article]:
    """Stories that several outlets print, each page of two of them with a footer."""
    found = []
    for story in range(12):
        text = prose(100 + story, 120)
        for place, outlet in enumerate(("shop", "shop", "daily", "coast")):
            told = edited(text, 10 * story + place, 0.04 * place)
            below = FOOTER if outlet != "coast" or story % 3 else ""
            date = f"2022-02-{10 + place}"
            found.append(page(outlet, f"{told}\n{below}", date, f"s{story}-{place}"))
    return found


PAGES = pages()


def came(folder: Path, order: Sequence[Article]) -> Store:
    """A store that these pages came to, one after another."""
    store = open_store(str(folder / "whence.db"))
    resolved(store, order)
    return store


def shared(store: Store) -> dict[tuple[str, str], overlaps.Row]:
    with store.read() as connection:
        return overlaps.every(connection)


def edges(store: Store) -> set[tuple[str, str | None, str]]:
    with store.read() as connection:
        ids = [id_ for pair in overlaps.every(connection) for id_ in pair]
        found = trees.edges_into(connection, sorted(set(ids)))
    return {(edge.copy, edge.source, str(edge.verdict)) for edge in found}


def shuffled(seed: int) -> list[Article]:
    return random.Random(seed).sample(PAGES, len(PAGES))  # noqa: S311 - no secrets


@pytest.fixture
def two(tmp_path: Path) -> tuple[Store, Store]:
    """Two stores to which the same pages came in other orders."""
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    return came(tmp_path / "one", shuffled(1)), came(tmp_path / "other", shuffled(2))


def test_after_a_run_the_same_pages_share_the_same(two: tuple[Store, Store]) -> None:
    assert shared(two[0]) != shared(two[1])  # else nothing is shown here
    for store in two:
        list(finish(store))
    assert shared(two[0]) == shared(two[1])
    assert edges(two[0]) == edges(two[1])


def test_all_that_was_matched_is_in_the_index_again(two: tuple[Store, Store]) -> None:
    store = two[0]
    list(finish(store))
    with store.read() as connection:
        assert sketches.count(connection) == len(PAGES)
        assert sketches.unread_ids(connection) == []


def test_matching_again_changes_nothing_more(two: tuple[Store, Store]) -> None:
    store = two[0]
    list(finish(store))
    once = shared(store)
    with store.write() as connection, Workers(store, 1) as workers:
        match_in_order(connection, workers, now=NOW)
        assert trees.count_unsettled(connection) == len(PAGES)
    told = edges(store)
    list(finish(store))
    assert edges(store) == told
    assert shared(store) == once


def test_processes_compare_many_pairs_as_this_one_does(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    list(finish(two[0]))
    monkeypatch.setattr(in_order, "_FEW", 0)
    list(finish(two[1]))
    assert shared(two[0]) == shared(two[1])


def test_a_large_store_keeps_what_it_has(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_order, "MOST", len(PAGES) - 1)
    before = shared(two[0])
    list(finish(two[0]))
    assert shared(two[0]) == before
