"""PROV-JSON and PROV-N that the library of the standard's authors reads back."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from prov.model import ProvDocument

from graph import build
from graph.errors import WhenceError
from graph.export import FORMATS, provenance, write_file
from graph.model import Relation
from graph.parts import Edge
from graph.selection import Selection
from tests.graph.export.hostile import Graph, graphs
from tests.graph.small_store import Small

KINDS = {"prov.json": "json", "provn": "provn"}


@pytest.fixture
def small(store_url: str) -> Iterator[Small]:
    small = Small(store_url)
    a = small.article(
        "https://medium.com/@x/a", headline='"A"\\\n"""', authors=["李 雷"]
    )
    b = small.article("https://beta.example/b", "2022-02-18")
    small.edge(a, b)
    c = small.article("https://gamma.example/c")
    small.edge(b, c, relation=Relation.EXCERPTS)
    small.edge(None, b, outlet="name:the-wire.")
    yield small
    small.store.close()


def written(small: Small, name: str, view: str = "full") -> str:
    file = io.BytesIO()
    with small.store.read() as connection:
        FORMATS[name].write(connection, file, Selection(view=view))
    return file.getvalue().decode()


def read(content: str, name: str) -> ProvDocument:
    found = ProvDocument.deserialize(content=content, format=KINDS[name])
    assert isinstance(found, ProvDocument)
    return found


@pytest.mark.parametrize("view", build.VIEWS)
def test_both_files_are_one_document(small: Small, view: str) -> None:
    one, other = (read(written(small, name, view), name) for name in KINDS)
    assert one == other
    there = build.load(small.store, view=view)
    assert len(list(one.get_records())) == len(there) + there.size()


def test_a_republication_is_a_derivation_of_the_copy(small: Small) -> None:
    told = json.loads(written(small, "prov.json"))
    found = list(told["wasDerivedFrom"].values())
    quotations = [edge for edge in found if "prov:type" in edge]
    assert (len(found), len(quotations)) == (2, 1)
    assert quotations[0]["whence:relation"] == "excerpts"
    copy = told["entity"][quotations[0]["prov:generatedEntity"]]
    assert copy["whence:url"] == "https://gamma.example/c"


def test_a_source_known_by_its_outlet_alone_is_an_influence(small: Small) -> None:
    told = json.loads(written(small, "prov.json"))
    (edge,) = told["wasInfluencedBy"].values()
    assert edge["prov:influencer"] in told["agent"]
    assert edge["prov:influencee"] in told["entity"]


def test_outlets_and_authors_are_agents(small: Small) -> None:
    told = json.loads(written(small, "prov.json"))
    types = [agent.get("prov:type", {}).get("$") for agent in told["agent"].values()]
    assert sorted(filter(None, types)) == ["prov:Organization"] * 4
    assert len(types) == 5
    ends = {edge["prov:agent"] for edge in told["wasAttributedTo"].values()}
    assert ends <= told["agent"].keys()


def test_parts_are_put_together(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {name: written(small, name) for name in KINDS}
    monkeypatch.setattr(provenance, "_AT_ONCE", 1)
    assert {name: written(small, name) for name in KINDS} == whole


@pytest.mark.parametrize("name", KINDS)
def test_a_store_with_nothing_in_it_is_a_document_too(
    name: str, tmp_path: Path
) -> None:
    small = Small(tmp_path / "empty.db")
    assert not list(read(written(small, name), name).get_records())
    small.store.close()


@pytest.mark.parametrize("name", KINDS)
def test_without_the_library_one_line_tells_how_to_get_it(
    name: str, small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "prov.model", None)
    target = tmp_path / f"x.{name}"
    with pytest.raises(WhenceError, match=r"needs prov: pip install 'whence\[prov\]'"):  # noqa: SIM117
        with small.store.read() as connection:
            write_file(connection, target, FORMATS[name])
    assert not target.exists()


@given(graphs())
def test_whatever_a_page_says_is_read_back(graph: Graph) -> None:
    nodes, edges = graph
    related = [
        Edge(
            source=e.source,
            target=e.target,
            attributes={"relation": "r", **e.attributes},
        )
        for e in edges
    ]
    items: Any = (lambda: nodes, lambda: related)
    texts = {
        "prov.json": "".join(provenance._json(*items)),
        "provn": "".join(provenance._notation(*items)),
    }
    wanted = ProvDocument()
    for document in provenance._documents([*nodes, *related]):
        wanted.update(document)
    for name, text in texts.items():
        assert read(text, name) == wanted
