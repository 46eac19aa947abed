"""Many rows at once, past SQLAlchemy's statements. Contains no queries of its own.

The plain driver takes twenty times as many narrow rows a second. The statements
are written once for both databases: ``{values}`` is a table of the values given,
with one column ``value``; ``{join}`` joins it so that it is gone through first.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Table

_AT_ONCE = 500
"""Databases bound the number of a statement's parameters."""


def parts(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys in order, each once, as many at a time as one statement takes."""
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def ask(
    connection: Connection, statement: str, values: Sequence[int] | Sequence[str]
) -> list[tuple[Any, ...]]:
    """The rows that a statement gives for values of one kind; none for none."""
    if not values:
        return []
    cursor = connection.exec_driver_sql(*_bound(connection, statement, values)).cursor
    return list(cursor.fetchall()) if cursor else []


def do(
    connection: Connection, statement: str, values: Sequence[int] | Sequence[str]
) -> None:
    """Run a statement that changes the rows of these values."""
    if values:
        connection.exec_driver_sql(*_bound(connection, statement, values))


def insert(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Insert rows, given in the order of the columns; none of them is there yet."""
    if not rows:
        return
    sign = "?" if connection.dialect.name == "sqlite" else "%s"
    names = ", ".join(f'"{column}"' for column in columns)
    signs = ", ".join(sign for _ in columns)
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({signs})"  # noqa: S608 - our own names
    connection.exec_driver_sql(statement, list(rows))


def _bound(
    connection: Connection, statement: str, values: Sequence[int] | Sequence[str]
) -> tuple[str, tuple[Any]]:
    if connection.dialect.name == "sqlite":
        # SQLite may turn a plain join round and go through the whole table.
        text = statement.format(values="json_each(?)", join="CROSS JOIN")
        return text, (json.dumps(list(values)),)
    kind = "bigint" if isinstance(values[0], int) else "text"
    text = statement.format(values=f"unnest(%s::{kind}[]) AS given(value)", join="JOIN")
    return text, (list(values),)
