"""Which articles may have to do with one another."""

from __future__ import annotations

from graph.store import near, write
from graph.store.engine import Store
from tests.graph.store.facts import NOW, article, claim

A, B = "https://a.example/1", "https://b.example/1"


def test_a_page_tells_of_its_origin_while_it_claims_one(store: Store) -> None:
    with store.write() as connection:
        silent = write.put_article(connection, article(A), now=NOW)
        says = article(B, claims=(claim(url=A),))
        telling = write.put_article(connection, says, now=NOW)
        assert near.telling(connection, [silent, telling]) == {telling}
        assert near.telling(connection, []) == set()
