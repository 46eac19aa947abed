"""DOT: the graph for Graphviz, to draw a story or who feeds whom.

Only texts are written, each in quotes, where the grammar makes a quote alone
special (https://graphviz.org/doc/info/lang.html). Graphviz reads a backslash as the
beginning of an escape wherever it draws a text, so one is written as two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from graph import build
from graph.export.base import Format
from graph.export.values import known, worded
from graph.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from graph.parts import Edge, Node, Value
    from graph.selection import Selection

_SPECIAL = re.compile(r'["\\\n]')
_ESCAPES = {'"': r"\"", "\\": r"\\", "\n": r"\n"}
# Graphviz draws what looks like an entity of HTML as the sign that it names.
_ENTITY = re.compile(r"&(?=#?\w+;)")


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
    yield f"digraph {_told(view)} {{\n"
    for node in nodes:
        found = known(node.attributes, build.NODE_TYPES)
        yield f"{_told(clean(node.id))}{_listed(found)};\n"
    for edge in edges:
        found = known(edge.attributes, build.EDGE_TYPES)
        ends = f"{_told(clean(edge.source))} -> {_told(clean(edge.target))}"
        yield f"{ends}{_listed(found)};\n"
    yield "}\n"


def _listed(found: Mapping[str, Value]) -> str:
    told = ", ".join(f"{name}={_value(name, found[name])}" for name in found)
    return f" [{told}]" if told else ""


def _value(name: str, value: Value) -> str:
    text = worded(value)
    return _told(_ENTITY.sub("&amp;", text) if name == "label" else text)


def _told(text: str) -> str:
    r"""A clean text in quotes.

    >>> print(_told('a "b" \\N'))
    "a \"b\" \\N"
    """
    return f'"{_SPECIAL.sub(lambda sign: _ESCAPES[sign[0]], text)}"'


FORMAT = Format(suffix="dot", title="a drawing by Graphviz", write=write)
