"""GEXF 1.3 that fits its schema, and that networkx reads back as it was."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from lxml import etree

from graph import build
from graph.export import gexf
from graph.parts import Edge, Node
from graph.selection import Selection
from tests.graph.export.hostile import Graph, edges_of, graphs, nodes_of
from tests.graph.small_store import Small

SCHEMA = etree.XMLSchema(file=str(Path(__file__).with_name("gexf.xsd")))
SPACE = {"g": "http://gexf.net/1.3"}


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    small = Small(store_url)
    a = small.article(
        "https://alpha.example/a", "2022-02-18", headline='<A> & "b"\n]]>'
    )
    b = small.article("https://beta.example/b", "2022-02-20", authors=["Ann Lee"])
    early = small.article("https://gamma.example/c", "2022-02-01")
    small.edge(a, b)
    small.edge(a, early)
    small.edge(None, b, outlet="name:the-wire")
    yield small
    small.store.close()


def written(small: Small, view: str) -> bytes:
    file = io.BytesIO()
    with small.store.read() as connection:
        gexf.write(connection, file, Selection(view=view))
    return file.getvalue()


def spells(content: bytes, kind: str, name: str) -> list[dict[str, str]]:
    """The spells of the node or edge whose id or source ends so."""
    tree = etree.fromstring(content)
    found = tree.iterfind(f".//g:{kind}", SPACE)
    (element,) = [one for one in found if str(one.get("id")).startswith(name)]
    return [
        {str(name): str(value) for name, value in spell.items()}
        for spell in element.iterfind(".//g:spell", SPACE)
    ]


def without_time(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if name != "spells"}


@pytest.mark.parametrize("view", build.VIEWS)
def test_it_fits_the_schema(small: Small, view: str) -> None:
    SCHEMA.assertValid(etree.fromstring(written(small, view)))


@pytest.mark.parametrize("view", build.VIEWS)
def test_networkx_reads_back_what_was_there(small: Small, view: str) -> None:
    back = nx.read_gexf(io.BytesIO(written(small, view)), version="1.3")
    there = build.load(small.store, view=view)
    assert back.is_directed()
    assert {n: without_time(data) for n, data in back.nodes.items()} == dict(
        there.nodes.items()
    )
    edges = {data["id"]: (s, t, data) for s, t, data in there.edges(data=True)}
    assert edges == {
        data["id"]: (s, t, without_time(data)) for s, t, data in back.edges(data=True)
    }


def test_an_article_is_there_from_its_date_on(small: Small) -> None:
    content = written(small, "articles")
    ids = {
        data["url"]: node
        for node, data in build.load(small.store, view="articles").nodes.items()
        if "url" in data
    }
    a = ids["https://alpha.example/a"]
    assert spells(content, "node", a) == [{"start": "2022-02-18"}]
    assert spells(content, "node", "outlet:name:the-wire") == []


def test_an_edge_is_never_there_before_its_ends() -> None:
    edge = Edge(
        source="a",
        target="b",
        attributes={
            "id": "e",
            "published_source": "2022-02-18",
            "published_copy": "2022-02",
        },
    )
    assert spells(of([edge]), "edge", "e") == [{"start": "2022-02-18"}]


def of(edges: list[Edge]) -> bytes:
    file = io.BytesIO()
    nodes = [Node(id=name, attributes={}) for name in "ab"]
    gexf.write_graph(file, nodes, edges)
    return file.getvalue()


def test_a_pair_is_there_from_its_first_day_to_its_last(small: Small) -> None:
    content = written(small, "outlets")
    pair = "feeds:alpha.example:beta.example"
    # One republication: the first day is the last.
    day = {"start": "2022-02-20", "end": "2022-02-20"}
    assert spells(content, "edge", pair) == [day]


def test_parallel_edges_have_kinds_that_keep_them_apart() -> None:
    edges = [
        Edge(source="a", target="b", attributes={"id": name, "relation": name})
        for name in ("excerpts", "quotes")
    ]
    tree = etree.fromstring(of(edges))
    kinds = [edge.get("kind") for edge in tree.iterfind(".//g:edge", SPACE)]
    assert kinds == ["excerpts", "quotes"]


def test_no_attribute_has_a_name_that_gexf_has_for_itself(small: Small) -> None:
    tree = etree.fromstring(written(small, "full"))
    titles = {one.get("title") for one in tree.iterfind(".//g:attribute", SPACE)}
    assert titles.isdisjoint({"id", "label", "weight", "source", "target", "start"})


def test_the_same_store_gives_the_same_bytes_without_our_clock(small: Small) -> None:
    assert written(small, "full") == written(small, "full")
    assert b"2026" not in written(small, "full")


@given(graphs())
def test_whatever_a_page_says_fits_the_schema_and_is_read_back(graph: Graph) -> None:
    file = io.BytesIO()
    gexf.write_graph(file, *graph)
    SCHEMA.assertValid(
        etree.fromstring(file.getvalue(), etree.XMLParser(huge_tree=True))
    )
    back = nx.read_gexf(io.BytesIO(file.getvalue()), version="1.3")
    there = nodes_of(graph)
    for name, data in there.items():
        data.setdefault("label", name)
    assert {n: without_time(data) for n, data in back.nodes.items()} == there
    assert {
        data["id"]: (s, t, without_time(data)) for s, t, data in back.edges(data=True)
    } == edges_of(graph)
