"""Node-link JSON that networkx reads back as it was."""

from __future__ import annotations

import io
import json as reader
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from graph import build
from graph.export import json
from graph.selection import Selection
from tests.graph.export.hostile import Graph, edges_of, graphs, nodes_of
from tests.graph.small_store import Small


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    small = Small(store_url)
    a = small.article("https://alpha.example/a", "2022-02-18", headline='"A"\n李')
    b = small.article("https://beta.example/b", authors=["Ann Lee"])
    small.edge(a, b)
    small.edge(None, b, outlet="name:the-wire")
    yield small
    small.store.close()


def written(small: Small, view: str) -> bytes:
    file = io.BytesIO()
    with small.store.read() as connection:
        json.write(connection, file, Selection(view=view))
    return file.getvalue()


def graph_of(content: bytes) -> nx.Graph[str]:
    found: Any = reader.loads(content, parse_constant=refused)
    return nx.node_link_graph(found, edges="edges")


def refused(constant: str) -> None:
    raise AssertionError(constant)


@pytest.mark.parametrize("view", build.VIEWS)
def test_networkx_reads_back_the_same_graph(small: Small, view: str) -> None:
    back, there = graph_of(written(small, view)), build.load(small.store, view=view)
    assert type(back) is type(there)
    assert nx.utils.graphs_equal(back, there)


def test_a_store_with_nothing_in_it_is_a_graph_too(tmp_path: Path) -> None:
    small = Small(tmp_path / "empty.db")
    assert len(graph_of(written(small, "full"))) == 0
    small.store.close()


def test_every_node_and_edge_has_a_line(small: Small) -> None:
    content = written(small, "outlets")
    nodes = [line for line in content.splitlines() if b'"kind": "outlet"' in line]
    assert len(nodes) == 3


def test_the_same_store_gives_the_same_bytes(small: Small) -> None:
    assert written(small, "full") == written(small, "full")


@given(graphs())
def test_whatever_a_page_says_is_read_back(graph: Graph) -> None:
    file = io.BytesIO()
    json.write_graph(file, *graph, view="full")
    back = graph_of(file.getvalue())
    assert dict(back.nodes.items()) == nodes_of(graph)
    edges = back.edges(data=True)
    assert {data["id"]: (s, t, data) for s, t, data in edges} == edges_of(graph)
