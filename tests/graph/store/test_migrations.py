"""A store is brought to the newest version in one transaction, or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from graph.store import migrations
from graph.store.engine import Store, open_store
from graph.store.schema import METADATA


def schema(store: Store) -> dict[str, Any]:
    """Tables with their columns, indexes and keys as the database tells them."""
    with store.read() as connection:
        found = inspect(connection)
        return {
            name: (
                [
                    (c["name"], str(c["type"]), c["nullable"])
                    for c in found.get_columns(name)
                ],
                sorted(str(index["name"]) for index in found.get_indexes(name)),
                found.get_pk_constraint(name)["constrained_columns"],
            )
            for name in sorted(found.get_table_names())
        }


def add_table(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE later (name TEXT)"))


def fail(connection: Connection) -> None:
    connection.execute(text("DROP TABLE later"))
    connection.execute(
        text("INSERT INTO host (host, hold_until, detail) VALUES ('a', 'b', 'c')")
    )
    raise RuntimeError("out of power")


def steps(monkeypatch: pytest.MonkeyPatch, *more: Any) -> None:  # noqa: ANN401 - a step
    """Make these steps those of a later version."""
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, *more))
    monkeypatch.setattr(migrations, "VERSION", len(migrations.STEPS))


def test_a_new_store_has_the_tables_of_the_schema(store: Store) -> None:
    made = schema(store)
    assert sorted(made) == sorted(METADATA.tables)
    for name, (columns, indexes, key) in made.items():
        table = METADATA.tables[name]
        assert [column[0] for column in columns] == [c.name for c in table.columns]
        assert {str(index.name) for index in table.indexes} <= set(indexes)
        assert key == [c.name for c in table.primary_key.columns]


def test_an_older_store_is_migrated(
    store: Store, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema(store)
    steps(monkeypatch, add_table)
    newer = open_store(store_url, create=False)
    with newer.read() as connection:
        assert migrations.version(connection) == migrations.VERSION
    after = schema(newer)
    assert after.pop("later")
    assert after == before
    newer.close()


def test_migrating_gives_what_a_new_store_has(
    tmp_path: Any,  # noqa: ANN401 - a path
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps(monkeypatch, add_table)
    migrations.migrate(store.engine)
    if store.engine.dialect.name == "sqlite":
        new = open_store(str(tmp_path / "new.db"))
        assert schema(new) == schema(store)
        new.close()
    migrations.migrate(store.engine)
    with store.read() as connection:
        assert migrations.version(connection) == migrations.VERSION


def test_a_step_that_fails_takes_all_steps_back(
    store: Store, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema(store)
    steps(monkeypatch, add_table, fail)
    with pytest.raises(RuntimeError, match="out of power"):
        open_store(store_url)
    assert schema(store) == before
    with store.read() as connection:
        assert migrations.version(connection) == migrations.VERSION - 2
        assert not connection.execute(text("SELECT * FROM host")).all()
