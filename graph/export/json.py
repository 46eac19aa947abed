"""Node-link JSON: one object with ``nodes`` and ``edges``, as networkx and d3 have it.

The keys are those of ``networkx.node_link_data``. What is not known is left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from graph import build
from graph.export.base import Format
from graph.export.values import known
from graph.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from graph.parts import Edge, Node
    from graph.selection import Selection


def write(connection: Connection, file: BinaryIO, chosen: Selection) -> None:
    """Write what is selected of the store."""
    nodes, edges = build.nodes(connection, chosen), build.edges(connection, chosen)
    write_graph(file, nodes, edges, view=chosen.view)


def write_graph(
    file: BinaryIO, nodes: Iterable[Node], edges: Iterable[Edge], *, view: str
) -> None:
    """Write nodes and edges as they come."""
    file.writelines(part.encode() for part in _document(nodes, edges, view))


def _document(nodes: Iterable[Node], edges: Iterable[Edge], view: str) -> Iterator[str]:
    parallel = build.view_named(view).parallel
    head = {"directed": True, "multigraph": parallel, "graph": {"view": view}}
    yield f"{_encoded(head)[:-1]},\n"
    yield from _listed("nodes", map(_node, nodes))
    yield ",\n"
    yield from _listed("edges", (_edge(edge, parallel=parallel) for edge in edges))
    yield "}\n"


def _listed(name: str, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    before = f'"{name}": [\n'
    for item in items:
        yield f"{before}{_encoded(item)}"
        before = ",\n"
    yield "\n]" if before == ",\n" else f"{before}]"


def _node(node: Node) -> dict[str, Any]:
    return {"id": clean(node.id), **known(node.attributes, build.NODE_TYPES)}


def _edge(edge: Edge, *, parallel: bool) -> dict[str, Any]:
    found = known(edge.attributes, build.EDGE_TYPES)
    key = {"key": found["id"]} if parallel else {}
    ends = {"source": clean(edge.source), "target": clean(edge.target)}
    return {**ends, **key, **found}


def _encoded(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


FORMAT = Format(suffix="json", title="node-link JSON for networkx and d3", write=write)
