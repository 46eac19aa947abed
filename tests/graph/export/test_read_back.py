"""What other programs read from an export is the graph that was there."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import igraph
import networkx as nx
import pandas as pd
import pytest

from graph import build
from graph.export import FORMATS, dot, gexf, graphml, json, parquet
from graph.export.csv_tables import NAMES, write_table
from graph.export.tables import EDGES, NODES, edge_rows, node_rows
from graph.model import Overlap, Relation
from graph.parts import Edge, Node
from graph.selection import Selection
from tests.graph.small_store import Small


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    """Two articles that feed each other, a third, and an outlet known by name."""
    small = Small(tmp_path / "small.db")
    a = small.article(
        "https://alpha.example/a",
        "2022-02-18",
        headline="\"Lines\", <red>\n& 'more'; ]]>",
        authors=["Ann Lee", "李 雷"],
        language="en",
    )
    b = small.article("https://beta.example/b", "2022-02-18", headline="None")
    c = small.article("https://gamma.example/c", headline="0012")
    shares = Overlap(of_original=0.5, of_copy=1.0, words=100)
    small.edge(a, b, overlap=shares, quote="“First”,\nsaid A")
    small.edge(b, a, relation=Relation.EXCERPTS)
    small.edge(b, c, inferred=True)
    small.edge(None, c, outlet="name:the-wire")
    yield small
    small.store.close()


def export(small: Small, name: str, folder: Path) -> Path:
    path = folder / f"x.{name}"
    with small.store.read() as connection, path.open("wb") as file:
        FORMATS[name].write(connection, file, Selection())
    return path


def one_line(text: str) -> str:
    return " ".join(text.split())


def wanted(attributes: dict[str, Any]) -> dict[str, Any]:
    """What a CSV file has of these attributes: texts are on one line there."""
    return {
        name: one_line(value) if isinstance(value, str) else value
        for name, value in attributes.items()
    }


def nodes_and_edges(small: Small) -> tuple[dict[str, Any], dict[str, Any]]:
    there = build.load(small.store)
    nodes = {node: wanted(data) for node, data in there.nodes(data=True)}
    edges = {
        data["id"]: wanted({"source": source, "target": target, **data})
        for source, target, data in there.edges(data=True)
    }
    return nodes, edges


def by_id(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        row["id"]: {name: v for name, v in row.items() if not pd.isna(v)}
        for row in rows
    }


def without_id(rows: dict[str, Any]) -> dict[str, Any]:
    return {
        key: {name: value for name, value in row.items() if name != "id"}
        for key, row in rows.items()
    }


PANDAS = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}


def test_pandas_reads_both_tables(small: Small, tmp_path: Path) -> None:
    found = {}
    for table in (NODES, EDGES):
        path = export(small, f"{table.name}.csv", tmp_path)
        # Only the empty cell is unknown: a headline may be "None".
        frame = pd.read_csv(
            path,
            dtype={name: PANDAS[kind] for name, kind in table.columns.items()},
            keep_default_na=False,
            na_values=[""],
            true_values=["true"],
            false_values=["false"],
        )
        found[table.name] = by_id(frame.to_dict("records"))
    nodes, edges = nodes_and_edges(small)
    assert without_id(found["nodes"]) == nodes
    assert found["edges"] == edges


DUCKDB = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def test_duckdb_reads_both_tables(small: Small, tmp_path: Path) -> None:
    found = {}
    for table in (NODES, EDGES):
        path = export(small, f"{table.name}.csv", tmp_path)
        columns = {name: DUCKDB[kind] for name, kind in table.columns.items()}
        with duckdb.connect() as connection:
            rows = connection.execute(
                "select * from read_csv(?, header=true, columns=?)",
                [str(path), columns],
            )
            names = [one[0] for one in rows.description]
            told = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
        found[table.name] = by_id(told)
    nodes, edges = nodes_and_edges(small)
    assert without_id(found["nodes"]) == nodes
    assert found["edges"] == edges


def test_duckdb_guesses_the_same_rows(small: Small, tmp_path: Path) -> None:
    path = export(small, "edges.csv", tmp_path)
    with duckdb.connect() as connection:
        counted = connection.execute("select count(*) from read_csv(?)", [str(path)])
        found = counted.fetchone()
    assert found == (len(nodes_and_edges(small)[1]),)


@pytest.mark.parametrize("name", ["nodes.parquet", "edges.parquet"])
def test_duckdb_and_pandas_read_parquet(
    small: Small, tmp_path: Path, name: str
) -> None:
    path = export(small, name, tmp_path)
    there = nodes_and_edges(small)[0 if name.startswith("nodes") else 1]
    with duckdb.connect() as connection:
        ids = connection.execute("select id from read_parquet(?)", [str(path)])
        assert {row[0] for row in ids.fetchall()} == there.keys()
    assert set(pd.read_parquet(path)["id"]) == there.keys()


def test_igraph_reads_the_two_tables(small: Small, tmp_path: Path) -> None:
    nodes, edges = (
        pd.read_csv(export(small, f"{table.name}.csv", tmp_path))
        for table in (NODES, EDGES)
    )
    back = igraph.Graph.DataFrame(edges, directed=True, vertices=nodes, use_vids=False)
    there = build.load(small.store)
    assert back.vs["name"] == list(there)
    ends = sorted(
        (back.vs[e.source]["name"], back.vs[e.target]["name"]) for e in back.es
    )
    assert ends == sorted(there.edges())


def test_igraph_reads_node_link_json(small: Small, tmp_path: Path) -> None:
    import json as reader

    told = reader.loads(export(small, "json", tmp_path).read_bytes())
    back = igraph.Graph.DictList(
        told["nodes"], told["edges"], directed=True, vertex_name_attr="id"
    )
    there = build.load(small.store)
    assert back.vs["id"] == list(there)
    assert sorted(back.es["id"]) == sorted(d["id"] for *_, d in there.edges(data=True))


def test_all_formats_have_the_same_edges(small: Small, tmp_path: Path) -> None:
    there = set(nodes_and_edges(small)[1])
    marked = nx.read_graphml(export(small, "graphml", tmp_path), force_multigraph=True)
    timed = nx.read_gexf(export(small, "gexf", tmp_path), version="1.3")
    for graph in (marked, timed):
        assert {data["id"] for *_, data in graph.edges(data=True)} == there


def graph_of(count: int) -> tuple[Iterator[Node], Iterator[Edge]]:
    """A long chain of copies, made as it is asked for."""
    nodes = (
        Node(id=f"article:{n}", attributes={"kind": "article", "headline": "x" * 200})
        for n in range(count)
    )
    edges = (
        Edge(
            source=f"article:{n}",
            target=f"article:{n + 1}",
            attributes={"id": f"e{n}", "relation": "republishes", "weight": 0.5},
        )
        for n in range(count - 1)
    )
    return nodes, edges


def tables(file: Any, nodes: Iterator[Node], edges: Iterator[Edge]) -> None:  # noqa: ANN401 - a file
    write_table(file, NODES, NAMES["nodes"]["plain"], node_rows(nodes))
    write_table(file, EDGES, NAMES["edges"]["plain"], edge_rows(edges))


WRITERS: dict[str, Callable[..., None]] = {
    "graphml": lambda *all_: graphml.write_graph(*all_, view="full"),
    "gexf": gexf.write_graph,
    "json": lambda *all_: json.write_graph(*all_, view="full"),
    "dot": lambda *all_: dot.write_graph(*all_, view="full"),
    "csv": tables,
}


class Nowhere(io.RawIOBase):
    """A file that keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:  # noqa: ANN401 - any bytes
        return len(part)


@pytest.mark.parametrize("name", WRITERS)
def test_a_long_graph_takes_no_more_memory_than_a_short_one(name: str) -> None:
    def most(count: int) -> int:
        tracemalloc.start()
        WRITERS[name](Nowhere(), *graph_of(count))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    most(100)  # what is made once
    # Four thousand headlines alone are 800 kB.
    assert most(4000) - most(100) < 200_000
    assert parquet._GROUP <= 10_000
