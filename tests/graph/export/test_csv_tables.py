"""Nodes and edges as tables, named as Gephi and Neo4j want them."""

from __future__ import annotations

import csv as reader
import io
from collections.abc import Iterator

import networkx as nx
import pytest
from hypothesis import given

from graph import build
from graph.export import FORMATS, csv
from graph.export.csv_tables import NAMES, write_table
from graph.export.tables import EDGES, NODES, Table, edge_rows, node_rows
from graph.parts import Value
from graph.selection import Selection
from tests.graph.export.hostile import Graph, graphs
from tests.graph.small_store import Small


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    small = Small(store_url)
    a = small.article("https://alpha.example/a", "2022-02-18", headline="=1+1")
    b = small.article("https://beta.example/b", authors=["Ann Lee"])
    small.edge(a, b)
    small.edge(None, b, outlet="name:the-wire")
    yield small
    small.store.close()


def rows(small: Small, name: str, columns: str | None = None) -> list[dict[str, str]]:
    file = io.BytesIO()
    with small.store.read() as connection:
        chosen = FORMATS[name].named_for(columns)
        chosen.write(connection, file, Selection())
    return read(file)


def read(file: io.BytesIO) -> list[dict[str, str]]:
    return list(reader.DictReader(io.StringIO(file.getvalue().decode(), newline="")))


def test_the_two_tables_are_the_graph(small: Small) -> None:
    back: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    back.add_nodes_from(row["id"] for row in rows(small, "nodes.csv"))
    for row in rows(small, "edges.csv"):
        back.add_edge(row["source"], row["target"], key=row["id"])
    there = build.load(small.store)
    assert isinstance(there, nx.MultiDiGraph)
    assert list(back) == list(there)
    assert sorted(back.edges(keys=True)) == sorted(there.edges(keys=True))


def test_a_headline_is_no_formula(small: Small) -> None:
    headlines = {row["headline"] for row in rows(small, "nodes.csv")}
    assert "'=1+1" in headlines


def test_gephi_finds_the_names_that_it_knows(small: Small) -> None:
    node, edge = (rows(small, f"{name}.csv", "gephi")[0] for name in ("nodes", "edges"))
    assert {"Id", "Label", "kind"} <= node.keys()
    assert {"Source", "Target", "Id", "Weight"} <= edge.keys()
    assert (edge["Type"], edge["Kind"]) == ("Directed", edge["relation"])
    for row in (node, edge):
        # Gephi takes names for the same whatever their case, and refuses two.
        assert len({name.lower() for name in row}) == len(row)


def test_neo4j_finds_types_and_labels(small: Small) -> None:
    nodes = rows(small, "nodes.csv", "neo4j")
    assert {row[":LABEL"] for row in nodes} == {"Article", "Author", "Outlet"}
    assert {"id:ID", "words:long", "label:string"} <= nodes[0].keys()
    edges = rows(small, "edges.csv", "neo4j")
    assert {row[":TYPE"] for row in edges} == {
        "REPUBLISHES",
        "PUBLISHED_BY",
        "WRITTEN_BY",
    }
    ends = {row[end] for row in edges for end in (":START_ID", ":END_ID")}
    assert ends <= {row["id:ID"] for row in nodes}
    assert {"weight:double", "declared:boolean", "id:string"} <= edges[0].keys()


@pytest.mark.parametrize("name", ["nodes.csv", "edges.csv"])
def test_the_same_store_gives_the_same_table(small: Small, name: str) -> None:
    assert rows(small, name) == rows(small, name)


@given(graphs())
def test_whatever_a_page_says_stays_in_its_cell(graph: Graph) -> None:
    tables: list[tuple[Table, list[dict[str, Value]]]] = [
        (NODES, list(node_rows(graph[0]))),
        (EDGES, list(edge_rows(graph[1]))),
    ]
    for table, wanted in tables:
        file = io.BytesIO()
        write_table(file, table, NAMES[table.name]["plain"], wanted)
        assert read(file) == [
            {name: csv.cell(row.get(name)) for name in table.columns} for row in wanted
        ]
