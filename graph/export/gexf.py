"""GEXF 1.3: the graph in time, for Gephi's timeline (https://gexf.net, 2022).

An article is there from the day it bears, a republication from the day when both
of its ends are, and a pair of outlets from the first to the last of its copies;
what bears no date is always there. Days are as a page states them: the zone is
often unknown, and networkx reads no finer time.

``id``, ``label`` and ``weight`` are GEXF's own attributes, which Gephi and networkx
take for those of the graph; no attribute is declared under their names.
"""

from __future__ import annotations

import re
from datetime import datetime
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

_SPACE = "http://gexf.net/1.3"
_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
_OWN = frozenset({"id", "label", "weight"})
# Programs keep parallel edges apart by their kind.
_EDGE_OWN = {"id": "id", "weight": "weight", "kind": "relation"}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_SPECIAL = re.compile('[&<>"\t\n]')
# A tab or a line end in an attribute is read as a space, if it is not written so.
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
}


def write(connection: Connection, file: BinaryIO, chosen: Selection) -> None:
    """Write what is selected of the store."""
    nodes, edges = build.nodes(connection, chosen), build.edges(connection, chosen)
    write_graph(file, nodes, edges)


def write_graph(file: BinaryIO, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
    """Write nodes and edges as they come."""
    file.writelines(part.encode() for part in _document(nodes, edges))


def _document(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<gexf xmlns="{_SPACE}" version="1.3">\n'
    yield "<meta><creator>Whence</creator></meta>\n"
    yield (
        '<graph mode="dynamic" defaultedgetype="directed" idtype="string"'
        ' timeformat="date" timerepresentation="interval">\n'
    )
    yield from _declared("node", build.NODE_TYPES)
    yield from _declared("edge", build.EDGE_TYPES)
    yield "<nodes>\n"
    yield from map(_node, nodes)
    yield "</nodes>\n<edges>\n"
    yield from map(_edge, edges)
    yield "</edges>\n</graph>\n</gexf>\n"


def _declared(owner: str, types: Mapping[str, type[Value]]) -> Iterator[str]:
    yield f'<attributes class="{owner}" mode="static">\n'
    for name, kind in types.items():
        if name not in _OWN:
            yield f'<attribute id="{name}" title="{name}" type="{_TYPES[kind]}"/>\n'
    yield "</attributes>\n"


def _node(node: Node) -> str:
    found = known(node.attributes, build.NODE_TYPES)
    name = _told(clean(node.id))
    label = _told(worded(found.get("label", node.id)))
    spell = _spell(_day(found.get("published")))
    return f'<node id="{name}" label="{label}">{_values(found)}{spell}</node>\n'


def _edge(edge: Edge) -> str:
    found = known(edge.attributes, build.EDGE_TYPES)
    own = [(name, found[key]) for name, key in _EDGE_OWN.items() if key in found]
    ends = [("source", clean(edge.source)), ("target", clean(edge.target))]
    told = " ".join(f'{name}="{_told(worded(value))}"' for name, value in own + ends)
    return f"<edge {told}>{_values(found)}{_edge_spell(found)}</edge>\n"


def _values(found: Mapping[str, Value]) -> str:
    told = "".join(
        f'<attvalue for="{name}" value="{_told(worded(value))}"/>'
        for name, value in found.items()
        if name not in _OWN
    )
    return f"<attvalues>{told}</attvalues>" if told else ""


def _edge_spell(found: Mapping[str, Value]) -> str:
    if "first" in found:
        return _spell(_day(found["first"]), _day(found.get("last")))
    # No edge is there before its ends, also where the copy bears the earlier date.
    ends = (_day(found.get(f"published_{end}")) for end in ("source", "copy"))
    return _spell(max(filter(None, ends), default=None))


def _spell(start: str | None, end: str | None = None) -> str:
    """From one day to another, both included; without an end, for good."""
    if start is None:
        return ""
    until = f' end="{end}"' if end is not None else ""
    return f'<spells><spell start="{start}"{until}/></spells>'


def _day(date: Value | None) -> str | None:
    """The first day that a date may mean, None where it tells none.

    >>> _day("2022-02"), _day("2022-02-18T23:30-05:00"), _day("2022-02-30")
    ('2022-02-01', '2022-02-18', None)
    """
    found = _DATE.match(str(date))
    if found is None:
        return None
    day = found[0] + "0000-01-01"[len(found[0]) :]
    try:
        datetime.fromisoformat(day)
    except ValueError:  # XML Schema has no such day either
        return None
    return day


def _told(text: str) -> str:
    """A clean text as the value of an attribute."""
    if not _SPECIAL.search(text):
        return text
    return _SPECIAL.sub(lambda sign: _ESCAPES[sign[0]], text)


FORMAT = Format(suffix="gexf", title="the graph in time, for Gephi", write=write)
