"""Many values at once give and change the same rows on both kinds of database."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from graph.store import bulk
from graph.store.engine import Store
from graph.store.schema import FINGERPRINT, OUTLET

FOUND = "SELECT f.hash, f.number FROM {values} {join} fingerprint f ON f.hash = value"
NAMED = "SELECT o.key, o.name FROM {values} {join} outlet o ON o.key = value"
LEAST, MOST = -(2**31), 2**31 - 1


@pytest.fixture
def filled(store: Store) -> Store:
    rows = [(hash_, number) for hash_ in (LEAST, -1, 0, 7, MOST) for number in (1, 2)]
    with store.write() as connection:
        bulk.insert(connection, FINGERPRINT, ("hash", "number"), rows)
    return store


def test_rows_of_the_values_are_given_and_no_others(filled: Store) -> None:
    with filled.read() as connection:
        found = bulk.ask(connection, FOUND, [LEAST, 7, 8, MOST])
    assert sorted(found) == sorted(
        (hash_, number) for hash_ in (LEAST, 7, MOST) for number in (1, 2)
    )


def test_many_more_values_than_a_statement_may_have_parameters(filled: Store) -> None:
    with filled.read() as connection:
        found = bulk.ask(connection, FOUND, [*range(1, 100_000), MOST])
    assert sorted(found) == [(7, 1), (7, 2), (MOST, 1), (MOST, 2)]


def test_no_values_give_no_rows_and_change_none(filled: Store) -> None:
    with filled.write() as connection:
        assert bulk.ask(connection, FOUND, []) == []
        bulk.do(connection, "DELETE FROM fingerprint WHERE {values}", [])
        bulk.insert(connection, FINGERPRINT, ("hash", "number"), [])
        assert len(connection.execute(select(FINGERPRINT)).all()) == 10


def test_texts_are_values_as_they_are(store: Store) -> None:
    names = ["plain", "%s {values} ?", 'quo"ted\\', "한국어 🎈", "it's"]
    with store.write() as connection:
        rows = [(name, name.upper(), "") for name in names]
        bulk.insert(connection, OUTLET, ("key", "name", "name_key"), rows)
        found = bulk.ask(connection, NAMED, [*names, "nobody"])
    assert sorted(found) == sorted((name, name.upper()) for name in names)


def test_the_rows_of_values_are_changed_and_no_others(filled: Store) -> None:
    statement = "DELETE FROM fingerprint WHERE hash IN (SELECT value FROM {values})"
    with filled.write() as connection:
        bulk.do(connection, statement, [LEAST, -1, 99])
    with filled.read() as connection:
        left = set(connection.execute(select(FINGERPRINT.c.hash)).scalars())
    assert left == {0, 7, MOST}
