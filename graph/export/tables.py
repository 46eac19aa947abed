"""A graph as two tables, its nodes and its edges, under the names a program expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph import build
from graph.export.values import known
from graph.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from graph.parts import Edge, Node, Value
    from graph.selection import Selection

NODE_COLUMNS: dict[str, type[Value]] = {"id": str, **build.NODE_TYPES}
"""Of a node, with their types, in the order of files."""

EDGE_COLUMNS: dict[str, type[Value]] = {
    "source": str,
    "target": str,
    **build.EDGE_TYPES,
}
"""Of an edge, with their types, in the order of files."""


def node_rows(nodes: Iterable[Node]) -> Iterator[dict[str, Value]]:
    """A row a node, with what is known."""
    for node in nodes:
        yield {"id": clean(node.id), **known(node.attributes, build.NODE_TYPES)}


def edge_rows(edges: Iterable[Edge]) -> Iterator[dict[str, Value]]:
    """A row an edge, with what is known."""
    for edge in edges:
        ends = {"source": clean(edge.source), "target": clean(edge.target)}
        yield {**ends, **known(edge.attributes, build.EDGE_TYPES)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """One of the two tables of a graph."""

    name: str
    """``nodes`` or ``edges``."""
    columns: Mapping[str, type[Value]]
    """The names of its columns with their types."""
    rows: Callable[[Connection, Selection], Iterator[dict[str, Value]]]
    """What reads it, in little memory."""


NODES = Table(
    name="nodes",
    columns=NODE_COLUMNS,
    rows=lambda connection, chosen: node_rows(build.nodes(connection, chosen)),
)
"""The nodes of a graph."""

EDGES = Table(
    name="edges",
    columns=EDGE_COLUMNS,
    rows=lambda connection, chosen: edge_rows(build.edges(connection, chosen)),
)
"""The edges of a graph."""
