"""GraphML: the graph for Gephi, networkx, igraph and graphology.

The id of an edge is a declared attribute like the others and not XML's own: igraph
1.0 reads the edge's source from that, and warns where there are both.
Every attribute is declared once with its type. What is not known is left out.
There are no times of our own clock in it, so that one graph gives one file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

from graph import build
from graph.export.base import Format
from graph.export.values import known, worded
from graph.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from graph.parts import Edge, Node, Value
    from graph.selection import Selection

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
_DECLARED = {"node": build.NODE_TYPES, "edge": build.EDGE_TYPES}


def write(connection: Connection, file: BinaryIO, chosen: Selection) -> None:
    """Write what is selected of the store."""
    nodes, edges = build.nodes(connection, chosen), build.edges(connection, chosen)
    write_graph(file, nodes, edges, view=chosen.view)


def write_graph(
    file: BinaryIO, nodes: Iterable[Node], edges: Iterable[Edge], *, view: str
) -> None:
    """Write nodes and edges as they come."""
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: _SPACE}):
            xml.write("\n")
            for key in _keys():
                xml.write(key)
            with xml.element("graph", id=view, edgedefault="directed"):
                xml.write("\n")
                for node in nodes:
                    xml.write(_node(node))
                for edge in edges:
                    xml.write(_edge(edge))
    file.write(b"\n")


def _keys() -> Iterable[etree._Element]:
    for owner, types in _DECLARED.items():
        for name, kind in types.items():
            key = etree.Element("key", id=f"{owner}_{name}")
            key.set("for", owner)
            key.set("attr.name", name)
            key.set("attr.type", _TYPES[kind])
            key.tail = "\n"
            yield key


def _node(node: Node) -> etree._Element:
    element = etree.Element("node", id=clean(node.id))
    _fill(element, "node", node.attributes)
    return element


def _edge(edge: Edge) -> etree._Element:
    ends = {"source": clean(edge.source), "target": clean(edge.target)}
    element = etree.Element("edge", ends)
    _fill(element, "edge", edge.attributes)
    return element


def _fill(element: etree._Element, owner: str, attributes: Mapping[str, Value]) -> None:
    for name, value in known(attributes, _DECLARED[owner]).items():
        data = etree.SubElement(element, "data", key=f"{owner}_{name}")
        data.text = worded(value)
    element.tail = "\n"


FORMAT = Format(
    suffix="graphml", title="a graph for Gephi, networkx and igraph", write=write
)
