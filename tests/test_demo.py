"""The demo is the main job end to end: what it finds is what is true of its web."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest

from crawler.demo import seed, truth
from graph.identity import url_key
from graph.store.engine import open_store
from graph.store.schema import FRONTIER, SNAPSHOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "demo", str(folder)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (folder / "shown.txt").write_text(done.stdout)
    return folder


@pytest.fixture(scope="module")
def lines(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "demo.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def edges_into(lines: list[dict[str, Any]], copy: str) -> list[dict[str, Any]]:
    edges = (line for line in lines if line["type"] == "republication")
    return [edge for edge in edges if url_key(edge["copy_url"]) == url_key(copy)]


def fits(edge: dict[str, Any], true: dict[str, Any]) -> bool:
    if "source" in true:
        same = url_key(edge["source_url"] or "") == url_key(true["source"])
    else:
        same = true["source_outlet"] in (edge["source_outlet"] or "")
    credit = true.get("credit", edge["credit"])
    return (
        same
        and edge["relation"] == true["relation"]
        and edge["declared"] == true["declared"]
        and edge["credit"] == credit
    )


@pytest.mark.parametrize("true", truth()["edges"], ids=lambda edge: edge["how"])
def test_every_true_edge_is_found(
    lines: list[dict[str, Any]], true: dict[str, Any]
) -> None:
    found = edges_into(lines, true["copy"])
    assert any(fits(edge, true) for edge in found), found


@pytest.mark.parametrize("url", truth()["originals"])
def test_an_original_has_no_source(lines: list[dict[str, Any]], url: str) -> None:
    assert edges_into(lines, url) == []


def test_no_edge_is_made_up(lines: list[dict[str, Any]]) -> None:
    found = [line for line in lines if line["type"] == "republication"]
    copies = {url_key(edge["copy"]) for edge in truth()["edges"]}
    assert {url_key(edge["copy_url"]) for edge in found} == copies
    assert len(found) == len(truth()["edges"])


def test_the_chain_is_shown(folder: Path) -> None:
    shown = (folder / "shown.txt").read_text(encoding="utf-8")
    assert f"demo.db origin {seed()}" in shown
    assert "The first known source is The Harbour Ledger." in shown
    assert "\x1b" not in shown


def test_the_graph_is_read_back(folder: Path) -> None:
    graph = nx.read_graphml(folder / "demo.graphml")
    other = igraph.Graph.Read_GraphML(str(folder / "demo.graphml"))
    assert (len(graph), graph.number_of_edges()) == (other.vcount(), other.ecount())
    relations = {data["relation"] for _, _, data in graph.edges(data=True)}
    assert {"republishes", "translates", "published_by", "written_by"} <= relations


def test_a_pixel_is_never_asked_nor_what_robots_forbids(folder: Path) -> None:
    store = open_store(str(folder / "demo.db"), create=False)
    with store.read() as connection:
        asked = connection.execute(SNAPSHOT.select()).mappings().all()
        queued = connection.execute(FRONTIER.select()).mappings().all()
    store.close()
    urls = [row["url"] for row in (*asked, *queued)]
    assert not [url for url in urls if "pixel" in url]
    assert not [row["url"] for row in asked if "/private/" in row["url"]]
    assert {row["state"] for row in queued} == {"done"}
