"""What is counted over all stories, as the trees have used it. Contains no judgement.

Counts are kept in steps of two: a story is settled again when a count has doubled,
not with every article.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from graph.store import bulk
from graph.store.schema import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Column, Connection, Table

    Key = tuple[str, ...]
    Counts = Mapping[Key, tuple[float, ...]]
    """By the primary key of their table, the other columns."""

_AT_ONCE = 500


def step(count: int) -> int:
    """The greatest power of two that a count has reached; 0 for none.

    >>> [step(count) for count in (0, 1, 2, 3, 4, 7, 8)]
    [0, 1, 2, 2, 4, 4, 8]
    """
    return 1 << (count.bit_length() - 1) if count else 0


def part_step(count: float) -> float:
    """The same of a sum of parts: 0.5, 0.25 and so on, too.

    >>> [part_step(count) for count in (0.0, 0.3, 0.5, 1.9, 2.0, 5.5)]
    [0.0, 0.25, 0.5, 1.0, 2.0, 4.0]
    """
    return math.ldexp(1.0, math.frexp(count)[1] - 1) if count > 0.0 else 0.0


def replace(connection: Connection, table: Table, counted: Counts) -> set[Key]:
    """Put these counts in place of all those of a table; gives what has changed."""
    keys = len(table.primary_key.columns)
    old = {
        tuple(row[:keys]): tuple(row[keys:])
        for row in connection.execute(select(table))
    }
    changed = {key for key in {*old, *counted} if old.get(key) != counted.get(key)}
    if changed:
        connection.execute(delete(table))
        rows = [(*key, *counts) for key, counts in sorted(counted.items())]
        columns = [column.name for column in table.columns]
        bulk.insert(connection, table, columns, rows)
    return changed


def in_stories(
    connection: Connection, column: Column[str], values: Collection[str]
) -> set[str]:
    """The articles with such a value that are in a story with others."""
    ordered, found = sorted(values), set[str]()
    wanted = select(ARTICLE.c.id).where(ARTICLE.c.story.is_not(None))
    if column.table is not ARTICLE:
        wanted = wanted.join(column.table, column.table.c.article_id == ARTICLE.c.id)
    for start in range(0, len(ordered), _AT_ONCE):
        some = column.in_(ordered[start : start + _AT_ONCE])
        found |= set(connection.execute(wanted.where(some)).scalars())
    return found
