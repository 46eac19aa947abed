"""The index can be emptied, and says of whom it knew."""

from __future__ import annotations

from sqlalchemy import func, select

from graph.store import index, sketches
from graph.store.engine import Store
from graph.store.schema import ANCHOR, BOILERPLATE, FINGERPRINT, OVERLAP, POSTING
from tests.graph.resolve.keeping import matched
from tests.graph.texts import page, prose

TABLES = (ANCHOR, BOILERPLATE, FINGERPRINT, OVERLAP, POSTING)


def rows(store: Store) -> int:
    with store.read() as connection:
        return sum(
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in TABLES
        )


def test_an_emptied_index_knows_no_text(store: Store) -> None:
    text = prose(1, 100)
    matched(store, [page("a", text), page("b", text)])
    assert rows(store) > 0
    with store.write() as connection:
        found = index.empty(connection)
        assert found == sorted(found)
        assert sketches.unread_ids(connection) == found
        assert sketches.count(connection) == 0
    assert len(found) == 2
    assert rows(store) == 0
