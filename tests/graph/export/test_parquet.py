"""Parquet that pyarrow reads back, each attribute of its type."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from hypothesis import given

from graph import build
from graph.errors import WhenceError
from graph.export import FORMATS, parquet, write_file
from graph.export.tables import EDGES, NODES, edge_rows, node_rows
from graph.selection import Selection
from tests.graph.export.hostile import Graph, graphs
from tests.graph.small_store import Small


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    small = Small(store_url)
    a = small.article("https://alpha.example/a", "2022-02-18", headline="A")
    b = small.article("https://beta.example/b", authors=["Ann Lee"])
    small.edge(a, b)
    small.edge(None, b, outlet="name:the-wire")
    yield small
    small.store.close()


def written(small: Small, name: str) -> bytes:
    file = io.BytesIO()
    with small.store.read() as connection:
        FORMATS[name].write(connection, file, Selection())
    assert not file.closed
    return file.getvalue()


def rows(content: bytes) -> list[dict[str, Any]]:
    """The rows of a table, without what is null."""
    found: list[dict[str, Any]] = pyarrow.parquet.read_table(
        io.BytesIO(content)
    ).to_pylist()
    return [{k: v for k, v in row.items() if v is not None} for row in found]


def test_the_two_tables_are_the_graph(small: Small) -> None:
    there = build.load(small.store)
    nodes = {row.pop("id"): row for row in rows(written(small, "nodes.parquet"))}
    assert nodes == dict(there.nodes.items())
    edges = {row["id"]: row for row in rows(written(small, "edges.parquet"))}
    assert edges == {
        data["id"]: {"source": source, "target": target, **data}
        for source, target, data in there.edges(data=True)
    }


def test_every_column_has_its_type(small: Small) -> None:
    content = written(small, "edges.parquet")
    schema = pyarrow.parquet.read_schema(io.BytesIO(content))
    kinds = {name: str(schema.field(name).type) for name in schema.names}
    told = {kinds[name] for name in ("id", "declared", "weight", "count")}
    assert told == {"string", "bool", "double", "int64"}
    assert kinds.keys() == EDGES.columns.keys()


def test_the_same_store_gives_the_same_bytes(small: Small) -> None:
    assert written(small, "nodes.parquet") == written(small, "nodes.parquet")


def test_rows_are_written_a_group_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_GROUP", 2)
    file = io.BytesIO()
    parquet.write_table(file, NODES, ({"id": str(n)} for n in range(5)))
    found = pyarrow.parquet.ParquetFile(io.BytesIO(file.getvalue()))
    assert found.num_row_groups == 3
    assert [row["id"] for row in rows(file.getvalue())] == list("01234")


def test_without_the_library_one_line_tells_how_to_get_it(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    target = tmp_path / "nodes.parquet"
    with pytest.raises(WhenceError, match=r"needs pyarrow: pip install"):  # noqa: SIM117
        with small.store.read() as connection:
            write_file(connection, target, FORMATS["nodes.parquet"])
    assert not target.exists()


@given(graphs())
def test_whatever_a_page_says_is_read_back(graph: Graph) -> None:
    tables = ((NODES, node_rows(graph[0])), (EDGES, edge_rows(graph[1])))
    for table, found in tables:
        wanted = list(found)
        file = io.BytesIO()
        parquet.write_table(file, table, wanted)
        assert rows(file.getvalue()) == wanted
