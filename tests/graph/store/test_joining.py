"""An address that was redirected means the article it led to."""

from __future__ import annotations

from graph.identity import article_id
from graph.model import Outlet
from graph.store import joining, write
from graph.store.engine import Store
from tests.graph.store.facts import NOW, article, tables

URL, OLD = "https://example.org/a", "https://example.org/?p=7"


def put(store: Store, url: str) -> str:
    with store.write() as connection:
        return write.put_article(connection, article(url), now=NOW)


def cite(store: Store, url: str) -> str:
    with store.write() as connection:
        outlet = Outlet(key="example.org")
        return write.cite(connection, url, outlet=outlet, now=NOW)


def join(store: Store, asked: str, answered: str) -> str | None:
    with store.write() as connection:
        return joining.join_addresses(connection, asked, answered)


def at(store: Store, url: str) -> str | None:
    with store.read() as connection:
        found = joining.article_at(connection, url)
    return found["id"] if found else None


def test_a_new_address_is_one_more_spelling(store: Store) -> None:
    identity = put(store, URL)
    assert join(store, OLD, URL) == identity
    assert at(store, OLD) == identity


def test_a_cited_address_gives_way_to_where_it_leads(store: Store) -> None:
    cite(store, OLD)
    identity = put(store, URL)
    assert join(store, OLD, URL) == at(store, OLD) == identity
    assert len(tables(store)["article"]) == 1


def test_an_article_of_its_own_is_kept(store: Store) -> None:
    put(store, OLD)
    put(store, URL)
    before = tables(store)
    assert join(store, OLD, URL) is None
    assert tables(store) == before


def test_where_nothing_is_known_nothing_is_joined(store: Store) -> None:
    cite(store, OLD)
    before = tables(store)
    assert join(store, OLD, URL) is None
    assert tables(store) == before


def test_a_cited_article_that_leads_to_another_spelling_of_itself_stays(
    store: Store,
) -> None:
    cite(store, URL)
    assert join(store, "http://www.example.org/a/", URL) == article_id(URL)
    assert at(store, URL) == article_id(URL)
