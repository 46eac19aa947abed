"""Graphs of the worst that a page can say, for every format to carry."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

from graph import build
from graph.export.values import known
from graph.parts import Edge, Node

_SIGNS = [
    "]]>",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "=1+1",
    '"',
    "\\",
    "\\N",
    "\n",
    "\r\n",
    "\t",
    "\x00",
    "\x0b",
    "\x1b[31m",
    "\ud800",
    "\ufffe",
    "\u2028",
    "\u202e",
    "é",
    "e\u0301",
    "李",
    "𝕏",
    "'",
    ";",
    ",",
    "{",
    "}",
    "->",
    "None",
    "nan",
    "id",
    "start",
]
TEXTS = (
    st.text(st.characters(categories=None), max_size=20)
    | st.lists(st.sampled_from(_SIGNS), max_size=6).map("".join)
    | st.sampled_from(["", "x" * 100_000])
)
# igraph refuses a whole file for one number that is next to nothing.
_NUMBERS = st.floats(allow_subnormal=False)
_DATES = st.dates().map(str) | st.sampled_from(
    ["2022", "2022-02", "2022-02-18T09:30+05:30", "2022-02-30", "0000", "soon"]
)
_NAMED = {
    "published": _DATES,
    "published_source": _DATES,
    "published_copy": _DATES,
    "first": _DATES,
    "last": _DATES,
}
_KINDS: dict[type, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-(2**60), 2**60),
    float: _NUMBERS,
    bool: st.booleans(),
}

Graph = tuple[list[Node], list[Edge]]


def _attributes(types: dict[str, type[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    values = {name: _NAMED.get(name, _KINDS[kind]) for name, kind in types.items()}
    return st.fixed_dictionaries(
        {}, optional={name: st.none() | value for name, value in values.items()}
    )


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Up to three nodes, and edges among them: parallel ones and loops too."""
    names = [f"article:{number}" for number in range(draw(st.integers(1, 3)))]
    nodes = [Node(id=name, attributes=draw(_attributes(NODES))) for name in names]
    edges = [
        Edge(
            source=draw(st.sampled_from(names)),
            target=draw(st.sampled_from(names)),
            attributes={**draw(_attributes(EDGES)), "id": f"republication:{number}"},
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return nodes, edges


NODES: dict[str, type[Any]] = build.NODE_TYPES
EDGES: dict[str, type[Any]] = build.EDGE_TYPES


def nodes_of(graph: Graph) -> dict[str, dict[str, Any]]:
    """What must be read back of each node, by its id."""
    return {node.id: known(node.attributes, NODES) for node in graph[0]}


def edges_of(graph: Graph) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """What must be read back of each edge, by its id."""
    return {
        str(edge.attributes["id"]): (
            edge.source,
            edge.target,
            known(edge.attributes, EDGES),
        )
        for edge in graph[1]
    }


def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - any values
    """Whether two values are one; a number may have passed through text."""
    if isinstance(one, float) and isinstance(other, float):
        return one == other or math.isclose(one, other, rel_tol=1e-15)
    return type(one) is type(other) and bool(one == other)
