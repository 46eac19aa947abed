"""CSV of nodes and of edges, with the column names of a program that imports them.

Gephi's import of spreadsheets knows ``Id``, ``Label``, ``Source``, ``Target``,
``Type``, ``Kind`` and ``Weight``; it keeps parallel edges apart by their ``Kind``.
Neo4j's ``neo4j-admin database import`` wants a type behind each name, labels of nodes
and types of relationships (Operations Manual, "Neo4j Admin import", CSV header format).
Cells are those of the other CSV: no spreadsheet takes one for a formula.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from graph.export.base import Format, Writer
from graph.export.csv import write_rows
from graph.export.tables import EDGES, NODES, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from graph.parts import Value
    from graph.selection import Selection

Row = dict[str, "Value"]

_NEO4J = {str: "string", int: "long", float: "double", bool: "boolean"}
_GEPHI = {
    "id": "Id",
    "label": "Label",
    "source": "Source",
    "target": "Target",
    "weight": "Weight",
}
_NEO4J_ENDS = {"source": ":START_ID", "target": ":END_ID"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """What a program calls the columns of a table."""

    column: Callable[[str, type[Value]], str]
    """What it calls a column of this name and type."""
    more: Mapping[str, Callable[[Row], Value]]
    """Columns that it wants beside, and what is in them."""


def _gephi(name: str, _kind: type[Value]) -> str:
    return _GEPHI.get(name, name)


def _neo4j_node(name: str, kind: type[Value]) -> str:
    return "id:ID" if name == "id" else f"{name}:{_NEO4J[kind]}"


def _neo4j_edge(name: str, kind: type[Value]) -> str:
    return _NEO4J_ENDS.get(name, f"{name}:{_NEO4J[kind]}")


def _told(row: Row, name: str) -> str:
    return str(row.get(name, ""))


NAMES: dict[str, dict[str, Names]] = {
    "nodes": {
        "plain": Names(column=lambda name, _: name, more={}),
        "gephi": Names(column=_gephi, more={}),
        "neo4j": Names(
            column=_neo4j_node,
            more={":LABEL": lambda row: _told(row, "kind").capitalize()},
        ),
    },
    "edges": {
        "plain": Names(column=lambda name, _: name, more={}),
        "gephi": Names(
            column=_gephi,
            more={
                "Type": lambda _: "Directed",
                "Kind": lambda row: _told(row, "relation"),
            },
        ),
        "neo4j": Names(
            column=_neo4j_edge,
            more={":TYPE": lambda row: _told(row, "relation").upper()},
        ),
    },
}
"""By table, then by the word for it."""


def writer(table: Table, names: Names) -> Writer:
    """What writes a table under these names."""

    def write(connection: Connection, file: BinaryIO, chosen: Selection) -> None:
        write_table(file, table, names, table.rows(connection, chosen))

    return write


def write_table(
    file: BinaryIO, table: Table, names: Names, rows: Iterable[Row]
) -> None:
    """Write the rows of a table as they come."""
    called = {name: names.column(name, kind) for name, kind in table.columns.items()}
    write_rows(file, [*called.values(), *names.more], _renamed(rows, called, names))


def _renamed(
    rows: Iterable[Row], called: Mapping[str, str], names: Names
) -> Iterator[Row]:
    for row in rows:
        more = {name: read(row) for name, read in names.more.items()}
        yield {called[name]: value for name, value in row.items()} | more


def _format(table: Table) -> Format:
    writers = {word: writer(table, names) for word, names in NAMES[table.name].items()}
    return Format(
        suffix=f"{table.name}.csv",
        title=f"a line for each of the {table.name}",
        write=writers["plain"],
        columns=writers,
    )


FORMATS = (_format(NODES), _format(EDGES))
