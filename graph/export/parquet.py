"""Parquet of nodes and of edges, for pandas, Polars, DuckDB, R and Spark.

The extra ``parquet`` brings the library (pyarrow). Every attribute is a column of its
type; what is not known is null. A row group is what is in memory at a time.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from graph.export.base import Format, Writer
from graph.export.optional import library
from graph.export.tables import EDGES, NODES, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from graph.parts import Value
    from graph.selection import Selection

_TYPES = {str: "string", int: "int64", float: "float64", bool: "bool_"}
# Some megabytes. Readers skip whole groups, so larger ones are read faster.
_GROUP = 10_000


class _Onward:
    """A file that only ever goes on, so that it may be a pipe."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._place = 0

    def write(self, part: bytes) -> int:
        self._file.write(part)
        self._place += len(part)
        return len(part)

    def tell(self) -> int:
        return self._place

    def flush(self) -> None:
        """Leave that to who has opened the file."""

    def close(self) -> None:
        """Leave that to who has opened the file."""


def writer(table: Table) -> Writer:
    """What writes a table."""

    def write(connection: Connection, file: BinaryIO, chosen: Selection) -> None:
        write_table(file, table, table.rows(connection, chosen))

    return write


def write_table(file: BinaryIO, table: Table, rows: Iterable[dict[str, Value]]) -> None:
    """Write the rows of a table, a group at a time.

    Raises WhenceError where pyarrow is not installed.
    """
    arrow = library("pyarrow", extra="parquet")
    parquet = library("pyarrow.parquet", extra="parquet")
    columns = table.columns.items()
    schema = arrow.schema(
        [(name, getattr(arrow, _TYPES[kind])()) for name, kind in columns]
    )
    with parquet.ParquetWriter(_Onward(file), schema) as out:
        for group in _groups(iter(rows)):
            out.write_table(arrow.Table.from_pylist(group, schema=schema))


def _groups(rows: Iterator[dict[str, Value]]) -> Iterator[list[dict[str, Value]]]:
    while group := list(islice(rows, _GROUP)):
        yield group


def _format(table: Table) -> Format:
    return Format(
        suffix=f"{table.name}.parquet",
        title=f"a typed table of the {table.name}; needs pyarrow",
        write=writer(table),
    )


FORMATS = (_format(NODES), _format(EDGES))
