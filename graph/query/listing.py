"""Rows of a table in the order that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Rows = list[dict[str, Any]]


def column(sort: str, columns: Sequence[str]) -> str:
    """The column that ``sort`` names; raises UsageError where there is none."""
    name = sort.removeprefix("-")
    if name in columns:
        return name
    message = f"no column is called {name}; there are {', '.join(columns)}"
    raise UsageError(message, subject=sort)


def listed(
    rows: Iterable[dict[str, Any]],
    sort: str,
    columns: Sequence[str],
    *,
    limit: int,
    reverse: bool = False,
) -> Rows:
    """The first rows by a column, the greatest first where ``-`` stands before it.

    What is not known comes last either way, and what is equal by its key. With a
    ``limit`` of 0 all rows are given.
    """
    name = column(sort, columns)
    down = sort.startswith("-") is not reverse
    known, unknown = list[dict[str, Any]](), list[dict[str, Any]]()
    for row in sorted(rows, key=lambda row: str(row[columns[0]])):
        (unknown if row[name] is None or row[name] == "" else known).append(row)
    known.sort(key=lambda row: _order(row[name]), reverse=down)
    ordered = known + unknown
    return ordered[:limit] if limit else ordered


def _order(value: Any) -> Any:  # noqa: ANN401 - a value of any column
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, dict):  # between two bounds the upper one, then the lower
        return value["most"]["effective"], value["least"]["effective"]
    return value
