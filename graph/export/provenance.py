"""PROV: the graph in the W3C's words, as PROV-JSON and PROV-N.

Articles are entities, outlets and authors agents. A republication is a derivation
of the copy from its source, by PROV's own type a quotation where it excerpts or
quotes (PROV-DM, section 5.2); where only the outlet of the source is known it is the
influence of an agent, and so is what the views of pairs count, and what a page claims.
The story of an article is an attribute, as a member of a collection has no name in
PROV. Everything else that
is known stands beside as an attribute of ours.

The extra ``prov`` brings the library, which makes every record and its text. It
keeps whole documents in memory, so it is given a part of the graph at a time, and
what it says of the parts is put together here.
"""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from graph import build
from graph.export.base import Format
from graph.export.optional import library
from graph.export.values import known
from graph.parts import Node
from graph.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from prov.model import ProvDocument, QualifiedName
    from sqlalchemy import Connection

    from graph.parts import Edge
    from graph.selection import Selection

    Item = Node | Edge
    Items = Callable[[], Iterable[Item]]

_SPACE = "urn:whence:"
_PREFIXES = (
    "article",
    "outlet",
    "author",
    "published_by",
    "written_by",
    "republication",
    "feeds",
    "appears_in",
    "claims",
)
_QUOTATIONS = frozenset({"excerpts", "quotes"})
_BELONGS = frozenset({"published_by", "written_by"})
_AT_ONCE = 500
"""Records in memory at a time."""
# Signs that the grammar of PROV-N has for itself at the ends of a name.
_END = re.compile(r"^[.-]|\.$")


def write_json(connection: Connection, file: BinaryIO, chosen: Selection) -> None:
    """Write PROV-JSON (W3C member submission, 2013)."""
    _write(file, _json(*_items(connection, chosen)))


def write_notation(connection: Connection, file: BinaryIO, chosen: Selection) -> None:
    """Write PROV-N (W3C recommendation, 2013)."""
    _write(file, _notation(*_items(connection, chosen)))


def _items(connection: Connection, chosen: Selection) -> tuple[Items, Items]:
    return (
        lambda: (
            node
            for node in build.nodes(connection, chosen)
            if not node.id.startswith("story:")
        ),
        lambda: (
            edge
            for edge in build.edges(connection, chosen)
            if edge.attributes["relation"] != "part_of"
        ),
    )


def _write(file: BinaryIO, parts: Iterator[str]) -> None:
    file.writelines(part.encode() for part in parts)


def _section(item: Item) -> str:
    """The key of PROV-JSON under which an item stands."""
    if isinstance(item, Node):
        return "entity" if item.id.startswith("article:") else "agent"
    if str(item.attributes["relation"]) in _BELONGS:
        return "wasAttributedTo"
    claimed = item.attributes["relation"] == "claims"
    alone = claimed or not item.source.startswith("article:")
    return "wasInfluencedBy" if alone else "wasDerivedFrom"


def _json(nodes: Items, edges: Items) -> Iterator[str]:
    """One object with a key for each kind of record, each kind read by itself."""
    yield f'{{"prefix": {_encoded(_container(_document())["prefix"])}'
    for read, name in (
        (nodes, "entity"),
        (nodes, "agent"),
        (edges, "wasAttributedTo"),
        (edges, "wasDerivedFrom"),
        (edges, "wasInfluencedBy"),
    ):
        before = f',\n"{name}": {{\n'
        found = (item for item in read() if _section(item) == name)
        for document in _documents(found):
            for key, value in _container(document)[name].items():
                yield f"{before}{_encoded(key)}: {_encoded(value)}"
                before = ",\n"
        if before == ",\n":
            yield "\n}"
    yield "}\n"


def _container(document: ProvDocument) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(
        str(document.serialize(format="json"))
    )
    return found


def _encoded(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _notation(nodes: Items, edges: Items) -> Iterator[str]:
    yield "document\n"
    for prefix, space in _spaces().items():
        yield f"  prefix {prefix} <{space}>\n"
    yield "\n"
    for read in (nodes, edges):
        for document in _documents(read()):
            for record in document.get_records():
                yield f"  {record.get_provn()}\n"
    yield "endDocument\n"


def _documents(items: Iterable[Item]) -> Iterator[ProvDocument]:
    rest = iter(items)
    while part := list(islice(rest, _AT_ONCE)):
        document = _document()
        for item in part:
            _add(document, item)
        yield document


def _spaces() -> dict[str, str]:
    own = {prefix: f"{_SPACE}{prefix}:" for prefix in _PREFIXES}
    return {"whence": _SPACE, **own}


def _document() -> ProvDocument:
    """An empty document; raises WhenceError where ``prov`` is not installed."""
    document: ProvDocument = library("prov.model", extra="prov").ProvDocument()
    for prefix, space in _spaces().items():
        document.add_namespace(prefix, space)
    return document


def _add(document: ProvDocument, item: Item) -> None:
    section = _section(item)
    if isinstance(item, Node):
        make = document.entity if section == "entity" else document.agent
        make(_name(document, item.id), _told(document, item))
        return
    # In PROV the later thing points at the earlier one.
    one, other = _name(document, item.source), _name(document, item.target)
    if item.attributes["relation"] == "claims":  # it leads from the copy already
        one, other = other, one
    name = _name(document, str(item.attributes["id"]))
    told = _told(document, item)
    if section == "wasAttributedTo":
        document.wasAttributedTo(one, other, identifier=name, other_attributes=told)
    elif section == "wasInfluencedBy":
        document.wasInfluencedBy(other, one, identifier=name, other_attributes=told)
    else:
        document.wasDerivedFrom(other, one, identifier=name, other_attributes=told)


def _told(document: ProvDocument, item: Item) -> list[tuple[Any, Any]]:
    """The attributes of an item: PROV's own type and label, then ours."""
    outlet = isinstance(item, Node) and item.id.startswith("outlet:")
    types = build.NODE_TYPES if isinstance(item, Node) else build.EDGE_TYPES
    found = known(item.attributes, types)
    told: list[tuple[Any, Any]] = [
        ("prov:label" if name == "label" else f"whence:{name}", value)
        for name, value in found.items()
        if name != "id"
    ]
    kind = None
    if outlet:
        kind = "prov:Organization"
    elif found.get("relation") in _QUOTATIONS:
        kind = "prov:Quotation"
    if kind is not None:
        told.insert(0, ("prov:type", document.valid_qualified_name(kind)))
    return told


def _name(document: ProvDocument, identity: str) -> QualifiedName:
    """An id as a qualified name, what the grammars have for themselves in percent."""
    prefix, _, key = clean(identity).partition(":")
    local = quote(key, safe="")
    local = _END.sub(lambda sign: f"%{ord(sign[0]):02X}", local)
    found: QualifiedName | None = document.valid_qualified_name(f"{prefix}:{local}")
    if found is None:
        raise ValueError(identity)
    return found


FORMATS = (
    Format(suffix="prov.json", title="PROV-JSON; needs prov", write=write_json),
    Format(suffix="provn", title="PROV-N; needs prov", write=write_notation),
)
