"""GraphML that networkx and igraph read back as it was."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from graph import build
from graph.export import graphml
from graph.model import Relation
from graph.parts import Edge, Node
from graph.selection import Selection
from graph.text import clean
from tests.graph.export.hostile import Graph, edges_of, graphs, nodes_of
from tests.graph.small_store import Small

SCHEMA = etree.XMLSchema(file=str(Path(__file__).with_name("graphml.xsd")))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    small = Small(tmp_path / "small.db")
    a = small.article(
        "https://alpha.example/a",
        "2022-02-18",
        headline="Lines & <red> \"lines\" ]]> 'x'",
        authors=["Ann Lee", "李 雷"],
        topics=("world", "a; b"),
        rights="© Alpha",
        language="en",
    )
    b = small.article("https://beta.example/b", headline="قاعدة\nالبيانات")
    small.edge(a, b, relation=Relation.EXCERPTS, quote=" \ttwo\n lines ")
    small.edge(None, b, outlet="name:the-wire")
    yield small
    small.store.close()


def written(small: Small, view: str) -> bytes:
    file = io.BytesIO()
    with small.store.read() as connection:
        graphml.write(connection, file, Selection(view=view))
    return file.getvalue()


def edges_by_id(graph: nx.Graph[str]) -> dict[str, tuple[Any, ...]]:
    return {data["id"]: (s, t, data) for s, t, data in graph.edges(data=True)}


@pytest.mark.parametrize("view", build.VIEWS)
def test_it_fits_the_schema(small: Small, view: str) -> None:
    SCHEMA.assertValid(etree.fromstring(written(small, view)))


@pytest.mark.parametrize("view", build.VIEWS)
def test_networkx_reads_back_what_was_there(small: Small, view: str) -> None:
    back = nx.read_graphml(io.BytesIO(written(small, view)))
    there = build.load(small.store, view=view)
    assert back.is_directed()
    assert dict(back.nodes.items()) == dict(there.nodes.items())
    assert edges_by_id(back) == edges_by_id(there)


@pytest.mark.parametrize("view", build.VIEWS)
def test_igraph_reads_back_what_was_there(
    small: Small, view: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.graphml"
    path.write_bytes(written(small, view))
    back = igraph.Graph.Read_GraphML(str(path))
    there = build.load(small.store, view=view)
    assert back.is_directed()
    names = back.vs["id"]
    assert names == list(there)
    for vertex in back.vs:
        assert known(vertex.attributes(), {"id"}) == there.nodes[vertex["id"]]
    edges = edges_by_id(there)
    assert sorted(back.es["id"]) == sorted(edges)
    for edge in back.es:
        source, target, data = edges[edge["id"]]
        assert (names[edge.source], names[edge.target]) == (source, target)
        found = known(edge.attributes(), set())
        # igraph has no missing truth values: they are read as false.
        assert {k: v for k, v in found.items() if k in data} == data
        assert not any(v for k, v in found.items() if k not in data)


def known(attributes: dict[str, Any], ids: set[str]) -> dict[str, Any]:
    """What igraph read, without its signs for values that are not there."""
    return {
        name: value
        for name, value in attributes.items()
        if name not in ids and value != ""
        if not (isinstance(value, float) and math.isnan(value))
    }


def test_the_same_store_gives_the_same_bytes(small: Small) -> None:
    assert written(small, "full") == written(small, "full")


def test_no_time_of_our_own_clock_is_in_it(small: Small) -> None:
    assert b"2026" not in written(small, "full")


TEXT = st.text() | st.text(st.characters(max_codepoint=0x2FF, categories=None))
# igraph refuses a whole file for one number that is next to nothing.
NUMBER = st.floats(allow_subnormal=False) | st.none()


@given(
    texts=st.lists(TEXT, min_size=4, max_size=4),
    number=NUMBER,
    words=st.integers(min_value=-(2**60), max_value=2**60) | st.none(),
    truth=st.booleans() | st.none(),
)
def test_whatever_a_page_says_is_read_back(
    *, texts: list[str], number: float | None, words: int | None, truth: bool | None
) -> None:
    headline, rights, quote, cue = texts
    node: dict[str, Any] = {"headline": headline, "rights": rights, "words": words}
    edge: dict[str, Any] = {
        "id": "e1",
        "quote": quote,
        "cue": cue,
        "lag_hours": number,
        "declared": truth,
    }
    file = io.BytesIO()
    nodes = [Node(id="a", attributes=node), Node(id="b", attributes={})]
    link = Edge(source="a", target="b", attributes=edge)
    graphml.write_graph(file, nodes, [link], view="full")
    back = nx.read_graphml(io.BytesIO(file.getvalue()))
    assert back.nodes["a"] == expected(node)
    assert back.edges["a", "b"] == expected(edge)
    again = igraph_of(file.getvalue())
    assert {
        name: value
        for name, value in known(again.vs[0].attributes(), {"id"}).items()
        if name in {"headline", "rights"}
    } == {name: value for name, value in expected(node).items() if name != "words"}


def igraph_of(content: bytes) -> igraph.Graph:
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".graphml") as file:
        file.write(content)
        file.flush()
        return igraph.Graph.Read_GraphML(file.name)


def expected(attributes: dict[str, Any]) -> dict[str, Any]:
    """The attributes that are known, their texts clean."""
    cleaned = {
        name: clean(value) if isinstance(value, str) else value
        for name, value in attributes.items()
    }
    return {
        name: value
        for name, value in cleaned.items()
        if value is not None and value != ""
        if not isinstance(value, float) or math.isfinite(value)
    }


@given(graphs())
def test_whatever_stands_in_a_graph_fits_the_schema_and_is_read_back(
    graph: Graph,
) -> None:
    file = io.BytesIO()
    graphml.write_graph(file, *graph, view="full")
    huge = etree.XMLParser(huge_tree=True)
    SCHEMA.assertValid(etree.fromstring(file.getvalue(), huge))
    back = nx.read_graphml(io.BytesIO(file.getvalue()), force_multigraph=True)
    assert dict(back.nodes.items()) == nodes_of(graph)
    assert edges_by_id(back) == edges_of(graph)
