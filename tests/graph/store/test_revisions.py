"""A page that changed leaves a revision; one that was merely read again leaves none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from graph.model import Article, Snapshot
from graph.store import revisions, write
from graph.store.engine import Store
from graph.store.schema import REVISION
from tests.graph.store.facts import NOW, article, snapshot

URL = "https://herald.example/ferry"
WAS = article(URL, headline="The ferry")
NOW_IS = article(URL, headline="The ferry, corrected")


def capture(number: int, url: str = URL, **fields: Any) -> Snapshot:  # noqa: ANN401 - any field of a snapshot
    """The n-th capture of a page, an hour after the last, each with its own bytes."""
    taken = replace(
        snapshot(url, offset=number),
        fetched_at=NOW + timedelta(hours=number),
        digest=f"sha1:{number}",
    )
    return replace(taken, **fields)


def put(store: Store, one: Article, taken: Snapshot) -> str:
    with store.write() as connection:
        number = write.put_snapshot(connection, taken)
        return write.put_article(connection, one, now=NOW, snapshot=number)


def kept(store: Store) -> list[dict[str, Any]]:
    with store.read() as connection:
        rows = connection.execute(select(REVISION).order_by(REVISION.c.number))
        return [dict(row) for row in rows.mappings()]


def test_a_changed_page_leaves_what_it_was(store: Store) -> None:
    identity = put(store, WAS, capture(1))
    put(store, NOW_IS, capture(2))
    put(store, WAS, capture(3))
    first, second = kept(store)
    assert first == {
        "article_id": identity,
        "number": 1,
        "snapshot_id": 1,
        "seen_at": (NOW + timedelta(hours=2)).isoformat(),
        "changes": [
            {
                "field": "headline",
                "before": "The ferry",
                "after": "The ferry, corrected",
            }
        ],
    }
    assert (second["number"], second["snapshot_id"]) == (2, 2)
    with store.read() as connection:
        assert revisions.counted(connection, [identity, "x"]) == {identity: 2}


def test_other_bytes_with_the_same_article_leave_nothing(store: Store) -> None:
    put(store, WAS, capture(1))
    put(store, WAS, capture(2))
    assert kept(store) == []


@pytest.mark.parametrize(
    "later",
    [
        capture(2, digest="sha1:1"),
        capture(2, truncated=True),
        capture(2, url="https://herald.example/amp/other"),
        capture(2, fetched_at=NOW - timedelta(days=9)),
    ],
    ids=["the same bytes", "a broken-off body", "another page", "an older capture"],
)
def test_what_tells_no_change_of_the_page_leaves_nothing(
    store: Store, later: Snapshot
) -> None:
    put(store, WAS, capture(1))
    put(store, NOW_IS, later)
    assert kept(store) == []


def test_an_article_that_was_only_cited_has_no_former_state(store: Store) -> None:
    with store.write() as connection:
        outlet = WAS.outlet
        assert outlet is not None
        write.cite(connection, URL, outlet=outlet, now=NOW)
    put(store, WAS, capture(1))
    assert kept(store) == []
